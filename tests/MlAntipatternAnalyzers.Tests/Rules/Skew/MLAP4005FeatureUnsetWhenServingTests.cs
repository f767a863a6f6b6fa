using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4005FeatureUnsetWhenServingTests
{
    private const string Pipeline = """mlContext.Transforms.Categorical.OneHotEncoding("VendorId").Append(mlContext.Transforms.Concatenate("Features", "VendorId", "TripTime", "TripDistance")).Append(mlContext.Regression.Trainers.Sdca("FareAmount"))""";

    private const string Trained = $"""
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var model = {Pipeline}.Fit(trips);
        var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        """;

    private static Task Body(string predict, Setup? setup = null) => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Body($$"""
        {{Trained}}
        {{predict}}
        """, setup);

    private static Task Members(string members, Setup? setup = null) => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Members(members, setup);

    [Fact]
    public Task A_feature_is_left_out() => Body(
        """Console.WriteLine(engine.Predict(new [|Trip|] { VendorId = "CMT", TripTime = 600 }).FareAmount);""",
        new Setup { Messages = ["'TripDistance' of 'Trip' is left out of a row that is predicted, but the features of Sdca are made of it: the model is given 0 instead, and says something for it; set it"] });

    [Fact]
    public Task Two_features_are_left_out() => Body(
        """Console.WriteLine(engine.Predict(new [|Trip|] { TripTime = 600 }).FareAmount);""",
        new Setup { Messages = ["'VendorId' and 'TripDistance' of 'Trip' are left out of a row that is predicted, but the features of Sdca are made of them: the model is given 0 or null instead, and says something for it; set them"] });

    [Fact]
    public Task Two_rows() => Body("""
        var first = engine.Predict(new [|Trip|] { VendorId = "CMT", TripTime = 600 });
        var second = engine.Predict(example: new [|Trip|] { VendorId = "CMT", TripDistance = 3 });
        """);

    [Fact]
    public Task A_row_whose_members_are_set_one_by_one() => Body("""
        Trip trip = [|new()|];
        trip.VendorId = "CMT";
        trip.TripDistance = 3;
        var fare = engine.Predict(trip).FareAmount;
        """);

    [Fact]
    public Task A_row_that_a_method_makes() => Members($$"""
        public static float Price(float distance)
        {
            {{Trained}}
            return engine.Predict(Make(distance)).FareAmount;
        }

        private static Trip Make(float distance) => new [|Trip|] { VendorId = "CMT", TripDistance = distance };
        """);

    [Fact]
    public Task A_model_that_another_class_trains_and_saves_under_the_same_name() => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program($$"""
        using System;
        using System.IO;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public static class Job
        {
            public static void Run(string folder)
            {
                var mlContext = new MLContext(1);
                var trips = mlContext.Data.LoadFromTextFile<Ride>("trips.csv", ',');
                var pipeline = mlContext.Transforms.Concatenate("Features", nameof(Ride.Time), nameof(Ride.Distance)).Append(mlContext.Regression.Trainers.Sdca());
                mlContext.Model.Save(pipeline.Fit(trips), trips.Schema, Path.Combine(folder, "rides.zip"));
                var others = mlContext.Transforms.Concatenate("Features", nameof(Ride.Time)).Append(mlContext.Regression.Trainers.Sdca());
                mlContext.Model.Save(others.Fit(trips), trips.Schema, Path.Combine(folder, "other.zip"));
            }
        }

        public sealed class Service
        {
            private readonly MLContext context = new MLContext();
            private readonly ITransformer model;
            private readonly ITransformer other;

            public Service()
            {
                model = context.Model.Load($"{AppContext.BaseDirectory}/models/rides.zip", out _);
                other = context.Model.Load("other.zip", out _);
            }

            public float Price(float time)
            {
                var engine = context.Model.CreatePredictionEngine<Ride, Price>(model);
                return engine.Predict(new [|Ride|] { Time = time }).Score;
            }

            public float Other(float time) => context.Model.CreatePredictionEngine<Ride, Price>(other).Predict(new Ride { Time = time }).Score;
        }

        public class Ride
        {
            [LoadColumn(0)] public float Time { get; set; }
            [LoadColumn(1)] public float Distance { get; set; }
            [LoadColumn(2), ColumnName("Label")] public float Fare { get; set; }
        }

        public class Price { public float Score { get; set; } }
        """);

    [Fact]
    public Task A_model_of_a_pool_comes_from_the_training_on_its_rows() => Members($$"""
        public void Train()
        {
            {{Trained}}
            mlContext.Model.Save(model, trips.Schema, "trips.zip");
        }

        public float Price(Microsoft.Extensions.ML.PredictionEnginePool<Trip, TripPrediction> pool, float time) =>
            Microsoft.Extensions.ML.PredictionEnginePoolExtensions.Predict(pool, "trips", new [|Trip|] { VendorId = "CMT", TripTime = time }).FareAmount;
        """, With.AspNetCore | With.Stubs);

    [Fact]
    public Task A_model_whose_columns_no_class_names_and_a_helper_that_makes_paths() => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program("""
        using System.IO;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        internal static class Program
        {
            private static string Folder = "../../models";
            private static string ModelPath => GetAbsolutePath($"{Folder}/iris.zip");

            private static void Main()
            {
                var context = new MLContext(1);
                var flowers = context.Data.LoadFromTextFile("iris.txt", new[] { new TextLoader.Column("Petal", DataKind.Single, 0), new TextLoader.Column("Sepal", DataKind.Single, 1) });
                context.Model.Save(context.Transforms.Concatenate("Features", "Petal", "Sepal").Append(context.Clustering.Trainers.KMeans()).Fit(flowers), flowers.Schema, ModelPath);
                var engine = context.Model.CreatePredictionEngine<Iris, Cluster>(context.Model.Load(ModelPath, out _));
                System.Console.WriteLine(engine.Predict(new [|Iris|] { Petal = 1 }).PredictedLabel);
            }

            private static string GetAbsolutePath(string relative) => Path.Combine(new FileInfo(typeof(Program).Assembly.Location).Directory!.FullName, relative);
        }

        public class Iris { public float Petal; public float Sepal; }
        public class Cluster { public uint PredictedLabel; }
        """);

    [Fact]
    public Task Both_keys_of_a_recommender() => Members("""
        public static float Like(uint user)
        {
            var ratings = mlContext.Data.LoadFromTextFile<Rating>("ratings.csv");
            var model = mlContext.Recommendation().Trainers.MatrixFactorization("Label", "User", "Item").Fit(ratings);
            return mlContext.Model.CreatePredictionEngine<Rating, TripPrediction>(model).Predict(new [|Rating|] { User = user }).FareAmount;
        }

        public class Rating
        {
            [LoadColumn(0), KeyType(100)] public uint User { get; set; }
            [LoadColumn(1), KeyType(100)] public uint Item { get; set; }
            [LoadColumn(2)] public float Label { get; set; }
        }
        """, With.Stubs);

    [Fact]
    public Task Where_the_trainings_of_a_class_differ_only_what_all_of_them_read_counts() => Members($$"""
        public void Train()
        {
            {{Trained}}
            var other = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }

        public float First(PredictionEngine<Trip, TripPrediction> given) => given.Predict(new Trip { TripTime = 600 }).FareAmount;

        public float Second(PredictionEngine<Trip, TripPrediction> given) => given.Predict(new [|Trip|] { TripDistance = 3 }).FareAmount;
        """);

    [Fact]
    public Task Rows_that_are_transformed_and_read() => Body("""
        var rows = mlContext.Data.LoadFromEnumerable(new[] { new [|Trip|] { VendorId = "CMT", TripTime = 600 } });
        var fares = mlContext.Data.CreateEnumerable<TripPrediction>(model.Transform(rows), reuseRowObject: false).ToList();
        """);

    [Fact]
    public Task A_static_sample_row() => Members($$"""
        private static readonly Trip Sample = new [|Trip|] { VendorId = "CMT", TripTime = 600 };

        public static float Price()
        {
            {{Trained}}
            return engine.Predict(Sample).FareAmount;
        }
        """);

    [Fact]
    public Task Sample_rows_in_a_file_that_does_not_mention_MLNet() => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program(
        Sources.Members($$"""
            public static float Price()
            {
                {{Trained}}
                foreach (var trip in Samples.Trips)
                    Console.WriteLine(engine.[|Predict|](trip).FareAmount);
                return engine.[|Predict|](Samples.Short).FareAmount + engine.Predict(Samples.Long).FareAmount;
            }
            """),
        new Setup { Sources = [("/0/Rows.cs", Sources.Rows), ("/0/Samples.cs", """
            internal static class Samples
            {
                internal static readonly Trip Short = new Trip { VendorId = "CMT", TripTime = 60 };
                internal static readonly Trip Long = new Trip { VendorId = "CMT", TripTime = 6000, TripDistance = 30 };
                internal static readonly System.Collections.Generic.List<Trip> Trips = new System.Collections.Generic.List<Trip>() { new Trip { VendorId = "CMT", TripDistance = 3 } };
            }
            """)] });

    [Fact]
    public Task A_column_under_another_name_and_a_member_of_a_base_class() => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var context = new MLContext(1);
        var houses = context.Data.LoadFromTextFile<House>("houses.csv");
        var model = context.Transforms.Concatenate("Features", "area", "Rooms").Append(context.Regression.Trainers.Sdca()).Fit(houses);
        var engine = context.Model.CreatePredictionEngine<House, Price>(model);
        System.Console.WriteLine(engine.Predict(new [|House|] { Floor = 2 }).Score);

        public class Building { [LoadColumn(0), ColumnName("area")] public float SquareMetres { get; set; } }
        public class House : Building
        {
            [LoadColumn(1)] public float Rooms;
            [LoadColumn(2)] public float Floor;
            [LoadColumn(3)] public float Label;
        }

        public class Price { public float Score { get; set; } }
        """, new Setup { Messages = ["'Rooms' and 'SquareMetres' of 'House' are left out of a row that is predicted, but the features of Sdca are made of them: the model is given 0 instead, and says something for it; set them"] });

    [Theory]
    [InlineData("""var fare = engine.Predict(new Trip { VendorId = "CMT", TripTime = 600, TripDistance = 3 }).FareAmount;""")]
    [InlineData("""var trip = new Trip { VendorId = "CMT" }; trip.TripTime = 600; trip.TripDistance = 3; var fare = engine.Predict(trip).FareAmount;""")]
    [InlineData("""var trip = new Trip { VendorId = "CMT", TripTime = 600 }; if (args.Length > 3) trip.TripDistance = 3; var fare = engine.Predict(trip).FareAmount;""")]
    [InlineData("""var trip = new Trip { VendorId = "CMT" }; Fill(trip); var fare = engine.Predict(trip).FareAmount; static void Fill(Trip row) { row.TripTime = 600; row.TripDistance = 3; }""")]
    [InlineData("""var trip = new Trip { VendorId = "CMT" }; Filler.Fill(trip); var fare = engine.Predict(trip).FareAmount;""")]
    [InlineData("""var trip = new Trip { VendorId = "CMT" }; foreach (var property in typeof(Trip).GetProperties()) property.SetValue(trip, null); var fare = engine.Predict(trip).FareAmount;""")]
    [InlineData("""var trip = new Trip { VendorId = "CMT" }; mapper(trip); var fare = engine.Predict(trip).FareAmount;""")]
    [InlineData("""var rows = new List<Trip> { new Trip { VendorId = "CMT" } }; fill(rows); var fare = engine.Predict(rows[0]).FareAmount;""")]
    [InlineData("""engine.Predict(new Trip { VendorId = "warm up" });""")]
    [InlineData("""_ = engine.Predict(new Trip { VendorId = "warm up" });""")]
    [InlineData("""var fare = engine.Predict(new Trip()).FareAmount;""")]
    [InlineData("""var fare = engine.Predict(given).FareAmount;""")]
    [InlineData("""var fare = engine.Predict(System.Text.Json.JsonSerializer.Deserialize<Trip>("{}")!).FareAmount;""")]
    [InlineData("""var columns = model.Transform(mlContext.Data.LoadFromEnumerable(new[] { new Trip { VendorId = "" } })).Schema;""")]
    [InlineData("""var nothing = mlContext.Data.LoadFromEnumerable(new List<Trip>()); var scored = model.Transform(nothing);""")]
    [InlineData("""var fare = engine.Predict(new Trip { VendorId = "CMT", TripTime = 600, TripDistance = default }).FareAmount;""")]
    public Task Rows_that_have_all_of_it_or_may_have(string predict) => Members($$"""
        private static void Run(string[] args, Trip given, Action<Trip> mapper, Action<List<Trip>> fill)
        {
            {{Trained}}
            {{predict}}
        }

        private static class Filler
        {
            public static void Fill(Trip row) => (row.TripTime, row.TripDistance) = (600, 3);
        }
        """);

    [Fact]
    public Task The_label_the_weight_and_what_no_feature_reads_may_be_left_out() => Members("""
        public static float Price()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.CopyColumns("Label", "FareAmount")
                .Append(mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance"))
                .Append(mlContext.Regression.Trainers.Sdca("Label", "Features", exampleWeightColumnName: "PassengerCount")).Fit(trips);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            return engine.Predict(new Trip { TripTime = 600, TripDistance = 3 }).FareAmount;
        }
        """);

    private static string Class(string member, string creation) => $$"""
        using System;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var context = new MLContext(1);
        var rows = context.Data.LoadFromTextFile<Row>("rows.csv");
        var model = context.Transforms.Concatenate("Features", "A", "B").Append(context.Regression.Trainers.Sdca()).Fit(rows);
        var engine = context.Model.CreatePredictionEngine<Row, Price>(model);
        var row = {{creation}};
        Console.WriteLine(engine.Predict(row).Score);

        [AttributeUsage(AttributeTargets.Property)]
        public sealed class TrainingOnlyAttribute : Attribute { }

        public class Row
        {
            {{member}}
            [LoadColumn(1)] public float B { get; set; }
            [LoadColumn(2)] public float Label { get; set; }
        }

        public class Price { public float Score { get; set; } }
        """;

    [Theory]
    [InlineData("[LoadColumn(0)] public float A { get; set; } = 1;", "new Row { B = 2 }")]
    [InlineData("[LoadColumn(0)] public float A = 1;", "new Row { B = 2 }")]
    [InlineData("[LoadColumn(0), TrainingOnly] public float A { get; set; }", "new Row { B = 2 }")]
    [InlineData("public Row() => A = 1; [LoadColumn(0)] public float A { get; set; }", "new Row { B = 2 }")]
    [InlineData("public Row(float a) : this() { A = a; } public Row() { } [LoadColumn(0)] public float A { get; set; }", "new Row(1) { B = 2 }")]
    [InlineData("private float a; [LoadColumn(0)] public float A { get => a; set => a = value; }", "new Row { B = 2 }")]
    [InlineData("[LoadColumn(0)] public virtual float A { get; set; }", "new Row { B = 2 }")]
    [InlineData("public Row With(float a) { A = a; return this; } [LoadColumn(0)] public float A { get; set; }", "new Row { B = 2 }.With(1)")]
    public Task Members_that_the_class_sets(string member, string creation) => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program(Class(member, creation));

    [Fact]
    public Task A_class_that_sets_nothing_is_the_counterpart() => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program(Class("[LoadColumn(0)] public float A { get; set; }", "new [|Row|] { B = 2 }"));

    [Fact]
    public Task A_record_that_is_altered() => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program(
        Class("[LoadColumn(0)] public float A { get; set; }", "new Row { B = 2 } with { A = 1 }").Replace("public class Row", "public record Row"));

    [Fact]
    public Task A_row_that_others_can_fill() => Members($$"""
        public Trip Input { get; set; } = new Trip { VendorId = "CMT" };

        private readonly Trip own = new Trip { VendorId = "CMT" };

        private static Trip Shared = new Trip { VendorId = "CMT", TripTime = 0 };

        public void Entered(float value)
        {
            own.TripTime = value;
            own.TripDistance = value;
            Shared.TripDistance = value;
        }

        public float Price()
        {
            {{Trained}}
            return engine.Predict(Input).FareAmount + engine.Predict(own).FareAmount + engine.Predict(Shared).FareAmount;
        }
        """);

    [Fact]
    public Task What_the_training_rows_leave_out_as_well_is_the_same_constant_on_both_sides() => Members("""
        public static float Price()
        {
            var rows = new List<Trip>();
            foreach (var line in File.ReadLines("trips.csv"))
                rows.Add(Make(line));
            var trips = mlContext.Data.LoadFromEnumerable(rows);
            var model = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
            return mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(Make("600")).FareAmount;
        }

        private static Trip Make(string line) => new Trip { TripTime = float.Parse(line) };
        """);

    [Fact]
    public Task Steps_that_are_not_known_and_mappings_that_do_not_tell_what_they_read() => Members("""
        public static void Price(IEstimator<ITransformer> given, Action<Trip, Trip> map)
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var last = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
            Use(given.Append(last).Fit(trips));
            Use(mlContext.Transforms.CustomMapping<Trip, Trip>(map, null).Append(last).Fit(trips));
            Use(mlContext.Transforms.CustomMapping<Trip, Trip>((input, output) => output.TripDistance = input.TripTime * 7, null).Append(last).Fit(trips));
        }

        private static void Use(ITransformer model)
        {
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            var fare = engine.Predict(new Trip { TripTime = 600 }).FareAmount;
        }
        """);

    [Fact]
    public Task Models_of_which_one_is_not_known() => Members($$"""
        public static float Price(bool old, ITransformer given)
        {
            {{Trained}}
            var either = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(old ? given.Append(given) : model);
            return either.Predict(new Trip { TripTime = 600 }).FareAmount;
        }
        """);

    [Fact]
    public Task Not_in_test_projects() => Body("""var fare = engine.Predict(new Trip { VendorId = "CMT", TripTime = 600 }).FareAmount;""", With.XunitFramework);

    [Fact]
    public Task Nothing_without_MLNet() => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program("class Program { static void Main() { new Row { A = 1 }.ToString(); } }", With.NoMlNet);
}
