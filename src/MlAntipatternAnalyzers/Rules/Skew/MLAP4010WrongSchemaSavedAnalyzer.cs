using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4010: a model is saved with the schema of a view that the model, or a part of it, had already transformed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4010WrongSchemaSavedAnalyzer : ProgramRule
{
    /// <summary>The spans of the expressions of the same file that are the raw view, the likeliest first: <c>12+5,40+5</c>.</summary>
    internal const string RawProperty = "raw";

    private const int MaximalShown = 3;

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4010",
        "The model is saved with the schema of a transformed view",
        "The schema that {0} is saved with is that of its input after {1}, {2}: whoever loads the model is told to bring such rows, and an engine made with that schema throws; save {3}",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "The schema in a model's file says which columns the model takes. Columns that the model makes itself do not belong there.",
        exploration: true);

    public MLAP4010WrongSchemaSavedAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        foreach (var root in context.Flows.Roots)
        {
            foreach (var save in root.Events.Where(recorded => recorded.Kind == EventKind.Save && recorded.Schema.Alternatives.All(schema => schema is SchemaValue)))
            {
                var faults = save.Schema.Alternatives.Cast<SchemaValue>()
                    .SelectMany(schema => save.Model.Alternatives.Select(model => Fault.Of(schema.View, model, context.Flows.SchemasOf(root))))
                    .ToList();
                if (faults.Count > 0 && faults.All(fault => fault is not null))
                    Report(context, root, save, faults[0]!);
            }
        }
    }

    private static void Report(RuleContext context, FlowRoot root, ProgramEvent save, Fault fault)
    {
        var raw = RawViews(root, save, fault).ToList();
        var spelled = raw.Select(view => view.ToString()).FirstOrDefault(text => text.Length < 40 && text.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '_'));
        context.Report(
            save.Node,
            raw.Count > 0 ? ImmutableDictionary<string, string?>.Empty.Add(RawProperty, string.Join(",", raw.Select(view => view.SpanStart + "+" + view.Span.Length))) : ImmutableDictionary<string, string?>.Empty,
            ModelNames.Of(save, context.Symbols),
            Listed(fault.Steps, " and others"),
            fault.Difference,
            spelled is null ? "the schema of the view that it was fitted on" : $"'{spelled}.Schema'");
    }

    /// <summary>Where the flow names a view with the right columns: as what the model was fitted on, and as what was transformed.</summary>
    private static IEnumerable<SyntaxNode> RawViews(FlowRoot root, ProgramEvent save, Fault fault) =>
        from recorded in root.Events
        let fits = recorded.Kind == EventKind.Fit && fault.First.Equals(recorded.Result)
        where (fits || (recorded.Kind == EventKind.Transform && recorded.View.Equals(fault.Input))) && recorded.Node.SyntaxTree == save.Node.SyntaxTree
        orderby fits descending
        let argument = (recorded.Operation as IInvocationOperation)?.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name == "IDataView")
        where argument is not null
        select argument.Value.Syntax;

    private static string Listed(IReadOnlyList<string> names, string more) =>
        names.Count > MaximalShown
            ? string.Join(", ", names.Take(MaximalShown)) + more
            : string.Join(", ", names.Take(names.Count - 1)) + (names.Count > 1 ? " and " : "") + names[names.Count - 1];

    /// <summary>How a schema differs from that of what a model takes.</summary>
    private sealed class Fault
    {
        private Fault(TransformerValue first, Value input, IReadOnlyList<string> steps, string difference)
        {
            First = first;
            Input = input;
            Steps = steps;
            Difference = difference;
        }

        /// <summary>The part of the model that its rows come to first.</summary>
        public TransformerValue First { get; }

        /// <summary>The view before the transforms.</summary>
        public Value Input { get; }

        /// <summary>What was done to it.</summary>
        public IReadOnlyList<string> Steps { get; }

        public string Difference { get; }

        /// <summary>What is wrong, or null where nothing is, or nobody can tell.</summary>
        public static Fault? Of(Value view, Value model, Schemas schemas)
        {
            var parts = Lineage.PartsOf(model).ToList();
            if (parts.Count == 0 || Before(view, parts) is not { } input)
                return null;
            var steps = Lineage.TransformersOf(view).Skip(Lineage.TransformersOf(input).Count).SelectMany(transformer => Lineage.StepsOf(transformer)).ToList();
            if (steps.Count == 0 || steps.Any(step => step.Operator is null) || DifferenceOf(schemas.OfView(view), schemas.OfView(input)) is not { } difference)
                return null;
            return new Fault(parts[0], input, steps.Select(step => step.Operator!.Name).Distinct().ToList(), difference);
        }

        /// <summary>
        /// The view that was transformed by parts of the model, or the one that the model was fitted on, where that was transformed by something else; null where
        /// neither is the case: a model of transformed rows is rightly saved with the schema of those.
        /// </summary>
        private static Value? Before(Value value, IReadOnlyList<TransformerValue> parts)
        {
            Value? before = null;
            for (var current = value; current is ViewValue view; current = view.Parent ?? Value.Unknown)
            {
                if (view is { Kind: ViewKind.Transformed, Model: { } applied, Parent: { IsUnknown: false } parent } && Lineage.PartsOf(applied).Any(parts.Contains))
                    before = parent;
            }

            return before ?? (parts[0].View is ViewValue fitted ? Lineage.Ancestors(value).Skip(1).FirstOrDefault(view => view.Equals(fitted)) : null);
        }

        /// <summary>What rows of one schema have beside those of another, for people; null where it is nothing, or not known.</summary>
        private static string? DifferenceOf(Schema saved, Schema input)
        {
            var added = saved.Columns.Where(column => column.IsCertain && input.Find(column.Name) is null).Select(Quoted).ToList();
            if (added.Count > 0)
                return "with " + Listed(added, " and more");
            var changed = saved.Columns.Where(column => column.Type.IsKnown && input.TypeOf(column.Name) is { IsKnown: true } type && !type.Equals(column.Type)).Select(Quoted).ToList();
            if (changed.Count > 0)
                return "with another type of " + Listed(changed, " and more");
            var dropped = input.Columns.Where(column => saved.Lacks(column.Name)).Select(Quoted).ToList();
            return dropped.Count > 0 ? "without " + Listed(dropped, " and more") : null;
        }

        private static string Quoted(SchemaColumn column) => $"'{column.Name}'";
    }
}
