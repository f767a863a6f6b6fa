using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>One place that gives a member of a row its value.</summary>
internal readonly struct RowWrite
{
    public RowWrite(INamedTypeSymbol row, ISymbol member, SyntaxNode node)
    {
        Row = row;
        Member = member;
        Node = node;
    }

    /// <summary>The row class.</summary>
    public INamedTypeSymbol Row { get; }

    /// <summary>The member; where it is chosen at run time, the method that sets it by reflection.</summary>
    public ISymbol Member { get; }

    /// <summary>The assignment, the creation whose constructor assigns, or the call that sets the member by reflection.</summary>
    public SyntaxNode Node { get; }
}

/// <summary>
/// The places that fill rows of the classes which flows load or score: those of the rows themselves, and those that make others of the same class,
/// which a database or a file may keep until they are loaded.
/// </summary>
internal static class RowWrites
{
    private const int MaximalBodies = 32;

    /// <summary>The rows that the flows load or score, as they are filled.</summary>
    public static IEnumerable<RowWrite> Of(Flows flows) =>
        Filled(flows).SelectMany(row => row.Writes.Select(write => new RowWrite(row.Type, write.Member, write.Node))).GroupBy(write => (write.Node, write.Member.Name)).Select(same => same.First());

    /// <summary>The rows of the same classes that other code fills. To be asked inside <see cref="ProgramModel.Ask{T}"/>.</summary>
    /// <param name="flows">The flows.</param>
    /// <param name="program">Their program.</param>
    /// <param name="counts">Which code is looked at.</param>
    public static IEnumerable<RowWrite> Elsewhere(Flows flows, ProgramModel program, System.Func<TreeIndex.BodyEntry, bool> counts)
    {
        foreach (var row in ClassesOf(flows).Where(program.IsSource))
        {
            var columns = new HashSet<ISymbol>(RowType.ColumnsOf(row, program.Symbols).Select(column => column.Member.OriginalDefinition), SymbolEqualityComparer.Default);
            var name = TreeIndex.Hash(row.Name);
            var bodies = program.Code.TreesNaming(name).SelectMany(tree => tree.Bodies).Where(body => body.MayConstruct(name) && body.Mentions(name) && counts(body));
            foreach (var body in bodies.Take(MaximalBodies).Select(program.Code.BodyOf).OfType<Body>())
            {
                foreach (var assignment in program.OperationOf(body)?.Descendants().OfType<ISimpleAssignmentOperation>() ?? Enumerable.Empty<ISimpleAssignmentOperation>())
                {
                    if (assignment.Target is IMemberReferenceOperation { Member: { } member } && columns.Contains(member.OriginalDefinition))
                        yield return new RowWrite(row, member.OriginalDefinition, assignment.Syntax);
                }
            }
        }
    }

    private static IEnumerable<ObjectValue> Filled(Flows flows) =>
        flows.Of(EventKind.Load).Select(load => load.Result).OfType<ViewValue>().Where(view => view.Load is not null).SelectMany(view => FilledRows.Of(view.Load!))
            .Concat(FilledRows.Scored(flows)).Distinct();

    /// <summary>The classes of rows that are made in memory.</summary>
    private static IEnumerable<INamedTypeSymbol> ClassesOf(Flows flows) =>
        flows.Of(EventKind.Load).Select(load => load.Result).OfType<ViewValue>().Where(view => view.Load is { Api: Api.LoadEnumerable }).Select(view => view.Load!.RowType)
            .Concat(flows.Of(EventKind.Predict).SelectMany(predict => predict.Model.Alternatives).OfType<EngineValue>().Select(engine => engine.Input))
            .OfType<INamedTypeSymbol>().Where(row => !row.IsAnonymousType).Select(row => row.OriginalDefinition).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
}
