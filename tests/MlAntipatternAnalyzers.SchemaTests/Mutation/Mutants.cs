using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.SchemaTests.Mutation;

/// <summary>Makes the mutants of a program: always the same ones, in the same order, and only those that compile.</summary>
internal sealed class Mutants
{
    private static readonly ImmutableDictionary<MutationKind, int> MostPerProgram = new Dictionary<MutationKind, int>
    {
        [MutationKind.UnknownName] = 8,
        [MutationKind.OtherName] = 4,
        [MutationKind.RenamedColumn] = 2,
        [MutationKind.MemberType] = 3,
        [MutationKind.MemberName] = 2,
        [MutationKind.PredictionType] = 2,
        [MutationKind.PredictionName] = 1,
        [MutationKind.DroppedAppend] = 3,
        [MutationKind.DroppedAttribute] = 2,
    }.ToImmutableDictionary();

    private readonly SourceProgram _program;
    private readonly SemanticModel _model;
    private readonly SyntaxNode _root;
    private readonly ImmutableArray<RowMember> _members;
    private readonly ColumnSites _sites;

    private Mutants(SourceProgram program)
    {
        _program = program;
        _model = program.Compilation.GetSemanticModel(program.Tree);
        _root = program.Tree.GetRoot();
        _members = RowClasses.MembersOf(_model);
        _sites = ColumnSites.Of(_model, _members.Select(member => member.Symbol.Name));
    }

    /// <summary>The mutants of some programs, in their order.</summary>
    public static ImmutableArray<Mutant> Of(IEnumerable<SourceProgram> programs) => [.. programs.AsParallel().AsOrdered().SelectMany(program => Of(program))];

    /// <summary>The mutants of a program.</summary>
    /// <param name="program">A program that compiles.</param>
    public static ImmutableArray<Mutant> Of(SourceProgram program)
    {
        var mutants = new Mutants(program);
        return [.. new[]
        {
            mutants.Sample(MutationKind.UnknownName, mutants.UnknownNames()),
            mutants.Sample(MutationKind.OtherName, mutants.OtherNames()),
            mutants.Sample(MutationKind.RenamedColumn, mutants.RenamedColumns()),
            mutants.Sample(MutationKind.MemberType, mutants.Types(ofPredictions: false)),
            mutants.Sample(MutationKind.MemberName, mutants.Names(ofPredictions: false)),
            mutants.Sample(MutationKind.PredictionType, mutants.Types(ofPredictions: true)),
            mutants.Sample(MutationKind.PredictionName, mutants.Names(ofPredictions: true)),
            mutants.Sample(MutationKind.DroppedAppend, mutants.Appends()),
            mutants.Sample(MutationKind.DroppedAttribute, mutants.Attributes()),
        }.SelectMany(sample => sample).DistinctBy(mutant => mutant.Text)];
    }

    /// <summary>As many as the kind's bound allows of what compiles, from the whole length of the list: of each entry the first alternative.</summary>
    private IEnumerable<Mutant> Sample(MutationKind kind, IEnumerable<IEnumerable<Change>> alternatives)
    {
        var entries = alternatives.ToArray();
        var most = MostPerProgram[kind];
        return Strided(entries.Length, most)
            .Select(index => entries[index].Select(change => Make(kind, change)).FirstOrDefault(Compiles))
            .OfType<Mutant>()
            .Take(most)
            .OrderBy(mutant => mutant.Line);
    }

    // A stride through the list, so that those that do not compile are made up for from everywhere.
    private static IEnumerable<int> Strided(int count, int most)
    {
        var stride = Math.Max(1, count / most);
        return Enumerable.Range(0, stride).SelectMany(start => Enumerable.Range(0, count).Where(index => index % stride == start));
    }

    private Mutant Make(MutationKind kind, Change change)
    {
        var text = _program.Tree.GetText();
        var changed = text.WithChanges(change.Edits.OrderBy(edit => edit.Span.Start));
        return new Mutant(_program, kind, text.Lines.GetLineFromPosition(change.Edits[0].Span.Start).LineNumber + 1, change.What, changed.ToString());
    }

