namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Column names in all the ways in which programs spell constants.</summary>
public sealed class ColumnNameTests
{
    [Fact]
    public void Constants_nameof_interpolation_and_concatenation() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [OneHotEncoding(VendorIdEncoded <- VendorId) > OneHotEncoding(PaymentTypeEncoded <- PaymentType) > NormalizeMinMax(TripDistance) > Concatenate(Features <- TripTime, TripDistance) > Sdca(FareAmount; Features)] on v1
        """,
        ModelText.Members("""
            private const string Label = "FareAmount";
            private const string Time = nameof(Trip.TripTime);
            private static readonly string Distance = "Trip" + "Distance";
            private static readonly string[] Numbers = { Time, nameof(Trip.TripDistance) };

            private static void Main()
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                var vendor = nameof(Trip.VendorId);
                mlContext.Transforms.Categorical.OneHotEncoding($"{vendor}Encoded", vendor)
                    .Append(mlContext.Transforms.Categorical.OneHotEncoding(string.Concat(nameof(Trip.PaymentType), "Encoded"), nameof(Trip.PaymentType)))
                    .Append(mlContext.Transforms.NormalizeMinMax(Distance))
                    .Append(mlContext.Transforms.Concatenate("Features", Numbers))
                    .Append(mlContext.Regression.Trainers.Sdca(Label, featureColumnName: DefaultColumnNames.Features))
                    .Fit(trips);
            }

            private static class DefaultColumnNames
            {
                public const string Features = "Features";
            }
            """));

    [Fact]
    public void Queries_over_a_schema() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Review> "reviews.csv"
          m1 = fit [Concatenate(A <- Text)] on v1
          s1 = split v1
          m2 = fit [Concatenate(B <- Text, Label)] on v1
          m3 = fit [Concatenate(C <- Label)] on v1
          v2 = transform v1 by m1
          m4 = fit [Concatenate(D <- ?)] on v1
        """,
        ModelText.Main("""
            var reviews = mlContext.Data.LoadFromTextFile<Review>("reviews.csv");
            var a = mlContext.Transforms.Concatenate("A", reviews.Schema.Select(column => column.Name).Where(name => name != "Label" && !(name == "Other" || name == "None")).ToArray()).Fit(reviews);
            var train = mlContext.Data.Cache(mlContext.Data.TrainTestSplit(reviews).TrainSet);
            mlContext.Transforms.Concatenate("B", train.Schema.Select(column => column.Name).ToArray()).Fit(reviews);
            mlContext.Transforms.Concatenate("C", train.Schema.Where(column => column.Name == "Label").Select(column => column.Name).ToArray()).Fit(reviews);
            mlContext.Transforms.Concatenate("D", a.Transform(reviews).Schema.Select(column => column.Name).ToArray()).Fit(reviews);
            """));

    [Fact]
    public void Queries_over_constant_arrays() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [Concatenate(A <- TripTime, TripDistance, FareAmount, VendorId)] on v1
          m2 = fit [Concatenate(B <- RateCode, TripTime, TripDistance, FareAmount, VendorId)] on v1
          m3 = fit [Concatenate(C <- TripTimeScaled, TripDistanceScaled, FareAmountScaled)] on v1
          m4 = fit [Concatenate(D <- TripTime, TripDistance)] on v1
          m5 = fit [Concatenate(E <- TripTime, TripDistance)] on v1
          m6 = fit [Concatenate(F <- TripTime, TripDistance, FareAmount, RateCode)] on v1
          m7 = fit [Concatenate(G <- TripTime, TripDistance)] on v1
          m8 = fit [Concatenate(H <- ?)] on v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var numbers = new[] { "TripTime", "TripDistance", "FareAmount" };
            var texts = new List<string> { "VendorId" };
            mlContext.Transforms.Concatenate("A", numbers.Concat(texts).ToArray()).Fit(trips);
            mlContext.Transforms.Concatenate("B", numbers.Append("VendorId").Prepend("RateCode").ToArray()).Fit(trips);
            mlContext.Transforms.Concatenate("C", numbers.Select(name => name + "Scaled").ToArray()).Fit(trips);
            mlContext.Transforms.Concatenate("D", numbers.Where(name => name != "FareAmount").ToArray()).Fit(trips);
            mlContext.Transforms.Concatenate("E", numbers.Except(["FareAmount"]).ToArray()).Fit(trips);
            mlContext.Transforms.Concatenate("F", [.. numbers, "RateCode"]).Fit(trips);
            mlContext.Transforms.Concatenate("G", numbers[0], numbers[1]).Fit(trips);
            mlContext.Transforms.Concatenate("H", "TripTime,TripDistance".Split(',')).Fit(trips);
            """));

    [Fact]
    public void Pairs_of_columns() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(A, TripDistance <- TripTime, TripDistance)] on v1
          m2 = fit [OneHotEncoding(B <- TripTime)] on v1
          m3 = fit [MapValueToKey(VendorIdKey, PaymentTypeKey <- VendorId, PaymentType)] on v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            mlContext.Transforms.NormalizeMinMax(new[] { new InputOutputColumnPair("A", "TripTime"), new InputOutputColumnPair("TripDistance") }).Fit(trips);
            InputOutputColumnPair[] pairs = [new("B", "TripTime")];
            mlContext.Transforms.Categorical.OneHotEncoding(pairs).Fit(trips);
            var made = new[] { "VendorId", "PaymentType" }.Select(name => new InputOutputColumnPair(name + "Key", name)).ToArray();
            mlContext.Transforms.Conversion.MapValueToKey(made).Fit(trips);
            """));

    [Fact]
    public void Members_of_options_objects() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [FastTree(FareAmount; Inputs)] on v1
          m2 = fit [Sdca(Label; Features)] on v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var options = new Microsoft.ML.Trainers.FastTree.FastTreeRegressionTrainer.Options { LabelColumnName = "FareAmount", NumberOfLeaves = 10 };
            options.FeatureColumnName = "Inputs";
            mlContext.Regression.Trainers.FastTree(options).Fit(trips);
            mlContext.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options()).Fit(trips);
            """));

    [Fact]
    public void Options_of_a_text_loader() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile "trips.csv"
          v2 = load Load<Trip> "more.csv"
          v3 = load Load "a.csv", "b.csv"
          s1 = split v1
        """,
        ModelText.Main("""
            var options = new TextLoader.Options
            {
                Separators = [','],
                MissingRealsAsNaNs = true,
                Columns = new[] { new TextLoader.Column("TripTime", DataKind.Single, 3), new TextLoader.Column { Name = "FareAmount", DataKind = DataKind.Single } },
            };
            var trips = mlContext.Data.LoadFromTextFile("trips.csv", options);
            var loader = mlContext.Data.CreateTextLoader<Trip>(separatorChar: ',');
            loader.Load("more.csv");
            mlContext.Data.CreateTextLoader(options).Load("a.csv", "b.csv");
            mlContext.Data.TrainTestSplit(trips);
            """));

    [Fact]
    public void Columns_kept_dropped_and_mapped() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [SelectColumns(TripTime, FareAmount) > DropColumns(FareAmount) > CustomMapping(Score <- VendorId, RateCode, PassengerCount, TripTime, TripDistance, PaymentType, FareAmount)] on v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            mlContext.Transforms.SelectColumns("TripTime", "FareAmount")
                .Append(mlContext.Transforms.DropColumns("FareAmount"))
                .Append(mlContext.Transforms.CustomMapping<Trip, TripPrediction>((trip, made) => made.FareAmount = trip.TripTime * 2, "Fare"))
                .Fit(trips);
            """));

    [Fact]
    public void Trainer_inside_a_trainer() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Ticket> "tickets.tsv"
          m1 = fit [MapValueToKey(Label <- Area) > FeaturizeText(Features <- Title, Description) > OneVersusAll(Label; Features) > MapKeyToValue(PredictedLabel)] on v1
        """,
        ModelText.Main("""
            var tickets = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            mlContext.Transforms.Conversion.MapValueToKey("Label", "Area")
                .Append(mlContext.Transforms.Text.FeaturizeText("Features", null, "Title", "Description"))
                .Append(mlContext.MulticlassClassification.Trainers.OneVersusAll(mlContext.BinaryClassification.Trainers.AveragedPerceptron()))
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
                .Fit(tickets);
            """));

    [Fact]
    public void Helpers_of_one_expression_and_parts_of_lists() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [OneHotEncoding(VendorIdVector <- VendorId) > Concatenate(Features <- TripTime, TripDistance) > Concatenate(First <- TripTime) > Concatenate(Rest <- TripDistance) > Concatenate(Chosen <- ?)] on v1
        """,
        ModelText.Members("""
            private static string[] Numbers() => new[] { nameof(Trip.TripTime), nameof(Trip.TripDistance) };

            private static string Vector(string name) { return name + "Vector"; }

            private static string[] Chosen(string[] all) => all.Where(name => Console.ReadLine() == name).ToArray();

            private static void Main()
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                string[] names = Numbers();
                mlContext.Transforms.Categorical.OneHotEncoding(Vector("VendorId"), "VendorId")
                    .Append(mlContext.Transforms.Concatenate("Features", Numbers()))
                    .Append(mlContext.Transforms.Concatenate("First", names.Take(1).ToArray()))
                    .Append(mlContext.Transforms.Concatenate("Rest", names.Skip(1).ToArray()))
                    .Append(mlContext.Transforms.Concatenate("Chosen", Chosen(names)))
                    .Fit(trips);
            }
            """));
}
