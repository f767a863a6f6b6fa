using System.Text;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>Writes contracts.</summary>
internal static class ContractWriter
{
    /// <summary>The whole text of a contract, in the one order that there is: a group of facts a kind, with an empty line before each.</summary>
    public static string Write(Contract contract, string newLine = "\n")
    {
        var text = new StringBuilder(ContractReader.Header).Append(newLine);
        ContractFactKind? last = null;
        foreach (var fact in contract.Facts)
        {
            if (fact.Kind != last)
                text.Append(newLine);
            last = fact.Kind;
            text.Append(fact).Append(newLine);
        }

        return text.ToString();
    }
}
