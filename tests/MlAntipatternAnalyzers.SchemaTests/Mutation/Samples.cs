using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.SchemaTests.Mutation;

/// <summary>Other people's programs, outside this repository: ML.NET's own samples have a static method <c>Example()</c> a file and no entry point.</summary>
internal static class Samples
{
    /// <summary>The files of a folder that have such a method, each as a program, ordered by path.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ImmutableArray<SourceProgram> In(string folder) =>
        [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => Of(Path.GetRelativePath(folder, path), File.ReadAllText(path).ReplaceLineEndings("\n")))
            .OfType<SourceProgram>()];

    private static SourceProgram? Of(string path, string text)
    {
        var example = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().FirstOrDefault(method =>
            method.Identifier.ValueText == "Example" && method.Modifiers.Any(SyntaxKind.StaticKeyword) && method.ParameterList.Parameters.Count == 0);
        if (example is null)
            return null;

        var names = example.Ancestors().Reverse().Select(node => node switch
        {
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            TypeDeclarationSyntax type => type.Identifier.ValueText,
            _ => null,
        }).OfType<string>();
        return new SourceProgram(Path.ChangeExtension(path, null), text, $"internal static class EntryPointOfSample {{ private static void Main() => global::{string.Join('.', names)}.Example(); }}");
    }
}
