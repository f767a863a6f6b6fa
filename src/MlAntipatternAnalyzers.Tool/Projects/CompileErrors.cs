using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Tool.Projects;

/// <summary>Says that a project does not compile, and why.</summary>
internal static class CompileErrors
{
    private const int Shown = 3;

    /// <param name="opened">The project.</param>
    /// <param name="errors">The compiler's errors, at least one.</param>
    /// <param name="restored">Whether it was restored first.</param>
    /// <param name="result">What suffers: a plural.</param>
    public static string Say(OpenedProject opened, IReadOnlyCollection<Diagnostic> errors, bool restored, string result)
    {
        if (!restored && opened.Project.FilePath is { } file && !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "obj", "project.assets.json")))
            return $"{opened.Name} is not restored, so its references are not known. Run 'dotnet restore', or leave out --no-restore.";

        var first = errors.Take(Shown).Select(error => error.ToString());
        var count = errors.Count == 1 ? "1 error" : $"{errors.Count} errors";
        return $"{opened.Name} does not compile ({count}), so {result} may be incomplete: {string.Join("; ", first)}";
    }
}
