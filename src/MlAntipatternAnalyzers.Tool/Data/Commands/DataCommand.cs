using System.CommandLine;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary>The forms of what is said of data.</summary>
internal enum DataFormat
{
    Text,
    Json,
}

/// <summary><c>mlap data …</c></summary>
internal static class DataCommand
{
    public static Command Create(Terminal terminal) => new("data", "Look at data before a model does: statistics, a schema to review and commit, validation against it, drift and skew.")
    {
        DataStatsCommand.Create(terminal),
        DataInferCommand.Create(terminal),
        DataValidateCommand.Create(terminal),
        DataDiffCommand.Create(terminal),
        DataRelaxCommand.Create(terminal),
        DataCompareCommand.CreateDrift(terminal),
        DataCompareCommand.CreateSkew(terminal),
    };

    public static Option<string?> Html() => new("--html") { Description = "Write a self-contained page too: every column to sort, to search and to open, with its distribution.", HelpName = "FILE" };
}
