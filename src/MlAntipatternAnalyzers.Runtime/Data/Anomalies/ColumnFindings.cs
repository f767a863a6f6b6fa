using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Says what in a column's data its expectation does not allow, and how little would have to change for it to.</summary>
internal static class ColumnFindings
{
    /// <param name="evidence">What is known of the data.</param>
    /// <param name="presenceMatters">False where the view has no rows and that itself is reported.</param>
    public static IEnumerable<Finding> Of(ColumnEvidence evidence, bool presenceMatters)
    {
        Finding?[] findings =
        [
            presenceMatters ? Presence(evidence) : null,
            TooFew(evidence), TooMany(evidence), Nan(evidence), Infinite(evidence), NotInFormat(evidence), NotATime(evidence), TooSmall(evidence), TooBig(evidence),
            .. Domain(evidence), Damaged(evidence), .. Unique(evidence, presenceMatters), Times(evidence), NotAvailable(evidence),
        ];
        return findings.OfType<Finding>();
    }

    private static Finding? Presence(ColumnEvidence e)
    {
        var expected = e.Expected;
        if (e.Present == 0 && (expected.MinCount > 0 || expected.MinFraction > 0))
        {
            var message = e.Rows == 0 ? "There are no rows, and so no value." : $"No value is present in any of the {Number(e.Rows)} rows.";
            return new(DataAnomalyCode.FeatureTypeNotPresent, "No value", message, c => c with { MinCount = 0, MinFraction = null }) { Tally = e.Missing, Total = e.Rows };
        }
        // Compared as counts: 0.9 of ten rows is nine, whatever the quotient rounds to.
        if (expected.MinFraction is { } fraction && e.Present < (fraction * e.Rows) - 1e-9)
        {
            return new(
                DataAnomalyCode.FeatureTypeLowFractionPresent,
                "Values missing",
                $"{e.Missing.Describe(e.Rows, "row", "have")} no value; at least {TextFormats.Percent(fraction)} of the rows must have one.",
                c => c with { MinFraction = Math.Floor(1e6 * e.Present / e.Rows) / 1e6 })
            { Tally = e.Missing, Total = e.Rows };
        }
        return e.Present < expected.MinCount
            ? new(
                DataAnomalyCode.FeatureTypeLowNumberPresent,
                "Too few values",
                $"{Number(e.Present)} row(s) have a value; at least {Number(expected.MinCount)} must.",
                c => c with { MinCount = e.Present })
            { Tally = e.Missing, Total = e.Rows }
            : null;
    }

    private static Finding? TooFew(ColumnEvidence e) => !e.TooFew.Any ? null : new(
        DataAnomalyCode.FeatureTypeLowNumberValues,
        "Rows with too few items",
        $"{e.TooFew.Describe(e.Rows, "row", "have")} fewer than {Number(e.Expected.MinValues)} items.",
        c => c with { MinValues = e.Shortest })
    { Tally = e.TooFew, Total = e.Rows };

    private static Finding? TooMany(ColumnEvidence e) => !e.TooMany.Any ? null : new(
        DataAnomalyCode.FeatureTypeHighNumberValues,
        "Rows with too many items",
        $"{e.TooMany.Describe(e.Rows, "row", "have")} more than {Number(e.Expected.MaxValues)} items.",
        c => c with { MaxValues = e.Longest })
    { Tally = e.TooMany, Total = e.Rows };

    // NaN items are missing ones, which Items leaves out.
    private static Finding? Nan(ColumnEvidence e) => !e.Nan.Any ? null : new(
        DataAnomalyCode.FloatTypeHasNan,
        "NaN",
        $"{e.Nan.Describe(e.Items + e.NanItems, "value")} NaN, which the schema does not allow.",
        c => c with { AllowNaN = true })
    { Tally = e.Nan, Total = e.Items + e.NanItems };

