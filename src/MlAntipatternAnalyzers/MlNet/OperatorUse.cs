using System;
using System.Globalization;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>One call of an operator, as far as its entry needs to know it: the constants among its arguments, and what its input columns hold.</summary>
internal abstract class OperatorUse
{
    /// <summary>An argument whose value is not a constant.</summary>
    public static readonly object NotKnown = new();

    /// <summary>A parameter that this spelling of the call does not have, or an option that is not set.</summary>
    public static readonly object NotGiven = new();

    /// <summary>How many columns go into the output that is asked about.</summary>
    public abstract int InputCount { get; }

    /// <summary>What the first input column of the output that is asked about holds.</summary>
    public ColumnType In => Input(0);

    /// <summary>What an input column holds; unknown where it does not exist.</summary>
    public abstract ColumnType Input(int index);

    /// <summary>What the one column of a role holds: the label, the features.</summary>
    public abstract ColumnType Column(ColumnRole role);

    /// <summary>
    /// The value of an argument, by the parameter's name; of the <c>Options</c> object's member of that name where the call has one.
    /// A constant, <see cref="NotKnown"/> or <see cref="NotGiven"/>.
    /// </summary>
    public abstract object? Argument(string parameter);

    /// <summary>The kind of value that a type argument of the method is, or several where it is none that ML.NET knows.</summary>
    public abstract Items TypeArgument(int index);

    /// <summary>A whole number, or an enum member's value; null where it is not known.</summary>
    public int? Int(string parameter, int byDefault) =>
        Argument(parameter) switch
        {
            var absent when ReferenceEquals(absent, NotGiven) => byDefault,
            IConvertible number and not string => Convert.ToInt32(number, CultureInfo.InvariantCulture),
            _ => null,
        };

    public bool? Flag(string parameter, bool byDefault) =>
        Argument(parameter) switch
        {
            var absent when ReferenceEquals(absent, NotGiven) => byDefault,
            bool flag => flag,
            _ => null,
        };
}
