using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A value that is not known, but is the same wherever one run of a body spells it alike: <c>args[0]</c>, <c>Path.Combine(folder, "trips.csv")</c>.</summary>
internal sealed class Spelling : IEquatable<Spelling>
{
    private readonly string text;
    private readonly Origin body;

    private Spelling(string text, Origin body)
    {
        this.text = text;
        this.body = body;
    }

    /// <summary>The spelling of an expression, or null where what it names may change meanwhile.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="body">The code that it stands in.</param>
    /// <param name="run">The body, as this flow came to it.</param>
    public static Spelling? Of(IOperation expression, IOperation body, Origin run) =>
        IsStable(expression, body) ? new Spelling(expression.Syntax.ToString(), run) : null;

    public bool Equals(Spelling? other) => other is not null && other.text == text && other.body.Equals(body);

    public override bool Equals(object? obj) => Equals(obj as Spelling);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(text);

    private static bool IsStable(IOperation? expression, IOperation body) =>
        expression switch
        {
            null or ILiteralOperation or IInstanceReferenceOperation => true,
            { ConstantValue.HasValue: true } => true,
            IParameterReferenceOperation reference => reference.Parameter.RefKind == RefKind.None && !IsAssigned(reference.Parameter, body),
            ILocalReferenceOperation reference => IsDeclaredOnce(reference.Local, body),
            IFieldReferenceOperation { Field: { IsReadOnly: true } or { IsConst: true } } field => IsStable(field.Instance, body),
            IPropertyReferenceOperation { Property: { IsIndexer: false, SetMethod: null or { IsInitOnly: true } } } property => IsStable(property.Instance, body),
            IArrayElementReferenceOperation element => IsStable(element.ArrayReference, body) && element.Indices.All(index => IsStable(index, body)),
            IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" } } } path => path.Arguments.All(argument => IsStable(argument.Value, body)),
            IArgumentOperation or IConversionOperation or IBinaryOperation or IArrayCreationOperation or IArrayInitializerOperation or IInterpolatedStringOperation or IInterpolationOperation or IInterpolatedStringTextOperation
                => expression.ChildOperations.All(child => IsStable(child, body)),
            _ => false,
        };

    /// <summary>A variable that is given its value where it is declared; a loop's is given another in each round.</summary>
    private static bool IsDeclaredOnce(ILocalSymbol local, IOperation body) =>
        !IsAssigned(local, body) && body.Descendants().OfType<IVariableDeclaratorOperation>().Any(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && declarator.GetVariableInitializer() is not null);

    /// <summary>Whether a variable, or an element of it, is given another value anywhere.</summary>
    private static bool IsAssigned(ISymbol variable, IOperation body) =>
        body.Descendants().Select(WrittenBy).Any(target => target?.DescendantsAndSelf().Any(part => part switch
        {
            ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
            IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable),
            _ => false,
        }) == true);

    private static IOperation? WrittenBy(IOperation operation) =>
        operation switch
        {
            IAssignmentOperation assignment => assignment.Target,
            IIncrementOrDecrementOperation step => step.Target,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
            _ => null,
        };
}
