using System.CommandLine;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary>The forms of what is said of contracts.</summary>
internal enum ContractFormat
{
    Text,
    Json,
}

/// <summary><c>mlap contract show|write|check</c></summary>
internal static class ContractCommand
{
    public static Command Create(Terminal terminal) => new("contract", "Show, write and check feature contracts: what a training program promises to those that serve its model.")
    {
        ContractShowCommand.Create(terminal),
        ContractWriteCommand.Create(terminal),
        ContractCheckCommand.Create(terminal),
    };

    public static Option<string?> Format() => CommandOptions.Choice<ContractFormat>("--format", "Form of what is written to standard output.", ContractFormat.Text);
}
