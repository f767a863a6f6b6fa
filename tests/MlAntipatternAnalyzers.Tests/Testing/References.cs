using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>What test programs are compiled against. Each reference is made once, so that compilations share its metadata.</summary>
internal static class References
{
    /// <summary>The names of the ML.NET assemblies that the test project references.</summary>
    public static string[] MlNetAssemblies { get; } =
    [
        "Microsoft.ML.Core",
        "Microsoft.ML.CpuMath",
        "Microsoft.ML.Data",
        "Microsoft.ML.DataView",
        "Microsoft.ML.FastTree",
        "Microsoft.ML.ImageAnalytics",
        "Microsoft.ML.KMeansClustering",
        "Microsoft.ML.LightGbm",
        "Microsoft.ML.OnnxTransformer",
        "Microsoft.ML.PCA",
        "Microsoft.ML.StandardTrainers",
        "Microsoft.ML.Transforms",
    ];

    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyFramework = new(() => OfTargetingPack("Microsoft.NETCore.App.Ref"));
    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyAspNetCore = new(() => OfTargetingPack("Microsoft.AspNetCore.App.Ref"));
    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyMlNet = new(() => OfAssemblies(MlNetAssemblies));
    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyRuntime = new(() => OfAssemblies("MlAntipatternAnalyzers.Runtime"));
    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyXunit = new(() => OfAssemblies("xunit.core", "xunit.assert", "xunit.abstractions"));
    private static readonly Lazy<ImmutableArray<MetadataReference>> LazyStubs = new(CompileStubs);

    public static ImmutableArray<MetadataReference> For(With with)
    {
        var references = LazyFramework.Value.ToBuilder();
        if (!with.HasFlag(With.NoMlNet))
            references.AddRange(LazyMlNet.Value);
        if (with.HasFlag(With.AspNetCore))
            references.AddRange(LazyAspNetCore.Value);
        if (with.HasFlag(With.Stubs))
            references.AddRange(LazyStubs.Value);
        if (with.HasFlag(With.Runtime))
            references.AddRange(LazyRuntime.Value);
        if (with.HasFlag(With.XunitFramework))
            references.AddRange(LazyXunit.Value);
        return references.ToImmutable();
    }

    private static ImmutableArray<MetadataReference> OfAssemblies(params string[] names) =>
        [.. names.Select(name => MetadataReference.CreateFromFile(Assembly.Load(name).Location))];

    private static ImmutableArray<MetadataReference> OfTargetingPack(string name)
    {
        var pack = typeof(References).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(attribute => attribute.Key == "TargetingPack")
            .Select(attribute => attribute.Value!)
            .Single(directory => directory.Replace('\\', '/').Contains($"/{name}/", StringComparison.OrdinalIgnoreCase));
        return [.. Directory.GetFiles(pack, "*.dll").Order(StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path))];
    }

    /// <summary>The signatures of the ML.NET packages that are not referenced, compiled to one assembly.</summary>
    private static ImmutableArray<MetadataReference> CompileStubs()
    {
        var assembly = typeof(References).Assembly;
        var trees = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Signatures/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => CSharpSyntaxTree.ParseText(SourceText.From(assembly.GetManifestResourceStream(name)!), path: name))
            .ToArray();
        if (trees.Length == 0)
            throw new InvalidOperationException("The test assembly embeds no file of src/MlAntipatternAnalyzers.Tool/Signatures: With.Stubs has nothing to reference.");

        var compilation = CSharpCompilation.Create(
            "MlNetSignatures",
            trees,
            For(With.AspNetCore),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException("The signature files do not compile:\n" + string.Join("\n", errors));
        }

        return [MetadataReference.CreateFromImage(image.ToArray())];
    }
}
