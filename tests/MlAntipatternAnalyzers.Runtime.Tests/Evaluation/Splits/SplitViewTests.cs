using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

/// <summary>A part of a split goes wherever a view goes.</summary>
public sealed class SplitViewTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    public static TheoryData<string> Sources => ["list", "sequence", "file", "cache", "shuffled", "binary"];

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_rows_are_the_same_in_whatever_way_they_are_read(string source)
    {
        var data = Load(source, 3_000);
        var byRow = _ml.Data.ThreeWaySplit(data, 0.2, 0.3);
        var byTime = _ml.Data.TrainTestSplitByTime(data, "Year", 0.3);
        var byGroup = _ml.Data.TrainTestSplitByGroup(data, "User", 0.3);

        foreach (var view in new[] { byRow.TrainSet, byRow.ValidationSet, byRow.TestSet, byTime.TrainSet, byTime.TestSet, byGroup.TrainSet, byGroup.TestSet })
        {
            var ids = Visit.Ids(view).Order().ToList();
            Assert.Equal(view.GetRowCount(), ids.Count);
            Assert.Equal(ids, Read(view.GetRowCursor([view.Schema["Id"]], new Random(5))).Order());
            Assert.Equal(ids, view.GetRowCursorSet([view.Schema["Id"]], 4, null).AsParallel().SelectMany(Read).Order());
            Assert.Equal(ids, Visit.Ids(_ml.Data.ShuffleRows(view, seed: 7)).Order());
            Assert.Equal(ids, Visit.Ids(_ml.Data.Cache(view)).Order());
        }
    }

    [Fact]
    public void Only_the_columns_that_were_asked_for_are_active()
    {
        var view = _ml.Data.TrainTestSplitByTime(Load("list", 10), "Year").TestSet;

        using var cursor = view.GetRowCursor([view.Schema["Id"]]);

        Assert.Same(view.Schema, cursor.Schema);
        Assert.Equal(["Id"], view.Schema.Where(cursor.IsColumnActive).Select(c => c.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<int>(view.Schema["Year"]));
        Assert.Equal(-1, cursor.Position);
        Assert.True(cursor.MoveNext());
        Assert.Equal(0, cursor.Position);
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
    }

    [Fact]
    public void Parts_are_split_again_fitted_saved_and_cross_validated()
    {
        var outer = _ml.Data.TrainTestSplitByTime(Load("file", 600), "Year", 0.2);
        var inner = _ml.Data.TrainTestSplitByGroup(outer.TrainSet, "User", 0.25);
        Assert.Equal((480, 120, 360, 120), (outer.TrainRows, outer.TestRows, inner.TrainRows, inner.TestRows));
        Assert.Empty(Visit.Ids(inner.TestSet).Intersect(Visit.Ids(outer.TestSet)));

        var pipeline = _ml.Transforms.Concatenate("X", "Id", "Hour").Append(_ml.Transforms.NormalizeMinMax("X")).AppendCacheCheckpoint(_ml)
            .Append(_ml.BinaryClassification.Trainers.SdcaLogisticRegression("Label", "X"));
        var model = pipeline.Fit(inner.TrainSet);
        Assert.InRange(_ml.BinaryClassification.Evaluate(model.Transform(inner.TestSet)).Accuracy, 0, 1);
        Assert.Equal(3, _ml.BinaryClassification.CrossValidate(inner.TrainSet, pipeline, 3).Count);
        _ml.Model.Save(model, inner.TrainSet.Schema, _directory["model.zip"]);
        _ml.Model.Load(_directory["model.zip"], out var schema);
        Assert.Equal(inner.TrainSet.Schema.Count, schema.Count);
    }

    [Fact]
    public async Task Parts_are_read_on_several_threads_at_once()
    {
        var split = _ml.Data.TrainTestSplitByTime(Load("list", 5_000), "Text", 0.5);

        var read = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Visit.Ids(i % 2 == 0 ? split.TrainSet : split.TestSet))));

        for (var i = 0; i < read.Length; i++)
            Assert.Equal(i % 2 == 0 ? Visit.Range(0, 2_500) : Visit.Range(2_500, 5_000), read[i]);
    }

    [Fact]
    public void Data_that_changes_after_the_split_is_not_split_wrongly_in_silence()
    {
        var rows = Visit.Rows(10);
        var split = _ml.Data.TrainTestSplitByTime(_ml.Data.LoadFromEnumerable(rows), "Text");
        rows[4].Text = "soon";

        var e = Assert.Throws<DataSplitException>(() => Visit.Ids(split.TestSet));

        Assert.Contains("The data has changed since it was split: a value of 'Text'", e.Message, StringComparison.Ordinal);
    }

    private static List<float> Read(DataViewRowCursor cursor)
    {
        var ids = new List<float>();
        using (cursor)
        {
            var getter = cursor.GetGetter<float>(cursor.Schema["Id"]);
            float id = 0;
            while (cursor.MoveNext())
            {
                getter(ref id);
                ids.Add(id);
            }
        }
        return ids;
    }

    private IDataView Load(string source, int count)
    {
        var rows = Visit.Rows(count);
        var list = _ml.Data.LoadFromEnumerable(rows);
        switch (source)
        {
            case "sequence":
                return _ml.Data.LoadFromEnumerable(rows.Select(r => r));
            case "cache":
                return _ml.Data.Cache(list);
            case "shuffled":
                return _ml.Data.ShuffleRows(list, seed: 3);
            case "file":
                var path = _directory.Write("visits.csv", string.Concat(rows.Select(r => FormattableString.Invariant($"{r.Id},{r.Year},{r.User},{r.Label},{r.Hour}\n"))));
                return _ml.Data.LoadFromTextFile(
                    path,
                    [new TextLoader.Column("Id", DataKind.Single, 0), new("Year", DataKind.Int32, 1), new("User", DataKind.String, 2), new("Label", DataKind.Boolean, 3), new("Hour", DataKind.Single, 4)],
                    ',');
            case "binary":
                using (var stream = File.Create(_directory["visits.idv"]))
                    _ml.Data.SaveAsBinary(_ml.Transforms.DropColumns("Day", "Instant", "Since").Fit(list).Transform(list), stream);
                return _ml.Data.LoadFromBinary(_directory["visits.idv"]);
            default:
                return list;
        }
    }
}
