using System.Linq;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Contracts;

public class ProgramContractTests
{
    private const string Taxi = """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
        var pipeline = mlContext.Transforms.CopyColumns("Label", "FareAmount")
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("VendorKey", "VendorId", outputKind: OneHotEncodingEstimator.OutputKind.Binary))
            .Append(mlContext.Transforms.NormalizeMinMax("TripDistance", fixZero: false))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.Transforms.Concatenate("Features", "VendorKey", "TripDistance", "PassengerCount"))
            .Append(mlContext.Regression.Trainers.Sdca(maximumNumberOfIterations: 3));
        var model = pipeline.Fit(data);
        mlContext.Model.Save(model, data.Schema, "models/Fare.zip");
        """;

    private const string TaxiContract = """
        mlcontract 1

        raw FareAmount Single
        raw PassengerCount Single
        raw PaymentType Text
        raw RateCode Single
        raw TripDistance Single
        raw TripTime Single
        raw VendorId Text

        step CopyColumns(FareAmount) -> Label
        step OneHotEncoding(VendorId) -> VendorKey outputKind=Binary
        step NormalizeMinMax(TripDistance) -> TripDistance fixZero=false
        step Concatenate(VendorKey, TripDistance, PassengerCount) -> Features
        step Regression.Sdca(Features, label: Label) ?

        label FareAmount

        feature PassengerCount
        feature TripDistance
        feature VendorId

        output Score Single
        """;

    [Fact]
    public void AContractSaysWhatTheModelIsGivenWhatItDoesAndWhatItAdds()
    {
        Is(TaxiContract, Taxi);
        var contract = One(Taxi);
        Assert.Equal(("Fare", "Fare", "Trip"), (contract.SuggestedName, contract.FileName, contract.Row?.Name));
        Assert.Null(contract.StatedName);
    }

    [Fact]
    public void ThePreprocessingThatIsAppendedToTheModelIsPartOfIt() =>
        Is(
            """
            mlcontract 1

            raw Label Boolean
            raw Text Text

            step FeaturizeText(Text) -> Features
            step BinaryClassification.SdcaLogisticRegression(Features, label: Label) ?

            label Label

            feature Text

            output PredictedLabel Boolean
            output Probability Single
            output Score Single
            """,
            """
            var data = mlContext.Data.LoadFromTextFile<Review>("reviews.csv");
            var words = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Fit(data);
            var view = words.Transform(data);
            var model = mlContext.BinaryClassification.Trainers.SdcaLogisticRegression().Fit(view);
            mlContext.Model.Save(words.Append(model), data.Schema, "model.zip");
            """);

    [Fact]
    public void WhatIsNotKnownIsLeftOpen() =>
        Is(
            """
            mlcontract 1

            raw ?

            step ?
            step NormalizeMinMax(TripDistance) -> TripDistance fixZero=?
            step MulticlassClassification.SdcaMaximumEntropy(Features, label: Area) ?
            step MapKeyToValue(PredictedLabel) -> PredictedLabel

            label ?

            feature ?

            output PredictedLabel ?
            output Score Vector<Single, ?>
            """,
            """
            var args = Environment.GetCommandLineArgs();
            var model = Given.Steps
                .Append(mlContext.Transforms.NormalizeMinMax("TripDistance", fixZero: args.Length > 2))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options { LabelColumnName = "Area", L2Regularization = 0.1f }))
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
                .Fit(Given.View);
            mlContext.Model.Save(model, null, args[1]);
            """,
            "public static class Given { public static IDataView View => null; public static IEstimator<ITransformer> Steps => null; }");

    [Fact]
    public void OfAModelThatMayBeOneOfTwoTheContractSaysWhatBothHave() =>
        Is(
            TaxiContract.Replace("step Regression.Sdca(Features, label: Label) ?", "step ?"),
            Taxi.Replace(".Append(mlContext.Regression.Trainers.Sdca(maximumNumberOfIterations: 3));", ";")
                .Replace("pipeline.Fit(data)", """
                    (data.Schema.Count > 3
                        ? (IEstimator<ITransformer>)pipeline.Append(mlContext.Regression.Trainers.Sdca())
                        : pipeline.Append(mlContext.Regression.Trainers.FastTree())).Fit(data)
                    """));

