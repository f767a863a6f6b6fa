using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>How a data schema and the columns of a load can disagree.</summary>
internal enum ContradictionKind
{
    /// <summary>The schema requires a column that the data do not have.</summary>
    Missing,

    /// <summary>The same, and the data have one that is called alike, of which the schema does not know.</summary>
    Renamed,

    /// <summary>A column is of another type.</summary>
    Type,

    /// <summary>The data have a column that the schema neither knows nor allows.</summary>
    New,
}

/// <summary>One column about which a data schema and a load disagree.</summary>
internal sealed class RowContradiction
{
    private RowContradiction(ContradictionKind kind, DataSchemaColumn? expected, string name, ContractType found, ISymbol? member)
    {
        Kind = kind;
        Expected = expected;
        Name = name;
        Found = found;
        Member = member;
    }

    public ContradictionKind Kind { get; }

    /// <summary>What the schema says; null of a column that it does not know.</summary>
    public DataSchemaColumn? Expected { get; }

    /// <summary>The column's name in the data; of one that these do not have, in the schema.</summary>
    public string Name { get; }

    /// <summary>Its type in the data.</summary>
    public ContractType Found { get; }

    /// <summary>The member of the row class.</summary>
    public ISymbol? Member { get; }

    /// <summary>The part of the file that is contradicted.</summary>
    public int Place => Node.Start;

    public int PlaceEnd => Node.End;

    private JsonNode Node => Expected!.Node[Kind == ContradictionKind.Type ? "type" : "name"]!;

    /// <summary>All disagreements, in the order of the schema; none where the columns of the data are not all known.</summary>
    public static IEnumerable<RowContradiction> Of(DataSchemaLinks.Link link, MlNetSymbols ml)
    {
        var loaded = LoadedSchema.Of(link.Load, ml);
        if (!loaded.IsClosed)
            yield break;
        var members = RowType.ColumnsOf(link.Load.HasDefinition ? null : link.Load.RowType, ml);
        var reading = link.Schema.Reading;
        var unknown = loaded.Columns.Where(column => reading.Find(column.Name) is null).ToList();
        foreach (var expected in reading.Columns)
        {
            if (loaded.Find(expected.Name) is { } column)
            {
                var found = ContractTypes.Of(column.Type);
                if (expected.IsChecked && !expected.Takes(found))
                    yield return new RowContradiction(ContradictionKind.Type, expected, column.Name, found, MemberOf(column.Name));
            }
            else if (expected.IsRequired)
            {
                var alike = unknown.Where(other => Spelled.Distance(Plain(other.Name), Plain(expected.Name)) <= Spelled.Tolerance(expected.Name))
                    .OrderBy(other => Spelled.Distance(Plain(other.Name), Plain(expected.Name))).FirstOrDefault();
                if (alike is not null)
                    unknown.Remove(alike);
                yield return alike is null
                    ? new RowContradiction(ContradictionKind.Missing, expected, expected.Name, ContractType.Unknown, null)
                    : new RowContradiction(ContradictionKind.Renamed, expected, alike.Name, ContractTypes.Of(alike.Type), MemberOf(alike.Name));
            }
        }

        // Of a feature that the schema does not know, another rule speaks.
        if (!link.IsValidated || reading.AllowsNewColumns)
            yield break;
        foreach (var column in unknown.Where(column => !link.Trainings.Any(training => training.Reads(column.Name))))
            yield return new RowContradiction(ContradictionKind.New, null, column.Name, ContractTypes.Of(column.Type), MemberOf(column.Name));

        ISymbol? MemberOf(string name) => members.FirstOrDefault(member => member.Name == name)?.Member;
    }

    /// <summary>What it says, for messages.</summary>
    public string Describe(CommittedDataSchema schema) =>
        Kind switch
        {
            ContradictionKind.Missing => $"column '{Name}' is required (line {schema.LineOf(Place)}), and the data are loaded without it",
            ContradictionKind.Renamed => $"column '{Expected!.Name}' is required (line {schema.LineOf(Place)}), and the data are loaded with '{Name}' instead",
            ContradictionKind.Type => $"column '{Name}' is {Expected!.Type} (line {schema.LineOf(Place)}), and is loaded as {Found}",
            _ => $"it knows no column '{Name}', and allows no new ones",
        };

    /// <summary>The same for a fix: kind, the column's name in the schema, its name in the data, its type in the schema, its type in the data, with tabs between.</summary>
    public string ToFact() => string.Join("\t", Kind, Expected?.Name, Name, Expected?.Type, Found);

    private static string Plain(string name) => name.Replace("_", "").ToUpperInvariant();
}
