using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What the interpreter asks of a type again and again, worked out once.</summary>
internal sealed class TypeFacts
{
    public static readonly TypeFacts None = new();

    private TypeFacts()
    {
    }

    public TypeFacts(ITypeSymbol type, MlNetSymbols ml)
    {
        Type = Awaited(type);
        Ml = ml.TypeOf(Type);
        IsDatum = Type is { SpecialType: not SpecialType.None and not SpecialType.System_Object and not SpecialType.System_Void and not SpecialType.System_Array };
        Element = ElementOf(Type);
    }

    /// <summary>The type, a task's result in its place: the model looks through tasks.</summary>
    public ITypeSymbol? Type { get; }

    public MlType Ml { get; }

    /// <summary>Whether it is a number, text, time or truth value.</summary>
    public bool IsDatum { get; }

    /// <summary>Whether nothing is known of a value of this type but that it is there.</summary>
    public bool IsOpaque => !IsDatum && Element is null && Ml is MlType.None or MlType.Context or MlType.EnginePool or MlType.Loader or MlType.Other;

    /// <summary>T where the type is a sequence of T and no text.</summary>
    public ITypeSymbol? Element { get; }

    private static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1, Name: "Task" or "ValueTask" } task ? task.TypeArguments[0] : type;

    private static ITypeSymbol? ElementOf(ITypeSymbol? type)
    {
        if (type is IArrayTypeSymbol array)
            return array.ElementType;
        if (type is not INamedTypeSymbol named || named.SpecialType == SpecialType.System_String)
            return null;
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            return named.TypeArguments[0];
        foreach (var implemented in named.AllInterfaces)
        {
            if (implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                return implemented.TypeArguments[0];
        }

        return null;
    }
}
