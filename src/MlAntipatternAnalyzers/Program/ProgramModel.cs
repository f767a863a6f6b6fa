using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What a compilation does with ML.NET: its flows, each interpreted once, when it is first asked for.</summary>
/// <remarks>
/// One model a compilation, shared by all rules. A question about a document interprets the flows that pass through it and those that share
/// members with them, and nothing else; the answer is the same whichever document is asked about first.
/// </remarks>
internal sealed partial class ProgramModel
{
    private const int MaximalWriters = 16;
    private const int MaximalAttempts = 2;

    private static readonly int Engine = TreeIndex.Hash("PredictionEngine");

    private static readonly int[] LoadingNames = new[] { "Load", "LoadWithDataLoader" }.Select(TreeIndex.Hash).ToArray();

    private static readonly int[] SavingNames = new[] { "Save", "SaveIf", "SaveTo", "SaveModel" }.Select(TreeIndex.Hash).ToArray();

    private static readonly int[] ServingNames = new[] { "CreatePredictionEngine", "PredictionEngine", "PredictionEnginePool" }.Select(TreeIndex.Hash).ToArray();

    private static readonly int[] JudgingNames =
        new[] { "Evaluate", "EvaluateNonCalibrated", "EvaluateWithPRCurve", "EvaluateSliced", "EvaluateBaselines", "Compare", "CrossValidate", "CrossValidateNonCalibrated", "CreateEnumerable", "GetColumn", "Predict" }.Select(TreeIndex.Hash).ToArray();

    private static readonly ConditionalWeakTable<Compilation, StrongBox<ProgramModel?>> Cache = new();

    private static readonly int[] TrainingNames = new[] { "Fit", "Execute", "ExecuteAsync", "AutoFit", "SetDataset" }.Select(TreeIndex.Hash).ToArray();

    private readonly object gate = new();
    private readonly CodeIndex code;
    private readonly RowFillers fillers;
    private readonly RootSearch search;
    private readonly Dictionary<(Body Body, INamedTypeSymbol? Type), FlowRoot> interpreted = new();
    private readonly Dictionary<(Body Body, INamedTypeSymbol? Type), int> attempts = new();
    private readonly Dictionary<ISymbol, Value> members = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, Flows> flows = new();
    private readonly ConcurrentDictionary<SyntaxTree, FileFlows> files = new();
    private readonly Dictionary<FlowRoot, List<Flows>> flowsByFirst = new();
    private readonly Dictionary<Body, IReadOnlyList<FlowRoot>> rootsThrough = new();
    private readonly Dictionary<ITypeSymbol, TypeFacts> typeFacts = new(SymbolEqualityComparer.Default);
    private readonly List<(Body Body, INamedTypeSymbol? Type)> inProgress = new();
    private readonly Dictionary<(Body Body, INamedTypeSymbol? Type), FlowRoot> unfinished = new();
    private readonly HashSet<Body> traced = new();
    private readonly Dictionary<(SyntaxNode Node, string Member), IReadOnlyList<IOperation>> sources = new();
    private int cycle = int.MaxValue;
    private IReadOnlyList<FlowRoot>? judging;
    private IReadOnlyList<FlowRoot>? loading;
    private IReadOnlyList<ProgramModel>? referenced;
    private IReadOnlyList<FlowRoot>? saving;
    private IReadOnlyList<FlowRoot>? serving;
    private IReadOnlyList<FlowRoot>? training;
    private IReadOnlyList<Training>? trainings;
    private IReadOnlyList<ProgramEvent>? saves;
    private TrainedModels? trained;
    private Lifetimes? lifetimes;
    private RequestPaths? requestPaths;
    private bool? mayParse;
    private bool? choosesCulture;

    private ProgramModel(MlNetSymbols symbols, CancellationToken cancellationToken)
    {
        Symbols = symbols;
        code = new CodeIndex(symbols.Compilation, symbols, cancellationToken);
        Source = new SourceCode(code, symbols);
        fillers = new RowFillers(code);
        Cargoes = new Cargoes(code, symbols);
        search = new RootSearch(code, Cargoes, symbols.Compilation);
        Computations = new Computations(this);
    }

    public MlNetSymbols Symbols { get; }

    /// <summary>The model of a whole compilation, or null when it does not reference ML.NET.</summary>
    public static ProgramModel? TryCreate(Compilation compilation, CancellationToken cancellationToken)
    {
        if (MlNetSymbols.TryCreate(compilation) is not { } symbols)
            return null;
        lock (symbols)
        {
            if (!Cache.TryGetValue(compilation, out var box))
                Cache.Add(compilation, box = new StrongBox<ProgramModel?>(new ProgramModel(symbols, cancellationToken)));
            return box.Value;
        }
    }

