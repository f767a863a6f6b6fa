using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>A row class for a text file with a header, made from its first lines.</summary>
internal sealed class InferredRowClass
{
    private const int MostRows = 1000;

    private const int MostColumns = 500;

    private static readonly char[] Separators = { '\t', ',', ';', '|' };

    private InferredRowClass(char separator, IReadOnlyList<Column> columns)
    {
        Separator = separator;
        Columns = columns;
    }

    /// <summary>What separates the file's fields.</summary>
    public char Separator { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Reads the beginning of a file; null where it has no header of names, each another one, or its lines have other numbers of fields.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="separator">What separates fields; null where the header is to tell.</param>
    public static InferredRowClass? Read(TextReader reader, char? separator)
    {
        if (reader.ReadLine() is not { Length: > 0 } first)
            return null;
        var by = separator ?? Separators.OrderByDescending(candidate => first.Count(character => character == candidate)).First();
        var names = first.Split(by).Select(name => name.Trim().Trim('"')).ToList();
        if (names.Count is < 2 or > MostColumns || names.Any(name => name.Length == 0 || IsNumber(name)) || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count)
            return null;
        var types = new Types[names.Count];
        var count = 0;
        for (; count < MostRows && reader.ReadLine() is { } line; count++)
        {
            var fields = line.Split(by);

            // Quotes hold separators together, or the file is none of this kind.
            if (fields.Length != names.Count)
                return null;
            for (var i = 0; i < fields.Length; i++)
                types[i] = types[i].With(fields[i].Trim());
        }

        if (count == 0)
            return null;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return new InferredRowClass(by, names.Select((name, i) => new Column(name, IdentifierOf(name, i, taken), types[i].Name, i)).ToList());
    }

    /// <summary>The declaration of the class.</summary>
    public string Declaration(string name, string newLine, bool isNullable)
    {
        var text = new StringBuilder($"public class {name}{newLine}{{{newLine}");
        foreach (var column in Columns)
        {
            var named = column.Identifier == column.Name ? "" : $", ColumnName({SymbolDisplay.FormatLiteral(column.Name, quote: true)})";
            text.Append(column.Index == 0 ? "" : newLine)
                .Append($"    [LoadColumn({column.Index.ToString(CultureInfo.InvariantCulture)}){named}]{newLine}")
                .Append($"    public {column.Type} {column.Identifier} {{ get; set; }}{(column.Type == "string" && isNullable ? " = \"\";" : "")}{newLine}");
        }

        return text.Append('}').ToString();
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>The name as a property: <c>fare_amount</c> is <c>FareAmount</c>.</summary>
    private static string IdentifierOf(string name, int index, HashSet<string> taken)
    {
        var words = new StringBuilder();
        var isStart = true;
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character))
                words.Append(isStart ? char.ToUpperInvariant(character) : character);
            isStart = !char.IsLetterOrDigit(character);
        }

        var identifier = words.ToString();
        if (!SyntaxFacts.IsValidIdentifier(identifier) || !taken.Add(identifier))
            taken.Add(identifier = "Column" + index.ToString(CultureInfo.InvariantCulture));
        return identifier;
    }

    /// <summary>A column of the file.</summary>
    internal sealed class Column
    {
        public Column(string name, string identifier, string type, int index)
        {
            Name = name;
            Identifier = identifier;
            Type = type;
            Index = index;
        }

        /// <summary>As the header has it.</summary>
        public string Name { get; }

        public string Identifier { get; }

        public string Type { get; }

        public int Index { get; }
    }

    /// <summary>What the values of a column may be, as far as they were seen; an empty one may be anything.</summary>
    private readonly struct Types
    {
        private readonly bool isSeen;
        private readonly bool isNoNumber;
        private readonly bool isNoTruth;

        private Types(bool isNoNumber, bool isNoTruth)
        {
            isSeen = true;
            this.isNoNumber = isNoNumber;
            this.isNoTruth = isNoTruth;
        }

        public string Name => !isSeen || (isNoNumber && isNoTruth) ? "string" : isNoNumber ? "bool" : "float";

        public Types With(string value) =>
            value.Length == 0 ? this : new Types(isNoNumber || !IsNumber(value), isNoTruth || !bool.TryParse(value, out _));
    }
}
