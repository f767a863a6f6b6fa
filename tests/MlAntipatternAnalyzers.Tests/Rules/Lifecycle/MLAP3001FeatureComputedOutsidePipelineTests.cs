using System.Threading.Tasks;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using Check = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP3001FeatureComputedOutsidePipelineAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Lifecycle;

public sealed class MLAP3001FeatureComputedOutsidePipelineTests
{
    /// <summary>What every program here has: orders, a row class, a training on its features, a prediction.</summary>
    private const string Shop = """
        public class Order
        {
            public float Price { get; set; }
            public float Quantity { get; set; }
            public string City { get; set; }
            public DateTime Placed { get; set; }
            public DateTime Shipped { get; set; }
            public List<float> Weights { get; set; }
            public float Total => Price * Quantity;
        }

        public class OrderRow
        {
            public float Amount { get; set; }
            public float Hour { get; set; }
            public string City { get; set; }
            public float Label { get; set; }
            public float Unread { get; set; }
        }

        private static ITransformer Train(IEnumerable<OrderRow> rows)
        {
            var view = mlContext.Data.LoadFromEnumerable(rows);
            var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("CityKey", "City")
                .Append(mlContext.Transforms.Concatenate("Features", "Amount", "Hour", "CityKey"))
                .Append(mlContext.Regression.Trainers.Sdca());
            return pipeline.Fit(view);
        }

        private static float Predict(ITransformer model, OrderRow row) =>
            mlContext.Model.CreatePredictionEngine<OrderRow, ClickPrediction>(model).Predict(row).Score;

        """;

    [Fact]
    public Task Arithmetic_and_a_part_of_a_date_in_a_query() => Members("""
        internal static ITransformer Run(List<Order> orders) => Train(orders.Select(order => new OrderRow
        {
            City = order.City,
            [|Amount = order.Price * order.Quantity|],
            Hour = order.Placed.Hour,
            Label = order.Price,
        }));
        """, new Setup
    {
        Messages = ["'Amount' and 'Hour' of 'OrderRow' are computed while the training rows are filled: the saved model does not contain the computation, and whoever serves it must write it again, alike; give the row the raw values and compute in a custom mapping of the pipeline"],
    });

    [Fact]
    public Task Members_set_one_by_one_by_helpers() => Members("""
        private static float RushHour(DateTime time)
        {
            if (time.Hour < 7)
                return 0;
            return 1;
        }

        internal static ITransformer Run(IEnumerable<Order> orders)
        {
            var rows = new List<OrderRow>();
            foreach (var order in orders)
            {
                var row = new OrderRow();
                row.Amount = order.Price;
                [|row.Hour = RushHour(order.Placed)|];
                row.City = order.City.ToLowerInvariant();
                rows.Add(row);
            }

            return Train(rows);
        }
        """);

    [Fact]
    public Task Conditionals_aggregates_and_formatted_text() => Members("""
        internal static ITransformer Sizes(List<Order> orders) => Train(orders.Select(order => new OrderRow { [|Amount = order.Price > 100 ? 1 : 0|] }));
        internal static ITransformer Sums(List<Order> orders) => Train(orders.Select(order => new OrderRow { [|Amount = order.Weights.Sum()|] }));
        internal static ITransformer Texts(List<Order> orders) => Train(orders.Select(order => new OrderRow { [|City = $"{order.City}-{order.Placed}"|] }));
        internal static ITransformer Logs(List<Order> orders) => Train(orders.Select(order => new OrderRow { [|Amount = (float)Math.Log(order.Price)|] }));
        internal static ITransformer Kinds(List<Order> orders) => Train(orders.Select(order => new OrderRow { [|Amount = order.City switch { "Rome" => 1, _ => 2 }|] }));
        internal static ITransformer Delays(List<Order> orders) => Train(orders.Select(order => new OrderRow { [|Hour = (float)(order.Placed - order.Shipped).TotalDays|] }));
        internal static ITransformer Flags(List<Order> orders) => Train(orders.Select(order =>
        {
            var flag = 0f;
            if (order.Price > 100)
                flag = 1f;
            return new OrderRow { [|Amount = flag|] };
        }));
        """);

