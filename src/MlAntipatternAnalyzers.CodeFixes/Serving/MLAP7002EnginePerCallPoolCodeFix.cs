using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.Serving;

/// <summary>Gives a service or controller that makes an engine for each request a pool of engines, and registers the pool.</summary>
/// <remarks>
/// Offered where all of it is in sight: Microsoft.Extensions.ML is referenced, the model comes from a file whose path can be named elsewhere, the engine
/// does nothing but predict, and the class is registered by its type, or is a controller.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP7002EnginePerCallPoolCodeFix))]
public sealed class MLAP7002EnginePerCallPoolCodeFix : PlannedCodeFix
{
    public const string PoolKey = "MLAP7002.Pool";

    private const string Library = "Microsoft.Extensions.ML";
    private const string Parameter = "enginePool";

    private static readonly ImmutableHashSet<string> Registrations = ImmutableHashSet.Create("AddSingleton", "AddScoped", "AddTransient");

    public MLAP7002EnginePerCallPoolCodeFix()
        : base("MLAP7002", "Use a PredictionEnginePool", PoolKey)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: { Count: 1 } arguments } creation
            || semantics?.Compilation.GetTypeByMetadataName(Library + ".PredictionEnginePool`2") is not { } library
            || semantics.GetTypeInfo(creation, cancellationToken).Type is not INamedTypeSymbol { TypeArguments: { Length: 2 } rows } || !rows.All(row => row.TypeKind == TypeKind.Class)
            || creation.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not MethodDeclarationSyntax { Parent: ClassDeclarationSyntax { Members.Count: > 0 } type } method || method.Modifiers.Any(SyntaxKind.StaticKeyword)
            || semantics.GetDeclaredSymbol(type, cancellationToken) is not { IsStatic: false, InstanceConstructors.Length: 1, DeclaringSyntaxReferences.Length: 1 } owner
            || PooledModel.Of(semantics, arguments[0].Expression, type) is not { } model)
            return null;

        var registration = await RegistrationAsync(document.Project, owner, cancellationToken).ConfigureAwait(false);
        var plan = new EditPlan();
        var pool = $"PredictionEnginePool<{string.Join(", ", rows.Select(row => row.ToMinimalDisplayString(semantics, type.SpanStart)))}>";
        if (registration is null
            || (PoolMember.Find(type, owner, library.Construct(rows.ToArray())) ?? PoolMember.Add(plan, document, semantics, type, owner, pool, Parameter, model)) is not { } member
            || !AskInstead(plan, document, semantics, creation, member)
            || (model.Statement is { } load && !RemoveLines(plan, document, load))
            || (model.Field is { } field && !RemoveLines(plan, document, field)))
            return null;

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        plan.Use(document, semantics, type.SpanStart, "PredictionEnginePool", Library, MlExpressions.NewLineOf(text));
        return await RegisterAsync(plan, registration, rows, model.Path, cancellationToken).ConfigureAwait(false) ? plan : null;
    }

    private static Task<PoolRegistration?> RegistrationAsync(Project project, INamedTypeSymbol owner, CancellationToken cancellationToken)
    {
        for (var current = owner.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "ControllerBase", ContainingNamespace.Name: "Mvc" })
                return PoolRegistration.OfControllersAsync(project, owner, cancellationToken);
        }

        return owner.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ApiControllerAttribute")
            ? PoolRegistration.OfControllersAsync(project, owner, cancellationToken)
            : PoolRegistration.OfAsync(project, owner, Registrations, cancellationToken);
    }

    /// <summary>Asks the pool where the engine was asked; not where the engine is used for more.</summary>
    private static bool AskInstead(EditPlan plan, Document document, SemanticModel semantics, InvocationExpressionSyntax creation, string pool)
    {
        if (LockedPrediction.PredictOf(creation) is { } direct)
        {
            plan.Replace(document, direct.Expression.Span, pool);
            return true;
        }

        if (creation.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } variable })
            return false;
        var uses = LockedPrediction.ReferencesOf(semantics, variable);
        foreach (var use in uses)
        {
            if (LockedPrediction.PredictOf(use) is null)
                return false;
            plan.Replace(document, use.Span, pool);
        }

        return uses.Length > 0 && RemoveLines(plan, document, statement);
    }

    private static bool RemoveLines(EditPlan plan, Document document, SyntaxNode node)
    {
        if (Removal.LinesOf(node) is not { } lines)
            return false;
        plan.Replace(document, lines, "");
        return true;
    }

    /// <summary>Registers the pool, unless it is registered for the same file already; false where it is registered for another.</summary>
    private static async Task<bool> RegisterAsync(EditPlan plan, PoolRegistration registration, ImmutableArray<ITypeSymbol> rows, string path, CancellationToken cancellationToken)
    {
        foreach (var other in registration.Document.Project.Documents)
        {
            var root = await other.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            foreach (var name in root?.DescendantNodes().OfType<GenericNameSyntax>().Where(name => name.Identifier.ValueText == "AddPredictionEnginePool") ?? Enumerable.Empty<GenericNameSyntax>())
            {
                var meaning = (await other.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
                if (!name.TypeArgumentList.Arguments.Select(argument => meaning.GetTypeInfo(argument, cancellationToken).Type).SequenceEqual(rows, SymbolEqualityComparer.Default))
                    continue;
                return name.FirstAncestorOrSelf<StatementSyntax>()?.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
                    call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromFile" }, ArgumentList.Arguments: { Count: 1 } arguments } && arguments[0].ToString() == path) == true;
            }
        }

        var semantics = (await registration.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var text = await registration.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var lineEnd = MlExpressions.NewLineOf(text);
        var place = registration.Statement.SpanStart;
        var names = string.Join(", ", rows.Select(row => row.ToMinimalDisplayString(semantics, place)));
        plan.Insert(
            registration.Document,
            place,
            $"{registration.Receiver}.AddPredictionEnginePool<{names}>().FromFile({path});{lineEnd}{EditPlan.Indentation(registration.Statement)}");
        plan.Use(registration.Document, semantics, place, "PredictionEnginePool", Library, lineEnd);
        if (path.Contains("Path."))
            plan.Use(registration.Document, semantics, place, "Path", "System.IO", lineEnd);
        if (path.Contains("AppContext."))
            plan.Use(registration.Document, semantics, place, "AppContext", "System", lineEnd);
        return true;
    }
}
