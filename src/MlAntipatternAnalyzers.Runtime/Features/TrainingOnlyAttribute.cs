using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Marks a member of a row class that only training needs: the label, a weight, a group, what is known only afterwards. Whoever fills the row
/// to get a prediction leaves it alone, and the analyzers do not miss it there.
/// </summary>
/// <remarks>
/// No feature may be made of it: <see cref="GoldenRows"/> replay rows with its default value, as serving has it, and <see cref="FeatureContract"/> refuses a row class that marks a feature of the contract. An attribute of
/// this name that a program declares itself does the same.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TrainingOnlyAttribute : Attribute;
