using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

public sealed class GoldenRowsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_saved_and_loaded_model_computes_what_was_recorded_with_it()
    {
        var path = Save(Train(), Record(Train()));

        var golden = GoldenRows.Load(path);
        var loaded = new MLContext().LoadWithMappings(path, out var schema, typeof(Pace).Assembly);

        Assert.Equal(["Distance", "Hours", "City", "Fare"], schema!.Select(c => c.Name));
        Assert.Equal(["Distance", "Hours", "City", "Fare"], golden.InputColumnNames);
        Assert.Equal(["Features", "Score"], golden.OutputColumnNames);
        Assert.Equal(20, golden.Count);
        golden.Verify(_ml, loaded, GoldenTolerance.Exact);
        golden.Verify<Ride>(_ml, loaded, GoldenTolerance.Exact);
        Assert.Empty(golden.Compare(_ml, loaded));
    }

    [Fact]
    public void A_mapping_that_became_another_is_found_with_row_column_and_slot()
    {
        var golden = Record(Train());

        var e = Assert.Throws<GoldenRowsException>(() => golden.Verify(_ml, Train(new PaceInMinutes())));

        // Every row that moves; the first one stands still in both.
        Assert.Equal(Enumerable.Range(2, 19), e.Differences.Where(d => d.Column == "Features").Select(d => d.Row!.Value).Distinct());
        var first = e.Differences[0];
        Assert.Equal((GoldenRowProblem.Value, 2, "Features", 0, "Pace", "0.5", "0.008333334"), (first.Problem, first.Row, first.Column, first.Slot, first.SlotName, first.Expected, first.Found));
        Assert.Contains("row 2, 'Features'[0] ('Pace'): expected 0.5, found 0.008333334", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(e.Differences, d => d.Slot > 0);
    }

    [Fact]
    public void A_message_stays_readable_where_much_differs()
    {
        var differences = Enumerable.Range(0, 100).SelectMany(row => Enumerable.Range(0, 8).Select(slot => new GoldenRowDifference(GoldenRowProblem.Value, row + 1, "Features", slot, null, "1", "2"))).ToList();

        var e = new GoldenRowsException(differences, "All is different.");

        var lines = e.Message.Split('\n');
        Assert.Equal(("All is different.", "  row 1, 'Features'[0]: expected 1, found 2", "    … and 3 more slots of it", "  … and 550 more lines"), (lines[0], lines[1], lines[6], lines[^1]));
        Assert.Equal(52, lines.Length);
        Assert.Equal(800, e.Differences.Count);
    }

    [Fact]
    public void A_row_class_that_lacks_a_column_is_found_before_the_first_request()
    {
        var e = Assert.Throws<GoldenRowsException>(() => Record(Train()).Verify<RideWithoutHours>(_ml, Train()));

        var difference = Assert.Single(e.Differences);
        Assert.Equal((GoldenRowProblem.ModelFailed, null), (difference.Problem, difference.Row));
        Assert.Contains("Hours", difference.Found, StringComparison.Ordinal);
        Assert.NotNull(e.InnerException);
    }

    [Fact]
    public void A_row_class_with_another_type_is_found() =>
        Assert.Equal(
            GoldenRowProblem.ModelFailed,
            Assert.Single(Assert.Throws<GoldenRowsException>(() => Record(Train()).Verify<RideWithTextHours>(_ml, Train())).Differences).Problem);

    [Fact]
    public void A_service_is_verified_with_all_that_it_computes_before_the_model()
    {
        var model = Train();
        var golden = Record(model);
        using var engine = _ml.Model.CreatePredictionEngine<Ride, Fare>(model);

        golden.Verify<Ride, Fare>(_ml, ride => engine.Predict(ride));

        var skewed = Assert.Throws<GoldenRowsException>(() => golden.Verify<Ride, Fare>(_ml, ride => engine.Predict(new() { Distance = ride.Distance, Hours = ride.Hours * 60, City = ride.City })));
        Assert.All(skewed.Differences, d => Assert.Equal("Score", d.Column));
        var throwing = Assert.Throws<GoldenRowsException>(() => golden.Verify<Ride, Fare>(_ml, ride => ride.Distance == 3 ? throw new FormatException("no number") : engine.Predict(ride)));
        Assert.Equal((GoldenRowProblem.RowFailed, 4, "FormatException: no number"), (Assert.Single(throwing.Differences).Problem, throwing.Differences[0].Row, throwing.Differences[0].Found));
        Assert.Contains("'Features', 'Score'", Assert.Throws<ArgumentException>(() => golden.Verify<Ride, Ride>(_ml, ride => ride)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_on_which_the_model_throws_is_a_difference_and_the_others_are_compared()
    {
        var golden = Record(Train());

        var differences = golden.Compare(_ml, Train(new PaceThatThrows(), _ml.Data.FilterRowsByColumn(Rides(), "Distance", lowerBound: 20)));

        Assert.Equal([(3, "InvalidOperationException: two hours"), (8, "InvalidOperationException: two hours")], differences.Where(d => d.Problem == GoldenRowProblem.RowFailed).Take(2).Select(d => (d.Row!.Value, d.Found)));
        Assert.Equal([3, 8], differences.Where(d => d.Problem == GoldenRowProblem.RowFailed).Select(d => d.Row!.Value));
        // The ninth row's pace is computed otherwise.
        Assert.Equal([9], differences.Where(d => d is { Problem: GoldenRowProblem.Value, Column: "Features", SlotName: "Pace" }).Select(d => d.Row!.Value));
    }

    [Fact]
    public void A_column_that_is_not_there_or_has_another_type_is_a_difference()
    {
        var golden = Record(Train());
        var withoutScore = _ml.Transforms.FeatureMapping(new Pace()).Append(Features()).Fit(Rides());
        var wider = _ml.Transforms.FeatureMapping(new Pace()).Append(Features()).Append(_ml.Transforms.Concatenate("Features", "Features", "Hours"))
            .Append(_ml.Regression.Trainers.FastTree("Fare", numberOfTrees: 5)).Fit(Rides());

        Assert.Equal("all rows, 'Score': expected a column of type Single, found no such column", Assert.Single(golden.Compare(_ml, withoutScore)).ToString());
        Assert.Equal("all rows, 'Features': expected Vector<Single, 5>, found Vector<Single, 6>", golden.Compare(_ml, wider)[0].ToString());
    }

    [Fact]
    public void A_model_that_drops_rows_is_a_difference()
    {
        var filter = _ml.Transforms.FeatureMapping(new Pace()).Append(Features()).Fit(Rides());
        var golden = GoldenRows.Record(_ml, filter, Rides(), new() { OutputColumnNames = ["Pace"] });
        var some = new Filtering(filter, view => _ml.Data.FilterRowsByColumn(view, "Distance", lowerBound: 3));

        Assert.Contains("all rows: expected 20 rows, found 17 rows", golden.Compare(_ml, some).Select(d => d.ToString()));
        Assert.Contains("17 rows for 20", Assert.Throws<ArgumentException>(() => GoldenRows.Record(_ml, some, Rides())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_that_is_not_pure_is_found_when_it_is_recorded()
    {
        var model = _ml.Transforms.CustomMapping<Ride, Pace.Output>((_, output) => output.Pace = Random.Shared.NextSingle(), null).Append(Features()).Fit(Rides());

        var e = Assert.Throws<GoldenRowsException>(() => GoldenRows.Record(_ml, model, Rides()));

        Assert.Contains("a second time", e.Message, StringComparison.Ordinal);
        Assert.Equal("Pace", e.Differences[0].Column);
    }

    [Fact]
    public void Columns_that_only_training_has_are_replayed_as_serving_has_them()
    {
        var model = Train();
        var golden = GoldenRows.Record(_ml, model, RideRows());
        golden.Save(_directory["fare.mlgolden.json"]);

        var text = File.ReadAllText(_directory["fare.mlgolden.json"]);
        Assert.Contains("\"trainingOnly\": true", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Fare\": ", text, StringComparison.Ordinal);
        GoldenRows.Load(_directory["fare.mlgolden.json"]).Verify(_ml, model, GoldenTolerance.Exact);

        var leaking = _ml.Transforms.Concatenate("Features", "Distance", "Fare").Append(_ml.Regression.Trainers.FastTree("Fare", numberOfTrees: 5)).Fit(Rides());
        var e = Assert.Throws<GoldenRowsException>(() => GoldenRows.Record(_ml, leaking, RideRows()));
        Assert.Contains("only training has ('Fare')", e.Message, StringComparison.Ordinal);
        Assert.Contains(e.Differences, d => d is { Column: "Features", SlotName: "Fare", Found: "0" });
    }

    [Fact]
    public void What_is_recorded_by_default_is_what_trainers_read_and_all_that_comes_after()
    {
        var multiclass = _ml.Transforms.Conversion.MapValueToKey("Label", "City")
            .Append(_ml.Transforms.Concatenate("Inputs", "Distance", "Hours"))
            .Append(_ml.Transforms.NormalizeMinMax("Inputs"))
            .Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", "Inputs"))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(Rides());

        var golden = GoldenRows.Record(_ml, multiclass, Rides());

        Assert.Equal(["Inputs", "PredictedLabel", "Score"], golden.OutputColumnNames.Order());
        golden.Verify(_ml, multiclass);
        Assert.Equal(["Inputs"], GoldenRows.Record(_ml, _ml.Transforms.Concatenate("Inputs", "Distance", "Hours").Fit(Rides()), Rides()).OutputColumnNames);
    }

    [Fact]
    public void Golden_rows_in_a_model_are_replaced_and_the_model_stays_as_it_is()
    {
        var path = Save(Train(), Record(Train()));
        long once;
        using (var archive = ZipFile.OpenRead(path))
            once = archive.Entries.Count;

        GoldenRows.Record(_ml, Train(), Rides(), new() { MaxRows = 3 }).SaveInto(path);

        using (var archive = ZipFile.OpenRead(path))
            Assert.Equal(once, archive.Entries.Count);
        Assert.Equal(3, GoldenRows.Load(path).Count);
        Assert.Equal(Train().Transform(Rides()).GetColumn<float>("Score"), new MLContext().Model.Load(path, out _).Transform(Rides()).GetColumn<float>("Score"));
        Assert.Equal(["model.zip"], _directory.FileNames);
    }

    [Fact]
    public void Rows_that_cannot_be_recorded_are_named()
    {
        var model = Train();

        Assert.Contains("no row", Assert.Throws<ArgumentException>(() => GoldenRows.Record(_ml, model, Rides(0))).Message, StringComparison.Ordinal);
        Assert.Contains("IgnoredColumnNames names 'Town'", Assert.Throws<ArgumentException>(() => GoldenRows.Record(_ml, model, Rides(), new() { IgnoredColumnNames = ["Town"] })).Message, StringComparison.Ordinal);
        Assert.Contains("OutputColumnNames names 'Scores'", Assert.Throws<ArgumentException>(() => GoldenRows.Record(_ml, model, Rides(), new() { OutputColumnNames = ["Scores"] })).Message, StringComparison.Ordinal);
        Assert.Contains("TrainingOnlyColumnNames names 'Label'", Assert.Throws<ArgumentException>(() => GoldenRows.Record(_ml, model, Rides(), new() { TrainingOnlyColumnNames = ["Label"] })).Message, StringComparison.Ordinal);
        Assert.Contains("Column 'Picture' holds Other<System.Object>", Assert.Throws<ArgumentException>(() => GoldenRows.Record(_ml, model, new PictureView())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GoldenRowsOptions { MaxRows = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GoldenTolerance { Relative = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GoldenTolerance { Absolute = -1 });
        Assert.Contains("'.mlgolden.json'", Assert.Throws<ArgumentException>(() => Record(model).Save("fare.json")).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.zip", Assert.Throws<FileNotFoundException>(() => Record(model).SaveInto("nowhere.zip")).Message, StringComparison.Ordinal);
        Assert.Contains("GoldenRows.Record", Assert.Throws<FileNotFoundException>(() => GoldenRows.Load("nowhere.mlgolden.json")).Message, StringComparison.Ordinal);
        Assert.Contains("is no model", Assert.Throws<ArgumentException>(() => Record(model).SaveInto(_directory.Write("text.zip", "no archive"))).Message, StringComparison.Ordinal);
        ZipFile.CreateFromDirectory(Directory.CreateDirectory(_directory["empty"]).FullName, _directory["empty.zip"]);
        Assert.Contains("is no model", Assert.Throws<ArgumentException>(() => Record(model).SaveInto(_directory["empty.zip"])).Message, StringComparison.Ordinal);
        Assert.Equal("no archive", File.ReadAllText(_directory["text.zip"]));
    }

    private GoldenRows Record(ITransformer model) => GoldenRows.Record(_ml, model, Rides());

    private string Save(ITransformer model, GoldenRows golden)
    {
        _ml.Model.Save(model, Rides().Schema, _directory["model.zip"]);
        golden.SaveInto(_directory["model.zip"]);
        return _directory["model.zip"];
    }

    private ITransformer Train(FeatureMappingFactory<Ride, Pace.Output>? mapping = null, IDataView? rides = null) =>
        _ml.Transforms.FeatureMapping(mapping ?? new Pace())
            .Append(Features())
            .Append(_ml.Regression.Trainers.FastTree("Fare", "Features", numberOfTrees: 20))
            .Fit(rides ?? Rides());

    private IEstimator<ITransformer> Features() =>
        _ml.Transforms.Categorical.OneHotEncoding("Cities", "City").Append(_ml.Transforms.Concatenate("Features", "Pace", "Cities", "Distance"));

    private IDataView Rides(int count = 500) => _ml.Data.LoadFromEnumerable(RideRows(count));

    private static List<Ride> RideRows(int count = 500) => [.. Enumerable.Range(0, count).Select(i =>
        new Ride { Distance = i % 37, Hours = 1 + (i % 5), City = $"City{i % 3}", Fare = i % 37 / (1f + (i % 5)) })];

    private sealed class Ride
    {
        public float Distance { get; set; }
        public float Hours { get; set; }
        public string City { get; set; } = "";

        [TrainingOnly]
        public float Fare { get; set; }
    }

    /// <summary>A model that lets only some rows through.</summary>
    private sealed class Filtering(ITransformer model, Func<IDataView, IDataView> filter) : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => model.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => filter(model.Transform(input));

        void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }

    private sealed class RideWithoutHours
    {
        public float Distance { get; set; }
        public string City { get; set; } = "";
    }

    private sealed class RideWithTextHours
    {
        public float Distance { get; set; }
        public string Hours { get; set; } = "";
        public string City { get; set; } = "";
    }

    private sealed class Fare
    {
        public float Score { get; set; }
    }

    [CustomMappingFactoryAttribute("test.Pace")]
    private sealed class Pace : FeatureMappingFactory<Ride, Pace.Output>
    {
        public sealed class Output
        {
            public float Pace { get; set; }
        }

        public override void Map(Ride input, Output output) => output.Pace = input.Distance / input.Hours;
    }

    [CustomMappingFactoryAttribute("test.PaceInMinutes")]
    private sealed class PaceInMinutes : FeatureMappingFactory<Ride, Pace.Output>
    {
        public override void Map(Ride input, Pace.Output output) => output.Pace = input.Distance / (input.Hours * 60);
    }

    [CustomMappingFactoryAttribute("test.PaceThatThrows")]
    private sealed class PaceThatThrows : FeatureMappingFactory<Ride, Pace.Output>
    {
        public override void Map(Ride input, Pace.Output output) =>
            output.Pace = input.Distance is 2 or 7 ? throw new InvalidOperationException("two hours") : input.Distance / (input.Distance == 8 ? 1 : input.Hours);
    }
}
