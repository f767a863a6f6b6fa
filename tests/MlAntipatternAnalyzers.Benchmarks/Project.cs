using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Benchmarks.Corpus;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>Code to measure on, parsed once; every compilation of it is new, as it is in a build and after every keystroke.</summary>
internal sealed class Project
{
    private static readonly MetadataReference[] Framework = [.. Basic.Reference.Assemblies.Net80.References.All];

    private static readonly MetadataReference[] MlNet =
    [
        .. new[]
        {
            "Core", "CpuMath", "Data", "DataView", "FastTree", "KMeansClustering", "LightGbm", "PCA", "StandardTrainers", "Transforms",
        }.Select(name => MetadataReference.CreateFromFile(Assembly.Load("Microsoft.ML." + name).Location)),
    ];

    private readonly CSharpCompilation template;

    private Project(IEnumerable<SourceFile> files, bool withMlNet, IEnumerable<string> planted, bool isGenerated = true)
    {
        Trees = [.. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Latest), file.Path))];
        Planted = planted.GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count());
        template = CSharpCompilation.Create(
            "Benchmark",
            references: withMlNet ? Framework.Concat(MlNet) : Framework,
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Errors = [.. Compile().GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (isGenerated && Errors is [var error, ..])
            throw new InvalidOperationException($"The generated code does not compile: {error}");
    }

    /// <summary>Every rule of the package.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Rules { get; } =
        [.. typeof(Categories).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public ImmutableArray<SyntaxTree> Trees { get; }

    /// <summary>What does not compile: nothing in generated code.</summary>
    public ImmutableArray<Diagnostic> Errors { get; }

    /// <summary>How often each rule is to speak, of the rules that faults were planted for.</summary>
    public IReadOnlyDictionary<string, int> Planted { get; }

    /// <summary>ML.NET code in about so many files.</summary>
    public static Project OfMlNet(int files)
    {
        var modules = MlModules.Write(files / MlModules.FilesEach);
        return new Project(modules.SelectMany(module => module.Files), withMlNet: true, modules.SelectMany(module => module.Planted));
    }

    /// <summary>The C# files of a folder as one compilation, whatever projects they belong to.</summary>
    public static Project Of(string folder) =>
        new(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new SourceFile(path, File.ReadAllText(path))), withMlNet: true, [], isGenerated: false);

    /// <summary>Code that does not reference ML.NET.</summary>
    public static Project Plain(int files) => new(PlainModules.Write(files), withMlNet: false, []);

    /// <summary>A compilation of which nothing is bound.</summary>
    public CSharpCompilation Compile() => template.AddSyntaxTrees(Trees);

    /// <summary>The same, to be bound on one thread: the measure of work, whatever the number of processors.</summary>
    public CSharpCompilation CompileForOneThread() => Compile().WithOptions(template.Options.WithConcurrentBuild(false));

    /// <summary>Runs analyzers over a whole new compilation.</summary>
    public Task<AnalysisResult> AnalyzeAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, bool concurrent) =>
        With(Compile(), analyzers, concurrent).GetAnalysisResultAsync(CancellationToken.None);

    public static CompilationWithAnalyzers With(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool concurrent) =>
        compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, analyzer, _) => throw new InvalidOperationException($"{analyzer} threw", exception),
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: true));

    /// <summary>Throws when the findings of a rule are not the faults that were planted for it.</summary>
    public void CheckFindings(AnalysisResult result)
    {
        if (WrongCounts(result) is [_, ..] wrong)
            throw new InvalidOperationException(string.Join("; ", wrong));
    }

    /// <summary>The rules that missed a planted fault, or found one where none is.</summary>
    public IReadOnlyList<string> WrongCounts(AnalysisResult result)
    {
        var found = result.GetAllDiagnostics().ToLookup(finding => finding.Id);
        return [.. Rules.SelectMany(rule => rule.SupportedDiagnostics).Select(descriptor => descriptor.Id).Distinct().Where(Planted.ContainsKey)
            .Where(id => found[id].Count() != Planted[id])
            .Select(id => $"{id}: {found[id].Count()} findings, but {Planted[id]} faults were planted")];
    }
}
