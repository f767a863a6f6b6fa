using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6008IdentifierAsFeatureAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6008IdentifierAsFeatureAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6008IdentifierAsFeatureCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6008IdentifierAsFeatureTests
{
    private const string Rows = """
        public class TaxiOrderData
        {
            [LoadColumn(0)] public float OrderId { get; set; }
            [LoadColumn(1)] public float CustomerId { get; set; }
            [LoadColumn(2)] public string Guid { get; set; }
            [LoadColumn(3)] public float Id { get; set; }
            [LoadColumn(4)] public float Total { get; set; }
            [LoadColumn(5)] public float Paid { get; set; }
        }

        public class ProductData
        {
            [LoadColumn(0)] public float ProductId { get; set; }
            [LoadColumn(1)] public float Month { get; set; }
            [LoadColumn(2)] public float Units { get; set; }
        }

        """;

    [Fact]
    public Task Named_like_the_row_class_or_plainly_fixed_together() => F.Members(
        Rows + """
        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<TaxiOrderData>("orders.csv", ',');
            mlContext.Transforms.[|Concatenate|]("Features", nameof(TaxiOrderData.OrderId), "CustomerId", "Paid").Append(mlContext.Regression.Trainers.Sdca("Total")).Fit(data);
            mlContext.Transforms.NormalizeMinMax("Number", "Id")
                .Append(mlContext.Transforms.Text.FeaturizeText("Text", "Guid"))
                .Append(mlContext.Transforms.[|Concatenate|](outputColumnName: "Features", "Number", "Text", "Paid"))
                .Append(mlContext.Regression.Trainers.Sdca("Total")).Fit(data);
        }
        """,
        Rows + """
        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<TaxiOrderData>("orders.csv", ',');
            mlContext.Transforms.Concatenate("Features", "CustomerId", "Paid").Append(mlContext.Regression.Trainers.Sdca("Total")).Fit(data);
            mlContext.Transforms.NormalizeMinMax("Number", "Id")
                .Append(mlContext.Transforms.Text.FeaturizeText("Text", "Guid"))
                .Append(mlContext.Transforms.Concatenate(outputColumnName: "Features", "Paid"))
                .Append(mlContext.Regression.Trainers.Sdca("Total")).Fit(data);
        }
        """,
        new Setup
        {
            Messages =
            [
                "Concatenate takes 'OrderId' into the features, which tells one row from another: the model learns rows by heart, or the order that they were filed in, and new rows have identifiers that it never saw; leave 'OrderId' out",
                "Concatenate takes 'Number', 'Text' into the features, which tells one row from another: the model learns rows by heart, or the order that they were filed in, and new rows have identifiers that it never saw; leave 'Number', 'Text' out",
            ],
        });

    [Fact]
    public Task Columns_without_a_class() => V.Members(
        """
        private static void Train(string path)
        {
            TextLoader.Column[] columns = [new("row_id", DataKind.Single, 0), new("Price", DataKind.Single, 1), new("Label", DataKind.Single, 2)];
            var data = mlContext.Data.CreateTextLoader(columns).Load(path);
            mlContext.Transforms.[|Concatenate|]("Features", "row_id", "Price").Append(mlContext.Regression.Trainers.Sdca()).Fit(data);
        }
        """);

    [Fact]
    public Task Keys_of_others_hashes_and_categories_are_silent() => V.Members(
        Rows + """
        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<TaxiOrderData>("orders.csv", ',');
            mlContext.Transforms.Concatenate("Features", "CustomerId", "Paid").Append(mlContext.Regression.Trainers.Sdca("Total")).Fit(data);
            mlContext.Transforms.Categorical.OneHotHashEncoding("Hashed", "Guid")
                .Append(mlContext.Transforms.Categorical.OneHotEncoding("Category", "Id"))
                .Append(mlContext.Transforms.Concatenate("Features", "Hashed", "Category", "Paid"))
                .Append(mlContext.Regression.Trainers.Sdca("Total")).Fit(data);
            var months = mlContext.Data.LoadFromTextFile<ProductData>("products.csv", ',');
            mlContext.Transforms.Concatenate("Features", "ProductId", "Month").Append(mlContext.Regression.Trainers.Sdca("Units")).Fit(months);
        }
        """);

    [Fact]
    public Task Recommenders_are_silent() => V.Members(
        """
        public class Rating
        {
            [LoadColumn(0)] public string RatingId { get; set; }
            [LoadColumn(1)] public string Id { get; set; }
            [LoadColumn(2)] public bool Label { get; set; }
        }

        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<Rating>("ratings.csv", ',');
            mlContext.Transforms.Text.FeaturizeText("Who", "RatingId").Append(mlContext.Transforms.Text.FeaturizeText("What", "Id"))
                .Append(mlContext.BinaryClassification.Trainers.FieldAwareFactorizationMachine(new[] { "Who", "What" })).Fit(data);
        }
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.Concatenate("Features", "TripTime", "Id").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }
}
