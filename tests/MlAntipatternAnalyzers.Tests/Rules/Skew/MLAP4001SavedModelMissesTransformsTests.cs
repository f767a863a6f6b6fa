using System.Threading.Tasks;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4001SavedModelMissesTransformsTests
{
    private const string Load = """var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');""";

    private const string Scaled = Load + """

        var scaler = mlContext.Transforms.NormalizeMinMax("TripDistance").Fit(trips);
        var scaled = scaler.Transform(trips);
        """;

    private const string Trainer = """
        mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime")
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
        """;

    private static Task Body(string body, Setup? setup = null) => Verify<MLAP4001SavedModelMissesTransformsAnalyzer>.Body(body, setup);

    private static Task Members(string members, Setup? setup = null) => Verify<MLAP4001SavedModelMissesTransformsAnalyzer>.Members(members, setup);

    [Fact]
    public Task The_saved_model_lacks_the_scaler() => Body($$"""
        {{Scaled}}
        var model = {{Trainer}}.Fit(scaled);
        mlContext.Model.[|Save|](model, trips.Schema, "model.zip");
        """, new Setup
    {
        Messages =
        [
            "'model' learned from the output of NormalizeMinMax, which is not part of what is saved here: raw rows will reach the model untransformed and its predictions will be wrong; append the model to the fitted transforms, preprocess.Append(model), or fit one chain",
        ],
    });

    [Fact]
    public Task The_served_model_lacks_the_scaler() => Body($$"""
        {{Scaled}}
        ITransformer model = {{Trainer}}.Fit(scaled);
        var engine = mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model);
        Console.WriteLine(engine.Predict(new Trip { TripDistance = 3 }).FareAmount);
        """);

    [Fact]
    public Task One_finding_a_model_at_its_save() => Body($$"""
        {{Scaled}}
        var model = {{Trainer}}.Fit(scaled);
        var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        mlContext.Model.[|Save|](inputSchema: trips.Schema, model: model, filePath: "model.zip");
        """);

    [Fact]
    public Task Through_methods_splits_and_a_field() => Members($$"""
        private ITransformer model;

        public void Run()
        {
            Train(Scale({{Load["var trips = ".Length..].TrimEnd(';')}}));
            Store();
        }

        private IDataView Scale(IDataView data) => mlContext.Transforms.NormalizeMinMax("TripDistance").Fit(data).Transform(data);

        private void Train(IDataView data)
        {
            var split = mlContext.Data.TrainTestSplit(data);
            model = {{Trainer}}.Fit(split.TrainSet);
        }

        private void Store()
        {
            using (var file = File.Create("model.zip"))
                mlContext.Model.[|Save|](model, null, file);
        }
        """);

    [Fact]
    public Task One_of_two_models_that_may_be_saved_is_enough() => Body($$"""
        {{Scaled}}
        ITransformer model = File.Exists("model.zip") ? mlContext.Model.Load("model.zip", out _) : {{Trainer}}.Fit(scaled);
        mlContext.Model.[|Save|](model, trips.Schema, "model.zip");
        """);

    [Fact]
    public Task A_mapping_or_loader_is_missed_like_what_learns() => Body("""
        var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
        var prepared = mlContext.Transforms.Conversion.MapValueToKey("Key", "Area")
            .Append(mlContext.Transforms.Text.NormalizeText("Clean", "Title"))
            .Append(mlContext.Transforms.LoadRawImageBytes("Image", "images", "Description"))
            .Fit(tickets).Transform(tickets);
        var model = mlContext.Transforms.Text.FeaturizeText("Features", "Clean")
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Key")).Fit(prepared);
        mlContext.Model.[|Save|](model, tickets.Schema, "model.zip");
        """, new Setup
    {
        Messages =
        [
            "'model' learned from the output of NormalizeText, which is not part of what is saved here: raw rows will reach the model untransformed and its predictions will be wrong; append the model to the fitted transforms, preprocess.Append(model), or fit one chain",
        ],
    });

    [Fact]
    public Task Columns_named_at_run_time_are_taken_for_features() => Body("""
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var names = trips.Schema.Select(column => column.Name).ToArray();
        var scaled = mlContext.Transforms.NormalizeMinMax(names.Select(name => new InputOutputColumnPair(name)).ToArray()).Fit(trips).Transform(trips);
        var model = mlContext.Transforms.Concatenate("Features", names).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(scaled);
        mlContext.Model.[|Save|](model, trips.Schema, "model.zip");
        """);

    [Fact]
    public Task A_score_of_another_model_is_missed() => Body("""
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var clusters = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Clustering.Trainers.KMeans("Features")).Fit(trips);
        var model = mlContext.Transforms.Concatenate("All", "Score", "TripDistance")
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount", "All")).Fit(clusters.Transform(trips));
        mlContext.Model.[|Save|](model, trips.Schema, "model.zip");
        """);

    [Theory]
    [InlineData("""var all = scaler.Append(model); mlContext.Model.Save(all, trips.Schema, "model.zip");""")]
    [InlineData("""mlContext.Model.Save(new TransformerChain<ITransformer>(scaler, model), trips.Schema, "model.zip");""")]
    [InlineData("""mlContext.Model.Save(scaler, trips.Schema, "scaler.zip"); mlContext.Model.Save(model, scaled.Schema, "model.zip");""")]
    [InlineData("""mlContext.Model.Save(mlContext.Transforms.NormalizeMinMax("TripDistance").Fit(trips).Append(model), trips.Schema, "model.zip");""")]
    [InlineData("""mlContext.Regression.PermutationFeatureImportance(model.LastTransformer, model.Transform(scaled), "FareAmount");""")]
    public Task Joined_kept_beside_or_never_saved(string use) => Body($$"""
        {{Scaled}}
        var model = {{Trainer}}.Fit(scaled);
        {{use}}
        """);

    [Fact]
    public Task One_chain_or_fewer_rows_miss_nothing() => Body($$"""
        {{Load}}
        var filtered = mlContext.Data.ShuffleRows(mlContext.Data.FilterRowsByColumn(trips, "FareAmount", 1, 150));
        var model = mlContext.Transforms.NormalizeMinMax("TripDistance").Append({{Trainer}}).Fit(filtered);
        mlContext.Model.Save(model, trips.Schema, "model.zip");
        """);

    [Fact]
    public Task A_label_that_became_a_key_is_needed_for_training_alone() => Body("""
        var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
        var keyed = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area").Fit(tickets).Transform(tickets);
        var model = mlContext.Transforms.Text.FeaturizeText("Features", "Title")
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy())
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(keyed);
        mlContext.Model.Save(model, tickets.Schema, "model.zip");
        """);

    [Fact]
    public Task A_column_that_the_model_makes_again_is_not_missed() => Body("""
        var reviews = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var prepared = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Fit(reviews).Transform(reviews);
        var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text")
            .Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(prepared);
        mlContext.Model.Save(model, reviews.Schema, "model.zip");
        """);

    [Fact]
    public Task A_preprocessing_that_was_loaded_is_in_its_file() => Body($$"""
        {{Load}}
        var prepared = mlContext.Model.Load("preprocessing.zip", out _).Transform(trips);
        var model = {{Trainer}}.Fit(prepared);
        mlContext.Model.Save(model, prepared.Schema, "model.zip");
        """);

    [Fact]
    public Task Rows_that_were_transformed_before_they_are_predicted() => Body($$"""
        {{Scaled}}
        var model = {{Trainer}}.Fit(scaled);
        var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        foreach (var trip in mlContext.Data.CreateEnumerable<Trip>(scaled, reuseRowObject: false))
            Console.WriteLine(engine.Predict(trip).FareAmount);
        """);

    [Fact]
    public Task A_row_type_of_the_transformed_columns() => Members("""
        public class Prepared
        {
            [VectorType(2)] public float[] Features { get; set; }
        }

        public void Run()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var prepared = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Fit(trips).Transform(trips);
            var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(prepared);
            var engine = mlContext.Model.CreatePredictionEngine<Prepared, TripPrediction>(model);
            var broken = mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model);
        }
        """);

    [Theory]
    [InlineData("model")]
    [InlineData("""mlContext.Model.Load("model.zip", out _)""")]
    public Task A_model_that_is_given_the_loaded_bytes_when_it_serves(string served) => Members($$"""
        public class Upload
        {
            [VectorType(2)] public float[] Features { get; set; }
        }

        public void Run()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var prepared = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Fit(trips).Transform(trips);
            var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(prepared);
            mlContext.Model.Save(model, prepared.Schema, "model.zip");
            var engine = mlContext.Model.CreatePredictionEngine<Upload, TripPrediction>({{served}});
            Console.WriteLine(engine.Predict(new Upload { Features = new float[] { 1, 2 } }).FareAmount);
        }
        """);

    [Fact]
    public Task A_row_class_that_can_bring_the_column_itself() => Members("""
        public class Picture
        {
            public string Path { get; set; }
            public byte[] Bytes { get; set; }
            public string Kind { get; set; }
        }

        public void Run(Picture[] rows)
        {
            var pictures = mlContext.Data.LoadFromEnumerable(rows);
            var prepared = mlContext.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(mlContext.Transforms.LoadRawImageBytes("Bytes", "images", "Path")).Fit(pictures).Transform(pictures);
            var model = mlContext.MulticlassClassification.Trainers.ImageClassification(featureColumnName: "Bytes").Fit(prepared);
            mlContext.Model.Save(model, prepared.Schema, "model.zip");
        }
        """, With.Stubs);

    [Fact]
    public Task A_model_that_is_shown_only_rows_of_the_transformed_view() => Members("""
        public class Prepared
        {
            [VectorType(2)] public float[] Features { get; set; }
        }

        public void Run()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var prepared = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Fit(trips).Transform(trips);
            var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(prepared);
            mlContext.Model.[|Save|](model, prepared.Schema, "model.zip");
            var engine = mlContext.Model.CreatePredictionEngine<Prepared, TripPrediction>(model);
            foreach (var row in mlContext.Data.CreateEnumerable<Prepared>(prepared, false))
                Console.WriteLine(engine.Predict(row).FareAmount);
        }
        """);

    [Fact]
    public Task An_experiment_on_transformed_data_and_one_with_a_featurizer() => Body("""
        var reviews = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var featurizer = mlContext.Transforms.Text.FeaturizeText("Features", "Text");
        var experiment = Microsoft.ML.AutoML.MLContextExtension.Auto(mlContext).CreateBinaryClassificationExperiment(60);
        var best = experiment.Execute(reviews, "Label", preFeaturizer: featurizer).BestRun.Model;
        mlContext.Model.Save(best, reviews.Schema, "best.zip");
        var apart = experiment.Execute(featurizer.Fit(reviews).Transform(reviews), "Label").BestRun.Model;
        mlContext.Model.[|Save|](apart, reviews.Schema, "apart.zip");
        """, With.Stubs);

    [Fact]
    public Task What_is_not_known_is_silent() => Members("""
        public void Run(IDataView data, ITransformer preprocessing, IEstimator<ITransformer> pipeline)
        {
            mlContext.Model.Save(pipeline.Fit(preprocessing.Transform(data)), data.Schema, "a.zip");
            var trainer = mlContext.Regression.Trainers.Sdca();
            mlContext.Model.Save(trainer.Fit(preprocessing.Transform(data)), data.Schema, "b.zip");
            var scaled = mlContext.Transforms.NormalizeMinMax("X").Fit(data).Transform(data);
            mlContext.Model.Save(pipeline.Fit(scaled), data.Schema, "c.zip");
        }
        """);

    [Fact]
    public Task Silent_without_MlNet() => Body("mlContext.Model.Save(model, null, path);", With.NoMlNet);
}
