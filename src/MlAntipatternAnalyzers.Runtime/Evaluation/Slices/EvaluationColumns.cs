using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Finds the columns that an evaluation reads, and reads numbers from whatever holds them.</summary>
internal static class EvaluationColumns
{
    /// <param name="schema">The predictions' schema.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="use">What it is for: "the label", "slices".</param>
    /// <param name="advice">What to do when there is no such column.</param>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string use, string advice) =>
        schema.GetColumnOrNull(name) ?? throw new EvaluationException(
            $"There is no column '{name}' for {use}; the predictions have {Listed(schema)}. {advice}");

    public static EvaluationException WrongType(DataViewSchema.Column column, string use, string expected) => new(
        $"Column '{column.Name}' is of type {column.Type}, and {use} is {expected}.");

    /// <summary>A column of single numbers: a number, a Boolean (0 or 1), or a key (from 0 on, as ML.NET counts labels; missing is NaN).</summary>
    public static DataViewSchema.Column FindNumber(DataViewSchema schema, string name, string use, string advice)
    {
        var column = Find(schema, name, use, advice);
        return IsNumber(column.Type) || column.Type is BooleanDataViewType or KeyDataViewType
            ? column
            : throw WrongType(column, use, "a number, a Boolean or a key");
    }

    /// <summary>The column of a score that is one number.</summary>
    public static DataViewSchema.Column FindScore(DataViewSchema schema, string name)
    {
        var column = Find(schema, name, "the score", EvaluationAdvice.Score);
        return IsNumber(column.Type) ? column : throw WrongType(column, "this task's score", "one number; is the model of another task?");
    }

    public static bool IsNumber(DataViewType type) => type is NumberDataViewType;

    /// <summary>Binds a column that <see cref="FindNumber"/> found.</summary>
    public static Func<double> Number(DataViewRow row, DataViewSchema.Column column)
    {
        var type = column.Type.RawType;
        if (column.Type is BooleanDataViewType)
        {
            var getter = row.GetGetter<bool>(column);
            var value = false;
            return () =>
            {
                getter(ref value);
                return value ? 1 : 0;
            };
        }
        if (column.Type is KeyDataViewType key)
        {
            var value = KeyValue(row, column);
            return () => value() is var raw && raw > 0 && raw <= key.Count ? raw - 1 : double.NaN;
        }
        return type == typeof(float) ? Of<float>(row, column)
            : type == typeof(double) ? Of<double>(row, column)
            : type == typeof(sbyte) ? Of<sbyte>(row, column)
            : type == typeof(short) ? Of<short>(row, column)
            : type == typeof(int) ? Of<int>(row, column)
            : type == typeof(long) ? Of<long>(row, column)
            : type == typeof(byte) ? Of<byte>(row, column)
            : type == typeof(ushort) ? Of<ushort>(row, column)
            : type == typeof(uint) ? Of<uint>(row, column)
            : Of<ulong>(row, column);
    }

    /// <summary>A key as it is stored: 0 is missing, the first value is 1.</summary>
    public static Func<ulong> KeyValue(DataViewRow row, DataViewSchema.Column column)
    {
        var type = column.Type.RawType;
        return type == typeof(byte) ? Of<byte>() : type == typeof(ushort) ? Of<ushort>() : type == typeof(uint) ? Of<uint>() : Of<ulong>();

        Func<ulong> Of<T>()
            where T : struct, INumberBase<T>
        {
            var getter = row.GetGetter<T>(column);
            T value = default;
            return () =>
            {
                getter(ref value);
                return ulong.CreateTruncating(value);
            };
        }
    }

    /// <summary>The texts that stand for a key's values, the first for 1; null where the column has none.</summary>
    public static string[]? KeyNames(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is not { } annotation || annotation.Type is not VectorDataViewType vector)
            return null;
        var type = vector.ItemType.RawType;
        return type == typeof(ReadOnlyMemory<char>) ? Of<ReadOnlyMemory<char>>()
            : type == typeof(float) ? Of<float>()
            : type == typeof(double) ? Of<double>()
            : type == typeof(int) ? Of<int>()
            : type == typeof(long) ? Of<long>()
            : type == typeof(uint) ? Of<uint>()
            : type == typeof(ulong) ? Of<ulong>()
            : type == typeof(short) ? Of<short>()
            : type == typeof(ushort) ? Of<ushort>()
            : type == typeof(sbyte) ? Of<sbyte>()
            : type == typeof(byte) ? Of<byte>()
            : type == typeof(bool) ? Of<bool>()
            : null;

        string[] Of<T>()
        {
            VBuffer<T> values = default;
            column.Annotations.GetValue("KeyValues", ref values);
            return [.. values.DenseValues().Select(value => Convert.ToString((object?)value, System.Globalization.CultureInfo.InvariantCulture) ?? "")];
        }
    }

    private static Func<double> Of<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, INumberBase<T>
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return double.CreateSaturating(value);
        };
    }

    private static string Listed(DataViewSchema schema)
    {
        IEnumerable<string> names = [.. schema.Where(column => !column.IsHidden).Select(column => $"'{column.Name}'")];
        return names.Any() ? string.Join(", ", names) : "no column at all";
    }
}
