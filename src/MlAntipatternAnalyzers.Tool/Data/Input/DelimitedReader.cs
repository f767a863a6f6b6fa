using System;
using System.Globalization;
using System.IO;
using System.Text;
using MlAntipatternAnalyzers.Tool.Evaluation;
using Sylvan.Data.Csv;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Walks one file of delimited text row by row, header line included, and knows in which line it is.</summary>
internal sealed class DelimitedReader : IDisposable
{
    private const int FirstBuffer = 1 << 16;

    // A row of more is no row: a quotation mark was never closed, or this is another kind of file.
    private const int LargestRow = 1 << 24;

    private readonly CsvDataReader _reader;
    private readonly string _path;
    private long _nextLine = 1;

    private DelimitedReader(string path, CsvDataReader reader)
    {
        _path = path;
        _reader = reader;
    }

    /// <summary>The line in which the row starts, from 1.</summary>
    public long Line { get; private set; }

    public int FieldCount => _reader.RowFieldCount;

    /// <summary>The row as the file has it.</summary>
    public string Raw => _reader.GetRawRecordSpan().TrimEnd("\r\n").ToString();

    /// <exception cref="CannotEvaluateException">The file is no text.</exception>
    public static DelimitedReader Open(string path, char separator, bool quoting, ReadingWatch watch)
    {
        var stream = watch.Open(path);
        try
        {
            RejectBinary(path, stream);
            // Without quoting, a character that is no text takes the quotation mark's place.
            return new(path, CsvDataReader.Create(new StreamReader(stream, Encoding.UTF8), new CsvDataReaderOptions
            {
                HasHeaders = false,
                Delimiter = separator,
                Quote = quoting ? '"' : '\0',
                Escape = quoting ? '"' : '\0',
                ResultSetMode = ResultSetMode.SingleResult,
                BufferSize = FirstBuffer,
                MaxBufferSize = LargestRow,
                OwnsReader = true,
            }));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <returns>False at the end of the file. Empty lines are passed over, as by ML.NET's loader.</returns>
    /// <exception cref="CannotEvaluateException">The text cannot be split into fields; the message has the line.</exception>
    public bool Read()
    {
        try
        {
            while (_reader.Read())
            {
                Line = _nextLine;
                var raw = _reader.GetRawRecordSpan();
                var content = raw.TrimEnd("\r\n");
                _nextLine += content.Count('\n') + 1;
                if (!content.IsEmpty)
                    return true;
            }
            return false;
        }
        catch (CsvRecordTooLargeException)
        {
            throw Problem(_nextLine, $"the row that starts here has more than {LargestRow >> 20} million characters. Is a quotation mark never closed? --no-quoting reads quotation marks as text.");
        }
        catch (CsvFormatException e)
        {
            throw Problem(_nextLine, $"the row that starts here has a quoted field that does not end as it should: {e.Message} Is the file cut off? --no-quoting reads quotation marks as text.");
        }
    }

    public ReadOnlySpan<char> Field(int index) => index < _reader.RowFieldCount ? _reader.GetFieldSpan(index) : default;

    public CannotEvaluateException Problem(long line, string text) => new(string.Create(CultureInfo.InvariantCulture, $"{_path}({line}): {text}"));

    public void Dispose() => _reader.Dispose();

    private static void RejectBinary(string path, Stream stream)
    {
        Span<byte> start = stackalloc byte[8192];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        var read = start[..length];
        // Of UTF-16 every other byte is 0; its mark tells the reader so.
        var isWide = read is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (!isWide && read.Contains((byte)0))
            throw new CannotEvaluateException($"'{path}' is no text: it holds bytes that are 0. Text is read from .csv and .tsv, ML.NET's binary form from .idv, Parquet from .parquet.");
    }
}
