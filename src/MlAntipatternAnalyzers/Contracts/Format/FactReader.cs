using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>Reads one fact. What does not fit is a <see cref="FormatException"/>; the scanner says where.</summary>
internal static class FactReader
{
    private const string Column = "the name of a column (in \"quotes\" where it is more than letters, digits, '_', '.' and '-')";
    private const string Columns = "the name of a column, or ')'";
    private const string Parameter = "a parameter, such as fixZero=true";

    public static ContractFact Read(LineScanner scanner, int line)
    {
        if (ContractText.KindOf(scanner.Word()) is not { } kind)
            throw scanner.Error("raw, compute, step, label, feature or output");
        if (!scanner.AtEnd && !char.IsWhiteSpace(scanner.Next))
            throw scanner.Error("raw, compute, step, label, feature or output");
        return kind switch
        {
            ContractFactKind.Raw or ContractFactKind.Output => ReadColumn(scanner, kind, line),
            ContractFactKind.Label or ContractFactKind.Feature => ReadName(scanner, kind, line),
            ContractFactKind.Compute => ReadCompute(scanner, line),
            _ => ReadStep(scanner, line),
        };
    }

    private static ContractFact ReadColumn(LineScanner scanner, ContractFactKind kind, int line)
    {
        var name = scanner.Name(Column);
        if (name is null)
        {
            scanner.End();
            return ColumnFact.Open(kind, line);
        }

        RequireSpace(scanner, "a space after the name");
        var type = ContractType.TryParse(scanner.Rest());
        return type is null ? throw scanner.Error(ContractType.Expected) : new ColumnFact(kind, name, type, line);
    }

    private static ContractFact ReadName(LineScanner scanner, ContractFactKind kind, int line)
    {
        var name = scanner.Name(Column);
        scanner.End();
        return name is null ? NameFact.Open(kind, line) : new NameFact(kind, name, line);
    }

    private static ContractFact ReadCompute(LineScanner scanner, int line)
    {
        var member = scanner.Name("the name of a member");
        if (member is null)
        {
            scanner.End();
            return ComputeFact.Open(line);
        }

        scanner.SkipSpaces();
        scanner.Require("=", "'='");
        scanner.SkipSpaces();
        var start = scanner.Position;
        var rest = scanner.Rest();

        // The computation may have a '#' of its own: the hash is what stands at the end.
        var sign = rest.LastIndexOf('#');
        var hash = rest.Substring(sign + 1);
        if (sign < 0 || hash.Length != 16 || !hash.All(IsHexadecimal))
        {
            scanner.PointAt(start + Math.Max(sign, 0));
            throw scanner.Error("a computation that ends in '#' and 16 hexadecimal digits, its hash");
        }

        var text = rest.Substring(0, sign).TrimEnd();
        return text.Length == 0 ? throw scanner.Error("a computation, and then its hash") : new ComputeFact(member, text, hash.ToLowerInvariant(), line);
    }

    private static ContractFact ReadStep(LineScanner scanner, int line)
    {
        var name = scanner.Name("the name of an operator, such as NormalizeMinMax");
        if (name is null)
        {
            scanner.End();
            return StepFact.Open(line);
        }

        scanner.SkipSpaces();
        scanner.Require("(", "'(' and the columns that the step reads");
        var inputs = new List<StepInput>();
        scanner.SkipSpaces();
        if (!scanner.Accept(")"))
        {
            do
                inputs.Add(ReadInput(scanner));
            while (scanner.Accept(","));
            scanner.Require(")", "',' or ')'");
        }

        scanner.SkipSpaces();
        var outputs = new List<string?>();
        if (scanner.Accept("->"))
        {
            do
            {
                outputs.Add(scanner.Name(Column));
                scanner.SkipSpaces();
            }
            while (scanner.Accept(","));
        }

        var parameters = new List<StepParameter>();
        for (scanner.SkipSpaces(); !scanner.AtEnd; scanner.SkipSpaces())
        {
            if (scanner.Accept(ContractFact.Unknown))
            {
                scanner.End();
                return new StepFact(name, inputs, outputs, parameters, true, line);
            }

            var start = scanner.Position;
            var parameter = ReadParameter(scanner);
            if (parameters.Any(before => before.Name == parameter.Name))
            {
                scanner.PointAt(start);
                throw scanner.Refuse($"expected each parameter once, found '{parameter.Name}' twice");
            }

            parameters.Add(parameter);
        }

        return new StepFact(name, inputs, outputs, parameters, false, line);
    }

    private static StepInput ReadInput(LineScanner scanner)
    {
        scanner.SkipSpaces();
        var isQuoted = !scanner.AtEnd && scanner.Next == '"';
        var name = scanner.Name(Columns);
        scanner.SkipSpaces();
        if (isQuoted || name is null || !scanner.Accept(":"))
            return new StepInput(name);
        var column = scanner.Name(Column);
        scanner.SkipSpaces();
        return new StepInput(column, name);
    }

    private static StepParameter ReadParameter(LineScanner scanner)
    {
        var name = scanner.Word();
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_'))
            throw scanner.Error(Parameter);
        scanner.Require("=", $"'=' after '{name}'");
        var value = ReadValue(scanner);
        RequireSpace(scanner, "a space after the value of '" + name + "'");
        return new StepParameter(name, value);
    }

    private static string ReadValue(LineScanner scanner)
    {
        if (scanner.Accept(ContractFact.Unknown))
            return ContractFact.Unknown;
        if (!scanner.AtEnd && scanner.Next == '"')
            return ContractText.Quote(scanner.Quoted(""));
        if (scanner.Accept("["))
        {
            var values = new List<string>();
            scanner.SkipSpaces();
            if (!scanner.Accept("]"))
            {
                do
                {
                    scanner.SkipSpaces();
                    if (!scanner.AtEnd && scanner.Next == '[')
                        throw scanner.Error("a value");
                    values.Add(ReadValue(scanner));
                    scanner.SkipSpaces();
                }
                while (scanner.Accept(","));
                scanner.Require("]", "',' or ']'");
            }

            return "[" + string.Join(", ", values) + "]";
        }

        var value = scanner.Word(ContractText.IsValue);
        return value.Length > 0 ? value : throw scanner.Error("a value: a number, true, null, a name, a \"text\", [a, list], or ? (not known)");
    }

    private static void RequireSpace(LineScanner scanner, string expected)
    {
        if (scanner.AtEnd || char.IsWhiteSpace(scanner.Next))
            return;
        scanner.PointAt(scanner.Position);
        throw scanner.Error(expected);
    }

    private static bool IsHexadecimal(char character) => character is >= '0' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F';
}
