using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What statistics tell of a column, as far as its expectation asks.</summary>
internal static class StatisticsEvidence
{
    public static ColumnEvidence Of(ColumnExpectation expected, ColumnStatistics column, long rows, DataValidationOptions options)
    {
        var evidence = new ColumnEvidence(expected)
        {
            Rows = rows,
            Present = column.Present,
            Items = column.Numeric is { } numbers ? numbers.Count + numbers.PositiveInfinity + numbers.NegativeInfinity : column.Text?.Count ?? column.ValuesPerRow?.Items ?? 0,
            NanItems = column.Numeric?.NaN ?? 0,
            KnownUnique = column.Text?.Unique,
        };
        evidence.Missing.AddKnown(column.Missing);
        if (column.ValuesPerRow is { } lengths)
            Lengths(evidence, lengths);
        if (column.Numeric is not null)
            Numbers(evidence, column.Numeric);
        if (expected.Type.Kind == ColumnKind.Text && column.Text is { } text)
        {
            if (options.SuggestTimeFormats && TimeFormats.MayBeSuggested(expected))
                evidence.TimeFormat = column.Time?.Format;
            Texts(evidence, text, column.Time?.Format);
        }
        return evidence;
    }

    private static void Lengths(ColumnEvidence evidence, ValuesPerRow lengths)
    {
        if (lengths.Min < evidence.Expected.MinValues)
        {
            evidence.TooFew.AddKnown(lengths.Sketch.IsExact ? (long)lengths.Sketch.WeightAtMost(evidence.Expected.MinValues.Value - 1) : null, Tally.Written(lengths.Min, single: false));
            evidence.Shortest = (int)lengths.Min;
        }
        if (lengths.Max > evidence.Expected.MaxValues)
        {
            evidence.TooMany.AddKnown(lengths.Sketch.IsExact ? lengths.Rows - (long)lengths.Sketch.WeightAtMost(evidence.Expected.MaxValues.Value) : null, Tally.Written(lengths.Max, single: false));
            evidence.Longest = (int)lengths.Max;
        }
    }

    private static void Numbers(ColumnEvidence evidence, NumericStatistics numbers)
    {
        var rules = new ItemRules(evidence.Expected);
        var single = evidence.Expected.Type.Kind == ColumnKind.Single;
        Add(double.NaN, numbers.NaN);
        Add(double.PositiveInfinity, numbers.PositiveInfinity);
        Add(double.NegativeInfinity, numbers.NegativeInfinity);
        if (numbers.Count == 0)
            return;
        if (evidence.Expected.Format == ValueFormat.Boolean && evidence.Expected.Type.IsReal)
        {
            // All between 0 and 1 is not enough; how many are neither is known.
            var others = numbers.Count - numbers.Zeros - numbers.Ones;
            if (others > 0)
                evidence.NotInFormat.AddKnown(others, [.. new[] { numbers.Min, numbers.Max, numbers.Median }.Where(v => v is not (0 or 1)).Select(v => Tally.Written(v, single))]);
            return;
        }
        if (evidence.Expected.TimeFormat is { } format)
        {
            var (low, end) = TimeFormats.Range(format);
            if (numbers.Min < low || numbers.Max >= end)
            {
                var others = numbers.Sketch.WeightAtMost(Math.BitDecrement(low)) + numbers.Count - numbers.Sketch.WeightAtMost(Math.BitDecrement(end));
                evidence.NotATime.AddKnown(numbers.Sketch.IsExact ? (long)others : null, Tally.Written(numbers.Min < low ? numbers.Min : numbers.Max, single));
            }
        }
        AddExtreme(numbers.Min, below: true);
        AddExtreme(numbers.Max, below: false);

        void Add(double value, long count)
        {
            if (count > 0)
                Register(evidence, rules.Judge(value), value, count, Tally.Written(value, single));
        }

        void AddExtreme(double value, bool below)
        {
            var offence = rules.Judge(value);
            if (offence != (below ? Offence.TooSmall : Offence.TooBig))
                return;
            var count = !numbers.Sketch.IsExact ? (long?)null
                : below ? (long)numbers.Sketch.WeightAtMost(Math.BitDecrement(Low()))
                : numbers.Count - (long)numbers.Sketch.WeightAtMost(High());
            Register(evidence, offence, value, count, Tally.Written(value, single));
        }

        double Low() => evidence.Expected.Format == ValueFormat.Boolean ? 0 : single ? (float)evidence.Expected.Min!.Value : evidence.Expected.Min!.Value;

        double High() => evidence.Expected.Format == ValueFormat.Boolean ? 1 : single ? (float)evidence.Expected.Max!.Value : evidence.Expected.Max!.Value;
    }

