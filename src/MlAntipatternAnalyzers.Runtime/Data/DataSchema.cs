using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// What a data set must look like: types, presence, ranges and sets of values, column by column. Inferred once from data, reviewed,
/// committed as <c>NAME.mlschema.json</c>, and checked wherever data enters the program.
/// </summary>
/// <example>
/// <code>
/// DataSchema.Infer(mlContext.Data.LoadFromTextFile&lt;Trip&gt;("trips.csv", options)).Save("Trip.mlschema.json"); // once
/// var trips = mlContext.Data.Validate(mlContext.Data.LoadFromTextFile&lt;Trip&gt;(path, options), "Trip.mlschema.json");
/// </code>
/// </example>
/// <remarks>Immutable and safe to share between threads. The <c>With…</c> methods return a changed copy.</remarks>
public sealed class DataSchema
{
    /// <summary>How the name of a schema's file ends.</summary>
    public const string FileExtension = ".mlschema.json";

    private readonly ImmutableArray<ColumnExpectation> _columns;
    private readonly ImmutableDictionary<string, ColumnExpectation> _byName;
    private readonly ImmutableSortedDictionary<string, TextDomain> _domains = ImmutableSortedDictionary.Create<string, TextDomain>(StringComparer.Ordinal);
    private readonly ImmutableSortedDictionary<string, DataAnomalySeverity> _severities = ImmutableSortedDictionary.Create<string, DataAnomalySeverity>(StringComparer.Ordinal);

    /// <summary>Makes a schema.</summary>
    /// <param name="columns">The columns, in the order in which the file will list them.</param>
    /// <exception cref="ArgumentException">
    /// Two columns have one name, a column's expectations contradict each other, or two domains of one name have different values; the message says which.
    /// </exception>
    public DataSchema(IEnumerable<ColumnExpectation> columns)
    {
        _columns = Check(columns);
        _byName = _columns.ToImmutableDictionary(c => c.Name, StringComparer.Ordinal);
        _domains = Shared(_columns, _domains);
    }

    private DataSchema(DataSchema from, IEnumerable<ColumnExpectation>? columns = null, ImmutableSortedDictionary<string, TextDomain>? domains = null, ImmutableSortedDictionary<string, DataAnomalySeverity>? severities = null)
    {
        _columns = columns is null ? from._columns : Check(columns);
        _byName = columns is null ? from._byName : _columns.ToImmutableDictionary(c => c.Name, StringComparer.Ordinal);
        _domains = Shared(_columns, domains ?? from._domains);
        _severities = severities ?? from._severities;
        (MinRows, MaxRows, MinRowsRatio, MaxRowsRatio) = (from.MinRows, from.MaxRows, from.MinRowsRatio, from.MaxRowsRatio);
        (AllowNewColumns, Environments) = (from.AllowNewColumns, from.Environments);
    }

    /// <summary>The columns, in the order of the file.</summary>
    public IReadOnlyList<ColumnExpectation> Columns => _columns;

    /// <summary>How many rows the data has at least.</summary>
    public long MinRows { get; private init; }

    /// <summary>How many rows the data has at most; null for no limit.</summary>
    public long? MaxRows { get; private init; }

    /// <summary>How many rows there are at least for each row of the previous span; null for no limit.</summary>
    public double? MinRowsRatio { get; private init; }

    /// <summary>How many rows there are at most for each row of the previous span; null for no limit.</summary>
    public double? MaxRowsRatio { get; private init; }

    /// <summary>
    /// The environments that have every column, except where one says otherwise (<see cref="ColumnExpectation.NotInEnvironments"/>). Empty: a
    /// column without environments of its own is in all.
    /// </summary>
    public EnvironmentSet Environments { get; private init; } = [];

    /// <summary>The domains that have a name, by which columns share them, in the order of their names.</summary>
    public IReadOnlyList<TextDomain> Domains => [.. _domains.Values];

    /// <summary>Whether the data may have columns that the schema does not know. By default each is an anomaly.</summary>
    public bool AllowNewColumns { get; private init; }

    /// <summary>The severities that differ from the default (error), by code.</summary>
    public IReadOnlyDictionary<string, DataAnomalySeverity> Severities => _severities;

    /// <summary>The expectation of one column; null when the schema does not know it.</summary>
    public ColumnExpectation? FindColumn(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.GetValueOrDefault(name);
    }

    /// <summary>The schema with a column added at the end, or replaced where one of that name is there.</summary>
    /// <exception cref="ArgumentException">The expectation contradicts itself.</exception>
    public DataSchema WithColumn(ColumnExpectation column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new(this, FindColumn(column.Name) is { } old ? _columns.Replace(old, column) : _columns.Add(column));
    }

