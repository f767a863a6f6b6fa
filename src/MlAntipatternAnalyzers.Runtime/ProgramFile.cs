using System;
using System.IO;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Finds the files that are committed beside a project and copied to its output: from whatever directory the program is started in.</summary>
internal static class ProgramFile
{
    /// <param name="path">As the caller wrote it.</param>
    /// <param name="programDirectory">Where a relative path is looked for that the current directory does not have.</param>
    /// <param name="what">What it is called in the message: "data schema".</param>
    /// <param name="advice">What to do when there is none, given the file's name.</param>
    /// <exception cref="FileNotFoundException">It is in neither place.</exception>
    public static FileInfo Find(string path, string programDirectory, string what, Func<string, string> advice)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var places = new[] { Path.GetFullPath(path), Path.GetFullPath(path, programDirectory) };
        return Array.Find(places, File.Exists) is { } place
            ? new(place)
            : throw new FileNotFoundException(
                $"There is no {what} '{path}' (looked for {string.Join(" and ", places.Distinct().Select(p => $"'{p}'"))}). {advice(Path.GetFileName(path))}", path);
    }
}
