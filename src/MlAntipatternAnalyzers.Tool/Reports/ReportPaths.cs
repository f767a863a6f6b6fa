using System;
using System.IO;

namespace MlAntipatternAnalyzers.Tool.Reports;

/// <summary>Paths as reports show them: relative to a root, with forward slashes, so that reports of two machines are equal.</summary>
internal sealed class ReportPaths(string root)
{
    private readonly string _root = Path.GetFullPath(root);

    public string Root => _root;

    /// <summary>The path under the root; a file outside of it keeps its full path.</summary>
    public string Show(string path) => (Relative(path) ?? path).Replace('\\', '/');

    /// <summary>Null for a file outside of the root.</summary>
    public string? Relative(string path)
    {
        var relative = Path.GetRelativePath(_root, path);
        return Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? null : relative;
    }
}
