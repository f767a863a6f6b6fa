using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Rewrites a load of a text file so that an option is set, as changes of the text: every argument keeps its meaning, its comments and its place.</summary>
internal sealed class TextLoaderRewriter
{
    private const string OptionsName = "TextLoader.Options";

    private static readonly Dictionary<string, string> MemberOfParameter = new()
    {
        ["separatorChar"] = "Separators",
        ["hasHeader"] = "HasHeader",
        ["allowQuoting"] = "AllowQuoting",
        ["trimWhitespace"] = "TrimWhitespace",
        ["allowSparse"] = "AllowSparse",
        ["columns"] = "Columns",
    };

    private readonly SemanticModel model;
    private readonly InvocationExpressionSyntax call;
    private readonly SourceText text;
    private readonly CancellationToken cancellationToken;
    private readonly string newLine;
    private readonly string member;
    private readonly string value;

    private TextLoaderRewriter(SemanticModel model, InvocationExpressionSyntax call, SourceText text, string member, string value, CancellationToken cancellationToken)
    {
        this.member = member;
        this.value = value;
        this.model = model;
        this.call = call;
        this.text = text;
        this.cancellationToken = cancellationToken;
        newLine = MlExpressions.NewLineOf(text);
    }

    /// <summary>The changes, or null where the call has a form that they cannot be made for.</summary>
    /// <param name="model">What the document means.</param>
    /// <param name="call">The load, or the creation of a loader.</param>
    /// <param name="text">The document.</param>
    /// <param name="member">The member of <c>TextLoader.Options</c>.</param>
    /// <param name="value">What it is set to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static IReadOnlyList<TextChange>? Rewrite(SemanticModel model, InvocationExpressionSyntax call, SourceText text, string member, string value, CancellationToken cancellationToken) =>
        new TextLoaderRewriter(model, call, text, member, value, cancellationToken).Rewrite();

    private IReadOnlyList<TextChange>? Rewrite()
    {
        // Some options came with ML.NET 1.5.
        if (model.Compilation.GetTypeByMetadataName("Microsoft.ML.Data.TextLoader+Options") is not { } options
            || !BasesOf(options).Any(type => type.GetMembers(member).Any())
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return null;

        var given = call.ArgumentList.Arguments.Select((argument, i) => (Argument: argument, Parameter: ParameterOf(method, argument, i))).ToList();
        if (given.Any(pair => pair.Parameter is null))
            return null;
        if (given.FirstOrDefault(pair => SymbolEqualityComparer.Default.Equals(pair.Parameter!.Type.WithNullableAnnotation(NullableAnnotation.None), options)).Argument is { } existing)
            return SetIn(existing.Expression);
        return PlaceOf(method, options) is { } place ? Introduce(given.Select(pair => (pair.Argument, pair.Parameter!.Name)).ToList(), place) : null;
    }

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
    }

