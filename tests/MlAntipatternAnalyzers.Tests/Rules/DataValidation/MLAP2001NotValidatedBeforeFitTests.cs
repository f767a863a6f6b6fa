using System.Threading.Tasks;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.DataValidation.MLAP2001NotValidatedBeforeFitAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2001NotValidatedBeforeFitTests
{
    private const string Fit = """
        mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
            .Fit(trips);
        """;

    private const string Guard = """
        internal sealed class DataValidationAttribute : System.Attribute { }
        """;

    private static readonly Setup WithGuard = new() { Sources = [("/0/Guard.cs", Guard)] };

    [Fact]
    public Task A_file_that_is_trained_on() => Verify.Body(
        "var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](\"trips.csv\");\n" + Fit,
        new Setup
        {
            Messages =
            [
                "The rows of 'trips.csv' train Sdca, and nothing validates them on the way: a renamed column, a new category or an empty field changes the model and nobody notices; "
                + "validate the view against a data schema first",
            ],
        });

    [Fact]
    public Task A_split_a_cache_and_a_preprocessing_validate_nothing() => Verify.Body("""
        var all = mlContext.Data.[|LoadFromTextFile<Trip>|](path: "trips.csv", hasHeader: true, separatorChar: ',');
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.Cache(mlContext.Data.FilterRowsByColumn(all, "FareAmount", 1)));
        var trips = mlContext.Transforms.NormalizeMinMax("TripTime").Fit(split.TrainSet).Transform(split.TrainSet);
        """ + "\n" + Fit);

    [Fact]
    public Task Objects_a_loader_and_a_binary_file() => Verify.Members("""
        private readonly IDataView rows;

        private Flow(IEnumerable<Trip> trips) => rows = mlContext.Data.[|LoadFromEnumerable|](trips);

        private void Train()
        {
            var loader = mlContext.Data.CreateTextLoader<Trip>(separatorChar: ',');
            Sdca(rows);
            Sdca(loader.[|Load|]("trips.csv"));
            Sdca(mlContext.Data.[|LoadFromBinary|]("trips.bin"));
        }

        private static void Sdca(IDataView view) =>
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(view);
        """, new Setup { Output = Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary });

    [Fact]
    public Task One_source_of_several_trainers_is_one_finding() => Verify.Body("""
        var trips = mlContext.Data.[|LoadFromTextFile<Trip>|]("trips.csv");
        foreach (var trainer in new IEstimator<ITransformer>[] { mlContext.Regression.Trainers.Sdca("FareAmount"), mlContext.Regression.Trainers.FastTree("FareAmount") })
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(trainer).Fit(trips);
        mlContext.Regression.CrossValidate(trips, mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")));
        """);

    [Fact]
    public Task Each_of_several_sources_in_one_training() => Verify.Body("""
        var trips = DateTime.Now.Hour > 12
            ? mlContext.Data.[|LoadFromTextFile<Trip>|]("am.csv")
            : mlContext.Data.[|LoadFromTextFile<Trip>|]("pm.csv");
        """ + "\n" + Fit);

    [Fact]
    public Task An_experiment_trains_on_its_training_data_and_not_on_its_validation_data() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.AutoML;
        using Microsoft.ML.Data;

        var mlContext = new MLContext();
        var train = mlContext.Data.[|LoadFromTextFile<Row>|]("train.csv");
        var validate = mlContext.Data.LoadFromTextFile<Row>("validate.csv");
        mlContext.Auto().CreateRegressionExperiment(60).Execute(train, validate, labelColumnName: "Label");

        class Row
        {
            [LoadColumn(0)] public float X;
            [LoadColumn(1)] public float Label;
        }
        """, With.Stubs);

    [Fact]
    public Task A_forecaster_is_a_trainer_and_a_detector_is_not() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Transforms.TimeSeries;

        var mlContext = new MLContext();
        var energy = mlContext.Data.[|LoadFromTextFile<Row>|]("energy.csv");
        mlContext.Forecasting.ForecastBySsa("Forecast", "Energy", 7, 30, 365, 7).Fit(energy);
        var spikes = mlContext.Data.LoadFromTextFile<Row>("spikes.csv");
        mlContext.Transforms.DetectSpikeBySsa("Spike", "Energy", 95.0, 30, 90, 30).Fit(spikes);

        class Row
        {
            [LoadColumn(0)] public float Energy;
        }
        """, With.Stubs);

    [Fact]
    public Task The_runtime_library_validates() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        var mlContext = new MLContext();
        Train(mlContext.Data.Validate(mlContext.Data.LoadFromTextFile<Row>("a.csv"), "Row.mlschema.json"));
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Row>("b.csv"));
        Train(mlContext.Data.Validate(split.TrainSet, DataSchema.Load("Row.mlschema.json")));
        var looked = mlContext.Data.LoadFromTextFile<Row>("c.csv");
        if (DataSchema.Load("Row.mlschema.json").Validate(looked).Count == 0)
            Train(looked);
        Train(mlContext.Data.Validated(mlContext.Data.LoadFromTextFile<Row>("d.csv"), DataSchema.Load("Row.mlschema.json"), "TRAINING"));
        Train(mlContext.Data.DropInvalidRows(mlContext.Data.LoadFromTextFile<Row>("e.csv"), DataSchema.Load("Row.mlschema.json"), out _));

        void Train(IDataView view) => mlContext.Regression.Trainers.Sdca(featureColumnName: "X").Fit(view);

        class Row
        {
            [LoadColumn(0, 3)] public float[] X;
            [LoadColumn(4)] public float Label;
        }
        """, With.Runtime);

    [Fact]
    public Task A_validation_on_one_of_two_ways_is_none_on_the_other() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        var mlContext = new MLContext();
        var view = mlContext.Data.[|LoadFromTextFile<Row>|]("a.csv");
        var chosen = args.Length > 0 ? mlContext.Data.Skipped(view) : view;
        mlContext.Regression.Trainers.Sdca(featureColumnName: "X").Fit(chosen);
        mlContext.Data.Validate(chosen, "Row.mlschema.json");

        static class Extensions
        {
            public static IDataView Skipped(this DataOperationsCatalog catalog, IDataView view) => catalog.SkipRows(view, 1);
        }

        class Row
        {
            [LoadColumn(0, 3)] public float[] X;
            [LoadColumn(4)] public float Label;
        }
        """, With.Runtime);

    [Theory]
    [InlineData("var trips = mlContext.Data.LoadFromTextFile<Trip>(path); Check(trips);", "void Check(IDataView view)")]
    [InlineData("var trips = Check(mlContext.Data.LoadFromTextFile<Trip>(path));", "IDataView Check(IDataView view)")]
    [InlineData("var trips = Check(path);", "IDataView Check(string file)")]
    [InlineData("Check(path); var trips = mlContext.Data.LoadFromTextFile<Trip>(path);", "void Check(string file)")]
    [InlineData("var rows = Read(path); Check(rows); var trips = mlContext.Data.LoadFromEnumerable(rows);", "void Check(IEnumerable<Trip> rows)")]
    [InlineData("var rows = Read(path); foreach (var row in rows) Check(row); var trips = mlContext.Data.LoadFromEnumerable(rows.Where(r => r.TripTime > 0));", "void Check(Trip row)")]
    [InlineData("var rows = Read(path); rows.ForEach(Check); var trips = mlContext.Data.LoadFromEnumerable(rows);", "void Check(Trip row)")]
    [InlineData("var data = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>(path)); Check(data.TrainSet); var trips = data.TrainSet;", "void Check(IDataView view)")]
    public async Task A_method_that_the_user_marks_validates(string load, string check)
    {
        var body = check.StartsWith("IDataView Check(string", System.StringComparison.Ordinal) ? "return mlContext.Data.LoadFromTextFile<Trip>(file);"
            : check.StartsWith("IDataView", System.StringComparison.Ordinal) ? "return view;"
            : "";
        var members = $$"""
            private void Train(string path)
            {
                {{load}}
                {{Fit}}
            }

            ATTRIBUTE private static {{check}} { {{body}} }

            private static List<Trip> Read(string path) => File.ReadAllLines(path).Select(line => new Trip { TripTime = line.Length }).ToList();
            """;
        await Verify.Members(members.Replace("ATTRIBUTE", "[DataValidation]"), WithGuard);

        // The same method without the mark, named in the option.
        var unmarked = members.Replace("ATTRIBUTE ", "");
        await Verify.Members(unmarked, WithGuard with { EditorConfig = "[*.cs]\nmlap.validation_methods = Some.Other, Flow.Check" });
        Assert.NotEmpty(await FindingsAsync(unmarked, ""));
    }

    [Theory]
    [InlineData("Flow.Chec", 1)]
    [InlineData("Check", 0)]
    [InlineData("Other.Check", 1)]
    [InlineData("Flow.Check, not a name!", 1)]
    [InlineData("", 1)]
    public async Task An_option_names_methods_and_a_malformed_one_names_none(string option, int findings) => Assert.Equal(findings, (await FindingsAsync($$"""
        private static void Check(IDataView view) { }

        private static void Main()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            Check(trips);
            {{Fit}}
        }
        """, $"[*.cs]\nmlap.validation_methods = {option}")).Length);

    [Fact]
    public Task A_check_that_comes_after_the_training_or_of_other_data_helps_nothing() => Verify.Body("""
        var trips = mlContext.Data.[|LoadFromTextFile<Trip>|]("trips.csv");
        var other = mlContext.Data.LoadFromTextFile<Trip>("other.csv");
        Check(other);
        CheckFile("other.csv");
        """ + "\n" + Fit + "\n" + """
        Check(trips);

        [DataValidation] static void Check(IDataView view) { }
        [DataValidation] static void CheckFile(string path) { }
        """, WithGuard);

    [Fact]
    public Task Rows_that_are_written_out_in_the_source() => Verify.Body("""
        var trips = mlContext.Data.LoadFromEnumerable(new[] { new Trip { TripTime = 1, FareAmount = 2 }, new Trip { TripTime = 2, FareAmount = 4 } });
        """ + "\n" + Fit);

    [Fact]
    public Task Rows_that_are_made_up_at_random_and_rows_that_only_look_so() => Verify.Members("""
        public static void Train(string path)
        {
            Sdca(mlContext.Data.LoadFromEnumerable(MadeUp(100)));
            Sdca(mlContext.Data.[|LoadFromEnumerable|](Read(path)));
        }

        private static void Sdca(IDataView trips) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);

        private static IEnumerable<Trip> MadeUp(int count)
        {
            var random = new Random(1);
            float Next() => (float)random.NextDouble();
            for (var i = 0; i < count; i++)
            {
                var time = Next();
                yield return new Trip { TripTime = time + 1f, TripDistance = i % 2 == 0 ? Next() : 3f, FareAmount = time * 2 };
            }
        }

        private static IEnumerable<Trip> Read(string path)
        {
            var random = new Random(1);
            foreach (var line in File.ReadLines(path))
                yield return new Trip { TripTime = (float)random.NextDouble(), FareAmount = float.Parse(line) };
        }
        """);

    [Fact]
    public Task Rows_that_are_counted_up_and_computed_by_helpers_and_rows_that_helpers_look_up() => Verify.Members("""
        private static readonly float[] fares = File.ReadAllLines("fares.txt").Select(float.Parse).ToArray();

        public static void Train()
        {
            Grid(out var grid);
            Sdca(mlContext.Data.LoadFromEnumerable(grid));
            Sdca(mlContext.Data.LoadFromEnumerable(Curve()));
            Sdca(mlContext.Data.[|LoadFromEnumerable|](Recorded()));
            Sdca(mlContext.Data.[|LoadFromEnumerable|](Files()));
        }

        private static void Sdca(IDataView trips) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);

        private static void Grid(out List<Trip> trips)
        {
            trips = new List<Trip>();
            for (uint hour = 0; hour < 24; ++hour)
            {
                for (uint zone = 0; zone < 9; ++zone)
                    trips.Add(new Trip { TripTime = hour, TripDistance = (hour + zone) % 5 });
            }
        }

        private static IEnumerable<Trip> Curve(int count = 50)
        {
            for (var i = 0; i < count; i++)
            {
                var trip = new Trip { TripTime = i / 3, TripDistance = Step(i) };
                trip.FareAmount = Decay(trip.TripTime + i);
                yield return trip;
            }
        }

        private static IEnumerable<Trip> Recorded()
        {
            for (var i = 0; i < 50; i++)
                yield return new Trip { TripTime = i, FareAmount = FareOf(i) };
        }

        private static IEnumerable<Trip> Files()
        {
            for (var i = 0; i < 50; i++)
                yield return new Trip { TripTime = i, FareAmount = ReadFare(i) };
        }

        private static float Decay(double time) => (float)(3 / (1 + Math.Exp(-time)));

        private static float Step(int i)
        {
            if (i < 10)
                return 0;
            return i < 20 ? 1 : 2;
        }

        private static float FareOf(int i) => fares[i];

        private static float ReadFare(int i) => float.Parse(File.ReadAllText($"fare{i}.txt"));
        """);

    [Fact]
    public Task A_variable_that_counts_what_was_found_is_no_counter() => Verify.Members("""
        public static void Train(string[] paths)
        {
            var trips = new List<Trip>();
            for (var i = 0; i < paths.Length; i++)
            {
                var words = 0;
                for (var j = 0; j < paths[i].Length; j += paths[i][j])
                    words++;
                trips.Add(new Trip { TripTime = i, FareAmount = words });
            }

            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(mlContext.Data.[|LoadFromEnumerable|](trips));
        }
        """);

    [Fact]
    public Task Rows_that_are_checked_by_hand_where_they_are_filled() => Verify.Members("""
        public static void Train(List<Ride> rides)
        {
            Sdca(mlContext.Data.LoadFromEnumerable(Guarded(rides)));
            Sdca(mlContext.Data.LoadFromEnumerable(rides.Select(ride => new Trip { TripTime = Finite(ride.Minutes), FareAmount = (float)ride.Fare })));
            Sdca(mlContext.Data.LoadFromEnumerable(Copied(rides)));
        }

        private static void Sdca(IDataView trips) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);

        private static IEnumerable<Trip> Guarded(List<Ride> rides)
        {
            foreach (var ride in rides)
            {
                if (ride.Minutes < 0 || ride.Minutes > 1440)
                    throw new InvalidDataException("a ride of " + ride.Minutes);
                yield return new Trip { TripTime = (float)ride.Minutes, FareAmount = (float)ride.Fare };
            }
        }

        private static List<Trip> Copied(List<Ride> rides)
        {
            var trips = new List<Trip>();
            foreach (var ride in rides)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(ride.Fare);
                var trip = new Trip();
                trip.FareAmount = (float)ride.Fare;
                trips.Add(trip);
            }

            return trips;
        }

        private static float Finite(double minutes)
        {
            var value = (float)minutes;
            return float.IsFinite(value) ? value : throw new InvalidDataException("not a number of minutes");
        }

        internal sealed record Ride(double Minutes, double Fare);
        """);

    [Fact]
    public Task Rows_of_which_only_the_presence_is_checked() => Verify.Members("""
        public static void Train(List<Ride> rides, string path)
        {
            Sdca(mlContext.Data.[|LoadFromEnumerable|](Present(rides)));
            Sdca(mlContext.Data.[|LoadFromEnumerable|](Cut(path)));
            Sdca(mlContext.Data.[|LoadFromEnumerable|](Filtered(rides)));
        }

        private static void Sdca(IDataView trips) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);

        private static IEnumerable<Trip> Present(List<Ride> rides)
        {
            if (rides.Count == 0)
                throw new InvalidOperationException("no rides");
            foreach (var ride in rides)
            {
                if (ride is null || ride.Stops == null || ride.Stops.Length == 0 || string.IsNullOrEmpty(ride.Zone))
                    throw new InvalidOperationException("an empty ride");
                yield return new Trip { TripTime = (float)ride.Minutes, FareAmount = (float)ride.Stops[0] };
            }
        }

        private static IEnumerable<Trip> Cut(string path)
        {
            if (!File.Exists(path))
                throw new FileNotFoundException(path);
            foreach (var line in File.ReadLines(path))
            {
                var parts = line.Split(';');
                if (parts.Length < 2)
                    throw new FormatException(line);
                yield return new Trip { TripTime = Number(parts[0]), FareAmount = Number(parts[1]) };
            }
        }

        private static IEnumerable<Trip> Filtered(List<Ride> rides)
        {
            foreach (var ride in rides)
            {
                if (ride.Minutes < 0)
                    continue;
                yield return new Trip { TripTime = (float)ride.Minutes };
            }
        }

        private static float Number(string text)
        {
            if (!float.TryParse(text, out var number))
                throw new FormatException(text);
            return number;
        }

        internal sealed record Ride(double Minutes, double[] Stops, string Zone);
        """);

    [Fact]
    public Task Rows_that_were_read_out_of_views_and_joined_are_found_where_they_were_loaded() => Verify.Body("""
        var first = mlContext.Data.CreateEnumerable<Trip>(mlContext.Data.[|LoadFromTextFile<Trip>|]("2023.csv"), false);
        var second = mlContext.Data.CreateEnumerable<Trip>(mlContext.Data.[|LoadFromTextFile<Trip>|]("2024.csv"), false);
        var trips = mlContext.Data.LoadFromEnumerable(first.Concat(second).Where(trip => trip.TripTime > 0));
        """ + "\n" + Fit);

    [Fact]
    public Task An_empty_view_for_a_chain_that_learns_nothing() => Verify.Body("""
        var empty = mlContext.Data.LoadFromEnumerable(new List<Review>());
        mlContext.Transforms.Text.NormalizeText("Text").Append(mlContext.Transforms.Text.TokenizeIntoWords("Words", "Text")).Fit(empty);
        """);

    [Fact]
    public Task No_trainer() => Verify.Body("""
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
        mlContext.Transforms.NormalizeMinMax("TripTime").Fit(trips).Transform(trips);
        """);

    [Fact]
    public Task A_view_that_is_only_evaluated_or_predicted_or_looked_up() => Verify.Body("""
        var model = mlContext.Model.Load("model.zip", out _);
        mlContext.Regression.Evaluate(model.Transform(mlContext.Data.LoadFromTextFile<Trip>("test.csv")));
        var zones = mlContext.Data.LoadFromTextFile("zones.csv", new[] { new TextLoader.Column("Zone", DataKind.String, 0), new TextLoader.Column("Size", DataKind.Single, 1) });
        var trips = mlContext.Data.LoadFromEnumerable(new[] { new Trip() });
        mlContext.Transforms.Conversion.MapValue("Features", zones, zones.Schema["Zone"], zones.Schema["Size"], "VendorId")
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        """);

    [Fact]
    public Task A_view_that_comes_from_elsewhere() => Verify.Members("""
        public void Train(IDataView trips)
        {
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }
        """);

    [Fact]
    public Task A_test_project() => Verify.Body("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\");\n" + Fit, With.XunitFramework);

    [Fact]
    public Task No_ML_NET() => Verify.Body("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\");\n" + Fit, With.NoMlNet);

    private static async Task<System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Diagnostic>> FindingsAsync(string members, string editorConfig)
    {
        using var workspace = new Microsoft.CodeAnalysis.AdhocWorkspace();
        var setup = WithGuard with { EditorConfig = editorConfig };
        return await TestProject.FindingsAsync(TestProject.Create(workspace, [("/0/Flow.cs", Sources.Members(members)), ("/0/Rows.cs", Sources.Rows)], setup), [new MLAP2001NotValidatedBeforeFitAnalyzer()]);
    }
}