    [Fact]
    public Task Query_syntax_constructors_and_groups() => Members("""
        internal static ITransformer Query(List<Order> orders) => Train(from order in orders where order.Price > 0 select new OrderRow { [|Amount = order.Price * order.Quantity|] });

        internal static ITransformer Groups(List<Order> orders)
        {
            var rows = new List<OrderRow>();
            foreach (var city in orders.GroupBy(order => order.City))
                rows.Add(new OrderRow { City = city.Key, [|Amount = city.Average(order => order.Price)|] });
            return Train(rows);
        }

        internal static ITransformer Stored(IQueryable<Order> orders) => Train(orders.Select(order => new OrderRow { [|Amount = order.Price * order.Quantity|] }).ToList());
        """);

    [Fact]
    public Task Copies_and_parsing_are_no_computation() => Members("""
        internal sealed class Raw { public string Price { get; set; } public int Id { get; set; } public float? Hour { get; set; } }

        internal static ITransformer Parsed(List<Raw> raws) => Train(raws.Select(raw => new OrderRow
        {
            Amount = string.IsNullOrEmpty(raw.Price) ? 0 : float.Parse(raw.Price.Trim()),
            Hour = raw.Hour ?? 0,
            City = raw.Id.ToString(),
        }));

        internal static ITransformer Copied(List<Order> orders) => Train(orders.Select(order => new OrderRow { Amount = order.Total, City = order.City, Hour = Convert.ToSingle(order.Quantity) }));
        """);

    [Fact]
    public Task A_computed_label_or_a_member_that_nothing_reads() => Members("""
        internal static ITransformer Run(List<Order> orders) => Train(orders.Select(order => new OrderRow
        {
            Amount = order.Price,
            Label = order.Price * order.Quantity,
            Unread = order.Price / 2,
        }));
        """);

    [Fact]
    public Task Rows_made_up_of_numbers() => Members("""
        internal static ITransformer Run()
        {
            var random = new Random(1);
            var rows = new List<OrderRow>();
            for (var i = 0; i < 100; i++)
                rows.Add(new OrderRow { Amount = i * 2, Hour = (float)random.NextDouble() * 24, City = "City " + i });
            rows.AddRange(Enumerable.Range(0, 10).Select(i => new OrderRow { Amount = i % 3, Hour = DateTime.Now.Hour }));
            return Train(rows);
        }
        """);

    [Fact]
    public Task Rows_made_up_by_functions() => Members("""
        internal static ITransformer Run()
        {
            var random = new Random(1);
            float Draw() => (float)random.NextDouble();
            IEnumerable<OrderRow> Rows(int count)
            {
                for (var i = 0; i < count; i++)
                {
                    var isLarge = Draw() > 0.5f;
                    yield return new OrderRow { Amount = isLarge ? Draw() : Draw() + 0.1f, Hour = Math.Min(Draw() * 24, 23), City = isLarge ? "Rome" : "Oslo" };
                }
            }

            return Train(Rows(100));
        }
        """);

    [Fact]
    public Task One_method_that_fills_rows_for_training_and_for_serving() => Members("""
        private static OrderRow ToRow(Order order) => new OrderRow { Amount = order.Price * order.Quantity, City = order.City };

        internal static ITransformer Run(List<Order> orders) => Train(orders.Select(ToRow));

        internal static float Serve(ITransformer model, Order order) => Predict(model, ToRow(order));
        """);

    [Fact]
    public Task One_computation_that_both_sides_call() => Members("""
        private static float AmountOf(Order order) => order.Price * order.Quantity;

        internal static ITransformer Run(List<Order> orders) => Train(orders.Select(order => new OrderRow { Amount = AmountOf(order), City = order.City }));

        internal static float Serve(ITransformer model, Order order) => Predict(model, new OrderRow { Amount = AmountOf(order) });
        """);

    [Fact]
    public Task A_constructor_that_serving_runs_too() => Check.Members("""
        public class Row
        {
            public Row() { }

            public Row(float price, float quantity) => Amount = price * quantity;

            public float Amount { get; set; }
            public float Label { get; set; }
        }

        internal static void Run(List<Trip> trips)
        {
            var view = mlContext.Data.LoadFromEnumerable(trips.Select(trip => new Row(trip.FareAmount, trip.PassengerCount)));
            var model = mlContext.Transforms.Concatenate("Features", "Amount").Append(mlContext.Regression.Trainers.Sdca()).Fit(view);
            var engine = mlContext.Model.CreatePredictionEngine<Row, ClickPrediction>(model);
            Console.WriteLine(engine.Predict(new Row(3, 4)).Score);
        }
        """);

