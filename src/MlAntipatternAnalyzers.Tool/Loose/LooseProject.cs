using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Tool.Loose;

/// <summary>Makes a project that the compiler can be asked about out of a group of loose files.</summary>
internal static class LooseProject
{
    private const string MLNet = "Microsoft.ML";

    private static readonly string[] Symbols =
    [
        "DEBUG", "TRACE", "NET", "NETCOREAPP", "NET5_0_OR_GREATER", "NET6_0_OR_GREATER", "NET7_0_OR_GREATER", "NET8_0_OR_GREATER",
        "NETCOREAPP2_0_OR_GREATER", "NETCOREAPP2_1_OR_GREATER", "NETCOREAPP3_0_OR_GREATER", "NETCOREAPP3_1_OR_GREATER",
    ];

    /// <summary>Null when the sources never speak of ML.NET: no rule has anything to say of them.</summary>
    public static Project? TryCreate(AdhocWorkspace workspace, LooseGroup group, SourceReader reader, CancellationToken cancellationToken)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Preview)
            .WithPreprocessorSymbols(Symbols.Concat(group.Projects.SelectMany(project => project.Constants)).Distinct());
        var files = Read(group, reader, parse, cancellationToken);
        var facts = new GroupFacts(group, files);
        if (!facts.UsesMLNet)
            return null;

        var id = ProjectId.CreateNewId(group.Name);
        var documents = files.Select(file => Document(id, file.Path, file.Text)).ToList();
        if (facts.GlobalUsings.Length > 0)
            documents.Add(Document(id, Path.Combine(facts.Directory, "obj", "GlobalUsings.g.cs"), SourceText.From(facts.GlobalUsings, System.Text.Encoding.UTF8)));

        var configs = group.Configs.Select(path => (path, text: reader.Read(path))).Where(config => config.text is not null)
            .Select(config => Document(id, config.path, config.text!))
            .Append(Document(id, Path.Combine(facts.Directory, "obj", "mlap.properties.globalconfig"), SourceText.From(facts.BuildProperties)));
        var additional = group.Additional.Select(path => (path, text: reader.Read(path))).Where(file => file.text is not null)
            .Select(file => Document(id, file.path, file.text!));

        var compile = new CSharpCompilationOptions(
            facts.IsExecutable ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            nullableContextOptions: facts.Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable);
        return workspace.AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                group.Name,
                group.Name,
                LanguageNames.CSharp,
                filePath: group.Projects.FirstOrDefault()?.Path,
                compilationOptions: compile,
                parseOptions: parse,
                documents: documents,
                metadataReferences: LooseReferences.Instance.For(facts.Web, facts.Hosting),
                additionalDocuments: additional)
            .WithAnalyzerConfigDocuments(configs));
    }

    private static List<LooseFile> Read(LooseGroup group, SourceReader reader, CSharpParseOptions parse, CancellationToken cancellationToken)
    {
        var files = new List<LooseFile>();
        foreach (var path in group.Sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Read(path) is { } text)
                files.Add(LooseFile.Parse(path, text, parse, cancellationToken));
        }

        // Two assemblies may declare one name; one compilation may not. The nearest declaration is the one that the code means.
        var declared = files.SelectMany(file => file.Types).ToHashSet(StringComparer.Ordinal);
        foreach (var project in group.ReferencedSources)
        {
            var added = new List<LooseFile>();
            foreach (var path in project)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.Read(path) is not { } text)
                    continue;
                var file = LooseFile.Parse(path, text, parse, cancellationToken);
                if (!file.HasTopLevelStatements && !file.Types.Any(declared.Contains))
                    added.Add(file);
            }

            declared.UnionWith(added.SelectMany(file => file.Types));
            files.AddRange(added);
        }

        return files;
    }

    private static DocumentInfo Document(ProjectId project, string path, SourceText text) => DocumentInfo.Create(
        DocumentId.CreateNewId(project, path),
        Path.GetFileName(path),
        loader: TextLoader.From(TextAndVersion.Create(text, VersionStamp.Default, path)),
        filePath: path);

    /// <summary>What the project files say of a group, and what its sources show where they say nothing.</summary>
    private sealed class GroupFacts(LooseGroup group, List<LooseFile> files)
    {
        private readonly ImmutableArray<ProjectFacts> _projects = group.Projects;

        public string Directory => _projects.Length > 0 ? _projects[0].Directory : Path.GetDirectoryName(group.Sources[0])!;

        public string GlobalUsings => _projects.Length == 0 ? ProjectFacts.DefaultGlobalUsings : string.Concat(_projects.Select(project => project.GlobalUsings).Distinct());

        public bool UsesMLNet => files.Any(file => file.MentionsMLNet) || GlobalUsings.Contains(MLNet, StringComparison.Ordinal);

        public bool IsExecutable => _projects.Any(project => project.IsExecutable) || files.Take(group.Sources.Length).Any(file => file.HasEntryPoint);

        public bool Nullable => _projects.Any(project => project.Nullable);

        public bool Web => _projects.Any(project => project.IsWeb) || Mentions("Microsoft.AspNetCore");

        public bool Hosting => _projects.Any(project => project.IsWorker) || Mentions("Microsoft.Extensions");

        /// <summary>The properties of the project that rules ask for, in the form in which the SDK hands them to the compiler.</summary>
        public string BuildProperties => "is_global = true\n" + (_projects.Any(project => project.IsTest) ? "build_property.IsTestProject = true\n" : "");

        private bool Mentions(string prefix) =>
            _projects.Any(project => project.Packages.Any(package => package.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            || files.Any(file => file.Usings.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>What the syntax of one file shows.</summary>
    private sealed record LooseFile(string Path, SourceText Text, bool MentionsMLNet, bool HasTopLevelStatements, bool HasEntryPoint, ImmutableArray<string> Types, ImmutableArray<string> Usings)
    {
        public static LooseFile Parse(string path, SourceText text, CSharpParseOptions options, CancellationToken cancellationToken)
        {
            var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, options, path, cancellationToken).GetRoot(cancellationToken);
            var topLevel = root.Members.Any(member => member is GlobalStatementSyntax);
            var types = ImmutableArray.CreateBuilder<string>();
            var usings = ImmutableArray.CreateBuilder<string>();
            var entry = topLevel;
            foreach (var node in root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
            {
                switch (node)
                {
                    case UsingDirectiveSyntax { Name: { } name }:
                        usings.Add(name.ToString());
                        break;
                    case BaseTypeDeclarationSyntax type when type.Parent is not TypeDeclarationSyntax:
                        types.Add(FullName(type, type.Identifier.Text, (type as TypeDeclarationSyntax)?.TypeParameterList?.Parameters.Count ?? 0));
                        break;
                    case DelegateDeclarationSyntax type when type.Parent is not TypeDeclarationSyntax:
                        types.Add(FullName(type, type.Identifier.Text, type.TypeParameterList?.Parameters.Count ?? 0));
                        break;
                    case MethodDeclarationSyntax { Identifier.Text: "Main" } main when main.Modifiers.Any(SyntaxKind.StaticKeyword):
                        entry = true;
                        break;
                }
            }

            return new LooseFile(path, text, text.ToString().Contains(MLNet, StringComparison.Ordinal), topLevel, entry, types.ToImmutable(), usings.ToImmutable());
        }

        private static string FullName(SyntaxNode type, string name, int arity)
        {
            var outer = type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString()).Reverse();
            return $"{string.Join('.', outer.Append(name))}`{arity}";
        }
    }
}
