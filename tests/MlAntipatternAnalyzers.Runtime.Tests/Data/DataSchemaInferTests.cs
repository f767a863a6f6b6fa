using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class DataSchemaInferTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_text_file_becomes_types_presence_and_domains()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("trips.csv", "payment,distance,passengers,fare\nCRD,1.5,1,7\nCSH,,2,9.5\nCRD,3,1,12\n");

        var schema = DataSchema.Infer(Trip.Load(_ml, path));

        Assert.Equal(["Payment", "Distance", "Passengers", "Fare"], schema.Columns.Select(c => c.Name));
        Assert.Equal(
            new ColumnExpectation("Payment", ColumnType.Text) { MinCount = 1, MinFraction = 1, Domain = new TextDomain(["CSH", "CRD"]) },
            schema.FindColumn("Payment"));
        Assert.Equal(
            new ColumnExpectation("Distance", ColumnType.Single) { MinCount = 1, AllowNaN = true, AllowInfinity = false },
            schema.FindColumn("Distance"));
        Assert.Equal(new ColumnExpectation("Passengers", ColumnType.Int32) { MinCount = 1, MinFraction = 1 }, schema.FindColumn("Passengers"));
        Assert.Equal(
            new ColumnExpectation("Fare", ColumnType.Single) { MinCount = 1, MinFraction = 1, AllowNaN = false, AllowInfinity = false },
            schema.FindColumn("Fare"));
        Assert.Equal(1, schema.MinRows);
    }

    [Fact]
    public void The_data_that_a_schema_was_inferred_from_fits_it_with_ranges_too()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { 0.1f, 0.7f, -3.3f }.Select(x => new Real { X = x }));

        var schema = DataSchema.Infer(view, new() { InferRanges = true });

        Assert.Equal(-3.3, schema.FindColumn("X")!.Min);
        Assert.Equal(0.7, schema.FindColumn("X")!.Max);
        Assert.Empty(schema.Validate(view));
    }

    [Theory]
    [InlineData(ValueFormat.Boolean, "true", "False", "")]
    [InlineData(ValueFormat.Integer, "1", "-20", "007")]
    [InlineData(ValueFormat.Any, "1", "true")]
    [InlineData(ValueFormat.Any, "1", "1.5")]
    public void Texts_that_all_mean_the_same_kind_get_its_format(ValueFormat expected, params string[] texts)
    {
        var column = DataSchema.Infer(Texts(texts)).FindColumn("T")!;

        Assert.Equal(expected, column.Format);
        Assert.Equal(expected == ValueFormat.Any, column.Domain is not null);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(50_000, false)]
    public void Only_texts_with_at_most_a_hundred_values_get_a_domain(int cardinality, bool domain)
    {
        var view = Texts(Enumerable.Range(0, cardinality * 2).Select(i => "value " + (i % cardinality)).ToArray());

        var schema = DataSchema.Infer(view);

        Assert.Equal(domain ? cardinality : null, schema.FindColumn("T")!.Domain?.Values.Count);
        Assert.Empty(schema.Validate(view));
    }

    [Fact]
    public void Unicode_texts_are_compared_by_value()
    {
        var view = Texts("東京", "Zürich", "🚕 taxi", "e\u0301", "\u00e9");

        Assert.Equal(5, DataSchema.Infer(view).FindColumn("T")!.Domain!.Values.Count);
        Assert.Empty(DataSchema.Infer(view).Validate(view));
    }

    [Fact]
    public void Texts_that_are_damaged_get_no_domain()
    {
        Assert.Null(DataSchema.Infer(Texts("good", "b\uFFFDd")).FindColumn("T")!.Domain);
        Assert.Null(DataSchema.Infer(Texts("good", "half \ud83d")).FindColumn("T")!.Domain);
    }

    [Fact]
    public void An_empty_view_gives_types_and_expects_no_value()
    {
        var schema = DataSchema.Infer(Texts());

        Assert.Equal(new ColumnExpectation("T", ColumnType.Text), Assert.Single(schema.Columns));
        Assert.Equal(0, schema.MinRows);
        Assert.Empty(schema.Validate(Texts()));
        Assert.Empty(schema.Validate(Texts("anything")));
    }

    [Fact]
    public void A_column_that_is_always_missing_expects_no_value()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Real { X = float.NaN }, new Real { X = float.NaN } });

        Assert.Equal(new ColumnExpectation("X", ColumnType.Single), Assert.Single(DataSchema.Infer(view).Columns));
    }

    [Fact]
    public void Vectors_keep_their_size_and_varying_ones_get_a_range_of_sizes()
    {
        var view = _ml.Data.LoadFromEnumerable(new[]
        {
            new Vectors { Fixed = [1, 2, 3], Varying = [1] },
            new Vectors { Fixed = [1, float.NaN, 3], Varying = [1, 2, 3, 4] },
            new Vectors { Fixed = [1, 2, 3], Varying = [] },
        });

        var schema = DataSchema.Infer(view);

        var fixedSize = schema.FindColumn("Fixed")!;
        Assert.Equal(("Vector<Single, 3>", 1.0, true), (fixedSize.Type.ToString(), fixedSize.MinFraction, fixedSize.AllowNaN));
        var varying = schema.FindColumn("Varying")!;
        Assert.Equal(("Vector<Single>", null, 1, 4, false), (varying.Type.ToString(), varying.MinFraction, varying.MinValues, varying.MaxValues, varying.AllowNaN));
        Assert.Empty(schema.Validate(view));
    }

    [Fact]
    public void A_learned_key_keeps_its_type_and_not_its_count()
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("K", "T").Append(_ml.Transforms.Categorical.OneHotEncoding("Hot", "T"));
        var view = pipeline.Fit(Texts("a", "b")).Transform(Texts("a", "b", "unknown"));

        var schema = DataSchema.Infer(view);

        Assert.Equal("Key<UInt32>", schema.FindColumn("K")!.Type.ToString());
        Assert.Null(schema.FindColumn("K")!.MinFraction);
        Assert.Equal("Vector<Single, 2>", schema.FindColumn("Hot")!.Type.ToString());
        Assert.Empty(schema.Validate(view));
        Assert.Empty(schema.WithoutColumn("Hot").WithNewColumns(true).Validate(pipeline.Fit(Texts("a", "b", "c")).Transform(Texts("a"))));
    }

    [Fact]
    public void Columns_that_another_one_hides_are_left_out()
    {
        var view = _ml.Transforms.Conversion.ConvertType("X", outputKind: DataKind.Double)
            .Fit(_ml.Data.LoadFromEnumerable(new[] { new Real() }))
            .Transform(_ml.Data.LoadFromEnumerable(new[] { new Real { X = 2 } }));
        Assert.Equal(2, view.Schema.Count);

        Assert.Equal(ColumnType.Double, Assert.Single(DataSchema.Infer(view).Columns).Type);
        Assert.Empty(DataSchema.Infer(view).Validate(view));
    }

    [Fact]
    public void Every_type_of_ML_NET_can_be_inferred_and_validated()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Everything(), new Everything() });

        var schema = DataSchema.Infer(view);

        Assert.Equal(
            ["Boolean", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Double", "DateTime", "DateTimeOffset", "TimeSpan", "Key<UInt32>", "Vector<Boolean>", "Vector<Text, 2>"],
            schema.Columns.Select(c => c.Type.ToString()));
        Assert.Empty(schema.Validate(view));
    }

    private IDataView Texts(params string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(t => new TextRow { T = t }));

    private sealed class TextRow
    {
        public string T { get; set; } = "";
    }

    private sealed class Real
    {
        public float X { get; set; }
    }

    private sealed class Vectors
    {
        [VectorType(3)]
        public float[] Fixed { get; set; } = [];

        public float[] Varying { get; set; } = [];
    }

    private sealed class Everything
    {
        public bool A { get; set; }
        public sbyte B { get; set; } = -1;
        public byte C { get; set; } = 255;
        public short D { get; set; }
        public ushort E { get; set; }
        public int F { get; set; } = int.MinValue;
        public uint G { get; set; }
        public long H { get; set; } = long.MaxValue;
        public ulong I { get; set; } = ulong.MaxValue;
        public double J { get; set; }
        public DateTime K { get; set; }
        public DateTimeOffset L { get; set; }
        public TimeSpan M { get; set; }
        [KeyType(10)]
        public uint N { get; set; } = 3;
        public bool[] O { get; set; } = [true];
        [VectorType(2)]
        public string[] P { get; set; } = ["x", ""];
    }
}
