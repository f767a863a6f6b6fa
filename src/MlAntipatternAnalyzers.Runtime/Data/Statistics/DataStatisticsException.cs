using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Statistics cannot be computed as they were asked for: a column that the options name is not there or of a type that will not do, a weight is no weight, or there are too many slices.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class DataStatisticsException(string message) : Exception(message);
