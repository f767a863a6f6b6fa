using System;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>A model, a data set or a gate that cannot be used as asked. The message is for the user: what is wrong, where, and what to do.</summary>
internal sealed class CannotEvaluateException(string message) : Exception(message);
