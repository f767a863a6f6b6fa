using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class DataValidationCatalogTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Data_that_does_not_fit_throws_with_the_whole_list()
    {
        var good = Trips(10);
        DataSchema.Infer(good).Save(_directory["Trip.mlschema.json"]);
        var bad = Trip.Load(_ml, _directory.Write("bad.csv", "payment,distance,passengers,fare\nBTC,,1,7\nCRD,1,1,\n"));

        var e = Assert.Throws<DataValidationException>(() => _ml.Data.Validate(bad, _directory["Trip.mlschema.json"]));

        Assert.Equal(
            [
                ("Payment", DataAnomalyCode.EnumTypeUnexpectedStringValues),
                ("Distance", DataAnomalyCode.FeatureTypeLowFractionPresent),
                ("Fare", DataAnomalyCode.FeatureTypeLowFractionPresent),
            ],
            e.Anomalies.Select(a => (a.Column, a.Code)));
        Assert.All(e.Anomalies, a => Assert.Contains(a.ToString(), e.Message, StringComparison.Ordinal));
        Assert.StartsWith($"The data does not fit its schema '{_directory["Trip.mlschema.json"]}': 3 errors.", e.Message, StringComparison.Ordinal);
        Assert.Equal(_directory["Trip.mlschema.json"], e.SchemaPath);
    }

    [Fact]
    public void Warnings_alone_let_the_data_pass_and_travel_with_it()
    {
        var schema = DataSchema.Infer(Trips(10)).WithColumn(new("Fare", ColumnType.Single) { Max = 1 })
            .WithSeverity(DataAnomalyCode.FloatTypeBigFloat, DataAnomalySeverity.Warning);

        var view = Assert.IsType<ValidatedDataView>(_ml.Data.Validate(Trips(10), schema));

        Assert.Equal(DataAnomalyCode.FloatTypeBigFloat, Assert.Single(view.Warnings).Code);
        Assert.Same(schema, view.Expectations);
        var e = Assert.Throws<DataValidationException>(() => _ml.Data.Validate(Trips(10), schema.WithRows(11)));
        Assert.Contains("1 error and 1 warning(s).", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_validated_view_goes_wherever_the_data_goes()
    {
        var source = Trips(2_000);
        var view = _ml.Data.Validate(source, DataSchema.Infer(source));

        Assert.Equal(Rows(source), Rows(view));
        Assert.Equal((source.GetRowCount(), source.CanShuffle), (view.GetRowCount(), view.CanShuffle));

        var split = _ml.Data.TrainTestSplit(view, testFraction: 0.2);
        Assert.Equal(2_000, Rows(split.TrainSet).Count + Rows(split.TestSet).Count);

        var pipeline = _ml.Transforms.Categorical.OneHotEncoding("PaymentHot", "Payment")
            .Append(_ml.Transforms.Concatenate("Features", "PaymentHot", "Distance"))
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.Regression.Trainers.FastTree("Fare", "Features", numberOfTrees: 30));
        var model = pipeline.Fit(split.TrainSet);
        Assert.True(_ml.Regression.Evaluate(model.Transform(split.TestSet), "Fare").RSquared > 0.5);
        Assert.Equal(3, _ml.Regression.CrossValidate(view, pipeline, 3, "Fare").Count);

        _ml.Model.Save(model, view.Schema, _directory["model.zip"]);
        Assert.Equal(view.Schema.Count, LoadedSchema().Count);
        using (var stream = File.Create(_directory["data.idv"]))
            _ml.Data.SaveAsBinary(view, stream);
        Assert.Equal(Rows(view), Rows(_ml.Data.LoadFromBinary(_directory["data.idv"])));
        Assert.Equal(2_000, Rows(_ml.Data.ShuffleRows(view, seed: 1)).Count);
        Assert.Equal(Rows(view), Rows(_ml.Data.Cache(view)));
    }

    [Fact]
    public void Cursors_on_several_threads_share_out_the_rows()
    {
        var source = Trips(5_000);
        var view = _ml.Data.Validate(source, DataSchema.Infer(source));

        var cursors = view.GetRowCursorSet(view.Schema, 4);
        var count = cursors.AsParallel().WithDegreeOfParallelism(Math.Max(cursors.Length, 1)).Sum(cursor =>
        {
            using (cursor)
            {
                var rows = 0;
                while (cursor.MoveNext())
                    rows++;
                return rows;
            }
        });

        Assert.Equal(5_000, count);
    }

    [Fact]
    public void What_is_missing_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => _ml.Data.Validate(null!, DataSchema.FromRowType<Trip>()));
        Assert.Throws<ArgumentNullException>(() => _ml.Data.Validate(Trips(1), (DataSchema)null!));
        Assert.Throws<FileNotFoundException>(() => _ml.Data.Validate(Trips(1), _directory["none.mlschema.json"]));
    }

    private DataViewSchema LoadedSchema()
    {
        new MLContext().Model.Load(_directory["model.zip"], out var schema);
        return schema;
    }

    private List<(string, float, int, float)> Rows(IDataView view) =>
        [.. _ml.Data.CreateEnumerable<Trip>(view, reuseRowObject: false).Select(t => (t.Payment, t.Distance, t.Passengers, t.Fare))];

    private IDataView Trips(int count)
    {
        var lines = Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"{(i % 3 == 0 ? "CSH" : "CRD")},{i % 17},{1 + (i % 4)},{3 + (2 * (i % 17))}"));
        return Trip.Load(_ml, _directory.Write($"trips{count}.csv", "payment,distance,passengers,fare\n" + string.Join('\n', lines) + "\n"));
    }
}
