using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>The files that one name on the command line stands for.</summary>
internal static class DataFiles
{
    /// <param name="path">A file, or a pattern with * and ? in its last part, whose files are one data set together.</param>
    /// <returns>At least one, in ordinal order.</returns>
    /// <exception cref="CannotEvaluateException">There is none.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path))
            throw new CannotEvaluateException($"'{path}' is a folder. Name a file, or several as one data set by a pattern: \"{Path.Combine(path, "*.csv")}\".");
        var name = Path.GetFileName(path);
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } given ? given : ".";
        if (!name.Contains('*', StringComparison.Ordinal) && !name.Contains('?', StringComparison.Ordinal))
            throw new CannotEvaluateException($"There is no data file '{path}'.");
        var found = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, name).Select(file => folder == "." && !path.StartsWith('.') ? Path.GetFileName(file) : file).Order(StringComparer.Ordinal).ToList()
            : [];
        return found.Count > 0 ? found : throw new CannotEvaluateException($"No file fits the pattern '{path}'.");
    }
}
