using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Patterns, which name parts of values, and <c>with</c>, which changes them.</summary>
internal sealed partial class Interpreter
{
    private Value Match(IIsPatternOperation match)
    {
        var value = Evaluate(match.Value);
        Bind(match.Pattern, value);
        if (match.Pattern is not IDeclarationPatternOperation and not IConstantPatternOperation { Value.ConstantValue.Value: null } and not INegatedPatternOperation)
            Meet(value, MetricFate.Compared);
        return DatumValue.In(value) is { } datum && match.Pattern is not IConstantPatternOperation { Value.ConstantValue.Value: null } ? Computed(datum, match.Syntax) : Value.Unknown;
    }

    private Value Choose(ISwitchExpressionOperation choice)
    {
        var value = Evaluate(choice.Value);
        Meet(value, MetricFate.Compared);
        var results = new List<Value>();
        foreach (var arm in choice.Arms)
        {
            Bind(arm.Pattern, value);
            Evaluate(arm.Guard);
            if (arm.Value is not IThrowOperation)
                results.Add(Try(arm.Value));
        }

        return Chosen(JoinValue.Of(results), value, choice.Syntax);
    }

    /// <summary>Gives the variables of a pattern their values.</summary>
    private void Bind(IPatternOperation? pattern, Value value)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation declaration:
                Bind(declaration.DeclaredSymbol, value, declaration);
                break;

            case IRecursivePatternOperation recursive:
                Bind(recursive.DeclaredSymbol, value, recursive);
                for (var i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
                    Bind(recursive.DeconstructionSubpatterns[i], Item(value, i));
                foreach (var property in recursive.PropertySubpatterns)
                    BindMember(property, value);
                break;

            case IBinaryPatternOperation both:
                Bind(both.LeftPattern, value);
                Bind(both.RightPattern, value);
                break;

            case INegatedPatternOperation negated:
                Bind(negated.Pattern, value);
                break;
        }
    }

    private void BindMember(IPropertySubpatternOperation property, Value value)
    {
        var member = property.Member is IMemberReferenceOperation reference ? ReadMember(reference.Member, value, reference) : Value.Unknown;
        if (property.Pattern is IRelationalPatternOperation or IBinaryPatternOperation or IConstantPatternOperation)
            Meet(member, MetricFate.Compared);
        Bind(property.Pattern, member);
    }

    private void Bind(ISymbol? variable, Value value, IOperation pattern)
    {
        if (variable is not null)
            store.Set(new StoreKey(frame, variable), value.IsUnknown ? Opaque((variable as ILocalSymbol)?.Type, Here(pattern.Syntax)) : value);
    }

    /// <summary>A copy of a record with some members changed.</summary>
    private Value Alter(IWithOperation with)
    {
        if (Evaluate(with.Operand) is not ObjectValue source)
        {
            EvaluateChildren(with.Initializer);
            return Value.Unknown;
        }

        var copy = new ObjectValue(Here(with.Syntax), source.Type);
        copy.Writes.AddRange(source.Writes);
        for (var type = source.Type; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IFieldSymbol or IPropertySymbol && store.TryGet(new StoreKey(source, member.OriginalDefinition), out var value))
                    store.Set(new StoreKey(copy, member.OriginalDefinition), value);
            }
        }

        Initialize(copy, with.Initializer);
        return copy;
    }
}
