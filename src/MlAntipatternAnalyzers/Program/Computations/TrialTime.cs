using System;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What trials do with times. Time zones are left out: a local time stays what it is.</summary>
internal static class TrialTime
{
    public static object? Compute(BinaryOperatorKind kind, object? left, object? right) => InRange(() => Computed(kind, left, right));

    private static object? Computed(BinaryOperatorKind kind, object? left, object? right)
    {
        switch (left, right)
        {
            case (DateTime first, DateTime second):
                return kind == BinaryOperatorKind.Subtract ? first - second : Compared(kind, first.CompareTo(second));
            case (TimeSpan first, TimeSpan second):
                return kind switch
                {
                    BinaryOperatorKind.Add => first + second,
                    BinaryOperatorKind.Subtract => first - second,
                    BinaryOperatorKind.Divide => second.Ticks == 0 ? null : (double)first.Ticks / second.Ticks,
                    _ => Compared(kind, first.CompareTo(second)),
                };
            case (DateTime time, TimeSpan span):
                return kind == BinaryOperatorKind.Add ? time + span : kind == BinaryOperatorKind.Subtract ? time - span : null;
            case (TimeSpan span, double number) when kind is BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide && number != 0:
                return Span(kind == BinaryOperatorKind.Multiply ? span.Ticks * number : span.Ticks / number);
            default:
                return null;
        }
    }

    private static object? Compared(BinaryOperatorKind kind, int order) =>
        kind switch
        {
            BinaryOperatorKind.LessThan => order < 0,
            BinaryOperatorKind.LessThanOrEqual => order <= 0,
            BinaryOperatorKind.GreaterThan => order > 0,
            BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
            _ => null,
        };

    public static object? Member(object? receiver, string name)
    {
        if (receiver is DateTime time)
        {
            return name switch
            {
                "Year" => (double)time.Year,
                "Month" => (double)time.Month,
                "Day" => (double)time.Day,
                "Hour" => (double)time.Hour,
                "Minute" => (double)time.Minute,
                "Second" => (double)time.Second,
                "Millisecond" => (double)time.Millisecond,
                "DayOfWeek" => (double)(int)time.DayOfWeek,
                "DayOfYear" => (double)time.DayOfYear,
                "DayNumber" => (double)(time.Ticks / TimeSpan.TicksPerDay),
                "Ticks" => (double)time.Ticks,
                "Date" => time.Date,
                "TimeOfDay" => time.TimeOfDay,
                "DateTime" or "UtcDateTime" or "LocalDateTime" => time,
                _ => null,
            };
        }

        if (receiver is not TimeSpan span)
            return null;
        return name switch
        {
            "TotalDays" => span.TotalDays,
            "TotalHours" => span.TotalHours,
            "TotalMinutes" => span.TotalMinutes,
            "TotalSeconds" => span.TotalSeconds,
            "TotalMilliseconds" => span.TotalMilliseconds,
            "Days" => (double)span.Days,
            "Hours" or "Hour" => (double)span.Hours,
            "Minutes" or "Minute" => (double)span.Minutes,
            "Seconds" or "Second" => (double)span.Seconds,
            "Milliseconds" or "Millisecond" => (double)span.Milliseconds,
            "Ticks" => (double)span.Ticks,
            _ => null,
        };
    }

    public static object? Call(object? receiver, string name, object?[] arguments) => InRange(() => Called(receiver, name, arguments));

    private static object? Called(object? receiver, string name, object?[] arguments)
    {
        var amount = arguments.Length > 0 && arguments[0] is double number && Math.Abs(number) < 1e6 ? number : (double?)null;
        if (receiver is DateTime time)
        {
            return name switch
            {
                "AddDays" when amount is { } days => time.AddDays(days),
                "AddHours" when amount is { } hours => time.AddHours(hours),
                "AddMinutes" when amount is { } minutes => time.AddMinutes(minutes),
                "AddSeconds" when amount is { } seconds => time.AddSeconds(seconds),
                "AddMonths" when amount is { } months and > -1000 and < 1000 => time.AddMonths((int)months),
                "AddYears" when amount is { } years and > -1000 and < 1000 => time.AddYears((int)years),
                "Add" when arguments[0] is TimeSpan span => time.Add(span),
                "Subtract" when arguments[0] is TimeSpan span => time.Subtract(span),
                "Subtract" when arguments[0] is DateTime other => time.Subtract(other),
                "CompareTo" when arguments[0] is DateTime other => (double)time.CompareTo(other),
                "ToUniversalTime" or "ToLocalTime" or "ToDateTime" => time,
                "ToOADate" => time.ToOADate(),
                "ToUnixTimeSeconds" => Math.Floor((time - new DateTime(1970, 1, 1)).TotalSeconds),
                "ToUnixTimeMilliseconds" => Math.Floor((time - new DateTime(1970, 1, 1)).TotalMilliseconds),
                _ => null,
            };
        }

        if (receiver is not TimeSpan known)
            return null;
        return name switch
        {
            "Duration" => known.Duration(),
            "Negate" => known.Negate(),
            "Add" when arguments[0] is TimeSpan other => known.Add(other),
            "Subtract" when arguments[0] is TimeSpan other => known.Subtract(other),
            _ => null,
        };
    }

    public static object? CallStatic(string name, object?[] arguments) => InRange(() => CalledStatic(name, arguments));

    private static object? CalledStatic(string name, object?[] arguments)
    {
        if (arguments.Length == 0 || arguments[0] is not double amount || Math.Abs(amount) > 1e9)
            return name == "FromDateTime" && arguments.Length > 0 && arguments[0] is DateTime time ? time : null;
        return name switch
        {
            "FromDays" => TimeSpan.FromDays(Math.Min(amount, 1e6)),
            "FromHours" => TimeSpan.FromHours(Math.Min(amount, 1e7)),
            "FromMinutes" => TimeSpan.FromMinutes(amount),
            "FromSeconds" => TimeSpan.FromSeconds(amount),
            "FromMilliseconds" => TimeSpan.FromMilliseconds(amount),
            "FromUnixTimeSeconds" => new DateTime(1970, 1, 1).AddSeconds(amount),
            _ => null,
        };
    }

    public static object? Create(string type, object?[] arguments) => InRange(() => Created(type, arguments));

    private static object? Created(string type, object?[] arguments)
    {
        var parts = new int[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is not double number || Math.Abs(number) > int.MaxValue)
                return type == "DateTimeOffset" && i == 0 && arguments[0] is DateTime time ? time : null;
            parts[i] = (int)number;
        }

        return (type, parts.Length) switch
        {
            ("TimeSpan", 3) => new TimeSpan(parts[0], parts[1], parts[2]),
            ("TimeSpan", 4) => new TimeSpan(parts[0], parts[1], parts[2], parts[3]),
            (not "TimeSpan", 3) => new DateTime(parts[0], parts[1], parts[2]),
            (not "TimeSpan", 6) => new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]),
            _ => null,
        };
    }

    /// <summary>What is computed, or null where the result is no time: before the first or after the last.</summary>
    private static object? InRange(Func<object?> compute)
    {
        try
        {
            return compute();
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static object? Span(double ticks) => Math.Abs(ticks) < 9e18 ? TimeSpan.FromTicks((long)ticks) : null;
}
