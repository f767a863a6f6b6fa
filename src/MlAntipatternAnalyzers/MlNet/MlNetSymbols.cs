using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>ML.NET as one compilation sees it: its types, resolved once, and what its methods do.</summary>
internal sealed class MlNetSymbols
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<MlNetSymbols?>> Cache = new();

    private readonly ConcurrentDictionary<IMethodSymbol, Api> apis = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, Operator?> operators = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, MlType> types = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamespaceSymbol, bool> namespaces = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamespaceSymbol, bool> dotNet = new(SymbolEqualityComparer.Default);

    private readonly IAssemblySymbol source;

    // Kept, since a delegate made anew for every question is most of the question's cost.
    private readonly Func<IMethodSymbol, Api> classifyMethod;
    private readonly Func<IMethodSymbol, Operator?> operate;
    private readonly Func<ITypeSymbol, MlType> classifyType;

    private MlNetSymbols(Compilation compilation, INamedTypeSymbol context, INamedTypeSymbol view)
    {
        classifyMethod = method => ApiTable.Classify(method, this);
        operate = Operate;
        classifyType = Classify;
        Compilation = compilation;
        source = compilation.Assembly;
        Context = context;
        View = view;

        var homes = HomesIn(compilation);
        INamedTypeSymbol? Find(string name) => MlNetSymbols.Find(homes, name);
        Estimator = Find("Microsoft.ML.IEstimator`1");
        Transformer = Find("Microsoft.ML.ITransformer");
        TrainerEstimator = Find("Microsoft.ML.Trainers.ITrainerEstimator`2");
        TrivialEstimator = Find("Microsoft.ML.Data.TrivialEstimator`1");
        TrainTestData = Find("Microsoft.ML.DataOperationsCatalog+TrainTestData");
        EngineBase = Find("Microsoft.ML.PredictionEngineBase`2");
        Engine = Find("Microsoft.ML.PredictionEngine`2");
        EnginePool = Find("Microsoft.Extensions.ML.PredictionEnginePool`2");
        ColumnName = Find("Microsoft.ML.Data.ColumnNameAttribute");
        NoColumn = Find("Microsoft.ML.Data.NoColumnAttribute");
        LoadColumn = Find("Microsoft.ML.Data.LoadColumnAttribute");
        KeyType = Find("Microsoft.ML.Data.KeyTypeAttribute");
        MappingFactoryAttribute = Find("Microsoft.ML.Transforms.CustomMappingFactoryAttributeAttribute");
        Loader = Find("Microsoft.ML.IDataLoader`1");
    }

    public Compilation Compilation { get; }

    public INamedTypeSymbol Context { get; }

    public INamedTypeSymbol View { get; }

    public INamedTypeSymbol? Estimator { get; }

    public INamedTypeSymbol? Transformer { get; }

    public INamedTypeSymbol? TrainerEstimator { get; }

    public INamedTypeSymbol? TrivialEstimator { get; }

    public INamedTypeSymbol? TrainTestData { get; }

    public INamedTypeSymbol? EngineBase { get; }

    public INamedTypeSymbol? Engine { get; }

    public INamedTypeSymbol? EnginePool { get; }

    public INamedTypeSymbol? ColumnName { get; }

    public INamedTypeSymbol? NoColumn { get; }

    public INamedTypeSymbol? LoadColumn { get; }

    public INamedTypeSymbol? KeyType { get; }

    /// <summary><c>[CustomMappingFactoryAttribute]</c>; the attribute's class really ends in AttributeAttribute.</summary>
    public INamedTypeSymbol? MappingFactoryAttribute { get; }

    public INamedTypeSymbol? Loader { get; }

    /// <summary>The library's symbols, or null where the compilation does not reference ML.NET: then nothing is registered.</summary>
    public static MlNetSymbols? TryCreate(Compilation compilation) =>
        Cache.GetValue(compilation, static compilation =>
        {
            var homes = HomesIn(compilation);
            var context = Find(homes, "Microsoft.ML.MLContext");
            var view = context is null ? null : Find(homes, "Microsoft.ML.IDataView");
            var known = context is not null && view is not null && !SymbolEqualityComparer.Default.Equals(context.ContainingAssembly, compilation.Assembly);
            return new StrongBox<MlNetSymbols?>(known ? new MlNetSymbols(compilation, context!, view!) : null);
        }).Value;

    /// <summary>The referenced assemblies that ML.NET can be in, its own first: nine of ten are .NET's, and to look in all of them takes longer than all else here.</summary>
    private static IAssemblySymbol[] HomesIn(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => !assembly.Name.StartsWith("System.", StringComparison.Ordinal))
            .OrderBy(assembly => assembly.Name.StartsWith("Microsoft.ML", StringComparison.Ordinal) ? 0 : 1)
            .ToArray();

    private static INamedTypeSymbol? Find(IAssemblySymbol[] homes, string name) =>
        homes.Select(home => home.GetTypeByMetadataName(name)).FirstOrDefault(found => found is not null);

    /// <summary>What a method of ML.NET does; <see cref="Api.None"/> for every other method.</summary>
    public Api ApiOf(IMethodSymbol method) => apis.GetOrAdd(method.OriginalDefinition, classifyMethod);

    /// <summary>The catalog's entry of a method that returns an estimator, one inferred from its types where the catalog has none, or null.</summary>
    public Operator? OperatorOf(IMethodSymbol method) => operators.GetOrAdd(method.OriginalDefinition, operate);

    /// <summary>Whether a symbol is declared by ML.NET, or by this project's runtime library.</summary>
    public bool IsMlNet(ISymbol symbol) =>
        !ReferenceEquals(symbol.ContainingAssembly, source)
        && symbol.ContainingNamespace is { } space
        && namespaces.GetOrAdd(space, static space => IsMlNamespace(space));

    /// <summary>Whether a symbol is one of .NET's own library.</summary>
    public bool IsDotNet(ISymbol symbol) =>
        !ReferenceEquals(symbol.ContainingAssembly, source)
        && symbol.ContainingNamespace is { } space
        && dotNet.GetOrAdd(space, static space => IsSystemNamespace(space));

    public MlType TypeOf(ITypeSymbol? type) =>
        type is null ? MlType.None : types.GetOrAdd(type, classifyType);

    public bool IsView(ITypeSymbol? type) => TypeOf(type) == MlType.View;

    private static bool IsSystemNamespace(INamespaceSymbol space)
    {
        while (space.ContainingNamespace is { IsGlobalNamespace: false } outer)
            space = outer;
        return space.Name == "System";
    }

    private static bool IsMlNamespace(INamespaceSymbol space)
    {
        var name = space.ToDisplayString();
        return name == "Microsoft.ML" || name.StartsWith("Microsoft.ML.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Extensions.ML", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Data.Analysis", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Data.DataView", StringComparison.Ordinal)
            || name.StartsWith("MlAntipatternAnalyzers.Runtime", StringComparison.Ordinal);
    }

    private MlType Classify(ITypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (Is(definition, Context))
            return MlType.Context;
        if (Is(definition, TrainTestData))
            return MlType.TrainTestData;
        if (Implements(definition, View))
            return MlType.View;
        if (Implements(definition, Transformer))
            return MlType.Transformer;
        if (Implements(definition, Estimator))
            return MlType.Estimator;
        if (Is(definition, EnginePool))
            return MlType.EnginePool;
        if (Implements(definition, Loader))
            return MlType.Loader;

        for (var current = definition; current is not null; current = current.BaseType?.OriginalDefinition)
        {
            if (Is(current, EngineBase))
                return MlType.Engine;
        }

        return IsMlNet(definition) ? MlType.Other : MlType.None;
    }

    private static bool Is(ITypeSymbol type, INamedTypeSymbol? known) => known is not null && SymbolEqualityComparer.Default.Equals(type, known);

    private static bool Implements(ITypeSymbol type, INamedTypeSymbol? known) =>
        known is not null && (Is(type, known) || type.AllInterfaces.Any(implemented => Is(implemented.OriginalDefinition, known)));

    private Operator? Operate(IMethodSymbol method)
    {
        if (!IsMlNet(method) || TypeOf(method.ReturnType) != MlType.Estimator || ApiOf(method) != Api.None)
            return null;

        if (OperatorCatalog.Find(method) is { } known)
            return known;

        var returned = method.ReturnType.OriginalDefinition;
        if (Implements(returned, TrainerEstimator))
            return new Operator(method.Name, OperatorKind.Trainer, Learning.Yes, Numbers.Kept, OperatorCatalog.TaskOf(method)).Inferred();

        for (var current = returned; current is not null; current = current.BaseType?.OriginalDefinition)
        {
            if (Is(current, TrivialEstimator))
                return new Operator(method.Name, OperatorKind.Transform, Learning.No).Inferred();
        }

        return new Operator(method.Name, OperatorKind.Transform, Learning.Unknown, Numbers.Replaced).Inferred();
    }
}

/// <summary>The role of a type in an ML.NET program.</summary>
internal enum MlType
{
    None,
    Context,
    View,
    TrainTestData,
    Estimator,
    Transformer,
    Engine,
    EnginePool,
    Loader,

    /// <summary>Any other type of ML.NET.</summary>
    Other,
}
