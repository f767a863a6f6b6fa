using System.Linq;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>The columns after each step of a flow, as <c>mlap explain</c> prints them.</summary>
public sealed class SchemaFlowTests
{
    private const string Trip = "VendorId: String, RateCode: Single, PassengerCount: Single, TripTime: Single, TripDistance: Single, PaymentType: String, FareAmount: Single";

    [Fact]
    public void Each_step_adds_or_changes_columns() => Is(
        $$"""
              {{Trip}}
              CopyColumns(Label <- FareAmount) + Label: Single
              OneHotEncoding(V, PaymentType <- VendorId, PaymentType) ~ PaymentType: Vector<Single, ?> + V: Vector<Single, ?>
              OneHotHashEncoding(H <- VendorId) + H: Vector<Single, 8>
              Concatenate(Features <- H, TripTime, TripDistance) + Features: Vector<Single, 10>
              NormalizeMinMax(Features)
              Sdca(Label; Features) + Score: Single
        """,
        """
        mlContext.Transforms.CopyColumns("Label", "FareAmount")
            .Append(mlContext.Transforms.Categorical.OneHotEncoding(new[] { new InputOutputColumnPair("V", "VendorId"), new InputOutputColumnPair("PaymentType") }))
            .Append(mlContext.Transforms.Categorical.OneHotHashEncoding("H", "VendorId", numberOfBits: 3))
            .Append(mlContext.Transforms.Concatenate("Features", "H", "TripTime", "TripDistance"))
            .Append(mlContext.Transforms.NormalizeMinMax("Features"))
            .Append(mlContext.Regression.Trainers.Sdca())
        """);

    [Fact]
    public void Keys_know_what_they_stand_for() => Is(
        $$"""
              {{Trip}}
              MapValueToKey(Label <- VendorId) + Label: Key<UInt32>
              Concatenate(Features <- TripTime) + Features: Vector<Single, 1>
              LbfgsMaximumEntropy(Label; Features) + PredictedLabel: Key<UInt32> + Score: Vector<Single, ?>
              MapKeyToValue(Vendor <- PredictedLabel) + Vendor: String
        """,
        """
        mlContext.Transforms.Conversion.MapValueToKey("Label", "VendorId")
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime"))
            .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("Vendor", "PredictedLabel"))
        """);

    [Fact]
    public void Columns_go() => Is(
        $$"""
              {{Trip}}
              DropColumns(VendorId) - VendorId
              SelectColumns(TripTime, FareAmount) - RateCode - PassengerCount - TripDistance - PaymentType
        """,
        """mlContext.Transforms.DropColumns("VendorId").Append(mlContext.Transforms.SelectColumns("TripTime", "FareAmount"))""");

    [Fact]
    public void What_is_not_known_opens_the_schema() => Is(
        $$"""
              {{Trip}}
              NormalizeMinMax(Out <- TripTime) + Out: Single
              Concatenate(? <- TripTime) + …
        """,
        """mlContext.Transforms.NormalizeMinMax("Out", "TripTime").Append(mlContext.Transforms.Concatenate(Console.ReadLine(), "TripTime"))""");

    [Fact]
    public void Problems_stand_below_their_step_and_are_not_repeated() => Is(
        $$"""
              {{Trip}}
              NormalizeMinMax(VendorId) ~ VendorId: ?
              ! VendorId is String, expected Single or Double, alone or in a vector of known size
              Concatenate(Features <- VendorId, Nowhere) + Features: ?
              ! no column Nowhere
        """,
        """mlContext.Transforms.NormalizeMinMax("VendorId").Append(mlContext.Transforms.Concatenate("Features", "VendorId", "Nowhere"))""");

    [Fact]
    public void Images() => Is(
        $$"""
              {{Trip}}
              LoadImages(Image <- VendorId) + Image: Image
              ResizeImages(Image) ~ Image: Image<8, 9>
              ExtractPixels(Pixels <- Image) + Pixels: Vector<Single, 3, 8, 9>
        """,
        """
        mlContext.Transforms.LoadImages("Image", ".", "VendorId").Append(mlContext.Transforms.ResizeImages("Image", imageWidth: 9, imageHeight: 8))
            .Append(mlContext.Transforms.ExtractPixels("Pixels", "Image"))
        """);

    [Fact]
    public void Models_that_forecast_and_detect() => Is(
        $$"""
              {{Trip}}
              ForecastBySsa(Next <- FareAmount) + Next: Vector<Single, 7> + Low: Vector<Single, 7> + High: Vector<Single, 7>
              DetectIidSpike(Spike <- FareAmount) + Spike: Vector<Double, 3>
        """,
        """
        mlContext.Forecasting.ForecastBySsa("Next", "FareAmount", 7, 30, 100, horizon: 7, confidenceLowerBoundColumn: "Low", confidenceUpperBoundColumn: "High")
            .Append(mlContext.Transforms.DetectIidSpike("Spike", "FareAmount", 95.0, 10))
        """,
        With.Stubs);

