using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Makes up names that mean nothing yet around a place.</summary>
internal sealed class FreshNames
{
    private readonly HashSet<string> taken;

    public FreshNames(SemanticModel semantics, SyntaxNode place)
    {
        var member = (SyntaxNode?)place.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault(member => member is not GlobalStatementSyntax) ?? place.SyntaxTree.GetRoot();
        taken = new HashSet<string>(semantics.LookupSymbols(place.SpanStart).Select(symbol => symbol.Name)
            .Concat(member.DescendantTokens().Where(token => token.Value is string).Select(token => token.ValueText)));
    }

    /// <summary>The name, or the name with the first number from 2 on that makes it new.</summary>
    public string Next(string name)
    {
        var next = name;
        for (var number = 2; !taken.Add(next); number++)
            next = name + number.ToString(CultureInfo.InvariantCulture);
        return next;
    }
}