    private static Finding? Infinite(ColumnEvidence e) => !e.Infinite.Any ? null : new(
        DataAnomalyCode.FloatTypeHasInf,
        "Infinite values",
        $"{e.Infinite.Describe(e.Items, "value")} infinite, which the schema does not allow.",
        c => c with { AllowInfinity = true })
    { Tally = e.Infinite, Total = e.Items };

    private static Finding? NotInFormat(ColumnEvidence e)
    {
        if (!e.NotInFormat.Any)
            return null;
        var expected = e.Expected;
        var (code, expectation) = expected.Format switch
        {
            ValueFormat.Boolean when expected.Type.IsReal => (DataAnomalyCode.BoolTypeUnexpectedFloat, "0 or 1"),
            ValueFormat.Boolean => (DataAnomalyCode.BoolTypeUnexpectedString, Tokens(expected.BooleanTokens)),
            ValueFormat.Integer => (DataAnomalyCode.IntTypeNotIntString, "whole numbers"),
            _ => (DataAnomalyCode.FloatTypeStringNotFloat, "numbers"),
        };
        return new(code, "Values in another format", $"{e.NotInFormat.Describe(e.Items, "value")} not {expectation}.", c => OtherFormat(c, e)) { Tally = e.NotInFormat, Total = e.Items };
    }

    private static string Tokens(BooleanTokens? tokens) =>
        tokens is null ? "true or false" : string.Join(" or ", new[] { tokens.True, tokens.False }.Where(t => t is not null).Select(t => TextFormats.Quote(t)));

    // The nearest format that takes the values: the missing token, or a real for an integer, or none.
    private static ColumnExpectation OtherFormat(ColumnExpectation column, ColumnEvidence e)
    {
        if (column.Format == ValueFormat.Integer && e.OnlyReals)
            return column with { Format = ValueFormat.Real };
        if (column.BooleanTokens is { } tokens && (tokens.True is null || tokens.False is null) && e.Unknown.Values is { Count: 1 } values)
            return column with { BooleanTokens = tokens.True is null ? tokens with { True = values.First() } : tokens with { False = values.First() } };
        return ExpectationProblem.Settle(column with { Format = ValueFormat.Any });
    }

    private static Finding? NotATime(ColumnEvidence e) => !e.NotATime.Any ? null : new(
        DataAnomalyCode.SemanticDomainUpdate,
        "Values that are no times",
        $"{e.NotATime.Describe(e.Items, "value")} no times in the format {e.Expected.TimeFormat}.",
        c => c with { TimeFormat = null })
    { Tally = e.NotATime, Total = e.Items };

    private static Finding? TooSmall(ColumnEvidence e)
    {
        if (!e.TooSmall.Any)
            return null;
        var boolean = e.Expected.Format == ValueFormat.Boolean;
        var code = boolean ? DataAnomalyCode.BoolTypeSmallInt : IsReal(e) ? DataAnomalyCode.FloatTypeSmallFloat : DataAnomalyCode.IntTypeSmallInt;
        return new(code, "Values below the range", $"{e.TooSmall.Describe(e.Items, "value")} below {Number(boolean ? 0 : e.Expected.Min)}.",
            c => boolean ? c with { Format = ValueFormat.Any } : c with { Min = Bound(e, e.Lowest) })
        { Tally = e.TooSmall, Total = e.Items };
    }

    private static Finding? TooBig(ColumnEvidence e)
    {
        if (!e.TooBig.Any)
            return null;
        var boolean = e.Expected.Format == ValueFormat.Boolean;
        var code = boolean ? DataAnomalyCode.BoolTypeBigInt : IsReal(e) ? DataAnomalyCode.FloatTypeBigFloat : DataAnomalyCode.IntTypeBigInt;
        return new(code, "Values above the range", $"{e.TooBig.Describe(e.Items, "value")} above {Number(boolean ? 1 : e.Expected.Max)}.",
            c => boolean ? c with { Format = ValueFormat.Any } : c with { Max = Bound(e, e.Highest) })
        { Tally = e.TooBig, Total = e.Items };
    }

