namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Values through tasks: the model looks through them.</summary>
public sealed class AsyncTests
{
    [Fact]
    public void Await_of_methods_tasks_and_value_tasks() => ModelText.Is(
        """
        flow top-level statements
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
          save m1 to "fare.zip"
        """,
        """
        var context = new MLContext();
        var trips = await LoadAsync("trips.csv").ConfigureAwait(false);
        var model = await TrainAsync(trips);
        await SaveAsync(model);

        async Task<IDataView> LoadAsync(string path)
        {
            await Task.Delay(1);
            return context.Data.LoadFromTextFile<Trip>(path);
        }

        ValueTask<ITransformer> TrainAsync(IDataView view) => new(context.Transforms.NormalizeMinMax("TripTime").Fit(view));

        Task SaveAsync(ITransformer model)
        {
            context.Model.Save(model, null, "fare.zip");
            return Task.CompletedTask;
        }
        """);

    [Fact]
    public void Run_result_and_from_result() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
          m2 = fit [NormalizeBinning(TripTime)] on v1
          save m2 to "fare.zip"
        """,
        ModelText.Members("""
            private static void Main()
            {
                var trips = LoadAsync().Result;
                var model = Task.Run(() => mlContext.Transforms.NormalizeMinMax("TripTime").Fit(trips)).GetAwaiter().GetResult();
                var task = Task.Run(() => Train(trips));
                task.Wait();
                mlContext.Model.Save(task.Result, null, "fare.zip");
            }

            private static Task<IDataView> LoadAsync() => Task.FromResult(mlContext.Data.LoadFromTextFile<Trip>("trips.csv"));

            private static ITransformer Train(IDataView view) => mlContext.Transforms.NormalizeBinning("TripTime").Fit(view);
            """));

    [Fact]
    public void All_of_several_tasks() => ModelText.Is(
        """
        flow top-level statements
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
          m2 = fit [NormalizeBinning(TripTime)] on v1
          save m1 to "model.zip" (again and again)
          save m2 to "model.zip" (again and again)
        """,
        """
        var context = new MLContext();
        var trips = context.Data.LoadFromTextFile<Trip>("trips.csv");
        var models = await Task.WhenAll(
            Task.Run(() => (ITransformer)context.Transforms.NormalizeMinMax("TripTime").Fit(trips)),
            Task.Run(() => (ITransformer)context.Transforms.NormalizeBinning("TripTime").Fit(trips)));
        foreach (var model in models)
            context.Model.Save(model, trips.Schema, "model.zip");
        """);
}
