using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.Serving;

/// <summary>Gives a singleton a pool of engines in place of its one engine, and registers the pool beside it.</summary>
/// <remarks>
/// Offered where all of it is in sight: Microsoft.Extensions.ML is referenced, the one constructor makes the engine from a model file with a literal
/// path, the field does nothing but predict, and the class is registered by its type.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP7001SharedPredictionEnginePoolCodeFix))]
public sealed class MLAP7001SharedPredictionEnginePoolCodeFix : CodeFixProvider
{
    public const string PoolKey = "MLAP7001.Pool";

    private const string Library = "Microsoft.Extensions.ML";
    private const string Parameter = "enginePool";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP7001");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax } } field)
            return;
        if (await PlanAsync(context.Document, field, context.CancellationToken).ConfigureAwait(false) is not { } solution)
            return;
        context.RegisterCodeFix(CodeAction.Create("Use a PredictionEnginePool", _ => Task.FromResult(solution), PoolKey), context.Diagnostics);
    }

    private static async Task<Solution?> PlanAsync(Document document, VariableDeclaratorSyntax field, CancellationToken cancellationToken)
    {
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (semantics?.Compilation.GetTypeByMetadataName(Library + ".PredictionEnginePool`2") is null
            || semantics.GetDeclaredSymbol(field, cancellationToken) is not IFieldSymbol { IsStatic: false, Type: INamedTypeSymbol { TypeArguments: { Length: 2 } rows }, ContainingType: var owner } member
            || !rows.All(row => row.TypeKind == TypeKind.Class)
            || owner.InstanceConstructors.Length != 1 || owner.DeclaringSyntaxReferences.Length != 1
            || owner.InstanceConstructors[0].DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not ConstructorDeclarationSyntax { Body: { } body } constructor
            || Creation(semantics, member, body) is not { } made
            || !await OnlyPredictsAsync(document, field, member, made.Assignment, cancellationToken).ConfigureAwait(false)
            || await PoolRegistration.OfAsync(document.Project, owner, new[] { "AddSingleton" }, cancellationToken).ConfigureAwait(false) is not { } registration)
            return null;

        var pool = $"PredictionEnginePool<{string.Join(", ", rows.Select(row => row.ToMinimalDisplayString(semantics, field.SpanStart)))}>";
        var here = new List<TextChange>();
        here.Add(new TextChange(((VariableDeclarationSyntax)field.Parent!).Type.Span, pool));
        var parameters = constructor.ParameterList.Parameters;
        here.Add(new TextChange(new TextSpan(constructor.ParameterList.CloseParenToken.SpanStart, 0), (parameters.Count > 0 ? ", " : "") + $"{pool} {Parameter}"));
        here.Add(new TextChange(made.Assignment.Right.Span, Parameter));
        if (made.Load is { } load)
            here.Add(new TextChange(load.FullSpan, ""));

        var there = registration.Document.Id == document.Id ? here : new List<TextChange>();
        var call = registration.Statement;
        var text = await registration.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var registrationSemantics = await registration.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var names = string.Join(", ", rows.Select(row => row.ToMinimalDisplayString(registrationSemantics!, call.SpanStart)));
        var lineEnd = text.ToString(text.Lines.GetLineFromPosition(call.SpanStart).SpanIncludingLineBreak).EndsWith("\r\n", System.StringComparison.Ordinal) ? "\r\n" : "\n";
        there.Add(new TextChange(
            new TextSpan(call.SpanStart, 0),
            $"{registration.Receiver}.AddPredictionEnginePool<{names}>().FromFile({made.Path});{lineEnd}{LockedPrediction.IndentOf(text, call.SpanStart)}"));

        var solution = document.Project.Solution;
        foreach (var (changed, changes) in there == here ? new[] { (document, here) } : new[] { (document, here), (registration.Document, there) })
        {
            var before = await changed.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var place = (await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            var meaning = (await changed.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            var after = await Usings.AddAsync(
                solution.WithDocumentText(changed.Id, before.WithChanges(changes.OrderBy(change => change.Span.Start))).GetDocument(changed.Id)!,
                meaning, place, lineEnd, new[] { ("PredictionEnginePool", Library) }, cancellationToken).ConfigureAwait(false);
            solution = after.Project.Solution;
        }

        return solution;
    }

    /// <summary>The assignment of the engine in the constructor, the literal path of its model, and the statement that only loads the model.</summary>
    private static (AssignmentExpressionSyntax Assignment, string Path, StatementSyntax? Load)? Creation(SemanticModel semantics, IFieldSymbol field, BlockSyntax body)
    {
        var assignment = body.Statements.OfType<ExpressionStatementSyntax>().Select(statement => statement.Expression).OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(candidate.Left).Symbol, field));
        if (assignment?.Right is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } creation || !IsMlNet(semantics, creation, "CreatePredictionEngine"))
            return null;
        if (PathOf(semantics, arguments[0].Expression) is { } direct)
            return (assignment, direct, null);

        var statement = body.Statements.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(declaration =>
            declaration.Declaration.Variables.Count == 1 && arguments[0].Expression is IdentifierNameSyntax name && declaration.Declaration.Variables[0].Identifier.ValueText == name.Identifier.ValueText);
        return statement?.Declaration.Variables[0] is { Initializer.Value: { } value } variable && PathOf(semantics, value) is { } path
            && LockedPrediction.ReferencesOf(semantics, variable).Length == 1 && LockedPrediction.IsUncommented(statement)
            ? (assignment, path, statement)
            : null;
    }

    private static string? PathOf(SemanticModel semantics, ExpressionSyntax model) =>
        model is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } load && IsMlNet(semantics, load, "Load")
        && arguments[0].Expression is LiteralExpressionSyntax path
        && (arguments[1].Expression is IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax })
            ? path.ToString()
            : null;

    private static bool IsMlNet(SemanticModel semantics, InvocationExpressionSyntax call, string name) =>
        semantics.GetSymbolInfo(call).Symbol is IMethodSymbol method && method.Name == name && method.ContainingType.Name == "ModelOperationsCatalog";

    private static async Task<bool> OnlyPredictsAsync(Document document, SyntaxNode field, ISymbol member, AssignmentExpressionSyntax assignment, CancellationToken cancellationToken)
    {
        var root = await field.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        foreach (var reference in (await SymbolFinder.FindReferencesAsync(member, document.Project.Solution, cancellationToken).ConfigureAwait(false)).SelectMany(found => found.Locations))
        {
            if (reference.Document.Id != document.Id)
                return false;
            SyntaxNode name = root.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true);
            if (name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } self)
                name = self;
            if (name != assignment.Left && LockedPrediction.PredictOf(name) is null)
                return false;
        }

        return true;
    }
}
