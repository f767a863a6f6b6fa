using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1007: a column is loaded for training, and nothing reads it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1007LoadedButNeverUsedAnalyzer : ProgramRule
{
    /// <summary>The class's metadata name; absent where the columns are written out.</summary>
    internal const string RowProperty = "Row";

    /// <summary>The member.</summary>
    internal const string MemberProperty = "Member";

    /// <summary>Present where the rows are objects, of which ML.NET leaves out what has a <c>[NoColumn]</c>.</summary>
    internal const string ObjectsProperty = "Objects";

    private static readonly int Table = TreeIndex.Hash("DbSet");

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1007",
        "A column is loaded and never used",
        "'{0}'{1} is loaded, and nothing reads it: no model learns from it; use it, or {2}",
        Categories.Schema,
        DiagnosticSeverity.Info,
        "A column that nothing reads is a dependency on data that gains nothing, and sometimes a feature that was forgotten.");

    public MLAP1007LoadedButNeverUsedAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        if (context.Flows.Of(EventKind.Load).Any(load => load.Method.Name is "Read" or "ReadFromTextFile" or "ReadFromEnumerable"))
            return;

        // What is not trained on may be loaded to be looked at.
        var sources = Training.Of(context.Flows).Where(training => !training.Trainer.IsExperiment).Select(training => training.Source?.Load).OfType<LoadInfo>().ToList();
        foreach (var row in sources.Select(load => load.RowType).OfType<INamedTypeSymbol>().Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
            Report(context, row);
        foreach (var column in sources.Where(load => load is { Api: Api.LoadText, RowType: null }).Select(load => load.Columns).OfType<SequenceValue>().Where(columns => columns.Exact).SelectMany(columns => columns.Items.OfType<ObjectValue>()).Distinct().GroupBy(column => column.Origin.Node))
            Report(context, column.Key, column.ToList());
    }

    private static void Report(RuleContext context, INamedTypeSymbol row)
    {
        var loads = context.Flows.Of(EventKind.Load).Where(load => IsOf(load.Result, row)).Select(load => ((ViewValue)load.Result).Load!).ToList();
        var isObjects = loads.All(load => load.Api == Api.LoadEnumerable);
        if (row.IsAnonymousType || loads.Any(load => load.HasDefinition))
            return;
        var named = Named(context.Flows, row);
        var candidates = RowMembers.Of(row, isObjects ? RowUse.Read : RowUse.Load, context.Symbols).Where(member => !named.Contains(member.Name) && IsOwn(context, member.Symbol, row)).ToList();
        if (candidates.Count == 0 || context.Model.Ask(() => HasOtherUses(context.Model.Code, row, isObjects)))
            return;

        var flows = context.Model.FlowsUsing(row, context.Flows, context.CancellationToken);
        foreach (var member in candidates)
        {
            if (IsUnused(ColumnReaders.OfLoad(flows, load => Is(load.RowType, row), row, member.Name)) && !context.Model.IsRead(member.Symbol))
            {
                // At the member; at the load, where that is too far from it.
                var nodes = flows.Of(EventKind.Load).Where(load => IsOf(load.Result, row)).Select(load => load.Node).ToList();
                Report(context, nodes.Select(load => context.DeclarationOf(member.Symbol, load)).FirstOrDefault(declared => declared is not null) ?? nodes[0], row, member.Symbol, isObjects);
            }
        }
    }

    private static void Report(RuleContext context, SyntaxNode place, INamedTypeSymbol row, ISymbol member, bool isObjects)
    {
        var facts = ImmutableDictionary<string, string?>.Empty.Add(RowProperty, RowType.MetadataNameOf(row.OriginalDefinition)).Add(MemberProperty, member.Name);
        context.Report(place, isObjects ? facts.Add(ObjectsProperty, "") : facts, member.Name, $" of {row.Name}", isObjects ? "leave it out with [NoColumn]" : "remove it");
    }

    private static void Report(RuleContext context, SyntaxNode node, List<ObjectValue> columns)
    {
        // One place that makes several columns cannot be taken out for the sake of one.
        var names = columns.Select(column => column.Writes.Where(write => write.Member.Name == "Name").Select(write => (write.Value as ConstantValue)?.Content as string).LastOrDefault()).Distinct().ToList();
        if (names.Count == 1 && names[0] is { } name && !context.IsGenerated(node.SyntaxTree)
            && IsUnused(ColumnReaders.OfLoad(context.Flows, load => load.Columns is SequenceValue loaded && loaded.Items.OfType<ObjectValue>().Any(item => item.Origin.Node == node), null, name.Trim())))
            context.Report(node, name, "", "remove it");
    }

    /// <summary>What is dropped was thought of.</summary>
    private static bool IsUnused(ColumnReaders readers) => !readers.Any && !readers.IsDropped;

    /// <summary>Whether a member stands in the class itself, in code that is written by hand, and belongs to no interface.</summary>
    private static bool IsOwn(RuleContext context, ISymbol member, INamedTypeSymbol row) =>
        Is(member.ContainingType, row) && context.Model.IsSource(member) && member is { IsVirtual: false, IsOverride: false, DeclaringSyntaxReferences.Length: 1 } && !context.Model.IsVisibleOutside(member)
        && !row.AllInterfaces.Any(implemented => implemented.GetMembers().Any(declared => SymbolEqualityComparer.Default.Equals(row.FindImplementationForInterfaceMember(declared), member)))
        && !context.IsGenerated(member.DeclaringSyntaxReferences[0].SyntaxTree);

    /// <summary>Whether another class may read what it inherits, or objects are what a database holds, whose columns are not there for the model's sake.</summary>
    private static bool HasOtherUses(CodeIndex code, INamedTypeSymbol row, bool isObjects)
    {
        var name = TreeIndex.Hash(row.Name);
        return code.ConcreteTypes(row).Any() || (isObjects && code.TreesNaming(name).Any(tree => tree.Mentions(Table)));
    }

    /// <summary>What the steps name that are fitted on rows of a class: most members are told apart by that.</summary>
    private static HashSet<string> Named(Flows flows, INamedTypeSymbol row) =>
        new(Training.Of(flows).Where(training => IsOf(training.Source, row)).SelectMany(training => training.Steps).SelectMany(step => step.Columns.Where(columns => columns.Key != ColumnRole.Output).SelectMany(columns => columns.Value.Names)));

    private static bool IsOf(Value? view, INamedTypeSymbol row) => view is ViewValue { Load: { } load } && Is(load.RowType, row);

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol row) => SymbolEqualityComparer.Default.Equals(type, row);
}
