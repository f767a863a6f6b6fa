using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2013: what is missing in the training data, or cannot be read, becomes a number.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2013SilentDefaultAnalyzer : ProgramRule
{
    /// <summary>The row class's metadata name, for the fix.</summary>
    internal const string RowProperty = "row";

    /// <summary>The type of the NaN to write, for the fix; absent where the number becomes a label, which nothing replaces.</summary>
    internal const string TypeProperty = "type";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2013",
        "Missing values become a number",
        "Where {0} of '{1}' {2} missing or cannot be read, the model learns {3} as if it were measured; {4}",
        Categories.DataValidation,
        DiagnosticSeverity.Info,
        "A default hides what is wrong with the data from everyone who comes after it: from validation, from the pipeline, from the model.");

    public MLAP2013SilentDefaultAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var finds = new Dictionary<SyntaxNode, Find>();
        foreach (var training in context.Flows.Trainings)
        {
            foreach (var write in context.Model.Ask(() => WritesOf(training, context).ToList()))
            {
                foreach (var found in write.Defaults)
                {
                    if (!finds.TryGetValue(found.Node, out var find))
                        finds.Add(found.Node, find = new Find(write.Write, found));
                    find.Add(training, write.Write, write.Column, write.IsLabel);
                }
            }
        }

        foreach (var find in finds.Values.OrderBy(find => find.Default.Node.SyntaxTree.FilePath, System.StringComparer.Ordinal).ThenBy(find => find.Default.Node.SpanStart))
        {
            context.Report(
                find.Default.Node,
                find.Facts(),
                Words.Few(find.Members),
                find.Row.Name,
                find.Members.Count == 1 ? "is" : "are",
                find.Default.Number,
                find.IsLabel ? "leave such rows out" : "make it NaN and replace it in the pipeline (ReplaceMissingValues), or leave the row out");
        }
    }

    /// <summary>What fills the columns of real numbers that a training learns from or to, with the defaults in it.</summary>
    private static IEnumerable<(RowWrite Write, string Column, bool IsLabel, List<SilentDefault> Defaults)> WritesOf(Training training, RuleContext context)
    {
        foreach (var load in Lineage.Ancestors(training.View).Select(view => view.Load).OfType<LoadInfo>().Distinct())
        {
            foreach (var row in FilledRows.Of(load))
            {
                foreach (var write in row.Writes.Where(write => IsReal(write.Member)))
                {
                    var column = RowType.NameOf(write.Member, context.Symbols);
                    var isLabel = training.LabelColumns.Names.Contains(column) || training.Label.Sources.Any(source => source.Column == column);
                    if (!isLabel && !training.Reads(column))
                        continue;
                    var filled = new RowWrite(row.Type, write.Member, write.Node);
                    var defaults = SilentDefault.In(context.Model.SourcesOf(filled)).ToList();
                    if (defaults.Count > 0)
                        yield return (filled, column, isLabel, defaults);
                }
            }
        }
    }

    private static bool IsReal(ISymbol member) =>
        ((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type) is { SpecialType: SpecialType.System_Single or SpecialType.System_Double };

    private sealed class Find
    {
        private readonly MissingValueReplacements replacements = new();
        private readonly string type;

        public Find(RowWrite write, SilentDefault found)
        {
            Default = found;
            Row = write.Row;
            var member = (write.Member as IPropertySymbol)?.Type ?? ((IFieldSymbol)write.Member).Type;
            type = (found.Type is { SpecialType: SpecialType.System_Single or SpecialType.System_Double } own ? own : member).SpecialType == SpecialType.System_Single ? "float" : "double";
        }

        public SilentDefault Default { get; }

        public INamedTypeSymbol Row { get; }

        public List<string> Members { get; } = new();

        public bool IsLabel { get; private set; }

        public void Add(Training training, RowWrite write, string column, bool isLabel)
        {
            IsLabel |= isLabel;
            if (!Members.Contains(write.Member.Name))
                Members.Add(write.Member.Name);
            if (!isLabel)
                replacements.Add(training, ImmutableArray.Create(column));
        }

        public ImmutableDictionary<string, string?> Facts()
        {
            var facts = replacements.ToProperties(Default.Node.SyntaxTree).Add(RowProperty, RowType.MetadataNameOf(Row));
            return IsLabel ? facts : facts.Add(TypeProperty, type);
        }
    }
}
