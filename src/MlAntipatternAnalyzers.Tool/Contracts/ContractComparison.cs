using System.Collections.Generic;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>What one tells otherwise than the contract.</summary>
/// <param name="Contract">What is held to be right.</param>
/// <param name="Other">What is compared with it.</param>
internal sealed record ContractComparison(ContractSource Contract, ContractSource Other, IReadOnlyList<ContractDifference> Differences)
{
    public static ContractComparison Of(ContractSource contract, ContractSource other) => new(
        contract,
        other,
        other.Origin == ContractOrigin.Model ? ContractComparer.CompareServed(contract.Contract, other.Contract) : ContractComparer.Compare(contract.Contract, other.Contract));

    /// <summary>Of what serves only the features and the outputs matter, and the contract itself tells which.</summary>
    public static ContractComparison Of(ContractSource contract, ServedClasses served) =>
        new(contract, new(ContractOrigin.Serving, served.Project, served.Name, contract.Contract) { Place = served.Place }, served.Compare(contract.Contract));
}
