using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The code of custom mappings, as far as what it computes becomes a feature.</summary>
internal static class MappingCode
{
    private const int MaximalDepth = 3;

    /// <summary>The assignments, in the mappings of a training, to members that features are made of.</summary>
    public static IEnumerable<(Step Step, ISymbol Member, IAssignmentOperation Assignment)> FeaturesOf(Training training, ProgramModel program)
    {
        var last = training.Steps.IndexOf(training.Trainer);
        for (var i = 0; i < last; i++)
        {
            var step = training.Steps[i];
            if (!step.IsMapping || step.Column(ColumnRole.Output) is not { } outputs)
                continue;
            var needed = NeededAfter(training, i, last);
            var features = outputs.Names.Where(name => (needed is null || needed.Contains(name)) && !training.LabelColumns.Names.Contains(name)).ToImmutableHashSet();
            if (features.IsEmpty)
                continue;
            foreach (var (body, _) in Of(step.Mapping, program))
            {
                foreach (var (member, assignment) in AssignedIn(body, features, program, 0, new HashSet<IOperation>()))
                    yield return (step, member, assignment);
            }
        }
    }

    /// <summary>The body of what a mapping runs: a lambda, a method, or the <c>Map</c> of a factory of the runtime library's.</summary>
    public static IEnumerable<(IOperation Body, IMethodSymbol Method)> Of(Value? mapping, ProgramModel program)
    {
        foreach (var alternative in mapping?.Alternatives ?? ImmutableArray<Value>.Empty)
        {
            var method = alternative switch
            {
                DelegateValue { Callable: { Body: null, Method: var named } } => named,
                ObjectValue { Type: var factory } => factory.GetMembers("Map").OfType<IMethodSymbol>().FirstOrDefault(member => member is { IsOverride: true, Parameters.Length: 2 }),
                _ => null,
            };
            if (alternative is DelegateValue { Callable: { Body: { } lambda, Method: var invoked } })
                yield return (lambda, invoked);
            else if (method is not null && program.BodyOf(method.OriginalDefinition) is { } body && program.OperationOf(body) is { } operation)
                yield return (operation, method);
        }
    }

    /// <summary>The columns that the features are made of, right after a step; null where a step in between does not tell, so that it may be any.</summary>
    private static HashSet<string>? NeededAfter(Training training, int index, int trainer)
    {
        if (training.AllColumns || training.Trainer.Column(ColumnRole.Feature) is not { Complete: true } features)
            return training.AllColumns ? null : new HashSet<string>();
        var needed = new HashSet<string>(features.Names);
        for (var i = trainer - 1; i > index; i--)
        {
            var step = training.Steps[i];
            if (step.Operator is null || step.Column(ColumnRole.Output) is not { } outputs || !outputs.Names.Any(needed.Contains))
                continue;
            var made = outputs.Names.Where(needed.Contains).ToList();
            needed.ExceptWith(made);
            needed.UnionWith(ColumnTrace.Of(new[] { step }, 1, new ColumnNames(made.ToImmutableArray(), true)).Sources.Select(source => source.Column));
        }

        return needed;
    }

    private static IEnumerable<(ISymbol Member, IAssignmentOperation Assignment)> AssignedIn(IOperation code, ImmutableHashSet<string> columns, ProgramModel program, int depth, HashSet<IOperation> visited)
    {
        if (!visited.Add(code))
            yield break;
        foreach (var operation in code.DescendantsAndSelf())
        {
            if (operation is IAssignmentOperation { Target: IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } target } assignment && columns.Contains(RowType.NameOf(target.Member, program.Symbols)))
                yield return (target.Member, assignment);
            else if (operation is IInvocationOperation { TargetMethod: var method } && depth < MaximalDepth && program.IsSource(method.OriginalDefinition)
                && program.BodyOf(method.OriginalDefinition) is { } body && program.OperationOf(body) is { } called)
            {
                foreach (var inner in AssignedIn(called, columns, program, depth + 1, visited))
                    yield return inner;
            }
        }
    }
}
