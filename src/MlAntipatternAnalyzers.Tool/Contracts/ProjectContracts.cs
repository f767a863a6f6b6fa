using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Tool.Reports;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>The contracts of one project.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Folder">Where a new contract's file goes.</param>
/// <param name="Code">What its code says, a contract a model that it saves.</param>
/// <param name="Files">The contracts' files among its additional files.</param>
internal sealed record ProjectContracts(string Project, string Folder, IReadOnlyList<ContractSource> Code, IReadOnlyList<string> Files)
{
    /// <summary>The file of a contract of the code: the one of its name, else the only one where there is one contract; null where there is none.</summary>
    public string? FileOf(ContractSource code) =>
        (Files.FirstOrDefault(file => Contract.NameOf(file) == code.Name) ?? (Files is [var only] && Code.Count == 1 ? only : null)) is { } file ? Shown(file) : null;

    /// <summary>Where the file of a contract is, or is to be.</summary>
    public string PathOf(ContractSource code) => FileOf(code) ?? Shown(Path.Combine(Folder, code.Name + Contract.FileExtension));

    private static string Shown(string path) => new ReportPaths(Environment.CurrentDirectory).Show(path);
}
