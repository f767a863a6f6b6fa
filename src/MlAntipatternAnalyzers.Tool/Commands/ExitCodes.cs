namespace MlAntipatternAnalyzers.Tool.Commands;

internal static class ExitCodes
{
    public const int Clean = 0;
    public const int Findings = 1;

    /// <summary>The analysis is not complete, or the command line is wrong.</summary>
    public const int Failed = 2;

    /// <summary>As shells report a program that Ctrl+C ended.</summary>
    public const int Cancelled = 130;
}
