using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Marks a member of a row class that says where an item was shown (its rank, slot, page). Training needs it to explain away that what
/// stands first is clicked first; serving must not know it, because the position is what the score is to decide. So every score is computed
/// with the same neutral position (Rules of Machine Learning, rule 36).
/// </summary>
/// <remarks>
/// Have the neutral value put in by <see cref="PositionalFeatures"/>: <c>mlContext.WithNeutralPositions&lt;TRow&gt;(model)</c> for a model,
/// <c>PositionalFeatures.Neutralize(row)</c> for a row. Keep positions apart from other features: in a model that crosses them
/// (trees over both, an interaction) a neutral position stands for one place, not for the absence of its effect.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PositionalFeatureAttribute : Attribute
{
    /// <summary>
    /// The value of the member when serving. Without it the default of the member's type: 0, false, the empty text. A number is converted to the member's type
    /// where it is in its range; any other difference of type is an error when the row class is first used.
    /// </summary>
    public object? Neutral { get; set; }
}
