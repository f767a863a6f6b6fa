using System;
using System.Collections.Generic;
using System.Globalization;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>A contract's file as it was read: the contract, or what is wrong with it.</summary>
internal sealed class ContractReading
{
    public ContractReading(Contract? contract, IReadOnlyList<ContractError> errors)
    {
        Contract = contract;
        Errors = errors;
    }

    /// <summary>The contract; null where a line is malformed.</summary>
    public Contract? Contract { get; }

    /// <summary>One an offending line, in their order.</summary>
    public IReadOnlyList<ContractError> Errors { get; }
}

/// <summary>
/// Reads contracts: <c>mlcontract 1</c>, then a fact a line; empty lines, and lines that begin with <c>#</c>, are of no account. A text
/// that is none is no exception but a list of errors.
/// </summary>
internal static class ContractReader
{
    /// <summary>The newest version that this reader knows.</summary>
    public const int Version = 1;

    public const string Header = "mlcontract 1";

    private const string Magic = "mlcontract";

    public static ContractReading Read(string text)
    {
        var errors = new List<ContractError>();
        var facts = new List<ContractFact>();
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        var hasHeader = false;
        foreach (var line in LinesOf(text))
        {
            number++;
            var scanner = new LineScanner(line);
            scanner.SkipSpaces();
            if (scanner.AtEnd || scanner.Next == '#')
                continue;
            var start = scanner.Position;
            try
            {
                if (!hasHeader)
                {
                    ReadHeader(scanner);
                    hasHeader = true;
                    continue;
                }

                var fact = FactReader.Read(scanner, number);
                scanner.PointAt(start);
                Add(fact, facts, lineOf);
            }
            catch (FormatException malformed)
            {
                errors.Add(new ContractError(number, scanner.ErrorColumn, malformed.Message));

                // Of a file that is no contract, or one of the future, the rest would only be noise.
                if (!hasHeader)
                    return new ContractReading(null, errors);
            }
        }

        if (!hasHeader)
            errors.Add(new ContractError(1, 1, $"expected '{Header}', found the end of the file"));
        return new ContractReading(errors.Count == 0 ? new Contract(facts) : null, errors);
    }

    /// <summary>The lines of a text, without their ends and without a byte order mark.</summary>
    internal static IEnumerable<string> LinesOf(string text)
    {
        var start = text.Length > 0 && text[0] == '\ufeff' ? 1 : 0;
        while (start < text.Length)
        {
            var end = text.IndexOfAny(new[] { '\r', '\n' }, start);
            if (end < 0)
                end = text.Length;
            yield return text.Substring(start, end - start);
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
    }

    private static void ReadHeader(LineScanner scanner)
    {
        if (scanner.Word() != Magic)
            throw scanner.Error($"'{Header}'");
        scanner.SkipSpaces();
        var version = scanner.Word();
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var known) || known < 1)
            throw scanner.Error($"the version of the format, which is {Version}");
        if (known > Version)
            throw scanner.Refuse($"this is version {known} of the format, and the newest that is known here is {Version}; update the MlAntipatternAnalyzers packages");
        scanner.End();
    }

    private static void Add(ContractFact fact, List<ContractFact> facts, Dictionary<string, int> lineOf)
    {
        if (fact.Kind != ContractFactKind.Step)
        {
            var key = ContractText.Word(fact.Kind) + " " + (fact.IsOpen ? ContractFact.Unknown : ContractText.Name(fact.Name));
            if (lineOf.TryGetValue(key, out var before))
                throw new FormatException($"expected one line that begins with '{key}', found a second; the first is line {before}");
            lineOf.Add(key, fact.Line);
        }

        facts.Add(fact);
    }
}
