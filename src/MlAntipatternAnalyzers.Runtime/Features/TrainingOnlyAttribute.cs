using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Marks a member of a row class that only training needs: the label, a weight, a group, what is known only afterwards. Whoever fills the row
/// to get a prediction leaves it alone, and the analyzers do not miss it there.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TrainingOnlyAttribute : Attribute;
