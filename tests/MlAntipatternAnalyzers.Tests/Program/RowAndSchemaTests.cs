using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>What is read out of a view: its rows and its schema.</summary>
public sealed class RowAndSchemaTests
{
    private const string Train = """
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
        var scaled = mlContext.Transforms.NormalizeMinMax("TripTime").Fit(trips).Transform(trips);
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(scaled);
        """;

    [Theory]
    [InlineData("foreach (var row in mlContext.Data.CreateEnumerable<Trip>(scaled, false)) engine.Predict(row);", "a row of v2")]
    [InlineData("foreach (var row in mlContext.Data.CreateEnumerable<Trip>(trips, false).Where(row => row.TripTime > 0).ToList()) engine.Predict(row);", "a row of v1")]
    [InlineData("engine.Predict(mlContext.Data.CreateEnumerable<Trip>(scaled, false).First());", "a row of v2")]
    [InlineData("foreach (var row in new List<Trip>()) engine.Predict(row);", "?")]
    public void A_row_knows_its_view(string prediction, string row)
    {
        var text = ModelText.Of(ModelText.Main($"{Train}\nvar engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);\n{prediction}"));
        Assert.Contains($"predict {row} by e1", text);
    }

    [Theory]
    [InlineData("scaled.Schema", ViewKind.Transformed)]
    [InlineData("mlContext.Data.TrainTestSplit(trips).TrainSet.Schema", ViewKind.TrainSide)]
    public void A_save_knows_whose_schema_it_writes(string schema, object kind)
    {
        var save = Save(schema);
        Assert.Equal((ViewKind)kind, Assert.IsType<ViewValue>(Assert.IsType<SchemaValue>(save.Schema).View).Kind);
    }

    [Fact]
    public void A_save_without_schema_says_so() => Assert.Null(Assert.IsType<ConstantValue>(Save("null").Schema).Content);

    [Fact]
    public void A_schema_of_a_model_file_is_no_views() => Assert.IsNotType<SchemaValue>(Save("""mlContext.Model.Load("old.zip", out var schema) is null ? schema : schema""").Schema);

    private static ProgramEvent Save(string schema) =>
        ModelText.ModelOf(ModelText.Compile(ModelText.Main($"{Train}\nmlContext.Model.Save(model, {schema}, \"model.zip\");"), OutputKind.ConsoleApplication))
            .AllFlows(CancellationToken.None).Of(EventKind.Save).Single();
}
