using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;

namespace MlAntipatternAnalyzers.Tool.Loose;

/// <summary>The sources of one compilation: a project's own, and those of the projects that it references, nearest first.</summary>
/// <param name="ReferencedSources">An array a referenced project.</param>
/// <param name="Projects">The project files of the folder; none when no project file speaks for the sources.</param>
internal sealed record LooseGroup(
    string Name,
    ImmutableArray<ProjectFacts> Projects,
    ImmutableArray<string> Sources,
    ImmutableArray<ImmutableArray<string>> ReferencedSources,
    ImmutableArray<string> Configs,
    ImmutableArray<string> Additional);

/// <summary>Divides a folder of sources into compilations, one a folder that holds project files.</summary>
internal sealed class LooseGroups
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly List<string> _complaints = [];
    private readonly string _root;
    private readonly SourceFolder _folder;

    private LooseGroups(string root, SourceFolder folder)
    {
        _root = root;
        _folder = folder;
        _complaints.AddRange(folder.Unreadable);
    }

    public static (ImmutableArray<LooseGroup> Groups, ImmutableArray<string> Complaints) Divide(string root)
    {
        root = Path.GetFullPath(root);
        var groups = new LooseGroups(root, SourceFolder.Read(root));
        return (groups.Divide(), [.. groups._complaints]);
    }

    /// <summary>Files named one by one are one compilation.</summary>
    public static LooseGroup Of(IEnumerable<string> files)
    {
        var paths = files.Select(Path.GetFullPath).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        return new LooseGroup("files", [], paths, [], Above(Path.GetDirectoryName(paths[0])!), []);
    }

    private ImmutableArray<LooseGroup> Divide()
    {
        foreach (var directory in _folder.Projects.Select(path => Path.GetDirectoryName(path)!).Distinct())
            Load(directory, _folder);
        var rest = new Node(_root, []);
        foreach (var source in _folder.Sources)
            (Enclosing(source) ?? rest).Sources.Add(source);
        foreach (var additional in _folder.Additional)
            (Enclosing(additional) ?? rest).Additional.Add(additional);

        var configs = Above(Path.GetDirectoryName(_root) ?? _root).AddRange(_folder.Configs);
        var inside = _nodes.Values.ToArray();
        // What a project links from beside it belongs to that project.
        var linked = inside.SelectMany(node => Adjusted(node)).ToHashSet(StringComparer.Ordinal);
        rest.Sources.RemoveAll(linked.Contains);
        return [.. inside.Append(rest)
            .Where(node => node.Sources.Count > 0)
            .Select(node => ToGroup(node, configs))
            .OrderBy(group => group.Name, StringComparer.Ordinal)];
    }

    private Node? Enclosing(string file)
    {
        for (var directory = Path.GetDirectoryName(file); directory is not null && directory.Length >= _root.Length; directory = Path.GetDirectoryName(directory))
        {
            if (_nodes.TryGetValue(directory, out var node))
                return node;
        }

        return null;
    }

    private void Load(string directory, SourceFolder folder)
    {
        var projects = new List<ProjectFacts>();
        foreach (var path in folder.Projects.Where(path => Path.GetDirectoryName(path) == directory))
        {
            try
            {
                projects.Add(ProjectFacts.Read(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
            {
                _complaints.Add($"{path} cannot be read, so its settings are not known: {e.Message}");
            }
        }

        _nodes[directory] = new Node(directory, projects);
    }

    private LooseGroup ToGroup(Node node, ImmutableArray<string> configs)
    {
        var own = Adjusted(node);
        var taken = own.ToHashSet(StringComparer.Ordinal);
        var referenced = Referenced(node).Select(other => Adjusted(other).Where(taken.Add).ToImmutableArray()).ToImmutableArray();
        var name = node.Projects.Count > 0 ? node.Projects[0].Name : Path.GetFileName(node.Directory.TrimEnd(Path.DirectorySeparatorChar));
        return new LooseGroup(name, [.. node.Projects], own, referenced, configs, [.. node.Additional]);
    }

    // Breadth first, so that the nearest project's types win where two declare the same name.
    private IEnumerable<Node> Referenced(Node start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { start.Directory };
        var queue = new Queue<Node>([start]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var directory in node.Projects.SelectMany(project => project.ProjectReferences).Select(path => Path.GetDirectoryName(path)!))
            {
                if (!seen.Add(directory) || NodeOf(directory) is not { } next)
                    continue;
                yield return next;
                queue.Enqueue(next);
            }
        }
    }

    // A referenced project may lie outside of the folder that was asked for.
    private Node? NodeOf(string directory)
    {
        if (_nodes.TryGetValue(directory, out var node))
            return node;
        if (!Directory.Exists(directory))
            return null;
        var folder = SourceFolder.Read(directory);
        Load(directory, folder);
        var nested = folder.Projects.Select(path => Path.GetDirectoryName(path)!).Where(inner => inner != directory).ToArray();
        _nodes[directory].Sources.AddRange(folder.Sources.Where(source => !nested.Any(inner => IsUnder(source, inner))));
        return _nodes[directory];
    }

    private static ImmutableArray<string> Adjusted(Node node)
    {
        var removed = node.Projects.SelectMany(project => project.RemovedSources).Select(Glob).ToArray();
        var linked = node.Projects.SelectMany(project => project.LinkedSources).SelectMany(Expand);
        return [.. node.Sources.Where(source => !removed.Any(pattern => pattern.IsMatch(source))).Concat(linked).Distinct()];
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
            return File.Exists(pattern) && pattern.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? [pattern] : [];
        var fixedPart = pattern[..pattern.IndexOf('*', StringComparison.Ordinal)];
        var folder = Path.GetDirectoryName(fixedPart);
        var glob = Glob(pattern);
        return folder is not null && Directory.Exists(folder) ? SourceFolder.Read(folder).Sources.Where(source => glob.IsMatch(source)) : [];
    }

    private static Regex Glob(string pattern)
    {
        var slash = Regex.Escape(Path.DirectorySeparatorChar.ToString());
        var body = Regex.Escape(pattern)
            .Replace(@"\*\*" + slash, $"(.*{slash})?", StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", $"[^{slash}]*", StringComparison.Ordinal)
            .Replace(@"\?", $"[^{slash}]", StringComparison.Ordinal);
        return new Regex($"^{body}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    }

    private static bool IsUnder(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // The compiler stops at the file that says root = true by itself.
    private static ImmutableArray<string> Above(string folder)
    {
        var found = new List<string>();
        for (var directory = folder; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var config = Path.Combine(directory, ".editorconfig");
            if (File.Exists(config))
                found.Add(config);
        }

        return [.. found];
    }

    private sealed record Node(string Directory, List<ProjectFacts> Projects)
    {
        public List<string> Sources { get; } = [];

        public List<string> Additional { get; } = [];
    }
}
