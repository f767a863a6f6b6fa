using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Something that one of the two formats of a schema cannot say, or says otherwise.</summary>
/// <param name="Column">The column; empty for the schema as a whole.</param>
/// <param name="Field">The field of TensorFlow Data Validation's schema, or the property of this one.</param>
/// <param name="Message">What became of it.</param>
public sealed record TfdvNote(string Column, string Field, string Message)
{
    /// <summary>One line.</summary>
    public override string ToString() => Column.Length == 0 ? $"{Field}: {Message}" : $"{TextFormats.QuoteName(Column)} {Field}: {Message}";
}

/// <summary>A schema that was read from TensorFlow Data Validation's text format.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Notes">What could not be taken over, by name; nothing else is lost.</param>
/// <param name="Anomalies">What contradicted itself in the file and was left out, with TensorFlow Data Validation's codes.</param>
public sealed record TfdvImport(DataSchema Schema, IReadOnlyList<TfdvNote> Notes, IReadOnlyList<DataAnomaly> Anomalies);

/// <summary>A schema in TensorFlow Data Validation's text format.</summary>
/// <param name="Text">The content of the file (<c>schema.pbtxt</c>).</param>
/// <param name="Notes">What it could not say, by name; nothing else is lost.</param>
public sealed record TfdvExport(string Text, IReadOnlyList<TfdvNote> Notes);
