using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>The program model of a test program, as text.</summary>
internal static class ModelText
{
    private const string Usings = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Microsoft.ML;
        global using Microsoft.ML.Data;
        global using Microsoft.ML.Trainers;
        global using Microsoft.ML.Transforms;
        """;

    private const string MessageOfDifference = "The model's text differs.\n--- expected\n{0}--- actual\n{1}---";

    /// <summary>The files that every test program has: row classes and global usings.</summary>
    public static IReadOnlyList<(string Name, string Text)> Shared { get; } = [("/0/Rows.cs", Sources.Rows), ("/0/Usings.cs", Usings)];

    /// <summary>Compares the whole text of a program's model, which is printed in full where it differs.</summary>
    /// <param name="expected">What the model should print, without the last line feed.</param>
    /// <param name="source">A program, or members of a class where <see cref="Members"/> wrapped them.</param>
    /// <param name="output">A library by default, whose public methods anyone may call.</param>
    /// <param name="with">References beyond the framework and ML.NET.</param>
    /// <param name="more">Further source files.</param>
    public static void Is(string expected, string source, OutputKind? output = null, With with = With.MlNet, params string[] more) =>
        AreEqual(expected, Of(source, output, with, more));

    public static void AreEqual(string expected, string actual)
    {
        expected = Sources.Normalize(expected);
        if (expected.Length > 0)
            expected += "\n";
        if (expected != actual)
            Assert.Fail(string.Format(MessageOfDifference, expected, actual));
    }

    public static string Of(string source, OutputKind? output = null, With with = With.MlNet, params string[] more) =>
        ModelOf(Compile(source, output, with, more)).ToText();

    /// <summary>Members of an internal class of an executable, with <c>mlContext</c> in scope: every call of them is known.</summary>
    public static string Members(string members) => $$"""
        internal class Flow
        {
            private static readonly MLContext mlContext = new MLContext(seed: 1);

        {{members}}
        }
        """;

    /// <summary>The body of an executable's <c>Main</c>.</summary>
    public static string Main(string body) => Members("private static void Main()\n{\n" + body + "\n}");

    public static ProgramModel ModelOf(Compilation compilation) =>
        ProgramModel.TryCreate(compilation, CancellationToken.None) ?? throw new InvalidOperationException("The compilation does not reference ML.NET.");

    /// <exception cref="InvalidOperationException">The program does not compile: the message lists the errors.</exception>
    public static CSharpCompilation Compile(string source, OutputKind? output = null, With with = With.MlNet, params string[] more)
    {
        var files = new List<(string Name, string Text)> { ("/0/Program.cs", source) };
        files.AddRange(more.Select((text, i) => ($"/0/File{i + 1}.cs", text)));
        files.AddRange(Shared);
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "TestProject",
            files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(Sources.Normalize(file.Text)), parse, file.Name)),
            References.For(with),
            new CSharpCompilationOptions(output ?? Sources.KindOf(source)));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        return errors.Length == 0 ? compilation : throw new InvalidOperationException("The test program does not compile:\n" + string.Join("\n", errors.Select(error => error.ToString())));
    }
}
