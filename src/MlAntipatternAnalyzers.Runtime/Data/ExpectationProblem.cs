using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What contradicts itself in an expectation.</summary>
/// <param name="Property">The JSON name of the property to change.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Code">The anomaly that says so.</param>
internal sealed record ExpectationProblem(string Property, string Message, string Code = DataAnomalyCode.InvalidSchemaSpecification)
{
    /// <summary>The first contradiction; null when there is none.</summary>
    public static ExpectationProblem? Of(ColumnExpectation column) =>
        OfIdentity(column) ?? OfPresence(column) ?? OfRange(column) ?? OfFormat(column) ?? OfDomain(column) ?? OfValues(column) ?? OfComparators(column);

    private static ExpectationProblem? OfIdentity(ColumnExpectation column)
    {
        if (string.IsNullOrEmpty(column.Name))
            return new("name", "a column has a name");
        if (TextFormats.IsDamaged(column.Name))
            return new("name", "the name holds what is no valid text");
        return column.Environments.FirstOrDefault(column.NotInEnvironments.Contains) is { } both
            ? new("notInEnvironments", $"'{both}' is among the environments that have the column, too")
            : null;
    }

    private static ExpectationProblem? OfPresence(ColumnExpectation column)
    {
        if (column.MinFraction is { } fraction && !(fraction >= 0 && fraction <= 1))
            return new("minFraction", "the share of rows with a value is between 0 and 1");
        if (column.MinCount < 0)
            return new("minCount", "a number of rows is not negative");
        return column.Unique is { } unique && (unique.Min < 0 || unique.Max < (unique.Min ?? 0) || (unique.Min ?? unique.Max) is null)
            ? new("unique", "a number of different values is not negative, the largest is not below the smallest, and one of them is given")
            : null;
    }

    private static ExpectationProblem? OfRange(ColumnExpectation column)
    {
        if (column.Min is { } low && !double.IsFinite(low))
            return new("min", "a bound is a finite number; leave it out for no bound");
        if (column.Max is { } high && !double.IsFinite(high))
            return new("max", "a bound is a finite number; leave it out for no bound");
        if (column.Min > column.Max)
            return new("min", "the smallest value allowed is above the largest", DataAnomalyCode.InvalidDomainSpecification);
        if ((column.Min ?? column.Max) is not null && !HasNumbers(column))
            return new(column.Min is not null ? "min" : "max", $"a range is for numbers, or for texts with the format integer or real, and this column is {column.Type}", DataAnomalyCode.DomainInvalidForType);
        if (!column.AllowNaN && !column.Type.IsReal)
            return new("allowNaN", $"only Single and Double columns can hold NaN, and this column is {column.Type}", DataAnomalyCode.DomainInvalidForType);
        return !column.AllowInfinity && !column.Type.IsReal
            ? new("allowInfinity", $"only Single and Double columns can hold infinities, and this column is {column.Type}", DataAnomalyCode.DomainInvalidForType)
            : null;
    }

    private static ExpectationProblem? OfFormat(ColumnExpectation column)
    {
        if (column.AllowInvalidUtf8 && column.Type.Kind != ColumnKind.Text)
            return new("allowInvalidUtf8", $"only Text columns can hold invalid text, and this column is {column.Type}", DataAnomalyCode.DomainInvalidForType);
        if (!FormatFits(column))
            return new("format", $"the format {column.Format.ToString().ToLowerInvariant()} says nothing about a column of {column.Type}", DataAnomalyCode.DomainInvalidForType);
        if (column.BooleanTokens is { } tokens)
        {
            if (column.Format != ValueFormat.Boolean || column.Type.Kind != ColumnKind.Text)
                return new("booleanTokens", "tokens are for Text columns with the format boolean", DataAnomalyCode.DomainInvalidForType);
            if (string.IsNullOrEmpty(tokens.True ?? tokens.False) || tokens.True == "" || tokens.False == "")
                return new("booleanTokens", "a token is a text that is not empty, and at least one of the two is given", DataAnomalyCode.InvalidDomainSpecification);
            if (tokens.True == tokens.False)
                return new("booleanTokens", $"true and false are the same text, '{tokens.True}'", DataAnomalyCode.InvalidDomainSpecification);
        }
        if (column.TimeFormat is not { } format)
            return null;
        if (column.Type.Kind != ColumnKind.Text && !column.Type.IsInteger)
            return new("timeFormat", $"a time format is for Text columns and whole numbers, and this column is {column.Type}", DataAnomalyCode.DomainInvalidForType);
        if (column.Type.IsInteger ? !TimeFormats.IsUnix(format) : !TimeFormats.IsWritten(format))
        {
            return new("timeFormat", column.Type.IsInteger
                ? $"'{format}' is none of {string.Join(", ", TimeFormats.Unix)}, the ways in which whole numbers are times"
                : $"'{format}' is no .NET format of dates and times, such as yyyy-MM-dd HH:mm:ss", DataAnomalyCode.InvalidDomainSpecification);
        }
        return column.Format != ValueFormat.Any || column.Domain is not null
            ? new("timeFormat", "a column of times has no other format and no domain", DataAnomalyCode.InvalidDomainSpecification)
            : null;
    }

