using System.Threading.Tasks;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4010WrongSchemaSavedTests
{
    private const string Load = """var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');""";

    private const string Prepared = Load + """

        var preparation = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Append(mlContext.Transforms.NormalizeMinMax("Features")).Fit(trips);
        var prepared = preparation.Transform(trips);
        var trainer = mlContext.Regression.Trainers.Sdca("FareAmount");
        """;

    private static Task Body(string body, Setup? setup = null) => Verify<MLAP4010WrongSchemaSavedAnalyzer>.Body(body, setup);

    private static Task Members(string members, Setup? setup = null) => Verify<MLAP4010WrongSchemaSavedAnalyzer>.Members(members, setup);

    [Fact]
    public Task The_schema_of_what_the_first_part_of_the_model_made() => Body($$"""
        {{Prepared}}
        var model = preparation.Append(trainer.Fit(prepared));
        mlContext.Model.[|Save|](model, prepared.Schema, "model.zip");
        """, new Setup
    {
        Messages =
        [
            "The schema that 'model' is saved with is that of its input after Concatenate and NormalizeMinMax, with 'Features': whoever loads the model is told to bring such rows, and an engine made with that schema throws; save 'trips.Schema'",
        ],
    });

    [Fact]
    public Task The_schema_of_the_models_own_predictions() => Body($$"""
        {{Load}}
        var split = mlContext.Data.TrainTestSplit(trips);
        var model = mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        var predictions = model.Transform(split.TestSet);
        using var file = File.Create("model.zip");
        mlContext.Model.[|Save|](inputSchema: predictions.Schema, stream: file, model: model);
        """, new Setup
    {
        Messages =
        [
            "The schema that 'model' is saved with is that of its input after Concatenate and Sdca, with 'Features' and 'Score': whoever loads the model is told to bring such rows, and an engine made with that schema throws; save 'split.TrainSet.Schema'",
        ],
    });

    [Fact]
    public Task The_same_transforms_fitted_apart_to_look_at_the_data() => Body($$"""
        {{Load}}
        var features = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime");
        var shown = features.Fit(trips).Transform(trips);
        var model = features.Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        var schema = shown.Schema;
        mlContext.Model.[|Save|](model, schema, "model.zip");
        """);

    [Fact]
    public Task The_schema_of_what_the_model_gives_out() => Body($$"""
        {{Prepared}}
        var model = preparation.Append(trainer.Fit(prepared));
        mlContext.Model.[|Save|](model, model.GetOutputSchema(trips.Schema), "model.zip");
        """);

    [Fact]
    public Task A_label_that_became_a_key() => Body("""
        var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
        var keys = mlContext.Transforms.Conversion.MapValueToKey("Area").Fit(tickets);
        var keyed = keys.Transform(tickets);
        var pipeline = mlContext.Transforms.Text.FeaturizeText("Features", "Title").Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Area"));
        mlContext.Model.[|Save|](keys.Append(pipeline.Fit(keyed)), keyed.Schema, "model.zip");
        """, new Setup
    {
        Messages =
        [
            "The schema that 'keys.Append(pipeline.Fit(keyed))' is saved with is that of its input after MapValueToKey, with another type of 'Area': whoever loads the model is told to bring such rows, and an engine made with that schema throws; save 'tickets.Schema'",
        ],
    });

    [Fact]
    public Task Through_a_method_and_a_field() => Members("""
        private IDataView predictions;

        private static void Main() => new Flow().Run();

        private void Run()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
            predictions = model.Transform(trips);
            Keep(model, predictions.Schema);
        }

        private static void Keep(ITransformer fitted, DataViewSchema columns) => mlContext.Model.[|Save|](fitted, columns, "model.zip");
        """);

    [Theory]
    [InlineData("trips.Schema")]
    [InlineData("mlContext.Data.Cache(trips).Schema")]
    [InlineData("mlContext.Data.TrainTestSplit(trips).TestSet.Schema")]
    [InlineData("mlContext.Data.FilterRowsByMissingValues(trips, \"TripTime\").Schema")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"other.csv\", ',').Schema")]
    [InlineData("mlContext.Data.LoadFromEnumerable(Array.Empty<Trip>()).Schema")]
    [InlineData("(DataViewSchema)null")]
    public Task Not_a_schema_of_raw_rows(string schema) => Body($$"""
        {{Prepared}}
        mlContext.Model.Save(preparation.Append(trainer.Fit(prepared)), {{schema}}, "model.zip");
        """);

    [Fact]
    public Task Not_a_schema_that_came_from_somewhere() => Members("""
        public void Keep(ITransformer model, IDataView view, DataViewSchema schema, bool which)
        {
            mlContext.Model.Save(model, schema, "a.zip");
            mlContext.Model.Save(model, view.Schema, "b.zip");
            var old = mlContext.Model.Load("c.zip", out var columns);
            mlContext.Model.Save(old, columns, "d.zip");
        }
        """);

    [Fact]
    public Task Not_where_the_saved_model_takes_transformed_rows() => Body($$"""
        {{Prepared}}
        mlContext.Model.Save(preparation, trips.Schema, "preparation.zip");
        mlContext.Model.Save(trainer.Fit(prepared), prepared.Schema, "model.zip");
        """);

    [Fact]
    public Task Not_where_the_transforms_leave_the_columns_as_they_were() => Body("""
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var scaling = mlContext.Transforms.NormalizeMinMax("TripDistance").Fit(trips);
        var scaled = scaling.Transform(trips);
        var trainer = mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
        mlContext.Model.Save(scaling.Append(trainer.Fit(scaled)), scaled.Schema, "model.zip");
        """);

    [Fact]
    public Task Not_where_one_of_the_branches_is_right() => Body($$"""
        {{Prepared}}
        var model = preparation.Append(trainer.Fit(prepared));
        var view = DateTime.Now.Ticks > 0 ? trips : prepared;
        mlContext.Model.Save(model, view.Schema, "model.zip");
        """);

    [Fact]
    public Task Not_without_ML_NET() => Verify<MLAP4010WrongSchemaSavedAnalyzer>.Program("""
        var view = new View();
        new Models().Save(view, view.Schema, "model.zip");
        """, With.NoMlNet);
}
