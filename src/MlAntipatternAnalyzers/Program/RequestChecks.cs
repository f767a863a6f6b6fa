using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>
/// Whether anybody looks at what a request brings before it is predicted: attributes that the framework checks, a validator, an endpoint filter, or code on the way. What may be a check counts as one.
/// To be asked inside <see cref="ProgramModel.Ask{T}"/>.
/// </summary>
internal sealed class RequestChecks
{
    private static readonly HashSet<string> Words = new() { "validate", "validates", "validated", "validator", "validators", "validation", "valid", "invalid", "verify", "ensure", "guard", "check", "checks", "clamp", "sanitize", "sanitise" };

    private static readonly int[] Validators = new[] { "AbstractValidator", "IValidator" }.Select(TreeIndex.Hash).ToArray();

    private static readonly int[] Filters = new[] { "AddEndpointFilter", "AddEndpointFilterFactory", "WithParameterValidation" }.Select(TreeIndex.Hash).ToArray();

    private static readonly int[] Enabling = new[] { "AddValidation", "MiniValidator", "TryValidateObject", "AddFluentValidation", "AddFluentValidationAutoValidation" }.Select(TreeIndex.Hash).ToArray();

    private readonly ProgramModel program;

    public RequestChecks(ProgramModel program) => this.program = program;

    public bool Cover(RequestData data)
    {
        var type = TypeOf(data.Source);
        var hasAttributes = HasAttributes(data.Source) || (type is not null && HasAttributes(type));
        if (hasAttributes && (IsApi(data.Entry) || data.Code.Any(AsksModelState) || program.Code.Trees.Any(tree => Enabling.Any(tree.Mentions))))
            return true;
        if (type is not null && program.IsSource(type) && program.Code.TreesNaming(TreeIndex.Hash(type.Name)).Any(tree => Validators.Any(tree.Mentions)))
            return true;
        if (Filters.Any(TreeIndex.Of(data.Entry.Node.SyntaxTree).Mentions) || AttributesOf(data.Entry).Any(IsFilter))
            return true;
        var variables = new HashSet<ISymbol>(data.Variables, SymbolEqualityComparer.Default);
        return data.Code.SelectMany(code => code.DescendantsAndSelf()).Any(operation => IsCheck(operation, variables));
    }

    private static bool IsCheck(IOperation operation, HashSet<ISymbol> data) =>
        operation switch
        {
            IConditionalOperation choice => (Leaves(choice.WhenTrue) || Leaves(choice.WhenFalse)) && choice.Condition.DescendantsAndSelf().Any(part => IsDatum(part, data) && IsLookedAt(part)),
            IInvocationOperation call => NameWords.Of(call.TargetMethod.Name).Concat(NameWords.Of(call.TargetMethod.ContainingType.Name)).Any(Words.Contains)
                && call.Arguments.Select(argument => argument.Value).Append(call.Instance).Any(value => value?.DescendantsAndSelf().Any(part => IsDatum(part, data)) == true),

            // What a service finds under a number or name that came in: for one that it does not know, nothing is predicted.
            IForEachLoopOperation loop => loop.Collection.DescendantsAndSelf().OfType<IInvocationOperation>().SelectMany(call => call.Arguments).Any(argument => argument.Value.Type is { SpecialType: not SpecialType.None } && IsDatum(argument.Value, data)),
            ISwitchOperation @switch => @switch.Value.DescendantsAndSelf().Any(part => IsDatum(part, data)),
            _ => false,
        };

    private static bool IsDatum(IOperation part, HashSet<ISymbol> data) =>
        part switch
        {
            ILocalReferenceOperation local => data.Contains(local.Local),
            IParameterReferenceOperation parameter => data.Contains(parameter.Parameter),
            IPropertyReferenceOperation property => data.Contains(property.Property),
            _ => false,
        };

    /// <summary>Whether a condition asks for more than whether an object is there at all.</summary>
    private static bool IsLookedAt(IOperation datum)
    {
        var part = datum;
        while (part.Parent is IConversionOperation or IParenthesizedOperation)
            part = part.Parent;
        var isWhole = datum.Type is { IsValueType: false, SpecialType: not SpecialType.System_String };
        return !isWhole || part.Parent switch
        {
            IBinaryOperation comparison => !IsNull(comparison.LeftOperand) && !IsNull(comparison.RightOperand),
            IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } => false,
            _ => true,
        };
    }

    private static bool IsNull(IOperation value) => (value is IConversionOperation conversion ? conversion.Operand : value).ConstantValue is { HasValue: true, Value: null };

    private static bool Leaves(IOperation? branch) =>
        branch switch
        {
            IReturnOperation or IThrowOperation or IBranchOperation => true,
            IConversionOperation conversion => Leaves(conversion.Operand),
            IExpressionStatementOperation statement => Leaves(statement.Operation),
            IBlockOperation block => block.Operations.Any(Leaves),
            _ => false,
        };

    /// <summary>The class of what comes in, that of its elements where it is a list.</summary>
    private ITypeSymbol? TypeOf(ISymbol source)
    {
        var type = (source as IParameterSymbol)?.Type ?? (source as IPropertySymbol)?.Type;
        return type is null ? null : program.FactsOf(type).Element ?? type;
    }

    private static bool HasAttributes(ISymbol bound)
    {
        if (bound.GetAttributes().Any(IsValidation))
            return true;
        for (var type = bound as INamedTypeSymbol; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (type.Interfaces.Any(implemented => implemented.Name == "IValidatableObject") || type.GetMembers().Any(member => member is IPropertySymbol or IFieldSymbol && member.GetAttributes().Any(IsValidation))
                || type.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Any(parameter => parameter.GetAttributes().Any(IsValidation)))
                return true;
        }

        return false;
    }

    private static bool IsValidation(AttributeData attribute)
    {
        for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type.Name == "ValidationAttribute")
                return true;
        }

        return false;
    }

    /// <summary>Whether the framework refuses by itself what the attributes do not allow.</summary>
    private static bool IsApi(Body entry)
    {
        for (var type = entry.Type; type is not null; type = type.BaseType)
        {
            if (type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "ApiControllerAttribute" or "ApiController"))
                return true;
        }

        return false;
    }

    private static bool AsksModelState(IOperation code) =>
        code.DescendantsAndSelf().Any(part => part is IPropertyReferenceOperation { Property: { Name: "IsValid", ContainingType.Name: "ModelStateDictionary" } } or IInvocationOperation { TargetMethod.Name: "TryValidateModel" })
        || code.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access => access is { Name.Identifier.ValueText: "IsValid", Expression: IdentifierNameSyntax { Identifier.ValueText: "ModelState" } });

    private static IEnumerable<AttributeData> AttributesOf(Body entry) =>
        entry.Symbol.GetAttributes().Concat(entry.Type is { } type ? type.GetAttributes() : Enumerable.Empty<AttributeData>());

    private static bool IsFilter(AttributeData attribute)
    {
        var names = (attribute.AttributeClass?.Name ?? "") + " " + string.Join(" ", attribute.ConstructorArguments.Select(argument => argument.Kind == TypedConstantKind.Type ? (argument.Value as ITypeSymbol)?.Name : null));
        return names.IndexOf("AntiForgery", StringComparison.OrdinalIgnoreCase) < 0 && NameWords.Of(names).Any(word => word is "validate" or "validation" or "validator" or "valid");
    }
}
