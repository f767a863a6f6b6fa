using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The columns that a load reads from a file.</summary>
internal static class LoadedColumns
{
    // DataKind.Single and DataKind.Double.
    private const int Single = 9;
    private const int Double = 10;

    /// <summary>The columns of real numbers, as far as they are known: of the row class, or of the <c>TextLoader.Column</c>s.</summary>
    public static ImmutableArray<string> RealOf(LoadInfo load, MlNetSymbols ml)
    {
        // ML.NET takes the columns of the class, where there is one, whatever the options say.
        if (load.RowType is not null)
            return RowType.ColumnsOf(load.RowType, ml).Where(column => column.IsLoaded && column.IsReal).Select(column => column.Name).ToImmutableArray();
        return load.Columns is SequenceValue columns
            ? columns.Items.OfType<ObjectValue>().Where(IsReal).Select(column => Content(column, "Name")).OfType<string>().ToImmutableArray()
            : ImmutableArray<string>.Empty;
    }

    /// <summary>The names of all columns.</summary>
    public static ColumnNames NamesOf(LoadInfo load, MlNetSymbols ml)
    {
        if (load.RowType is not null)
            return RowType.ColumnNamesOf(load.RowType, ml);
        if (load.Columns is not SequenceValue columns)
            return ColumnNames.Unknown;
        var names = columns.Items.OfType<ObjectValue>().Select(column => Content(column, "Name")).OfType<string>().ToImmutableArray();
        return new ColumnNames(names, columns.Exact && names.Length == columns.Items.Count);
    }

    /// <summary>The last field of a line that is read into a column, counted from 0; null where none is known.</summary>
    public static int? LastIndexOf(LoadInfo load, MlNetSymbols ml)
    {
        var indices = load.RowType is INamedTypeSymbol row
            ? RowMembers.Of(row, RowUse.Load, ml).Where(member => member.LoadColumn is not null).SelectMany(member => LoadedRange.Of(member.LoadColumn!))
            : (load.Columns as SequenceValue)?.Items.OfType<ObjectValue>().SelectMany(IndicesOf) ?? Enumerable.Empty<int>();
        return indices.Select(index => (int?)index).Max();
    }

    private static IEnumerable<int> IndicesOf(ObjectValue column)
    {
        var ranges = column.Writes.Where(write => write.Member.Name == "Source").Select(write => write.Value).OfType<SequenceValue>().SelectMany(source => source.Items).OfType<ObjectValue>();
        return new[] { "index", "minIndex", "maxIndex" }.Select(name => Content(column, name))
            .Concat(ranges.SelectMany(range => new[] { "index", "Min", "Max", "min", "max" }.Select(name => Content(range, name))))
            .OfType<int>();
    }

    private static bool IsReal(ObjectValue column) =>
        Content(column, "DataKind") is IConvertible kind and not string && kind.ToInt32(CultureInfo.InvariantCulture) is Single or Double;

    private static object? Content(ObjectValue column, string member) =>
        column.Writes.Where(write => write.Member.Name == member).Select(write => (write.Value as ConstantValue)?.Content).LastOrDefault();
}
