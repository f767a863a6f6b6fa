using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Tool.Loose;

/// <summary>
/// What loose files are compiled against: the running framework, ASP.NET Core's shared framework where it is installed, the ML.NET assemblies
/// that the tool carries, and the declared signatures of the ML.NET packages that it does not.
/// </summary>
internal sealed class LooseReferences
{
    private const string SignaturePrefix = "signatures/";

    // What the tool itself runs models with, beside it; what it only carries is in a folder of its own. Not CpuMath: no program calls it.
    private static readonly string[] MLNet =
    [
        "Core", "Data", "DataView", "FastTree", "KMeansClustering", "LightGbm", "PCA", "StandardTrainers", "Transforms",
    ];

    private static readonly Lazy<LooseReferences> Shared = new(() => new LooseReferences());

    private readonly ImmutableArray<MetadataReference> _always;
    private readonly ImmutableArray<MetadataReference> _extensions;
    private readonly ImmutableArray<MetadataReference> _web;

    private LooseReferences()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        var core = References(trusted.Where(path => Path.GetDirectoryName(path) == framework));
        var carried = References(MLNet.Select(name => Path.Combine(AppContext.BaseDirectory, $"Microsoft.ML.{name}.dll"))
            .Concat(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "mlnet"), "*.dll")));
        var shared = WebFramework(framework);
        _extensions = References(shared.Where(path => !IsWeb(path)));
        _web = References(shared.Where(IsWeb));
        _always = core.AddRange(carried);
        Signatures = CompileSignatures(_always.AddRange(_extensions).AddRange(_web));
        if (Signatures is not null)
            _always = _always.Add(Signatures);
    }

    public static LooseReferences Instance => Shared.Value;

    /// <summary>The declared signatures as one assembly; null when there are none.</summary>
    public MetadataReference? Signatures { get; }

    /// <summary>
    /// The references of one compilation. The web and hosting assemblies are there only for code that speaks of them, because rules take their
    /// presence as a sign of a service.
    /// </summary>
    public IEnumerable<MetadataReference> For(bool web, bool hosting)
    {
        IEnumerable<MetadataReference> references = _always;
        if (web || hosting)
            references = references.Concat(_extensions);
        return web ? references.Concat(_web) : references;
    }

    /// <summary>The sources of the declared signatures: name and text.</summary>
    public static IEnumerable<(string Name, SourceText Text)> SignatureSources()
    {
        var assembly = typeof(LooseReferences).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(SignaturePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return (name[SignaturePrefix.Length..], SourceText.From(stream));
        }
    }

    private static ImmutableArray<MetadataReference> References(IEnumerable<string> paths) =>
        [.. paths.Order(StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path))];

    private static bool IsWeb(string path) => Path.GetFileName(path).StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    // shared/Microsoft.NETCore.App/10.0.0 has shared/Microsoft.AspNetCore.App/10.0.0 as its neighbour; else the newest of the same major version.
    private static string[] WebFramework(string framework)
    {
        var shared = Path.GetFullPath(Path.Combine(framework, "..", "..", "Microsoft.AspNetCore.App"));
        if (!Directory.Exists(shared))
            return [];
        var version = Path.GetFileName(framework);
        var major = version.Split('.')[0] + ".";
        var folder = Directory.GetDirectories(shared)
            .Where(path => Path.GetFileName(path).StartsWith(major, StringComparison.Ordinal))
            .OrderByDescending(path => Path.GetFileName(path) == version)
            .ThenByDescending(path => Version.TryParse(Path.GetFileName(path).Split('-')[0], out var parsed) ? parsed : new Version())
            .FirstOrDefault();
        return folder is null ? [] : Directory.GetFiles(folder, "*.dll").Where(IsManaged).ToArray();
    }

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    // Emitted, not referenced as a compilation: a rule must not take the declarations for code of the program.
    private static MetadataReference? CompileSignatures(ImmutableArray<MetadataReference> references)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var trees = SignatureSources().Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Name)).ToArray();
        if (trees.Length == 0)
            return null;
        var compilation = CSharpCompilation.Create(
            "MlAntipatternAnalyzers.Signatures",
            trees,
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Annotations, allowUnsafe: true));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, options: new EmitOptions(metadataOnly: true));
        if (!emitted.Success)
            throw new InvalidOperationException("The signatures that the tool carries do not compile: " + string.Join("; ", emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