    [Fact]
    public void ParametersAreWrittenAsTheCodeHasThem()
    {
        var contract = One("""
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var model = mlContext.Transforms.Conversion.MapValue("Zone", new Dictionary<string, float> { ["a"] = 1 }, "VendorId")
                .Append(mlContext.Transforms.Text.FeaturizeText("Words", new Microsoft.ML.Transforms.Text.TextFeaturizingEstimator.Options { KeepDiacritics = true, CaseMode = Microsoft.ML.Transforms.Text.TextNormalizingEstimator.CaseMode.Upper }, "PaymentType"))
                .Append(mlContext.Transforms.Text.RemoveStopWords("Rest", "PaymentType", "a", "the \"x\""))
                .Append(mlContext.Transforms.Expression("Half", "x => x * 0.5f", "TripTime"))
                .Append(mlContext.Transforms.CustomMapping<Trip, TripPrediction>((trip, other) => other.FareAmount = trip.TripTime * 2, contractName: "Twice"))
                .Append(mlContext.Regression.Trainers.Sdca("FareAmount", "Words"))
                .Fit(data);
            mlContext.Model.Save(model, data.Schema, "Fare.zip");
            """);

        Assert.Equal(
            """
            step MapValue(VendorId) -> Zone keyValuePairs=?
            step FeaturizeText(PaymentType) -> Words caseMode=Upper keepDiacritics=true
            step RemoveStopWords(PaymentType) -> Rest stopwords=["a", "the \"x\""]
            step Expression(TripTime) -> Half expression="x => x * 0.5f"
            step CustomMapping(VendorId, RateCode, PassengerCount, TripTime, TripDistance, PaymentType, FareAmount) -> Score contractName="Twice"
            step Regression.Sdca(Words, label: FareAmount) ?
            """.ReplaceLineEndings("\n"),
            string.Join("\n", contract.Contract.Steps));
    }

    [Fact]
    public void OfAMappingOfTheLibraryTheNameAndAllThatItAsksForAreInTheContract()
    {
        var contract = Assert.Single(ProgramContract.Of(ModelText.ModelOf(ModelText.Compile(
            """
            using MlAntipatternAnalyzers.Runtime;

            public class Times { public float TripTime { get; set; } public float TripDistance { get; set; } }
            public class Speed { public float Kmh { get; set; } }

            [CustomMappingFactoryAttribute("Speed")]
            public class SpeedMapping : FeatureMappingFactory<Times, Speed>
            {
                public override void Map(Times input, Speed output) => output.Kmh = 60 / input.TripTime;
            }

            public static class Job
            {
                public static void Train(MLContext ml)
                {
                    var data = ml.Data.LoadFromTextFile<Trip>("trips.csv");
                    var model = ml.Transforms.FeatureMapping(new SpeedMapping()).Append(ml.Transforms.Concatenate("Features", "Kmh")).Append(ml.Regression.Trainers.Sdca("FareAmount")).Fit(data);
                    ml.Model.Save(model, data.Schema, "Fare.zip");
                }
            }
            """,
            with: With.Runtime))));

        Assert.Equal("step FeatureMapping(TripTime, TripDistance) -> Kmh contractName=\"Speed\"", contract.Contract.Steps.First().ToString());
        Assert.Equal(["feature TripDistance", "feature TripTime"], contract.Contract.Features.Select(feature => feature.ToString()));
        Assert.False(contract.Contract.IsOpen(ContractFactKind.Feature));
    }

