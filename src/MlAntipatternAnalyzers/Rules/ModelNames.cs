using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>How messages call what a program saves.</summary>
internal static class ModelNames
{
    /// <summary>The model as the save spells it, where that is short.</summary>
    public static string Of(ProgramEvent save, MlNetSymbols ml)
    {
        var call = save.Operation as IInvocationOperation;
        var argument = call?.Arguments.FirstOrDefault(candidate => candidate.Parameter is { } parameter && ml.TypeOf(parameter.Type) == MlType.Transformer)?.Value.Syntax;
        var receiver = ml.TypeOf(save.Method.ContainingType) == MlType.Transformer ? ((save.Node as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax)?.Expression : null;
        var spelled = argument ?? receiver;
        return spelled?.ToString() is { Length: < 60 } text && text.IndexOf('\n') < 0 ? $"'{text}'" : "the model";
    }
}
