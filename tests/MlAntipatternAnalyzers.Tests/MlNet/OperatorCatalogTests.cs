using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
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
        var compilation = ModelText.Compile("", OutputKind.DynamicallyLinkedLibrary, with);
        var symbols = MlNetSymbols.TryCreate(compilation)!;
        var methods = compilation.References
            .Select(compilation.GetAssemblyOrModuleSymbol)
            .OfType<IAssemblySymbol>()
            .Where(assembly => !assembly.Name.StartsWith("System", StringComparison.Ordinal))
            .SelectMany(assembly => TypesOf(assembly.GlobalNamespace))
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary }
                && symbols.IsMlNet(method) && symbols.TypeOf(method.ReturnType) == MlType.Estimator && symbols.ApiOf(method) == Api.None)
            .ToList();
        return (symbols, methods);
    }

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
