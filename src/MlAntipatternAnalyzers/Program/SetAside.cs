using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>
/// Rows that were filtered or validated into a variable of their own, which nobody uses, while the unfiltered ones go on to ML.NET.
/// To be asked inside <see cref="ProgramModel.Ask{T}"/>.
/// </summary>
internal sealed class SetAside
{
    private const string DataValidation = "DataValidationAttribute";

    private static readonly int Marking = TreeIndex.Hash("DataValidation");

    /// <summary>What code that can filter or validate must name.</summary>
    private static readonly int[] Making = new[] { "Where", "FindAll", "FilterRowsByColumn", "FilterRowsByMissingValues", "FilterByCustomPredicate", "FilterRowsByKeyColumnFraction", "Validated", "Validate", "DropInvalidRows" }.Select(TreeIndex.Hash).ToArray();

    /// <summary>What a variable is called that is meant to be used.</summary>
    private static readonly HashSet<string> Good = new() { "valid", "validated", "clean", "cleaned", "filtered", "good", "usable", "complete", "sane", "checked", "sanitized" };

    private SetAside(ILocalSymbol kept, string source, IReadOnlyList<SyntaxNode> uses, ProgramEvent use)
    {
        Kept = kept;
        Source = source;
        Uses = uses;
        Use = use;
    }

    /// <summary>The variable that holds the good rows.</summary>
    public ILocalSymbol Kept { get; }

    /// <summary>The name of what they were taken from.</summary>
    public string Source { get; }

    /// <summary>Where that is given to ML.NET afterwards.</summary>
    public IReadOnlyList<SyntaxNode> Uses { get; }

    /// <summary>What is done with it there first.</summary>
    public ProgramEvent Use { get; }

    /// <summary>All of them in the code of a set of flows.</summary>
    /// <param name="flows">The flows.</param>
    /// <param name="program">Their program.</param>
    public static IEnumerable<SetAside> Of(Flows flows, ProgramModel program)
    {
        var learning = new HashSet<Value>(flows.Trainings.SelectMany(training => Lineage.Ancestors(training.View)));
        var events = flows.Of(EventKind.Load).Where(load => load.Result.Alternatives.Any(learning.Contains))
            .Concat(flows.Of(EventKind.Split).Where(split => split.View.Alternatives.Any(learning.Contains)))
            .Concat(flows.Trainings.Select(training => training.Fit))
            .Distinct();
        var hasOwn = program.Code.Trees.Any(tree => tree.Mentions(Marking));
        foreach (var group in events.GroupBy(used => used.Body))
        {
            if (!(hasOwn || Making.Any(group.Key.Entry.Mentions)) || program.OperationOf(group.Key) is not { } code)
                continue;
            var references = References(code);
            foreach (var declarator in code.Descendants().OfType<IVariableDeclaratorOperation>())
            {
                if (declarator.GetVariableInitializer()?.Value is { } made && SourceOf(made, program.Symbols) is { } source && Find(declarator.Symbol, source, declarator, references, group) is { } found)
                    yield return found;
            }
        }
    }

    private static SetAside? Find(ILocalSymbol kept, ISymbol source, IVariableDeclaratorOperation declarator, ILookup<ISymbol, IOperation> references, IEnumerable<ProgramEvent> events)
    {
        var mentions = references[kept].ToList();
        if (mentions.Count > 0 && (!mentions.All(IsCounted) || !NameWords.Of(kept.Name).Any(Good.Contains)))
            return null;
        var later = references[source].Where(reference => reference.Syntax.SpanStart > declarator.Syntax.Span.End).ToList();

        // What is given another value meanwhile is something else.
        if (later.Any(reference => reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
            return null;
        var uses = (from used in events
                    from reference in later
                    where used.Operation.Syntax.Span.Contains(reference.Syntax.Span) && IsGiven(reference, used.Operation)
                    orderby reference.Syntax.SpanStart
                    select (used, reference)).ToList();
        return uses.Count == 0 ? null : new SetAside(kept, source.Name, uses.Select(use => use.reference.Syntax).Distinct().ToList(), uses[0].used);
    }

    /// <summary>Whether a variable is what a call is about: given to it as it is, or as a list.</summary>
    private static bool IsGiven(IOperation reference, IOperation call)
    {
        for (var part = reference.Parent; part is not null; part = part.Parent)
        {
            if (part == call)
                return true;
            if (part is not (IArgumentOperation or IConversionOperation or IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" or "AsEnumerable" }))
                return false;
        }

        return false;
    }

    /// <summary>What a value was filtered or validated from; null where it is something else.</summary>
    private static ISymbol? SourceOf(IOperation made, MlNetSymbols ml)
    {
        var isFiltered = false;
        for (var part = made; ;)
        {
            switch (part)
            {
                case IConversionOperation conversion:
                    part = conversion.Operand;
                    break;

                case IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" or "AsEnumerable" or "Where" } method, Arguments.Length: > 0 } call when method.ContainingType.Name is "Enumerable" or "ImmutableArray":
                    isFiltered |= method.Name == "Where";
                    part = call.Arguments[0].Value;
                    break;

                case IInvocationOperation { TargetMethod: { Name: "FindAll", ContainingType.Name: "List" }, Instance: { } list }:
                    isFiltered = true;
                    part = list;
                    break;

                case IInvocationOperation { TargetMethod: var method } call when ViewOf(call, method, ml) is { } view:
                    isFiltered = true;
                    part = view;
                    break;

                case ILocalReferenceOperation { Local: var local }:
                    return isFiltered ? local : null;

                case IParameterReferenceOperation { Parameter: var parameter }:
                    return isFiltered ? parameter : null;

                case IFieldReferenceOperation { Field: var field }:
                    return isFiltered ? field : null;

                default:
                    return null;
            }
        }
    }

    /// <summary>The view or rows that a call filters, or validates while it is read; a validation that is done at once serves whoever comes after it.</summary>
    private static IOperation? ViewOf(IInvocationOperation call, IMethodSymbol method, MlNetSymbols ml)
    {
        var isOwn = method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == DataValidation);
        if (!isOwn && !(ml.ApiOf(method) == Api.FilterByColumn || (ml.ApiOf(method) == Api.Validate && method.Name != "Validate")))
            return null;
        return call.Arguments.Select(argument => argument.Value).FirstOrDefault(value => isOwn ? SymbolEqualityComparer.Default.Equals(value.Type, method.ReturnType) : ml.IsView(value.Type));
    }

    /// <summary>Whether a variable is only asked how many there are.</summary>
    private static bool IsCounted(IOperation reference)
    {
        var use = reference.Parent;
        while (use is IConversionOperation or IArgumentOperation)
            use = use.Parent;
        return use is IPropertyReferenceOperation { Property.Name: "Count" or "Length" } or IInvocationOperation { TargetMethod: { Name: "Count" or "Any" or "LongCount", ContainingType.Name: "Enumerable" } } or IInvocationOperation { TargetMethod.Name: "GetRowCount" };
    }

    private static ILookup<ISymbol, IOperation> References(IOperation code) =>
        code.Descendants().Select(operation => (operation, symbol: operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation field => field.Field,
            _ => (ISymbol?)null,
        })).Where(found => found.symbol is not null).ToLookup(found => found.symbol!, found => found.operation, SymbolEqualityComparer.Default)!;
}
