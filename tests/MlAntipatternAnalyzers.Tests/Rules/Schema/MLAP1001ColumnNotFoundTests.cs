using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1001ColumnNotFoundAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1001ColumnNotFoundAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1001ColumnNotFoundCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1001ColumnNotFoundTests
{
    [Fact]
    public Task A_slip_of_the_pen() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime", [|"TripDistanc"|])
            .Append(mlContext.Regression.Trainers.FastTree(labelColumnName: [|"Fareamount"|]));
        var model = pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")
            .Append(mlContext.Regression.Trainers.FastTree(labelColumnName: "FareAmount"));
        var model = pipeline.Fit(data);
        """,
        new Setup
        {
            Messages =
            [
                "'TripDistanc' is read by Concatenate, but the view loaded from 'trips.csv' has no such column here, and ML.NET throws; did you mean 'TripDistance'?",
                "'Fareamount' is read by the label of FastTree, but the view loaded from 'trips.csv' has no such column here, and ML.NET throws; did you mean 'FareAmount'?",
            ],
        });

    [Fact]
    public Task The_longer_of_two_names_that_share_a_beginning() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.NormalizeMinMax("TripTimeScaled", "TripTime")
            .Append(mlContext.Transforms.Concatenate("Features", [|"TripTimeScale"|]));
        var model = pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.NormalizeMinMax("TripTimeScaled", "TripTime")
            .Append(mlContext.Transforms.Concatenate("Features", "TripTimeScaled"));
        var model = pipeline.Fit(data);
        """);

    [Fact]
    public Task A_nameof_stays_one() => F.Members(
        """
        private sealed class Row { public float Rooms { get; set; } [ColumnName("Area")] public float Size { get; set; } public float Prize { get; set; } public float Sizes { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Row>());
            var pipeline = mlContext.Transforms.Concatenate("Features", nameof(Row.Rooms), [|nameof(Row.Size)|]);
            pipeline.Fit(data);
        }
        """,
        """
        private sealed class Row { public float Rooms { get; set; } [ColumnName("Area")] public float Size { get; set; } public float Prize { get; set; } public float Sizes { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Row>());
            var pipeline = mlContext.Transforms.Concatenate("Features", nameof(Row.Rooms), nameof(Row.Sizes));
            pipeline.Fit(data);
        }
        """);

    [Fact]
    public Task Two_names_are_alike() => F.Members(
        """
        private sealed class Row { public float Rate1 { get; set; } public float Rate2 { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Row>());
            mlContext.Transforms.NormalizeMinMax("Out", [|"Rate3"|]).Fit(data);
        }
        """,
        """
        private sealed class Row { public float Rate1 { get; set; } public float Rate2 { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Row>());
            mlContext.Transforms.NormalizeMinMax("Out", "Rate2").Fit(data);
        }
        """,
        new Setup { Action = MLAP1001ColumnNotFoundCodeFix.UseSecond, ActionIndex = 1 });

    [Fact]
    public Task A_name_in_a_list_elsewhere() => F.Members(
        """
        private static readonly string[] numbers = { "TripTime", "TripDistanse" };

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.[|Concatenate|]("Features", numbers).Fit(data);
        }
        """,
        """
        private static readonly string[] numbers = { "TripTime", "TripDistance" };

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.Concatenate("Features", numbers).Fit(data);
        }
        """);

    [Fact]
    public Task The_names_that_trainers_read_by_default() => F.NotOffered(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        mlContext.Transforms.Concatenate("Inputs", "TripTime").Append(mlContext.Regression.Trainers.[|Sdca|]("FareAmount")).Fit(data);
        mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.[|FastTree|](new Microsoft.ML.Trainers.FastTree.FastTreeRegressionTrainer.Options { NumberOfTrees = 2 })).Fit(data);
        """,
        new Setup
        {
            Messages =
            [
                "'Features' is read by the features of Sdca, but the view loaded from 'trips.csv' has no such column here, and ML.NET throws; it has 'VendorId', 'RateCode', 'PassengerCount', 'TripTime', 'TripDistance', 'PaymentType' and 2 more",
                "'Label' is read by the label of FastTree, but the view loaded from 'trips.csv' has no such column here, and ML.NET throws; it has 'VendorId', 'RateCode', 'PassengerCount', 'TripTime', 'TripDistance', 'PaymentType' and 2 more",
            ],
        });

    [Fact]
    public Task Evaluators_filters_splits_and_columns() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var some = mlContext.Data.FilterRowsByColumn(data, [|"Fare"|], 1);
        var split = mlContext.Data.TrainTestSplit(some, samplingKeyColumnName: [|"Vendor"|]);
        var fares = data.GetColumn<float>([|"FareAmounts"|]);
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        var metrics = mlContext.Regression.[|Evaluate|](model.Transform(split.TestSet));
        var all = mlContext.Regression.CrossValidate(data, mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")), labelColumnName: [|"Fare"|]);
        mlContext.Transforms.SelectColumns("TripTime", [|"Time"|]).Fit(data);
        mlContext.Transforms.DropColumns([|"Time"|]).Fit(data);
        var column = data.Schema[[|"Fare"|]];
        """);

    [Fact]
    public Task Dropped_before() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.DropColumns("TripTime")
            .Append(mlContext.Transforms.Concatenate("Features", "TripDistance", [|"TripTime"|]))
            .Append(mlContext.Transforms.SelectColumns("Features", "FareAmount"))
            .Append(mlContext.Transforms.NormalizeMinMax([|"TripDistance"|]));
        pipeline.Fit(data);
        """);

    [Fact]
    public Task The_class_that_a_model_is_served_with() => V.Members(
        """
        private sealed class Query { public float TripTime { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            var engine = mlContext.Model.[|CreatePredictionEngine<Query, TripPrediction>|](model);
            var queries = mlContext.Data.LoadFromEnumerable(new List<Query>());
            var scored = model.[|Transform|](queries);
        }
        """,
        new Setup
        {
            Messages =
            [
                "'TripDistance' is read by Concatenate, but the engine's input class Query has no such column here, and ML.NET throws; it has 'TripTime'",
                "'TripDistance' is read by Concatenate, but the view of Query objects has no such column here, and ML.NET throws; it has 'TripTime'",
            ],
        });

    [Fact]
    public Task Methods_and_fields_in_between() => V.Members(
        """
        private static IDataView view;

        private static void Main()
        {
            view = Load();
            Build(mlContext).Fit(view);
        }

        private static IDataView Load() => mlContext.Data.ShuffleRows(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));

        private static IEstimator<ITransformer> Build(MLContext ml) =>
            ml.Transforms.CopyColumns(outputColumnName: "Label", inputColumnName: [|"Fare"|]).Append(ml.Transforms.Concatenate("Features", "TripTime"));
        """);

    [Theory]
    [InlineData("var data = Other();")]
    [InlineData("var data = mlContext.Model.Load(\"m.zip\", out _).Transform(mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\"));")]
    [InlineData("var data = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\"); if (data.Schema.Count > 9) data = mlContext.Transforms.CopyColumns(\"Nowhere\", \"TripTime\").Fit(data).Transform(data);")]
    [InlineData("var data = mlContext.Transforms.Concatenate(Name(), \"TripTime\").Fit(mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\")).Transform(mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\"));")]
    [InlineData("var data = mlContext.Data.LoadFromEnumerable(new List<Trip>(), Definition());")]
    public Task Views_of_which_not_all_is_known(string load) => V.Members(
        $$"""
        private static IDataView Other() => (IDataView)Activator.CreateInstance(Type.GetType("Some.View"));

        private static string Name() => Console.ReadLine();

        private static SchemaDefinition Definition()
        {
            var definition = SchemaDefinition.Create(typeof(Trip));
            definition["TripTime"].ColumnName = "Nowhere";
            return definition;
        }

        private static void Main()
        {
            {{load}}
            mlContext.Transforms.NormalizeMinMax("Nowhere").Fit(data);
        }
        """);

    [Fact]
    public Task Either_of_two_pipelines_for_either_of_two_files() => V.Body(
        """
        IDataView data;
        IEstimator<ITransformer> pipeline;
        if (DateTime.Now.Hour > 12)
        {
            data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            pipeline = mlContext.Transforms.NormalizeMinMax("TripTime");
        }
        else
        {
            data = mlContext.Data.LoadFromTextFile<Impression>("impressions.csv", ',');
            pipeline = mlContext.Transforms.NormalizeMinMax("Price");
        }

        pipeline.Fit(data);
        """);

    [Fact]
    public Task Neither_of_two_files_has_it() => V.Body(
        """
        var data = DateTime.Now.Hour > 12 ? mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',') : mlContext.Data.LoadFromTextFile<Impression>("impressions.csv", ',');
        mlContext.Transforms.NormalizeMinMax([|"Prize"|]).Fit(data);
        """);

    [Fact]
    public Task The_label_when_a_model_is_served_is_another_rule() => V.Members(
        """
        private sealed class Query { public string Title { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.csv", ',');
            var model = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area")
                .Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Fit(data);
            var engine = mlContext.Model.CreatePredictionEngine<Query, TicketPrediction>(model);
        }
        """);

    [Fact]
    public Task Parameters_of_a_library_are_open() => V.Program(
        """
        using Microsoft.ML;

        public static class Library
        {
            public static ITransformer Train(MLContext ml, IDataView data) => ml.Transforms.NormalizeMinMax("Anything").Fit(data);
        }
        """);

    [Fact]
    public Task Without_ML_NET() => V.Program("var data = Load(); data.Fit(\"Nowhere\");", With.NoMlNet);
}
