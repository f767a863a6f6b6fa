using System;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Holds one member of a row class against its expectation: without state, and without allocation where it fits.</summary>
internal abstract class MemberCheck<TRow>(ColumnExpectation expected)
    where TRow : class
{
    public ColumnExpectation Expected { get; } = expected;

    public abstract bool Fits(TRow row);

    /// <summary>Hands the items of a row to a visitor.</summary>
    public abstract void Visit(TRow row, ColumnVisitor visitor);

    /// <summary>How many items the row has where the class says how many there are, and that is wrong; else null.</summary>
    public virtual int? WrongLength(TRow row) => null;
}

/// <summary>Makes the checks.</summary>
internal static class MemberChecks
{
    /// <param name="member">A field or a property.</param>
    /// <param name="type">The column's type by the class.</param>
    /// <param name="expected">What is expected of a row.</param>
    public static MemberCheck<TRow> Create<TRow>(MemberInfo member, ColumnType type, ColumnExpectation expected)
        where TRow : class
    {
        var row = Expression.Parameter(typeof(TRow));
        var access = Expression.MakeMemberAccess(row, member);
        var getter = Expression.Lambda(access, row).Compile();
        if (getter is Func<TRow, string?> text)
            return new ScalarCheck<TRow, string?, StringItem>(text, expected);
        if (getter is Func<TRow, string?[]?> texts)
            return new VectorCheck<TRow, string?, StringItem>(r => new(texts(r)), type.VectorSize, expected);
        return ItemTypes.For(type, new Maker<TRow>(getter, type, expected)) ?? new AnyCheck<TRow>(expected);
    }

    private readonly struct Maker<TRow>(Delegate getter, ColumnType type, ColumnExpectation expected) : IForItemType<MemberCheck<TRow>>
        where TRow : class
    {
        public MemberCheck<TRow> Scalar<T>() => Of<T>(isVector: false);

        public MemberCheck<TRow> Vector<T>() => Of<T>(isVector: true);

        // The items' structs are made for the numbers' types, which this method does not know to be some.
        private MemberCheck<TRow> Of<T>(bool isVector)
        {
            var item = typeof(T) == typeof(ReadOnlyMemory<char>) ? typeof(TextItem)
                : typeof(T) == typeof(bool) ? typeof(BooleanItem)
                : type.IsKey ? typeof(KeyItem<>).MakeGenericType(typeof(T))
                : type.IsReal || type.IsInteger ? typeof(NumberItem<>).MakeGenericType(typeof(T))
                : typeof(OpaqueItem<T>);
            if (!isVector && type.IsKey)
                return (MemberCheck<TRow>)Activator.CreateInstance(typeof(KeyCheck<,>).MakeGenericType(typeof(TRow), typeof(T)), getter, type.KeyCount, expected)!;
            if (!isVector)
                return (MemberCheck<TRow>)Activator.CreateInstance(typeof(ScalarCheck<,,>).MakeGenericType(typeof(TRow), typeof(T), item), getter, expected)!;
            ReadOnlyItems<TRow, T> items = getter switch
            {
                Func<TRow, VBuffer<T>> sparse => row => new(sparse(row)),
                Func<TRow, T[]?> array => row => new(array(row)),
                _ => throw new ArgumentException($"The member of column {TextFormats.QuoteName(expected.Name)} is neither an array nor a VBuffer, and its column is {type}."),
            };
            return (MemberCheck<TRow>)Activator.CreateInstance(typeof(VectorCheck<,,>).MakeGenericType(typeof(TRow), typeof(T), item), items, type.VectorSize, expected)!;
        }
    }

    private sealed class AnyCheck<TRow>(ColumnExpectation expected) : MemberCheck<TRow>(expected)
        where TRow : class
    {
        public override bool Fits(TRow row) => true;

        public override void Visit(TRow row, ColumnVisitor visitor) => visitor.SkipRows(1);
    }
}

/// <summary>The items of a vector: those that it holds, and how many it has.</summary>
internal readonly ref struct ItemsOf<T>
{
    public ItemsOf(T[]? array)
    {
        Held = array;
        Length = array?.Length ?? 0;
    }

    public ItemsOf(VBuffer<T> vector)
    {
        Held = vector.GetValues();
        Length = vector.Length;
    }

    public ReadOnlySpan<T> Held { get; }

    public int Length { get; }
}

internal delegate ItemsOf<T> ReadOnlyItems<TRow, T>(TRow row);

internal sealed class ScalarCheck<TRow, T, TItem>(Func<TRow, T> get, ColumnExpectation expected) : MemberCheck<TRow>(expected)
    where TRow : class
    where TItem : IItem<T>
{
    private readonly ItemRules _rules = new(expected);
    private readonly bool _isNeeded = expected.MinFraction > 0;

    public override bool Fits(TRow row)
    {
        var value = get(row);
        return TItem.Judge(in value, _rules, out var isMissing) == Offence.None && !(isMissing && _isNeeded);
    }

    public override void Visit(TRow row, ColumnVisitor visitor)
    {
        var value = get(row);
        visitor.EndRow(1, TItem.Visit(in value, 1, visitor) ? 1 : 0);
    }
}

/// <summary>A key of a row class: the first value is 0, and what is beyond the last is missing. (In a column the first is 1; in a vector of a row class, too.)</summary>
internal sealed class KeyCheck<TRow, T>(Func<TRow, T> get, ulong? count, ColumnExpectation expected) : MemberCheck<TRow>(expected)
    where TRow : class
    where T : struct
{
    private readonly bool _isNeeded = expected.MinFraction > 0;

    public override bool Fits(TRow row) => !_isNeeded || !IsMissing(row);

    public override void Visit(TRow row, ColumnVisitor visitor) => visitor.EndRow(1, IsMissing(row) ? 1 : 0);

    private bool IsMissing(TRow row)
    {
        var value = get(row);
        return ItemNumber.Of(in value) >= count;
    }
}

internal sealed class VectorCheck<TRow, T, TItem>(ReadOnlyItems<TRow, T> get, int? size, ColumnExpectation expected) : MemberCheck<TRow>(expected)
    where TRow : class
    where TItem : IItem<T>
{
    private readonly ItemRules _rules = new(expected);

    public override bool Fits(TRow row)
    {
        var items = get(row);
        if (size is { } needed && items.Length != needed)
            return false;
        var missing = 0;
        foreach (ref readonly var item in items.Held)
        {
            if (TItem.Judge(in item, _rules, out var isMissing) != Offence.None)
                return false;
            missing += isMissing ? 1 : 0;
        }
        // What a sparse vector does not hold is the default: 0, the empty text, the missing key.
        if (items.Length > items.Held.Length)
        {
            T rest = default!;
            if (TItem.Judge(in rest, _rules, out var isMissing) != Offence.None)
                return false;
            missing += isMissing ? items.Length - items.Held.Length : 0;
        }
        return !RowVerdict.IsOffence(Expected, items.Length, items.Length > missing);
    }

    public override int? WrongLength(TRow row) => size is { } needed && get(row).Length is var length && length != needed ? length : null;

    public override void Visit(TRow row, ColumnVisitor visitor)
    {
        var items = get(row);
        var missing = 0;
        foreach (ref readonly var item in items.Held)
            missing += TItem.Visit(in item, 1, visitor) ? 1 : 0;
        T rest = default!;
        if (items.Length > items.Held.Length && TItem.Visit(in rest, items.Length - items.Held.Length, visitor))
            missing += items.Length - items.Held.Length;
        visitor.EndRow(items.Length, missing);
    }
}
