using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The arguments of a call of ML.NET's: by parameter, or by the member of the <c>Options</c> object that it is given.</summary>
internal sealed class StepArguments
{
    private readonly MlCall call;
    private readonly ObjectValue? options;
    private readonly Func<ObjectValue, string, Value?> memberOf;
    private readonly Func<ITypeSymbol?, ITypeSymbol?> substitute;

    public StepArguments(MlCall call, Func<ITypeSymbol?, ITypeSymbol?> substitute, Func<ObjectValue, string, Value?> memberOf)
    {
        this.call = call;
        this.memberOf = memberOf;
        this.substitute = substitute;
        if (call.Has("options"))
        {
            options = call["options"] as ObjectValue;
            HasUnknownOptions = options is null && call["options"] is not ConstantValue { Content: null };
        }
    }

    public IMethodSymbol Method => call.Method;

    /// <summary>Whether each column has options of its own.</summary>
    public bool HasColumnOptions => call.Method.Parameters.Length > 0 && call.Method.Parameters[call.Method.Parameters.Length - 1].Type is IArrayTypeSymbol { ElementType.Name: "ColumnOptions" };

    /// <summary>The call itself; an invocation, unless it does not bind.</summary>
    public IOperation Operation => call.Operation;

    /// <summary>Whether there are options of which nothing is known.</summary>
    public bool HasUnknownOptions { get; }

    /// <summary>The value given for a parameter or option; null where there is none of that name, or the option is not set.</summary>
    public Value? this[string name]
    {
        get
        {
            if (call.Has(name))
                return call[name];
            if (HasUnknownOptions || HasColumnOptions)
                return Value.Unknown;
            return options is null ? null : memberOf(options, char.ToUpperInvariant(name[0]) + name.Substring(1));
        }
    }

    /// <summary>Whether nothing, or null, is given for a parameter or option.</summary>
    public bool Lacks(string name) => this[name] is null or ConstantValue { Content: null };

    /// <summary>A constant, <see cref="OperatorUse.NotKnown"/> or <see cref="OperatorUse.NotGiven"/>.</summary>
    public object? Constant(string name) =>
        this[name] switch
        {
            null => OperatorUse.NotGiven,
            ConstantValue constant => constant.Content,
            _ => OperatorUse.NotKnown,
        };

    /// <summary>What the call is given, by parameter, and by the members of its options that are set; parameters that are left at their defaults not.</summary>
    public IEnumerable<(string Name, ITypeSymbol Type, Value Value)> Given()
    {
        // The catalog that an extension method is called on is none.
        foreach (var parameter in call.Method.Parameters.Skip(call.Method is { IsExtensionMethod: true, ReducedFrom: null } ? 1 : 0))
        {
            var value = call[parameter.Name];
            var isDefault = parameter.HasExplicitDefaultValue && value is ConstantValue constant && Equals(constant.Content, parameter.ExplicitDefaultValue);
            if (!isDefault && !(value is ConstantValue { Content: null } && parameter.IsOptional))
                yield return (parameter.Name, parameter.Type, value);
        }

        foreach (var member in options?.Writes.Select(write => write.Member).Distinct<ISymbol>(SymbolEqualityComparer.Default) ?? Array.Empty<ISymbol>())
        {
            if (((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type) is { } type && memberOf(options!, member.Name) is { } value)
                yield return (member.Name, type, value);
        }
    }

    /// <summary>A type argument of the call, as far as the flow knows it.</summary>
    public ITypeSymbol? TypeArgument(int index) => index < call.Method.TypeArguments.Length ? substitute(call.Method.TypeArguments[index]) : null;
}
