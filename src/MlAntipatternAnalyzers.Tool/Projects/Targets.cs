using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Loose;

namespace MlAntipatternAnalyzers.Tool.Projects;

/// <summary>What the paths of a command line mean.</summary>
internal sealed class Targets
{
    private Targets()
    {
    }

    /// <summary>Full paths of solutions, projects, folders of loose files, and single loose files.</summary>
    public List<string> Solutions { get; } = [];

    public List<string> Projects { get; } = [];

    public List<string> LooseFolders { get; } = [];

    public List<string> LooseFiles { get; } = [];

    public List<Problem> Problems { get; } = [];

    /// <summary>
    /// A folder stands for the solution in it, else for the projects in it, else for the projects below it, else for its C# files; with
    /// <paramref name="loose"/> always for its C# files.
    /// </summary>
    public static Targets Resolve(IEnumerable<string> paths, bool loose)
    {
        var targets = new Targets();
        foreach (var path in paths.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal))
        {
            if (Directory.Exists(path))
                targets.AddFolder(path, loose);
            else if (File.Exists(path))
                targets.AddFile(path, loose);
            else
                targets.Problems.Add(Problem.Failure($"{path}: no such file or folder."));
        }

        return targets;
    }

    private void AddFile(string path, bool loose)
    {
        var list = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".sln" or ".slnx" or ".slnf" => Solutions,
            ".csproj" => Projects,
            ".cs" => LooseFiles,
            _ => null,
        };
        if (list is null)
            Problems.Add(Problem.Failure($"{path} is not a C# project, a solution, a folder or a C# file."));
        else if (loose && list != LooseFiles)
            LooseFolders.Add(Path.GetDirectoryName(path)!);
        else
            list.Add(path);
    }

    private void AddFolder(string path, bool loose)
    {
        var folder = SourceFolder.Read(path);
        var here = folder.Projects.Where(project => Path.GetDirectoryName(project) == path).ToArray();
        var solutions = folder.Solutions.Where(solution => Path.GetDirectoryName(solution) == path).ToArray();
        if (folder.Sources.Count == 0 && folder.Projects.Count == 0 && solutions.Length == 0)
            Problems.Add(Problem.Failure($"{path} holds no C# file."));
        else if (loose || (folder.Projects.Count == 0 && solutions.Length == 0))
            LooseFolders.Add(path);
        else if (solutions.Length > 0)
            Solutions.AddRange(solutions);
        else
            Projects.AddRange(here.Length > 0 ? here : folder.Projects);
    }
}
