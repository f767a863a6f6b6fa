using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MlAntipatternAnalyzers.Tool.Loose;

/// <summary>The files under a folder that an analysis wants, in a stable order; build output and version control are skipped.</summary>
internal sealed class SourceFolder
{
    private static readonly HashSet<string> Skipped = new(["bin", "obj", ".git", ".vs", "node_modules"], StringComparer.OrdinalIgnoreCase);

    private SourceFolder()
    {
    }

    public List<string> Sources { get; } = [];

    public List<string> Projects { get; } = [];

    public List<string> Solutions { get; } = [];

    /// <summary>The .editorconfig and .globalconfig files.</summary>
    public List<string> Configs { get; } = [];

    /// <summary>Feature contracts and data schemas, which the analyzers read.</summary>
    public List<string> Additional { get; } = [];

    /// <summary>Folders that could not be read, each with the reason.</summary>
    public List<string> Unreadable { get; } = [];

    public static SourceFolder Read(string folder)
    {
        var result = new SourceFolder();
        result.Add(Path.GetFullPath(folder));
        return result;
    }

    private void Add(string folder)
    {
        string[] files, folders;
        try
        {
            files = Directory.GetFiles(folder);
            folders = Directory.GetDirectories(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable.Add($"{folder} cannot be read and is left out: {e.Message}");
            return;
        }

        foreach (var file in files.Order(StringComparer.Ordinal))
            ListFor(file)?.Add(file);
        foreach (var inner in folders.Order(StringComparer.Ordinal))
        {
            // A link may lead back to where we came from.
            if (!Skipped.Contains(Path.GetFileName(inner)) && !new DirectoryInfo(inner).Attributes.HasFlag(FileAttributes.ReparsePoint))
                Add(inner);
        }
    }

    private List<string>? ListFor(string file)
    {
        var name = Path.GetFileName(file);
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".cs" => Sources,
            ".csproj" => Projects,
            ".sln" or ".slnx" => Solutions,
            ".editorconfig" or ".globalconfig" => Configs,
            ".mlcontract" => Additional,
            ".json" when name.EndsWith(".mlschema.json", StringComparison.OrdinalIgnoreCase) => Additional,
            _ => null,
        };
    }
}
