using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1002ColumnTypeMismatchAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1002ColumnTypeMismatchAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1002ColumnTypeMismatchCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1002ColumnTypeMismatchTests
{
    /// <summary>The image classifier of the 1.4 previews took the paths of images; today's takes their bytes.</summary>
    [Fact]
    public Task Paths_for_the_image_classifier_of_a_preview() => V.Members(
        """
        private sealed class Picture { public string ImagePath { get; set; } public string Label { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Picture>());
            var key = mlContext.Transforms.Conversion.MapValueToKey("LabelKey", "Label");
            key.Append(mlContext.Model.ImageClassification("ImagePath", "LabelKey")).Fit(data);
            key.Append(mlContext.MulticlassClassification.Trainers.ImageClassification("LabelKey", [|"ImagePath"|])).Fit(data);
        }
        """,
        With.Stubs);

    [Fact]
    public Task A_label_that_is_no_key() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.csv");
        var pipeline = mlContext.Transforms.Text.FeaturizeText("Features", "Title")
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy([|"Area"|]));
        pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.csv");
        var pipeline = mlContext.Transforms.Text.FeaturizeText("Features", "Title")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Area", "Area"))
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Area"));
        pipeline.Fit(data);
        """,
        new Setup { Messages = ["'Area' is String, but the label of SdcaMaximumEntropy takes a key (MapValueToKey), and ML.NET throws; convert it before, or name another column"] });

    [Fact]
    public Task Text_among_numbers() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.NormalizeMinMax("TripTime")
            .Append(mlContext.Transforms.Concatenate("Features", [|"VendorId"|], "TripTime"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.NormalizeMinMax("TripTime")
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("VendorIdEncoded", "VendorId"))
            .Append(mlContext.Transforms.Concatenate("Features", "VendorIdEncoded", "TripTime"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        pipeline.Fit(data);
        """,
        new Setup
        {
            Action = MLAP1002ColumnTypeMismatchCodeFix.OneHotEncoding,
            Messages = ["'VendorId' is String, but Concatenate takes inputs of one type, here Single, and ML.NET throws; convert it before, or name another column"],
        });

    [Fact]
    public Task Text_that_is_calculated_with() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        mlContext.Transforms.CopyColumns("Label", "FareAmount").Append(mlContext.Transforms.Expression("Cost", "(v, t) => v * t", [|"VendorId"|], "TripTime")).Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        mlContext.Transforms.CopyColumns("Label", "FareAmount").Append(mlContext.Transforms.Conversion.ConvertType("VendorIdConverted", "VendorId", DataKind.Single)).Append(mlContext.Transforms.Expression("Cost", "(v, t) => v * t", "VendorIdConverted", "TripTime")).Fit(data);
        """);

    [Fact]
    public Task Integers_at_the_head_of_a_chain() => F.Members(
        """
        private sealed class Row { public int Rooms { get; set; } public float Price { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Row>());
            var pipeline = mlContext.Transforms.NormalizeMinMax([|"Rooms"|]).Append(mlContext.Transforms.CopyColumns("Label", "Price"));
            pipeline.Fit(data);
        }
        """,
        """
        private sealed class Row { public int Rooms { get; set; } public float Price { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Row>());
            var pipeline = mlContext.Transforms.Conversion.ConvertType("RoomsConverted", "Rooms", DataKind.Single).Append(mlContext.Transforms.NormalizeMinMax("Rooms", "RoomsConverted")).Append(mlContext.Transforms.CopyColumns("Label", "Price"));
            pipeline.Fit(data);
        }
        """);

    [Fact]
    public Task A_number_for_a_flag_and_doubles_for_singles() => F.Members(
        """
        private sealed class Row { [VectorType(3)] public double[] Features { get; set; } public float Label { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Row>());
            mlContext.BinaryClassification.Trainers.FastTree(new Microsoft.ML.Trainers.FastTree.FastTreeBinaryTrainer.Options { FeatureColumnName = [|"Features"|], LabelColumnName = [|"Label"|] }).Fit(data);
        }
        """,
        """
        private sealed class Row { [VectorType(3)] public double[] Features { get; set; } public float Label { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Row>());
            mlContext.Transforms.Conversion.ConvertType("Features", "Features", DataKind.Single).Append(mlContext.Transforms.Conversion.ConvertType("Label", "Label", DataKind.Boolean)).Append(mlContext.BinaryClassification.Trainers.FastTree(new Microsoft.ML.Trainers.FastTree.FastTreeBinaryTrainer.Options { FeatureColumnName = "Features", LabelColumnName = "Label" })).Fit(data);
        }
        """);

    [Fact]
    public Task Vectors_of_a_size_that_is_not_known() => F.NotOfferedInProgram(
        """
        using System.Collections.Generic;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new List<Row>());
        ml.Transforms.SelectColumns("Values", "Target").Append(ml.Transforms.NormalizeMinMax([|"Values"|])).Fit(data);
        ml.Regression.Trainers.Sdca("Target", [|"Values"|]).Fit(data);

        public sealed class Row { [VectorType] public float[] Values { get; set; } public float Target { get; set; } }
        """);

    [Fact]
    public Task A_label_that_its_readers_want_to_be_different_things() => F.NotOfferedInProgram(
        """
        using System.Collections.Generic;
        using Microsoft.ML;

        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new List<Row>());
        ml.Transforms.FeatureSelection.SelectFeaturesBasedOnMutualInformation("Features", "Value", labelColumnName: [|"Ill"|])
            .Append(ml.BinaryClassification.Trainers.FastForest([|"Ill"|])).Fit(data);

        public sealed class Row { public float Value { get; set; } public string Ill { get; set; } }
        """);

    [Fact]
    public Task Readers_of_views() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var some = mlContext.Data.FilterRowsByColumn(data, [|"VendorId"|], 1);
        var times = data.GetColumn<double>([|"TripTime"|]);
        var keys = mlContext.Data.FilterRowsByKeyColumnFraction(data, [|"TripTime"|], 0, 0.5);
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        var metrics = mlContext.Regression.Evaluate(model.Transform(data), [|"VendorId"|]);
        """);

    [Fact]
    public Task Images_must_be_resized_and_keys_named() => V.Members(
        """
        private sealed class Picture { public string Path { get; set; } [KeyType(3)] public uint Kind { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Picture>());
            mlContext.Transforms.LoadImages("Image", ".", "Path").Append(mlContext.Transforms.ExtractPixels("Pixels", [|"Image"|])).Fit(data);
            mlContext.Transforms.LoadImages("Image", ".", "Path").Append(mlContext.Transforms.ResizeImages("Image", 8, 8)).Append(mlContext.Transforms.ExtractPixels("Pixels", "Image")).Fit(data);
            mlContext.Transforms.Conversion.MapKeyToValue("Name", [|"Kind"|]).Fit(data);
        }
        """);

    [Fact]
    public Task One_fault_is_reported_once() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.NormalizeMinMax([|"VendorId"|])
            .Append(mlContext.Transforms.Concatenate("Features", "VendorId", "TripTime"))
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
        pipeline.Fit(data).Transform(data);
        """);

    [Fact]
    public Task Right_ways() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding(new[] { new InputOutputColumnPair("V", "VendorId"), new InputOutputColumnPair("PaymentType") })
            .Append(mlContext.Transforms.Text.FeaturizeText("T", "VendorId"))
            .Append(mlContext.Transforms.Concatenate("Features", "V", "PaymentType", "T", "TripTime"))
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features"))
            .Append(mlContext.Transforms.CopyColumns("Label", "FareAmount"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.Regression.Trainers.Sdca());
        var model = pipeline.Fit(data);
        mlContext.Regression.Evaluate(model.Transform(data));
        var keyed = mlContext.Transforms.Conversion.MapValueToKey("Label", "VendorId").Fit(data).Transform(data);
        var kinds = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(keyed);
        mlContext.MulticlassClassification.Evaluate(kinds.Transform(keyed));
        """);

    [Fact]
    public Task Without_ML_NET() => V.Program("var data = Load(); data.Fit(\"Nowhere\");", With.NoMlNet);
}
