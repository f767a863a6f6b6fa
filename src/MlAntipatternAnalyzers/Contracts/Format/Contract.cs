using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>
/// A feature contract: what training promises to serving. The raw columns and how they are filled, the steps of the pipeline, the label,
/// the features and the outputs, each a fact of its own.
/// </summary>
internal sealed class Contract
{
    public const string FileExtension = ".mlcontract";

    public Contract(IEnumerable<ContractFact> facts) =>
        Facts = facts.OrderBy(fact => fact.Kind).ThenBy(fact => fact.Kind != ContractFactKind.Step && fact.IsOpen).ThenBy(fact => fact.Kind == ContractFactKind.Step ? "" : fact.Name, StringComparer.Ordinal).ToList();

    /// <summary>All facts, in the order in which they are written: by kind; the steps as they follow each other, the others by name.</summary>
    public IReadOnlyList<ContractFact> Facts { get; }

    public IEnumerable<ColumnFact> Raw => Of<ColumnFact>(ContractFactKind.Raw);

    public IEnumerable<ComputeFact> Computes => Of<ComputeFact>(ContractFactKind.Compute);

    /// <summary>The steps; an open one stands for any number that are not known.</summary>
    public IEnumerable<StepFact> Steps => Facts.OfType<StepFact>();

    public IEnumerable<NameFact> Labels => Of<NameFact>(ContractFactKind.Label);

    /// <summary>The raw columns that the features are made of.</summary>
    public IEnumerable<NameFact> Features => Of<NameFact>(ContractFactKind.Feature);

    public IEnumerable<ColumnFact> Outputs => Of<ColumnFact>(ContractFactKind.Output);

    /// <summary>Whether there may be facts of a kind besides those that are listed.</summary>
    public bool IsOpen(ContractFactKind kind) => Facts.Any(fact => fact.Kind == kind && fact.IsOpen);

    /// <summary>The fact of a kind about a column or member; null where there is none.</summary>
    public ContractFact? Find(ContractFactKind kind, string name) => Facts.FirstOrDefault(fact => fact.Kind == kind && !fact.IsOpen && fact.Name == name);

    /// <summary>Whether a path is that of a contract, by its extension.</summary>
    public static bool IsFile(string path) => path.EndsWith(FileExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The contract's name: that of its file, without folder and extension.</summary>
    public static string NameOf(string path)
    {
        var start = path.LastIndexOfAny(new[] { '/', '\\' }) + 1;
        return path.Substring(start, path.Length - start - (IsFile(path) ? FileExtension.Length : 0));
    }

    private IEnumerable<T> Of<T>(ContractFactKind kind)
        where T : ContractFact => Facts.OfType<T>().Where(fact => fact.Kind == kind && !fact.IsOpen);
}
