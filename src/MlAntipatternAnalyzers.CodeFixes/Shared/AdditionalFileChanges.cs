using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Changes to a file that several projects may share as an additional one.</summary>
internal static class AdditionalFileChanges
{
    /// <summary>Whether a file can be added to a project where the fix runs: an editor can, and <c>dotnet format</c> ends with an exception.</summary>
    public static bool CanAdd(Project project) => project.Solution.Workspace.CanApplyChange(ApplyChangesKind.AddAdditionalDocument);

    /// <summary>The documents of a path, one a project.</summary>
    public static List<TextDocument> FilesOf(Solution solution, string path) =>
        solution.Projects.SelectMany(project => project.AdditionalDocuments).Where(file => (file.FilePath ?? file.Name) == path).ToList();

    /// <summary>The solution with the file changed in every project that has it; as it was where nothing is to be changed.</summary>
    public static async Task<Solution> ChangeAsync(Solution solution, string path, Func<string, string?> change, CancellationToken cancellationToken)
    {
        foreach (var file in FilesOf(solution, path))
        {
            var before = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
            if (change(before.ToString()) is { } changed && changed != before.ToString())
                solution = solution.WithAdditionalDocumentText(file.Id, SourceText.From(changed, before.Encoding, before.ChecksumAlgorithm));
        }

        return solution;
    }
}
