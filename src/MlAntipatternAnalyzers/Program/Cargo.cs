using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What a member holds, as far as it is worth following.</summary>
internal enum Cargo
{
    Nothing,

    /// <summary>Text, which is followed only where it is written beside its declaration.</summary>
    Constants,
    Values,
}

/// <summary>Tells by types what can carry anything of interest from one place of a program to another: the rest of its state is none of the model's business.</summary>
internal sealed class Cargoes
{
    private readonly MlNetSymbols ml;
    private readonly CodeIndex code;
    private readonly Dictionary<IMethodSymbol, bool> boundaries = new(SymbolEqualityComparer.Default);

    public Cargoes(CodeIndex code, MlNetSymbols ml)
    {
        this.code = code;
        this.ml = ml;
    }

    public Cargo Of(ISymbol member)
    {
        var type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        if (type is null || (!IsInMlFile(member) && !(member.IsStatic && IsRows(type))))
            return Cargo.Nothing;
        if (type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String })
            return Cargo.Constants;
        if (IsPlain(type))
            return Cargo.Nothing;
        if (ml.TypeOf(type) == MlType.Context)
            return Cargo.Values;
        return IsFollowed(type) ? Cargo.Values : type is INamedTypeSymbol { TypeArguments.Length: > 0 } ? Cargo.Constants : Cargo.Nothing;
    }

    /// <summary>Whether a field or property holds a view, model, estimator or engine, or several.</summary>
    public bool HoldsMl(ISymbol member) => ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type) is { } type && HoldsMl(type);

    /// <summary>Whether a method is given views, models, estimators or engines.</summary>
    public bool TakesMl(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (HoldsMl(parameter.Type))
                return true;
        }

        return false;
    }

    /// <summary>Whether a method begins a flow of its own even where it is called: nothing of interest goes in or comes out.</summary>
    public bool IsBoundary(IMethodSymbol method)
    {
        if (!boundaries.TryGetValue(method, out var known))
            boundaries.Add(method, known = IsPlainStatic(method));
        return known;
    }

    /// <summary>Whether following a call can matter at all.</summary>
    public static bool MayMatter(Body body, IMethodSymbol target) => body.MentionsMl || !(target.ReturnsVoid || IsPlain(target.ReturnType) || target.ReturnType.SpecialType == SpecialType.System_String);

    private static bool IsPlainStatic(IMethodSymbol method) =>
        method is { IsStatic: true, MethodKind: MethodKind.Ordinary, IsExtensionMethod: false }
        && (method.ReturnsVoid || IsPlain(method.ReturnType) || method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.IsEmpty: true })
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && IsPlain(parameter.Type));

    private bool HoldsMl(ITypeSymbol type) =>
        ml.TypeOf(type) is not MlType.None and not MlType.Context and not MlType.Other
        || (type is IArrayTypeSymbol array && HoldsMl(array.ElementType))
        || (type is INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } && arguments.Any(HoldsMl));

    private bool IsFollowed(ITypeSymbol type) =>
        ml.TypeOf(type) is not MlType.None and not MlType.Context
        || type.TypeKind == TypeKind.Delegate
        || type is ITypeParameterSymbol
        || (type is IArrayTypeSymbol array && IsFollowed(array.ElementType))
        || (type is INamedTypeSymbol { TypeArguments: var arguments } && arguments.Any(IsFollowed))
        || (code.IsSource(type) && type.TypeKind is TypeKind.Class or TypeKind.Interface && IsInMlFile(type));

    /// <summary>Whether a type is a row class, or a collection of its objects: sample rows often stand in a file of their own, which does not mention ML.NET.</summary>
    private bool IsRows(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => IsRows(array.ElementType),
            INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } => IsRows(arguments[0]),
            _ => code.IsSource(type) && type.TypeKind == TypeKind.Class && IsInMlFile(type),
        };

    private static bool IsInMlFile(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference => TreeIndex.Of(reference.SyntaxTree).MentionsMl);

    private static bool IsPlain(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double
        || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }
        || type.Name is "CancellationToken" or "TimeSpan" or "DateTime" or "ILogger";
}
