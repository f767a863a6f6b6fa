using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A row that does not fit its schema and was dropped.</summary>
/// <param name="Row">Its number in the view; the first is 1.</param>
/// <param name="Anomalies">What does not fit, warnings included; at least one is an error.</param>
/// <param name="Values">
/// The row itself: the values of all columns as text, by the column's name; of vectors the items with spaces between; empty where a type has no text (an image). With those of personal
/// data: who keeps them has to protect them.
/// </param>
public sealed record InvalidRow(long Row, IReadOnlyList<DataAnomaly> Anomalies, IReadOnlyDictionary<string, string> Values);