    private bool Compiles(Mutant mutant) =>
        mutant.Text != _program.Text && !_program.CompilationOf(mutant.Text).GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private IEnumerable<IEnumerable<Change>> UnknownNames() => _sites.All.Select((site, index) => Rename(site, Typos.Of(site.Name, index, _sites.Names)));

    private IEnumerable<IEnumerable<Change>> OtherNames() => _sites.Names.Length < 2 ? [] : _sites.All.Select((site, index) =>
    {
        var others = _sites.Names.Remove(site.Name);
        return Rename(site, others[(index * 5 + 2) % others.Length]);
    });

    private IEnumerable<IEnumerable<Change>> RenamedColumns() => _sites.All
        .GroupBy(site => site.Name)
        .Where(column => column.Count() > 1 && _members.All(member => member.Symbol.Name != column.Key))
        .Select((column, index) =>
        {
            var name = Typos.Of(column.Key, index, _sites.Names);
            return new[] { new Change($"{column.Key} becomes {name} everywhere", [.. column.SelectMany(site => Rename(site, name)).SelectMany(change => change.Edits)]) };
        });

    private static IEnumerable<Change> Rename(ColumnSite site, string name) =>
        [new($"{site.Expression} becomes \"{name}\"", [new TextChange(site.Expression.Span, SymbolDisplay.FormatLiteral(name, quote: true))])];

    private IEnumerable<IEnumerable<Change>> Types(bool ofPredictions) => _members
        .Where(member => member.IsPrediction == ofPredictions)
        .Select((member, index) =>
        {
            var values = _root.DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Where(assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(assignment.Left).Symbol, member.Symbol))
                .Select(assignment => assignment.Right)
                .ToArray();
            return MemberTypes.InsteadOf(member.Type.ToString(), index).Select(mistake => new Change(
                $"{member.Type} {member.Symbol.Name} becomes {mistake.Type}",
                [new TextChange(member.Type.Span, mistake.Type), .. values.Select(value => new TextChange(value.Span, string.Format(CultureInfo.InvariantCulture, mistake.Value, value)))]));
        });

    private IEnumerable<IEnumerable<Change>> Names(bool ofPredictions) => _members
        .Where(member => member.IsPrediction == ofPredictions)
        .Select(member =>
        {
            var name = member.Symbol.Name + "Value";
            var uses = _root.DescendantNodes().OfType<SimpleNameSyntax>()
                .Where(use => use.Identifier.ValueText == member.Symbol.Name && SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(use).Symbol, member.Symbol))
                .Select(use => use.Identifier)
                .Prepend(member.Identifier);
            return new[] { new Change($"{member.Symbol.Name} is renamed to {name}", [.. uses.Select(use => new TextChange(use.Span, name))]) };
        });

    private IEnumerable<IEnumerable<Change>> Appends() => _root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Append" } && ColumnSites.IsMlNet(_model.GetSymbolInfo(call).Symbol))
        .Select(call =>
        {
            var before = ((MemberAccessExpressionSyntax)call.Expression).Expression;
            var step = call.ArgumentList.Arguments[0].ToString().ReplaceLineEndings(" ");
            return new[] { new Change($"without {(step.Length > 70 ? step[..70] + "…" : step)}", [new TextChange(TextSpan.FromBounds(before.Span.End, call.Span.End), "")]) };
        });

    private IEnumerable<IEnumerable<Change>> Attributes() => _members
        .SelectMany(member => member.Declaration.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => (member, attribute)))
        .Select(pair =>
        {
            var list = (AttributeListSyntax)pair.attribute.Parent!;
            var position = list.Attributes.IndexOf(pair.attribute);
            // With the comma on its one side or the other.
            var span = list.Attributes.Count == 1 ? list.Span
                : position == 0 ? TextSpan.FromBounds(pair.attribute.SpanStart, list.Attributes[1].SpanStart)
                : TextSpan.FromBounds(list.Attributes[position - 1].Span.End, pair.attribute.Span.End);
            return new[] { new Change($"{pair.member.Symbol.Name} without [{pair.attribute}]", [new TextChange(span, "")]) };
        });

    private sealed record Change(string What, ImmutableArray<TextChange> Edits);
}
