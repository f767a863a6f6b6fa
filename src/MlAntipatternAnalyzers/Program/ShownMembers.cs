using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Members that a program only shows to people. To be asked inside <see cref="ProgramModel.Ask{T}"/>.</summary>
internal static class ShownMembers
{
    /// <summary>Whether the program writes a member's value to the console or a log, and does nothing else with it.</summary>
    public static bool IsOnlyShown(CodeIndex code, ISymbol member)
    {
        var isShown = false;
        foreach (var body in code.UsersOf(member))
        {
            foreach (var reference in (code.OperationOf(body)?.DescendantsAndSelf() ?? Enumerable.Empty<IOperation>()).OfType<IMemberReferenceOperation>())
            {
                if (!SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member) || reference.Parent is INameOfOperation)
                    continue;
                if (!IsShown(reference))
                    return false;
                isShown = true;
            }
        }

        return isShown;
    }

    private static bool IsShown(IOperation value)
    {
        for (var operation = value; operation.Parent is { } parent; operation = parent)
        {
            switch (parent)
            {
                case IConversionOperation or IConditionalAccessOperation or IInterpolationOperation or IInterpolatedStringOperation or IInterpolatedStringAdditionOperation or IArrayInitializerOperation or IArrayCreationOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
                case IInvocationOperation { TargetMethod.Name: "ToString" } text when text.Instance == operation:
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } }:
                case IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } }:
                    continue;

                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ContainingType: { } type, Name: var name } } }:
                    return type.ToDisplayString() switch
                    {
                        "System.Console" or "System.Diagnostics.Debug" or "System.Diagnostics.Trace" => name is "Write" or "WriteLine",
                        "Microsoft.Extensions.Logging.LoggerExtensions" => true,
                        _ => false,
                    };

                default:
                    return false;
            }
        }

        return false;
    }
}
