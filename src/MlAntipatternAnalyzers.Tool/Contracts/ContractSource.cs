using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>Where a contract is told from.</summary>
internal enum ContractOrigin
{
    /// <summary>What a project's code trains.</summary>
    Code,

    /// <summary>The classes that a project's code serves a model with.</summary>
    Serving,

    /// <summary>A contract's file.</summary>
    File,

    /// <summary>A saved model.</summary>
    Model,
}

/// <summary>A contract, as one of the three tells it.</summary>
/// <param name="Where">The file as it was given, or the project's name.</param>
/// <param name="Name">The contract's name, where it has one: a model has none.</param>
internal sealed record ContractSource(ContractOrigin Origin, string Where, string? Name, Contract Contract)
{
    /// <summary>Of code, where the model's trainer is, or its engine: <c>src/PriceJob.cs(41)</c>.</summary>
    public string? Place { get; init; }

    /// <summary>As messages call it.</summary>
    public string Title => Origin switch
    {
        ContractOrigin.Code => $"the code of {Where} ({Place})",
        ContractOrigin.Serving => $"the serving code of {Where} ({Place})",
        ContractOrigin.Model => $"the model {Where}",
        _ => Where,
    };
}