    private static IParameterSymbol? ParameterOf(IMethodSymbol method, ArgumentSyntax argument, int position) =>
        argument.NameColon is { } name
            ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name.Name.Identifier.ValueText)
            : position < method.Parameters.Length ? method.Parameters[position] : null;

    /// <summary>Where the overload that takes options has them among its arguments; null where there is none.</summary>
    private static int? PlaceOf(IMethodSymbol method, INamedTypeSymbol options)
    {
        var overload = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(other => other.Arity == method.Arity && ParameterIn(other, options) is not null);
        return overload is null ? null : ParameterIn(overload, options)!.Ordinal - (method.MethodKind == MethodKind.ReducedExtension ? 1 : 0);
    }

    private static IParameterSymbol? ParameterIn(IMethodSymbol method, INamedTypeSymbol options) =>
        method.Parameters.FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type.WithNullableAnnotation(NullableAnnotation.None), options));

    /// <summary>Sets the member in the options object that is given, where it is made.</summary>
    private IReadOnlyList<TextChange>? SetIn(ExpressionSyntax options)
    {
        if (options is not IdentifierNameSyntax and not MemberAccessExpressionSyntax)
            return SetIn(options as BaseObjectCreationExpressionSyntax);
        if (model.GetSymbolInfo(options, cancellationToken).Symbol is not { } variable)
            return null;

        // Set to false by an assignment of its own: that is where it is changed.
        var assignment = call.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<AssignmentExpressionSyntax>().FirstOrDefault(candidate =>
            candidate.Left is MemberAccessExpressionSyntax { Name.Identifier: var set } left
            && set.ValueText == member
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(left.Expression, cancellationToken).Symbol, variable));
        if (assignment is not null)
            return new[] { new TextChange(assignment.Right.Span, value) };

        var made = variable.DeclaringSyntaxReferences.Length == 1 && variable.DeclaringSyntaxReferences[0].SyntaxTree == call.SyntaxTree
            ? variable.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken)
            : null;
        var creation = (made as VariableDeclaratorSyntax)?.Initializer?.Value ?? (made as PropertyDeclarationSyntax)?.Initializer?.Value;
        return SetIn(creation as BaseObjectCreationExpressionSyntax);
    }

    private IReadOnlyList<TextChange>? SetIn(BaseObjectCreationExpressionSyntax? creation)
    {
        if (creation is null)
            return null;
        if (creation.Initializer is not { } initializer)
            return new[] { Insert(creation.Span.End, $" {{ {member} = {value} }}") };
        var before = initializer.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(assignment => assignment.Left.ToString() == member);
        if (before is not null)
            return new[] { new TextChange(before.Right.Span, value) };
        if (initializer.Expressions.LastOrDefault() is not { } last)
            return new[] { Insert(initializer.OpenBraceToken.Span.End, $" {member} = {value} ") };

        var hasComma = initializer.Expressions.SeparatorCount == initializer.Expressions.Count;
        var end = hasComma ? initializer.Expressions.GetSeparators().Last().Span.End : last.Span.End;
        var line = text.Lines.GetLineFromPosition(end);
        if (initializer.CloseBraceToken.SpanStart <= line.End)
            return new[] { Insert(end, hasComma ? $" {member} = {value}," : $", {member} = {value}") };

        // On a line of its own, below the last one and its comment.
        var own = Insert(line.End, newLine + MlExpressions.IndentationAt(text, last.SpanStart) + member + " = " + value + (hasComma ? "," : ""));
        return hasComma ? new[] { own } : end == line.End ? new[] { Insert(end, "," + own.NewText) } : new[] { Insert(end, ","), own };
    }

    /// <summary>Gathers the arguments that options have members for into an options object.</summary>
    private IReadOnlyList<TextChange>? Introduce(List<(ArgumentSyntax Argument, string Parameter)> arguments, int place)
    {
        var options = arguments.Where(pair => MemberOfParameter.ContainsKey(pair.Parameter)).ToList();
        var others = arguments.Except(options).ToList();
        var type = TypeName();
        if (options.Count == 0)
        {
            var name = others.Count != place || others.Any(pair => pair.Argument.NameColon is not null) ? "options: " : "";
            var created = $"{name}new {type} {{ {member} = {value} }}";
            return others.Count == 0 ? new[] { Insert(call.ArgumentList.OpenParenToken.Span.End, created) } : new[] { Insert(others.Last().Argument.Span.End, ", " + created) };
        }

        var first = arguments.IndexOf(options[0]);
        var isNamed = first != place || arguments.Take(first).Any(pair => pair.Argument.NameColon is not null);
        var isOneRun = arguments.Skip(first).Take(options.Count).SequenceEqual(options);
        return isOneRun && arguments.Skip(first + options.Count).All(pair => pair.Argument.NameColon is not null) ? InPlace(options, isNamed, type) : Anew(options, others, type);
    }

    /// <summary>Leaves each argument where it stands and writes the object around them.</summary>
    private List<TextChange> InPlace(List<(ArgumentSyntax Argument, string Parameter)> options, bool isNamed, string type)
    {
        var rows = options.Where((pair, i) => i > 0 && IsFirstOnLine(pair.Argument)).ToList();
        var indentation = rows.Count > 0 ? MlExpressions.IndentationAt(text, rows[0].Argument.SpanStart) : "";
        var (open, close) = rows.Count > 0
            ? ($"{newLine}{indentation}{{{newLine}{indentation}    ", $",{newLine}{indentation}    {member} = {value}{newLine}{indentation}}}")
            : (" { ", $", {member} = {value} }}");
        var changes = new List<TextChange>();
        for (var i = 0; i < options.Count; i++)
        {
            var (argument, parameter) = options[i];
            var start = i == 0 ? $"{(isNamed ? "options: " : "")}new {type}{open}" : rows.Contains(options[i]) ? "    " : "";
            var isChar = parameter == "separatorChar";
            changes.Add(new TextChange(TextSpan.FromBounds(argument.SpanStart, argument.Expression.SpanStart), $"{start}{MemberOfParameter[parameter]} = {(isChar ? "new[] { " : "")}"));
            var end = (isChar ? " }" : "") + (i == options.Count - 1 ? close : "");
            if (end.Length > 0)
                changes.Add(Insert(argument.Expression.Span.End, end));
        }

        return changes;
    }

    /// <summary>Writes the list anew where the arguments stand in another order; not where a comment would get lost.</summary>
    private IReadOnlyList<TextChange>? Anew(List<(ArgumentSyntax Argument, string Parameter)> options, List<(ArgumentSyntax Argument, string Parameter)> others, string type)
    {
        if (call.ArgumentList.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective))
            return null;
        var members = options.Select(pair => $"{MemberOfParameter[pair.Parameter]} = {(pair.Parameter == "separatorChar" ? $"new[] {{ {pair.Argument.Expression} }}" : pair.Argument.Expression.ToString())}");
        var written = others.Select(pair => $"{pair.Parameter}: {pair.Argument.Expression}").Append($"options: new {type} {{ {string.Join(", ", members)}, {member} = {value} }}");
        return new[] { new TextChange(call.ArgumentList.Arguments.Span, string.Join(", ", written)) };
    }

    private bool IsFirstOnLine(SyntaxNode node)
    {
        var line = text.Lines.GetLineFromPosition(node.SpanStart);
        return string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, node.SpanStart)));
    }

    /// <summary>The options class as the file can name it, with a using directive or without.</summary>
    private string TypeName()
    {
        var found = model.LookupNamespacesAndTypes(call.SpanStart, name: "TextLoader");
        return found.IsEmpty || (found.Length == 1 && found[0].ToDisplayString() == "Microsoft.ML.Data.TextLoader") ? OptionsName : $"Microsoft.ML.Data.{OptionsName}";
    }

    private static TextChange Insert(int position, string inserted) => new(new TextSpan(position, 0), inserted);
}
