using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes.Lifecycle;

/// <summary>Where rows of a class are made.</summary>
internal static class RowCreations
{
    /// <summary>Whether rows are made anywhere else: those would lack the raw values.</summary>
    public static bool AnyBut(BaseObjectCreationExpressionSyntax creation, INamedTypeSymbol row, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!tree.GetText(cancellationToken).ToString().Contains(row.Name))
                continue;
            SemanticModel? semantics = null;
            foreach (var other in tree.GetRoot(cancellationToken).DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            {
                if (other.SyntaxTree == creation.SyntaxTree && other.Span == creation.Span)
                    continue;
                if (other is ObjectCreationExpressionSyntax { Type: var type } && !type.ToString().Contains(row.Name))
                    continue;
                semantics ??= compilation.GetSemanticModel(tree);
                if (SymbolEqualityComparer.Default.Equals(semantics.GetTypeInfo(other, cancellationToken).Type, row))
                    return true;
            }
        }

        return false;
    }
}
