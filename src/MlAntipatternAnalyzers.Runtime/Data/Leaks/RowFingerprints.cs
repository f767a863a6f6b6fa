using System;
using System.Collections.Generic;
using System.IO.Hashing;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads a view's rows as hashes: of each column, and of all together.</summary>
internal sealed class RowFingerprints(IDataView data, IReadOnlyList<SkewEncoder> columns)
{
    private readonly SkewWriter _value = new();

    /// <summary>The row, from 1 on.</summary>
    public long Row { get; private set; }

    /// <summary>The hash of all columns: the sum of their own, so that one can be taken out.</summary>
    public UInt128 Hash { get; private set; }

    /// <summary>The hash of each column of the row.</summary>
    public UInt128[] Columns { get; } = new UInt128[columns.Count];

    public void Read(Action<RowFingerprints> onRow)
    {
        using var cursor = data.GetRowCursor(columns.Select(column => column.Column));
        foreach (var column in columns)
            column.Bind(cursor);
        while (cursor.MoveNext())
        {
            Row++;
            Hash = 0;
            for (var i = 0; i < Columns.Length; i++)
            {
                _value.Clear();
                columns[i].Write(_value);
                // The column's place in the seed: 1 and 2 is another row than 2 and 1.
                Columns[i] = XxHash128.HashToUInt128(_value.Written, i + 1);
                Hash += Columns[i];
            }
            onRow(this);
        }
    }
}
