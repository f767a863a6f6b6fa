using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What trials know of patterns, and of choices by them.</summary>
internal sealed partial class TrialRun
{
    private static object AreEqual(object? left, object? right)
    {
        if (left is null || right is null)
            return TrialValue.IsUnknown(left) || TrialValue.IsUnknown(right) ? Unknown : left is null && right is null;
        return TrialValue.Key(left) is { } first && TrialValue.Key(right) is { } second ? first == second : Unknown;
    }

    private static object Both(object? left, object? right) => left is false || right is false ? false : left is true && right is true ? true : Unknown;

    private object? Choose(ISwitchExpressionOperation choice)
    {
        if (choice.Arms.FirstOrDefault(Leads) is { } leading)
            return Evaluate(leading.Value);
        var value = Evaluate(choice.Value);
        foreach (var arm in choice.Arms)
        {
            var holds = Both(Matches(value, arm.Pattern), arm.Guard is null ? true : Evaluate(arm.Guard));
            if (holds is true)
                return Evaluate(arm.Value);
            if (holds is not false)
                return Unknown;
        }

        return Unknown;
    }

    private object Matches(object? value, IPatternOperation pattern)
    {
        if (TrialValue.IsUnknown(value) && pattern is not IDiscardPatternOperation)
            return Unknown;
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case IConstantPatternOperation constant:
                Remember(constant.Value);
                var content = Evaluate(constant.Value);
                return AreEqual(value, content);
            case IRelationalPatternOperation relation:
                Remember(relation.Value);
                return Arithmetic(relation.OperatorKind, value, Evaluate(relation.Value), null, null, null) ?? Unknown;
            case INegatedPatternOperation negated:
                return Matches(value, negated.Pattern) is bool holds ? !holds : Unknown;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return Both(Matches(value, both.LeftPattern), Matches(value, both.RightPattern));
            case IBinaryPatternOperation either:
                var left = Matches(value, either.LeftPattern);
                var right = Matches(value, either.RightPattern);
                return left is true || right is true ? true : left is false && right is false ? false : Unknown;
            case IDeclarationPatternOperation declaration:
                if (declaration.DeclaredSymbol is { } symbol)
                    scope.Set(symbol, value);
                return declaration.MatchesNull || value is not null;
            case IRecursivePatternOperation { DeconstructionSubpatterns.Length: > 0 } parts:
                object all = true;
                for (var i = 0; i < parts.DeconstructionSubpatterns.Length; i++)
                    all = Both(all, Matches(Part(value, i), parts.DeconstructionSubpatterns[i]));
                return all;
            case IRecursivePatternOperation properties:
                if (properties.DeclaredSymbol is { } named)
                    scope.Set(named, value);
                object holdsAll = value is not null;
                foreach (var property in properties.PropertySubpatterns)
                {
                    if (property.Member is not IMemberReferenceOperation { Member: var member })
                        return Unknown;
                    holdsAll = Both(holdsAll, Matches(ReadMember(value, member, property.Member.Type), property.Pattern));
                }

                return holdsAll;
            default:
                return Unknown;
        }
    }
}
