using System.Collections.Generic;
using System.IO;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>Contracts and what differs between them, for people.</summary>
internal static class ContractReport
{
    /// <summary>One contract as its file has it, so that it can be redirected into one; several with a comment before each.</summary>
    public static void Write(TextWriter output, IReadOnlyList<ContractSource> sources)
    {
        foreach (var source in sources)
        {
            if (sources.Count > 1)
                output.Write($"{(source == sources[0] ? "" : "\n")}# {source.Title}{(source is { Origin: ContractOrigin.Code, Name: { } name } ? $": {name}" : "")}\n");
            output.Write(ContractWriter.Write(source.Contract));
        }
    }

    /// <summary>A line a difference, in the form in which editors and build logs take places.</summary>
    public static void Write(TextWriter output, IEnumerable<ContractComparison> comparisons)
    {
        foreach (var (contract, other, differences) in comparisons)
        {
            output.Write($"{contract.Title} and {other.Title}: {Count(differences.Count)}\n");
            foreach (var difference in differences)
                output.Write($"  {Place(contract, difference)}{difference.Message}\n");
        }
    }

    /// <summary>What became of files, and the lines that they lose and gain, or would.</summary>
    public static void Write(TextWriter output, IEnumerable<ContractWriting> writings)
    {
        foreach (var writing in writings)
        {
            output.Write($"{writing.Path}: {Said(writing.Outcome)}\n");
            foreach (var difference in writing.Differences)
            {
                if (difference.Expected is { } before)
                    output.Write($"- {before}\n");
                if (difference.Found is { } after)
                    output.Write($"+ {after}\n");
            }
        }
    }

    private static string Count(int differences) => differences switch { 0 => "no difference", 1 => "1 difference", _ => $"{differences} differences" };

    private static string Said(ContractOutcome outcome) => outcome switch
    {
        ContractOutcome.Created => "created",
        ContractOutcome.UpToDate => "says what the code does",
        ContractOutcome.Differs => "differs from the code",
        ContractOutcome.Updated => "updated",
        _ => "was no contract, and is written anew",
    };

    private static string Place(ContractSource contract, ContractDifference difference) =>
        contract.Origin == ContractOrigin.File && difference.Line > 0 ? $"{contract.Where}({difference.Line}): " : "";
}
