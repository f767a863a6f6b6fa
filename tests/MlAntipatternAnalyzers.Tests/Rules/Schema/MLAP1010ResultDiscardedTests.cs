using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1010ResultDiscardedAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1010ResultDiscardedAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1010ResultDiscardedCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1010ResultDiscardedTests
{
    [Fact]
    public Task Views_chains_and_a_model_fixed_together() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        mlContext.Data.[|FilterRowsByColumn|](data, "FareAmount", lowerBound: 1);
        mlContext.Data.[|ShuffleRows|](data);
        mlContext.Data.[|TakeRows|](input: data, count: 10); // enough
        IEstimator<ITransformer> chain = mlContext.Transforms.Concatenate("Features", "TripTime");
        chain.[|Append|](mlContext.Regression.Trainers.Sdca("FareAmount"));
        chain.[|Fit|](data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        data = mlContext.Data.FilterRowsByColumn(data, "FareAmount", lowerBound: 1);
        data = mlContext.Data.ShuffleRows(data);
        data = mlContext.Data.TakeRows(input: data, count: 10); // enough
        IEstimator<ITransformer> chain = mlContext.Transforms.Concatenate("Features", "TripTime");
        chain = chain.Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
        var model = chain.Fit(data);
        """,
        new Setup
        {
            Messages =
            [
                "'FilterRowsByColumn' changes nothing: it returns a view of the rows that are left, and that is dropped here; assign it",
                "'ShuffleRows' changes nothing: it returns another view of the rows, and that is dropped here; assign it",
                "'TakeRows' changes nothing: it returns a view of the rows that are left, and that is dropped here; assign it",
                "'Append' changes nothing: it returns a longer chain, and that is dropped here; assign it",
                "'Fit' changes nothing: it returns the fitted model, and that is dropped here; assign it",
            ],
        });

    [Fact]
    public Task A_view_in_a_field() => F.Members(
        """
        private IDataView trips;

        public void Prepare(ITransformer model)
        {
            trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            model.[|Transform|](trips);
            mlContext.Data.[|Cache|](this.trips);
        }
        """,
        """
        private IDataView trips;

        public void Prepare(ITransformer model)
        {
            trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            trips = model.Transform(trips);
            this.trips = mlContext.Data.Cache(this.trips);
        }
        """);

    /// <summary>A longer chain is of another type than the variable.</summary>
    [Fact]
    public Task Not_offered_where_the_result_cannot_be_assigned() => F.NotOffered(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var chain = mlContext.Transforms.Concatenate("Features", "TripTime");
        chain.[|Append|](mlContext.Regression.Trainers.Sdca("FareAmount"));
        var model = chain.Fit(data);
        """);

    [Fact]
    public Task What_is_used_or_dropped_on_purpose() => V.Members(
        """
        private static ITransformer Fit(IDataView data) => mlContext.Transforms.NormalizeMinMax("TripTime").Fit(data);

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            _ = mlContext.Data.ShuffleRows(data);
            data = mlContext.Data.Cache(data);
            var names = new List<string>();
            names.Append("a");
            Fit(data);
            Func<IDataView, IDataView> shuffle = view => mlContext.Data.ShuffleRows(view);
            Console.WriteLine(shuffle(data).Schema.Count + mlContext.Data.TakeRows(data, 5).Schema.Count);
        }
        """);

    [Fact]
    public Task Fitted_for_a_delegate() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var chain = mlContext.Transforms.NormalizeMinMax("TripTime").WithOnFitDelegate(fitted => Console.WriteLine(fitted));
        chain.Fit(data);
        """);

    [Fact]
    public async Task The_rows_are_filtered_where_the_view_is_assigned()
    {
        const string Program = """
            using System;
            using System.Linq;
            using Microsoft.ML;

            public static class App
            {
                private sealed class Row { public float Price { get; set; } }

                public static void Main()
                {
                    var mlContext = new MLContext(1);
                    var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 10).Select(i => new Row { Price = i }));
                    mlContext.Data.FilterRowsByColumn(data, "Price", lowerBound: 6);
                    Console.WriteLine(mlContext.Data.CreateEnumerable<Row>(data, reuseRowObject: false).Count());
                }
            }
            """;
        var repaired = await FixRunner.FixAsync<MLAP1010ResultDiscardedAnalyzer, MLAP1010ResultDiscardedCodeFix>(Program);

        Assert.Equal("10", (await ProgramRunner.RunAsync(Program)).OutputOrThrow().Trim());
        Assert.Equal("4", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow().Trim());
    }
}
