using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which columns each output of a custom mapping is computed from, read in the mapping's code.</summary>
/// <remarks>A mapping's types say only what it may read and write: often the whole row, its label too.</remarks>
internal sealed class MappingReads
{
    private readonly IOperation body;
    private readonly IParameterSymbol input;
    private readonly IParameterSymbol output;
    private readonly MlNetSymbols ml;

    private MappingReads(IOperation body, IParameterSymbol input, IParameterSymbol output, MlNetSymbols ml)
    {
        this.body = body;
        this.input = input;
        this.output = output;
        this.ml = ml;
    }

    /// <summary>The inputs by output, or null where the code hands a whole row on and so does not tell.</summary>
    public static IReadOnlyDictionary<string, ColumnNames>? Of(IOperation? body, IMethodSymbol method, MlNetSymbols ml)
    {
        if (body is null || method.Parameters.Length < 2)
            return null;
        var reader = new MappingReads(body, method.Parameters[0], method.Parameters[1], ml);
        return reader.TellsAll() ? reader.ByOutput() : null;
    }

    /// <summary>Whether the rows are only ever asked for a member.</summary>
    private bool TellsAll() =>
        body.Descendants().OfType<IParameterReferenceOperation>().Where(reference => IsOf(reference, input) || IsOf(reference, output)).All(reference => MemberOf(reference.Parent) is not null);

    private IReadOnlyDictionary<string, ColumnNames> ByOutput()
    {
        var reads = new Dictionary<string, ColumnNames>();
        foreach (var assigned in Targets().Select(target => target.Member).Distinct<ISymbol>(SymbolEqualityComparer.Default))
        {
            var names = new HashSet<string>();
            Collect(assigned, names, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
            reads[RowType.NameOf(assigned, ml)] = new ColumnNames(names.OrderBy(name => name, System.StringComparer.Ordinal).ToImmutableArray(), true);
        }

        return reads;
    }

    private IEnumerable<IMemberReferenceOperation> Targets() =>
        body.Descendants().OfType<IAssignmentOperation>().Select(assignment => assignment.Target).OfType<IMemberReferenceOperation>().Where(target => IsOf(target.Instance, output));

    /// <summary>What goes into a variable or an output: through other variables, and through the conditions that it is assigned under.</summary>
    private void Collect(ISymbol variable, HashSet<string> names, HashSet<ISymbol> visited)
    {
        if (!visited.Add(variable))
            return;
        foreach (var source in body.DescendantsAndSelf().SelectMany(operation => SourcesOf(operation, variable)))
        {
            foreach (var part in source.DescendantsAndSelf())
            {
                if (part is ILocalReferenceOperation local)
                    Collect(local.Local, names, visited);
                else if (part is IMemberReferenceOperation member && IsOf(member.Instance, output))
                    Collect(member.Member, names, visited);
                else if (part is IMemberReferenceOperation read && IsOf(read.Instance, input))
                    names.Add(RowType.NameOf(read.Member, ml));
            }
        }
    }

    private IEnumerable<IOperation> SourcesOf(IOperation operation, ISymbol variable)
    {
        var value = operation switch
        {
            IAssignmentOperation { Target: ILocalReferenceOperation local } assignment when Same(local.Local, variable) => assignment.Value,
            IAssignmentOperation { Target: IMemberReferenceOperation member } assignment when IsOf(member.Instance, output) && Same(member.Member, variable) => assignment.Value,
            IVariableDeclaratorOperation declarator when Same(declarator.Symbol, variable) => declarator.GetVariableInitializer(),
            _ => null,
        };
        if (value is null)
            yield break;
        yield return value;
        for (var parent = operation.Parent; parent is not null && parent != body; parent = parent.Parent)
        {
            if (parent is IConditionalOperation { Condition: { } condition })
                yield return condition;
            else if (parent is ISwitchOperation @switch)
                yield return @switch.Value;
        }
    }

    private static ISymbol? MemberOf(IOperation? operation) => operation is IFieldReferenceOperation or IPropertyReferenceOperation ? ((IMemberReferenceOperation)operation).Member : null;

    private static bool IsOf(IOperation? operation, IParameterSymbol parameter) => operation is IParameterReferenceOperation reference && Same(reference.Parameter, parameter);

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