    /// <summary>The schema without a column.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public DataSchema WithoutColumn(string name) => FindColumn(name) is { } old
        ? new(this, _columns.Remove(old))
        : throw new ArgumentException($"The schema has no column '{name}'.", nameof(name));

    /// <summary>The schema with a domain that columns share, or with other values in the one of that name, for all columns that have it.</summary>
    /// <param name="domain">The values, and the name. Each column keeps its own share of values that must be inside.</param>
    /// <exception cref="ArgumentException">The domain has no name.</exception>
    public DataSchema WithDomain(TextDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        if (domain.Name is null)
            throw new ArgumentException("A domain that columns share has a name.", nameof(domain));
        var columns = _columns.Select(c => c.Domain is { } used && used.Name == domain.Name ? c with { Domain = domain.WithMinShare(used.MinShare) } : c);
        return new(this, columns, _domains.SetItem(domain.Name, domain.WithMinShare(1)));
    }

    /// <summary>The schema with limits on the number of rows.</summary>
    /// <exception cref="ArgumentException">A negative number, or a maximum below the minimum.</exception>
    public DataSchema WithRows(long minRows, long? maxRows = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minRows);
        if (maxRows < minRows)
            throw new ArgumentException("The largest number of rows is below the smallest.", nameof(maxRows));
        return new(this) { MinRows = minRows, MaxRows = maxRows };
    }

    /// <summary>The schema with limits on the number of rows for each row of the previous span: 0.5 is half as many.</summary>
    /// <exception cref="ArgumentException">A negative or infinite ratio, or a maximum below the minimum.</exception>
    public DataSchema WithRowsRatio(double? minRatio, double? maxRatio = null)
    {
        if (new[] { minRatio, maxRatio }.Any(ratio => ratio is { } value && !(value >= 0 && double.IsFinite(value))))
            throw new ArgumentException("A ratio of numbers of rows is finite and not negative.", nameof(minRatio));
        if (maxRatio < minRatio)
            throw new ArgumentException("The largest ratio is below the smallest.", nameof(maxRatio));
        return new(this) { MinRowsRatio = minRatio, MaxRowsRatio = maxRatio };
    }

    /// <summary>The schema with the environments that have every column; see <see cref="Environments"/>.</summary>
    public DataSchema WithEnvironments(EnvironmentSet environments)
    {
        ArgumentNullException.ThrowIfNull(environments);
        return new(this) { Environments = environments };
    }

    /// <summary>The schema with columns that it does not know allowed, or not.</summary>
    public DataSchema WithNewColumns(bool allowed) => new(this) { AllowNewColumns = allowed };

    /// <summary>The schema with another severity for a code.</summary>
    /// <exception cref="ArgumentException">No anomaly has this code.</exception>
    public DataSchema WithSeverity(string code, DataAnomalySeverity severity)
    {
        ArgumentNullException.ThrowIfNull(code);
        return DataAnomalyCode.IsKnown(code)
            ? new(this, severities: _severities.SetItem(code, severity))
            : throw new ArgumentException($"'{code}' is not the code of an anomaly; see {nameof(DataAnomalyCode)}.", nameof(code));
    }

    /// <summary>Whether a column is expected in an environment.</summary>
    /// <param name="column">One of the schema's.</param>
    /// <param name="environment">The environment; null for none in particular, which has every column.</param>
    /// <remarks>
    /// It is, unless it is among the column's <see cref="ColumnExpectation.NotInEnvironments"/>, when it is among the column's or the schema's
    /// environments, or when neither names any.
    /// </remarks>
    public bool IsInEnvironment(ColumnExpectation column, string? environment)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (environment is null)
            return true;
        return !column.NotInEnvironments.Contains(environment)
            && (column.Environments.Contains(environment) || Environments.Contains(environment) || (Environments.Count == 0 && column.Environments.Count == 0));
    }

    /// <summary>
    /// Describes the data that is there, in one pass: types, presence, vector sizes, and the values of texts that take few.
    /// </summary>
    /// <param name="data">The data. It should be good data: what it contains is what will be expected.</param>
    /// <param name="options">How much to infer; null for the defaults.</param>
    /// <returns>
    /// A schema that the data fits, by the rules of TensorFlow Data Validation. Every column is required, and must be present in at least one row if it is in this data, in all
    /// rows if it is in all. Of its values is expected, whichever comes first: truth values (texts that are true or false in any case, or one text for each such as <c>1</c> and <c>0</c>; whole numbers that
    /// are 0 and 1); whole numbers, of texts; of texts with at most <see cref="DataSchemaInferenceOptions.MaxDomainSize"/> values these as their domain. Domains of more than ten values with more than half of
    /// them in common (Jaccard index) become one that the columns share.
    /// </returns>
    public static DataSchema Infer(IDataView data, DataSchemaInferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return SchemaInference.Infer(data, options ?? new());
    }

    /// <summary>Describes the data of which these are the statistics: the same schema as from the data itself.</summary>
    /// <param name="statistics">Of good data: what it contains is what will be expected.</param>
    /// <param name="options">How much to infer; null for the defaults. No domain is inferred where the statistics do not keep every value, or one is longer than 128 characters.</param>
    /// <inheritdoc cref="Infer(IDataView, DataSchemaInferenceOptions?)" path="/returns"/>
    public static DataSchema Infer(DataStatistics statistics, DataSchemaInferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return SchemaInference.Infer(statistics, options ?? new());
    }

    /// <summary>A schema to start from without data: the columns and types of a row class.</summary>
    /// <typeparam name="TRow">
    /// The class. Its public fields and properties are read as ML.NET reads them: <c>[ColumnName]</c>, <c>[NoColumn]</c>,
    /// <c>[VectorType]</c>, <c>[KeyType]</c>; an array with <c>[LoadColumn(from, to)]</c> and no <c>[VectorType]</c> has the size that the text loader gives it.
    /// </typeparam>
    /// <exception cref="ArgumentException">A member has a type that ML.NET has no column for, or two members have one column's name.</exception>
    public static DataSchema FromRowType<TRow>()
        where TRow : class => new(RowTypeColumns.Of(typeof(TRow)));

    /// <summary>Reads a schema file.</summary>
    /// <param name="path">Absolute, or relative to the current directory or else to the program's own (where the build copies content files).</param>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataSchemaFormatException">The file is damaged, of a later format version, or something else than a schema; the message says where and what was expected.</exception>
    public static DataSchema Load(string path) => DataSchemaFile.Load(path, AppContext.BaseDirectory);

    /// <summary>Writes the schema file: indented, in stable order, the same bytes for the same schema on every system.</summary>
    /// <param name="path">Ends in <see cref="FileExtension"/>. A file that is there is replaced in one step: a reader sees the old one or the new one.</param>
    /// <exception cref="ArgumentException">The name has another ending, by which the analyzers would not find it.</exception>
    public void Save(string path) => DataSchemaFile.Save(this, path);

    /// <summary>Reads a schema of TensorFlow Data Validation in its text format (<c>schema.pbtxt</c>).</summary>
    /// <param name="path">Absolute, or relative to the current directory or else to the program's own.</param>
    /// <returns>The schema, with what could not be taken over and what contradicted itself, by name. BYTES become Text, INT Int64, and FLOAT Single.</returns>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataSchemaFormatException">The file is damaged, or something else than such a schema; the message says where and what was expected.</exception>
    public static TfdvImport ImportTfdv(string path) => TfdvImporter.Load(path);

    /// <summary>The schema as one of TensorFlow Data Validation, in its text format.</summary>
    /// <returns>The text, with what it could not say, by name.</returns>
    public TfdvExport ExportTfdv() => TfdvExporter.Export(this);

    /// <summary>The schema's file as text: what <see cref="Save"/> writes.</summary>
    public string ToJson() => DataSchemaFile.ToJson(this);

    /// <summary>What another schema says otherwise; the order of columns says nothing.</summary>
    /// <param name="after">The later schema: what only it has is listed as added.</param>
    public DataSchemaDiff Diff(DataSchema after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return DataSchemaDiff.Of(this, after);
    }

    /// <summary>Compares data with the schema, in one pass and with memory that does not grow with the rows.</summary>
    /// <returns>
    /// What differs, by column in the schema's order, then new columns, then the number of rows; empty when the data fits. The values of a
    /// column of unexpected type are not looked at.
    /// </returns>
    /// <remarks>
    /// NaN counts as a missing value. It is there to be counted only when the text loader was given <c>MissingRealsAsNaNs = true</c>: by default
    /// ML.NET reads an empty field as 0, and a validation sees a zero like any other.
    /// </remarks>
    public IReadOnlyList<DataAnomaly> Validate(IDataView data) => Validate(data, new()).Anomalies;

    /// <summary>Compares data with the schema as data of an environment, and with other data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">As what it is validated, and with what it is compared.</param>
    /// <exception cref="ArgumentException">The schema lists its environments, and the one of the options is not among them; or both sides of a skew are given.</exception>
    /// <inheritdoc cref="Validate(IDataView)" path="/remarks"/>
    public DataValidationReport Validate(IDataView data, DataValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return DataValidator.Run(this, data, options);
    }

    /// <summary>Compares the statistics of data with the schema: as the data itself, but for the numbers of the offending rows.</summary>
    /// <param name="statistics">Of the data. What they do not hold (the rare values of a column with very many) is reported as not available, where the schema speaks of it.</param>
    /// <param name="options">As what it is validated, and with what it is compared; null for the defaults.</param>
    /// <exception cref="ArgumentException">The schema lists its environments, and the one of the options is not among them; or both sides of a skew are given.</exception>
    public DataValidationReport Validate(DataStatistics statistics, DataValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return DataValidator.Run(this, statistics, options ?? new());
    }

    /// <summary>The schema with the smallest changes with which data fits it; <see cref="Diff"/> shows them, for a review.</summary>
    /// <param name="data">The data; read a few times.</param>
    /// <param name="options">As what it is validated; null for the defaults.</param>
    public DataSchema RelaxToFit(IDataView data, DataValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return DataValidator.Relax(this, schema => schema.Validate(data, options ?? new()));
    }

    /// <summary>The schema with the smallest changes with which the data of these statistics fits it; <see cref="Diff"/> shows them, for a review.</summary>
    /// <param name="statistics">Of the data.</param>
    /// <param name="options">As what it is validated; null for the defaults.</param>
    public DataSchema RelaxToFit(DataStatistics statistics, DataValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return DataValidator.Relax(this, schema => schema.Validate(statistics, options));
    }

    /// <summary>Makes a validator of single rows, for a service.</summary>
    /// <typeparam name="TRow">The row class that the service fills, as ML.NET reads it.</typeparam>
    /// <param name="environment">The environment of the rows, usually <c>SERVING</c>; null to expect every column.</param>
    /// <exception cref="DataValidationException">The class lacks columns that the schema expects there, has unknown ones, or columns of other types: no row could fit.</exception>
    /// <exception cref="ArgumentException">The class cannot be a row class, or the schema lists its environments, and this is none of them.</exception>
    public RowValidator<TRow> ForRows<TRow>(string? environment = null)
        where TRow : class => new(this, environment);

    /// <summary>What contradicts itself in expectations that are no schema yet: each with the property to drop. A schema cannot be made of them before.</summary>
    public static IReadOnlyList<DataAnomaly> FindContradictions(IEnumerable<ColumnExpectation> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return [.. Contradictions.Of(columns).Select(found => found.Anomaly)];
    }

    internal DataAnomalySeverity SeverityOf(string code) => _severities.GetValueOrDefault(code, DataAnomalySeverity.Error);

    /// <exception cref="ArgumentException">The schema lists its environments, and this is none of them: a name that is misspelt would check nothing.</exception>
    internal void CheckEnvironment(string? environment)
    {
        if (environment is null || Environments.Count == 0 || Environments.Contains(environment))
            return;
        var known = EnvironmentSet.Create(Environments.Concat(_columns.SelectMany(c => c.Environments.Concat(c.NotInEnvironments))));
        if (!known.Contains(environment))
            throw new ArgumentException($"The schema knows no environment '{environment}'; it knows {known}.", nameof(environment));
    }

    private static ImmutableArray<ColumnExpectation> Check(IEnumerable<ColumnExpectation> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var checkedColumns = ImmutableArray.CreateBuilder<ColumnExpectation>();
        foreach (var column in columns)
        {
            if (column is null)
                throw new ArgumentException("A column is null.", nameof(columns));
            if (ExpectationProblem.Of(column) is { } problem)
                throw new ArgumentException($"The expectation of column {TextFormats.QuoteName(column.Name)} contradicts itself ({problem.Property}): {problem.Message}.", nameof(columns));
            if (!seen.Add(column.Name))
                throw new ArgumentException($"Two columns are named {TextFormats.QuoteName(column.Name)}.", nameof(columns));
            checkedColumns.Add(column);
        }
        return checkedColumns.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, TextDomain> Shared(ImmutableArray<ColumnExpectation> columns, ImmutableSortedDictionary<string, TextDomain> domains)
    {
        foreach (var column in columns)
        {
            if (column.Domain is not { Name: { } name } domain)
                continue;
            domain = domain.WithMinShare(1);
            if (domains.TryGetValue(name, out var known) && !known.Equals(domain))
                throw new ArgumentException($"The domain '{name}' of column {TextFormats.QuoteName(column.Name)} has other values than elsewhere in the schema.", nameof(columns));
            domains = domains.SetItem(name, domain);
        }
        return domains;
    }
}