    private static IEnumerable<Finding> Domain(ColumnEvidence e)
    {
        if (e.Expected.Domain is not { } domain || !e.OutsideDomain.Any || 1 - e.OutsideDomain.Share(e.Items) >= domain.MinShare)
            yield break;
        var grown = e.Unknown.Values is { } unknown && domain.Values.Count + unknown.Count <= UnknownTexts.MostValues
            ? domain.WithValues(domain.Values.Concat(unknown))
            : null;
        yield return new(
            DataAnomalyCode.EnumTypeUnexpectedStringValues,
            "Unknown values",
            $"{e.OutsideDomain.Describe(e.Items, "value")} outside the column's {domain.Values.Count} known value(s); at least {TextFormats.Percent(domain.MinShare)} must be inside.",
            c => c with { Domain = grown })
        { Tally = e.OutsideDomain, Total = e.Items, SharedDomain = domain.Name is null ? null : grown };
        if (domain.Values.Count + e.Unknown.Count > UnknownTexts.MostValues)
        {
            yield return new(
                DataAnomalyCode.InvalidDomainSpecification,
                "No set of few values",
                $"With the values of this data the column's domain would have more than {UnknownTexts.MostValues} values: it is no column that takes few.",
                c => c with { Domain = null });
        }
    }

    private static Finding? Damaged(ColumnEvidence e) => !e.Damaged.Any ? null : new(
        DataAnomalyCode.EnumTypeInvalidUtf8,
        "Texts that could not be read",
        $"{e.Damaged.Describe(e.Items, "value", "have")} bytes that are no text in the encoding they were read with (U+FFFD).",
        c => c with { AllowInvalidUtf8 = true })
    { Tally = e.Damaged, Total = e.Items };

    private static IEnumerable<Finding> Unique(ColumnEvidence e, bool presenceMatters)
    {
        if (e.Expected.Unique is not { } unique || !presenceMatters)
            yield break;
        if (e.Unique is not { } count)
        {
            yield return new(
                DataAnomalyCode.FeatureTypeNoUnique,
                "Values not counted",
                $"A number of different values is expected, and those of a column of {e.Expected.Type} are not counted: it has neither texts nor keys nor truth values.",
                c => c with { Unique = null });
        }
        else if (count < unique.Min)
        {
            yield return new(DataAnomalyCode.FeatureTypeLowUnique, "Too few different values", $"There are {Number(count)} different values; at least {Number(unique.Min)} must be.", c => c with { Unique = c.Unique! with { Min = count } });
        }
        else if (count > unique.Max)
        {
            yield return new(DataAnomalyCode.FeatureTypeHighUnique, "Too many different values", $"There are {Number(count)} different values; at most {Number(unique.Max)} may be.", c => c with { Unique = c.Unique! with { Max = count } });
        }
    }

    private static Finding? Times(ColumnEvidence e) => e.TimeFormat is not { } format ? null : new(
        DataAnomalyCode.SemanticDomainUpdate,
        "Texts that are times",
        $"All {Number(e.Items)} values are times in the format {format}, of which the schema says nothing.",
        c => c with { TimeFormat = format });

    private static Finding? NotAvailable(ColumnEvidence e) => e.Lacking is not { } lacking ? null : new(
        DataAnomalyCode.StatsNotAvailable,
        "Statistics not available",
        lacking + " Validate the data itself.",
        c => ExpectationProblem.Settle(c with { Domain = null, Format = ValueFormat.Any, TimeFormat = null }));

    private static bool IsReal(ColumnEvidence e) => e.Expected.Type.IsReal || e.Expected.Format == ValueFormat.Real;

    // An infinity is no bound; without one it is allowed. A Single's bound is written as people write it: 0.1, not 0.10000000149.
    private static double? Bound(ColumnEvidence e, double value) =>
        double.IsInfinity(value) ? null : e.Expected.Type.Kind == ColumnKind.Single ? double.Parse(Tally.Written(value, single: true), CultureInfo.InvariantCulture) : value;

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