    private static void Texts(ColumnEvidence evidence, TextStatistics text, string? timeFormat)
    {
        var expected = evidence.Expected;
        var rules = new ItemRules(expected);
        var values = text.ValueCounts;
        if (text.InvalidUtf8 > 0 && !expected.AllowInvalidUtf8)
            evidence.Damaged.AddKnown(text.InvalidUtf8);
        // A long text is kept shortened: it can be told from others, and not be read.
        var complete = values.IsExact && text.MaxLength <= TopValues.LongestText;
        foreach (var (value, count) in values.Values.Where(v => v.Value.Length <= TopValues.LongestText))
        {
            var offence = rules.Judge(value);
            if (offence is Offence.None or Offence.Damaged)
                continue;
            Register(evidence, offence, TextFormats.TryReal(value, out var number) ? number : double.NaN, complete ? (long)count : null, TextFormats.Quote(value));
            if (offence is Offence.OutsideDomain or Offence.NotInFormat)
                evidence.Unknown.Add(value);
            if (offence == Offence.NotInFormat)
                evidence.OnlyReals = text.Reals == text.Count;
        }
        if (complete)
            return;
        evidence.Unknown.GiveUp();
        if (evidence.OutsideDomain.Any || evidence.NotInFormat.Any || evidence.NotATime.Any)
            return;
        // None of the kept values offends; the counts of what all texts read as tell whether one of the others does.
        switch (expected.Format)
        {
            case ValueFormat.Boolean when expected.BooleanTokens is null:
                AddOthers(text.Booleans);
                return;
            case ValueFormat.Integer:
                AddOthers(text.Integers);
                break;
            case ValueFormat.Real:
                AddOthers(text.Reals);
                break;
        }
        if (expected.Format is ValueFormat.Integer or ValueFormat.Real && text.Reals > 0)
        {
            foreach (var extreme in (ReadOnlySpan<double>)[text.MinNumber, text.MaxNumber])
                Register(evidence, extreme < expected.Min ? Offence.TooSmall : extreme > expected.Max ? Offence.TooBig : Offence.None, extreme, null, Tally.Written(extreme, single: false));
        }
        else if (expected.TimeFormat is { } format && format != timeFormat)
        {
            evidence.Lacking = $"Whether all values are times in the format {format} cannot be told: the statistics keep the most frequent values only.";
        }
        else if (expected.Domain is not null || expected.BooleanTokens is not null)
        {
            evidence.Lacking = "Whether all values are known ones cannot be told: the statistics keep the most frequent values only, and long ones shortened.";
        }

        void AddOthers(long fitting)
        {
            if (text.Count - text.InvalidUtf8 > fitting)
            {
                evidence.NotInFormat.AddKnown(text.Count - text.InvalidUtf8 - fitting);
                evidence.OnlyReals = text.Reals == text.Count;
            }
        }
    }

    private static void Register(ColumnEvidence evidence, Offence offence, double value, long? count, string written)
    {
        switch (offence)
        {
            case Offence.NaN:
                evidence.Nan.AddKnown(count, written);
                break;
            case Offence.Infinite:
                evidence.Infinite.AddKnown(count, written);
                break;
            case Offence.NotInFormat:
                evidence.NotInFormat.AddKnown(count, written);
                break;
            case Offence.NotATime:
                evidence.NotATime.AddKnown(count, written);
                break;
            case Offence.OutsideDomain:
                evidence.OutsideDomain.AddKnown(count, written);
                break;
            case Offence.TooSmall:
                evidence.TooSmall.AddKnown(count, written);
                evidence.Lowest = Math.Min(evidence.Lowest, value);
                break;
            case Offence.TooBig:
                evidence.TooBig.AddKnown(count, written);
                evidence.Highest = Math.Max(evidence.Highest, value);
                break;
        }
    }
}
