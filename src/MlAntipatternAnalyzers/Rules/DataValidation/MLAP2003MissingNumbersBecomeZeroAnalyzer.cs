using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2003: an empty field of a text file is loaded as 0 and reaches a trainer as a number.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2003MissingNumbersBecomeZeroAnalyzer : ProgramRule
{
    /// <summary>The row class's metadata name, for the fix.</summary>
    internal const string RowProperty = "row";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2003",
        "Missing numbers are loaded as zero",
        "Where {0} of the file is empty, ML.NET loads 0 and {1} learns from it as from a measured value; set 'MissingRealsAsNaNs = true' in TextLoader.Options and replace what is missing in the pipeline",
        Categories.DataValidation,
        DiagnosticSeverity.Warning,
        "Unless TextLoader.Options.MissingRealsAsNaNs is set, ML.NET reads an empty field of a real column as 0 and says nothing: no later step can tell it from a real zero.",
        exploration: true);

    public MLAP2003MissingNumbersBecomeZeroAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var validations = new Validations(context);
        var schemas = new DataSchemas(context.AdditionalFiles, context.CancellationToken);
        var finds = new Dictionary<SyntaxNode, Find>();
        foreach (var training in Training.Of(context.Flows))
        {
            foreach (var view in Lineage.Ancestors(training.View))
            {
                if (view is not { Kind: ViewKind.Loaded, Load: { Api: Api.LoadText, MissingAsNaN: false, Call: { } call } load })
                    continue;
                var reached = Reached(training, LoadedColumns.RealOf(load, context.Symbols));
                reached = reached.RemoveAll(column => validations.Cover(training, view, schema => FindsZero(schemas, schema, column)));
                if (reached.IsEmpty)
                    continue;
                if (!finds.TryGetValue(call, out var find))
                    finds.Add(call, find = new Find(training, load.RowType as INamedTypeSymbol));
                find.Add(training, reached);
            }
        }

        foreach (var pair in finds.OrderBy(pair => pair.Key.SpanStart))
            context.Report(pair.Key, pair.Value.Facts(pair.Key.SyntaxTree), ColumnList.Of(pair.Value.Columns), pair.Value.Trainer);
    }

    /// <summary>Whether a validation of the view would see what was missing: as a zero out of range, since it cannot tell it from a real one. A schema that is not known may.</summary>
    private static bool FindsZero(DataSchemas schemas, Value schema, string column) =>
        schema is not ConstantValue { Content: string path } || schemas.Find(path, column) is not { AllowsZero: true };

    /// <summary>The real columns of the data that a trainer gets as numbers.</summary>
    private static ImmutableArray<string> Reached(Training training, ImmutableArray<string> real)
    {
        if (!training.AllColumns)
        {
            var numbers = training.Features.Sources.Where(source => source.StaysNumber).Select(source => source.Column);
            return real.Intersect(numbers).ToImmutableArray();
        }

        // An experiment takes every column but the label. Where it is not known which that is, one real column may be it.
        return training.LabelColumns.Complete ? real.Except(training.LabelColumns.Names).ToImmutableArray()
            : real.Length > 1 ? real.Remove("Label")
            : ImmutableArray<string>.Empty;
    }

    private sealed class Find
    {
        private readonly INamedTypeSymbol? row;
        private readonly MissingValueReplacements replacements = new();

        public Find(Training training, INamedTypeSymbol? row)
        {
            this.row = row;
            Trainer = Validations.NameOf(training.Trainer);
        }

        public string Trainer { get; }

        public List<string> Columns { get; } = new();

        public ImmutableDictionary<string, string?> Facts(SyntaxTree tree)
        {
            var facts = replacements.ToProperties(tree);
            return row is null ? facts : facts.Add(RowProperty, RowType.MetadataNameOf(row));
        }

        public void Add(Training training, ImmutableArray<string> reached)
        {
            Columns.AddRange(reached.Except(Columns).ToList());
            replacements.Add(training, reached);
        }
    }
}
