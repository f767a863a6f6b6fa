using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>The model as a whole: its picture, and that it is the same however it is asked.</summary>
public sealed class ModelTests
{
    private static readonly string[] Service =
    [
        """
        public interface IStore
        {
            IDataView Trips { get; }

            ITransformer Current { get; set; }
        }

        public sealed class Store : IStore
        {
            private IDataView trips;

            public IDataView Trips => trips ??= Source.Load(new MLContext());

            public ITransformer Current { get; set; }
        }
        """,
        """
        internal static class Source
        {
            public static IDataView Load(MLContext context) => context.Data.LoadFromTextFile<Trip>("trips.csv");

            public static Lazy<ITransformer> Shared = new(Read);

            private static ITransformer Read() => new MLContext().Model.Load("shared.zip", out _);
        }
        """,
        """
        public class Trainer
        {
            private readonly MLContext context = new();
            private readonly Store store;
            private IEstimator<ITransformer> pipeline;
            private DataOperationsCatalog.TrainTestData split;

            public Trainer(Store store) => this.store = store;

            public void Prepare()
            {
                split = context.Data.TrainTestSplit(store.Trips);
                pipeline = context.Transforms.Concatenate("Features", "TripTime").Append(context.Regression.Trainers.Sdca("FareAmount"));
            }

            public void Train()
            {
                if (pipeline == null)
                    Prepare();
                store.Current = Fit(split.TrainSet);
            }

            public void Evaluate() => context.Regression.Evaluate(store.Current.Transform(split.TestSet), "FareAmount");

            public ITransformer Fit(IDataView view) => pipeline.Fit(view);
        }
        """,
        """
        public class Server
        {
            private readonly MLContext context = new();
            private readonly Store store;
            private PredictionEngine<Trip, TripPrediction> engine;

            public Server(Store store) => this.store = store;

            public float Predict(Trip trip)
            {
                engine ??= context.Model.CreatePredictionEngine<Trip, TripPrediction>(store.Current ?? Source.Shared.Value);
                return engine.Predict(trip).FareAmount;
            }
        }
        """,
    ];

    [Fact]
    public void The_runtime_librarys_way_to_save_and_to_load_is_one() => ModelText.Is(
        """
        flow Job.Train(MLContext, IDataView, ModelGate)
          m1 = fit [Concatenate(Features <- TripTime) > Sdca(FareAmount; Features)] on v1
          v2 = transform v1 by m1
          evaluate v2 as Regression
          save m1 to "fares.zip"
        flow Job.Serve(MLContext)
          m2 = load model "fares.zip"
        """,
        """
        using MlAntipatternAnalyzers.Runtime;

        public static class Job
        {
            public static void Train(MLContext ml, IDataView rows, ModelGate gate)
            {
                var model = ml.Transforms.Concatenate("Features", "TripTime").Append(ml.Regression.Trainers.Sdca("FareAmount")).Fit(rows);
                var metrics = ml.Regression.Evaluate(model.Transform(rows), "FareAmount");
                ml.Model.SaveIf(gate.Check(metrics), model, rows.Schema, "fares.zip");
            }

            public static ITransformer Serve(MLContext ml) => ml.LoadWithMappings("fares.zip", out _, typeof(Job).Assembly);
        }
        """,
        with: With.Runtime);

    [Fact]
    public void Picture_of_a_program() => ModelText.AreEqual(
        """
        flowchart TD
          subgraph "Flow.Main()"
            n1["LoadFromTextFile #quot;trips.csv#quot;"]
            n2["TrainTestSplit"]
            n3["Fit [Concatenate(Features #lt;- TripTime) #gt; Sdca(FareAmount; Features)]"]
            n4["Transform"]
            n5["Evaluate"]
            n6["Save #quot;fare.zip#quot;"]
            n7["CreatePredictionEngine"]
            n8["Predict"]
          end
          n1 --> n2
          n2 -->|train| n3
          n2 -->|test| n4
          n3 --> n4
          n4 --> n5
          n3 --> n6
          n3 --> n7
          n7 --> n8
        """,
        ModelText.ModelOf(ModelText.Compile(ModelText.Members("""
            private static void Main()
            {
                var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv"));
                var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
                mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
                mlContext.Model.Save(model, null, "fare.zip");
                var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
                engine.Predict(new Trip { TripTime = 3 });
            }
            """))).ToMermaid());

