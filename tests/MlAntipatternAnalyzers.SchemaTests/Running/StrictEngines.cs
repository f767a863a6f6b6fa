using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>Tells a program's prediction engines not to ignore the columns that the model does not have.</summary>
internal static class StrictEngines
{
    private const string Parameter = "ignoreMissingColumns";

    /// <summary>The text of the program's file in which every engine is told so; null when there is none to tell.</summary>
    public static string? In(CSharpCompilation program)
    {
        var tree = program.SyntaxTrees[0];
        var model = program.GetSemanticModel(tree);
        var calls = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "CreatePredictionEngine" } method
                && method.Parameters.Any(parameter => parameter.Name == Parameter)
                && call.ArgumentList.Arguments.Skip(1).All(argument => argument.NameColon is { } name && name.Name.Identifier.ValueText != Parameter))
            .Select(call => new TextChange(new TextSpan(call.ArgumentList.CloseParenToken.SpanStart, 0), $", {Parameter}: false"))
            .ToArray();
        return calls.Length == 0 ? null : tree.GetText().WithChanges(calls).ToString();
    }
}
