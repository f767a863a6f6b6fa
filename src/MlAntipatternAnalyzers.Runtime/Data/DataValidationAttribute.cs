using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Marks a method that validates data by its own means: it takes a view, rows or a path, and throws when they must not be used. The
/// analyzers count a call of it as a validation on the way from the source to <c>Fit</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = true)]
public sealed class DataValidationAttribute : Attribute;