    [Fact]
    public void Service_over_several_files() => ModelText.AreEqual(
        """
        flow Trainer.Train()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          s1 = split v1
          m1 = fit [Concatenate(Features <- TripTime) > Sdca(FareAmount; Features)] on s1.train
        flow Trainer.Evaluate()
          v2 = transform s1.test by m1
          evaluate v2 as Regression
        flow Trainer.Fit(IDataView)
          m2 = fit [Concatenate(Features <- TripTime) > Sdca(FareAmount; Features)] on v3
        flow Server.Predict(Trip)
          m3 = load model "shared.zip"
          e1 = engine<Trip, TripPrediction> of (m1 | m3)
          predict ? by e1
        """,
        ModelText.Of(Service[0], more: Service[1..]));

    [Fact]
    public void Same_whichever_file_is_asked_about_first()
    {
        var expected = TextsByFile(Compile(), order: files => files);

        Assert.Equal(expected, TextsByFile(Compile(), order: files => files.Reverse()));
        for (var first = 0; first < Service.Length; first++)
            Assert.Equal(expected, TextsByFile(Compile(), order: files => files.OrderBy(file => file != $"/0/File{first}.cs")));
    }

    [Fact]
    public void Same_when_many_threads_ask()
    {
        var expected = TextsByFile(Compile(), order: files => files);
        var compilation = Compile();
        var texts = new Dictionary<string, string>[12];
        var failures = new List<Exception>();

        var threads = Enumerable.Range(0, texts.Length).Select(i => new Thread(() =>
        {
            try
            {
                texts[i] = TextsByFile(compilation, order: files => files.OrderBy(file => (file.GetHashCode() * 31) ^ (i * 7919)));
            }
            catch (Exception exception)
            {
                lock (failures)
                    failures.Add(exception);
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.Empty(failures);
        Assert.All(texts, text => Assert.Equal(expected, text));
    }

    [Fact]
    public async Task Every_realistic_program_has_flows_that_learn_or_predict()
    {
        foreach (var program in Meta.Programs.Realistic)
        {
            using var workspace = new AdhocWorkspace();
            var compilation = await TestProject.Create(workspace, [program], Meta.Programs.References).GetCompilationAsync();
            var events = ModelText.ModelOf(compilation!).AllFlows(CancellationToken.None).Events;

            Assert.Contains(events, recorded => recorded.Kind is EventKind.Fit or EventKind.Predict or EventKind.CreateEngine);
            Assert.DoesNotContain(events, recorded => recorded is { Kind: EventKind.Fit, View.IsUnknown: true });
        }
    }

    [Fact]
    public void One_model_a_compilation_and_none_without_the_library()
    {
        var compilation = Compile();

        Assert.Same(ModelText.ModelOf(compilation), ModelText.ModelOf(compilation));
        Assert.Null(ProgramModel.TryCreate(compilation.WithReferences(References.For(With.NoMlNet)), CancellationToken.None));
    }

    private static Compilation Compile() => ModelText.Compile(Service[0], more: Service[1..]);

    private static Dictionary<string, string> TextsByFile(Compilation compilation, Func<IEnumerable<string>, IEnumerable<string>> order)
    {
        var model = ModelText.ModelOf(compilation);
        var trees = compilation.SyntaxTrees.ToDictionary(tree => tree.FilePath);
        return order(trees.Keys.Order(StringComparer.Ordinal))
            .ToDictionary(file => file, file => ModelPrinter.Text(model.FlowsThrough(trees[file], CancellationToken.None)));
    }
}
