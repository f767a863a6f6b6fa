using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Serving;

/// <summary>Lets one caller at a time ask a shared engine.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP7001SharedPredictionEngineCodeFix))]
public sealed class MLAP7001SharedPredictionEngineCodeFix : CodeFixProvider
{
    public const string LockKey = "MLAP7001.Lock";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP7001");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent is not ({ } declaration and (VariableDeclaratorSyntax or PropertyDeclarationSyntax)))
            return;
        if (await ChangesAsync(context.Document, declaration, context.CancellationToken).ConfigureAwait(false) is not { } changes)
            return;
        context.RegisterCodeFix(
            CodeAction.Create("Lock around every prediction", cancellationToken => ApplyAsync(context.Document, changes, cancellationToken), LockKey),
            context.Diagnostics);
    }

    private static async Task<Document> ApplyAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken) =>
        document.WithText((await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).WithChanges(changes));

    /// <summary>What is to be written, or null where not every prediction is in sight.</summary>
    private static async Task<IReadOnlyList<TextChange>?> ChangesAsync(Document document, SyntaxNode declaration, CancellationToken cancellationToken)
    {
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (semantics?.GetDeclaredSymbol(declaration, cancellationToken) is not { ContainingType: { } owner } member
            || declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return null;

        var predictions = new Predictions(semantics);
        foreach (var reference in (await SymbolFinder.FindReferencesAsync(member, document.Project.Solution, cancellationToken).ConfigureAwait(false)).SelectMany(found => found.Locations))
        {
            if (reference.Document.Id != document.Id
                || declaration.SyntaxTree.GetRoot(cancellationToken).FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax name
                || !type.Span.Contains(name.Span)
                || !predictions.Add(name))
                return null;
        }

        if (predictions.Calls.Count == 0 || semantics.GetSymbolInfo(predictions.Calls[0].Parent!, cancellationToken).Symbol is not IMethodSymbol { Parameters.Length: 1 } predict)
            return null;

        var isStatic = member.IsStatic;
        var locked = new LockedPrediction(type, owner, text, member.Name, isStatic);
        var line = declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        var held = (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type;
        var engine = member.Name + (held.Name == "Lazy" ? ".Value" : held.NullableAnnotation == NullableAnnotation.Annotated ? "!" : "");
        var changes = predictions.Calls.Select(call => new TextChange(call.Span, locked.Method)).ToList();
        changes.AddRange(predictions.Unneeded.Select(statement => new TextChange(statement.FullSpan, "")));
        changes.Add(new TextChange(new TextSpan(line.Span.End, 0), locked.LineEnd + locked.Indent + locked.GateField));
        changes.Add(locked.AddMethod(
            predict.Parameters[0].Type.ToMinimalDisplayString(semantics, type.SpanStart),
            predict.ReturnType.ToMinimalDisplayString(semantics, type.SpanStart),
            $"return {engine}.Predict(example);"));
        return changes;
    }

    /// <summary>The predictions that a member makes, found through its references.</summary>
    private sealed class Predictions
    {
        private readonly SemanticModel semantics;

        public Predictions(SemanticModel semantics) => this.semantics = semantics;

        /// <summary>Each <c>engine.Predict</c>, without its row.</summary>
        public List<MemberAccessExpressionSyntax> Calls { get; } = new();

        /// <summary>Declarations of locals that only the predictions used.</summary>
        public List<LocalDeclarationStatementSyntax> Unneeded { get; } = new();

        /// <summary>Takes a reference; false where the engine goes where it cannot be followed.</summary>
        public bool Add(SimpleNameSyntax name)
        {
            SyntaxNode node = name;
            if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
            {
                if (access.Expression is not ThisExpressionSyntax && semantics.GetSymbolInfo(access.Expression).Symbol is not INamedTypeSymbol)
                    return false;
                node = access;
            }

            if (node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } value && value.Expression == node)
                node = value;
            if (node.Parent is PostfixUnaryExpressionSyntax suppressed)
                node = suppressed;

            return node.Parent switch
            {
                MemberAccessExpressionSyntax => AddUse(node),
                EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement } variable } => AddLocal(variable, statement),
                AssignmentExpressionSyntax assignment => assignment.Left == node && assignment.Parent is ExpressionStatementSyntax,
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } or IsPatternExpressionSyntax => true,
                _ => false,
            };
        }

        private bool AddLocal(VariableDeclaratorSyntax variable, LocalDeclarationStatementSyntax statement)
        {
            var references = LockedPrediction.ReferencesOf(semantics, variable);
            if (!references.All(AddUse))
                return false;
            if (references.All(reference => LockedPrediction.PredictOf(reference) is not null) && statement.Declaration.Variables.Count == 1 && LockedPrediction.IsUncommented(statement))
                Unneeded.Add(statement);
            return true;
        }

        private bool AddUse(SyntaxNode engine)
        {
            if (LockedPrediction.PredictOf(engine) is { } call)
            {
                // Under another lock already: two locks in different orders wait for each other.
                if (call.Ancestors().Any(node => node is LockStatementSyntax))
                    return false;
                Calls.Add(call);
                return true;
            }

            return engine.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Predict" } other && other.Expression == engine;
        }
    }
}