    [Theory]
    [InlineData("[FeatureContract(\"Cab\")]", "", "")]
    [InlineData("", "[FeatureContract(\"Cab.mlcontract\")]", "")]
    [InlineData("", "", "[FeatureContract(\"Cab\")]")]
    public void AnAttributeNamesTheContract(string onRow, string onClass, string onMethod)
    {
        var contract = One($$"""
            [AttributeUsage(AttributeTargets.All)] internal sealed class FeatureContractAttribute(string name) : Attribute { public string Name => name; }

            {{onRow}}
            internal class Ride { public float Distance { get; set; } public float Fare { get; set; } }

            {{onClass}}
            internal static class Job
            {
                {{onMethod}}
                private static void Main()
                {
                    var mlContext = new MLContext(1);
                    var data = mlContext.Data.LoadFromEnumerable(new Ride[0]);
                    var model = mlContext.Transforms.Concatenate("Features", "Distance").Append(mlContext.Regression.Trainers.Sdca("Fare")).Fit(data);
                    mlContext.Model.Save(model, data.Schema, "m.zip");
                }
            }
            """, isWhole: true);

        Assert.Equal(("Cab", "Cab", "m"), (contract.StatedName, contract.SuggestedName, contract.FileName));
    }

    [Theory]
    [InlineData("\"models/Fare.v2.zip\"", "Fare.v2")]
    [InlineData("Path.Combine(AppContext.BaseDirectory, \"Fare.zip\")", "Fare")]
    [InlineData("Path.Join(AppContext.BaseDirectory, \"..\", \"models/Fare.zip\")", "Fare")]
    [InlineData("place", "Fare")]
    [InlineData("Environment.GetCommandLineArgs()[1]", null)]
    [InlineData("Path.Combine(\"Fare.zip\", Environment.MachineName)", null)]
    public void TheFilesNameIsKnownWhereTheEndOfItsPathIs(string path, string? name) =>
        Assert.Equal(name, One("var place = Path.Combine(AppContext.BaseDirectory, \"Fare.zip\");\n" + Taxi.Replace("\"models/Fare.zip\"", path)).FileName);

    [Fact]
    public void OneMethodThatTrainsTwoModelsMakesTwoContracts()
    {
        var contracts = All(ModelText.Members("""
            private static void Main()
            {
                Train("TripTime");
                Train("TripDistance");
            }

            private static void Train(string feature)
            {
                var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                var model = mlContext.Transforms.Concatenate("Features", feature).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
                mlContext.Model.Save(model, data.Schema, feature + ".zip");
            }
            """));

        Assert.Equal(new[] { "TripDistance: feature TripDistance", "TripTime: feature TripTime" }, contracts.Select(found => $"{found.SuggestedName}: {found.Contract.Features.Single()}").OrderBy(text => text));
    }

    [Theory]
    [InlineData("mlContext.Model.Save(mlContext.Transforms.NormalizeMinMax(\"TripTime\").Fit(data), data.Schema, \"m.zip\");")]
    [InlineData("mlContext.Model.Save(mlContext.Model.Load(\"a.zip\", out _), data.Schema, \"m.zip\");")]
    [InlineData("mlContext.Transforms.Concatenate(\"Features\", \"TripTime\").Append(mlContext.Regression.Trainers.Sdca(\"FareAmount\")).Fit(data);")]
    public void WhatIsNoTrainedModelThatIsSavedHasNone(string body) =>
        Assert.Empty(All(ModelText.Main("var data = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\");\n" + body)));

    private static void Is(string expected, string body, string more = "")
    {
        var contract = One(body, more);
        ModelText.AreEqual(expected, ContractWriter.Write(contract.Contract));

        // It agrees with itself, and is read as it was written.
        var read = ContractReader.Read(ContractWriter.Write(contract.Contract));
        Assert.Empty(read.Errors);
        Assert.Empty(ContractComparer.Compare(read.Contract!, contract.Contract));
    }

    private static ProgramContract One(string body, string more = "", bool isWhole = false) => Assert.Single(All(isWhole ? body : ModelText.Main(body), more));

    private static System.Collections.Generic.IReadOnlyList<ProgramContract> All(string source, string more = "") =>
        ProgramContract.Of(ModelText.ModelOf(ModelText.Compile(source, more: more)));
}
