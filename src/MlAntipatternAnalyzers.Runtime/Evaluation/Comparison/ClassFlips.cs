namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What became of the rows of one class when the candidate took the baseline's place; sums of the rows' weights.</summary>
/// <param name="Class">The class that the rows are of: <c>True</c> or <c>False</c> of a binary model; else as the candidate names it.</param>
/// <param name="BothRight">Both models take them for their class.</param>
/// <param name="Gained">The candidate does, the baseline did not.</param>
/// <param name="Lost">The baseline did, the candidate does not.</param>
/// <param name="BothWrong">Neither does.</param>
public sealed record ClassFlips(string Class, double BothRight, double Gained, double Lost, double BothWrong);
