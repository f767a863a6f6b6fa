using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How CSV, Parquet and JSON files are read.</summary>
public sealed class SqlFileOptions : SqlDataSourceOptions
{
    private readonly char? _separator;

    /// <summary>What stands between the fields of a CSV file; null (the default) finds it out. A tab for files that end in <c>.tsv</c>.</summary>
    /// <exception cref="ArgumentException">The character cannot separate.</exception>
    public char? Separator
    {
        get => _separator;
        init
        {
            if (value is '\0' or '\r' or '\n' or '"')
                throw new ArgumentException("Fields cannot be separated by a line end, a quote or U+0000.", nameof(value));
            _separator = value;
        }
    }

    /// <summary>Whether the first line of a CSV file has the columns' names; null (the default) finds it out. Without names columns are <c>column0</c>, <c>column1</c> ….</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Whether columns of several files are put together by their names, with NULL where a file lacks one; else (the default) by their places.</summary>
    public bool UnionByName { get; init; }

    /// <summary>
    /// Whether statistics first bring the rows into columns, in memory and, where that is too little, in temporary files; null (the default) does so for text files, which are slow to read twice. With
    /// <c>false</c> files are read once for each group of numbers, and nothing is kept.
    /// </summary>
    public bool? Materialize { get; init; }

    /// <summary>Where temporary files go; null (the default) for a folder of its own in the system's.</summary>
    public string? TemporaryFolder { get; init; }

    /// <summary>The most memory that DuckDB takes, such as <c>4GB</c>; null (the default) leaves it to DuckDB, which takes 80 % of the machine's.</summary>
    public string? MemoryLimit { get; init; }
}
