using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes;

namespace MlAntipatternAnalyzers.Tests.CodeFixes;

public sealed class EditsTests
{
    private const string Program = "class C\r\n{\r\n    void M()\r\n    {\r\n        // first\r\n        A(); // a\r\n        B();\r\n    }\r\n}\r\n";

    [Fact]
    public void Lines_are_inserted_with_the_files_own_line_ends()
    {
        var (edits, a, b) = Start();

        edits.InsertLineBefore(a, "var x = 1;");
        edits.InsertLineAfter(a, "var y = 2;");

        Assert.Contains("        // first\r\n        var x = 1;\r\n        A(); // a\r\n        var y = 2;\r\n        B();\r\n", edits.Apply().ToString());
        Assert.Equal("B();", b.ToString());
    }

    [Fact]
    public void A_statement_goes_with_its_line_and_comments_stay()
    {
        var (edits, a, b) = Start();

        edits.RemoveLine(a);
        edits.RemoveLine(b);

        Assert.Equal("class C\r\n{\r\n    void M()\r\n    {\r\n        // first\r\n         // a\r\n    }\r\n}\r\n", edits.Apply().ToString());
    }

    private static (Edits Edits, SyntaxNode A, SyntaxNode B) Start()
    {
        var statements = CSharpSyntaxTree.ParseText(Program).GetRoot().DescendantNodes().OfType<ExpressionStatementSyntax>().ToArray();
        return (new Edits(SourceText.From(Program)), statements[0], statements[1]);
    }
}
