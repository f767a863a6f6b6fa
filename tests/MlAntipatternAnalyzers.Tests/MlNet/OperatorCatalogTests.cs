using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.MlNet;

/// <summary>The operator catalog against the methods that ML.NET really has.</summary>
public sealed class OperatorCatalogTests
{
    private static readonly Lazy<(MlNetSymbols Symbols, IReadOnlyList<IMethodSymbol> Methods)> Everything = new(() => MethodsOf(With.Stubs | With.AspNetCore | With.Runtime));
    private static readonly Lazy<(MlNetSymbols Symbols, IReadOnlyList<IMethodSymbol> Methods)> Real = new(() => MethodsOf(With.MlNet));

    [Fact]
    public void Every_entry_names_a_method_that_returns_an_estimator()
    {
        var names = Everything.Value.Methods.Select(method => method.Name).ToHashSet();

        // Spellings of previews that no longer exist, and one that ML.NET keeps to itself.
        AreEqual(
            """
            CountTargetEncode
            GeneralizedAdditiveModels
            PoissonRegression
            StochasticDualCoordinateAscentNonCalibrated
            StochasticGradientDescent
            """,
            OperatorCatalog.Entries.Where(entry => entry.Kind != OperatorKind.Plumbing).Select(entry => entry.Name).Except(names));
    }

    [Fact]
    public void What_ML_NET_calls_trivial_learns_nothing() => Differences(
        "",
        entry => IsTrivial(entry.Method) && entry.Operator.Learning != Learning.No);

    /// <summary>Where the catalog says more than the types: Fit of these looks at no row, though their estimators are not called trivial.</summary>
    [Fact]
    public void What_else_learns_nothing() => Differences(
        """
        ApplyWordEmbedding
        Concatenate
        DnnFeaturizeImage
        Expression
        FeaturizeByPretrainTreeEnsemble
        Hash
        OneHotHashEncoding
        ProduceHashedNgrams
        ProduceHashedWordBags
        """,
        entry => !IsTrivial(entry.Method) && entry.Operator.Learning == Learning.No);

    /// <summary>Only the factorization machine, which takes several feature columns, does not say in its type that it is a trainer.</summary>
    [Fact]
    public void Trainers_are_those_that_ML_NET_calls_so() => Differences(
        "FieldAwareFactorizationMachine",
        entry => IsTrainer(entry.Method) != entry.Operator.IsTrainer);

    [Fact]
    public void Trainers_of_several_tasks_take_it_from_their_catalog()
    {
        var trainers = Real.Value.Methods.Select(method => (Method: method, Operator: Real.Value.Symbols.OperatorOf(method))).Where(entry => entry.Operator is { IsTrainer: true }).ToList();

        Assert.NotEmpty(trainers);
        Assert.Empty(trainers.Where(entry => entry.Operator!.Task == LearningTask.None).Select(entry => entry.Method.ToDisplayString()));
        Assert.Equal(
            ["Binary", "Ranking", "Regression"],
            trainers.Where(entry => entry.Method.Name == "FastTree").Select(entry => entry.Operator!.Task.ToString()).Distinct().Order());
    }

    /// <summary>What these do is inferred from their types. A name that appears here needs an entry, or a place in this list.</summary>
    [Fact]
    public void Methods_without_an_entry() => AreEqual(
        "",
        Real.Value.Methods.Where(method => OperatorCatalog.Find(method) is null).Select(method => method.Name).Distinct());

    /// <summary>What needs a model's file to be built.</summary>
    [Fact]
    public void Operators_that_are_not_tried_out_on_every_type() => AreEqual(
        """
        ApplyOnnxModel
        DnnFeaturizeImage
        """,
        Real.Value.Methods.Where(method => !Tried(method, OperatorCalls.Estimators + OperatorCalls.Trainers)).Select(method => method.Name).Distinct());

    /// <summary>Every method that is given a view and the names of columns has an entry, but those that only ask for what an entry's method asks for again.</summary>
    [Fact]
    public void Readers_of_views_without_an_entry() => AreEqual(
        """
        Cache
        PermutationFeatureImportance
        PermutationFeatureImportanceNonCalibrated
        SaveInSvmLightFormat
        """,
        Readers.Where(method => ViewCatalog.Find(method) is null).Select(method => method.Name).Distinct());

    [Fact]
    public void Readers_of_views_that_are_not_tried_out_on_every_type() => AreEqual(
        """
        CrossValidate
        CrossValidateNonCalibrated
        """,
        Readers.Where(method => ViewCatalog.Find(method) is not null && !Tried(method, OperatorCalls.Views)).Select(method => method.Name).Distinct());

    /// <summary>Every parameter that names columns is read, in every method that has an entry.</summary>
    [Fact]
    public void Parameters_of_readers_that_no_entry_mentions() => AreEqual(
        "",
        from method in Readers
        let entry = ViewCatalog.Find(method)
        where entry is not null
        from parameter in method.Parameters
        where NamesColumns(parameter) && entry.Readings.All(reading => reading.Parameter != parameter.Name)
        select $"{method.Name} {parameter.Name}");

