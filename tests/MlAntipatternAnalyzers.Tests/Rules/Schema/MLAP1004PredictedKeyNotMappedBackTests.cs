using System;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1004PredictedKeyNotMappedBackAnalyzer>;
using W = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1003OutputMemberNotProducedAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1004PredictedKeyNotMappedBackAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1004PredictedKeyNotMappedBackCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1004PredictedKeyNotMappedBackTests
{
    private const string Text =
        """
        private sealed class Answer { [ColumnName("PredictedLabel")] public string [|Area|] { get; set; } }

        private static void Main()
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area")
                .Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy()); // the default settings
            var engine = mlContext.Model.CreatePredictionEngine<Ticket, Answer>(pipeline.Fit(tickets));
        }
        """;

    private const string Number =
        """
        private sealed class Answer { public uint [|PredictedLabel|] { get; set; } public float[] Score { get; set; } }

        private static void Main()
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area").Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"));
            var trainer = mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy();
            var engine = mlContext.Model.CreatePredictionEngine<Ticket, Answer>(pipeline.Append(trainer).Fit(tickets));
            var answer = engine.Predict(new Ticket { Title = "no network" });
            Console.WriteLine($"It is about {answer.PredictedLabel}.");
        }
        """;

    [Fact]
    public Task A_member_for_the_text() => F.Members(
        Text,
        """
        private sealed class Answer { [ColumnName("PredictedLabel")] public string Area { get; set; } }

        private static void Main()
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area")
                .Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy())
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")); // the default settings
            var engine = mlContext.Model.CreatePredictionEngine<Ticket, Answer>(pipeline.Fit(tickets));
        }
        """,
        new Setup { Messages = ["'Area' of Answer is to hold what SdcaMaximumEntropy predicts, but column 'PredictedLabel' is Key<UInt32>, the number of a label, and ML.NET throws; append MapKeyToValue(\"PredictedLabel\")"] });

    [Fact]
    public Task It_is_not_a_member_of_the_wrong_type() => W.Members(Text.Replace("[|", "").Replace("|]", ""));

    [Fact]
    public Task A_number_that_is_shown() => F.Members(
        Number,
        """
        private sealed class Answer { public string PredictedLabel { get; set; } public float[] Score { get; set; } }

        private static void Main()
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area").Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"));
            var trainer = mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy().Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
            var engine = mlContext.Model.CreatePredictionEngine<Ticket, Answer>(pipeline.Append(trainer).Fit(tickets));
            var answer = engine.Predict(new Ticket { Title = "no network" });
            Console.WriteLine($"It is about {answer.PredictedLabel}.");
        }
        """,
        new Setup { Messages = ["'PredictedLabel' of Answer is shown, but column 'PredictedLabel' is Key<UInt32>, the number of a label and not the label that SdcaMaximumEntropy predicts; append MapKeyToValue(\"PredictedLabel\"), and read a string"] });

    [Theory]
    [InlineData("Console.WriteLine(\"It is about \" + answer.PredictedLabel);")]
    [InlineData("Console.WriteLine(\"It is about {0}\", answer?.PredictedLabel.ToString());")]
    [InlineData("Console.WriteLine(string.Format(\"{0} of {1}\", answer.PredictedLabel, answer.Score.Length));")]
    public Task Other_ways_to_show_it(string shown) => V.Members(Number.Replace("Console.WriteLine($\"It is about {answer.PredictedLabel}.\");", shown));

    [Theory]
    [InlineData("var names = new[] { \"network\", \"printer\" }; Console.WriteLine(names[answer.PredictedLabel - 1]);")]
    [InlineData("Console.WriteLine(answer.PredictedLabel == 1 ? \"network\" : \"printer\");")]
    [InlineData("Console.WriteLine($\"{answer.PredictedLabel}: {(answer.PredictedLabel == 1 ? \"network\" : \"printer\")}\");")]
    [InlineData("Console.WriteLine(answer.Score.Length);")]
    [InlineData("File.WriteAllText($\"{answer.PredictedLabel}.txt\", \"\");")]
    [InlineData("VBuffer<ReadOnlyMemory<char>> names = default; engine.OutputSchema[\"PredictedLabel\"].GetKeyValues(ref names); Console.WriteLine($\"{answer.PredictedLabel}: {names.GetValues()[0]}\");")]
    [InlineData("var back = mlContext.Transforms.Conversion.MapKeyToValue(\"PredictedLabel\").Fit(pipeline.Append(trainer).Fit(tickets).Transform(tickets)); Console.WriteLine($\"{answer.PredictedLabel}\");")]
    public Task A_number_that_is_mapped_by_hand_or_not_shown(string used) =>
        V.Members(Number.Replace("[|", "").Replace("|]", "").Replace("Console.WriteLine($\"It is about {answer.PredictedLabel}.\");", used));

    [Fact]
    public Task Rows_that_are_read_out_of_a_view_and_two_at_once() => F.Members(
        """
        private sealed class Answer { public string [|PredictedLabel|] { get; set; } }

        private sealed class Rated { [ColumnName("PredictedLabel")] public string [|Payment|]; }

        private static void Main()
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Title").Append(mlContext.Transforms.Conversion.MapValueToKey("Area"))
                .AppendCacheCheckpoint(mlContext).Append(mlContext.MulticlassClassification.Trainers.OneVersusAll(mlContext.BinaryClassification.Trainers.AveragedPerceptron("Area"), "Area")).Fit(tickets);
            var answers = mlContext.Data.CreateEnumerable<Answer>(model.Transform(tickets), reuseRowObject: false);

            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var payments = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "PaymentType"))
                .Append(mlContext.MulticlassClassification.Trainers.LightGbm(numberOfLeaves: 4)).Fit(trips);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, Rated>(payments);
        }
        """,
        """
        private sealed class Answer { public string PredictedLabel { get; set; } }

        private sealed class Rated { [ColumnName("PredictedLabel")] public string Payment; }

        private static void Main()
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Title").Append(mlContext.Transforms.Conversion.MapValueToKey("Area"))
                .AppendCacheCheckpoint(mlContext).Append(mlContext.MulticlassClassification.Trainers.OneVersusAll(mlContext.BinaryClassification.Trainers.AveragedPerceptron("Area"), "Area")).Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(tickets);
            var answers = mlContext.Data.CreateEnumerable<Answer>(model.Transform(tickets), reuseRowObject: false);

            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var payments = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "PaymentType"))
                .Append(mlContext.MulticlassClassification.Trainers.LightGbm(numberOfLeaves: 4))
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(trips);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, Rated>(payments);
        }
        """);

    [Fact]
    public Task Where_another_class_takes_the_key_nothing_is_appended() => F.NotOfferedInProgram(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class Ticket { [LoadColumn(0)] public string Area { get; set; } [LoadColumn(1)] public string Title { get; set; } }

        public class Answer { public string [|PredictedLabel|] { get; set; } }

        public class Counted { public uint PredictedLabel { get; set; } }

        public class Program
        {
            public static void Serve(MLContext ml)
            {
                var model = ml.Transforms.Conversion.MapValueToKey("Label", "Area").Append(ml.Transforms.Text.FeaturizeText("Features", "Title"))
                    .Append(ml.MulticlassClassification.Trainers.NaiveBayes()).Fit(ml.Data.LoadFromTextFile<Ticket>("tickets.tsv"));
                var answer = ml.Model.CreatePredictionEngine<Ticket, Answer>(model);
                var counted = ml.Model.CreatePredictionEngine<Ticket, Counted>(model);
            }
        }
        """);

    [Fact]
    public Task Keys_of_the_data_stand_for_nothing() => V.Members(
        """
        private sealed class Flower { [KeyType(3)] public uint Label { get; set; } public float Length { get; set; } public float Width { get; set; } }

        private sealed class Guess { public uint PredictedLabel { get; set; } }

        private sealed class Wrong { public string PredictedLabel { get; set; } }

        private static void Main(IEnumerable<Flower> flowers)
        {
            var data = mlContext.Data.LoadFromEnumerable(flowers);
            var model = mlContext.Transforms.Concatenate("Features", "Length", "Width").Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Fit(data);
            var guess = mlContext.Model.CreatePredictionEngine<Flower, Guess>(model).Predict(new Flower());
            Console.WriteLine(guess.PredictedLabel);
            mlContext.Model.CreatePredictionEngine<Flower, Wrong>(model);
        }
        """.Replace("Main(IE", "Serve(IE"));

    [Fact]
    public Task Mapped_back_and_clusters() => V.Members(
        """
        private sealed class Answer { public string PredictedLabel { get; set; } }

        private sealed class Both { public uint PredictedLabel { get; set; } public string Area { get; set; } }

        private sealed class Cluster { public uint PredictedLabel { get; set; } }

        private static void Main()
        {
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var chain = mlContext.Transforms.Text.FeaturizeText("Features", "Title").Append(mlContext.Transforms.Conversion.MapValueToKey("Area")).Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Area"));
            var first = mlContext.Model.CreatePredictionEngine<Ticket, Answer>(chain.Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(tickets));
            var second = mlContext.Model.CreatePredictionEngine<Ticket, Both>(chain.Append(mlContext.Transforms.Conversion.MapKeyToValue("Area", "PredictedLabel")).Fit(tickets));
            Console.WriteLine(second.Predict(new Ticket()).PredictedLabel);
            var third = mlContext.Model.CreatePredictionEngine<Ticket, Cluster>(mlContext.Transforms.Text.FeaturizeText("Features", "Title").Append(mlContext.Clustering.Trainers.KMeans()).Fit(tickets));
            Console.WriteLine(third.Predict(new Ticket()).PredictedLabel);
        }
        """);

    [Fact]
    public Task Without_ML_NET() => V.Program("var label = Predict().PredictedLabel;", With.NoMlNet);

    [Theory]
    [InlineData("string")]
    [InlineData("uint")]
    public async Task After_the_fix_the_program_says_the_label(string type)
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
                .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
            var model = pipeline.Fit(mails);
            Console.WriteLine($"accuracy {mlContext.MulticlassClassification.Evaluate(model.Transform(mails)).MicroAccuracy:0}");
            Console.WriteLine($"accuracy {mlContext.MulticlassClassification.CrossValidate(mails, pipeline, numberOfFolds: 2)[0].Metrics.MicroAccuracy:0}");
            try
            {
                var answer = mlContext.Model.CreatePredictionEngine<Mail, Answer>(model).Predict(new Mail { Title = "paper jam" });
                Console.WriteLine($"it is the {answer.PredictedLabel}");
            }
            catch (InvalidOperationException exception)
            {
                Console.WriteLine("throws " + exception.Message.Split('\n')[0]);
            }

            public class Mail { public string Area { get; set; } public string Title { get; set; } }

            public class Answer { public TYPE PredictedLabel { get; set; } }
            """;
        var before = Program.Replace("TYPE", type, StringComparison.Ordinal);
        var repaired = await FixRunner.FixAsync<MLAP1004PredictedKeyNotMappedBackAnalyzer, MLAP1004PredictedKeyNotMappedBackCodeFix>(before);

        Assert.StartsWith(
            "accuracy 1\naccuracy 1\n" + (type == "uint" ? "it is the 2" : "throws Can't bind the IDataView column 'PredictedLabel' of type 'Key<UInt32, 0-1>'"),
            (await ProgramRunner.RunAsync(before)).OutputOrThrow(),
            StringComparison.Ordinal);
        Assert.Equal("accuracy 1\naccuracy 1\nit is the printer\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
