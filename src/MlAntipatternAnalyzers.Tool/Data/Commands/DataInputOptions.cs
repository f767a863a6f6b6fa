using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;
using MlAntipatternAnalyzers.Tool.Data.Input;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary>The options by which every <c>mlap data</c> command that reads data says how.</summary>
internal sealed class DataInputOptions
{
    private const string ConnectionVariable = "env:";

    private readonly TextDataOptions _text = new();
    private readonly Option<bool> _noQuoting = new("--no-quoting") { Description = "Quotation marks in a text file are characters like others." };
    private readonly Option<string?> _decimal = new("--decimal") { Description = "What stands before the fraction of a number in a text file: . (when not given) or a comma.", HelpName = ".|,", DefaultValueFactory = _ => "." };
    private readonly Option<bool> _ragged = new("--ragged") { Description = "Rows of a text file may have fewer or more fields than the first, as for ML.NET's text loader." };
    private readonly Option<string[]> _types = new("--type") { Description = "The type of a column where it is not as the row class, the schema or the file's first rows say; may be given again.", HelpName = "NAME=Text" };
    private readonly Option<string?> _row = new("--row") { Description = "The class of the program's rows: its columns, types and [LoadColumn] say what is read.", HelpName = "ASSEMBLY.dll:CLASS" };
    private readonly Option<string[]> _assemblies = new("--assembly") { Description = "An assembly that the row class or the database's provider needs; may be given again.", HelpName = "FILE" };
    private readonly Option<string?> _connection = new("--connection")
    {
        Description = "Connects to a database, in which DATA is then a table or a query. env:NAME takes it from a variable, so that no password stands in a command line.",
        HelpName = "STRING|env:NAME",
    };
    private readonly Option<string?> _provider = CommandOptions.Choice<DatabaseProvider>("--provider", "What kind of database it is.", fallback: null);

    public DataInputOptions()
    {
        _types.Validators.Add(result => OptionValues.Check(result, value => TypesOf([value])));
        _row.Validators.Add(result => OptionValues.Check(result, value => RowOf(value)));
        _decimal.AcceptOnlyFromAmong(".", ",");
    }

    public static Argument<string> Data(string name = "DATA", string? what = null) => OptionValues.NotAnOption(new Argument<string>(name)
    {
        Description = (what is null ? "" : what + ": ") + "text with a line of column names (.csv, .tsv), ML.NET's binary form (.idv), Parquet (.parquet); several files as one by a pattern (\"day-*.csv\"); saved statistics (.mlstats.json); with --connection a table or a query.",
    });

    public void AddTo(Command command)
    {
        Option[] all = [.. _text.All, _noQuoting, _decimal, _ragged, _types, _row, _assemblies, _connection, _provider];
        foreach (var option in all)
            command.Options.Add(option);
    }

    /// <summary>Loads what reading needs.</summary>
    /// <exception cref="CannotEvaluateException">An assembly, a class or a variable is not there.</exception>
    public DataSession Open(ParseResult parsed, Progress progress, CancellationToken cancellationToken)
    {
        var mlContext = new MLContext(seed: 1);
        var assemblies = GivenAssemblies.Register(mlContext, parsed.GetValue(_assemblies) ?? []);
        try
        {
            RowClass? row = null;
            if (parsed.GetValue(_row) is { } given)
            {
                var (path, name) = RowOf(given);
                progress.Report($"Loading {path}");
                row = RowClass.Find(assemblies.Add(mlContext, path, "--row"), path, name);
            }
            var request = new DataRequest { Text = Text(parsed), Row = row, Database = Database(parsed) };
            return new(mlContext, assemblies, request, new(progress, cancellationToken));
        }
        catch
        {
            assemblies.Dispose();
            throw;
        }
    }

    private DelimitedOptions Text(ParseResult parsed) => new()
    {
        Separator = _text.Separator(parsed),
        HasHeader = _text.HasHeader(parsed),
        AllowQuoting = !parsed.GetValue(_noQuoting),
        MissingIsZero = _text.MissingIsZero(parsed),
        DecimalMarker = parsed.GetValue(_decimal)![0],
        AllowRagged = parsed.GetValue(_ragged),
        Places = _text.Places(parsed),
        Types = TypesOf(parsed.GetValue(_types) ?? []),
    };

    private DatabaseRequest? Database(ParseResult parsed)
    {
        var provider = parsed.Chosen<DatabaseProvider>(_provider);
        if (parsed.GetValue(_connection) is not { } connection)
            return provider is null ? null : throw new CannotEvaluateException("--provider is for a database, which --connection connects to.");
        if (provider is not { } chosen)
            throw new CannotEvaluateException("--connection is for a database of some kind: say which by --provider.");
        if (connection.StartsWith(ConnectionVariable, StringComparison.Ordinal))
        {
            var name = connection[ConnectionVariable.Length..];
            connection = Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
                ? value
                : throw new CannotEvaluateException($"--connection takes its value from the variable '{name}', which is not set.");
        }
        return new(chosen, connection);
    }

    private static Dictionary<string, ColumnType> TypesOf(IEnumerable<string> values)
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var (name, text) = OptionValues.NameAndRest(value, "--type", "--type Zip=Text");
            // Who types it need not know how ML.NET capitalises it.
            var kind = Enum.GetNames<ColumnKind>().FirstOrDefault(kind => kind.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? text;
            types[name] = ColumnType.TryParse(kind, out var type) && type is { IsKey: false, Kind: not (ColumnKind.Other or ColumnKind.RowId) }
                ? type
                : throw new FormatException($"--type {value} names no type that text is read as: Text, Single, Double, Boolean, SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, DateTime, DateTimeOffset, TimeSpan.");
        }
        return types;
    }

    // A class has no colon in its name, a path on Windows has.
    private static (string Path, string Class) RowOf(string value) => value.LastIndexOf(':') is > 1 and var at && at + 1 < value.Length
        ? (value[..at], value[(at + 1)..])
        : throw new FormatException($"--row {value} is not ASSEMBLY.dll:CLASS, as bin/Release/net8.0/Training.dll:Shop.Visit.");
}