    [Fact]
    public Task One_method_that_fills_rows_for_training_and_for_a_batch() => Members("""
        private static List<OrderRow> ToRows(List<Order> orders) => orders.Select(order => new OrderRow { Amount = order.Price * order.Quantity }).ToList();

        internal static ITransformer Run(List<Order> orders) => Train(ToRows(orders));

        internal static IDataView Score(ITransformer model, List<Order> orders) => model.Transform(mlContext.Data.LoadFromEnumerable(ToRows(orders)));
        """);

    [Fact]
    public Task Serving_that_computes_by_itself_does_not_excuse() => Members("""
        internal static ITransformer Run(List<Order> orders) => Train(orders.Select(order => new OrderRow { [|Amount = order.Price * order.Quantity|] }));

        internal static float Serve(ITransformer model, Order order) => Predict(model, new OrderRow { Amount = order.Quantity * order.Price });
        """);

    [Fact]
    public Task The_rows_of_an_evaluation_are_not_served() => Members("""
        private static List<OrderRow> ToRows(List<Order> orders) => orders.Select(order => new OrderRow { [|Amount = order.Price * order.Quantity|] }).ToList();

        internal static void Run(List<Order> orders, List<Order> later)
        {
            var model = Train(ToRows(orders));
            var predictions = model.Transform(mlContext.Data.LoadFromEnumerable(ToRows(later)));
            Console.WriteLine(mlContext.Regression.Evaluate(predictions).RSquared);
        }
        """);

    [Fact]
    public Task A_featurizer_in_a_file_that_does_not_mention_the_library() => Check.Members("""
        internal static void Run(List<Trip> trips)
        {
            var view = mlContext.Data.LoadFromEnumerable<TripRow>(Featurizer.Rows(trips));
            mlContext.Transforms.Concatenate("Features", nameof(TripRow.Speed)).Append(mlContext.Regression.Trainers.Sdca()).Fit(view);
        }
        """, new Setup
    {
        Sources =
        [
            ("/0/Featurizer.cs", """
                using System.Collections.Generic;
                using System.Linq;

                public class TripRow
                {
                    public float Speed { get; set; }
                    public float Label { get; set; }
                }

                internal static class Featurizer
                {
                    internal static IEnumerable<TripRow> Rows(IEnumerable<Trip> trips) => trips.Select(trip => new TripRow { [|Speed = trip.TripDistance / trip.TripTime|], Label = trip.FareAmount });
                }
                """),
        ],
    });

    [Fact]
    public Task An_experiment_learns_from_every_column_but_the_label() => Check.Program("""
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.AutoML;

        public class Trip { public float Distance; public float Time; public float Fare; }

        public class Row { public float Speed { get; set; } public float Fare { get; set; } }

        public class Program
        {
            public static void Run(MLContext mlContext, Trip[] trips)
            {
                var view = mlContext.Data.LoadFromEnumerable(trips.Select(trip => new Row { [|Speed = trip.Distance / trip.Time|], Fare = trip.Fare * 2 }));
                mlContext.Auto().CreateRegressionExperiment(60).Execute(view, labelColumnName: "Fare");
            }
        }
        """, With.Stubs);

    [Fact]
    public Task A_test_project_may() => Members("""
        internal static ITransformer Run(List<Order> orders) => Train(orders.Select(order => new OrderRow { Amount = order.Price * order.Quantity }));
        """, With.XunitFramework);

    [Fact]
    public Task Without_the_library_there_is_nothing_to_say() => Check.Program("""
        using System.Linq;

        class Row { public float Amount { get; set; } }

        class Program
        {
            static object Run(float[] prices) => prices.Select(price => new Row { Amount = price * 2 });
        }
        """, With.NoMlNet);

    private static Task Members(string members, Setup? setup = null) => Check.Members(Shop + members, setup);
}
