using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One side of a join: its columns, and its rows once they are read.</summary>
internal sealed class SkewSide(IDataView data, IReadOnlyList<SkewEncoder> identifiers, IReadOnlyList<SkewEncoder?> features, SkewPartitions partitions)
{
    public SkewPartitions Partitions => partitions;

    public long Rows { get; private set; }

    public long RowsWithoutIdentifier { get; private set; }

    /// <summary>Reads all rows, once: a row's identifier, then each feature, each after its length (0 where it has no value).</summary>
    public void Read()
    {
        var encoders = identifiers.Concat(features.OfType<SkewEncoder>()).ToList();
        using var cursor = data.GetRowCursor(encoders.Select(e => e.Column));
        foreach (var encoder in encoders)
            encoder.Bind(cursor);
        var (identifier, value, row) = (new SkewWriter(), new SkewWriter(), new SkewWriter());
        while (cursor.MoveNext())
        {
            if (!Identify(identifier, value))
            {
                RowsWithoutIdentifier++;
                continue;
            }
            Rows++;
            row.Clear();
            row.Block(identifier.Written);
            foreach (var feature in features)
            {
                value.Clear();
                feature?.Write(value);
                row.Block(value.Written);
            }
            partitions.Add(SkewHash.Of(identifier.Written), row.Written);
        }
    }

    private bool Identify(SkewWriter identifier, SkewWriter value)
    {
        identifier.Clear();
        foreach (var part in identifiers)
        {
            value.Clear();
            if (!part.Write(value))
                return false;
            identifier.Block(value.Written);
        }
        return true;
    }
}
