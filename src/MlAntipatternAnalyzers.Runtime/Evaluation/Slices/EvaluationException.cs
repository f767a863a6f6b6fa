using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Predictions that cannot be evaluated as asked: a column is missing or of the wrong type, a weight is negative, groups are mixed. The message says what to do.</summary>
public sealed class EvaluationException : Exception
{
    /// <summary>Reports what is wrong.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    public EvaluationException(string message)
        : base(message)
    {
    }
}
