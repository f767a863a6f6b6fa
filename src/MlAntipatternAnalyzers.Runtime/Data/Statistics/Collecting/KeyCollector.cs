using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A value of a small set as a number; 0 when it is missing.</summary>
internal interface ICode<T>
{
    static abstract ulong Of(T value);
}

/// <summary>Keys are their own codes.</summary>
internal readonly struct KeyCode<T> : ICode<T>
    where T : struct, INumberBase<T>
{
    public static ulong Of(T value) => ulong.CreateTruncating(value);
}

/// <summary>Booleans are never missing.</summary>
internal readonly struct BooleanCode : ICode<bool>
{
    public static ulong Of(bool value) => value ? 2u : 1u;

    public static string NameOf(ulong code) => code == 2 ? bool.TrueString : bool.FalseString;
}

/// <summary>Collects keys or Booleans: by code, and only at the end by the texts of their values.</summary>
internal sealed class KeyCollector<T, TCode>(CollectedColumn column) : ColumnCollector
    where TCode : ICode<T>
{
    // An array for keys of few values, else a table that is emptied when it is this large.
    private const int Few = 1024;
    private const int TableSize = 65_536;

    private readonly TextAccumulator _texts = new(column.IsWeighted);
    private readonly RowCounts _rows = new(column.IsWeighted, column.Type.IsVector);
    private readonly Tally[] _few = new Tally[Few];
    private readonly Dictionary<ulong, Tally> _many = [];

    public override void Add(RowBlock block, RowRange rows) => AddRows(block, rows);

    public override void Add(RowBlock block, RowList rows) => AddRows(block, rows);

    public override ColumnStatistics Finish(StatisticsShape shape)
    {
        for (var code = 1; code < Few; code++)
        {
            if (_few[code].Count > 0)
                _texts.Add(column.NameOf!((ulong)code), _few[code].Count, _few[code].Weight, _few[code].Squares);
        }
        Empty();
        return _rows.ToStatistics(column.Name, column.Type, text: _texts.Finish(shape).Statistics);
    }

    private void AddRows<TRows>(RowBlock block, TRows rows)
        where TRows : struct, IRowSet
    {
        if (column.Type.IsVector)
            AddVectors((VectorBlock<T>)block.Columns[column.Index], block.Weights, rows);
        else
            AddScalars(((ScalarBlock<T>)block.Columns[column.Index]).Values, block.Weights, rows);
    }

    private void AddScalars<TRows>(T[] values, double[]? weights, TRows rows)
        where TRows : struct, IRowSet
    {
        var missing = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var code = TCode.Of(values[rows[i]]);
            if (code == 0)
                missing++;
            else if (weights is null && code < Few)
                _few[code].Count++;
            else
                Add(code, weights?[rows[i]] ?? 1);
        }
        for (var i = 0; weights is not null && i < rows.Count; i++)
            _rows.AddWeight(TCode.Of(values[rows[i]]) != 0, weights[rows[i]]);
        _rows.Add(rows.Count - missing, missing);
    }

    private void AddVectors<TRows>(VectorBlock<T> vectors, double[]? weights, TRows rows)
        where TRows : struct, IRowSet
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var weight = weights?[row] ?? 1;
            var held = vectors.Held(row);
            var length = vectors.Length(row);
            var isPresent = false;
            foreach (var item in held)
            {
                if (TCode.Of(item) is not 0 and var code)
                {
                    isPresent = true;
                    Add(code, weight);
                }
            }
            if (length > held.Length && TCode.Of(default!) is not 0 and var implied)
            {
                isPresent = true;
                Add(implied, weight, length - held.Length);
            }
            _rows.Add(length, isPresent, weight);
        }
    }

    private void Add(ulong code, double weight, long times = 1)
    {
        ref var tally = ref code < Few ? ref _few[code] : ref CollectionsMarshal.GetValueRefOrAddDefault(_many, code, out _);
        tally.Count += times;
        tally.Weight += weight * times;
        tally.Squares += weight * weight * times;
        if (_many.Count == TableSize)
            Empty();
    }

    private void Empty()
    {
        foreach (var (code, tally) in _many.OrderBy(pair => pair.Key))
            _texts.Add(column.NameOf!(code), tally.Count, tally.Weight, tally.Squares);
        _many.Clear();
    }

    private struct Tally
    {
        public long Count;
        public double Weight;
        public double Squares;
    }
}
