using System.Collections.Generic;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>What one tells otherwise than the contract.</summary>
/// <param name="Contract">What is held to be right.</param>
/// <param name="Other">What is compared with it.</param>
internal sealed record ContractComparison(ContractSource Contract, ContractSource Other, IReadOnlyList<ContractDifference> Differences)
{
    public static ContractComparison Of(ContractSource contract, ContractSource other) => new(contract, other, ContractComparer.Compare(contract.Contract, other.Contract));
}