    /// <summary>The flows that pass through a file, and those that share members with them. Of a file that does not mention ML.NET, only what may fill rows counts.</summary>
    public Flows FlowsThrough(SyntaxTree tree, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (flows.TryGetValue(tree, out var known))
                return known;
            var index = TreeIndex.Of(tree);
            var bodies = BodiesThatCount(index).ToList();
            known = bodies.Count > 0 ? Collect(bodies.Select(code.BodyOf).OfType<Body>(), cancellationToken) : Flows.None;
            flows.Add(tree, known);
            return known;
        }
    }

    /// <summary>The flows through a file, and those that may have rows of its classes.</summary>
    public FileFlows FlowsOf(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (files.TryGetValue(tree, out var known))
            return known;
        lock (gate)
        {
            var own = FlowsThrough(tree, cancellationToken);
            List<Flows>? others = null;
            foreach (var type in TreeIndex.Of(tree).Types)
            {
                if (!type.MayBeRow)
                    continue;
                foreach (var other in code.TreesNaming(type.Name))
                {
                    if (other.MentionsMl && other.Tree != tree && FlowsThrough(other.Tree, cancellationToken) is { Events.IsEmpty: false } flows && flows != own && others?.Contains(flows) != true)
                        (others ??= new List<Flows>()).Add(flows);
                }
            }

            return files.GetOrAdd(tree, new FileFlows(own, (IReadOnlyList<Flows>?)others ?? System.Array.Empty<Flows>()));
        }
    }

    /// <summary>The bodies of a file that do something with ML.NET, keep engines, or fill rows; the flows through the others have nothing in this file that a rule could speak of.</summary>
    private IEnumerable<TreeIndex.BodyEntry> BodiesThatCount(TreeIndex index)
    {
        if (!index.MentionsMl)
            return fillers.In(index);
        return index.Mentions(Engine) || fillers.Concern(index) ? index.Bodies : index.Bodies.Where(body => body.MentionsApi);
    }

    /// <summary>The flows that pass through the method or initializer that a node stands in.</summary>
    public Flows FlowsThrough(SyntaxNode node, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var index = TreeIndex.Of(node.SyntaxTree);
            var entry = node.AncestorsAndSelf().Select(index.Find).FirstOrDefault(entry => entry is not null);
            return entry is not null && code.BodyOf(entry) is { } body ? Collect(new[] { body }, cancellationToken) : Flows.None;
        }
    }

    /// <summary>The flows through the files that name a class, beside some that are known.</summary>
    public Flows FlowsUsing(INamedTypeSymbol type, Flows known, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // A private class is nobody else's, however many others have its name.
            var naming = type.DeclaredAccessibility == Accessibility.Private
                ? type.ContainingType.DeclaringSyntaxReferences.Select(declared => TreeIndex.Of(declared.SyntaxTree)).Distinct()
                : code.IsSource(type) ? code.TreesNaming(TreeIndex.Hash(type.Name)) : code.Trees.Where(tree => tree.MentionsMl && tree.Mentions(TreeIndex.Hash(type.Name)));
            var others = naming.SelectMany(tree => FlowsThrough(tree.Tree, cancellationToken).Roots);
            return FlowsOf(Needed(known.Roots.Concat(others).Distinct().ToList()));
        }
    }

    /// <summary>Whether any code of the compilation reads a field or property, or names it; what only assigns to it does not.</summary>
    public bool IsRead(ISymbol member)
    {
        lock (gate)
        {
            member = member.OriginalDefinition;
            return code.Mentioning(member.Name, member).Any(body => code.OperationOf(body)?.Descendants().OfType<IMemberReferenceOperation>().Any(reference =>
                SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member)
                && reference.Parent is not IArgumentOperation { Parameter.RefKind: RefKind.Out }
                && !(reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)) == true);
        }
    }

    /// <summary>Whether code of other compilations can see a member: that of a public class in a library.</summary>
    public bool IsVisibleOutside(ISymbol symbol)
    {
        if (Symbols.Compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary)
            return false;
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is not Accessibility.Public and not Accessibility.Protected and not Accessibility.ProtectedOrInternal)
                return false;
        }

        return true;
    }

    /// <summary>Every flow of the compilation.</summary>
    public Flows AllFlows(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var all = code.Trees.Where(tree => tree.MentionsMl).SelectMany(tree => FlowsThrough(tree.Tree, cancellationToken).Roots).Distinct();
            return FlowsOf(Needed(all.ToList()));
        }
    }

    /// <summary>The flows through files that may judge a model.</summary>
    public IReadOnlyList<FlowRoot> JudgingRoots() => RootsMentioning(ref judging, JudgingNames);

    /// <summary>The flows through files that may load a model.</summary>
    public IReadOnlyList<FlowRoot> LoadingRoots() => RootsMentioning(ref loading, LoadingNames);

    /// <summary>The flows through files that may save a model.</summary>
    public IReadOnlyList<FlowRoot> SavingRoots() => RootsMentioning(ref saving, SavingNames);

    /// <summary>The flows through files that may make or ask prediction engines.</summary>
    public IReadOnlyList<FlowRoot> ServingRoots() => RootsMentioning(ref serving, ServingNames);

    private IReadOnlyList<FlowRoot> RootsMentioning(ref IReadOnlyList<FlowRoot>? known, int[] names)
    {
        lock (gate)
        {
            return known ??= code.Trees.Where(tree => tree.MentionsMl && names.Any(tree.Mentions)).SelectMany(tree => FlowsThrough(tree.Tree, CancellationToken.None).Roots).Distinct().ToList();
        }
    }

    /// <summary>Every trainer that the compilation fits.</summary>
    public IReadOnlyList<Training> Trainings
    {
        get
        {
            lock (gate)
                return trainings ??= TrainingRoots().SelectMany(root => root.Events).Where(recorded => recorded.Kind == EventKind.Fit).SelectMany(Training.Of).ToList();
        }
    }

    /// <summary>What the compilation trains, by the rows that it learns from and the files that it is saved in.</summary>
    public TrainedModels Trained
    {
        get
        {
            lock (gate)
                return trained ??= new TrainedModels(Trainings, Saves);
        }
    }

    /// <summary>Every model that is saved by flows which train.</summary>
    public IReadOnlyList<ProgramEvent> Saves
    {
        get
        {
            lock (gate)
                return saves ??= TrainingRoots().SelectMany(root => root.Events).Where(recorded => recorded.Kind == EventKind.Save).ToList();
        }
    }

    private IReadOnlyList<FlowRoot> TrainingRoots() => RootsMentioning(ref training, TrainingNames);

    /// <summary>Every flow of the compilation as text, one event a line.</summary>
    public string ToText(CancellationToken cancellationToken = default, bool withSchemas = false) => ModelPrinter.Text(AllFlows(cancellationToken), withSchemas);

    /// <summary>Every flow of the compilation as one Mermaid flowchart.</summary>
    public string ToMermaid(CancellationToken cancellationToken = default) => MermaidPrinter.Print(AllFlows(cancellationToken));

    public CodeIndex Code => code;

    /// <summary>Its code, and that of the projects it references. To be asked inside <see cref="Ask{T}"/>.</summary>
    public SourceCode Source { get; }

    /// <summary>The models of the projects that it references with their source and that use ML.NET.</summary>
    /// <remarks>Whoever holds its own lock may ask them, never the other way round: that is what keeps two of them from waiting for each other.</remarks>
    public IReadOnlyList<ProgramModel> Referenced
    {
        get
        {
            lock (gate)
                return referenced ??= Source.Projects.Select(project => TryCreate(project, CancellationToken.None)).OfType<ProgramModel>().ToList();
        }
    }

    /// <summary>What members and methods can carry.</summary>
    public Cargoes Cargoes { get; }

    /// <summary>How the members of rows are filled.</summary>
    public Computations Computations { get; }

    /// <summary>How long the program's objects live, and whether it is a server. To be asked inside <see cref="Ask{T}"/>.</summary>
    public Lifetimes Lifetimes => lifetimes ??= new Lifetimes(this);

    /// <summary>Which requests and jobs lead to its code. To be asked inside <see cref="Ask{T}"/>.</summary>
    public RequestPaths RequestPaths => requestPaths ??= new RequestPaths(this);

    /// <summary>
    /// The operations behind what a place gives a row's member, those of records that parsing code fills among them, worked out once for all rules. To be asked
    /// inside <see cref="Ask{T}"/>.
    /// </summary>
    public IReadOnlyList<IOperation> SourcesOf(RowWrite write)
    {
        if (!sources.TryGetValue((write.Node, write.Member.Name), out var known))
            sources.Add((write.Node, write.Member.Name), known = ValueSources.OfWrite(write, this, CultureUse.MayParse));
        return known;
    }

    /// <summary>Whether any code may read numbers or dates by a culture. To be asked inside <see cref="Ask{T}"/>.</summary>
    public bool MayParse => mayParse ??= code.Trees.Any(CultureUse.MayParse);

    /// <summary>Whether the program chooses the culture for all its code. To be asked inside <see cref="Ask{T}"/>.</summary>
    public bool ChoosesCulture => choosesCulture ??= CultureUse.IsChosenBy(this);

    /// <summary>Answers a question about the code while no other one is being answered: its index is not for several threads.</summary>
    public T Ask<T>(System.Func<T> question)
    {
        lock (gate)
            return question();
    }

    public Body? BodyOf(IMethodSymbol method) => code.BodyOf(method);

    public IOperation? OperationOf(Body body) => code.OperationOf(body);

    public ImmutableArray<Body> InitializersOf(INamedTypeSymbol type) => code.InitializersOf(type);

    public bool IsSource(ISymbol symbol) => code.IsSource(symbol);

    public IMethodSymbol? OnlyImplementation(IMethodSymbol method, CancellationToken cancellationToken) => code.OnlyImplementation(method);

    public TypeFacts FactsOf(ITypeSymbol? type)
    {
        if (type is null)
            return TypeFacts.None;
        if (!typeFacts.TryGetValue(type, out var facts))
            typeFacts.Add(type, facts = new TypeFacts(type, Symbols));
        return facts;
    }
}
