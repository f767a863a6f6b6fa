using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How the folds of a rolling origin lie on the time line.</summary>
public sealed class RollingOriginOptions
{
    /// <summary>Whether <see cref="TestFraction"/> is one of the rows or of the time.</summary>
    public TimeFraction FractionOf { get; init; } = TimeFraction.Rows;

    /// <summary>The share of all the data that each fold tests on, more than 0; all folds together have to leave something to train on. Null: 1 / (folds + 1).</summary>
    public double? TestFraction { get; init; }

    /// <summary>Whether later folds train on all that lies before their test rows, or on as much as the first fold does.</summary>
    public RollingOriginWindow Window { get; init; } = RollingOriginWindow.Expanding;

    /// <summary>
    /// The time before the test rows that is left out of training, for a column of dates or durations: as long as a label takes to become known, or a
    /// feature looks back. Not negative.
    /// </summary>
    public TimeSpan Gap { get; init; }

    /// <summary>The same for a column of numbers, in its unit. Not negative.</summary>
    public double NumberGap { get; init; }
}

/// <summary>How much the later folds of a rolling origin train on.</summary>
public enum RollingOriginWindow
{
    /// <summary>On everything that is older than their test rows.</summary>
    Expanding,

    /// <summary>On the newest of that, as many rows, or as much time, as the first fold has.</summary>
    Sliding,
}
