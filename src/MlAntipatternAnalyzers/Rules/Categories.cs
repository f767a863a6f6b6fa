namespace MlAntipatternAnalyzers.Rules;

/// <summary>The bands of the catalogue: an ID's first digit is its category, and its rules' folder.</summary>
internal static class Categories
{
    public const string Schema = nameof(Schema);
    public const string DataValidation = nameof(DataValidation);
    public const string Lifecycle = nameof(Lifecycle);
    public const string Skew = nameof(Skew);
    public const string Feedback = nameof(Feedback);
    public const string Evaluation = nameof(Evaluation);
    public const string Serving = nameof(Serving);
}
