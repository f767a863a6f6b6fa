using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Whether two steps would do the same to the same rows: the same one, or the same operator that is told the same.</summary>
internal static class SameSteps
{
    public static bool Are(Step one, Step other)
    {
        if (one.Equals(other))
            return true;
        return one is { Operator: { IsTrainer: false } mine, IsMapping: false, Arguments: { } given, Inner: null } && other.Arguments is { } others
            && other.Operator == mine
            && SymbolEqualityComparer.Default.Equals(given.Method.OriginalDefinition, others.Method.OriginalDefinition)
            && HaveSameColumns(one, other)
            && given.Method.Parameters.Skip(given.Method.IsExtensionMethod ? 1 : 0).All(parameter => IsColumns(parameter) || IsSame(given.Constant(parameter.Name), others.Constant(parameter.Name)));
    }

    /// <summary>Whether two chains are the same, step by step.</summary>
    public static bool Are(EstimatorValue one, EstimatorValue other) =>
        one.Steps.Length == other.Steps.Length && one.Steps.Zip(other.Steps, Are).All(same => same);

    private static bool HaveSameColumns(Step one, Step other) =>
        one.Columns.Count == other.Columns.Count
        && one.Columns.All(column => column.Value.Complete && other.Column(column.Key) is { Complete: true } names && names.Names.SequenceEqual(column.Value.Names));

    /// <summary>Names of columns in a list, which are among the step's columns.</summary>
    private static bool IsColumns(IParameterSymbol parameter) =>
        parameter.Type is IArrayTypeSymbol { ElementType: { SpecialType: SpecialType.System_String } or { Name: "InputOutputColumnPair" } };

    private static bool IsSame(object? one, object? other) => one != OperatorUse.NotKnown && other != OperatorUse.NotKnown && Equals(one, other);
}
