namespace MlAntipatternAnalyzers.Tool.Tests.Contracts;

/// <summary>A program that trains what <see cref="Evaluation.Shop.Regression"/> is, and its contract.</summary>
internal static class VisitCode
{
    public const string Program = """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        var context = new MLContext(seed: 1);
        var visits = context.Data.LoadFromTextFile<Visit>("visits.csv", ',', hasHeader: true);
        var pipeline = context.Transforms.Concatenate("Features", nameof(Visit.Minutes), nameof(Visit.Items))
            .Append(context.Regression.Trainers.FastTree(nameof(Visit.Price), numberOfTrees: 20));
        context.Model.Save(pipeline.Fit(visits), visits.Schema, "models/Visit.zip");
        public class Visit
        {
            [LoadColumn(0)] public string City { get; set; } = "";
            [LoadColumn(1)] public int Day { get; set; }
            [LoadColumn(2)] public float Minutes { get; set; }
            [LoadColumn(3)] public float Items { get; set; }
            [LoadColumn(4)] public bool Bought { get; set; }
            [LoadColumn(5)] public string Kind { get; set; } = "";
            [LoadColumn(6)] public float Price { get; set; }
            [LoadColumn(7)] public float Stars { get; set; }
            [LoadColumn(8)] public string Visitor { get; set; } = "";
        }

        """;

    public const string Contract = """
        mlcontract 1

        raw Bought Boolean
        raw City Text
        raw Day Int32
        raw Items Single
        raw Kind Text
        raw Minutes Single
        raw Price Single
        raw Stars Single
        raw Visitor Text

        step Concatenate(Minutes, Items) -> Features
        step Regression.FastTree(Features, label: Price) ?

        label Price

        feature Items
        feature Minutes

        output Score Single

        """;

    /// <summary>The same with one raw column of another type and one feature more.</summary>
    public static string Changed { get; } = Program.Replace("public int Day", "public float Day").Replace("nameof(Visit.Items))", "nameof(Visit.Items), nameof(Visit.Day))");
}
