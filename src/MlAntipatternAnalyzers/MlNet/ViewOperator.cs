using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>A method that reads columns of a view and is no estimator: an evaluator, a filter, a split.</summary>
internal sealed class ViewOperator
{
    public ViewOperator(string name, LearningTask task, params Reading[] readings)
    {
        Name = name;
        Task = task;
        Readings = readings.ToImmutableArray();
    }

    public string Name { get; }

    /// <summary>The catalog that it is a method of; None where it stands in no task's catalog.</summary>
    public LearningTask Task { get; }

    public ImmutableArray<Reading> Readings { get; }

    /// <summary>One parameter that names columns, and what they may hold.</summary>
    internal readonly struct Reading
    {
        public Reading(string parameter, ColumnRole role, Accepted types, bool isOfResult = false, bool isImplied = false)
        {
            Parameter = parameter;
            Implied = isImplied ? parameter : null;
            Role = role;
            Types = types;
            IsOfResult = isOfResult;
        }

        /// <summary>A column that no parameter names: the evaluation inside a cross-validation reads what models write.</summary>
        public static Reading Always(string column, ColumnRole role, Accepted types) => new(column, role, types, isOfResult: true, isImplied: true);

        public string Parameter { get; }

        /// <summary>The column's name, where it is always this one.</summary>
        public string? Implied { get; }

        public ColumnRole Role { get; }

        public Accepted Types { get; }

        /// <summary>Whether it is read of what the estimator makes of the view, not of the view: a cross-validation's label.</summary>
        public bool IsOfResult { get; }
    }
}
