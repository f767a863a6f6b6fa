using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2010: a row's member is read from text, or written as text, with the culture of the machine.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2010CultureDependentParsingAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2010",
        "A row is parsed with the culture of the machine",
        "{0} of '{1}' {2} {3} by {4}: {5}; pass CultureInfo.InvariantCulture",
        Categories.DataValidation,
        DiagnosticSeverity.Warning,
        "Without a culture, .NET reads and writes numbers and dates by the culture of the machine: the same file gives other rows on another one, and nothing throws.",
        exploration: true);

    public MLAP2010CultureDependentParsingAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        if (IsInvariant(context.GlobalOptions))
            return;
        var trainings = context.Flows.Trainings;
        var finds = context.Model.Ask(() => Finds(context, trainings));
        if (finds.Count == 0 || context.Model.Ask(() => context.Model.ChoosesCulture))
            return;
        foreach (var find in finds)
        {
            var first = find.Uses[0];
            context.Report(
                first.Operation.Syntax,
                find.Uses.Skip(1).Select(use => use.Operation.Syntax).Where(node => node != first.Operation.Syntax),
                ImmutableDictionary<string, string?>.Empty,
                find.Members.Count == 0 ? "Members" : Words.Few(find.Members),
                find.Row.Name,
                find.Members.Count == 1 ? "is" : "are",
                first.Kind == CultureUseKind.Parse ? "read from text" : "written as text",
                first.Text,
                Consequence(first));
        }
    }

    /// <summary>Whether the project has but one culture.</summary>
    internal static bool IsInvariant(AnalyzerConfigOptions options) =>
        options.TryGetValue(MLAP4013MappingDependsOnCultureAnalyzer.InvariantOption, out var set) && string.Equals(set, "true", StringComparison.OrdinalIgnoreCase);

    private static string Consequence(CultureUse use) =>
        use switch
        {
            { Kind: CultureUseKind.Format } => "a machine with another culture writes another text, which is another category",
            { IsDate: true } => "a machine with another culture takes the day for the month, or throws",
            _ => "a machine with another culture reads \"1.5\" as 15, or throws",
        };

    private static IReadOnlyList<Find> Finds(RuleContext context, ImmutableArray<Training> trainings)
    {
        var finds = new Dictionary<(SyntaxNode? Code, INamedTypeSymbol Row), Find>();
        var model = context.Model;
        if (!model.MayParse && trainings.IsEmpty)
            return Array.Empty<Find>();
        var features = new Dictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        foreach (var write in RowWrites.Of(context.Flows).Concat(model.MayParse ? RowWrites.Elsewhere(context.Flows, model, CultureUse.MayParse) : Enumerable.Empty<RowWrite>()))
        {
            var sources = model.SourcesOf(write);
            if (sources.Any(IsTyped))
                continue;
            foreach (var source in sources)
            {
                if (CultureUse.Of(source) is not { } use || !Counts(use, write, context, features))
                    continue;
                var key = (CodeAround(source.Syntax), write.Row);
                if (!finds.TryGetValue(key, out var find))
                    finds.Add(key, find = new Find(write.Row));
                find.Add(use, write.Member);
            }
        }

        return finds.Values.OrderBy(find => find.Uses[0].Operation.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(find => find.Uses[0].Operation.Syntax.SpanStart).ToList();
    }

    private static bool Counts(CultureUse use, RowWrite write, RuleContext context, Dictionary<ISymbol, bool> features) =>
        use.Kind switch
        {
            // What was written by a culture just before is read by the same one.
            CultureUseKind.Parse => !(use.Operation is IInvocationOperation { Arguments: { IsEmpty: false } arguments } && IsOwnText(arguments[0].Value)),
            CultureUseKind.Format => IsText(write.Member) && IsPart(use.Operation) && IsFeature(write.Member, context, features),
            _ => false,
        };

    /// <summary>Whether text was made of a number on the spot.</summary>
    private static bool IsOwnText(IOperation text) =>
        text switch
        {
            IInvocationOperation { TargetMethod.Name: "ToString", Instance.Type: { IsValueType: true } } => true,
            IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } or IInterpolatedStringOperation => true,
            _ => false,
        };

    private static bool IsText(ISymbol member) => ((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type) is { SpecialType: SpecialType.System_String };

    /// <summary>Whether what is written is the value, or a part of its text, and not what something is looked up by.</summary>
    private static bool IsPart(IOperation written)
    {
        for (var part = written; part.Parent is { } parent; part = parent)
        {
            switch (parent)
            {
                case IConversionOperation or IInterpolationOperation or IInterpolatedStringOperation or ICoalesceOperation or IConditionalAccessOperation or IParenthesizedOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
                case IConditionalOperation choice when part != choice.Condition:
                case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } call when part == call.Instance:
                    continue;
                case IAssignmentOperation or IReturnOperation or IVariableInitializerOperation or IArgumentOperation { Parent: IObjectCreationOperation }:
                    return true;
                default:
                    return false;
            }
        }

        return true;
    }

    private static bool IsFeature(ISymbol member, RuleContext context, Dictionary<ISymbol, bool> features)
    {
        if (!features.TryGetValue(member, out var known))
            features.Add(member, known = context.Flows.Trainings.Any(training => training.Reads(RowType.NameOf(member, context.Symbols))));
        return known;
    }

    /// <summary>Whether text comes from the keyboard: who types it writes numbers as the machine does.</summary>
    private static bool IsTyped(IOperation source) =>
        source switch
        {
            IInvocationOperation { TargetMethod: { Name: "ReadLine" or "ReadKey" or "Read", ContainingType: { Name: "Console", ContainingNamespace.Name: "System" } } } => true,
            IPropertyReferenceOperation { Property: { Name: "Text" or "SelectedText" or "SelectedItem", ContainingType: var control } } => Lifetimes.IsDesktopNamespace(control.ContainingNamespace),
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { Name: "Main" or "<Main>$" or "<Top-level-statements-entry-point>", IsStatic: true } } => true,
            _ => false,
        };

    private static SyntaxNode? CodeAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(outer => outer is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax)
        ?? node.FirstAncestorOrSelf<CompilationUnitSyntax>();

    private sealed class Find
    {
        public Find(INamedTypeSymbol row) => Row = row;

        public INamedTypeSymbol Row { get; }

        /// <summary>In the order of the text.</summary>
        public List<CultureUse> Uses { get; } = new();

        public List<string> Members { get; } = new();

        public void Add(CultureUse use, ISymbol member)
        {
            if (member is IFieldSymbol or IPropertySymbol && !Members.Contains(member.Name))
                Members.Add(member.Name);
            if (Uses.Any(known => known.Operation.Syntax == use.Operation.Syntax))
                return;
            Uses.Add(use);
            Uses.Sort((left, right) => left.Operation.Syntax.SpanStart.CompareTo(right.Operation.Syntax.SpanStart));
        }
    }
}
