using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>
/// Which contract describes which model: the one that a <c>[FeatureContract]</c> names, else the one that is named like the model's file, else
/// the only one, where there is only one model too.
/// </summary>
internal sealed class ContractLinks
{
    private readonly ProgramModel model;

    public ContractLinks(ProgramModel model, ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        this.model = model;
        Files = CommittedContract.In(files, cancellationToken);
    }

    public IReadOnlyList<CommittedContract> Files { get; }

    /// <summary>The contract of a model that is saved; null where none is its.</summary>
    public CommittedContract? Of(ProgramContract trained) =>
        trained.StatedName is { } stated ? Named(stated) : Named(trained.FileName) ?? (Files.Count == 1 && ProgramContract.AreSame(ProgramContract.Of(model)) ? Files[0] : null);

    /// <summary>The contract of a model that is served; null where none is its.</summary>
    public CommittedContract? Of(ServedModel served)
    {
        if (served.StatedName is { } stated)
            return Named(stated);
        if (Named(served.FileName) is { } named)
            return named;
        if (Files.Count != 1 || ServedModel.CountIn(model) != 1)
            return null;

        // A program that trains the contract's model may serve another one.
        var trained = ProgramContract.Of(model);
        return trained.Count == 0 || trained.Any(one => SymbolEqualityComparer.Default.Equals(one.Row, served.Input)) ? Files[0] : null;
    }

    public CommittedContract? Named(string? name) => name is null ? null : Files.FirstOrDefault(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase));
}
