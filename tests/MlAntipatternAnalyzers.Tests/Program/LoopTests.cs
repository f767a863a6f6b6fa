using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Loops, queries and iterators: over trainers, over columns, over rows.</summary>
public sealed class LoopTests
{
    [Fact]
    public void Loop_over_an_array_of_trainers() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [Concatenate(Features <- TripTime) > FastTree(FareAmount; Features)] on v1 (again and again)
          m2 = fit [Concatenate(Features <- TripTime) > Sdca(FareAmount; Features)] on v1 (again and again)
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var trainers = new IEstimator<ITransformer>[]
            {
                mlContext.Regression.Trainers.FastTree("FareAmount"),
                mlContext.Regression.Trainers.Sdca("FareAmount"),
            };
            foreach (var trainer in trainers)
                mlContext.Transforms.Concatenate("Features", "TripTime").Append(trainer).Fit(trips);
            """));

    [Fact]
    public void Loop_over_a_list_of_trainers() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit ([FastTree(FareAmount; Features)] | [Sdca(FareAmount; Features)]) on v1 (again and again)
          m2 = fit ([FastTree(FareAmount; Features)] | [Sdca(FareAmount; Features)]) on v1 (again and again)
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var trainers = new List<IEstimator<ITransformer>> { mlContext.Regression.Trainers.FastTree("FareAmount") };
            trainers.Add(mlContext.Regression.Trainers.Sdca("FareAmount"));
            trainers.ForEach(trainer => trainer.Fit(trips));
            for (var i = 0; i < trainers.Count; i++)
                trainers[i].Fit(trips);
            """));

    [Fact]
    public void Loop_over_a_collection_expression_of_tuples() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          s1 = split v1
          m1 = fit [FastTree(FareAmount; Features)] on s1.train (again and again)
          v2 = transform s1.test by m1 (again and again)
          evaluate v2 as Regression (again and again)
          save m1 to "tree.zip" (again and again)
          m2 = fit [Sdca(FareAmount; Features)] on s1.train (again and again)
          v3 = transform s1.test by m2 (again and again)
          evaluate v3 as Regression (again and again)
          save m2 to "linear.zip" (again and again)
          m3 = fit [FastTree(FareAmount; Features)] on s1.train (again and again)
          m4 = fit [Sdca(FareAmount; Features)] on s1.train (again and again)
        """,
        ModelText.Main("""
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv"));
            (string Name, IEstimator<ITransformer> Trainer)[] trainers =
            [
                ("tree", mlContext.Regression.Trainers.FastTree("FareAmount")),
                ("linear", mlContext.Regression.Trainers.Sdca("FareAmount")),
            ];
            foreach (var (name, trainer) in trainers)
            {
                var model = trainer.Fit(split.TrainSet);
                mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
                mlContext.Model.Save(model, null, name + ".zip");
            }

            foreach (var entry in trainers)
                entry.Trainer.Fit(split.TrainSet);
            """));

    [Fact]
    public void Chain_by_repeated_append_in_a_loop_over_constant_columns() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit ([CopyColumns(Label <- FareAmount) > OneHotEncoding(VendorIdEncoded <- VendorId) > OneHotEncoding(PaymentTypeEncoded <- PaymentType) > Concatenate(Features <- VendorIdEncoded, PaymentTypeEncoded) > Sdca(Label; Features)] | [CopyColumns(Label <- FareAmount) > OneHotEncoding(VendorIdEncoded <- VendorId) > OneHotEncoding(PaymentTypeEncoded <- PaymentType) > Sdca(Label; Features)]) on v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            IEstimator<ITransformer> pipeline = mlContext.Transforms.CopyColumns("Label", "FareAmount");
            foreach (var column in new[] { "VendorId", "PaymentType" })
                pipeline = pipeline.Append(mlContext.Transforms.Categorical.OneHotEncoding(column + "Encoded", column));
            if (trips.Schema.Count > 5)
                pipeline = pipeline.Append(mlContext.Transforms.Concatenate("Features", "VendorIdEncoded", "PaymentTypeEncoded"));
            pipeline.Append(mlContext.Regression.Trainers.Sdca()).AppendCacheCheckpoint(mlContext).Fit(trips);
            """));

    [Fact]
    public void Chain_by_aggregate() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime) > NormalizeMinMax(TripDistance)] on v1
          m2 = fit [CopyColumns(Label <- FareAmount) > NormalizeBinning(TripTime) > NormalizeBinning(TripDistance)] on v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            string[] columns = ["TripTime", "TripDistance"];
            var normalizers = columns.Select(column => (IEstimator<ITransformer>)mlContext.Transforms.NormalizeMinMax(column));
            normalizers.Aggregate((chain, next) => chain.Append(next)).Fit(trips);
            columns.Aggregate(
                (IEstimator<ITransformer>)mlContext.Transforms.CopyColumns("Label", "FareAmount"),
                (chain, column) => chain.Append(mlContext.Transforms.NormalizeBinning(column))).Fit(trips);
            """));

    [Fact]
    public void Empty_estimator_chain_is_the_chain_that_is_appended_to_it() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var pipeline = new EstimatorChain<ITransformer>().Append(mlContext.Transforms.NormalizeMinMax("TripTime"));
            pipeline.Fit(trips);
            """));

    [Fact]
    public void While_loop_goes_on_with_what_is_before_it_or_after_it() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          v2 = load LoadFromTextFile<Trip> "more.csv" (again and again)
          s1 = split (v2 | v1)
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var rows = 0L;
            while (rows < 10)
            {
                trips = mlContext.Data.LoadFromTextFile<Trip>("more.csv");
                rows = trips.GetRowCount() ?? 10;
            }

            mlContext.Data.TrainTestSplit(trips);
            """));

    [Fact]
    public void Iterator_fills_the_rows() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromEnumerable<Trip> rows
          v2 = load LoadFromEnumerable<Trip> rows written out
          v3 = load LoadFromEnumerable<Trip> rows
        """,
        ModelText.Members("""
            private static void Main()
            {
                mlContext.Data.LoadFromEnumerable(Rows("trips.txt"));
                mlContext.Data.LoadFromEnumerable(new[] { new Trip { TripTime = 3 } });
                var list = new List<Trip>();
                foreach (var line in File.ReadLines("trips.txt"))
                    list.Add(new Trip { VendorId = line });
                mlContext.Data.LoadFromEnumerable(list);
            }

            private static IEnumerable<Trip> Rows(string path)
            {
                foreach (var line in File.ReadLines(path))
                {
                    if (line.Length == 0)
                        yield break;
                    yield return new Trip { TripTime = float.Parse(line.Split(',')[0]) };
                }
            }
            """));

    [Fact]
    public void Folds_of_a_cross_validation() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          cross-validate [Sdca(FareAmount; Features)] on v1
          save m1 to "fare.zip"
          save m2 to "best.zip"
          s1 = split v1
          m3 = fit [Sdca(FareAmount; Features)] on s1.train (again and again)
          v2 = transform s1.test by m3 (again and again)
          evaluate v2 as Regression (again and again)
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var trainer = mlContext.Regression.Trainers.Sdca("FareAmount");
            var results = mlContext.Regression.CrossValidate(trips, trainer, numberOfFolds: 5, labelColumnName: "FareAmount");
            mlContext.Model.Save(results[0].Model, trips.Schema, "fare.zip");
            mlContext.Model.Save(results.OrderByDescending(fold => fold.Metrics.RSquared).First().Model, trips.Schema, "best.zip");
            foreach (var fold in mlContext.Data.CrossValidationSplit(trips))
                mlContext.Regression.Evaluate(trainer.Fit(fold.TrainSet).Transform(fold.TestSet), "FareAmount");
            """));

    [Fact]
    public void Parallel_loop() => ModelText.Is(
        """
        flow Flow.Main()
          m1 = load model "fare.zip"
          e1 = engine<Trip, TripPrediction> of m1
          predict Trip by e1 (again and again)
        """,
        ModelText.Main("""
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(mlContext.Model.Load("fare.zip", out _));
            Parallel.ForEach(new List<Trip> { new Trip() }, trip => engine.Predict(trip));
            """));
}
