using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.Rules.Serving;

namespace MlAntipatternAnalyzers.CodeFixes.Serving;

/// <summary>Makes the engine once: before the loop, or in a field behind a lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP7002EnginePerCallCodeFix))]
public sealed class MLAP7002EnginePerCallCodeFix : CodeFixProvider
{
    public const string HoistKey = "MLAP7002.BeforeLoop";

    public const string KeepKey = "MLAP7002.KeepBehindLock";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP7002");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var cancellationToken = context.CancellationToken;
        var root = await context.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var semantics = await context.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || semantics is null || root.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } creation)
            return;
        var text = await context.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var properties = context.Diagnostics[0].Properties;
        if (properties.TryGetValue(MLAP7002EnginePerCallAnalyzer.LoopProperty, out var start)
            && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && Hoist(semantics, text, creation, position) is { } hoisted)
        {
            context.RegisterCodeFix(
                CodeAction.Create("Create the engine before the loop", _ => Task.FromResult(context.Document.WithText(text.WithChanges(hoisted))), HoistKey),
                context.Diagnostics);
        }

        if (Keep(semantics, text, creation, properties.ContainsKey(MLAP7002EnginePerCallAnalyzer.SingletonProperty)) is { } kept)
        {
            context.RegisterCodeFix(
                CodeAction.Create("Keep one engine, behind a lock", _ => Task.FromResult(context.Document.WithText(text.WithChanges(kept))), KeepKey),
                context.Diagnostics);
        }
    }

    private static IReadOnlyList<TextChange>? Hoist(SemanticModel semantics, SourceText text, InvocationExpressionSyntax creation, int start)
    {
        var loop = creation.Ancestors().FirstOrDefault(node => node.SpanStart == start && node is StatementSyntax or ExpressionSyntax && IsLoop(node));
        if (loop?.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax } anchor || !IsFreeOf(semantics, creation, loop))
            return null;

        var indent = LockedPrediction.IndentOf(text, anchor.SpanStart);
        var lineEnd = text.ToString(text.Lines.GetLineFromPosition(anchor.SpanStart).SpanIncludingLineBreak).EndsWith("\r\n", System.StringComparison.Ordinal) ? "\r\n" : "\n";
        var insertion = new TextSpan(text.Lines.GetLineFromPosition(StartOf(anchor)).Start, 0);
        var scope = (SyntaxNode?)creation.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? creation.SyntaxTree.GetRoot();
        if (creation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } variable }
            && (statement.Parent?.Parent == loop || statement.Parent?.Parent is AnonymousFunctionExpressionSyntax))
        {
            if (DeclaredNames(scope).Count(name => name == variable.Identifier.ValueText) != 1)
                return null;
            var own = LockedPrediction.IndentOf(text, statement.SpanStart);
            var moved = string.Concat(statement.ToFullString().TrimEnd().Split('\n')
                .Select(line => (line.StartsWith(own, System.StringComparison.Ordinal) ? indent + line.Substring(own.Length) : line) + "\n")).TrimEnd('\n');
            return new[] { new TextChange(insertion, moved.TrimStart('\r', '\n') + lineEnd), new TextChange(statement.FullSpan, "") };
        }

        var fresh = FreshName(semantics, scope, anchor.SpanStart);
        return new[] { new TextChange(insertion, $"{indent}var {fresh} = {creation};{lineEnd}"), new TextChange(creation.Span, fresh) };
    }

    private static bool IsLoop(SyntaxNode node) =>
        node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or InvocationExpressionSyntax;

    /// <summary>Where a statement's or member's own comments begin.</summary>
    private static int StartOf(SyntaxNode node)
    {
        foreach (var trivia in node.GetLeadingTrivia())
        {
            if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                return trivia.SpanStart;
        }

        return node.SpanStart;
    }

    /// <summary>Whether an expression is the same before a loop: nothing in it is declared or assigned inside.</summary>
    private static bool IsFreeOf(SemanticModel semantics, SyntaxNode expression, SyntaxNode loop)
    {
        var names = new HashSet<string>(expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        if (loop.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText))))
            return false;
        return !expression.DescendantNodesAndSelf().Any(node =>
            node is AwaitExpressionSyntax or DeclarationExpressionSyntax or AssignmentExpressionSyntax
            || (node is IdentifierNameSyntax name && semantics.GetSymbolInfo(name).Symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or null
                && semantics.GetSymbolInfo(name).Symbol?.DeclaringSyntaxReferences.All(reference => !loop.Span.Contains(reference.Span)) != true));
    }

    private static string FreshName(SemanticModel semantics, SyntaxNode scope, int position)
    {
        var taken = new HashSet<string>(DeclaredNames(scope));
        var name = "engine";
        for (var i = 2; taken.Contains(name) || semantics.LookupSymbols(position, name: name).Any(); i++)
            name = "engine" + i;
        return name;
    }

    private static IEnumerable<string> DeclaredNames(SyntaxNode scope) =>
        scope.DescendantNodes().Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            ForEachStatementSyntax loop => loop.Identifier.ValueText,
            _ => "",
        });

    /// <summary>A field for the engine, made at the first prediction; only in a class of which there is one, from a model that never changes.</summary>
    private static IReadOnlyList<TextChange>? Keep(SemanticModel semantics, SourceText text, InvocationExpressionSyntax creation, bool isSingleton)
    {
        if (creation.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || semantics.GetDeclaredSymbol(type) is not INamedTypeSymbol owner
            || semantics.GetTypeInfo(creation).Type is not INamedTypeSymbol { TypeArguments.Length: 2 } engineType || !IsMadeOfFixedMembers(semantics, creation, out var needsThis) || (needsThis && !isSingleton))
            return null;

        var calls = new List<MemberAccessExpressionSyntax>();
        var changes = new List<TextChange>();
        if (LockedPrediction.PredictOf(creation) is { } direct)
        {
            calls.Add(direct);
        }
        else if (creation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } variable })
        {
            calls.AddRange(LockedPrediction.ReferencesOf(semantics, variable).Select(LockedPrediction.PredictOf).OfType<MemberAccessExpressionSyntax>());
            if (calls.Count != LockedPrediction.ReferencesOf(semantics, variable).Length || !LockedPrediction.IsUncommented(statement))
                return null;
            changes.Add(new TextChange(statement.FullSpan, ""));
        }

        var first = type.Members[0];
        if (calls.Count == 0 || text.Lines.GetLineFromPosition(type.OpenBraceToken.SpanStart).LineNumber >= text.Lines.GetLineFromPosition(StartOf(first)).LineNumber)
            return null;
        var isStatic = !needsThis;
        var nullable = semantics.GetNullableContext(creation.SpanStart).HasFlag(NullableContext.AnnotationsEnabled) ? "?" : "";
        var prefix = owner.GetMembers().OfType<IFieldSymbol>().Any(field => field.Name.StartsWith("_", System.StringComparison.Ordinal)) ? "_" : "";
        var name = LockedPrediction.Fresh(owner, prefix + "engine");
        var locked = new LockedPrediction(type, owner, text, name, isStatic);
        var declared = engineType.ToMinimalDisplayString(semantics, type.SpanStart);
        changes.AddRange(calls.Select(call => new TextChange(call.Span, locked.Method)));
        changes.Add(new TextChange(
            new TextSpan(text.Lines.GetLineFromPosition(StartOf(first)).Start, 0),
            $"{locked.Indent}{locked.GateField}{locked.LineEnd}{locked.Indent}private {(isStatic ? "static " : "")}{declared}{nullable} {name};{locked.LineEnd}"));
        changes.Add(locked.AddMethod(
            engineType.TypeArguments[0].ToMinimalDisplayString(semantics, type.SpanStart),
            engineType.TypeArguments[1].ToMinimalDisplayString(semantics, type.SpanStart),
            $"{name} ??= {creation};",
            $"return {name}.Predict(example);"));
        return changes;
    }

    /// <summary>Whether an expression reads nothing but members that are set once; <paramref name="needsThis"/> where some are an object's.</summary>
    private static bool IsMadeOfFixedMembers(SemanticModel semantics, InvocationExpressionSyntax creation, out bool needsThis)
    {
        needsThis = false;
        foreach (var name in creation.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            var isOwn = name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name || access.Expression is ThisExpressionSyntax;
            switch (semantics.GetSymbolInfo(name).Symbol)
            {
                case IFieldSymbol field when isOwn:
                    if (!field.IsReadOnly && !field.IsConst)
                        return false;
                    needsThis |= !field.IsStatic;
                    break;

                case IPropertySymbol property when isOwn:
                    if (property.SetMethod is not null)
                        return false;
                    needsThis |= !property.IsStatic;
                    break;

                case IMethodSymbol method when isOwn:
                    needsThis |= !method.IsStatic;
                    break;

                case ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or null:
                    return false;
            }
        }

        return true;
    }
}
