using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

public sealed class DataStatisticsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(999)]
    [InlineData(1024)]
    [InlineData(2500)]
    public void Every_type_has_the_statistics_that_a_textbook_computes(int count)
    {
        var rows = AnyRow.Make(count);

        var statistics = Compute(rows);

        Assert.Equal((count, (double)count), (statistics.Rows, statistics.WeightedRows));
        Assert.Equal(typeof(AnyRow).GetProperties().Select(property => property.Name), statistics.Columns.Select(column => column.Name));
        Everything(statistics, rows, null);
    }

    [Fact]
    public void Each_value_counts_as_much_as_its_row_weighs()
    {
        var rows = AnyRow.Make(1500);

        var statistics = Compute(rows, new() { WeightColumnName = "Weight" });

        var weights = rows.Select(row => (double)row.Weight).ToList();
        Assert.Null(statistics.FindColumn("Weight"));
        Assert.Equal("Weight", statistics.WeightColumn);
        Expected.Near(weights.Sum(), statistics.WeightedRows);
        Everything(statistics, rows, weights);
        Expected.Near(rows.Where(row => float.IsNaN(row.Single)).Sum(row => (double)row.Weight), statistics.FindColumn("Single")!.WeightedMissing);
        Expected.Near(rows.Where(row => row.Text.Length > 0).Sum(row => (double)row.Weight), statistics.FindColumn("Text")!.WeightedPresent);
        Expected.Near(rows.Where(row => row.Varying.Any(value => !double.IsNaN(value))).Sum(row => (double)row.Weight), statistics.FindColumn("Varying")!.WeightedPresent);
    }

    [Fact]
    public void A_view_without_rows_has_columns_and_nothing_else()
    {
        var statistics = Compute([], new() { LabelColumnName = "Label" });

        Assert.Equal(0, statistics.Rows);
        Assert.All(statistics.Columns, column =>
        {
            Assert.Equal((0, 0), (column.Present, column.Missing));
            Assert.Null(column.ValuesPerRow);
            Assert.Null(column.MutualInformation);
            Assert.Null(column.Time);
        });
        Expected.Numbers(statistics.FindColumn("Single")!, []);
        Expected.Texts(statistics.FindColumn("Text")!, []);
        Assert.All(statistics.Correlations, pair => Assert.Equal((double.NaN, 0), (pair.Pearson, pair.Rows)));
    }

    [Fact]
    public void Only_the_columns_that_were_named_are_looked_at_in_the_order_of_the_view()
    {
        var statistics = Compute(AnyRow.Make(300), new() { Columns = ["Weight", "Flag"], LabelColumnName = "Label", WeightColumnName = "Weight" });

        Assert.Equal(["Flag", "Weight"], statistics.Columns.Select(column => column.Name));
        Assert.All(statistics.Columns, column => Assert.InRange(column.LabelEntropy!.Value, 0.5, 1));
        Assert.Equal("Nowhere", Assert.Throws<DataStatisticsException>(() => Compute([], new() { Columns = ["Nowhere"] })).Message.Split('\'')[1]);
    }

    [Fact]
    public void Above_the_limits_of_the_sketches_the_bounds_hold_and_the_rest_is_exact()
    {
        var random = new Random(5);
        List<Wide> rows = [.. Enumerable.Range(0, 60_000).Select(i => new Wide { X = Math.Pow(random.NextDouble(), 3), Id = "id " + random.Next(30_000), Name = "name " + (int)Math.Sqrt(random.Next(100)) })];

        var statistics = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows));

        Assert.False(statistics.FindColumn("X")!.Numeric!.Sketch.IsExact);
        Expected.Numbers(statistics.FindColumn("X")!, rows.Select(row => row.X));
        Expected.Texts(statistics.FindColumn("Name")!, rows.Select(row => row.Name));
        var id = statistics.FindColumn("Id")!.Text!;
        var unique = rows.Select(row => row.Id).Distinct().Count();
        Assert.Equal((60_000, false), (id.Count, id.UniqueIsExact));
        Assert.InRange(id.Unique, unique * (1 - (4 * id.UniqueRelativeError)), unique * (1 + (4 * id.UniqueRelativeError)));
        Expected.Near(rows.Average(row => row.Id.Length), id.MeanLength);
        Assert.True(id.TopValuesError > 0);
    }

    [Fact]
    public void Numbers_far_from_zero_keep_the_digits_of_their_deviation()
    {
        // Of squares of 10⁹ a double has no digit left for a deviation of 1.
        List<Wide> rows = [.. Enumerable.Range(0, 10_000).Select(i => new Wide { X = 1e9 + (i % 2 * 2) })];

        var numeric = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows)).FindColumn("X")!.Numeric!;

        Assert.Equal((1e9 + 1, 1.0), (numeric.Mean, numeric.StandardDeviation));
    }

    [Fact]
    public void Numbers_whose_squares_no_double_holds_have_an_infinite_deviation()
    {
        List<Wide> rows = [.. Enumerable.Range(0, 9).Select(i => new Wide { X = i % 2 == 0 ? 1e200 : -1e200 })];

        var numeric = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows)).FindColumn("X")!.Numeric!;

        Expected.Near(1e200 / 9, numeric.Mean);
        Assert.Equal(double.PositiveInfinity, numeric.StandardDeviation);
    }

    [Fact]
    public void Sparse_vectors_count_the_zeros_that_they_do_not_hold()
    {
        var texts = new[] { "a b c", "a", "", "c c d" };
        var view = _ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1).Fit(Texts(texts)).Transform(Texts(texts));
        var dense = view.GetColumn<VBuffer<float>>("Bag").Select(vector => vector.DenseValues().ToArray()).ToList();

        var column = _ml.Data.ComputeStatistics(view).FindColumn("Bag")!;

        Assert.True(column.Type.IsVector);
        Assert.Equal((4, dense[0].Length, dense[0].Length), (column.Present, (int)column.ValuesPerRow!.Min, (int)column.ValuesPerRow.Max));
        Expected.Numbers(column, dense.SelectMany(vector => vector).Select(value => (double)value));
        Assert.Equal(dense.Sum(vector => vector.LongCount(value => value == 0)), column.PossibleMissing["0"]);
    }

    [Fact]
    public void Keys_are_told_by_the_texts_of_their_values()
    {
        var texts = Enumerable.Range(0, 3000).Select(i => "term " + (i * i % 1500)).Append("").ToArray();
        var view = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", maximumNumberOfKeys: 100_000).Fit(Texts(texts)).Transform(Texts([.. texts, "unseen"]));

        var column = _ml.Data.ComputeStatistics(view).FindColumn("Key")!;

        Expected.Texts(column, texts);
        Assert.Equal((3000, 2), (column.Present, column.Missing));
    }

    [Fact]
    public void Of_images_and_the_like_only_the_presence_is_known_and_they_are_not_loaded()
    {
        var view = _ml.Transforms.CustomMapping<Wide, Opaque>((_, _) => { }, null).Fit(_ml.Data.LoadFromEnumerable(new List<Wide>())).Transform(_ml.Data.LoadFromEnumerable(new[] { new Wide(), new Wide() }));
        var unread = new UnreadableView(view, "Custom");

        var column = _ml.Data.ComputeStatistics(unread).FindColumn("Custom")!;

        Assert.Equal(ColumnKind.Other, column.Type.Kind);
        Assert.Equal((2, 0, 1.0), (column.Present, column.Missing, column.ValuesPerRow!.Mean));
        Assert.True(column is { Numeric: null, Text: null, Time: null });
    }

    [Fact]
    public void Texts_that_are_all_dates_in_one_format_have_a_format_and_a_range()
    {
        var dates = Texts(["2024-02-29", "2023-12-31", "", "2024-01-01"]);
        var time = _ml.Data.ComputeStatistics(dates).FindColumn("Text")!.Time!;

        Assert.Equal(("yyyy-MM-dd", "2023-12-31", "2024-02-29"), (time.Format, time.Min, time.Max));
        Assert.Null(_ml.Data.ComputeStatistics(Texts(["2024-02-29", "2023-02-29"])).FindColumn("Text")!.Time);
        Assert.Equal("dd/MM/yyyy", _ml.Data.ComputeStatistics(Texts(["01/02/2024", "25/02/2024"])).FindColumn("Text")!.Time!.Format);
    }

    [Fact]
    public void A_text_of_a_million_characters_is_counted_and_not_kept()
    {
        var statistics = _ml.Data.ComputeStatistics(Texts(["short", new string('x', 1_000_000), new string('x', 1_000_000), new string('y', 999_999)])).FindColumn("Text")!.Text!;

        Assert.Equal((3, 1_000_000, 2.0), (statistics.Unique, statistics.MaxLength, statistics.TopValues[0].Count));
        Assert.All(statistics.TopValues, value => Assert.InRange(value.Value.Length, 1, TopValues.LongestText));
    }

    private static void Everything(DataStatistics statistics, List<AnyRow> rows, List<double>? weights)
    {
        void Numbers(string name, Func<AnyRow, double> value)
        {
            var column = statistics.FindColumn(name)!;
            var values = rows.Select(value).ToList();
            Expected.Numbers(column, values, weights);
            Assert.Equal((values.Count(v => !double.IsNaN(v)), values.Count(double.IsNaN)), ((int)column.Present, (int)column.Missing));
            Assert.Equal(values.Count(v => v == 0), column.PossibleMissing.GetValueOrDefault("0"));
            Assert.Equal(values.Count(v => v == -1), column.PossibleMissing.GetValueOrDefault("-1"));
        }

        Numbers("SByte", row => row.SByte);
        Numbers("Byte", row => row.Byte);
        Numbers("Int16", row => row.Int16);
        Numbers("UInt16", row => row.UInt16);
        Numbers("Int32", row => row.Int32);
        Numbers("UInt32", row => row.UInt32);
        Numbers("Int64", row => row.Int64);
        Numbers("UInt64", row => row.UInt64);
        Numbers("Single", row => row.Single);
        Numbers("Double", row => row.Double);
        Numbers("Constant", row => row.Constant);
        Assert.Equal(0, statistics.FindColumn("Constant")!.Numeric!.StandardDeviation);

        void Vectors<T>(string name, Func<AnyRow, T[]> vector, Func<T, bool> isMissing)
        {
            var column = statistics.FindColumn(name)!;
            var present = rows.Select(vector).Where(items => !items.All(isMissing)).ToList();
            Assert.Equal((present.Count, rows.Count - present.Count), ((int)column.Present, (int)column.Missing));
            if (present.Count == 0)
                return;
            Assert.Equal((present.Min(items => items.Length), present.Average(items => items.Length), present.Max(items => items.Length)), ((int)column.ValuesPerRow!.Min, column.ValuesPerRow.Mean, (int)column.ValuesPerRow.Max));
        }

        Vectors("Fixed", row => row.Fixed, float.IsNaN);
        Vectors("Varying", row => row.Varying, double.IsNaN);
        Vectors("Texts", row => row.Texts, text => text.Length == 0);
        Vectors("Flags", row => row.Flags, _ => false);
        Expected.Numbers(statistics.FindColumn("Fixed")!, rows.SelectMany(row => row.Fixed).Select(value => (double)value), weights is null ? null : rows.SelectMany((row, i) => row.Fixed.Select(_ => weights[i])));
        Expected.Numbers(statistics.FindColumn("Varying")!, rows.SelectMany(row => row.Varying), weights is null ? null : rows.SelectMany((row, i) => row.Varying.Select(_ => weights[i])));
        Expected.Texts(statistics.FindColumn("Texts")!, rows.SelectMany(row => row.Texts));
        Expected.Texts(statistics.FindColumn("Flags")!, rows.SelectMany(row => row.Flags).Select(flag => flag.ToString()));

        Expected.Texts(statistics.FindColumn("Text")!, rows.Select(row => row.Text), weights);
        Expected.Texts(statistics.FindColumn("Day")!, rows.Select(row => row.Day), weights);
        Expected.Texts(statistics.FindColumn("Flag")!, rows.Select(row => row.Flag.ToString()), weights);
        Expected.Texts(statistics.FindColumn("Key")!, rows.Select(row => row.Key < 5 ? row.Key.ToString() : ""), weights);
        var texts = statistics.FindColumn("Text")!;
        foreach (var sentinel in new[] { "", "NA", "?", "-1", "0" })
            Assert.Equal(rows.Count(row => row.Text == sentinel), texts.PossibleMissing.GetValueOrDefault(sentinel));
        Assert.Equal(rows.Count(row => row.Text is "true" or "False"), texts.Text!.Booleans);
        Assert.Equal(rows.Count(row => row.Text is "-1" or "0" or "12"), texts.Text.Integers);
        Assert.Equal(rows.Count(row => row.Text is "-1" or "0" or "12" or "-3.5"), texts.Text.Reals);

        Times("DateTime", rows.Select(row => row.DateTime.Ticks));
        Times("DateTimeOffset", rows.Select(row => row.DateTimeOffset.UtcTicks));
        Times("TimeSpan", rows.Select(row => row.TimeSpan.Ticks));
        Assert.Equal(rows.Count(row => row.DateTime == default), statistics.FindColumn("DateTime")!.PossibleMissing.GetValueOrDefault("0001-01-01"));
        Assert.Equal((rows.Min(row => row.Day), rows.Max(row => row.Day), "yyyy-MM-dd"), (statistics.FindColumn("Day")!.Time!.Min, statistics.FindColumn("Day")!.Time!.Max, statistics.FindColumn("Day")!.Time!.Format));

        void Times(string name, IEnumerable<long> ticks)
        {
            var column = statistics.FindColumn(name)!;
            Assert.Equal((rows.Count, 0), ((int)column.Present, (int)column.Missing));
            Assert.Equal((ticks.Min(), ticks.Max()), (column.Time!.MinTicks, column.Time.MaxTicks));
        }
    }

    private DataStatistics Compute(List<AnyRow> rows, DataStatisticsOptions? options = null) => _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows), options);

    private IDataView Texts(string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(text => new TextRow { Text = text }));

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }

    private sealed class Wide
    {
        public double X { get; set; }

        public string Id { get; set; } = "";

        public string Name { get; set; } = "";
    }

    private sealed class CustomType : StructuredDataViewType
    {
        public CustomType()
            : base(typeof(CustomValue))
        {
        }

        public override bool Equals(DataViewType? other) => other is CustomType;

        public override int GetHashCode() => 1;
    }

    private sealed class CustomTypeAttribute : DataViewTypeAttribute
    {
        public override bool Equals(DataViewTypeAttribute? other) => other is CustomTypeAttribute;

        public override int GetHashCode() => 1;

        public override void Register() => DataViewTypeManager.Register(new CustomType(), typeof(CustomValue), this);
    }

    private sealed class CustomValue;

    private sealed class Opaque
    {
        [CustomType]
        public CustomValue? Custom { get; set; }
    }

    /// <summary>Fails when a certain column is asked for.</summary>
    private sealed class UnreadableView(IDataView source, string column) : IDataView
    {
        public bool CanShuffle => source.CanShuffle;

        public DataViewSchema Schema => source.Schema;

        public long? GetRowCount() => source.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => source.GetRowCursor(Checked(columnsNeeded), rand);

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => source.GetRowCursorSet(Checked(columnsNeeded), n, rand);

        private IEnumerable<DataViewSchema.Column> Checked(IEnumerable<DataViewSchema.Column> columns)
        {
            Assert.DoesNotContain(columns, needed => needed.Name == column);
            return columns;
        }
    }
}
