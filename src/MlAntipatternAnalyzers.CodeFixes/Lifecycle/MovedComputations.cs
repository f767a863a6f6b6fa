using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.Lifecycle;

/// <summary>The computations of an object initializer, moved from the members that they fill to the raw values that they read.</summary>
internal sealed class MovedComputations
{
    private MovedComputations(TextSpan span, string filling, IReadOnlyList<(ISymbol Member, string Expression)> computations, IReadOnlyList<RawInputs.Member> inputs)
    {
        Span = span;
        Filling = filling;
        Computations = computations;
        Inputs = inputs;
    }

    /// <summary>The assignments of the initializer.</summary>
    public TextSpan Span { get; }

    /// <summary>The assignments with raw values in the place of computed ones.</summary>
    public string Filling { get; }

    /// <summary>Each member that is computed, and from what.</summary>
    public IReadOnlyList<(ISymbol Member, string Expression)> Computations { get; }

    /// <summary>What the computations read.</summary>
    public IReadOnlyList<RawInputs.Member> Inputs { get; }

    /// <summary>Null where one of the members is not filled here, or by something that cannot move.</summary>
    public static MovedComputations? Of(InitializerExpressionSyntax initializer, INamedTypeSymbol row, HashSet<string> names, SemanticModel semantics, CancellationToken cancellationToken)
    {
        var assignments = initializer.Expressions.OfType<AssignmentExpressionSyntax>().ToList();
        if (assignments.Count != initializer.Expressions.Count || assignments.Count(assignment => names.Contains(assignment.Left.ToString())) != names.Count)
            return null;

        var inputs = new RawInputs(row, semantics, cancellationToken);
        foreach (var copy in assignments.Where(assignment => !names.Contains(assignment.Left.ToString())))
        {
            if (semantics.GetSymbolInfo(copy.Left, cancellationToken).Symbol is { } member)
                inputs.AddCopy(member, copy.Right);
        }

        var computations = new List<(ISymbol, string)>();
        var pieces = new List<IReadOnlyList<string>>();
        foreach (var assignment in assignments)
        {
            if (!names.Contains(assignment.Left.ToString()))
            {
                pieces.Add(new[] { assignment.ToString() });
                continue;
            }

            var known = inputs.Members.Count();
            if (Removal.HasComment(assignment) || semantics.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is not { } member || inputs.Rewrite(assignment.Right) is not { } expression)
                return null;
            if (((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type) is not { SpecialType: not SpecialType.None and not SpecialType.System_Object })
                return null;
            computations.Add((member, expression));
            pieces.Add(inputs.Members.Skip(known).Select(input => $"{input.Name} = {input.Value}").ToList());
        }

        var span = TextSpan.FromBounds(assignments[0].SpanStart, assignments[assignments.Count - 1].Span.End);
        return Fill(assignments, pieces) is { } filling
            ? new MovedComputations(span, filling, computations, inputs.Members.Where(input => input.IsRead).ToList())
            : null;
    }

    /// <summary>Writes the assignments with what stands between them; null where a comment would go with one that goes.</summary>
    private static string? Fill(IReadOnlyList<AssignmentExpressionSyntax> assignments, IReadOnlyList<IReadOnlyList<string>> pieces)
    {
        var source = assignments[0].SyntaxTree.GetText();
        var isOneLine = source.Lines.GetLineFromPosition(assignments[0].SpanStart).LineNumber == source.Lines.GetLineFromPosition(assignments[assignments.Count - 1].SpanStart).LineNumber;
        var own = isOneLine ? ", " : "," + MlExpressions.NewLineOf(source) + EditPlan.Indentation(assignments[0]);
        var text = new StringBuilder();
        string? gap = null;
        for (var i = 0; i < assignments.Count; i++)
        {
            var next = i + 1 < assignments.Count ? source.ToString(TextSpan.FromBounds(assignments[i].Span.End, assignments[i + 1].SpanStart)) : "";
            if (pieces[i].Count == 0)
            {
                if (next.Trim().TrimEnd(',').Length > 0)
                    return null;
                continue;
            }

            text.Append(text.Length > 0 ? gap : "").Append(string.Join(own, pieces[i]));
            gap = next;
        }

        return text.ToString();
    }
}
