using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How the members of rows are filled, worked out when it is asked for.</summary>
internal sealed class Computations
{
    private const int MaximalCallers = 4;
    private const int MaximalCalls = 2;

    private readonly ProgramModel model;
    private readonly Dictionary<(SyntaxNode Group, CallPath? Path), IReadOnlyList<FilledPlace>> places = new();
    private readonly Dictionary<(ISymbol Member, SyntaxNode Node, CallPath? Path), IReadOnlyList<Computation>> known = new();

    public Computations(ProgramModel model) => this.model = model;

    /// <summary>How a member is filled by an assignment, reached by the calls that led to it: one for each caller whose arguments count besides.</summary>
    public IReadOnlyList<Computation> Of(MemberWrite write) =>
        model.Ask(() =>
        {
            if (known.TryGetValue((write.Member, write.Node, write.Path), out var computations))
                return computations;
            var group = GroupOf(write.Node);
            if (!places.TryGetValue((group[0], write.Path), out var filled))
                places.Add((group[0], write.Path), filled = Places(group, write.Path).ToList());
            known.Add((write.Member, write.Node, write.Path), computations = filled.Select(place => new Computation(model, write.Member, write.Node, place)).ToList());
            return computations;
        });

    /// <summary>The assignments that are made together with one: in one initializer, or one after the other to one object.</summary>
    private static IReadOnlyList<SyntaxNode> GroupOf(SyntaxNode node)
    {
        if (node.Parent is InitializerExpressionSyntax initializer)
            return initializer.Expressions.OfType<AssignmentExpressionSyntax>().ToList();
        if (node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } }, Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } })
        {
            var together = block.Statements.OfType<ExpressionStatementSyntax>().Select(statement => statement.Expression).OfType<AssignmentExpressionSyntax>()
                .Where(assignment => assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var other } } && other == name)
                .ToList<SyntaxNode>();
            if (together.Contains(node))
                return together;
        }

        return new[] { node };
    }

    private IEnumerable<FilledPlace> Places(IReadOnlyList<SyntaxNode> targets, CallPath? last)
    {
        var way = new List<SyntaxNode>();
        for (var path = last; path is not null; path = path.Caller)
        {
            if (path.Call is not StatementSyntax && (way.Count == 0 || way[way.Count - 1] != path.Call))
                way.Add(path.Call);
        }

        way.Reverse();
        return TrialRun.BodyAround(model.Code, way.Count > 0 ? way[0] : targets[0]) is { } root ? Begin(root, way, targets, 0) : Enumerable.Empty<FilledPlace>();
    }

    /// <summary>The code as it is reached from where a flow begins, and from where that is called.</summary>
    private IEnumerable<FilledPlace> Begin(Body root, List<SyntaxNode> way, IReadOnlyList<SyntaxNode> targets, int calls)
    {
        var callers = calls < MaximalCalls && root.Method is { Parameters.Length: > 0 } ? SitesOf(root).Take(MaximalCallers).ToList() : new List<(Body, SyntaxNode)>();
        if (callers.Count == 0)
            return new[] { new FilledPlace(inputs => new TrialRun(model.Source, way, targets, inputs).From(root)) };
        return callers.SelectMany(caller => Begin(caller.Item1, way.Prepend(caller.Item2).ToList(), targets, calls + 1));
    }

    private IEnumerable<(Body Caller, SyntaxNode Site)> SitesOf(Body body)
    {
        foreach (var caller in model.Code.CallersOf(body))
        {
            foreach (var call in (model.Code.OperationOf(caller)?.Descendants() ?? Enumerable.Empty<IOperation>()).OfType<IInvocationOperation>())
            {
                if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, body.Method) || SymbolEqualityComparer.Default.Equals(model.Code.OnlyImplementation(call.TargetMethod), body.Method))
                    yield return (caller, call.Syntax);
            }
        }
    }
}
