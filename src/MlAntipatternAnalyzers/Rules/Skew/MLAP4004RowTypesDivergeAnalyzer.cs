using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4004: the class of the rows that are predicted has not the columns that the model learned from.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4004RowTypesDivergeAnalyzer : ProgramRule
{
    /// <summary>The metadata name of the class that is served.</summary>
    internal const string ServedProperty = "served";

    /// <summary>The metadata name of the class that the training rows have; absent where none says what their columns are.</summary>
    internal const string TrainedProperty = "trained";

    /// <summary>What the class must be given, one column a line: its name, the member that is meant (empty where there is none), the C# type (empty where there is none), and the size of a vector.</summary>
    internal const string ColumnsProperty = "columns";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4004",
        "Training and serving have different row types",
        "'{0}' is not like the rows that the model learned from{1}: it {2}; {3}; give both sides one row class, or {4}",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "What a class of rows says of its columns is said twice where training and serving have a class each: when one of them changes, the other one stays as it was.",
        exploration: true);

    public MLAP4004RowTypesDivergeAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        HashSet<(ProgramEvent, string)>? thrown = null;
        foreach (var use in context.Flows.Of(EventKind.CreateEngine).Concat(context.Flows.Of(EventKind.Predict)).Concat(context.Flows.Of(EventKind.Transform)))
        {
            if (ServedBy(use) is not { } served)
                continue;
            var trainings = TrainingsOf(use, served, context);
            if (trainings.IsEmpty)
                continue;

            // Whichever training it was, the column differs from it.
            var differences = RowDifference.Between(trainings[0], served, context.Model)
                .Where(difference => trainings.Skip(1).All(other => RowDifference.Between(other, served, context.Model).Any(same => same.Trained.Name == difference.Trained.Name)))
                .ToList();
            if (differences.Count == 0)
                continue;

            // What ML.NET throws about in this flow is said there (MLAP1001, MLAP1002).
            thrown ??= new HashSet<(ProgramEvent, string)>(SchemaFinding.Of(context.Flows).Select(finding => (finding.Use.Event, finding.Problem.Column)));
            differences.RemoveAll(difference => thrown.Contains((use, difference.Trained.Name)));
            if (differences.Count > 0)
                Report(context, use, served, trainings[0], differences);
        }
    }

    /// <summary>The class of the rows that a call predicts for: an engine's, a pool's, or that of objects which are transformed.</summary>
    private static INamedTypeSymbol? ServedBy(ProgramEvent use) =>
        use.Kind switch
        {
            EventKind.CreateEngine => use.Arguments is { } given && given.Lacks("inputSchema") && given.Lacks("inputSchemaDefinition") ? (use.Result as EngineValue)?.Input as INamedTypeSymbol : null,
            EventKind.Predict => use.Model.Alternatives.Any(model => model is EngineValue) ? null : PoolOf(use.Method)?.TypeArguments[0] as INamedTypeSymbol,
            _ => use.View is ViewValue { Load: { Api: Api.LoadEnumerable, HasDefinition: false, RowType: var row } } ? row as INamedTypeSymbol : null,
        };

    private static INamedTypeSymbol? PoolOf(IMethodSymbol predict)
    {
        var type = predict.IsExtensionMethod ? (predict.ReducedFrom ?? predict).IsExtensionMethod && predict.ReceiverType is INamedTypeSymbol { TypeArguments.Length: 2 } reduced ? reduced : predict.Parameters.FirstOrDefault()?.Type : predict.ContainingType;
        return type is INamedTypeSymbol { Name: "PredictionEnginePool", TypeArguments.Length: 2 } pool ? pool : null;
    }

    /// <summary>The trainings of the model: of its own flow, of a file of that name, or else on rows of a class of the same name.</summary>
    private static ImmutableArray<Training> TrainingsOf(ProgramEvent use, INamedTypeSymbol served, RuleContext context)
    {
        if (use.Kind == EventKind.Transform && use.Model.Alternatives.All(model => Lineage.PartsOf(model).All(part => part.Kind == TransformerKind.Fitted)))
            return ImmutableArray<Training>.Empty;
        var model = use.Kind == EventKind.CreateEngine ? use.Model : ServedModels.Of(use);
        var known = ServedModels.TrainingsOf(model, served, context.Flows);
        if (!known.IsEmpty || model.Alternatives.Length > 1 || (model is not TransformerValue { Kind: TransformerKind.Loaded or TransformerKind.Opaque } && !model.IsUnknown))
            return known;
        return ServedModels.Programs(context.Model)
            .Select(program => program.Trained.On(served.Name).ToImmutableArray())
            .FirstOrDefault(trainings => !trainings.IsEmpty) is { IsDefault: false } found ? found : ImmutableArray<Training>.Empty;
    }

    private static void Report(RuleContext context, ProgramEvent use, INamedTypeSymbol served, Training training, List<RowDifference> differences)
    {
        var trained = Lineage.RowClassOf(training.View);
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(ServedProperty, RowType.MetadataNameOf(served.OriginalDefinition))
            .Add(ColumnsProperty, string.Join("\n", differences.Select(Facts)));
        if (trained is not null)
            properties = properties.Add(TrainedProperty, RowType.MetadataNameOf(trained.OriginalDefinition));
        context.Report(
            use.Node,
            properties,
            NameOf(served, trained),
            trained is null ? "" : $", '{NameOf(trained, served)}'",
            string.Join(" and ", differences.Select(Describe)),
            differences.Any(difference => difference.Served is null) ? "ML.NET throws where the model is used"
                : differences.Any(difference => difference.Kind == RowDifferenceKind.Retyped) ? "ML.NET throws, or the features of the same row are others"
                : "the features of the same row are others",
            differences.Count == 1 && differences[0].Kind == RowDifferenceKind.Missing ? "add the column" : "make the columns alike");
    }

    private static string NameOf(INamedTypeSymbol type, INamedTypeSymbol? other) =>
        type.ToDisplayString(type.Name == other?.Name ? SymbolDisplayFormat.CSharpErrorMessageFormat : SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string Describe(RowDifference difference) =>
        difference.Kind switch
        {
            RowDifferenceKind.Missing => $"has no column '{difference.Trained.Name}'",
            RowDifferenceKind.Renamed => $"has '{difference.ServedAs!.Symbol.Name}' as column '{difference.ServedAs.Name}' where training had it as '{difference.Trained.Name}'",
            RowDifferenceKind.Retyped => $"has '{difference.Trained.Name}' as {difference.Served} where training had {difference.Trained.Type}",
            _ => $"has column '{difference.Trained.Name}' in '{difference.ServedAs!.Symbol.Name}' where training had it in '{difference.TrainedAs!.Symbol.Name}'",
        };

    private static string Facts(RowDifference difference)
    {
        var type = MemberTypes.Of(difference.Trained.Type) ?? "";
        var size = difference.Trained.Type.IsVector && difference.Trained.Type.Size is { } known ? known.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
        return string.Join("\t", difference.Trained.Name, (difference.Kind == RowDifferenceKind.Swapped ? difference.TrainedAs : difference.ServedAs ?? difference.TrainedAs)?.Symbol.Name ?? "", difference.Trained.Type.IsKey ? "" : type, size, difference.Kind.ToString());
    }
}
