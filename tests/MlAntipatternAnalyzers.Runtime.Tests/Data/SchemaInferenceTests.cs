using System;
using System.Globalization;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class SchemaInferenceTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData("1", "0")]
    [InlineData("SET", "clear")]
    [InlineData("TRUE", "0")]
    [InlineData("1")]
    [InlineData("0", "")]
    public void Texts_of_one_token_for_true_and_one_for_false_are_truth_values(params string[] texts)
    {
        var column = Inferred(AnomalyCase.Strings(texts));

        Assert.Equal(ValueFormat.Boolean, column.Format);
        Assert.Equal(texts.Where(t => t.Length > 0).Order(StringComparer.Ordinal), new[] { column.BooleanTokens!.True, column.BooleanTokens.False }.Where(t => t is not null).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ValueFormat.Boolean, "true", "TRUE", "False")]
    [InlineData(ValueFormat.Integer, "1", "01")]
    [InlineData(ValueFormat.Integer, "1", "0", "2")]
    [InlineData(ValueFormat.Any, "set", "SET")]
    [InlineData(ValueFormat.Any, "1", "no")]
    public void Other_texts_follow_in_the_order_of_the_rules(ValueFormat format, params string[] texts)
    {
        var column = Inferred(AnomalyCase.Strings(texts));

        Assert.Equal((format, format == ValueFormat.Any), (column.Format, column.Domain is not null));
        Assert.Null(column.BooleanTokens);
    }

    [Theory]
    [InlineData(true, 0, 1)]
    [InlineData(true, 1, 1)]
    [InlineData(false, 0, 0)]
    [InlineData(false, 0, 1, 2)]
    [InlineData(false, -1, 1)]
    public void Whole_numbers_that_are_0_and_1_are_truth_values(bool boolean, params int[] numbers) =>
        Assert.Equal(boolean ? ValueFormat.Boolean : ValueFormat.Any, Inferred(AnomalyCase.Integers(numbers)).Format);

    [Theory]
    [InlineData(12, 3, 15, 15)] // 9 of 15 in common
    [InlineData(11, 0, 11, 11)]
    [InlineData(11, 4, 15, 0)] // 7 of 15
    [InlineData(10, 0, 10, 0)] // small, though the same
    [InlineData(12, 20, 32, 0)]
    public void Domains_that_have_more_than_half_in_common_become_one(int to, int otherFrom, int otherTo, int together)
    {
        var schema = InferPair(Names(0, to), Names(otherFrom, otherTo));

        Assert.Equal(together > 0 ? [("A", together)] : [], schema.Domains.Select(d => (d.Name, d.Values.Count)));
        Assert.Equal(together > 0, schema.FindColumn("A")!.Domain!.Equals(schema.FindColumn("B")!.Domain) && schema.Domains.Count == 1);
    }

    [Fact]
    public void Half_in_common_is_not_more_than_half()
    {
        // 12 and 12 values, 8 in common, 16 in all: exactly a half.
        Assert.Empty(InferPair(Names(0, 12), Names(4, 16)).Domains);
        Assert.Single(InferPair(Names(0, 13), Names(4, 17)).Domains);
    }

    [Fact]
    public void Statistics_give_the_schema_that_the_data_gives()
    {
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 500).Select(i => new Row
        {
            City = "city " + (i % 30),
            Home = "city " + (i * 7 % 35),
            Yes = i % 3 == 0 ? "1" : "0",
            Number = (i - 250).ToString(CultureInfo.InvariantCulture),
            Name = "name " + i,
            Flag = i % 2,
            Distance = i % 17 == 0 ? float.NaN : i / 3f,
            Tags = i % 5 == 0 ? [] : [.. Enumerable.Repeat("t", i % 4)],
        }));

        foreach (var options in new DataSchemaInferenceOptions[] { new(), new() { InferRanges = true, MaxDomainSize = 0 } })
        {
            var fromData = DataSchema.Infer(data, options);
            var fromStatistics = DataSchema.Infer(_ml.Data.ComputeStatistics(data), options);

            Assert.Equal(fromData.ToJson(), fromStatistics.ToJson());
            Assert.Empty(fromData.Validate(data));
        }
    }

    private DataSchema InferPair(string[] a, string[] b) => DataSchema.Infer(_ml.Data.LoadFromEnumerable(
        Enumerable.Range(0, a.Length * b.Length).Select(i => new { A = a[i % a.Length], B = b[i % b.Length] })));

    private static string[] Names(int from, int to) => [.. Enumerable.Range(from, to - from).Select(i => "v" + i)];

    private static ColumnExpectation Inferred(IDataView data) => Assert.Single(DataSchema.Infer(data).Columns);

    private sealed class Row
    {
        public string City { get; set; } = "";

        public string Home { get; set; } = "";

        public string Yes { get; set; } = "";

        public string Number { get; set; } = "";

        public string Name { get; set; } = "";

        public int Flag { get; set; }

        public float Distance { get; set; }

        public string[] Tags { get; set; } = [];
    }
}
