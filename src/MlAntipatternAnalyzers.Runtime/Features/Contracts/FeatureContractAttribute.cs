using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Ties code to a feature contract: on a row class, or on the class or method that trains, saves or serves a model. The analyzers compare it with the contract of that name among the project's
/// additional files; <see cref="FeatureContract.Verify{TRow}"/> refuses a row class of another contract.
/// </summary>
/// <param name="name">The contract's name: that of its file, without folder and extension.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method)]
public sealed class FeatureContractAttribute(string name) : Attribute
{
    /// <summary>The contract's name.</summary>
    public string Name { get; } = name;
}
