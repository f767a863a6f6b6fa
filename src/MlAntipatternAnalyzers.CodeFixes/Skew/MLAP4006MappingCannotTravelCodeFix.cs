using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Writes the factory class of a custom mapping, with the mapping's code in it, and calls the mapping by its contract name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4006MappingCannotTravelCodeFix))]
public sealed class MLAP4006MappingCannotTravelCodeFix : CodeFixProvider
{
    public const string FactoryKey = "MLAP4006.Factory";

    private static readonly InTurnFixAllProvider Provider = new(Targets, FixAsync);

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP4006");

    public override FixAllProvider GetFixAllProvider() => Provider;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await Provider.FixOneAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changed)
                context.RegisterCodeFix(CodeAction.Create("Write the mapping's factory class", _ => Task.FromResult(changed), FactoryKey), diagnostic);
        }
    }

    private static ImmutableArray<SyntaxNode> Targets(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call ? ImmutableArray.Create<SyntaxNode>(call) : ImmutableArray<SyntaxNode>.Empty;

    private static async Task<Document?> FixAsync(Document document, ImmutableArray<SyntaxNode> targets, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var semantics = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var call = (InvocationExpressionSyntax)targets[0];
        if (semantics.GetOperation(call, cancellationToken) is not IInvocationOperation { TargetMethod: { Name: "CustomMapping", TypeArguments.Length: 2 } method } operation)
            return null;

        // What is said of the schemas by hand does not go through a factory.
        if (ArgumentOf(operation, "mapAction") is not { } action || ArgumentOf(operation, "contractName") is not { } contract || call.ArgumentList.Arguments.Count > 2 + (method.ReducedFrom is null ? 1 : 0))
            return null;
        if (MovedMapping.Of(action.Expression, semantics, cancellationToken) is not { } mapping)
            return null;

        var types = method.TypeArguments;
        var home = call.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault();
        var isNested = mapping.NeedsItsType || types.Any(type => !IsVisibleOutside(type) || IsGeneric(type));
        if ((isNested && home is null) || types.Any(IsGeneric) || (isNested && home!.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(type => type.TypeParameterList is not null)))
            return null;

        diagnostic.Properties.TryGetValue(MLAP4006MappingCannotTravelAnalyzer.ContractProperty, out var given);
        var stem = Identifier(given ?? mapping.Name ?? types[1].Name);
        var names = new FreshNames(semantics, isNested ? home!.Members.FirstOrDefault() ?? (SyntaxNode)call : call);
        var name = names.Next(stem.EndsWith("Mapping", System.StringComparison.Ordinal) ? stem : stem + "Mapping");
        var contractName = given ?? (name.StartsWith(stem + "Mapping", System.StringComparison.Ordinal) ? stem + name.Substring(stem.Length + "Mapping".Length) : name);

        var lineEnd = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString().Contains("\r\n") ? "\r\n" : "\n";
        var (source, result) = (Display(types[0], semantics, call), Display(types[1], semantics, call));
        var access = types.All(type => IsAt(type, Accessibility.Public)) ? "public" : isNested && types.Any(type => !IsAt(type, Accessibility.Internal)) ? "private" : "internal";
        var text = $"[CustomMappingFactoryAttribute({SymbolDisplay.FormatLiteral(contractName, quote: true)})]\n{access} sealed class {name} : CustomMappingFactory<{source}, {result}>\n{{\n"
            + $"public override Action<{source}, {result}> GetMapping() => {mapping.Target};\n" + mapping.Declaration(source, result) + "}\n";
        var factory = SyntaxFactory.ParseMemberDeclaration(text.Replace("\r\n", "\n").Replace("\n", lineEnd))!.WithAdditionalAnnotations(Formatter.Annotation);

        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        var made = SyntaxFactory.ParseExpression($"new {name}().GetMapping()");
        editor.ReplaceNode(action.Expression, made.WithTriviaFrom(action.Expression));
        if (given is null)
        {
            var named = SyntaxFactory.Argument(SyntaxFactory.NameColon("contractName").WithColonToken(SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)), default, SyntaxFactory.ParseExpression(SymbolDisplay.FormatLiteral(contractName, quote: true)));
            editor.ReplaceNode(contract, named.WithTriviaFrom(contract));
        }

        if (mapping.Variable is { } variable && !Remove(editor, variable))
            return null;
        Place(editor, factory, home, isNested, lineEnd);
        var changed = editor.GetChangedDocument();
        changed = await Usings.AddAsync(changed, semantics, call, lineEnd, new[] { ("Action", "System"), ("CustomMappingFactory", "Microsoft.ML.Transforms") }, cancellationToken).ConfigureAwait(false);
        return await Formatter.FormatAsync(changed, Formatter.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a declaration; a comment above it stays above the next statement. One beside it has no place to stay.</summary>
    private static bool Remove(DocumentEditor editor, StatementSyntax variable)
    {
        if (!variable.GetTrailingTrivia().All(IsSpace))
            return false;
        editor.RemoveNode(variable, SyntaxRemoveOptions.KeepNoTrivia);
        if (variable.GetLeadingTrivia().All(IsSpace))
            return true;
        var siblings = ((BlockSyntax)variable.Parent!).Statements;
        var next = siblings[siblings.IndexOf(variable) + 1];
        editor.ReplaceNode(next, (current, _) => current.WithLeadingTrivia(variable.GetLeadingTrivia().AddRange(current.GetLeadingTrivia().SkipWhile(IsSpace))));
        return true;
    }

    /// <summary>Puts the class at the end of the type that calls it, after the outermost one, or at the end of a file of statements.</summary>
    private static void Place(DocumentEditor editor, MemberDeclarationSyntax factory, TypeDeclarationSyntax? home, bool isNested, string lineEnd)
    {
        var apart = SyntaxFactory.EndOfLine(lineEnd);
        factory = factory.WithLeadingTrivia(apart);
        if (isNested)
        {
            editor.ReplaceNode(home!, (current, _) => ((TypeDeclarationSyntax)current).AddMembers(factory));
            return;
        }

        var outermost = home?.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Last();
        var before = (SyntaxNode?)outermost ?? ((CompilationUnitSyntax)editor.OriginalRoot).Members.Last();
        if (!before.GetTrailingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            factory = factory.WithLeadingTrivia(apart, apart);
        editor.InsertAfter(before, factory);
    }

    private static ArgumentSyntax? ArgumentOf(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Syntax as ArgumentSyntax;

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static string Display(ITypeSymbol type, SemanticModel semantics, SyntaxNode place) => type.ToMinimalDisplayString(semantics, place.SpanStart);

    private static bool IsGeneric(ITypeSymbol type) => type is ITypeParameterSymbol || (type is INamedTypeSymbol named && named.TypeArguments.Any(IsGeneric));

    /// <summary>Whether a type can be named outside the types that it is declared in.</summary>
    private static bool IsVisibleOutside(ITypeSymbol type) => IsAt(type, Accessibility.Internal);

    private static bool IsAt(ITypeSymbol type, Accessibility least)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public && (least == Accessibility.Public || current.DeclaredAccessibility is not (Accessibility.Internal or Accessibility.ProtectedOrInternal)))
                return false;
        }

        return true;
    }

    private static string Identifier(string text)
    {
        var letters = new string(text.Where(char.IsLetterOrDigit).ToArray());
        return letters.Length == 0 || char.IsDigit(letters[0]) ? "Custom" + letters : char.ToUpperInvariant(letters[0]) + letters.Substring(1);
    }
}
