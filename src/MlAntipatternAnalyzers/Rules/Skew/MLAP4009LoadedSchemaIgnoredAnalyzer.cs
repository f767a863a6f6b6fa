using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4009: an engine is made of a loaded model, and nobody looks at the schema that the model was saved with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4009LoadedSchemaIgnoredAnalyzer : ProgramRule
{
    /// <summary>The row classes of the engines, as documentation comments name them, one a line; only where every model that is loaded there serves all of them.</summary>
    internal const string RowsProperty = "rows";

    private static readonly int Verify = TreeIndex.Hash("Verify");

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4009",
        "The schema of a loaded model is not looked at",
        "Nothing looks at the schema that {0} was saved with: a column that '{1}' lacks shows when the engine is made, one at a time, and a member of it that the model never saw does not show at all; check the class where the model is loaded",
        Categories.Skew,
        DiagnosticSeverity.Info,
        "A model's file says which columns the model was trained on. Where the model serves, that is all there is to hold the rows of the service against.");

    public MLAP4009LoadedSchemaIgnoredAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context) => context.Model.Ask(() =>
    {
        foreach (var loads in context.Flows.Of(EventKind.LoadModel).GroupBy(load => load.Node))
        {
            var load = loads.First();
            if (load.Operation is not IInvocationOperation call || context.IsGenerated(load.Node.SyntaxTree) || !IsIgnored(context, call, load.Body))
                continue;
            var rows = loads.SelectMany(each => RowsOf(context.Flows, each.Result)).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).OrderBy(row => row.Name, System.StringComparer.Ordinal).ToList();
            if (rows.Count > 0 && !loads.Any(each => IsKnown(context.Flows, each)) && !IsVerified(context, load))
                context.Report(load.Node, FactsOf(context.Flows, loads.ToList(), rows), NameOf(load), rows[0].Name);
        }

        return true;
    });

    private static ImmutableDictionary<string, string?> FactsOf(Flows flows, IReadOnlyList<ProgramEvent> loads, IReadOnlyList<INamedTypeSymbol> rows)
    {
        // A method that loads one model or the other must not check the class of the one against the schema of the other; nor must a base class with the class of one derived from it.
        var isSame = loads.All(load => rows.All(row => RowsOf(flows, load.Result).Contains(row, SymbolEqualityComparer.Default)))
            && flows.Of(EventKind.CreateEngine).Where(creation => loads.Any(load => IsOf(creation, load.Result))).All(creation => creation.Method.TypeArguments.FirstOrDefault() is not ITypeParameterSymbol);
        return isSame
            ? ImmutableDictionary<string, string?>.Empty.Add(RowsProperty, string.Join("\n", rows.Select(row => row.GetDocumentationCommentId())))
            : ImmutableDictionary<string, string?>.Empty;
    }

    private static string NameOf(ProgramEvent load) => load.Argument is ConstantValue { Content: string { Length: < 60 } path } ? $"'{path}'" : "the model";

    /// <summary>The classes of the rows that are predicted with a loaded model.</summary>
    private static IEnumerable<INamedTypeSymbol> RowsOf(Flows flows, Value loaded) =>
        from creation in flows.Of(EventKind.CreateEngine)

        where IsOf(creation, loaded)
        let row = (creation.Result as EngineValue)?.Input as INamedTypeSymbol
        where row is { TypeKind: TypeKind.Class }
        select row;

    /// <summary>Whether an engine is of a loaded model. One of a time series writes its state to a file of its own, and goes on from there.</summary>
    private static bool IsOf(ProgramEvent creation, Value loaded) =>
        !creation.Method.Name.Contains("TimeSeries") && creation.Model.Alternatives.SelectMany(Lineage.PartsOf).Any(part => part.Equals(loaded));

    /// <summary>Whether the program itself saves what it loads: the classes are those of the training. Where one run does both, paths that are not known are taken for the same.</summary>
    private static bool IsKnown(Flows flows, ProgramEvent load) =>
        flows.Roots.Any(root => root.Events.Contains(load) && root.Events.Any(recorded => recorded.Kind == EventKind.Save))
        || flows.Of(EventKind.Save).Any(save => save.Medium is { } medium && load.Result is TransformerValue { Medium: { } loaded } && medium.Equals(loaded));

    /// <summary>Whether the runtime library checks the model: against a contract, or by golden rows.</summary>
    private static bool IsVerified(RuleContext context, ProgramEvent load) =>
        context.Flows.Roots.Where(root => root.Events.Contains(load)).SelectMany(root => root.Visited).Where(body => body.Entry.Mentions(Verify)).Any(body =>
            context.Model.Code.OperationOf(body)?.Descendants().OfType<IInvocationOperation>().Any(call =>
                call.TargetMethod is { Name: "Verify", ContainingNamespace: { } space } && space.ToDisplayString() == "MlAntipatternAnalyzers.Runtime") == true);

    /// <summary>Whether nobody reads what a load writes to its <c>out</c> parameter.</summary>
    private static bool IsIgnored(RuleContext context, IInvocationOperation load, Body body)
    {
        if (load.Arguments.FirstOrDefault(argument => argument.Parameter is { RefKind: RefKind.Out, Type.Name: "DataViewSchema" }) is not { } argument)
            return false;
        switch (argument.Value)
        {
            case IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation }:
                return true;

            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }:
                return !IsRead(context, declared.Local, body);

            case ILocalReferenceOperation local:
                return !IsRead(context, local.Local, body);

            case IMemberReferenceOperation { Member: var member } when context.Model.IsSource(member) && member.DeclaredAccessibility == Accessibility.Private:
                return !context.Model.IsRead(member);

            default:
                return false;
        }
    }

    private static bool IsRead(RuleContext context, ILocalSymbol schema, Body body) =>
        context.Model.OperationOf(body)?.Descendants().OfType<ILocalReferenceOperation>().Any(reference =>
            SymbolEqualityComparer.Default.Equals(reference.Local, schema)
            && reference.Parent is not IDeclarationExpressionOperation
            && reference.Parent is not IArgumentOperation { Parameter.RefKind: RefKind.Out }
            && !(reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)) != false;
}
