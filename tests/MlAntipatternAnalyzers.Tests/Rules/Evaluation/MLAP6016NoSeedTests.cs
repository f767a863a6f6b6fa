using System;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6016NoSeedAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6016NoSeedCodeFix>;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6016NoSeedAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6016NoSeedTests
{
    private const string AutoMl =
        """
        using System;
        using Microsoft.ML;
        using Microsoft.ML.AutoML;


        """;

    [Fact]
    public Task A_local_context_that_a_trainer_draws_from() => F.Body(
        """
        var context = [|new MLContext()|]; // one for all
        var data = context.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var model = context.Transforms.Concatenate("Features", "TripTime").Append(context.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        """,
        """
        var context = new MLContext(seed: 1); // one for all
        var data = context.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var model = context.Transforms.Concatenate("Features", "TripTime").Append(context.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        """,
        new Setup { Messages = ["'context' has no seed, and random numbers are drawn from it by Sdca: every run gives another model, and no metric can be compared with the last one; give it a seed"] });

    [Fact]
    public Task Null_is_no_seed_however_it_is_spelled() => F.Body(
        """
        Train([|new(seed: null)|]);
        Train([|new MLContext(/* none */ null)|]);
        Train([|new MLContext { GpuDeviceId = 0 }|]);
        Train([|new Microsoft.ML.MLContext(seed: default)|]);
        Train(new MLContext(seed: 7));
        static void Train(MLContext context)
        {
            var data = context.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var trainers = context.Clustering.Trainers;
            trainers.KMeans("TripTime").Fit(data);
        }
        """,
        """
        Train(new(seed: 1));
        Train(new MLContext(/* none */ 1));
        Train(new MLContext(seed: 1) { GpuDeviceId = 0 });
        Train(new Microsoft.ML.MLContext(seed: 1));
        Train(new MLContext(seed: 7));
        static void Train(MLContext context)
        {
            var data = context.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var trainers = context.Clustering.Trainers;
            trainers.KMeans("TripTime").Fit(data);
        }
        """);

    [Fact]
    public Task A_seed_that_may_be_given_is_the_callers() => F.NotOffered(
        """
        var context = Make();
        var data = context.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        context.BinaryClassification.Trainers.AveragedPerceptron("Late", "TripTime").Fit(data);
        static MLContext Make(int? seed = null) => [|new MLContext(seed)|];
        """);

    [Fact]
    public Task A_field_that_the_constructor_fills_and_another_method_uses() => V.Program(
        """
        using Microsoft.ML;

        public sealed class Service
        {
            private readonly MLContext context;
            private readonly IDataView data;

            public Service()
            {
                context = [|new MLContext()|];
                data = context.Data.LoadFromTextFile<Row>("rows.csv");
            }

            public ITransformer Train() => Pipeline().Fit(data);

            private IEstimator<ITransformer> Pipeline()
            {
                var binary = context.BinaryClassification.Trainers.LinearSvm();
                return context.MulticlassClassification.Trainers.OneVersusAll(binary);
            }
        }

        public sealed class Row
        {
            public float Label { get; set; }
        }
        """);

    [Fact]
    public Task A_context_handed_to_an_object_that_another_member_keeps() => V.Program(
        """
        using Microsoft.ML;

        public sealed class Window
        {
            private readonly MLContext context;
            private ITrainer trainer;

            public Window() => context = [|new MLContext()|];

            public void Choose() => trainer = new Perceptron(context);

            public void Run(IDataView data) => trainer.Train(data);
        }

        public interface ITrainer
        {
            void Train(IDataView data);
        }

        public sealed class Perceptron : ITrainer
        {
            private readonly MLContext ml;

            public Perceptron(MLContext ml) => this.ml = ml;

            public void Train(IDataView data) => ml.BinaryClassification.Trainers.AveragedPerceptron().Fit(data);
        }
        """);

    [Fact]
    public Task An_AutoML_experiment_tries_trainers_that_draw() => V.Program(
        AutoMl +
        """
        var first = [|new MLContext()|];
        var data = first.Data.LoadFromBinary("rows.idv");
        first.Auto().CreateRegressionExperiment(60).Execute(data, "Label");

        var second = [|new MLContext()|];
        var experiment = second.Auto().CreateExperiment();
        experiment.SetDataset(second.Data.TrainTestSplit(second.Data.LoadFromBinary("rows.idv"))).SetTrainingTimeInSeconds(60);
        """,
        With.Stubs);

    [Fact]
    public Task Rows_that_are_shuffled_or_drawn_for_a_trainer_that_draws_nothing() => V.Body(
        """
        var one = [|new MLContext()|];
        one.Regression.Trainers.FastTree("FareAmount").Fit(one.Data.ShuffleRows(one.Data.LoadFromTextFile<Trip>("trips.csv", ',')));
        var two = [|new MLContext()|];
        two.Regression.Trainers.FastTree("FareAmount").Fit(two.Data.TrainTestSplit(two.Data.BootstrapSample(two.Data.LoadFromTextFile<Trip>("trips.csv", ','))).TrainSet);
        var seeded = new MLContext();
        seeded.Regression.Trainers.FastTree("FareAmount").Fit(seeded.Data.ShuffleRows(seeded.Data.LoadFromTextFile<Trip>("trips.csv", ','), seed: 3));
        var looked = new MLContext();
        looked.Transforms.NormalizeMinMax("TripTime").Fit(looked.Data.ShuffleRows(looked.Data.LoadFromTextFile<Trip>("trips.csv", ',')));
        """);

    [Fact]
    public Task A_cross_validation_and_a_mapping_that_draws() => V.Body(
        """
        var one = [|new MLContext()|];
        one.Regression.CrossValidate(one.Data.LoadFromTextFile<Trip>("trips.csv", ','), one.Regression.Trainers.OnlineGradientDescent("FareAmount"));
        var two = [|new MLContext()|];
        two.Transforms.ProjectToPrincipalComponents("Few", "Features").Append(two.Regression.Trainers.FastTree("FareAmount")).Fit(two.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        """);

    [Fact]
    public Task Silent_where_nothing_is_drawn_from_the_context() => V.Body(
        """
        var context = new MLContext();
        var data = context.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var split = context.Data.TrainTestSplit(data);
        var features = context.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(context.Transforms.NormalizeMinMax("Features"));
        features.Append(context.Regression.Trainers.FastTree("FareAmount")).Fit(split.TrainSet);
        features.Append(context.Regression.Trainers.FastForest("FareAmount")).Fit(split.TrainSet);
        features.Append(context.Regression.Trainers.LbfgsPoissonRegression("FareAmount")).Fit(split.TrainSet);
        features.Append(context.Regression.Trainers.LightGbm(new Microsoft.ML.Trainers.LightGbm.LightGbmRegressionTrainer.Options { Seed = 3 })).Fit(split.TrainSet);
        features.Append(context.AnomalyDetection.Trainers.RandomizedPca(seed: 3)).Fit(split.TrainSet);
        """);

    [Fact]
    public Task Silent_for_serving_and_for_pipelines_that_are_never_fitted() => V.Members(
        """
        private readonly MLContext serving = new MLContext();

        private PredictionEngine<Trip, TripPrediction> Load() => serving.Model.CreatePredictionEngine<Trip, TripPrediction>(serving.Model.Load("model.zip", out _));

        private static IEstimator<ITransformer> Unused()
        {
            var idle = new MLContext();
            return idle.Regression.Trainers.Sdca("FareAmount");
        }

        private static void Train(IDataView data)
        {
            var other = new MLContext();
            other.Model.Load("model.zip", out _);
            mlContext.Regression.Trainers.Sdca("FareAmount").Fit(data);
        }
        """);

    [Fact]
    public Task Silent_where_the_seed_or_the_context_is_not_known() => V.Members(
        """
        private readonly MLContext given;

        public Flow(MLContext context) => given = context;

        private void Injected(IDataView data) => given.Regression.Trainers.Sdca("FareAmount").Fit(data);

        private static void Asked(IDataView data, string[] arguments)
        {
            var context = new MLContext(int.TryParse(arguments[0], out var seed) ? seed : 4);
            context.Regression.Trainers.Sdca("FareAmount").Fit(data);
        }
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body =
            """
            var context = new MLContext();
            context.Regression.Trainers.Sdca("FareAmount").Fit(context.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task A_program_that_gives_another_model_each_time_gives_the_same_with_a_seed()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var noise = new Random(3);
            var rows = Enumerable.Range(0, 200).Select(_ => new Row { Features = new[] { noise.NextSingle(), noise.NextSingle() }, Label = noise.Next(2) == 0 }).ToList();
            var context = new MLContext();
            var data = context.Data.LoadFromEnumerable(rows);
            var model = context.BinaryClassification.Trainers.AveragedPerceptron().Fit(context.Data.Cache(data));
            Console.WriteLine(string.Join(" ", model.Model.Weights) + " " + model.Model.Bias);

            internal sealed class Row
            {
                [VectorType(2)] public float[] Features { get; set; }
                public bool Label { get; set; }
            }
            """);
        var fixedProgram = await FixRunner.FixAsync<MLAP6016NoSeedAnalyzer, MLAP6016NoSeedCodeFix>(program);

        Assert.NotEqual(await OutputAsync(program), await OutputAsync(program));
        Assert.Equal(await OutputAsync(fixedProgram.Text), await OutputAsync(fixedProgram.Text));

        static async Task<string> OutputAsync(string text) => (await ProgramRunner.RunAsync(text)).OutputOrThrow();
    }
}
