using System;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How a value of a type is written, read again without loss, compared and shown.</summary>
internal interface IGoldenItem<T>
{
    static abstract void Write(Utf8JsonWriter json, in T value);

    static abstract T Read(JsonCursor json, string what);

    static abstract bool Same(in T expected, in T found, GoldenTolerance tolerance);

    static abstract string Show(in T value);

    /// <summary>A key of a view as the member of a row class has it.</summary>
    static virtual T ToMember(in T key, ulong count) => throw new NotSupportedException($"{typeof(T)} is no key.");
}

/// <summary>Real numbers; what JSON has no number for is the text "NaN", "Infinity" or "-Infinity".</summary>
internal readonly struct GoldenReal<T> : IGoldenItem<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    public static void Write(Utf8JsonWriter json, in T value)
    {
        if (!T.IsFinite(value))
            json.WriteStringValue(Show(value));
        else if (value is float single)
            json.WriteNumberValue(single);
        else
            json.WriteNumberValue(double.CreateChecked(value));
    }

    public static T Read(JsonCursor json, string what)
    {
        what = $"a number, \"NaN\", \"Infinity\" or \"-Infinity\" for {what}";
        if (json.Token == JsonTokenType.String)
        {
            return json.String(what) switch
            {
                "NaN" => T.NaN,
                "Infinity" => T.PositiveInfinity,
                "-Infinity" => T.NegativeInfinity,
                _ => throw json.Error($"expected {what}, found {json.Found()}"),
            };
        }
        // Not by way of a double: rounding twice can end at the neighbour.
        return typeof(T) == typeof(float) ? T.CreateChecked(json.Single(what)) : T.CreateChecked(json.Number(what));
    }

    public static bool Same(in T expected, in T found, GoldenTolerance tolerance) => tolerance.Allows(double.CreateChecked(expected), double.CreateChecked(found));

    public static string Show(in T value) =>
        T.IsNaN(value) ? "NaN" : T.IsPositiveInfinity(value) ? "Infinity" : T.IsNegativeInfinity(value) ? "-Infinity" : value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Whole numbers, and keys as they are stored: 0 is missing.</summary>
internal readonly struct GoldenWhole<T> : IGoldenItem<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public static void Write(Utf8JsonWriter json, in T value)
    {
        if (T.IsNegative(value))
            json.WriteNumberValue(long.CreateChecked(value));
        else
            json.WriteNumberValue(ulong.CreateChecked(value));
    }

    public static T Read(JsonCursor json, string what)
    {
        what = $"a whole number from {Show(T.MinValue)} to {Show(T.MaxValue)} for {what}";
        json.Expect(JsonTokenType.Number, what);
        return T.TryParse(json.NumberText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw json.Error($"expected {what}, found {json.Found()}");
    }

    public static bool Same(in T expected, in T found, GoldenTolerance tolerance) => expected == found;

    public static string Show(in T value) => value.ToString(null, CultureInfo.InvariantCulture);

    public static T ToMember(in T key, ulong count) => T.IsZero(key) ? T.CreateTruncating(count) : key - T.One;
}

internal readonly struct GoldenBoolean : IGoldenItem<bool>
{
    public static void Write(Utf8JsonWriter json, in bool value) => json.WriteBooleanValue(value);

    public static bool Read(JsonCursor json, string what) => json.Boolean($"true or false for {what}");

    public static bool Same(in bool expected, in bool found, GoldenTolerance tolerance) => expected == found;

    public static string Show(in bool value) => value ? "true" : "false";
}

internal readonly struct GoldenText : IGoldenItem<ReadOnlyMemory<char>>
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(Utf8JsonWriter json, in ReadOnlyMemory<char> value)
    {
        try
        {
            Strict.GetByteCount(value.Span);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"The text {TextFormats.Quote(value.Span)} holds half of a surrogate pair, which no file can hold; leave that row out.", e);
        }
        json.WriteStringValue(value.Span);
    }

    public static ReadOnlyMemory<char> Read(JsonCursor json, string what) => json.String($"a text for {what}").AsMemory();

    public static bool Same(in ReadOnlyMemory<char> expected, in ReadOnlyMemory<char> found, GoldenTolerance tolerance) => expected.Span.SequenceEqual(found.Span);

    public static string Show(in ReadOnlyMemory<char> value) => TextFormats.Quote(value.Span);
}

/// <summary>Times, in the written forms that .NET reads again to the tick: round-trip ("o") for dates, constant ("c") for durations; hexadecimal for row identifiers.</summary>
internal readonly struct GoldenTime : IGoldenItem<DateTime>, IGoldenItem<DateTimeOffset>, IGoldenItem<TimeSpan>, IGoldenItem<DataViewRowId>
{
    public static void Write(Utf8JsonWriter json, in DateTime value) => json.WriteStringValue(Show(value));

    public static void Write(Utf8JsonWriter json, in DateTimeOffset value) => json.WriteStringValue(Show(value));

    public static void Write(Utf8JsonWriter json, in TimeSpan value) => json.WriteStringValue(Show(value));

    public static void Write(Utf8JsonWriter json, in DataViewRowId value) => json.WriteStringValue(Show(value));

    static DateTime IGoldenItem<DateTime>.Read(JsonCursor json, string what)
    {
        what = $"a time such as \"2024-05-31T08:15:00.0000000\" for {what}";
        return DateTime.TryParseExact(json.String(what), "o", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var value) ? value : throw json.Error($"expected {what}, found {json.Found()}");
    }

    static DateTimeOffset IGoldenItem<DateTimeOffset>.Read(JsonCursor json, string what)
    {
        what = $"a time such as \"2024-05-31T08:15:00.0000000+02:00\" for {what}";
        return DateTimeOffset.TryParseExact(json.String(what), "o", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var value) ? value : throw json.Error($"expected {what}, found {json.Found()}");
    }

    static TimeSpan IGoldenItem<TimeSpan>.Read(JsonCursor json, string what)
    {
        what = $"a duration such as \"1.02:03:04.5000000\" for {what}";
        return TimeSpan.TryParseExact(json.String(what), "c", CultureInfo.InvariantCulture, out var value) ? value : throw json.Error($"expected {what}, found {json.Found()}");
    }

    static DataViewRowId IGoldenItem<DataViewRowId>.Read(JsonCursor json, string what)
    {
        what = $"32 hexadecimal digits for {what}";
        return UInt128.TryParse(json.String(what), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new((ulong)value, (ulong)(value >> 64))
            : throw json.Error($"expected {what}, found {json.Found()}");
    }

    public static bool Same(in DateTime expected, in DateTime found, GoldenTolerance tolerance) => expected == found;

    // The offset counts too: a model may take the hour from it.
    public static bool Same(in DateTimeOffset expected, in DateTimeOffset found, GoldenTolerance tolerance) => expected.EqualsExact(found);

    public static bool Same(in TimeSpan expected, in TimeSpan found, GoldenTolerance tolerance) => expected == found;

    public static bool Same(in DataViewRowId expected, in DataViewRowId found, GoldenTolerance tolerance) => expected.Equals(found);

    // A local time is written without its offset: read where the clocks are set otherwise, it would become another time.
    public static string Show(in DateTime value) =>
        (value.Kind == DateTimeKind.Local ? DateTime.SpecifyKind(value, DateTimeKind.Unspecified) : value).ToString("o", CultureInfo.InvariantCulture);

    public static string Show(in DateTimeOffset value) => value.ToString("o", CultureInfo.InvariantCulture);

    public static string Show(in TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    public static string Show(in DataViewRowId value) => new UInt128(value.High, value.Low).ToString("x32", CultureInfo.InvariantCulture);
}
