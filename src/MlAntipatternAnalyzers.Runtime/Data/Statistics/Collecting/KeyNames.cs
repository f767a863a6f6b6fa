using System;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The texts that stand for the values of a key.</summary>
internal sealed class KeyNames
{
    private readonly string[]? _names;

    // Names of many values are not all made into strings: only those that come.
    private readonly VBuffer<ReadOnlyMemory<char>> _texts;

    public KeyNames(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is { Type: VectorDataViewType { ItemType: TextDataViewType } })
            column.Annotations.GetValue("KeyValues", ref _texts);
        else
            _names = EvaluationColumns.KeyNames(column);
    }

    /// <param name="value">As it is stored, from 1 on. A key without names is told by its number from 0 on, which is what it was loaded from.</param>
    public string NameOf(ulong value)
    {
        if (_names is not null && value <= (ulong)_names.Length)
            return _names[value - 1];
        return value <= (ulong)_texts.Length ? _texts.GetItemOrDefault((int)(value - 1)).ToString() : (value - 1).ToString(CultureInfo.InvariantCulture);
    }
}
