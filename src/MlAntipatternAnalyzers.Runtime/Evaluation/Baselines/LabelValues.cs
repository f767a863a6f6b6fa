using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What constant predictions learn from a regression's labels. Rows whose label is missing are left out, as ML.NET's trainers do.</summary>
internal static class LabelValues
{
    public static float Mean(IDataView data, string label)
    {
        var (sum, count) = (0.0, 0L);
        foreach (var value in Of(data, label))
        {
            sum += value;
            count++;
        }
        return count > 0 ? (float)(sum / count) : throw NoLabel(label);
    }

    /// <summary>The middle label, or the mean of the two in the middle. All labels are kept, four bytes each: the middle one is known only when all are.</summary>
    public static float Median(IDataView data, string label)
    {
        var values = new List<float>(Of(data, label));
        if (values.Count == 0)
            throw NoLabel(label);
        CollectionsMarshal.AsSpan(values).Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (float)(((double)values[middle - 1] + values[middle]) / 2);
    }

    /// <summary>The label of the newest row; of several of one instant the last that is read.</summary>
    public static float Last(IDataView data, string label, string timeColumnName, string? timeFormat)
    {
        var axis = TimeAxis.Of(data.Schema, timeColumnName, timeFormat);
        // Said with the row's number, before the labels are looked at.
        TimeLine.ForEach(data, axis, static _ => { });
        var column = Column(data, label);
        using var cursor = data.GetRowCursor([column, axis.Column!.Value]);
        var (value, time) = (cursor.GetGetter<float>(column), axis.Bind(cursor));
        float current = 0;
        (long Time, float Label)? last = null;
        while (cursor.MoveNext())
        {
            value(ref current);
            if (float.IsFinite(current) && time(out var at) && (last is not { } newest || at >= newest.Time))
                last = (at, current);
        }
        return last?.Label ?? throw NoLabel(label);
    }

    public static DataViewSchema.Column Column(IDataView data, string label)
    {
        var column = RowKey.Find(data.Schema, label, "as label", "labelColumnName");
        return column.Type == NumberDataViewType.Single
            ? column
            : throw new ArgumentException($"Label '{label}' is a {ColumnType.From(column.Type)}; ML.NET's regression takes a Single: convert it with Conversion.ConvertType.", "labelColumnName");
    }

    public static InvalidOperationException NoLabel(string label) => new($"No row has a '{label}' to learn from; look at where the training data was loaded from and at the filters before it.");

    private static IEnumerable<float> Of(IDataView data, string label)
    {
        var column = Column(data, label);
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<float>(column);
        float value = 0;
        while (cursor.MoveNext())
        {
            getter(ref value);
            if (float.IsFinite(value))
                yield return value;
        }
    }
}
