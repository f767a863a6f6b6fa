using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>What validates data on its way from a load to a trainer: the runtime library, methods marked as validating, and methods named in an option.</summary>
internal sealed class Validations
{
    /// <summary>Names methods that validate: <c>mlap.validation_methods = Namespace.Type.Method, Other</c>.</summary>
    public const string Option = "mlap.validation_methods";

    private const string AttributeName = "DataValidationAttribute";

    private static readonly Regex MethodName = new(@"^[^\W\d]\w*(\.[^\W\d]\w*)*$", RegexOptions.CultureInvariant);

    private readonly RuleContext context;
    private readonly Dictionary<SyntaxTree, ImmutableArray<string>> named = new();
    private readonly Dictionary<(FlowRoot Root, ImmutableArray<string> Named), IReadOnlyList<OwnCall>> validating = new();

    public Validations(RuleContext context)
    {
        this.context = context;
    }

    /// <summary>How a message calls a trainer.</summary>
    public static string NameOf(Step trainer) => trainer.IsExperiment ? "an AutoML experiment" : trainer.Operator!.Name;

    /// <summary>Whether the rows of a load are validated before a trainer sees them, on every way that the view can have taken.</summary>
    /// <param name="training">The training.</param>
    /// <param name="load">What is loaded for it.</param>
    /// <param name="isEnough">Whether the runtime library's validation against a schema, by its path, is the one that is asked for; null where any is.</param>
    public bool Cover(Training training, ViewValue load, Func<Value, bool>? isEnough = null)
    {
        var enough = isEnough ?? (_ => true);
        return PassesThroughValidation(training.View, load, enough) || context.Flows.Roots.Any(root => IsValidated(root, training.Fit, load, enough));
    }

    /// <summary>The methods that the options of the file with the load name.</summary>
    private ImmutableArray<string> NamedFor(ViewValue load)
    {
        var file = load.Origin.Node.SyntaxTree;
        if (!named.TryGetValue(file, out var known))
            named.Add(file, known = context.OptionsOf(file).TryGetValue(Option, out var option) ? Names(option) : ImmutableArray<string>.Empty);
        return known;
    }

    /// <summary>The option's names; none where it is malformed.</summary>
    private static ImmutableArray<string> Names(string option)
    {
        var names = option.Split(',').Select(name => name.Trim()).ToImmutableArray();
        return names.All(MethodName.IsMatch) ? names : ImmutableArray<string>.Empty;
    }

    private bool PassesThroughValidation(Value value, ViewValue load, Func<Value, bool> isEnough) =>
        value.Alternatives.OfType<ViewValue>().All(view =>
            (view.Kind == ViewKind.Validated && isEnough(context.Flows.Of(EventKind.Validate).FirstOrDefault(validation => validation.Result.Equals(view))?.Argument ?? Value.Unknown))
            || (!view.Equals(load) && (view.Parent is null || PassesThroughValidation(view.Parent, load, isEnough))));

    private bool IsValidated(FlowRoot root, ProgramEvent fit, ViewValue load, Func<Value, bool> isEnough)
    {
        // What comes after the training does not help it; between flows nothing is known of the order.
        var position = root.Events.IndexOf(fit);
        bool IsBefore(int index) => position < 0 || index <= position;

        for (var i = 0; i < root.Events.Count; i++)
        {
            if (root.Events[i] is { Kind: EventKind.Validate } validation && IsBefore(i) && Holds(validation.View, load) && isEnough(validation.Argument))
                return true;
        }

        return ValidatingCalls(root, NamedFor(load)).Any(call => IsBefore(call.Position) && Concerns(call, load));
    }

    private IReadOnlyList<OwnCall> ValidatingCalls(FlowRoot root, ImmutableArray<string> methods)
    {
        if (!validating.TryGetValue((root, methods), out var known))
            validating.Add((root, methods), known = root.Calls.Where(call => Validates(call.Method, methods)).ToList());
        return known;
    }

    private static bool Validates(IMethodSymbol method, ImmutableArray<string> methods)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            if (current.OriginalDefinition.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == AttributeName))
                return true;
        }

        if (methods.IsEmpty)
            return false;
        var name = "." + method.ContainingType?.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) + "." + method.Name;
        return methods.Any(candidate => name.EndsWith("." + candidate, StringComparison.Ordinal));
    }

    /// <summary>Whether a validating call has to do with what is loaded: it is given the view, the rows or the path, or the view comes out of it.</summary>
    private static bool Concerns(OwnCall call, ViewValue load)
    {
        if (Holds(call.Result, load) || call.Arguments.Any(argument => Holds(argument, load)))
            return true;
        if (call.Arguments.Any(argument => argument is ViewValue or SplitValue))
            return false;

        var source = load.Load?.Source;
        var parameters = call.Method.Parameters;
        if (call.Method.Parameters.Any(parameter => IsRows(parameter.Type, load.Load?.RowType)) || call.Arguments.Any(argument => argument is SequenceValue && argument.Equals(source)))
            return true;
        for (var i = 0; i < parameters.Length && i < call.Arguments.Length; i++)
        {
            // A path that is only known when the program runs may be this one.
            if (parameters[i].Type.SpecialType == SpecialType.System_String
                && load.Load?.Api != Api.LoadEnumerable
                && (source is not ConstantValue path || call.Arguments[i] is not ConstantValue given || given.Equals(path)))
                return true;
        }

        return false;
    }

    private static bool Holds(Value value, ViewValue load) =>
        value.Alternatives.Any(alternative => alternative switch
        {
            SplitValue split => Holds(split.Parent, load),
            TupleValue tuple => tuple.Items.Any(item => Holds(item, load)),
            _ => Lineage.Ancestors(alternative).Any(load.Equals),
        });

    private static bool IsRows(ITypeSymbol type, ITypeSymbol? row)
    {
        if (row is null)
            return false;
        var item = type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments.Length: 1 } generic => generic.TypeArguments[0],
            _ => type,
        };
        return SymbolEqualityComparer.Default.Equals(item.WithNullableAnnotation(NullableAnnotation.None), row.WithNullableAnnotation(NullableAnnotation.None));
    }
}
