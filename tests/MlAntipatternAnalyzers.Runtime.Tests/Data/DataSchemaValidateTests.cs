using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class DataSchemaValidateTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_missing_real_of_a_text_file_is_seen_only_when_it_loads_as_NaN()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("trips.csv", "payment,distance,passengers,fare\nCRD,1.5,1,7\nCSH,,2,9.5\nCRD,3,1,12\nCRD,4,1\n");
        var schema = new DataSchema([.. DataSchema.FromRowType<Trip>().Columns.Select(c => c with { MinFraction = 1 })]);

        Assert.Empty(schema.Validate(Trip.Load(_ml, path, missingRealsAsNaNs: false)));

        var anomalies = schema.Validate(Trip.Load(_ml, path));
        Assert.Equal(
            [("Distance", DataAnomalyCode.FeatureTypeLowFractionPresent), ("Fare", DataAnomalyCode.FeatureTypeLowFractionPresent)],
            anomalies.Select(a => (a.Column, a.Code)));
        Assert.Equal("1 of 4 rows (25%) (row 2) have no value; at least 100% of the rows must have one.", anomalies[0].Message);
        Assert.Equal([4L], anomalies[1].Rows);
    }

    [Fact]
    public void NaN_is_no_anomaly_where_values_may_be_missing()
    {
        var view = Reals(1, float.NaN, 3, 4);

        Assert.Empty(Check(view, X with { MinFraction = 0.75, AllowNaN = false }));
        Assert.Empty(Check(view, X));
        Found(DataAnomalyCode.FeatureTypeLowFractionPresent, Check(view, X with { MinFraction = 0.76 }));
        var nan = Found(DataAnomalyCode.FloatTypeHasNan, Check(view, X with { AllowNaN = false }));
        Assert.Equal((1, 0.25), (nan.Count, nan.Share));
        Assert.Equal([2L], nan.Rows);
    }

    [Fact]
    public void Ranges_name_the_value_its_share_and_the_first_rows()
    {
        var view = Reals([.. Enumerable.Repeat(5f, 92), -1.1f, -2, -3, -4, -5, -6, -7, 100]);

        var anomalies = Check(view, X with { Min = 0, Max = 50 });

        Assert.Equal([DataAnomalyCode.FloatTypeSmallFloat, DataAnomalyCode.FloatTypeBigFloat], anomalies.Select(a => a.Code));
        Assert.Equal("7 of 100 values (7%), such as -1.1, -2, -3 (rows 93, 94, 95, 96, 97 …) are below 0.", anomalies[0].Message);
        Assert.Equal("1 of 100 values (1%), such as 100 (row 100) are above 50.", anomalies[1].Message);
        Assert.All(anomalies, a => Assert.Equal(DataAnomalySeverity.Error, a.Severity));
    }

    [Fact]
    public void A_bound_of_a_Single_column_is_the_float_nearest_to_it()
    {
        Assert.Empty(Check(Reals(0.1f, 0.7f), X with { Min = 0.1, Max = 0.7 }));
        Found(DataAnomalyCode.FloatTypeBigFloat, Check(Reals(MathF.BitIncrement(0.7f)), X with { Max = 0.7 }));
    }

    [Fact]
    public void Infinities_are_judged_by_their_own_expectation_or_by_the_range()
    {
        var view = Reals(1, float.PositiveInfinity);

        Assert.Empty(Check(view, X));
        Found(DataAnomalyCode.FloatTypeHasInf, Check(view, X with { AllowInfinity = false, Max = 3 }));
        Found(DataAnomalyCode.FloatTypeBigFloat, Check(view, X with { Max = 3 }));
    }

    [Fact]
    public void Whole_numbers_have_codes_of_their_own()
    {
        var view = Rows(new { N = -5 }, new { N = 7 }, new { N = 2_000_000_000 });

        var n = new ColumnExpectation("N", ColumnType.Int32);
        Assert.Equal([DataAnomalyCode.IntTypeSmallInt, DataAnomalyCode.IntTypeBigInt], Check(view, n with { Min = 0, Max = 10 }).Select(a => a.Code));
        Assert.Equal([DataAnomalyCode.BoolTypeSmallInt, DataAnomalyCode.BoolTypeBigInt], Check(view, n with { Format = ValueFormat.Boolean }).Select(a => a.Code));
        Found(DataAnomalyCode.BoolTypeUnexpectedFloat, Check(Reals(0, 1, 0.5f), X with { Format = ValueFormat.Boolean }));
    }

    [Fact]
    public void Texts_are_held_against_their_format()
    {
        var view = Texts("12", "x", "3.5", "", "1,5");

        var t = new ColumnExpectation("T", ColumnType.Text);
        Assert.Equal("3 of 4 values (75%), such as 'x', '3.5', '1,5' (rows 2, 3, 5) are not whole numbers.", Found(DataAnomalyCode.IntTypeNotIntString, Check(view, t with { Format = ValueFormat.Integer })).Message);
        Assert.Equal(2, Found(DataAnomalyCode.FloatTypeStringNotFloat, Check(view, t with { Format = ValueFormat.Real })).Count);
        Assert.Equal(4, Found(DataAnomalyCode.BoolTypeUnexpectedString, Check(view, t with { Format = ValueFormat.Boolean })).Count);
        Assert.Contains(DataAnomalyCode.IntTypeBigInt, Check(view, t with { Format = ValueFormat.Integer, Max = 10 }).Select(a => a.Code));
    }

    [Fact]
    public void Texts_outside_the_domain_are_named_once_their_share_is_too_large()
    {
        var view = Texts("CRD", "CSH", "CRD", "crd", "", "東京");
        var t = new ColumnExpectation("T", ColumnType.Text);

        var anomaly = Found(DataAnomalyCode.EnumTypeUnexpectedStringValues, Check(view, t with { Domain = new(["CRD", "CSH"]) }));
        Assert.Equal("2 of 5 values (40%), such as 'crd', '東京' (rows 4, 6) are outside the column's 2 known value(s); at least 100% must be inside.", anomaly.Message);
        Assert.Empty(Check(view, t with { Domain = new(["CRD", "CSH"], minShare: 0.6) }));
        Found(DataAnomalyCode.EnumTypeUnexpectedStringValues, Check(view, t with { Domain = new(["CRD", "CSH"], minShare: 0.61) }));
    }

    [Fact]
    public void Long_and_many_line_values_do_not_break_the_message()
    {
        var view = Texts("line\r\nbreak", new string('x', 100_000), new string('y', 39) + "🚕");

        var message = Found(DataAnomalyCode.EnumTypeUnexpectedStringValues, Check(view, new("T", ColumnType.Text) { Domain = new(["a"]) })).Message;

        Assert.Contains(@"'line\r\nbreak'", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.True(message.Length < 400, message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_reported()
    {
        using var directory = new TemporaryDirectory();
        System.IO.File.WriteAllBytes(directory["latin1.csv"], [.. "payment,distance,passengers,fare\nZ"u8, 0xFC, .. "rich,1,1,1\n"u8]);

        Found(DataAnomalyCode.EnumTypeInvalidUtf8, DataSchema.FromRowType<Trip>().Validate(Trip.Load(_ml, directory["latin1.csv"])));
    }

    [Fact]
    public void Presence_counts_rows()
    {
        Found(DataAnomalyCode.FeatureTypeNotPresent, Check(Reals(float.NaN, float.NaN), X with { MinCount = 1 }));
        Found(DataAnomalyCode.FeatureTypeNotPresent, Check(Reals(float.NaN), X with { MinFraction = 0.1 }));
        Found(DataAnomalyCode.FeatureTypeLowNumberPresent, Check(Reals(1, 2, float.NaN), X with { MinCount = 3 }));
        Assert.Empty(Check(Reals([.. Enumerable.Repeat(1f, 9), float.NaN]), X with { MinFraction = 0.9 }));
    }

    [Fact]
    public void A_view_without_rows_is_one_anomaly()
    {
        var schema = DataSchema.Infer(Reals(1, 2));

        Found(DataAnomalyCode.DatasetLowNumExamples, schema.Validate(Reals()));
        Found(DataAnomalyCode.FeatureTypeNotPresent, schema.WithRows(0).Validate(Reals()));
        Found(DataAnomalyCode.DatasetHighNumExamples, schema.WithRows(0, 2).Validate(Reals(1, 2, 3)));
    }

    [Fact]
    public void Missing_and_new_columns_are_told_apart()
    {
        var view = Rows(new { fare = 1f, Tip = 2f });
        var schema = new DataSchema([new("Fare", ColumnType.Single), new("Toll", ColumnType.Single) { Required = false }]);

        var anomalies = schema.Validate(view);

        Assert.Equal(
            [("Fare", DataAnomalyCode.SchemaMissingColumn), ("fare", DataAnomalyCode.SchemaNewColumn), ("Tip", DataAnomalyCode.SchemaNewColumn)],
            anomalies.Select(a => (a.Column, a.Code)));
        Assert.EndsWith("it has 'fare'.", anomalies[0].Message, StringComparison.Ordinal);
        Found(DataAnomalyCode.SchemaMissingColumn, schema.WithNewColumns(allowed: true).Validate(view));
    }

    [Theory]
    [InlineData("Single", null)]
    [InlineData("Double", DataAnomalyCode.UnexpectedDataType)]
    [InlineData("Text", DataAnomalyCode.UnexpectedDataType)]
    [InlineData("Key<UInt32>", DataAnomalyCode.UnexpectedDataType)]
    [InlineData("Vector<Single>", DataAnomalyCode.InvalidFeatureShape)]
    [InlineData("Vector<Double, 2>", DataAnomalyCode.UnexpectedDataType)]
    public void Another_type_is_an_anomaly_of_the_column(string expected, string? code)
    {
        Assert.True(ColumnType.TryParse(expected, out var type));

        Assert.Equal(code, Check(Reals(1), new ColumnExpectation("X", type)).SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData("Vector<Single, 3>", null)]
    [InlineData("Vector<Single>", null)]
    [InlineData("Vector<Single, 4>", DataAnomalyCode.InvalidFeatureShape)]
    [InlineData("Single", DataAnomalyCode.InvalidFeatureShape)]
    public void A_vector_of_another_size_has_another_shape(string expected, string? code)
    {
        Assert.True(ColumnType.TryParse(expected, out var type));
        var view = _ml.Data.LoadFromEnumerable(new[] { new Vectors { Fixed = [1, 2, 3] } });

        Assert.Equal(code, new DataSchema([new("Fixed", type)]).WithNewColumns(true).Validate(view).SingleOrDefault()?.Code);
    }

    [Fact]
    public void Items_of_vectors_are_looked_at_one_by_one_and_rows_counted()
    {
        var view = _ml.Data.LoadFromEnumerable(new[]
        {
            new Vectors { Fixed = [1, float.NaN, 3], Varying = [1] },
            new Vectors { Fixed = [float.NaN, float.NaN, float.NaN], Varying = [] },
            new Vectors { Fixed = [-1, 2, 3], Varying = [1, 2, 3, 4] },
        });
        var schema = new DataSchema([
            new("Fixed", ColumnType.Single.Vector(3)) { AllowNaN = false, MinFraction = 1, Min = 0 },
            new("Varying", ColumnType.Single.Vector()) { MinValues = 2, MaxValues = 3, MinFraction = 0.5 }]);

        var anomalies = schema.Validate(view);

        Assert.Equal(
            [
                ("Fixed", DataAnomalyCode.FeatureTypeLowFractionPresent, 1),
                ("Fixed", DataAnomalyCode.FloatTypeHasNan, 4),
                ("Fixed", DataAnomalyCode.FloatTypeSmallFloat, 1),
                ("Varying", DataAnomalyCode.FeatureTypeLowNumberValues, 1),
                ("Varying", DataAnomalyCode.FeatureTypeHighNumberValues, 1),
            ],
            anomalies.Select(a => (a.Column, a.Code, (int)a.Count)));
        Assert.Equal("4 of 9 values (44.44%), such as NaN (rows 1, 2) are NaN, which the schema does not allow.", anomalies[1].Message);
    }

    [Fact]
    public void The_zeros_of_a_sparse_vector_are_values()
    {
        var hot = _ml.Transforms.Categorical.OneHotEncoding("T").Fit(Texts("a", "b", "c")).Transform(Texts("b"));

        var anomaly = Found(DataAnomalyCode.FloatTypeSmallFloat, Check(hot, new ColumnExpectation("T", ColumnType.Single.Vector(3)) { Min = 0.5 }));
        Assert.Equal(2, anomaly.Count);
        Assert.Equal([1L], anomaly.Rows);
    }

    [Fact]
    public void A_key_that_is_unknown_is_missing_and_a_declared_count_is_checked()
    {
        var view = _ml.Transforms.Conversion.MapValueToKey("T").Fit(Texts("a", "b")).Transform(Texts("a", "new"));

        Found(DataAnomalyCode.FeatureTypeLowFractionPresent, Check(view, new ColumnExpectation("T", ColumnType.Key()) { MinFraction = 1 }));
        Assert.Empty(Check(view, new ColumnExpectation("T", ColumnType.Key(count: 2))));
        Found(DataAnomalyCode.UnexpectedDataType, Check(view, new ColumnExpectation("T", ColumnType.Key(count: 3))));
    }

    [Fact]
    public void Severity_follows_the_schema()
    {
        var schema = new DataSchema([X with { Max = 1 }]).WithSeverity(DataAnomalyCode.FloatTypeBigFloat, DataAnomalySeverity.Warning);

        Assert.Equal(DataAnomalySeverity.Warning, Assert.Single(schema.Validate(Reals(2))).Severity);
        Assert.Throws<ArgumentException>(() => schema.WithSeverity("NO_SUCH_CODE", DataAnomalySeverity.Warning));
    }

    private static ColumnExpectation X { get; } = new("X", ColumnType.Single);

    private static DataAnomaly Found(string code, IReadOnlyList<DataAnomaly> anomalies)
    {
        var anomaly = Assert.Single(anomalies);
        Assert.Equal(code, anomaly.Code);
        return anomaly;
    }

    private static IReadOnlyList<DataAnomaly> Check(IDataView view, ColumnExpectation column) => new DataSchema([column]).Validate(view);

    private IDataView Reals(params float[] values) => Rows(values.Select(v => new Real { X = v }).ToArray());

    private IDataView Texts(params string[] values) => Rows(values.Select(v => new TextRow { T = v }).ToArray());

    // An anonymous type's members cannot be set, which loading does not need.
    private IDataView Rows<T>(params T[] rows)
        where T : class => _ml.Data.LoadFromEnumerable(rows);

    private sealed class Real
    {
        public float X { get; set; }
    }

    private sealed class TextRow
    {
        public string T { get; set; } = "";
    }

    private sealed class Vectors
    {
        [VectorType(3)]
        public float[] Fixed { get; set; } = [];

        public float[] Varying { get; set; } = [];
    }
}