    /// <summary>Each of ML.NET's ways to load is known as one.</summary>
    [Fact]
    public void Loaders_that_are_not_known() => AreEqual(
        "",
        AllMethods(Real.Value.Symbols, (method, symbols) => method.Parameters.All(parameter => !symbols.IsView(parameter.Type)) && method.Name.StartsWith("Load", StringComparison.Ordinal) && symbols.IsView(method.ReturnType))
            .Where(method => Real.Value.Symbols.ApiOf(method) == Api.None)
            .Select(method => method.Name));

    /// <summary>
    /// Code without one of these names is not looked at: each way to do something with ML.NET must be among them. The runtime library's trainers, with names as common as Mean and OrderBy, are
    /// come to by the word Trainers, which is among them.
    /// </summary>
    [Fact]
    public void Names_by_which_code_does_something_with_ML_NET_that_are_not_looked_for() => AreEqual(
        "",
        AllMethods(Everything.Value.Symbols, (method, symbols) => symbols.ApiOf(method) != Api.None || symbols.OperatorOf(method) is not null)
            .Where(method => !(method.IsExtensionMethod && method.Parameters[0].Type.Name.EndsWith("Trainers", StringComparison.Ordinal)))
            .Select(method => method.Name)
            .Where(name => !ApiNames.Contains(name))
            .Distinct());

    private static IEnumerable<IMethodSymbol> Readers =>
        AllMethods(Real.Value.Symbols, (method, symbols) => method.Parameters.Any(parameter => symbols.IsView(parameter.Type)) && method.Parameters.Any(NamesColumns) && symbols.TypeOf(method.ReturnType) != MlType.Estimator);

    private static bool NamesColumns(IParameterSymbol parameter) =>
        parameter.Name is "columns" or "columnsToPrefetch" ? parameter.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } : parameter.Name.EndsWith("ColumnName", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a method is among calls, of its own task.</summary>
    private static bool Tried(IMethodSymbol method, string calls)
    {
        var catalog = OperatorCatalog.TaskOf(method) switch
        {
            LearningTask.Binary => "B.",
            LearningTask.Multiclass => "M.",
            LearningTask.Regression => "R.",
            LearningTask.Ranking => "K.",
            LearningTask.Clustering => "ml.Clustering.",
            LearningTask.AnomalyDetection => "ml.AnomalyDetection.",
            _ => "",
        };
        return Sources.Normalize(calls).Split('\n').Any(call => call.StartsWith(catalog, StringComparison.Ordinal) && (call.Contains($".{method.Name}(") || call.Contains($".{method.Name}<")));
    }

    /// <summary>The methods of the real packages with an entry, and an estimator's class for their result, that a condition picks.</summary>
    private static void Differences(string expected, Func<(IMethodSymbol Method, Operator Operator), bool> picks) =>
        AreEqual(
            expected,
            Real.Value.Methods
                .Where(method => method.ReturnType.TypeKind != TypeKind.Interface && OperatorCatalog.Find(method) is not null)
                .Where(method => picks((method, OperatorCatalog.Find(method)!)))
                .Select(method => method.Name)
                .Distinct());

    /// <summary>Compares names in their order, as one text: all of them are shown where they differ.</summary>
    private static void AreEqual(string expected, IEnumerable<string> names) => ModelText.AreEqual(expected, string.Concat(names.Order(StringComparer.Ordinal).Select(name => name + "\n")));

    private static bool IsTrivial(IMethodSymbol method)
    {
        for (var type = method.ReturnType as INamedTypeSymbol; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, Real.Value.Symbols.TrivialEstimator))
                return true;
        }

        return false;
    }

    private static bool IsTrainer(IMethodSymbol method) =>
        method.ReturnType.AllInterfaces.Any(type => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, Real.Value.Symbols.TrainerEstimator));

    /// <summary>The public methods of the referenced ML.NET assemblies that return an estimator and are no plumbing of the model's own.</summary>
    private static (MlNetSymbols Symbols, IReadOnlyList<IMethodSymbol> Methods) MethodsOf(With with)
    {
        var symbols = MlNetSymbols.TryCreate(ModelText.Compile("", OutputKind.DynamicallyLinkedLibrary, with))!;
        return (symbols, AllMethods(symbols, (method, symbols) => symbols.TypeOf(method.ReturnType) == MlType.Estimator && symbols.ApiOf(method) == Api.None).ToList());
    }

    /// <summary>The public methods of the assemblies that a compilation references.</summary>
    private static IEnumerable<IMethodSymbol> AllMethods(MlNetSymbols symbols, Func<IMethodSymbol, MlNetSymbols, bool> picks) =>
        symbols.Compilation.References
            .Select(symbols.Compilation.GetAssemblyOrModuleSymbol)
            .OfType<IAssemblySymbol>()
            .Where(assembly => !assembly.Name.StartsWith("System", StringComparison.Ordinal))
            .SelectMany(assembly => TypesOf(assembly.GlobalNamespace))
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary } && symbols.IsMlNet(method) && picks(method, symbols));

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceSymbol or INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public })
            {
                if (member is INamedTypeSymbol type)
                    yield return type;
                foreach (var nested in TypesOf((INamespaceOrTypeSymbol)member))
                    yield return nested;
            }
        }
    }
}
