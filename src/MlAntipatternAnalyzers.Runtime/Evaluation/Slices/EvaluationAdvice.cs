namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What to do when a column is not there.</summary>
internal static class EvaluationAdvice
{
    public const string Label = "Give its name as labelColumnName. Data without labels cannot be evaluated.";
    public const string Score = "Evaluate what model.Transform(data) gives, or give the name of the score's column as scoreColumnName.";
    public const string Probability = "Give the name of the probability's column as probabilityColumnName, or null for a model that has none.";
    public const string Weight = "Give the name of a column of the data as WeightColumnName, or leave it out.";
    public const string Group = "Give the name of the column that tells which rows are ranked together as rowGroupColumnName.";
}
