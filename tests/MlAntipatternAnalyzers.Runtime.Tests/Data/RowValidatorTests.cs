using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class RowValidatorTests
{
    private static readonly DataSchema Schema = new(
    [
        new("Payment", ColumnType.Text) { Domain = new(["CRD", "CSH"]), MinFraction = 1 },
        new("Rider", ColumnType.Text) { Domain = new(["old"], minShare: 0.5), Unique = new(1, 3) },
        new("Distance", ColumnType.Single) { Min = 0, Max = 100, MinFraction = 1 },
        new("Tip", ColumnType.Single) { MinFraction = 0.5, AllowNaN = false },
        new("Passengers", ColumnType.Int32) { Min = 1, MinCount = 100 },
        new("Hour", ColumnType.Text) { Format = ValueFormat.Integer, Min = 0, Max = 23 },
        new("When", ColumnType.Text) { TimeFormat = "yyyy-MM-dd HH:mm" },
        new("Night", ColumnType.Boolean),
        new("Sensors", ColumnType.Single.Vector(3)) { AllowNaN = false },
        new("Tags", ColumnType.Text.Vector()) { MaxValues = 2, Domain = new(["a", "b"]) },
        new("Zone", ColumnType.Key(ColumnKind.UInt32, 10)) { MinFraction = 1 },
        new("Fare", ColumnType.Single) { NotInEnvironments = ["SERVING"], MinFraction = 1 },
    ]);

    private readonly RowValidator<Ride> _validator = Schema.ForRows<Ride>("SERVING");

    [Fact]
    public void A_good_row_has_no_anomaly()
    {
        Assert.Empty(_validator.Validate(Good()));
        Assert.True(_validator.IsValid(Good()));
        _validator.ThrowIfInvalid(Good());
    }

    [Fact]
    public void What_speaks_of_a_whole_data_set_is_left_out()
    {
        var row = Good();
        (row.Rider, row.Tip) = ("new", float.NaN);

        Assert.Empty(_validator.Validate(row));
    }

    [Fact]
    public void A_bad_row_tells_all_that_is_wrong_with_it()
    {
        var row = new Ride
        {
            Payment = "GLD", Distance = -1, Passengers = 0, Hour = "24", When = "2024-02-30 10:00".AsMemory(), Sensors = [1, float.NaN], Tags = ["a", "b", "c"], Zone = 10,
        };

        var anomalies = _validator.Validate(row);

        Assert.Equal(
            [
                ("Sensors", DataAnomalyCode.InvalidFeatureShape), ("Payment", DataAnomalyCode.EnumTypeUnexpectedStringValues), ("Distance", DataAnomalyCode.FloatTypeSmallFloat),
                ("Passengers", DataAnomalyCode.IntTypeSmallInt), ("Hour", DataAnomalyCode.IntTypeBigInt), ("When", DataAnomalyCode.SemanticDomainUpdate),
                ("Sensors", DataAnomalyCode.FloatTypeHasNan), ("Tags", DataAnomalyCode.FeatureTypeHighNumberValues), ("Tags", DataAnomalyCode.EnumTypeUnexpectedStringValues),
                ("Zone", DataAnomalyCode.FeatureTypeNotPresent),
            ],
            anomalies.Select(a => (a.Column, a.Code)));
        Assert.Equal("The value 'GLD' is outside the column's 2 known value(s); at least 100% must be inside.", anomalies[1].Message);
        Assert.Equal("The row has more than 2 items.", anomalies[7].Message);
        Assert.All(anomalies, a => Assert.Empty(a.Rows));
        Assert.False(_validator.IsValid(row));
        var e = Assert.Throws<DataValidationException>(() => _validator.ThrowIfInvalid(row));
        Assert.Equal(anomalies.Count, e.Anomalies.Count);
    }

    [Fact]
    public void Null_is_missing()
    {
        var row = Good();
        (row.Payment, row.Hour, row.Tags) = (null, null, null);

        Assert.Equal([("Payment", DataAnomalyCode.FeatureTypeNotPresent)], _validator.Validate(row).Select(a => (a.Column, a.Code)));
        row.Sensors = null;
        Assert.Contains(_validator.Validate(row), a => (a.Column, a.Code) == ("Sensors", DataAnomalyCode.InvalidFeatureShape));
    }

    [Fact]
    public void A_class_that_cannot_fit_is_refused_at_once()
    {
        var e = Assert.Throws<DataValidationException>(() => Schema.ForRows<Ride>("TRAINING"));

        Assert.Equal([("Fare", DataAnomalyCode.SchemaMissingColumn)], e.Anomalies.Select(a => (a.Column, a.Code)));
        Assert.Throws<DataValidationException>(() => new DataSchema([new("Payment", ColumnType.Single)]).WithNewColumns(true).ForRows<Ride>());
        var relaxed = new DataSchema([new("Payment", ColumnType.Text)]).WithSeverity(DataAnomalyCode.SchemaNewColumn, DataAnomalySeverity.Warning);
        Assert.Equal(10, relaxed.ForRows<Ride>().Warnings.Count);
        Assert.Empty(relaxed.ForRows<Ride>().Validate(Good()));
    }

    [Fact]
    public void Warnings_are_told_and_let_the_row_pass()
    {
        var validator = Schema.WithSeverity(DataAnomalyCode.FloatTypeSmallFloat, DataAnomalySeverity.Warning).ForRows<Ride>("SERVING");
        var row = Good();
        row.Distance = -1;

        Assert.Equal(DataAnomalySeverity.Warning, Assert.Single(validator.Validate(row)).Severity);
        Assert.True(validator.IsValid(row));
        validator.ThrowIfInvalid(row);
    }

    [Fact]
    public void A_good_row_allocates_nothing()
    {
        var row = Good();
        for (var i = 0; i < 1000; i++)
            _validator.Validate(row);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = 0;
        for (var i = 0; i < 1000; i++)
            found += _validator.Validate(row).Count;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((0, 0L), (found, allocated));
    }

    [Fact]
    public void Threads_share_a_validator()
    {
        var good = Good();
        var bad = Good();
        bad.Distance = 1000;

        Parallel.For(0, 10_000, i => Assert.Equal(i % 2, _validator.Validate(i % 2 == 0 ? good : bad).Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_row_is_judged_as_a_view_of_it_alone_is(int seed)
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(seed);
        var schema = Schema.WithoutColumn("Fare").WithoutColumn("Rider").WithoutColumn("Tip").WithNewColumns(true).WithColumn(Schema.FindColumn("Passengers")! with { MinCount = 0 });
        var validator = schema.ForRows<Ride>();
        for (var i = 0; i < 200; i++)
        {
            var row = Random(random);
            // A row alone of which a value is missing has none at all.
            var expected = schema.Validate(ml.Data.LoadFromEnumerable(new[] { row })).Select(a => (a.Column, a.Code));
            Assert.Equal(expected, validator.Validate(row).Select(a => (a.Column, a.Code)));
        }
    }

    private static Ride Random(Random random) => new()
    {
        Payment = Pick<string?>(random, "CRD", "CSH", "", null, "crd"),
        Distance = Pick<float>(random, 1, -1, 100, 101, float.NaN, float.PositiveInfinity),
        Passengers = Pick(random, 1, 0, 7),
        Hour = Pick(random, "7", "23", "24", "x", "", "-0"),
        When = Pick<string>(random, "2024-02-29 10:00", "2024-02-29", "").AsMemory(),
        Night = random.Next(2) == 0,
        Sensors = [Pick(random, 1f, float.NaN), 2, Pick(random, 1f, float.NaN)],
        Tags = Pick<string?[]>(random, [], ["a"], ["a", "b"], ["a", "b", "a"], ["", "c"], ["", ""]),
        Zone = Pick<uint>(random, 0, 9, 10, 11),
    };

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static Ride Good() => new()
    {
        Payment = "CRD",
        Rider = "old",
        Distance = 1.5f,
        Tip = 1,
        Passengers = 1,
        Hour = "23",
        When = "2024-02-29 10:00".AsMemory(),
        Sensors = [1, 2, 3],
        Tags = ["a"],
        Zone = 3,
    };

    private sealed class Ride
    {
        public string? Payment { get; set; }

        public string Rider { get; set; } = "";

        public float Distance { get; set; }

        public float Tip { get; set; }

        public int Passengers { get; set; }

        public string? Hour { get; set; }

        public ReadOnlyMemory<char> When { get; set; }

        public bool Night { get; set; }

        [VectorType(3)]
        public float[]? Sensors { get; set; }

        public string?[]? Tags { get; set; }

        [KeyType(10)]
        public uint Zone { get; set; }
    }
}
