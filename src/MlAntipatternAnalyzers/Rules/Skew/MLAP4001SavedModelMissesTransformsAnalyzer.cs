using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4001: a model is saved or served without the transforms whose output it learned from.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4001SavedModelMissesTransformsAnalyzer : ProgramRule
{
    /// <summary>The spans of the calls of <c>Transform</c> that are missing, in the order in which they ran; only where the fix may append them.</summary>
    internal const string TransformsProperty = "transforms";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4001",
        "The model is saved or served without the transforms before it",
        "'{0}' learned from the output of {1}, which is not part of what is {2} here: raw rows will reach the model untransformed and its predictions will be wrong; append the model to the fitted transforms, preprocess.Append(model), or fit one chain",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "What was done to the training data has to be done to every row that is predicted; what is in the saved model is done for certain.",
        exploration: true);

    public MLAP4001SavedModelMissesTransformsAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        var saves = context.Flows.Of(EventKind.Save).ToList();
        var chains = saves.SelectMany(save => save.Model.Alternatives).Select(chain => Lineage.PartsOf(chain).ToList()).ToList();
        var told = new HashSet<TransformerValue>();
        foreach (var use in saves.Concat(context.Flows.Of(EventKind.CreateEngine)))
        {
            // A composite loader, which a model can be saved with, may hold the transforms.
            if (use.Method.Parameters.Any(parameter => parameter.Name == "loader"))
                continue;
            foreach (var chain in use.Model.Alternatives)
            {
                var parts = Lineage.PartsOf(chain).ToList();
                foreach (var part in parts.Where(part => part.Kind is TransformerKind.Fitted or TransformerKind.Experiment))
                {
                    // What is saved beside the model, in a file of its own or with another alternative of it, can be applied by whoever loads both.
                    var kept = chains.Where(other => use.Kind == EventKind.Save || !other.Contains(part))
                        .SelectMany(other => other)
                        .Concat(use.Model.Alternatives.SelectMany(Lineage.PartsOf))
                        .ToList();
                    var missing = MissingTransforms.Of(part, parts, kept);
                    if (missing is null || told.Contains(part) || IsMadeOtherwise(context, missing) || (use.Kind == EventKind.CreateEngine && !ReachesRaw(context, use, missing)))
                        continue;
                    told.Add(part);
                    Report(context, use, parts, missing);
                }
            }
        }
    }

    /// <summary>Whether the program shows that the columns are there when the model is served: the loaded bytes of an image, for one, which come with the request.</summary>
    private static bool IsMadeOtherwise(RuleContext context, MissingTransforms missing)
    {
        // The row class has the column that a transform fills from another one: rows can bring it themselves.
        var raw = RowType.ColumnNamesOf(Lineage.BaseOf(missing.View)?.Load?.RowType, context.Symbols);
        if (missing.Steps.All(step => Written(step).Any() && Written(step).All(column => raw.Names.Contains(column) && step.Column(ColumnRole.Input)?.Names.Contains(column) == false)))
            return true;

        // Rows that have the columns, and were not read from a transformed view, are predicted.
        if (missing.Columns.IsEmpty || missing.Columns.Any(raw.Names.Contains))
            return false;
        return context.Flows.Of(EventKind.Predict).Any(prediction =>
            prediction.Model is EngineValue { Input: { } input, Model: var model }
            && model.Alternatives.Any(served => served.Equals(missing.Model) || served is TransformerValue { Kind: TransformerKind.Loaded })
            && prediction.Argument is not RowValue
            && missing.Columns.All(RowType.ColumnNamesOf(input, context.Symbols).Names.Contains));

        IEnumerable<string> Written(Step step) => (step.Column(ColumnRole.Output) ?? ColumnNames.Unknown).Names.Intersect(missing.Columns);
    }

    /// <summary>Whether the rows that an engine is given have not been transformed already.</summary>
    private static bool ReachesRaw(RuleContext context, ProgramEvent use, MissingTransforms missing)
    {
        if (use.Result is not EngineValue { Input: { } input } engine)
            return false;
        var predictions = context.Flows.Of(EventKind.Predict).Where(prediction => prediction.Model.Alternatives.Contains(engine));
        if (predictions.SelectMany(prediction => prediction.Argument.Alternatives).OfType<RowValue>().Any(row => Lineage.TransformersOf(row.View).Count > 0))
            return false;

        // The engine cannot even be made where its row lacks a column that only the missing transforms write.
        var given = RowType.ColumnNamesOf(input, context.Symbols);
        return missing.Columns.Any(column => !given.Names.Contains(column))
            || (Lineage.BaseOf(missing.View)?.Load?.RowType is { } raw && SymbolEqualityComparer.Default.Equals(raw, input));
    }

    private static void Report(RuleContext context, ProgramEvent use, IReadOnlyList<TransformerValue> parts, MissingTransforms missing)
    {
        var argument = (use.Operation as IInvocationOperation)?.Arguments.FirstOrDefault(argument => IsTransformer(context, argument.Value))?.Value.Syntax.ToString();
        var steps = missing.Steps.Select(step => step.Operator!.Name).Distinct().ToList();
        context.Report(
            use.Node,
            IsFixable(context, use, parts, missing)
                ? ImmutableDictionary<string, string?>.Empty.Add(TransformsProperty, string.Join(",", missing.Transforms.Select(view => view.Origin.Node.SpanStart + "+" + view.Origin.Node.Span.Length)))
                : ImmutableDictionary<string, string?>.Empty,
            argument is { Length: < 60 } ? argument : "the model",
            string.Join(" and ", steps.Take(3)) + (steps.Count > 3 ? " and others" : ""),
            use.Kind == EventKind.Save ? "saved" : "served");
    }

    private static bool IsTransformer(RuleContext context, IOperation value) =>
        context.Symbols.TypeOf(value.Type) == MlType.Transformer || (value is IConversionOperation conversion && context.Symbols.TypeOf(conversion.Operand.Type) == MlType.Transformer);

    /// <summary>Whether appending at this place is right: one model, first in its chain, its transforms made in the same body, and a schema that is the raw rows'.</summary>
    private static bool IsFixable(RuleContext context, ProgramEvent use, IReadOnlyList<TransformerValue> parts, MissingTransforms missing)
    {
        if (use.Model.Alternatives.Length > 1 || !parts[0].Equals(missing.Model) || context.Symbols.ApiOf(use.Method) is not (Api.SaveModel or Api.CreateEngine))
            return false;
        if (!missing.AreWhole || missing.Transforms.Any(view => view.Origin.Node.SyntaxTree != use.Node.SyntaxTree || !Equals(view.Origin.Path, use.Origin.Path)))
            return false;
        return use.Kind == EventKind.CreateEngine
            || use.Schema is ConstantValue { Content: null }
            || (use.Schema is SchemaValue { View: var saved } && Lineage.TransformersOf(saved).Count == 0 && Equals(Lineage.BaseOf(saved), Lineage.BaseOf(missing.View)));
    }
}
