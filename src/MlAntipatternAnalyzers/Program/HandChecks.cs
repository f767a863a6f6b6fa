using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Checks written by hand: code that throws where what it puts into a row is not as expected. To be asked inside <see cref="ProgramModel.Ask{T}"/>.</summary>
/// <remarks>Tests for null and for nothing at all are not among them: they say that there are data, not that the data are good.</remarks>
internal static class HandChecks
{
    private const int MaximalDepth = 2;

    /// <summary>Whether every row of a load is made where its data are looked at first.</summary>
    public static bool Cover(ProgramModel model, LoadInfo load)
    {
        var rows = FilledRows.Of(load).ToList();
        return rows.Count > 0 && rows.All(row => IsChecked(model, row));
    }

    private static bool IsChecked(ProgramModel model, ObjectValue row)
    {
        var index = TreeIndex.Of(row.Origin.Node.SyntaxTree);
        if (row.Origin.Node.AncestorsAndSelf().Select(index.Find).FirstOrDefault(entry => entry is not null) is not { } entry
            || model.Code.BodyOf(entry) is not { } body || model.OperationOf(body) is not { } operation)
            return false;

        var filling = new HashSet<SyntaxNode>(row.Writes.Select(write => write.Node)) { row.Origin.Node };
        var data = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var value in operation.DescendantsAndSelf().Where(part => filling.Contains(part.Syntax)))
            data.UnionWith(VariablesIn(value));
        return Checks(model, operation, data, depth: 0);
    }

    private static bool Checks(ProgramModel model, IOperation body, HashSet<ISymbol> data, int depth)
    {
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case IConditionalOperation choice when (Throws(choice.WhenTrue) || Throws(choice.WhenFalse)) && LooksAt(choice.Condition, data, model):
                    return true;

                case IInvocationOperation { TargetMethod: { IsStatic: true } thrower } call when IsThrowHelper(thrower) && call.Arguments.Any(argument => LooksAt(argument.Value, data, model)):
                    return true;

                case IInvocationOperation call when depth < MaximalDepth && Given(call, data) is { Count: > 0 } given && model.BodyOf(call.TargetMethod) is { } callee && model.OperationOf(callee) is { } inner:
                    if (Checks(model, inner, WithDerived(inner, given), depth + 1))
                        return true;
                    break;
            }
        }

        return false;
    }

    /// <summary>The parameters of a call that are given data.</summary>
    private static HashSet<ISymbol> Given(IInvocationOperation call, HashSet<ISymbol> data) =>
        new(
            call.Arguments.Where(argument => argument.Parameter is { RefKind: not RefKind.Out } && VariablesIn(argument.Value).Any(data.Contains)).Select(argument => argument.Parameter!.OriginalDefinition),
            SymbolEqualityComparer.Default);

    /// <summary>Variables and those that are declared as parts of them or made of them.</summary>
    private static HashSet<ISymbol> WithDerived(IOperation body, HashSet<ISymbol> data)
    {
        foreach (var declarator in body.Descendants().OfType<IVariableDeclaratorOperation>())
        {
            var from = declarator.Parent is IForEachLoopOperation loop ? loop.Collection : declarator.GetVariableInitializer()?.Value;
            if (from is not null && VariablesIn(from).Any(data.Contains))
                data.Add(declarator.Symbol);
        }

        return data;
    }

    private static IEnumerable<ISymbol> VariablesIn(IOperation operation) => operation.DescendantsAndSelf().Select(VariableOf).OfType<ISymbol>();

    private static ISymbol? VariableOf(IOperation operation) =>
        operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
            _ => null,
        };

    private static bool Throws(IOperation? branch) =>
        branch switch
        {
            IThrowOperation => true,
            IConversionOperation conversion => Throws(conversion.Operand),
            IExpressionStatementOperation statement => Throws(statement.Operation),
            IBlockOperation block => block.Operations.Any(Throws),
            _ => false,
        };

    private static bool IsThrowHelper(IMethodSymbol method) =>
        method.Name.StartsWith("ThrowIf", StringComparison.Ordinal) && !method.Name.StartsWith("ThrowIfNull", StringComparison.Ordinal) && method.ContainingType.Name.EndsWith("Exception", StringComparison.Ordinal);

    /// <summary>Whether a condition depends on what a datum is, not only on whether there is one.</summary>
    private static bool LooksAt(IOperation condition, HashSet<ISymbol> data, ProgramModel model) =>
        condition.DescendantsAndSelf().Any(part => VariableOf(part) is { } variable && data.Contains(variable) && IsDatum(part.Type, model) && IsLookedAt(part, condition));

    /// <summary>A reader, a connection or a list is no datum, though data come out of it.</summary>
    private static bool IsDatum(ITypeSymbol? type, ProgramModel model) =>
        type is { IsValueType: true } or { SpecialType: SpecialType.System_String } or IArrayTypeSymbol || (type is not null && model.IsSource(type.OriginalDefinition));

    private static bool IsLookedAt(IOperation datum, IOperation condition)
    {
        for (var part = datum; part is not null; part = part.Parent)
        {
            switch (part)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr }:
                    return true;
                case IBinaryOperation comparison when IsNothing(comparison.LeftOperand) || IsNothing(comparison.RightOperand):
                case IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } match when IsNull(match):
                case IPropertyReferenceOperation { Property.Name: "Length" or "Count" or "IsEmpty", Instance.Type: var counted } when IsText(counted) || part is IPropertyReferenceOperation { Property.Name: "IsEmpty" }:
                case IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "TryParse" or "TryParseExact" or "Any" or "Exists" } }:
                    return false;
            }

            if (part == condition)
                return true;
        }

        return true;
    }

    private static bool IsNull(IIsPatternOperation match) =>
        match.Pattern.DescendantsAndSelf().OfType<IConstantPatternOperation>().All(pattern => pattern.Value.ConstantValue is { HasValue: true, Value: null });

    /// <summary>Null, or a length of zero.</summary>
    private static bool IsNothing(IOperation operand)
    {
        while (operand is IConversionOperation conversion)
            operand = conversion.Operand;
        return operand.ConstantValue is { HasValue: true, Value: null }
            || (operand.ConstantValue is { HasValue: true, Value: 0 } && operand.Parent is IBinaryOperation comparison && IsCount(comparison.LeftOperand == operand ? comparison.RightOperand : comparison.LeftOperand));
    }

    private static bool IsCount(IOperation operand) => operand is IPropertyReferenceOperation { Property.Name: "Length" or "Count" } or IInvocationOperation { TargetMethod.Name: "Count" };

    /// <summary>Text and its pieces: how many there are is a matter of parsing.</summary>
    private static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };
}
