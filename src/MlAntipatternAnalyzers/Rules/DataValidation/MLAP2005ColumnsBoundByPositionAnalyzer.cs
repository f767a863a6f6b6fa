using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2005: columns are bound by position, the file has a header, and nobody compares the two.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2005ColumnsBoundByPositionAnalyzer : ProgramRule
{
    /// <summary>The row class's metadata name, for the fix.</summary>
    internal const string RowProperty = "row";

    /// <summary>The separator's code, where there is one and it is no tab, for the fix.</summary>
    internal const string SeparatorProperty = "separator";

    /// <summary>Set where quotes hold fields together, for the fix.</summary>
    internal const string QuotingProperty = "quoting";

    /// <summary>Set where separators and quoting are known, for the fix.</summary>
    internal const string LayoutProperty = "layout";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2005",
        "Columns are bound by position and the header is not looked at",
        "{0} is loaded by position, and its header is skipped unread: of a file whose columns were reordered {1} learns one column under the name of another, without an error; compare the header first: {2}",
        Categories.DataValidation,
        DiagnosticSeverity.Info,
        "ML.NET's text loader binds columns by index; hasHeader only says that a line is to be skipped.");

    public MLAP2005ColumnsBoundByPositionAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var validations = new Validations(context);
        foreach (var training in Training.Of(context.Flows))
        {
            foreach (var view in Lineage.Ancestors(training.View))
            {
                if (view is not { Kind: ViewKind.Loaded, Load: { Api: Api.LoadText, Layout: { HasHeader: true } layout } load }
                    || !(LoadedColumns.LastIndexOf(load, context.Symbols) > 0)
                    || IsVerified(context.Flows, load)
                    || validations.Cover(training, view))
                    continue;
                context.Report(view.Origin.Node, Facts(load, layout), Describe(load), Validations.NameOf(training.Trainer), Advice(load));
            }
        }
    }

    /// <summary>Whether a header is verified that may be this file's: where both paths are only known when the program runs, it may.</summary>
    private static bool IsVerified(Flows flows, LoadInfo load) =>
        flows.Of(EventKind.VerifyHeader).Any(verified => verified.Argument is ConstantValue path ? path.Equals(load.Source) : load.Source is not ConstantValue);

    private static string Describe(LoadInfo load) => load.Source is ConstantValue { Content: string { Length: > 0 } path } ? $"'{path}'" : "The file";

    private static string Advice(LoadInfo load) =>
        load.RowType is INamedTypeSymbol { IsAnonymousType: false } row ? $"mlContext.Data.VerifyHeader<{row.Name}>(path, …)" : "mlContext.Data.VerifyHeader(path, options)";

    private static ImmutableDictionary<string, string?> Facts(LoadInfo load, TextLayout layout)
    {
        var facts = ImmutableDictionary<string, string?>.Empty;
        if (load.RowType is INamedTypeSymbol { IsAnonymousType: false, IsGenericType: false } row)
            facts = facts.Add(RowProperty, RowType.MetadataNameOf(row));
        if (layout is not { Separators.Length: 1, AllowsQuoting: { } quoting })
            return facts;
        facts = facts.Add(LayoutProperty, "true");
        if (quoting)
            facts = facts.Add(QuotingProperty, "true");
        return layout.Separators is "\t" ? facts : facts.Add(SeparatorProperty, Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(layout.Separators[0], quote: true).ToString(CultureInfo.InvariantCulture));
    }
}
