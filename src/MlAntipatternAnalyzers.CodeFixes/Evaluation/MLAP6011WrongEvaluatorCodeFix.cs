using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Calls the evaluator that fits the model.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6011WrongEvaluatorCodeFix))]
public sealed class MLAP6011WrongEvaluatorCodeFix : CodeFixProvider
{
    public const string UseTheRightOne = "MLAP6011.UseTheRightOne";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP6011");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !diagnostic.Properties.TryGetValue(MLAP6011WrongEvaluatorAnalyzer.MethodProperty, out var name) || name is null
            || Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { Expression: MemberAccessExpressionSyntax access } call
            || model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method)
            return;

        var edits = new Edits(await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false));
        edits.Replace(access.Name, name);
        ITypeSymbol? catalog = method.ContainingType;
        var title = $"Use '{name}'";
        if (diagnostic.Properties.TryGetValue(MLAP6011WrongEvaluatorAnalyzer.CatalogProperty, out var property) && property is not null)
        {
            // A catalog that is kept in a variable may be used for more.
            if (access.Expression is not MemberAccessExpressionSyntax named || model.GetTypeInfo(named.Expression, context.CancellationToken).Type is not { Name: "MLContext" } machine)
                return;
            catalog = machine.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault()?.Type;
            edits.Replace(named.Name, property);
            title = $"Use '{property}.{name}'";
        }

        if (catalog?.GetMembers(name).OfType<IMethodSymbol>().OrderByDescending(candidate => candidate.Parameters.Length).FirstOrDefault() is not { } right || !PassArguments(edits, model, call, method, right))
            return;
        if (call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } } && NameOf(declaration.Type) is { } type && type.Identifier.ValueText == method.ReturnType.Name)
            edits.Replace(type, right.ReturnType.Name);
        if (await edits.CompileAsync(context.Document, context.CancellationToken).ConfigureAwait(false))
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(edits.Apply(context.Document)), UseTheRightOne), diagnostic);
    }

    /// <summary>Gives each argument to the parameter of the same name; what the other evaluator does not ask for is left out, where that is the name of a column.</summary>
    private static bool PassArguments(Edits edits, SemanticModel model, InvocationExpressionSyntax call, IMethodSymbol method, IMethodSymbol right)
    {
        var arguments = call.ArgumentList.Arguments;
        var kept = 0;
        for (var i = 0; i < arguments.Count; i++)
        {
            var parameter = arguments[i].NameColon?.Name.Identifier.ValueText ?? method.Parameters[i].Name;
            if (right.Parameters.FirstOrDefault(candidate => candidate.Name == parameter) is { } same)
            {
                if (arguments[i].NameColon is null && same.Ordinal != kept)
                    edits.InsertBefore(arguments[i], parameter + ": ");
                kept++;
                continue;
            }

            var removed = i > 0 ? Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(arguments.GetSeparator(i - 1).SpanStart, arguments[i].Span.End) : default;
            if (removed.IsEmpty || !model.GetConstantValue(arguments[i].Expression).HasValue || call.DescendantTrivia().Any(trivia => removed.Contains(trivia.Span) && !string.IsNullOrWhiteSpace(trivia.ToString())))
                return false;
            edits.Replace(removed, "");
        }

        return true;
    }

    private static IdentifierNameSyntax? NameOf(TypeSyntax type) => (type is QualifiedNameSyntax qualified ? qualified.Right : type) as IdentifierNameSyntax;
}
