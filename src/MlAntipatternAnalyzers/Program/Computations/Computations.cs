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

    private readonly ProgramModel model;
    private readonly Dictionary<(SyntaxNode Node, CallPath? Path), IReadOnlyList<Computation>> known = new();

    public Computations(ProgramModel model) => this.model = model;

    /// <summary>How a member is filled by an assignment, reached by the calls that led to it: one for each caller whose arguments count besides.</summary>
    public IReadOnlyList<Computation> Of(MemberWrite write)
    {
        return model.Ask(() =>
        {
            if (!known.TryGetValue((write.Node, write.Path), out var computations))
                known.Add((write.Node, write.Path), computations = Find(write));
            return computations;
        });
    }

    private IReadOnlyList<Computation> Find(MemberWrite write)
    {
        var way = new List<SyntaxNode>();
        for (var path = write.Path; path is not null; path = path.Caller)
        {
            if (path.Call is not StatementSyntax && (way.Count == 0 || way[way.Count - 1] != path.Call))
                way.Add(path.Call);
        }

        way.Reverse();
        if (TrialRun.BodyAround(model.Code, way.Count > 0 ? way[0] : write.Node) is not { } root)
            return System.Array.Empty<Computation>();
        return Begin(root, way, write, 0).ToList();
    }

    /// <summary>The computation from where a flow begins, and from where that is called.</summary>
    private IEnumerable<Computation> Begin(Body root, List<SyntaxNode> way, MemberWrite write, int calls)
    {
        var callers = calls < 2 && root.Method is { Parameters.Length: > 0 } ? SitesOf(root).Take(MaximalCallers).ToList() : new List<(Body, SyntaxNode)>();
        if (callers.Count == 0)
        {
            yield return new Computation(write.Member, write.Node, ComputationText.Of(model.Code, write.Node), inputs => model.Ask(() => new TrialRun(model.Code, way, write.Node, write.Member.Name, inputs).From(root)));
            yield break;
        }

        foreach (var (caller, site) in callers)
        {
            foreach (var computation in Begin(caller, way.Prepend(site).ToList(), write, calls + 1))
                yield return computation;
        }
    }

    private IEnumerable<(Body Caller, SyntaxNode Site)> SitesOf(Body body)
    {
        foreach (var caller in model.Code.CallersOf(body))
        {
            if (model.Code.OperationOf(caller) is not { } operation)
                continue;
            foreach (var call in operation.Descendants().OfType<IInvocationOperation>())
            {
                if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, body.Method) || model.Code.OnlyImplementation(call.TargetMethod) is { } only && SymbolEqualityComparer.Default.Equals(only, body.Method))
                    yield return (caller, call.Syntax);
            }
        }
    }
}
