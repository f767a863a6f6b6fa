using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>How a data file is read.</summary>
/// <param name="Separator">Null: found from the header line.</param>
/// <param name="HasHeader">Whether the first line names the columns.</param>
/// <param name="Places">Where columns are that the header does not tell: the first and the last index, from 0.</param>
/// <param name="MissingIsZero">Whether an empty number is 0, as in ML.NET's loader unless told otherwise, in place of NaN.</param>
internal sealed record DataOptions(char? Separator, bool HasHeader, IReadOnlyDictionary<string, (int First, int Last)> Places, bool MissingIsZero);