    [Fact]
    public void A_mapping_writes_what_its_class_has() => ModelText.AreEqual(
        """
        flow Program.Main()
          v1 = load LoadFromEnumerable<In> rows written out
              A: Single, B: Single
          m1 = fit [CustomMapping(Sum <- A, B) > Concatenate(F <- Sum, A)] on v1
              A: Single, B: Single
              CustomMapping(Sum <- A, B) + Sum: Double
              Concatenate(F <- Sum, A) + F: ?
              ! Sum is Double, expected inputs of one type, here Single
        """,
        WithSchemas("""
        public class In { public float A { get; set; } public float B { get; set; } }
        public class Out { public double Sum { get; set; } public double Twice => Sum * 2; }
        internal class Program
        {
            private static void Main()
            {
                var ml = new MLContext();
                var view = ml.Data.LoadFromEnumerable(new[] { new In() });
                ml.Transforms.CustomMapping<In, Out>((from, to) => to.Sum = from.A + from.B, null).Append(ml.Transforms.Concatenate("F", "Sum", "A")).Fit(view);
            }
        }
        """));

    [Fact]
    public void Branches_join() => ModelText.AreEqual(
        """
        flow Flow.Other(int)
          v1 = load LoadFromEnumerable<Trip> rows
              VendorId: String, RateCode: Single, PassengerCount: Single, TripTime: Single, TripDistance: Single, PaymentType: String, FareAmount: Single
          m1 = fit [NormalizeMinMax(Scaled <- TripTime)] on v1
              VendorId: String, RateCode: Single, PassengerCount: Single, TripTime: Single, TripDistance: Single, PaymentType: String, FareAmount: Single
              NormalizeMinMax(Scaled <- TripTime) + Scaled: Single
          v2 = transform v1 by m1
          v3 = load LoadFromEnumerable<Impression> rows
              QueryId: String, Position: Single, Price: Single, StarRating: Single, Clicked: Single
          m2 = fit [NormalizeMinMax(Scaled)] on (v2 | v3)
              VendorId: String, RateCode: Single, PassengerCount: Single, TripTime: Single, TripDistance: Single, PaymentType: String, FareAmount: Single, Scaled: Single
              NormalizeMinMax(Scaled)
              or
              QueryId: String, Position: Single, Price: Single, StarRating: Single, Clicked: Single
              NormalizeMinMax(Scaled) + Scaled: ?
              ! no column Scaled
        """,
        WithSchemas(ModelText.Members("""
            private static void Other(int which)
            {
                var data = mlContext.Data.LoadFromEnumerable(new List<Trip>());
                if (which > 0)
                    data = mlContext.Transforms.NormalizeMinMax("Scaled", "TripTime").Fit(data).Transform(data);
                else
                    data = mlContext.Data.LoadFromEnumerable(new List<Impression>());
                mlContext.Transforms.NormalizeMinMax("Scaled").Fit(data);
            }
            """)));

    [Fact]
    public void A_model_that_is_saved_and_loaded_again_is_the_same() => ModelText.AreEqual(
        """
        flow Flow.Main()
          v1 = load LoadFromEnumerable<Trip> rows
              VendorId: String, RateCode: Single, PassengerCount: Single, TripTime: Single, TripDistance: Single, PaymentType: String, FareAmount: Single
          m1 = fit [NormalizeMinMax(Scaled <- TripTime)] on v1
              VendorId: String, RateCode: Single, PassengerCount: Single, TripTime: Single, TripDistance: Single, PaymentType: String, FareAmount: Single
              NormalizeMinMax(Scaled <- TripTime) + Scaled: Single
          save m1 to "m.zip"
          m2 = load model "m.zip"
          e1 = engine<Impression, TripPrediction> of m2
              ! no column TripTime
              ! no column Score
        """,
        WithSchemas(ModelText.Members("""
            private static void Main()
            {
                var data = mlContext.Data.LoadFromEnumerable(new List<Trip>());
                mlContext.Model.Save(mlContext.Transforms.NormalizeMinMax("Scaled", "TripTime").Fit(data), data.Schema, "m.zip");
                var engine = mlContext.Model.CreatePredictionEngine<Impression, TripPrediction>(mlContext.Model.Load("m.zip", out _));
            }
            """)));

    private static string WithSchemas(string source, With with = With.MlNet) => ModelText.ModelOf(ModelText.Compile(source, with: with)).ToText(withSchemas: true);

    /// <summary>What is printed below the Fit of an estimator on trips.</summary>
    private static void Is(string expected, string estimator, With with = With.MlNet)
    {
        var text = WithSchemas(ModelText.Main($"var data = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", ',');\n{estimator}.Fit(data);"), with);
        ModelText.AreEqual(expected, string.Concat(text.Split('\n').SkipWhile(line => !line.Contains(" = fit ")).Skip(1).Where(line => line.Length > 0).Select(line => line + "\n")));
    }
}