    private static ExpectationProblem? OfDomain(ColumnExpectation column)
    {
        if (column.Domain is null)
            return null;
        if (column.Type.Kind != ColumnKind.Text)
            return new("domain", $"a domain is for Text columns, and this column is {column.Type}", DataAnomalyCode.DomainInvalidForType);
        return column.Format != ValueFormat.Any
            ? new("format", "a column with a domain has no format: the set of values says it all", DataAnomalyCode.InvalidDomainSpecification)
            : null;
    }

    private static ExpectationProblem? OfValues(ColumnExpectation column)
    {
        if ((column.MinValues ?? column.MaxValues) is not null && (!column.Type.IsVector || column.Type.VectorSize is not null))
            return new(column.MinValues is not null ? "minValues" : "maxValues", $"a number of values is for vectors of varying size, and this column is {column.Type}");
        if (column.MinValues < 0)
            return new("minValues", "a number of values is not negative");
        return column.MaxValues < (column.MinValues ?? 0) ? new("maxValues", "the largest number of values is below the smallest") : null;
    }

    private static ExpectationProblem? OfComparators(ColumnExpectation column) =>
        OfComparator("driftComparator", column.DriftComparator, column) ?? OfComparator("skewComparator", column.SkewComparator, column);

    private static ExpectationProblem? OfComparator(string property, DistributionComparator? comparator, ColumnExpectation column)
    {
        if (comparator is null)
            return null;
        if (comparator.IsEmpty)
            return new(property, "a comparator has at least one limit: lInfinity, jensenShannon or normalizedAbsoluteDifference");
        double?[] limits = [comparator.LInfinity, comparator.JensenShannon, comparator.NormalizedAbsoluteDifference];
        if (limits.FirstOrDefault(limit => limit is { } value && !(value >= 0 && value <= 1)) is { } outside)
            return new(property, string.Create(CultureInfo.InvariantCulture, $"a limit of a distance is between 0 and 1, and {outside} is not"));
        if ((comparator.LInfinity ?? comparator.NormalizedAbsoluteDifference) is not null && (column.Type.IsReal || column.Type.IsInteger))
            return new(property, $"lInfinity and normalizedAbsoluteDifference compare counts of values, which are kept of texts, keys and truth values, and this column is {column.Type}; use jensenShannon");
        return column.Type.IsReal || column.Type.IsInteger || column.Type.IsKey || column.Type.Kind is ColumnKind.Text or ColumnKind.Boolean
            ? null
            : new(property, $"no distribution is kept of a column of {column.Type}");
    }

    private static bool HasNumbers(ColumnExpectation column) => column.Type.IsReal || column.Type.IsInteger
        || (column.Type.Kind == ColumnKind.Text && column.Format is (ValueFormat.Integer or ValueFormat.Real));

    private static bool FormatFits(ColumnExpectation column) => column.Format switch
    {
        ValueFormat.Any => true,
        ValueFormat.Boolean => column.Type.Kind == ColumnKind.Text || column.Type.IsReal || column.Type.IsInteger,
        _ => column.Type.Kind == ColumnKind.Text,
    };

    /// <summary>The expectation without what contradicts the rest, such as a range after a change of the type.</summary>
    public static ColumnExpectation Settle(ColumnExpectation column)
    {
        while (Of(column) is { } problem)
        {
            var property = ColumnProperty.Find(problem.Property)
                ?? throw new ArgumentException($"The expectation of column {TextFormats.QuoteName(column.Name)} contradicts itself ({problem.Property}): {problem.Message}.", nameof(column));
            column = property.Reset(column);
        }
        return column;
    }
}
