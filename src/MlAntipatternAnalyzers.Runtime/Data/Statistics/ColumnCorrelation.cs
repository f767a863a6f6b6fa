namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How far two columns go together in a straight line.</summary>
/// <param name="First">The one column.</param>
/// <param name="Second">The other, which comes later in the view.</param>
/// <param name="Pearson">
/// Pearson's correlation coefficient, −1 … 1, over the rows in which both have a finite number, weighted where the statistics are; NaN when one of them is constant there. Of Booleans, false is 0 and true 1.
/// </param>
/// <param name="Rows">How many rows have a finite number in both.</param>
public sealed record ColumnCorrelation(string First, string Second, double Pearson, long Rows);
