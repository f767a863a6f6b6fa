using System;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1013LabelNeededWhenServingAnalyzer>;
using W = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1001ColumnNotFoundAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1013LabelNeededWhenServingAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1013LabelNeededWhenServingCodeFix>;
using A = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1013LabelNeededWhenServingAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1013LabelNeededWhenServingAddCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1013LabelNeededWhenServingTests
{
    private const string Routing =
        """
        private sealed class Question { public string Title { get; set; } }

        private static void Main()
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var model = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area")
                .Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy())
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
                .Fit(tickets);
            var engine = mlContext.Model.[|CreatePredictionEngine<Question, TicketPrediction>|](model);
        }
        """;

    [Fact]
    public Task A_class_without_the_label_that_the_chain_maps() => F.Members(
        Routing,
        """
        private sealed class Question { public string Title { get; set; } }

        private static void Main()
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var labelMapping = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area").Fit(tickets);
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Title")
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy())
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
                .Fit(labelMapping.Transform(tickets));
            var engine = mlContext.Model.CreatePredictionEngine<Question, TicketPrediction>(model);
        }
        """,
        new Setup { Messages = ["'Area' is read by MapValueToKey to make the label of SdcaMaximumEntropy, which only training needs, but the engine's input class Question has no such column, and ML.NET throws; fit MapValueToKey apart from the chain that is served"] });

    [Fact]
    public Task It_is_not_a_column_that_is_not_found() => W.Members(Routing.Replace("[|", "").Replace("|]", ""));

    [Fact]
    public Task What_is_evaluated_goes_through_the_label_s_step_too() => F.Members(
        """
        private sealed class Question { public string Title { get; set; } }

        private static void Main()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv"));
            var pipeline = mlContext.Transforms.Text.FeaturizeText("Features", "Title");
            // The area is what is to be learned.
            var chain = pipeline.Append(mlContext.Transforms.Conversion.MapValueToKey(outputColumnName: "Key", inputColumnName: nameof(Ticket.Area)))
                .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key"));

            // Learned from what was kept for it.
            ITransformer model = chain.Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(split.TrainSet);
            var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(split.TestSet), "Key", predictedLabelColumnName: "PredictedLabel");
            mlContext.Model.Save(model, split.TrainSet.Schema, "model.zip");
            var engine = mlContext.Model.[|CreatePredictionEngine<Question, TicketPrediction>|](model);
        }
        """,
        """
        private sealed class Question { public string Title { get; set; } }

        private static void Main()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv"));
            var pipeline = mlContext.Transforms.Text.FeaturizeText("Features", "Title");
            // The area is what is to be learned.
            var chain = pipeline
                .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key"));

            // Learned from what was kept for it.
            var labelMapping = mlContext.Transforms.Conversion.MapValueToKey(outputColumnName: "Key", inputColumnName: nameof(Ticket.Area)).Fit(split.TrainSet);
            ITransformer model = chain.Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(labelMapping.Transform(split.TrainSet));
            var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(labelMapping.Transform(split.TestSet)), "Key", predictedLabelColumnName: "PredictedLabel");
            mlContext.Model.Save(model, split.TrainSet.Schema, "model.zip");
            var engine = mlContext.Model.CreatePredictionEngine<Question, TicketPrediction>(model);
        }
        """);

    [Fact]
    public Task Rows_without_the_label_by_a_copy() => A.Members(
        """
        private sealed class Ride
        {
            public float TripTime { get; set; }
            public float TripDistance; // in miles
        }

        private static void Main()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var chain = mlContext.Transforms.CopyColumns("Label", "FareAmount").Append(mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance"));
            var model = chain.Append(mlContext.Regression.Trainers.FastTree()).Fit(trips);
            var scored = model.[|Transform|](mlContext.Data.LoadFromEnumerable(new List<Ride>()));
        }
        """,
        """
        private sealed class Ride
        {
            public float TripTime { get; set; }
            public float TripDistance; // in miles
            public float FareAmount { get; set; }
        }

        private static void Main()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var chain = mlContext.Transforms.CopyColumns("Label", "FareAmount").Append(mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance"));
            var model = chain.Append(mlContext.Regression.Trainers.FastTree()).Fit(trips);
            var scored = model.Transform(mlContext.Data.LoadFromEnumerable(new List<Ride>()));
        }
        """);

    [Fact]
    public Task Two_classes_at_once_and_a_member_that_may_be_null() => A.Program(
        """
        #nullable enable
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class Ticket
        {
            [LoadColumn(0)] public string Area { get; set; } = "";
            [LoadColumn(1)] public string Title { get; set; } = "";
        }

        public class Question { public string? Title { get; set; } }

        public class Mail { public string? Title { get; set; } }

        public class Answer { [ColumnName("PredictedLabel")] public string? Area { get; set; } }

        public class Router
        {
            private readonly MLContext ml = new();
            private ITransformer? model;

            public void Train() => model = ml.Transforms.Text.FeaturizeText("Features", "Title").Append(ml.Transforms.CopyColumns("Copy", "Area")).Append(ml.Transforms.Conversion.MapValueToKey("Label", "Copy"))
                .Append(ml.MulticlassClassification.Trainers.NaiveBayes()).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(ml.Data.LoadFromTextFile<Ticket>("tickets.tsv"));

            public string? Ask(string title) => ml.Model.[|CreatePredictionEngine<Question, Answer>|](model).Predict(new Question { Title = title }).Area;

            public string? Sort(Mail mail) => ml.Model.[|CreatePredictionEngine<Mail, Answer>|](model).Predict(mail).Area;
        }
        """,
        """
        #nullable enable
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class Ticket
        {
            [LoadColumn(0)] public string Area { get; set; } = "";
            [LoadColumn(1)] public string Title { get; set; } = "";
        }

        public class Question { public string? Title { get; set; } public string? Area { get; set; } }

        public class Mail { public string? Title { get; set; } public string? Area { get; set; } }

        public class Answer { [ColumnName("PredictedLabel")] public string? Area { get; set; } }

        public class Router
        {
            private readonly MLContext ml = new();
            private ITransformer? model;

            public void Train() => model = ml.Transforms.Text.FeaturizeText("Features", "Title").Append(ml.Transforms.CopyColumns("Copy", "Area")).Append(ml.Transforms.Conversion.MapValueToKey("Label", "Copy"))
                .Append(ml.MulticlassClassification.Trainers.NaiveBayes()).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(ml.Data.LoadFromTextFile<Ticket>("tickets.tsv"));

            public string? Ask(string title) => ml.Model.CreatePredictionEngine<Question, Answer>(model).Predict(new Question { Title = title }).Area;

            public string? Sort(Mail mail) => ml.Model.CreatePredictionEngine<Mail, Answer>(model).Predict(mail).Area;
        }
        """);

    [Fact]
    public Task A_model_that_others_are_given_is_not_taken_apart() => F.NotOfferedInProgram(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class Ticket { [LoadColumn(0)] public string Area { get; set; } [LoadColumn(1)] public string Title { get; set; } }

        public class Question { public string Title { get; set; } }

        public class Answer { [ColumnName("PredictedLabel")] public string Area { get; set; } }

        public class Program
        {
            public static ITransformer Train(MLContext ml)
            {
                var tickets = ml.Data.LoadFromTextFile<Ticket>("tickets.tsv");
                var model = ml.Transforms.Conversion.MapValueToKey("Label", "Area").Append(ml.Transforms.Text.FeaturizeText("Features", "Title"))
                    .Append(ml.MulticlassClassification.Trainers.NaiveBayes()).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(tickets);
                ml.Model.[|CreatePredictionEngine<Question, Answer>|](model).Predict(new Question { Title = "no network" });
                return model;
            }
        }
        """);

    [Fact]
    public Task A_step_of_which_more_is_read_than_the_label_is_not_moved() => F.NotOffered(
        """
        var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
        var model = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area").Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Append(mlContext.Transforms.Conversion.MapKeyToValue("Taught", "Label")).Fit(tickets);
        var engine = mlContext.Model.[|CreatePredictionEngine<Review, ReviewPrediction>|](model);
        """,
        new Setup());

    [Fact]
    public Task Classes_that_have_the_label_and_columns_that_are_features() => V.Members(
        """
        private sealed class Question { public string Title { get; set; } public string Area { get; set; } = ""; }

        private sealed class Bare { public string Title { get; set; } }

        private static void Serve(string path, ITransformer given)
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var text = mlContext.Transforms.Text.FeaturizeText("Features", "Title");
            var labelled = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area").Append(text).Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy())
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(tickets);
            var first = mlContext.Model.CreatePredictionEngine<Question, TicketPrediction>(labelled);
            first.Predict(new Question { Title = "no network" });

            var mapping = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area").Fit(tickets);
            var apart = text.Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(mapping.Transform(tickets));
            var second = mlContext.Model.CreatePredictionEngine<Bare, TicketPrediction>(apart);

            var clusters = mlContext.Transforms.Categorical.OneHotEncoding("Features", "Area").Append(mlContext.Clustering.Trainers.KMeans()).Fit(tickets);
            var third = mlContext.Model.CreatePredictionEngine<Bare, Segment>(clusters);
            var fourth = mlContext.Model.CreatePredictionEngine<Bare, TicketPrediction>(given);
            var fifth = mlContext.Model.CreatePredictionEngine<Bare, TicketPrediction>(mlContext.Model.Load(path, out _));
        }

        private sealed class Segment { public uint PredictedLabel { get; set; } }
        """);

    [Fact]
    public Task Of_several_models_all_must_want_it() => V.Members(
        """
        private sealed class Question { public string Title { get; set; } }

        private static void Main(string[] args)
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var key = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area");
            var chain = mlContext.Transforms.Text.FeaturizeText("Features", "Title").Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
            ITransformer model = args.Length == 1 ? key.Append(chain).Fit(tickets) : chain.Fit(key.Fit(tickets).Transform(tickets));
            if (args.Length == 2)
                mlContext.Model.CreatePredictionEngine<Question, TicketPrediction>(model);
        }
        """);

    private const string Pairs =
        """
        private sealed class Ride { public float TripTime { get; set; } public string VendorId { get; set; } }

        private static void Main()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Conversion.MapValueToKey(new[] { new InputOutputColumnPair("Label", "PaymentType"), new InputOutputColumnPair("Vendor", "VENDOR") })
                .Append(mlContext.Transforms.Conversion.MapKeyToVector("VendorVector", "Vendor")).Append(mlContext.Transforms.Concatenate("Features", "TripTime", "VendorVector"))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Fit(trips);
            var engine = mlContext.Model.[|CreatePredictionEngine<Ride, TicketPrediction>|](model);
        }
        """;

    [Fact]
    public Task Of_a_step_with_several_columns_the_label_s_own_input_counts() => V.Members(Pairs.Replace("VENDOR", "VendorId"));

    [Fact]
    public Task And_an_input_that_becomes_a_feature_is_not_the_label_s()
    {
        var program = Pairs.Replace("\"PaymentType\"", "\"VendorId\"").Replace("VENDOR", "PaymentType");
        return Task.WhenAll(V.Members(program.Replace("[|", "").Replace("|]", "")), W.Members(program));
    }

    [Fact]
    public Task Without_ML_NET() => V.Program("var engine = CreatePredictionEngine(\"Label\");", With.NoMlNet);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_the_fix_the_program_predicts(bool adds)
    {
        const string Program =
            """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var rows = Enumerable.Range(0, 40).Select(i => new Mail { Area = i % 2 == 0 ? "network" : "printer", Title = i % 2 == 0 ? "no wifi here" : "paper jam again" }).ToList();
            var mails = mlContext.Data.LoadFromEnumerable(rows);
            var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area")
                .Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
                .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
            var model = pipeline.Fit(mails);
            Console.WriteLine($"accuracy {mlContext.MulticlassClassification.Evaluate(model.Transform(mails)).MicroAccuracy:0}");
            mlContext.Model.Save(model, mails.Schema, "model.zip");
            try
            {
                var answer = mlContext.Model.CreatePredictionEngine<Question, Answer>(model).Predict(new Question { Title = "paper jam" });
                var again = mlContext.Model.CreatePredictionEngine<Question, Answer>(mlContext.Model.Load("model.zip", out _)).Predict(new Question { Title = "wifi" });
                Console.WriteLine($"it is the {answer.PredictedLabel}, then the {again.PredictedLabel}");
            }
            catch (ArgumentOutOfRangeException exception)
            {
                Console.WriteLine("throws " + exception.Message.Split('\n')[0]);
            }

            public class Mail { public string Area { get; set; } public string Title { get; set; } }

            public class Question { public string Title { get; set; } }

            public class Answer { public string PredictedLabel { get; set; } }
            """;
        var repaired = adds
            ? await FixRunner.FixAsync<MLAP1013LabelNeededWhenServingAnalyzer, MLAP1013LabelNeededWhenServingAddCodeFix>(Program)
            : await FixRunner.FixAsync<MLAP1013LabelNeededWhenServingAnalyzer, MLAP1013LabelNeededWhenServingCodeFix>(Program);

        Assert.StartsWith("accuracy 1\nthrows Could not find input column 'Area'", (await ProgramRunner.RunAsync(Program)).OutputOrThrow(), StringComparison.Ordinal);
        Assert.Equal("accuracy 1\nit is the printer, then the network\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }

    [Fact]
    public async Task Rows_without_the_label_are_refused_where_they_are_transformed()
    {
        const string Program =
            """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var trips = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Trip { Time = i, Fare = 2 * i }).ToList());
            var model = mlContext.Transforms.CopyColumns("Label", "Fare")
                .Append(mlContext.Transforms.Concatenate("Features", "Time"))
                .Append(mlContext.Regression.Trainers.Sdca()).Fit(trips);
            var rides = mlContext.Data.LoadFromEnumerable(new[] { new Ride { Time = 10 } });
            try
            {
                Console.WriteLine($"{model.Transform(rides).GetColumn<float>("Score").Count()} scored");
            }
            catch (ArgumentOutOfRangeException exception)
            {
                Console.WriteLine("throws " + exception.Message.Split('\n')[0]);
            }

            public class Trip { public float Time { get; set; } public float Fare { get; set; } }

            public class Ride { public float Time { get; set; } }
            """;
        var apart = await FixRunner.FixAsync<MLAP1013LabelNeededWhenServingAnalyzer, MLAP1013LabelNeededWhenServingCodeFix>(Program);
        var added = await FixRunner.FixAsync<MLAP1013LabelNeededWhenServingAnalyzer, MLAP1013LabelNeededWhenServingAddCodeFix>(Program);

        Assert.StartsWith("throws Could not find input column 'Fare'", (await ProgramRunner.RunAsync(Program)).OutputOrThrow(), StringComparison.Ordinal);
        Assert.Equal("1 scored\n", (await ProgramRunner.RunAsync(apart)).OutputOrThrow());
        Assert.Equal("1 scored\n", (await ProgramRunner.RunAsync(added)).OutputOrThrow());
    }
}
