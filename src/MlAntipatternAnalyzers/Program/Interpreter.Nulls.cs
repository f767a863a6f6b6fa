using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Tests of a variable for <c>null</c>, where the answer is certain: a chain that a loop begins in its first round and lengthens in the others.</summary>
internal sealed partial class Interpreter
{
    /// <summary>What a test of a local variable for <c>null</c> says; null where that is not certain.</summary>
    /// <remarks>
    /// Certain is only what this very activation has put into its own variable: a null that was spelled, or an estimator, and outside of
    /// loops whose rounds are not told apart.
    /// </remarks>
    private bool? NullTest(IOperation condition)
    {
        if (frame.Rounds > 0)
            return null;
        switch (condition)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                var variable = IsSpelledNull(comparison.RightOperand) ? comparison.LeftOperand : IsSpelledNull(comparison.LeftOperand) ? comparison.RightOperand : null;
                return variable is null || IsNull(variable) is not { } isNull ? null : isNull == (comparison.OperatorKind == BinaryOperatorKind.Equals);

            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } match when IsSpelledNull(value):
                return IsNull(match.Value);

            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } } match when IsSpelledNull(value):
                return !IsNull(match.Value);

            default:
                return null;
        }
    }

    /// <summary>Whether what a variable, or a member that is reached through it by <c>?.</c>, holds is null; null where that is not certain.</summary>
    private bool? IsNull(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        if (frame.Rounds > 0)
            return null;
        if (operation is IConditionalAccessOperation access)
            return IsNull(access.Operation) is { } absent && (absent || (access.WhenNotNull is IInvocationOperation { TargetMethod: var called } && ml.ApiOf(called) == Api.Append)) ? absent : null;
        var symbol = operation is ILocalReferenceOperation local ? local.Local : operation is IParameterReferenceOperation parameter ? parameter.Parameter : (ISymbol?)null;
        if (symbol is null || !store.TryGet(new StoreKey(frame, symbol), out var value))
            return null;
        if (ReferenceEquals(value, ConstantValue.SpelledNull))
            return true;
        return value is EstimatorValue { MayBeNull: false, IsKnown: true } ? false : null;
    }

    private static bool IsSpelledNull(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation.ConstantValue is { HasValue: true, Value: null };
    }

    /// <summary>What comes from another flow may be null, whatever that flow put there.</summary>
    private static Value Doubted(Value value)
    {
        foreach (var alternative in value.Alternatives)
            alternative.MayBeNull = true;
        return ReferenceEquals(value, ConstantValue.SpelledNull) ? ConstantValue.Null : value;
    }
}
