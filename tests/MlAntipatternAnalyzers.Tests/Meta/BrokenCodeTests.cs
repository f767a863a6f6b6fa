using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>An editor shows broken code most of the time: no rule, and no fix, may throw on it or hang.</summary>
public abstract class BrokenCodeTests
{
    private const int Variants = 500;
    private const int EveryNthIsFixed = 10;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(120);

    // One compilation to derive the others from: they share what is read from the references.
    private static readonly Lazy<CSharpCompilation> Base = new(() => CSharpCompilation.Create(
        "Broken", references: References.For(Programs.References), options: new CSharpCompilationOptions(OutputKind.ConsoleApplication)));

    // Four classes run beside each other and beside the other tests.
    private readonly int first;

    protected BrokenCodeTests(int part) => first = part * Variants;

    [Fact]
    public async Task No_rule_and_no_fix_throws()
    {
        for (var seed = first; seed < first + Variants; seed++)
        {
            var (name, text) = Programs.All[seed % Programs.All.Length];
            var damaged = Damage.To(text, new Random(seed));
            using var deadline = new CancellationTokenSource(TimeLimit);
            try
            {
                await AnalyzeAsync(damaged, seed, deadline.Token);
            }
            catch (Exception exception)
            {
                if (CompilerThrowsOn(damaged))
                    continue;
                Assert.Fail($"seed {seed}, {name}: {(deadline.IsCancellationRequested ? $"not done after {TimeLimit}" : exception)}\n{damaged}");
            }
        }
    }

    /// <summary>Whether the compiler throws on the code with no analyzer near it, as some versions do on a few of the variants: then nothing is learned of ours.</summary>
    private static bool CompilerThrowsOn(string text)
    {
        try
        {
            Base.Value.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))).GetDiagnostics();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }

    private static async Task AnalyzeAsync(string text, int seed, CancellationToken cancellationToken)
    {
        if (seed % EveryNthIsFixed == 0)
        {
            await FixAsync(text, cancellationToken);
            return;
        }

        var tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), "/0/Broken.cs", cancellationToken: cancellationToken);
        var compilation = Base.Value.AddSyntaxTrees(tree);
        // The whole model, of which the rules ask for parts.
        ProgramModel.TryCreate(compilation, cancellationToken)?.ToText();
        await TestProject.FindingsAsync(compilation, new AnalyzerOptions([]), Rule.Analyzers, cancellationToken: cancellationToken);
    }

    private static async Task FixAsync(string text, CancellationToken cancellationToken)
    {
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Broken.cs", text)], Programs.References);
        foreach (var finding in await TestProject.FindingsAsync(project, Rule.Analyzers, cancellationToken: cancellationToken))
        {
            foreach (var fix in Rule.AllFixes)
            {
                foreach (var action in await FixRunner.ActionsAsync(project, finding, fix))
                    await action.GetOperationsAsync(cancellationToken);
            }
        }
    }
}

public sealed class BrokenCode1Tests() : BrokenCodeTests(0);

public sealed class BrokenCode2Tests() : BrokenCodeTests(1);

public sealed class BrokenCode3Tests() : BrokenCodeTests(2);

public sealed class BrokenCode4Tests() : BrokenCodeTests(3);
