using System;
using System.Globalization;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A time column as a line of whole numbers in the same order: ticks of dates and durations, integers as they are, reals by their bits.</summary>
internal sealed class TimeAxis : RowKey
{
    private enum Unit
    {
        Date,
        Instant,
        Duration,
        Integer,
        Real,
    }

    // ISO 8601's calendar dates, with what of the time and of the offset there is. Where there is none, it is UTC.
    private static readonly string[] s_iso =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-ddTHH:mm:ssK",
        "yyyyMMdd", "yyyyMMddTHHmmssK", "yyyyMMddTHHmmK", "yyyy-MM", "yyyy",
    ];

    private readonly DataViewSchema.Column _column;
    private readonly Unit _unit;
    private readonly string[] _formats;
    private readonly bool _isText;

    private TimeAxis(DataViewSchema.Column column, Unit unit, string[] formats)
    {
        _column = column;
        _unit = unit;
        _formats = formats;
        _isText = column.Type is TextDataViewType;
    }

    public override DataViewSchema.Column? Column => _column;

    public string Name => _column.Name;

    /// <exception cref="ArgumentException">There is no such column, or its type has no order in time.</exception>
    public static TimeAxis Of(DataViewSchema schema, string name, string? timeFormat)
    {
        var column = Find(schema, name, "to order the rows by", "timeColumnName");
        if (timeFormat is not null && column.Type is not TextDataViewType)
            throw new ArgumentException($"A time format is for text; column '{name}' is a {ColumnType.From(column.Type)}.", nameof(timeFormat));
        var unit = column.Type switch
        {
            DateTimeDataViewType => Unit.Date,
            DateTimeOffsetDataViewType or TextDataViewType => Unit.Instant,
            TimeSpanDataViewType => Unit.Duration,
            NumberDataViewType number => number.RawType == typeof(float) || number.RawType == typeof(double) ? Unit.Real : Unit.Integer,
            _ => throw new ArgumentException(
                $"Column '{name}' is a {ColumnType.From(column.Type)}; rows are ordered in time by a date, a duration, a number, or a text that holds a date.", "timeColumnName"),
        };
        return new(column, unit, timeFormat is null ? s_iso : [timeFormat]);
    }

    public override RowKeyGetter Bind(DataViewRow row)
    {
        if (_isText)
        {
            var last = 0;
            return Bind(row, _column, (in ReadOnlyMemory<char> text, out long key) => TryText(text.Span, ref last, out key));
        }
        var type = _column.Type.RawType;
        // ML.NET loads an empty date field as the first day of the calendar.
        if (type == typeof(DateTime))
            return Bind(row, _column, static (in DateTime value, out long key) => (key = value.Ticks) != 0);
        if (type == typeof(DateTimeOffset))
            return Bind(row, _column, static (in DateTimeOffset value, out long key) => (key = value.UtcTicks) != 0);
        if (type == typeof(TimeSpan))
            return Bind(row, _column, static (in TimeSpan value, out long key) => Whole(value.Ticks, out key));
        if (type == typeof(float))
            return Bind(row, _column, static (in float value, out long key) => TryReal(value, out key));
        if (type == typeof(double))
            return Bind(row, _column, static (in double value, out long key) => TryReal(value, out key));
        if (type == typeof(ulong))
            return Bind(row, _column, static (in ulong value, out long key) => (key = (long)value) >= 0);
        if (type == typeof(sbyte))
            return Bind(row, _column, static (in sbyte value, out long key) => Whole(value, out key));
        if (type == typeof(short))
            return Bind(row, _column, static (in short value, out long key) => Whole(value, out key));
        if (type == typeof(int))
            return Bind(row, _column, static (in int value, out long key) => Whole(value, out key));
        if (type == typeof(byte))
            return Bind(row, _column, static (in byte value, out long key) => Whole(value, out key));
        if (type == typeof(ushort))
            return Bind(row, _column, static (in ushort value, out long key) => Whole(value, out key));
        if (type == typeof(uint))
            return Bind(row, _column, static (in uint value, out long key) => Whole(value, out key));
        return Bind(row, _column, static (in long value, out long key) => Whole(value, out key));
    }

    /// <summary>What stands in the column, for a message; empty where nothing does.</summary>
    public Func<string> BindText(DataViewRow row)
    {
        return _unit switch
        {
            Unit.Real when _column.Type.RawType == typeof(float) => Read<float>(row, v => v.ToString("R", CultureInfo.InvariantCulture)),
            Unit.Real => Read<double>(row, v => v.ToString("R", CultureInfo.InvariantCulture)),
            _ when _isText => Read<ReadOnlyMemory<char>>(row, v => v.ToString()),
            Unit.Integer when _column.Type.RawType == typeof(ulong) => Read<ulong>(row, v => v.ToString(CultureInfo.InvariantCulture)),
            // A date without a value; other types always have one.
            _ => () => "",
        };
    }

    /// <summary>The place of a date.</summary>
    /// <exception cref="ArgumentException">The column has none.</exception>
    public long At(DateTime time, string parameter) => _unit switch
    {
        Unit.Date => time.Ticks,
        Unit.Instant => time.Kind == DateTimeKind.Local ? time.ToUniversalTime().Ticks : time.Ticks,
        _ => throw NotDates(parameter),
    };

    /// <inheritdoc cref="At(DateTime, string)"/>
    public long At(DateTimeOffset time, string parameter) => _unit is Unit.Date or Unit.Instant ? time.UtcTicks : throw NotDates(parameter);

    /// <summary>The place of a number.</summary>
    /// <exception cref="ArgumentException">The column has none.</exception>
    public long At(long number, string parameter) => _unit switch
    {
        Unit.Integer => number,
        Unit.Real => OfReal(number),
        _ => throw new ArgumentException($"Column '{Name}' is a {ColumnType.From(_column.Type)}; give the cut as a date, not as a number.", parameter),
    };

    /// <summary>The place that lies a fraction of a span before its end.</summary>
    public long Before(long end, long start, double fraction)
    {
        if (_unit == Unit.Real)
            return OfReal(ToReal(end) - fraction * (ToReal(end) - ToReal(start)));
        var span = (Int128)end - start;
        // Rounded so that 0.29 of 100, which is 28.999… in binary, is 29.
        return (long)(end - (Int128)Math.Floor((double)span * fraction * (1 + 1e-12)));
    }

    /// <summary>The place that lies as long before one as two others lie apart.</summary>
    public long Before(long place, long start, long end)
    {
        return _unit == Unit.Real ? OfReal(ToReal(place) - (ToReal(end) - ToReal(start))) : Saturated((Int128)place - ((Int128)end - start));
    }

    /// <summary>The place that lies a gap before one.</summary>
    /// <exception cref="ArgumentException">A gap in the other unit than the column's.</exception>
    public long Before(long place, RollingOriginOptions options)
    {
        var isNumber = _unit is Unit.Integer or Unit.Real;
        if (isNumber ? options.Gap != TimeSpan.Zero : options.NumberGap != 0)
        {
            throw new ArgumentException(
                $"Column '{Name}' is a {ColumnType.From(_column.Type)}; give the gap as {(isNumber ? nameof(options.NumberGap) : nameof(options.Gap))}.", nameof(options));
        }
        return _unit switch
        {
            Unit.Real => OfReal(ToReal(place) - options.NumberGap),
            // Integers: a row is out of the gap when it is at least the whole gap older.
            Unit.Integer => Saturated((Int128)place - (Int128)Math.Ceiling(options.NumberGap)),
            _ => Saturated((Int128)place - options.Gap.Ticks),
        };
    }

    /// <summary>A place as people write it.</summary>
    public string Format(long place) => _unit switch
    {
        Unit.Real => ToReal(place).ToString("R", CultureInfo.InvariantCulture),
        Unit.Integer => place.ToString(CultureInfo.InvariantCulture),
        Unit.Duration => TimeSpan.FromTicks(place).ToString("c", CultureInfo.InvariantCulture),
        _ => new DateTime(Math.Clamp(place, 0, DateTime.MaxValue.Ticks)).ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
    };

    /// <summary>What a missing or unreadable value should have been.</summary>
    public string Expected => _isText
        ? _formats == s_iso ? "an ISO 8601 date such as 2024-05-31 or 2024-05-31T18:30:00Z (give timeFormat for another form)" : $"a time of the form '{_formats[0]}'"
        : _unit is Unit.Real or Unit.Integer ? "a finite number" : "a date";

    private ArgumentException NotDates(string parameter) =>
        new($"Column '{Name}' is a {ColumnType.From(_column.Type)}; give the cut as a whole number, or as a fraction.", parameter);

    private Func<string> Read<T>(DataViewRow row, Func<T, string> text)
    {
        var getter = row.GetGetter<T>(_column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return text(value);
        };
    }

    /// <param name="text">The text.</param>
    /// <param name="last">The format that fitted last: a column has one, as a rule.</param>
    /// <param name="key">Ticks, UTC.</param>
    private bool TryText(ReadOnlySpan<char> text, ref int last, out long key)
    {
        text = text.Trim();
        for (var i = 0; i < _formats.Length && !text.IsEmpty; i++)
        {
            var format = (last + i) % _formats.Length;
            if (DateTimeOffset.TryParseExact(text, _formats[format], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                last = format;
                key = time.UtcTicks;
                return true;
            }
        }
        key = 0;
        return false;
    }

    private static bool Whole(long value, out long key)
    {
        key = value;
        return true;
    }

    private static bool TryReal(double value, out long key)
    {
        key = OfReal(value);
        return double.IsFinite(value);
    }

    /// <summary>The bits of a double as an integer of the same order: those of negative numbers run the other way.</summary>
    private static long OfReal(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value);
        return bits ^ ((bits >> 63) & long.MaxValue);
    }

    private static double ToReal(long place) => BitConverter.Int64BitsToDouble(place ^ ((place >> 63) & long.MaxValue));

    private static long Saturated(Int128 value) => long.CreateSaturating(value);
}
