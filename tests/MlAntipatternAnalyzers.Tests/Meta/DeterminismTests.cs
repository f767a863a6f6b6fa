using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>The same findings in the same order, whatever the number of threads and the order of the files.</summary>
public sealed class DeterminismTests
{
    private const int Repetitions = 3;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Threads_and_file_order_change_nothing(bool concurrent, int shuffle)
    {
        var expected = await FindingsAsync(concurrent: false, shuffle: 0);
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var actual = await FindingsAsync(concurrent, shuffle * (repetition + 1));
            Assert.True(expected.SequenceEqual(actual), $"""
                On one thread, files in order, but not here:
                {string.Join("\n", expected.Except(actual))}
                Here alone:
                {string.Join("\n", actual.Except(expected))}
                """);
        }
    }

    private static async Task<ImmutableArray<string>> FindingsAsync(bool concurrent, int shuffle)
    {
        var trees = Programs.Realistic
            .Select(program => CSharpSyntaxTree.ParseText(program.Text, new CSharpParseOptions(LanguageVersion.Latest), program.Name))
            .ToArray();
        if (shuffle > 0)
            new Random(shuffle).Shuffle(trees);

        // Several entry points are in one compilation: an error, of no consequence here, and a case of its own.
        var compilation = CSharpCompilation.Create(
            "Determinism", trees, References.For(Programs.References), new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var findings = await TestProject.FindingsAsync(compilation, new AnalyzerOptions([]), Rule.Analyzers, concurrent);
        return [.. findings.Select(finding => finding.ToString())];
    }
}
