using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

/// <summary>Random schemas against random data, which mostly do not fit.</summary>
public sealed class RelaxPropertyTests
{
    private static readonly string[] Words = ["a", "b", "c", "1", "2.5", "-3", "true", "False", "2024-02-29", "M\uFFFDl", "", "Y", "N"];

    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Data_fits_the_schema_that_was_relaxed_to_fit_it(int seed)
    {
        var random = new Random(seed);
        var data = _ml.Data.LoadFromEnumerable(Rows(random));
        var statistics = _ml.Data.ComputeStatistics(data);
        var schema = Schema(random);
        var options = new DataValidationOptions
        {
            Environment = random.Next(2) == 0 ? null : "SERVING",
            SuggestTimeFormats = random.Next(2) == 0,
            Previous = random.Next(2) == 0 ? null : _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(Rows(random))),
        };

        var relaxed = schema.RelaxToFit(data, options);

        Assert.Empty(relaxed.Validate(data, options).Anomalies);
        // Nothing is left to relax, and the statistics of the data say the same.
        Assert.True(relaxed.Diff(relaxed.RelaxToFit(data, options)).IsEmpty);
        Assert.Empty(relaxed.Validate(statistics, options).Anomalies);
        Assert.Equal("No difference.", relaxed.Diff(schema.RelaxToFit(statistics, options)).ToString());
        // A property that changed belongs to a column that had an anomaly.
        var anomalous = schema.Validate(data, options).Anomalies.Select(a => a.Column).ToHashSet();
        Assert.All(schema.Diff(relaxed).Differences, d => Assert.Contains(d.Column, d.Property.StartsWith("domains.", StringComparison.Ordinal) ? [.. anomalous, ""] : anomalous));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_schema_keeps_all_it_says_in_its_file_and_most_of_it_in_the_other_format(int seed)
    {
        var schema = Schema(new Random(seed));

        Assert.Equal("No difference.", schema.Diff(DataSchemaReader.Read("s", System.Text.Encoding.UTF8.GetBytes(schema.ToJson()))).ToString());

        var export = schema.ExportTfdv();
        var import = TfdvImporter.Read("s", System.Text.Encoding.UTF8.GetBytes(export.Text));
        Assert.Empty(import.Anomalies);
        // What comes back differently was noted, column by column. Integers of 32 bits come back as 64; in environments there are two ways to say the same.
        var noted = export.Notes.Concat(import.Notes).Select(n => n.Column).ToHashSet();
        foreach (var difference in schema.Diff(import.Schema).Differences.Where(d => d.Property is not ("environments" or "notInEnvironments")))
            Assert.True(noted.Contains(difference.Column), difference.ToString());
        Assert.Equal(export.Text, import.Schema.ExportTfdv().Text);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Rows_that_are_dropped_and_kept_are_all_rows(int seed)
    {
        var random = new Random(seed);
        var rows = Rows(random);
        var data = _ml.Data.LoadFromEnumerable(rows);
        var schema = Schema(random).WithNewColumns(true);
        schema = new DataSchema(schema.Columns.Where(c => c.Name != "Missing" && c.Type == DataSchema.FromRowType<Row>().FindColumn(c.Name)!.Type)).WithNewColumns(true);
        var dropped = new List<InvalidRow>();

        var valid = _ml.Data.DropInvalidRows(data, schema, out var report, sink: dropped.Add);

        Assert.Equal((rows.Count, report.RowsKept + report.RowsDropped), ((int)report.RowsIn, rows.Count));
        Assert.Equal(report.RowsKept, valid.GetColumn<int>("Id").Count());
        Assert.Equal(Enumerable.Range(0, rows.Count), valid.GetColumn<int>("Id").Concat(dropped.Select(r => int.Parse(r.Values["Id"], System.Globalization.CultureInfo.InvariantCulture))).Order());
        // The validator of single rows agrees, row by row.
        var validator = schema.ForRows<Row>();
        Assert.Equal(dropped.Select(r => r.Row - 1), rows.Where(r => !validator.IsValid(r)).Select(r => (long)r.Id));
    }

    private static DataSchema Schema(Random random)
    {
        List<ColumnExpectation> columns =
        [
            Common(random, new("X", Pick(random, ColumnType.Single, ColumnType.Single, ColumnType.Text))),
            Common(random, new("N", ColumnType.Int32)),
            Common(random, new("T", ColumnType.Text)),
            Common(random, new("U", ColumnType.Text)),
            Common(random, new("V", Pick(random, ColumnType.Single.Vector(), ColumnType.Single.Vector(2)))),
            Common(random, new("B", ColumnType.Boolean)),
        ];
        if (random.Next(2) == 0)
            columns.Add(new("Missing", ColumnType.Double) { Required = random.Next(2) == 0, NotInEnvironments = random.Next(2) == 0 ? ["SERVING"] : [] });
        return new DataSchema(columns).WithRows(random.Next(30)).WithRowsRatio(random.Next(2) == 0 ? null : 0.9, random.Next(2) == 0 ? null : 1.1);
    }

    private static ColumnExpectation Common(Random random, ColumnExpectation column)
    {
        var shared = new TextDomain(["a", "b"], random.Next(2) == 0 ? 1 : 0.9).WithName("letters");
        column = column with
        {
            MinFraction = random.Next(3) == 0 ? 1 : random.Next(2) == 0 ? 0.9 : null,
            MinCount = random.Next(2) == 0 ? 0 : random.Next(25),
            Min = random.Next(2) == 0 ? null : random.Next(4) - 1,
            Max = random.Next(2) == 0 ? null : random.Next(4) + 2,
            AllowNaN = random.Next(2) == 0,
            AllowInfinity = random.Next(2) == 0,
            Format = random.Next(2) == 0 ? ValueFormat.Any : (ValueFormat)random.Next(4),
            TimeFormat = random.Next(4) == 0 ? "yyyy-MM-dd" : null,
            BooleanTokens = random.Next(3) == 0 ? new("Y", random.Next(2) == 0 ? "N" : null) : null,
            Domain = random.Next(3) == 0 ? shared : random.Next(3) == 0 ? new(["a", "1", "true"], random.Next(2) == 0 ? 1 : 0.5) : null,
            MinValues = random.Next(2) == 0 ? null : random.Next(3),
            MaxValues = random.Next(2) == 0 ? null : random.Next(3) + 2,
            Unique = random.Next(3) == 0 ? new(random.Next(3), random.Next(6) + 3) : null,
            DriftComparator = random.Next(3) == 0 ? new() { JensenShannon = random.Next(10) / 100.0, LInfinity = random.Next(2) == 0 ? 0.01 : null } : null,
            Lifecycle = random.Next(8) == 0 ? LifecycleStage.Alpha : LifecycleStage.Unknown,
        };
        return ExpectationProblem.Settle(column);
    }

    private static List<Row> Rows(Random random)
    {
        var words = Words.Take(random.Next(Words.Length) + 1).ToArray();
        return [.. Enumerable.Range(0, random.Next(25) + 1).Select(i => new Row
        {
            Id = i,
            X = Pick<float>(random, 0, 1, 0.5f, -2, 7, float.NaN, random.Next(5) == 0 ? float.PositiveInfinity : 3),
            N = random.Next(6) - 2,
            T = Pick(random, words),
            U = Pick(random, words),
            V = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Pick<float>(random, 0, 1, 9, float.NaN))],
            B = random.Next(3) == 0,
        })];
    }

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private sealed class Row
    {
        public int Id { get; set; }

        public float X { get; set; }

        public int N { get; set; }

        public string T { get; set; } = "";

        public string U { get; set; } = "";

        public float[] V { get; set; } = [];

        public bool B { get; set; }
    }
}
