using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace MlAntipatternAnalyzers.CodeFixes.Serving;

/// <summary>The statement that gives a class to the container, or all controllers: a pool that the class asks for is registered before it.</summary>
internal sealed class PoolRegistration
{
    private static readonly HashSet<string> Controllers = new() { "AddControllers", "AddControllersWithViews", "AddMvc", "AddMvcCore", "AddRazorPages" };

    private PoolRegistration(Document document, StatementSyntax statement, string receiver)
    {
        Document = document;
        Statement = statement;
        Receiver = receiver;
    }

    public Document Document { get; }

    public StatementSyntax Statement { get; }

    /// <summary>The collection of services, as the statement spells it.</summary>
    public string Receiver { get; }

    /// <summary>The one statement that registers a class by its type; null where there is none, or an object is made elsewhere too.</summary>
    public static async Task<PoolRegistration?> OfAsync(Project project, INamedTypeSymbol owner, ICollection<string> methods, CancellationToken cancellationToken)
    {
        PoolRegistration? found = null;
        foreach (var reference in (await SymbolFinder.FindReferencesAsync(owner, project.Solution, cancellationToken).ConfigureAwait(false)).SelectMany(referenced => referenced.Locations))
        {
            var root = await reference.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            var name = root!.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true);
            if (name.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { } creation && creation is ObjectCreationExpressionSyntax { Type: var type } && type.Span.Contains(name.Span))
                return null;
            if (name.FirstAncestorOrSelf<GenericNameSyntax>() is not { Identifier.ValueText: var method, Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Parent: ExpressionStatementSyntax statement } } access } generic
                || !methods.Contains(method) || !generic.TypeArgumentList.Arguments.Last().Span.Contains(name.Span))
                continue;
            if (found is not null || reference.Document.Project.Id != project.Id || statement.Parent is not (BlockSyntax or GlobalStatementSyntax))
                return null;
            found = new PoolRegistration(reference.Document, statement, access.Expression.ToString());
        }

        return found;
    }

    /// <summary>The first statement that registers the controllers; null where there is none, or a controller is made by hand.</summary>
    public static async Task<PoolRegistration?> OfControllersAsync(Project project, INamedTypeSymbol controller, CancellationToken cancellationToken)
    {
        var references = await SymbolFinder.FindReferencesAsync(controller, project.Solution, cancellationToken).ConfigureAwait(false);
        if (references.SelectMany(referenced => referenced.Locations).Any())
            return null;
        foreach (var document in project.Documents)
        {
            var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            foreach (var call in root?.DescendantNodes().OfType<InvocationExpressionSyntax>() ?? Enumerable.Empty<InvocationExpressionSyntax>())
            {
                if (call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } } access
                    && Controllers.Contains(access.Name.Identifier.ValueText)
                    && call.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Parent: BlockSyntax or GlobalStatementSyntax } statement && statement.SpanStart == call.SpanStart)
                    return new PoolRegistration(document, statement, access.Expression.ToString());
            }
        }

        return null;
    }
}
