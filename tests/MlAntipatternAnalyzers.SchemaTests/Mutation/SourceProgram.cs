using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.SchemaTests.Running;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.SchemaTests.Mutation;

/// <summary>A program in one file that is meant to run.</summary>
/// <param name="Name">The file's name, without its extension.</param>
/// <param name="Text">The file.</param>
/// <param name="EntryPoint">A second file, with the entry point, for a program that has none of its own.</param>
internal sealed record SourceProgram(string Name, string Text, string? EntryPoint = null)
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    // Statements of the entry point, so that a stack trace has the lines of what the programmer wrote.
    private static readonly CSharpCompilationOptions Options = new(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Debug, allowUnsafe: true);

    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Program", [], References.For(With.MlNet), Options);

    private CSharpCompilation? _compilation;

    /// <summary>The programs of this repository, ordered by name.</summary>
    public static ImmutableArray<SourceProgram> All { get; } = [.. typeof(SourceProgram).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("Programs/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => new SourceProgram(Path.GetFileNameWithoutExtension(name), Read(name)))];

    /// <summary>The file's name in the compilation.</summary>
    public string FilePath => $"/0/{Name}.cs";

    /// <summary>The program, compiled; it may have errors.</summary>
    public CSharpCompilation Compilation => _compilation ??= Compile();

    /// <summary>The tree of the file.</summary>
    public SyntaxTree Tree => Compilation.SyntaxTrees[0];

    /// <summary>The compilation with another text in the place of the file.</summary>
    public CSharpCompilation CompilationOf(string text) =>
        Compilation.ReplaceSyntaxTree(Tree, Parse(text));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(SourceProgram).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private CSharpCompilation Compile()
    {
        var compilation = Empty.AddSyntaxTrees(Parse(Text));
        return EntryPoint is null
            ? compilation
            : compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(SourceText.From(EntryPoint, System.Text.Encoding.UTF8), ParseOptions, "/0/EntryPoint.cs"));
    }

    private SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), ParseOptions, FilePath);
}
