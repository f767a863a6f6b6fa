using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Serving;
using MlAntipatternAnalyzers.Rules.Serving;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Serving;

public sealed class MLAP7002EnginePerCallTests
{
    private const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.ML;
        """;

    private const string WebUsings = Usings + """

        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        """;

    private const string Model = """var model = mlContext.Model.Load("fare.zip", out DataViewSchema _);""";

    private static readonly Setup Web = new() { With = With.AspNetCore, Sources = [("/0/Rows.cs", Sources.Rows)] };

    private static readonly Setup Console = new() { Sources = [("/0/Rows.cs", Sources.Rows)] };

    [Fact]
    public Task A_loop_that_makes_an_engine_each_time() => Verify<MLAP7002EnginePerCallAnalyzer>.Body($$"""
        {{Model}}
        foreach (var trip in new Trip[100])
        {
            var engine = mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model);
            Console.WriteLine(engine.Predict(trip).FareAmount);
        }
        """, new Setup
    {
        Messages =
        [
            "An engine for 'TripPrediction' is created in every iteration of a loop: that compiles the whole pipeline and takes far longer than the prediction; "
                + "create engines once and use them again",
        ],
    });

    [Theory]
    [InlineData("for (var i = 0; i < 9; i++) Console.WriteLine(mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(new Trip()).FareAmount);")]
    [InlineData("var fares = new Trip[9].Select(trip => mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(trip).FareAmount).ToList();")]
    [InlineData("while (Console.ReadLine() is { } line) Console.WriteLine(mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](transformer: model).Predict(new Trip { VendorId = line }).FareAmount);")]
    public Task Other_loops(string loop) => Verify<MLAP7002EnginePerCallAnalyzer>.Body($"""
        {Model}
        {loop}
        """);

    [Theory]
    [InlineData("""
        var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        foreach (var trip in new Trip[100])
            Console.WriteLine(engine.Predict(trip).FareAmount);
        """)]
    [InlineData("""
        foreach (var trip in new List<Trip>(new[] { mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model) }.Select(engine => new Trip { FareAmount = engine.Predict(new Trip()).FareAmount })))
            Console.WriteLine(trip.FareAmount);
        """)]
    [InlineData("""
        foreach (var path in new[] { "a.zip", "b.zip" })
        {
            var other = mlContext.Model.Load(path, out DataViewSchema _);
            Console.WriteLine(mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(other).Predict(new Trip()).FareAmount);
        }
        """)]
    [InlineData("""
        foreach (var size in new[] { 10, 100 })
        {
            var trained = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
                .Fit(mlContext.Data.TakeRows(mlContext.Data.LoadFromTextFile<Trip>("trips.csv"), size));
            Console.WriteLine(mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(trained).Predict(new Trip()).FareAmount);
        }
        """)]
    [InlineData("""
        var schemas = new Trip[9].Select(trip => mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model).OutputSchema).ToList();
        """)]
    public Task One_engine_a_model_is_no_repetition(string body) => Verify<MLAP7002EnginePerCallAnalyzer>.Body($"""
        {Model}
        {body}
        """);

    [Fact]
    public Task A_loop_around_the_call() => Verify<MLAP7002EnginePerCallAnalyzer>.Members("""
        public static void Main()
        {
            var model = mlContext.Model.Load("fare.zip", out _);
            foreach (var trip in new Trip[100])
                Console.WriteLine(Fare(model, trip));
        }

        private static float Fare(ITransformer model, Trip trip) => mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(trip).FareAmount;
        """);

    [Fact]
    public Task A_menu_around_whole_demonstrations_is_no_repetition() => Verify<MLAP7002EnginePerCallAnalyzer>.Members("""
        public static void Main()
        {
            while (true)
            {
                switch (Console.ReadLine())
                {
                    case "fare":
                        Demonstrate();
                        break;
                    default:
                        return;
                }
            }
        }

        private static void Demonstrate()
        {
            var model = mlContext.Model.Load("fare.zip", out _);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            Console.WriteLine(engine.Predict(new Trip()).FareAmount);
        }
        """);

    [Fact]
    public Task An_object_for_each_trained_model_makes_an_engine_a_model() => Verify<MLAP7002EnginePerCallAnalyzer>.Members("""
        public static void Main()
        {
            foreach (var fold in new Trip[5][])
            {
                var scorer = new Scorer(new Bundle { Model = Train(fold) });
                Console.WriteLine(scorer.Score(new Trip()) + scorer.Score(new Trip()));
            }
        }

        private static ITransformer Train(Trip[] trips) => mlContext.Transforms.Concatenate("Features", "TripTime")
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(mlContext.Data.LoadFromEnumerable(trips));

        private sealed class Bundle
        {
            public ITransformer Model { get; set; }
        }

        private sealed class Scorer
        {
            private readonly Bundle bundle;
            private PredictionEngine<Trip, TripPrediction> engine;

            public Scorer(Bundle bundle) => this.bundle = bundle;

            public float Score(Trip trip)
            {
                if (engine == null)
                    engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(bundle.Model);
                return engine.Predict(trip).FareAmount;
            }
        }
        """);

    [Fact]
    public Task An_engine_that_predicts_a_batch_is_reused() => Verify<MLAP7002EnginePerCallAnalyzer>.Members("""
        public static void Main()
        {
            var model = mlContext.Model.Load("fare.zip", out _);
            foreach (var day in new Trip[7][])
                Predict(model, day);
        }

        private static void Predict(ITransformer model, Trip[] trips)
        {
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            foreach (var trip in trips)
                Console.WriteLine(engine.Predict(trip).FareAmount);
        }
        """);

    [Fact]
    public Task An_action_that_makes_an_engine() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        public class FareController : ControllerBase
        {
            private readonly MLContext context = new MLContext();

            [HttpPost]
            public float Fare(Trip trip)
            {
                var model = context.Model.Load("fare.zip", out _);
                var engine = context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model);
                return engine.Predict(trip).FareAmount;
            }
        }
        """, Web with
    {
        Messages =
        [
            "An engine for 'TripPrediction' is created whenever 'FareController.Fare' is called: that compiles the whole pipeline and takes far longer than the prediction; "
                + "create engines once and keep them, in a pool (PredictionEnginePool) or behind a lock",
        ],
    });

    [Fact]
    public Task An_endpoint_whose_service_makes_an_engine() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<IFares, Fares>();
        var app = builder.Build();
        app.MapPost("/fare", (Trip trip, IFares fares) => fares.Of(trip));
        app.Run();

        public interface IFares
        {
            float Of(Trip trip);
        }

        public class Fares : IFares
        {
            private readonly MLContext context = new MLContext();
            private readonly ITransformer model;

            public Fares() => model = context.Model.Load("fare.zip", out _);

            public float Of(Trip trip) => Predict(trip).FareAmount;

            private TripPrediction Predict(Trip trip) => context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(trip);
        }
        """, Web);

    [Fact]
    public Task An_action_that_calls_a_derived_class_of_the_one_that_makes_an_engine() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{Usings}}

        public abstract class Scorer<TRow, TScore>
            where TRow : class
            where TScore : class, new()
        {
            private static readonly MLContext context = new MLContext();

            protected abstract string File { get; }

            public TScore Score(TRow row) => context.Model.[|CreatePredictionEngine<TRow, TScore>|](context.Model.Load(File, out _)).Predict(row);
        }
        """, Web with
    {
        Sources =
        [
            ("/0/Rows.cs", Sources.Rows),
            ("/0/FareScorer.cs", """public class FareScorer : Scorer<Trip, TripPrediction> { protected override string File => "fare.zip"; }"""),
            ("/0/FareController.cs", """
                public class FareController : Microsoft.AspNetCore.Mvc.ControllerBase
                {
                    private static readonly FareScorer fares = new FareScorer();

                    public float Fare(Trip trip) => fares.Score(trip).FareAmount;
                }
                """),
        ],
    });

    [Fact]
    public Task A_registered_service_that_something_unseen_calls() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<Fares>();
        builder.Build().Run();

        public class Fares
        {
            private readonly MLContext context = new MLContext();
            private readonly ITransformer model;

            public Fares() => model = context.Model.Load("fare.zip", out _);

            public float Of(Trip trip) => context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(trip).FareAmount;
        }
        """, Web);

    [Theory]
    [InlineData("AddScoped<Fares>()", "[|CreatePredictionEngine<Trip, TripPrediction>|]")]
    [InlineData("AddTransient<Fares>()", "[|CreatePredictionEngine<Trip, TripPrediction>|]")]
    [InlineData("AddSingleton<Fares>()", "CreatePredictionEngine<Trip, TripPrediction>")]
    [InlineData("AddHostedService<Fares>()", "CreatePredictionEngine<Trip, TripPrediction>")]
    public Task The_constructor_of_a_service_makes_an_engine_a_service(string registration, string create) => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.{{registration}};
        builder.Build().Run();

        public class Fares : BackgroundService
        {
            private readonly PredictionEngine<Trip, TripPrediction> engine;

            public Fares(MLContext context) => engine = context.Model.{{create}}(context.Model.Load("fare.zip", out _));

            public float Of(Trip trip) => engine.Predict(trip).FareAmount;

            protected override Task ExecuteAsync(CancellationToken stopping) => Task.CompletedTask;
        }
        """, Web);

    [Fact]
    public Task The_constructor_of_a_controller_makes_an_engine_a_request() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        [ApiController]
        public class FareController
        {
            private readonly PredictionEngine<Trip, TripPrediction> engine;

            public FareController(MLContext context, ITransformer model) => engine = Create(context, model);

            [HttpPost]
            public float Fare(Trip trip) => engine.Predict(trip).FareAmount;

            private static PredictionEngine<Trip, TripPrediction> Create(MLContext context, ITransformer model) =>
                context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model);
        }
        """, Web);

    [Theory]
    [InlineData("private PredictionEngine<Trip, TripPrediction> engine;", "(engine ??= Create()).Predict(trip)")]
    [InlineData("private readonly Lazy<PredictionEngine<Trip, TripPrediction>> engine = new(Create);", "engine.Value.Predict(trip)")]
    [InlineData("private readonly ThreadLocal<PredictionEngine<Trip, TripPrediction>> engines = new(() => Create());", "engines.Value.Predict(trip)")]
    [InlineData("private static readonly PredictionEngine<Trip, TripPrediction> engine = Create();", "engine.Predict(trip)")]
    [InlineData("private readonly ConcurrentBag<PredictionEngine<Trip, TripPrediction>> engines = new();", "(engines.TryTake(out var engine) ? engine : Create()).Predict(trip)")]
    [InlineData("private readonly ConcurrentDictionary<string, PredictionEngine<Trip, TripPrediction>> engines = new();", "engines.GetOrAdd(trip.VendorId, _ => Create()).Predict(trip)")]
    public Task An_engine_that_is_kept_is_made_once(string member, string predict) => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<Fares>();
        var app = builder.Build();
        app.MapPost("/fare", (Trip trip, Fares fares) => fares.Of(trip));
        app.Run();

        public class Fares
        {
            private static readonly MLContext context = new MLContext();
            {{member}}

            public float Of(Trip trip) => {{predict}}.FareAmount;

            private static PredictionEngine<Trip, TripPrediction> Create() =>
                context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
        }
        """, Web);

    [Fact]
    public Task A_field_that_is_overwritten_at_every_call_keeps_nothing() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        public class FareController : ControllerBase
        {
            private static readonly MLContext context = new MLContext();
            private static PredictionEngine<Trip, TripPrediction> engine;

            [HttpPost]
            public float Fare(Trip trip)
            {
                engine = context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](context.Model.Load("fare.zip", out _));
                return engine.Predict(trip).FareAmount;
            }
        }
        """, Web);

    [Fact]
    public Task The_policy_of_an_object_pool_makes_what_the_pool_keeps() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}
        using Microsoft.Extensions.ObjectPool;

        public class FareController : ControllerBase
        {
            private static readonly ObjectPool<PredictionEngine<Trip, TripPrediction>> engines =
                new DefaultObjectPool<PredictionEngine<Trip, TripPrediction>>(new Policy());

            [HttpPost]
            public float Fare(Trip trip)
            {
                var engine = engines.Get();
                try
                {
                    return engine.Predict(trip).FareAmount;
                }
                finally
                {
                    engines.Return(engine);
                }
            }
        }

        public class Policy : PooledObjectPolicy<PredictionEngine<Trip, TripPrediction>>
        {
            private readonly MLContext context = new MLContext();

            public override PredictionEngine<Trip, TripPrediction> Create() =>
                context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));

            public override bool Return(PredictionEngine<Trip, TripPrediction> engine) => true;
        }
        """, Web);

    [Fact]
    public Task An_engine_made_to_read_the_schema_predicts_nothing() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        public class LabelsController : ControllerBase
        {
            private readonly MLContext context = new MLContext();

            [HttpGet]
            public int Labels(string name)
            {
                var engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
                return engine.OutputSchema.Count;
            }
        }
        """, Web);

    [Fact]
    public Task Retraining_on_request_makes_an_engine_a_model() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        public class TrainController : ControllerBase
        {
            private readonly MLContext context = new MLContext();

            [HttpPost]
            public float Train(string path)
            {
                var data = context.Data.LoadFromTextFile<Trip>(path);
                var model = context.Transforms.Concatenate("Features", "TripTime").Append(context.Regression.Trainers.Sdca("FareAmount")).Fit(data);
                return context.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(new Trip()).FareAmount;
            }
        }
        """, Web);

    [Theory]
    [InlineData("private static readonly ITransformer model = new MLContext().Model.Load(\"fare.zip\", out _);", "model", "[|CreatePredictionEngine<Trip, TripPrediction>|]")]
    [InlineData("private static ITransformer Train(string path) => new Training().Fit(path);", "Train(trip.VendorId)", "CreatePredictionEngine<Trip, TripPrediction>")]
    public Task A_scorer_for_each_request_makes_an_engine_too_many_unless_its_model_is_trained_there(string member, string model, string create) => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{WebUsings}}

        public class FareController : ControllerBase
        {
            {{member}}

            [HttpPost]
            public float Fare(Trip trip) => new Scorer({{model}}).Score(trip);
        }

        public class Training
        {
            private readonly MLContext context = new MLContext(seed: 1);

            public ITransformer Fit(string path) => context.Transforms.Concatenate("Features", "TripTime").Append(context.Regression.Trainers.Sdca("FareAmount"))
                .Fit(context.Data.LoadFromTextFile<Trip>(path));
        }

        public class Scorer
        {
            private readonly ITransformer model;
            private PredictionEngine<Trip, TripPrediction> engine;

            public Scorer(ITransformer model) => this.model = model;

            public float Score(Trip trip)
            {
                engine ??= new MLContext().Model.{{create}}(model);
                return engine.Predict(trip).FareAmount;
            }
        }
        """, Web);

    [Fact]
    public Task An_event_that_makes_an_engine() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{Usings}}

        public class Feed
        {
            public event Action<Trip> Received;

            public void Raise(Trip trip) => Received?.Invoke(trip);
        }

        public static class Demo
        {
            public static void Main()
            {
                var feed = new Feed();
                feed.Received += Score;
                feed.Raise(new Trip());
            }

            private static void Score(Trip trip)
            {
                var context = new MLContext();
                var engine = context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](context.Model.Load("fare.zip", out _));
                Console.WriteLine(engine.Predict(trip).FareAmount);
            }
        }
        """, Console);

    [Fact]
    public Task A_handler_of_messages_whose_package_is_missing() => Verify<MLAP7002EnginePerCallAnalyzer>.Program($$"""
        {{Usings}}

        public interface IRequestHandler<TRequest, TResponse>
        {
            Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken);
        }

        public class FareHandler : IRequestHandler<Trip, float>
        {
            private readonly MLContext context = new MLContext();

            public Task<float> Handle(Trip trip, CancellationToken cancellationToken)
            {
                var engine = context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](context.Model.Load("fare.zip", out _));
                return Task.FromResult(engine.Predict(trip).FareAmount);
            }
        }
        """, Console);

    [Theory]
    [InlineData("""
        public static void Main()
        {
            var model = mlContext.Model.Load("fare.zip", out _);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            Console.WriteLine(engine.Predict(new Trip()).FareAmount);
        }
        """)]
    [InlineData("""
        public float Predict(ITransformer model, Trip trip) => mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(trip).FareAmount;
        """)]
    public Task A_program_or_library_that_repeats_nothing(string members) => Verify<MLAP7002EnginePerCallAnalyzer>.Members(members);

    [Fact]
    public Task A_test_project_is_left_alone() => Verify<MLAP7002EnginePerCallAnalyzer>.Body($$"""
        {{Model}}
        foreach (var trip in new Trip[100])
            Console.WriteLine(mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(trip).FareAmount);
        """, With.XunitFramework);

    [Fact]
    public Task Without_MLNET_it_is_silent() => Verify<MLAP7002EnginePerCallAnalyzer>.Body("""
        foreach (var i in new[] { 1, 2 })
            Console.WriteLine(mlContext.Model.CreatePredictionEngine<string, string>(i).Predict("x"));
        """, With.NoMlNet);

    [Fact]
    public Task The_fix_creates_the_engine_before_the_loop() => VerifyFix<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallCodeFix>.Body($$"""
        {{Model}}

        // Every trip of the day.
        foreach (var trip in new Trip[100])
        {
            // The engine is cheap.
            var engine = mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model);
            Console.WriteLine(engine.Predict(trip).FareAmount);
        }

        for (var i = 0; i < 9; i++)
            Console.WriteLine(mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(new Trip()).FareAmount);
        """, $$"""
        {{Model}}

        // The engine is cheap.
        var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        // Every trip of the day.
        foreach (var trip in new Trip[100])
        {
            Console.WriteLine(engine.Predict(trip).FareAmount);
        }

        var engine2 = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        for (var i = 0; i < 9; i++)
            Console.WriteLine(engine2.Predict(new Trip()).FareAmount);
        """, new Setup { Action = MLAP7002EnginePerCallCodeFix.HoistKey });

    [Fact]
    public Task The_fix_creates_the_engine_before_a_query() => VerifyFix<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallCodeFix>.Body($"""
        {Model}
        var fares = new Trip[9].Select(trip => mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(trip).FareAmount).ToList();
        """, $"""
        {Model}
        var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        var fares = new Trip[9].Select(trip => engine.Predict(trip).FareAmount).ToList();
        """);

    [Fact]
    public Task No_fix_is_offered_where_the_context_is_the_loops_own() => VerifyFix<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallCodeFix>.NotOffered($$"""
        {{Model}}
        foreach (var trip in new Trip[100])
        {
            var context = new MLContext();
            Console.WriteLine(context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(trip).FareAmount);
        }
        """);

    [Fact]
    public Task The_fix_keeps_a_singletons_engine_behind_a_lock() => VerifyFix<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallCodeFix>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<Fares>();
        var app = builder.Build();
        app.MapPost("/fare", (Trip trip, Fares fares) => fares.Of(trip));
        app.Run();

        public class Fares
        {
            // One context for all.
            private readonly MLContext _context = new MLContext();
            private readonly ITransformer _model;

            public Fares() => _model = _context.Model.Load("fare.zip", out _);

            public float Of(Trip trip)
            {
                var engine = _context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](_model);
                return engine.Predict(trip).FareAmount;
            }
        }
        """, $$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<Fares>();
        var app = builder.Build();
        app.MapPost("/fare", (Trip trip, Fares fares) => fares.Of(trip));
        app.Run();

        public class Fares
        {
            private readonly object _engineLock = new object();
            private PredictionEngine<Trip, TripPrediction> _engine;
            // One context for all.
            private readonly MLContext _context = new MLContext();
            private readonly ITransformer _model;

            public Fares() => _model = _context.Model.Load("fare.zip", out _);

            public float Of(Trip trip)
            {
                return PredictLocked(trip).FareAmount;
            }

            private TripPrediction PredictLocked(Trip example)
            {
                // A prediction engine is not thread-safe: one caller at a time.
                lock (_engineLock)
                {
                    _engine ??= _context.Model.CreatePredictionEngine<Trip, TripPrediction>(_model);
                    return _engine.Predict(example);
                }
            }
        }
        """, Web with { Action = MLAP7002EnginePerCallCodeFix.KeepKey });

    [Theory]
    [InlineData("AddScoped<Fares>()", "private readonly ITransformer model")]
    [InlineData("AddSingleton<Fares>()", "public ITransformer model")]
    public Task No_fix_is_offered_where_the_kept_engine_would_be_another_ones(string registration, string model) => VerifyFix<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallCodeFix>.NotOfferedInProgram($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.{{registration}};
        builder.Build().Run();

        public class Fares
        {
            private readonly MLContext context = new MLContext();
            {{model}};

            public Fares() => model = context.Model.Load("fare.zip", out _);

            public float Of(Trip trip) => context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(trip).FareAmount;
        }
        """, Web);

    private static readonly Setup WebWithPools = Web with { With = With.AspNetCore | With.Stubs };

    private const string PoolUsings = WebUsings + """

        using Microsoft.Extensions.ML;
        """;

    [Fact]
    public Task Another_fix_gives_a_service_a_pool_in_place_of_its_model() => VerifyFix<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallPoolCodeFix>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        // Cheap to make.
        builder.Services.AddScoped<Fares>();
        builder.Build().Run();

        public class Fares
        {
            // One context for all.
            private readonly MLContext _context = new MLContext();
            private readonly ITransformer _model;

            public Fares()
            {
                _model = _context.Model.Load("fare.zip", out _);
            }

            public float Of(Trip trip)
            {
                // As of today.
                var engine = _context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](_model);
                return engine.Predict(trip).FareAmount;
            }

            public float Twice(Trip trip) => 2 * Of(trip);
        }
        """, $$"""
        {{PoolUsings}}

        var builder = WebApplication.CreateBuilder();
        // Cheap to make.
        builder.Services.AddPredictionEnginePool<Trip, TripPrediction>().FromFile("fare.zip");
        builder.Services.AddScoped<Fares>();
        builder.Build().Run();

        public class Fares
        {
            private readonly PredictionEnginePool<Trip, TripPrediction> _enginePool;
            // One context for all.
            private readonly MLContext _context = new MLContext();

            public Fares(PredictionEnginePool<Trip, TripPrediction> enginePool)
            {
                _enginePool = enginePool;
            }

            public float Of(Trip trip)
            {
                // As of today.
                return _enginePool.Predict(trip).FareAmount;
            }

            public float Twice(Trip trip) => 2 * Of(trip);
        }
        """, WebWithPools);

    [Fact]
    public Task A_controller_that_loads_its_model_for_each_request_gets_a_pool() => VerifyFix<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallPoolCodeFix>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddControllers();
        builder.Build().Run();

        public class FareController : ControllerBase
        {
            private const string File = "fare.zip";
            private static readonly string path = System.IO.Path.Combine(AppContext.BaseDirectory, "models", File);

            [HttpPost]
            public float Fare(Trip trip)
            {
                var context = new MLContext();
                var model = context.Model.Load(path, out var schema);
                return context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(trip).FareAmount;
            }
        }
        """, $$"""
        {{PoolUsings.Replace("using System.Linq;", "using System.IO;\nusing System.Linq;")}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddPredictionEnginePool<Trip, TripPrediction>().FromFile(Path.Combine(AppContext.BaseDirectory, "models", "fare.zip"));
        builder.Services.AddControllers();
        builder.Build().Run();

        public class FareController : ControllerBase
        {
            private readonly PredictionEnginePool<Trip, TripPrediction> enginePool;
            private const string File = "fare.zip";
            private static readonly string path = System.IO.Path.Combine(AppContext.BaseDirectory, "models", File);

            public FareController(PredictionEnginePool<Trip, TripPrediction> enginePool) => this.enginePool = enginePool;

            [HttpPost]
            public float Fare(Trip trip)
            {
                var context = new MLContext();
                return enginePool.Predict(trip).FareAmount;
            }
        }
        """, WebWithPools);

    [Fact]
    public Task Two_methods_of_a_class_get_one_pool_and_what_is_registered_already_is_not_registered_again() => VerifyFix<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallPoolCodeFix>.Program($$"""
        {{PoolUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddPredictionEnginePool<Trip, TripPrediction>().FromFile("fare.zip");
        builder.Services.AddTransient<IFares, Fares>();
        builder.Build().Run();

        public interface IFares
        {
            float Of(Trip trip);
        }

        public class Fares(MLContext context) : IFares
        {
            public float Of(Trip trip) => context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](context.Model.Load("fare.zip", out _)).Predict(trip).FareAmount;

            public float Twice(Trip trip) => 2 * context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](context.Model.Load("fare.zip", out _)).Predict(trip).FareAmount;
        }
        """, $$"""
        {{PoolUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddPredictionEnginePool<Trip, TripPrediction>().FromFile("fare.zip");
        builder.Services.AddTransient<IFares, Fares>();
        builder.Build().Run();

        public interface IFares
        {
            float Of(Trip trip);
        }

        public class Fares(MLContext context, PredictionEnginePool<Trip, TripPrediction> enginePool) : IFares
        {
            public float Of(Trip trip) => enginePool.Predict(trip).FareAmount;

            public float Twice(Trip trip) => 2 * enginePool.Predict(trip).FareAmount;
        }
        """, WebWithPools);

    [Theory]
    [InlineData("AddScoped<Fares>()", "\"fare.zip\"", "public Fares() => model = context.Model.Load(Path, out _);", With.MlNet)]
    [InlineData("AddScoped<Fares>()", "Environment.MachineName", "public Fares() => model = context.Model.Load(Path, out _);", With.Stubs)]
    [InlineData("AddScoped(_ => new Fares())", "\"fare.zip\"", "public Fares() => model = context.Model.Load(Path, out _);", With.Stubs)]
    [InlineData("AddScoped<Fares>()", "\"fare.zip\"", "public Fares() => Renew(); public void Renew() => model = context.Model.Load(Path, out _);", With.Stubs)]
    [InlineData("AddPredictionEnginePool<Trip, TripPrediction>().FromFile(\"other.zip\").Services.AddScoped<Fares>()", "\"fare.zip\"", "public Fares() => model = context.Model.Load(Path, out _);", With.Stubs)]
    public Task No_pool_is_offered_where_its_model_or_its_place_is_not_known(string registration, string path, string load, With with) =>
        VerifyFix<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallPoolCodeFix>.NotOfferedInProgram($$"""
        {{(with == With.Stubs ? PoolUsings : WebUsings)}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.{{registration}};
        builder.Services.AddControllers();
        builder.Build().Run();

        public class Fares
        {
            private static readonly string Path = {{path}};
            private readonly MLContext context = new MLContext();
            private ITransformer model;

            {{load}}

            public float Of(Trip trip) => context.Model.[|CreatePredictionEngine<Trip, TripPrediction>|](model).Predict(trip).FareAmount;
        }

        public class FareController : ControllerBase
        {
            private readonly Fares fares;

            public FareController(Fares fares) => this.fares = fares;

            [HttpPost]
            public float Fare(Trip trip) => fares.Of(trip);
        }
        """, WebWithPools with { With = with | With.AspNetCore });

    [Theory]
    [InlineData(MLAP7002EnginePerCallCodeFix.HoistKey)]
    [InlineData(MLAP7002EnginePerCallCodeFix.KeepKey)]
    public async Task On_MLNET_as_many_engines_are_built_as_there_are_rows_and_one_after_the_fix(string fix)
    {
        // ML.NET makes the state of a mapping anew for each engine: that counts them.
        const string program = """
            using System;
            using Microsoft.ML;

            public class Row { public float X { get; set; } }

            public class Doubled { public float Y { get; set; } }

            public class State { }

            public static class Program
            {
                private static int engines;
                private static readonly MLContext context = new MLContext(seed: 1);
                private static readonly ITransformer model = context.Transforms.StatefulCustomMapping<Row, Doubled, State>(Double, _ => engines++, contractName: null)
                    .Fit(context.Data.LoadFromEnumerable(new[] { new Row() }));

                public static void Main()
                {
                    engines = 0;
                    var sum = 0f;
                    for (var i = 0; i < 50; i++)
                        sum += context.Model.CreatePredictionEngine<Row, Doubled>(model).Predict(new Row { X = i }).Y;
                    Console.WriteLine($"{engines} built, the answers add up to {sum}");
                }

                private static void Double(Row row, Doubled doubled, State state) => doubled.Y = 2 * row.X;
            }
            """;

        var repaired = await FixRunner.FixAsync<MLAP7002EnginePerCallAnalyzer, MLAP7002EnginePerCallCodeFix>(program, new Setup { Action = fix });

        Assert.Equal("50 built, the answers add up to 2450\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("1 built, the answers add up to 2450\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
