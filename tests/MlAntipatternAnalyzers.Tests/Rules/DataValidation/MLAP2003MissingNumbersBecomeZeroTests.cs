using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.DataValidation.MLAP2003MissingNumbersBecomeZeroAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2003MissingNumbersBecomeZeroTests
{
    private const string Fit = """
        mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
            .Fit(trips);
        """;

    [Fact]
    public Task Reals_of_a_row_class() => Verify.Body(
        "var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](\"trips.csv\", ',', true);\n" + Fit,
        new Setup
        {
            Messages =
            [
                "Where one of 'TripTime', 'TripDistance' of the file is empty, ML.NET loads 0 and Sdca learns from it as from a measured value; "
                + "set 'MissingRealsAsNaNs = true' in TextLoader.Options and replace what is missing in the pipeline",
            ],
        });

    [Theory]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](path: \"t.csv\", hasHeader: true)")]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](\"t.csv\", new TextLoader.Options { HasHeader = true })")]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](\"t.csv\", new TextLoader.Options { MissingRealsAsNaNs = false })")]
    [InlineData("mlContext.Data.[|CreateTextLoader<Trip>|](hasHeader: true).Load(\"t.csv\")")]
    [InlineData("mlContext.Data.[|LoadFromTextFile|](\"t.csv\", new[] { new TextLoader.Column(\"TripTime\", DataKind.Single, 0), new TextLoader.Column(\"FareAmount\", DataKind.Single, 1) })")]
    [InlineData("mlContext.Data.[|CreateTextLoader|](new TextLoader.Options { Columns = new[] { new TextLoader.Column(\"TripDistance\", DataKind.Double, 0) } }).Load(\"t.csv\")")]
    public Task Each_way_to_load_a_text_file(string load) => Verify.Body($"var trips = {load};\n" + Fit);

    [Fact]
    public Task Options_in_a_field_and_a_vector_behind_a_split_in_a_field() => Verify.Members("""
        private readonly TextLoader.Options options = new() { Separators = new[] { ',' } };
        private readonly DataOperationsCatalog.TrainTestData split;

        public Flow(string path) => split = mlContext.Data.TrainTestSplit(mlContext.Data.[|LoadFromTextFile<Digit>|](path, options));

        public void Train() => mlContext.Transforms.NormalizeMinMax("Pixels")
            .Append(mlContext.Transforms.CopyColumns("Features", "Pixels"))
            .Append(mlContext.MulticlassClassification.Trainers.NaiveBayes())
            .Fit(split.TrainSet);

        private class Digit
        {
            [LoadColumn(0, 63)] public float[] Pixels;
            [LoadColumn(64)] public uint Label;
        }
        """);

    [Fact]
    public Task An_experiment_takes_every_column_but_the_label() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.AutoML;
        using Microsoft.ML.Data;

        var mlContext = new MLContext();
        var houses = mlContext.Data.[|LoadFromTextFile<House>|]("houses.csv");
        mlContext.Auto().CreateRegressionExperiment(60).Execute(houses, labelColumnName: "Price");
        var reviews = mlContext.Data.LoadFromTextFile<Review>("reviews.csv");
        mlContext.Auto().CreateRegressionExperiment(60).Execute(reviews, labelColumnName: "Stars");

        class House
        {
            [LoadColumn(0)] public float Area;
            [LoadColumn(1)] public float Price;
        }

        class Review
        {
            [LoadColumn(0)] public string Text;
            [LoadColumn(1)] public float Stars;
        }
        """, With.Stubs);

    [Theory]
    [InlineData("new TextLoader.Options { MissingRealsAsNaNs = true }")]
    [InlineData("new TextLoader.Options { AllowSparse = true }")]
    [InlineData("Chosen()")]
    public Task The_option_is_set_or_not_known(string options) => Verify.Members($$"""
        private static void Main()
        {
            var options = {{options}};
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", options);
            {{Fit}}
        }

        private static TextLoader.Options Chosen() => System.Text.Json.JsonSerializer.Deserialize<TextLoader.Options>("{}");
        """);

    [Fact]
    public Task The_option_is_set_afterwards() => Verify.Body("""
        var options = new TextLoader.Options { HasHeader = true };
        options.MissingRealsAsNaNs = true;
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", options);
        """ + "\n" + Fit);

    [Fact]
    public Task Text_features_and_a_number_that_is_only_the_label() => Verify.Body("""
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
        mlContext.Transforms.Text.FeaturizeText("Features", "PaymentType").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        """);

    [Fact]
    public Task Numbers_that_become_keys_or_categories() => Verify.Body("""
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
        mlContext.Transforms.Categorical.OneHotEncoding("Rate", "RateCode")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Key", "PassengerCount"))
            .Append(mlContext.Transforms.Conversion.MapKeyToVector("KeyVector", "Key"))
            .Append(mlContext.Transforms.Concatenate("Features", "Rate", "KeyVector"))
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        """);

    [Fact]
    public Task Features_whose_names_are_not_known() => Verify.Members("""
        public static void Train(string[] columns)
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            mlContext.Transforms.Concatenate("Features", columns).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }
        """);

    [Fact]
    public Task No_trainer() => Verify.Body("""
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
        mlContext.Transforms.NormalizeMinMax("TripTime").Fit(trips).Transform(trips);
        """);

    [Fact]
    public Task A_lookup_table_and_a_view_that_is_only_evaluated() => Verify.Body("""
        var zones = mlContext.Data.LoadFromTextFile("zones.csv", new[] { new TextLoader.Column("Zone", DataKind.String, 0), new TextLoader.Column("TripTime", DataKind.Single, 1) });
        var trips = mlContext.Data.LoadFromEnumerable(new[] { new Trip() });
        var model = mlContext.Transforms.Conversion.MapValue("Zone", zones, zones.Schema["Zone"], zones.Schema["TripTime"], "VendorId")
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime"))
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        mlContext.Regression.Evaluate(model.Transform(mlContext.Data.LoadFromTextFile<Trip>("test.csv")), "FareAmount");
        """);

    [Fact]
    public Task Objects_and_databases_have_no_empty_fields() => Verify.Members("""
        public static void Train(IEnumerable<Trip> rows)
        {
            var trips = mlContext.Data.LoadFromEnumerable(rows);
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
            var stored = mlContext.Data.CreateDatabaseLoader<Trip>().Load(new DatabaseSource(null, "", ""));
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(stored);
        }
        """);

    [Fact]
    public Task Data_that_a_method_of_the_users_checks() => Verify.Body("""
        RequireNoEmptyFields("trips.csv");
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        """ + "\n" + Fit + "\n" + """
        [DataValidation] static void RequireNoEmptyFields(string path) { }
        """, new Setup { Sources = [("/0/Guard.cs", "internal sealed class DataValidationAttribute : System.Attribute { }")] });

    [Theory]
    [InlineData("[|LoadFromTextFile<Row>|]", "\"Row.mlschema.json\"", "\"allowNaN\": false")]
    [InlineData("[|LoadFromTextFile<Row>|]", "\"Row.mlschema.json\"", "\"min\": 0, \"max\": 9")]
    [InlineData("LoadFromTextFile<Row>", "\"Row.mlschema.json\"", "\"min\": 0.1, \"max\": 9")]
    [InlineData("LoadFromTextFile<Row>", "\"Row.mlschema.json\"", "\"max\": -1e-3")]
    [InlineData("LoadFromTextFile<Row>", "\"Other.mlschema.json\"", "\"min\": 0")]
    [InlineData("LoadFromTextFile<Row>", "args[0]", "\"min\": 0")]
    [InlineData("LoadFromTextFile<Row>", "DataSchema.FromRowType<Row>()", "\"min\": 0")]
    public Task A_validation_sees_a_missing_number_only_as_a_zero_out_of_range(string load, string schema, string expectation) => Verify.Program($$"""
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        var mlContext = new MLContext();
        var rows = mlContext.Data.Validate(mlContext.Data.{{load}}("rows.csv"), {{schema}});
        mlContext.Regression.Trainers.Sdca(featureColumnName: "X").Fit(rows);

        class Row
        {
            [LoadColumn(0, 3)] public float[] X;
            [LoadColumn(4)] public float Label;
        }
        """,
        new Setup
        {
            With = With.Runtime,
            AdditionalFiles = [("Row.mlschema.json", $$"""{ "format": "mlschema", "version": 1, "columns": [ { "name": "X", "type": "Vector<Single, 4>", {{expectation}} }, { "name": "Label", "type": "Single" } ] }""")],
        });

    [Fact]
    public Task A_test_project() => Verify.Body("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\");\n" + Fit, With.XunitFramework);

    [Fact]
    public Task No_ML_NET() => Verify.Body("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\");\n" + Fit, With.NoMlNet);
}
