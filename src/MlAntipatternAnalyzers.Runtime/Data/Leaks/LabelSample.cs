using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Rows that were chosen at random of those that have a label, and where they stand.</summary>
internal sealed class LabelSample
{
    private LabelSample(SampleColumn? label, List<SampleColumn> columns, List<long> rows, NeighbourLabels neighbours)
    {
        Label = label;
        Columns = columns;
        Rows = rows;
        Neighbours = neighbours;
    }

    /// <summary>Null where no label was named: then rows are chosen of all.</summary>
    public SampleColumn? Label { get; }

    public IReadOnlyList<SampleColumn> Columns { get; }

    /// <summary>Where each row stands in the data, from 1 on.</summary>
    public IReadOnlyList<long> Rows { get; }

    /// <summary>What the labels of all rows tell about those next to them.</summary>
    public NeighbourLabels Neighbours { get; }

    /// <summary>Reads the view once; of a row that is not chosen only the label.</summary>
    public static LabelSample Read(IDataView data, DataViewSchema.Column? label, IReadOnlyList<DataViewSchema.Column> columns, int size, CancellationToken cancellationToken)
    {
        var (rows, kept, current) = (new List<long>(), new List<SampleColumn>(), new List<SampleColumn>());
        var neighbours = new NeighbourLabels();
        using var cursor = data.GetRowCursor(label is { } named ? columns.Append(named) : columns);
        var readLabel = label is { } column ? SampleReaders.Bind(cursor, column, current) : null;
        var keepers = columns.Select(kind => SampleReaders.Bind(cursor, kind, kept)).ToList();
        var now = readLabel is null ? null : current[0];
        var labels = now is null ? null : new SampleColumn(now.Name, now.Type);
        var reservoir = new Reservoir(size);
        for (var row = 1L; cursor.MoveNext(); row++)
        {
            if (row % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (now is not null)
            {
                readLabel!(0);
                if (now.Texts is null ? double.IsNaN(now.Numbers[0]) : now.Texts[0].Length == 0)
                    continue;
                neighbours.Add(now);
            }
            var place = reservoir.Next();
            if (place < 0)
                continue;
            if (now?.Texts is { } texts)
                labels!.Keep(place, texts[0]);
            else if (now is not null)
                labels!.Keep(place, now.Numbers[0]);
            if (place == rows.Count)
                rows.Add(row);
            else
                rows[place] = row;
            foreach (var keep in keepers)
                keep(place);
        }
        return new(labels, kept, rows, neighbours);
    }
}
