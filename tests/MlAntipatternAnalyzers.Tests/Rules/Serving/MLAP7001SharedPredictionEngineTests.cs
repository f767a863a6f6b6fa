using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Serving;
using MlAntipatternAnalyzers.Rules.Serving;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Serving;

public sealed class MLAP7001SharedPredictionEngineTests
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
        """;

    private static readonly Setup Web = new() { With = With.AspNetCore, Sources = [("/0/Rows.cs", Sources.Rows)] };

    private static readonly Setup Console = new() { Sources = [("/0/Rows.cs", Sources.Rows)] };

    [Fact]
    public Task A_static_engine_of_a_web_service_is_shared() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        public class FareController : ControllerBase
        {
            private static readonly MLContext context = new MLContext();
            private static readonly PredictionEngine<Trip, TripPrediction> [|engine|] =
                context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));

            [HttpPost]
            public float Fare(Trip trip) => engine.Predict(trip).FareAmount;
        }
        """, Web with
    {
        Messages =
        [
            "'engine' is one prediction engine for all threads (it is static, and requests come on many), and Predict is not thread-safe: "
                + "callers that meet get each other's answers, or exceptions; take engines from a pool (PredictionEnginePool), or lock around Predict",
        ],
    });

    [Fact]
    public Task A_static_lazy_engine_of_a_web_service_is_shared() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        public static class FareModel
        {
            public static readonly Lazy<PredictionEngine<Trip, TripPrediction>> [|Engine|] = new Lazy<PredictionEngine<Trip, TripPrediction>>(() => Create(), true);

            public static TripPrediction Predict(Trip trip)
            {
                var engine = Engine.Value;
                return engine.Predict(trip);
            }

            private static PredictionEngine<Trip, TripPrediction> Create()
            {
                var context = new MLContext();
                return context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
            }
        }
        """, Web);

    [Theory]
    [InlineData("AddSingleton<FareService>()")]
    [InlineData("AddSingleton<IFareService, FareService>()")]
    [InlineData("AddSingleton(typeof(IFareService), typeof(FareService))")]
    [InlineData("AddSingleton<IFareService>(_ => new FareService(new MLContext()))")]
    [InlineData("AddSingleton<IFareService>(new FareService(new MLContext()))")]
    public Task An_engine_of_a_singleton_is_shared(string registration) => Service(registration, "[|engine|]", "");

    [Theory]
    [InlineData("AddScoped<IFareService, FareService>()")]
    [InlineData("AddTransient<FareService>()")]
    [InlineData("AddSingleton<MLContext>()")]
    public Task An_engine_of_a_scoped_or_transient_service_is_not_shared(string registration) => Service(registration, "engine", "");

    [Fact]
    public Task An_engine_behind_a_lock_is_not_shared() => Service("AddSingleton<FareService>()", "engine", "lock (gate)");

    [Fact]
    public Task An_engine_of_the_only_class_of_a_singletons_interface_is_shared() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        public interface IFareService
        {
            float Fare(Trip trip);
        }

        public static class Registrations
        {
            public static void AddFares<T>(IServiceCollection services)
                where T : class, IFareService => services.AddSingleton<IFareService, T>();
        }

        public class FareService : IFareService
        {
            private readonly PredictionEngine<Trip, TripPrediction> [|engine|];

            public FareService(MLContext context) => engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));

            public float Fare(Trip trip) => engine.Predict(trip).FareAmount;
        }
        """, Web);

    [Fact]
    public Task A_task_that_reads_its_own_threads_engine_shares_none() => Parallel("""
        var engines = new ThreadLocal<PredictionEngine<Trip, TripPrediction>>(() => context.Model.CreatePredictionEngine<Trip, TripPrediction>(model));
        var tasks = new List<Task>();
        foreach (var trip in trips)
            tasks.Add(Task.Run(() => Ask(engines.Value, trip)));
        foreach (var trip in trips)
            tasks.Add(Task.Run(() => Ask(engines.Value, trip)));
        static float Ask(PredictionEngine<Trip, TripPrediction> one, Trip trip) => one.Predict(trip).FareAmount;
        """);

    private static Task Service(string registration, string engine, string locked) => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.{{registration}};
        builder.Build().Run();

        public interface IFareService
        {
            float Fare(Trip trip);
        }

        public class FareService : IFareService
        {
            private readonly object gate = new object();
            private readonly PredictionEngine<Trip, TripPrediction> {{engine}};

            public FareService(MLContext context)
            {
                engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
            }

            public float Fare(Trip trip)
            {
                {{locked}}
                {
                    return engine.Predict(trip).FareAmount;
                }
            }
        }
        """, Web);

    [Fact]
    public Task An_engine_whose_only_callers_lock_is_not_shared() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        public class FareController : ControllerBase
        {
            private static readonly SemaphoreSlim gate = new SemaphoreSlim(1);
            private static readonly MLContext context = new MLContext();
            private static readonly PredictionEngine<Trip, TripPrediction> engine =
                context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));

            [HttpPost]
            public async Task<float> Fare(Trip trip)
            {
                await gate.WaitAsync();
                try
                {
                    return Ask(trip);
                }
                finally
                {
                    gate.Release();
                }
            }

            private static float Ask(Trip trip) => engine.Predict(trip).FareAmount;
        }
        """, Web);

    [Fact]
    public Task An_engine_that_a_static_object_holds_is_shared() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        public class Scorer
        {
            private readonly PredictionEngine<Trip, TripPrediction> [|engine|];

            public Scorer()
            {
                var context = new MLContext();
                this.engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
            }

            public float Score(Trip trip) => this.engine.Predict(trip).FareAmount;
        }

        public class FareController : ControllerBase
        {
            private static readonly Scorer scorer = new Scorer();

            [HttpPost]
            public float Fare(Trip trip) => scorer.Score(trip);
        }
        """, Web);

    [Fact]
    public Task A_static_object_that_makes_an_engine_a_call_shares_none() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        public class Scorer
        {
            private readonly MLContext context = new MLContext();
            private readonly ITransformer model;

            public Scorer() => model = context.Model.Load("fare.zip", out _);

            public float Score(Trip trip) => context.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(trip).FareAmount;
        }

        public class FareController : ControllerBase
        {
            private static readonly Scorer scorer = new Scorer();

            [HttpPost]
            public float Fare(Trip trip) => scorer.Score(trip);
        }
        """, Web);

    [Fact]
    public Task An_engine_that_is_registered_as_a_singleton_is_shared() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        var context = new MLContext();
        builder.Services.[|AddSingleton|](_ => context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out DataViewSchema _)));
        var app = builder.Build();
        app.MapPost("/fare", (Trip trip, PredictionEngine<Trip, TripPrediction> engine) => engine.Predict(trip).FareAmount);
        app.Run();
        """, Web);

    [Theory]
    [InlineData("private static readonly ThreadLocal<PredictionEngine<Trip, TripPrediction>> engines = new ThreadLocal<PredictionEngine<Trip, TripPrediction>>(Create);", "engines.Value.Predict(trip)")]
    [InlineData("[ThreadStatic] private static PredictionEngine<Trip, TripPrediction> engine;", "(engine ??= Create()).Predict(trip)")]
    public Task An_engine_for_each_thread_is_not_shared(string member, string predict) => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        public class FareController : ControllerBase
        {
            private static readonly MLContext context = new MLContext();
            {{member}}

            [HttpPost]
            public float Fare(Trip trip) => {{predict}}.FareAmount;

            private static PredictionEngine<Trip, TripPrediction> Create() =>
                context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
        }
        """, Web);

    [Fact]
    public Task A_pool_of_ones_own_is_not_shared() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        public class FareController : ControllerBase
        {
            private static readonly MLContext context = new MLContext();
            private static readonly ConcurrentBag<PredictionEngine<Trip, TripPrediction>> engines = new ConcurrentBag<PredictionEngine<Trip, TripPrediction>>();

            [HttpPost]
            public float Fare(Trip trip)
            {
                if (!engines.TryTake(out var engine))
                    engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
                try
                {
                    return engine.Predict(trip).FareAmount;
                }
                finally
                {
                    engines.Add(engine);
                }
            }
        }
        """, Web);

    [Fact]
    public Task The_pool_of_the_library_is_not_shared() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}
        using Microsoft.Extensions.ML;

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddPredictionEnginePool<Trip, TripPrediction>().FromFile("fare.zip");
        builder.Services.AddSingleton<FareService>();
        builder.Build().Run();

        public class FareService
        {
            private readonly PredictionEnginePool<Trip, TripPrediction> pool;

            public FareService(PredictionEnginePool<Trip, TripPrediction> pool) => this.pool = pool;

            public float Fare(Trip trip) => pool.Predict(trip).FareAmount;
        }
        """, Web with { With = With.AspNetCore | With.Stubs });

    [Fact]
    public Task A_console_programs_engine_is_used_by_one_thread() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{Usings}}

        public static class Demo
        {
            private static readonly MLContext context = new MLContext();
            private static readonly Lazy<PredictionEngine<Trip, TripPrediction>> engine = new Lazy<PredictionEngine<Trip, TripPrediction>>(() =>
                context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _)));

            public static void Main()
            {
                foreach (var distance in new[] { 1f, 2f })
                    Console.WriteLine(engine.Value.Predict(new Trip { TripDistance = distance }).FareAmount);
            }
        }
        """, Console);

    [Theory]
    [InlineData("Parallel.ForEach(trips, trip => Console.WriteLine(engine.[|Predict|](trip).FareAmount));")]
    [InlineData("Parallel.For(0, trips.Length, i => Console.WriteLine(engine.[|Predict|](trips[i]).FareAmount));")]
    [InlineData("var fares = trips.AsParallel().Select(trip => engine.[|Predict|](trip).FareAmount).ToList();")]
    [InlineData("var fares = Task.WhenAll(trips.Select(trip => Task.Run(() => engine.[|Predict|](trip).FareAmount))).Result;")]
    [InlineData("var tasks = new List<Task>(); foreach (var trip in trips) tasks.Add(Task.Run(() => engine.[|Predict|](trip)));")]
    public Task An_engine_that_parallel_code_captures_is_shared(string predict) => Parallel(predict);

    [Theory]
    [InlineData("foreach (var trip in trips) Console.WriteLine(engine.Predict(trip).FareAmount);")]
    [InlineData("var fares = trips.Select(trip => engine.Predict(trip).FareAmount).ToList();")]
    [InlineData("var fare = Task.Run(() => engine.Predict(trips[0]).FareAmount).Result;")]
    [InlineData("foreach (var trip in trips) Console.WriteLine(Task.Run(() => engine.Predict(trip).FareAmount).Result);")]
    [InlineData("Parallel.ForEach(trips, trip => { lock (context) { Console.WriteLine(engine.Predict(trip).FareAmount); } });")]
    [InlineData("Parallel.ForEach(trips, trip => { var own = context.Model.CreatePredictionEngine<Trip, TripPrediction>(model); Console.WriteLine(own.Predict(trip).FareAmount); });")]
    [InlineData("Parallel.ForEach(trips, () => context.Model.CreatePredictionEngine<Trip, TripPrediction>(model), (trip, _, own) => { own.Predict(trip); return own; }, own => own.Dispose());")]
    public Task An_engine_of_one_thread_at_a_time_is_not_shared(string predict) => Parallel(predict);

    private static Task Parallel(string predict) => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{Usings}}

        var context = new MLContext();
        var model = context.Model.Load("fare.zip", out DataViewSchema _);
        var engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        var trips = new Trip[100];
        {{predict}}
        """, Console);

    [Fact]
    public Task A_field_that_parallel_code_asks_is_reported_where_it_is_declared() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Members("""
        private PredictionEngine<Trip, TripPrediction> [|engine|];

        public void Load(string path) => engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(mlContext.Model.Load(path, out _));

        public void Score(IEnumerable<Trip> trips) => Parallel.ForEach(trips, trip => Console.WriteLine(engine.Predict(trip).FareAmount));
        """);

    [Fact]
    public Task A_test_project_is_left_alone() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program($$"""
        {{WebUsings}}

        public class FareTests
        {
            private static readonly MLContext context = new MLContext();
            private static readonly PredictionEngine<Trip, TripPrediction> engine =
                context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));

            public float Fare(Trip trip) => engine.Predict(trip).FareAmount;
        }
        """, Web with { With = With.AspNetCore | With.XunitFramework });

    [Fact]
    public Task Without_MLNET_it_is_silent() => Verify<MLAP7001SharedPredictionEngineAnalyzer>.Program("""
        using System;

        public class PredictionEngine<TIn, TOut>
        {
            public TOut Predict(TIn row) => default;
        }

        public static class Model
        {
            private static readonly PredictionEngine<string, string> engine = new PredictionEngine<string, string>();
            public static string Predict(string text) => engine.Predict(text);
        }
        """, With.NoMlNet | With.AspNetCore);

    [Fact]
    public Task The_fix_locks_around_every_prediction_of_a_service() => VerifyFix<MLAP7001SharedPredictionEngineAnalyzer, MLAP7001SharedPredictionEngineCodeFix>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<FareService>();
        builder.Build().Run();

        public class FareService
        {
            // Loaded at the start.
            private readonly PredictionEngine<Trip, TripPrediction> [|_engine|];

            public FareService(MLContext context)
            {
                _engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
            }

            public float Fare(Trip trip) => this._engine.Predict(trip).FareAmount;

            public float Free(Trip trip)
            {
                // The same, for nothing.
                var engine = _engine;
                TripPrediction prediction = engine.Predict(new Trip { VendorId = trip.VendorId });
                return prediction.FareAmount - prediction.FareAmount;
            }
        }
        """, $$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<FareService>();
        builder.Build().Run();

        public class FareService
        {
            // Loaded at the start.
            private readonly PredictionEngine<Trip, TripPrediction> _engine;
            private readonly object _engineLock = new object();

            public FareService(MLContext context)
            {
                _engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
            }

            public float Fare(Trip trip) => PredictLocked(trip).FareAmount;

            public float Free(Trip trip)
            {
                // The same, for nothing.
                var engine = _engine;
                TripPrediction prediction = PredictLocked(new Trip { VendorId = trip.VendorId });
                return prediction.FareAmount - prediction.FareAmount;
            }

            private TripPrediction PredictLocked(Trip example)
            {
                // A prediction engine is not thread-safe: one caller at a time.
                lock (_engineLock)
                {
                    return _engine.Predict(example);
                }
            }
        }
        """, Web with { Action = MLAP7001SharedPredictionEngineCodeFix.LockKey });

    [Fact]
    public Task The_fix_locks_two_lazy_engines_at_once() => VerifyFix<MLAP7001SharedPredictionEngineAnalyzer, MLAP7001SharedPredictionEngineCodeFix>.Program($$"""
        {{WebUsings}}

        public static class First
        {
            public static readonly Lazy<PredictionEngine<Trip, TripPrediction>> [|Engine|] = new Lazy<PredictionEngine<Trip, TripPrediction>>(() => Engines.Create(), true);

            public static TripPrediction Predict(Trip trip)
            {
                var engine = Engine.Value;
                return engine.Predict(trip);
            }
        }

        public static class Second
        {
            private static readonly Lazy<PredictionEngine<Trip, TripPrediction>> [|Engine|] = new Lazy<PredictionEngine<Trip, TripPrediction>>(Engines.Create);

            public static TripPrediction Predict(Trip trip) => Engine.Value.Predict(trip);
        }

        public static class Engines
        {
            public static PredictionEngine<Trip, TripPrediction> Create()
            {
                var context = new MLContext();
                return context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
            }
        }
        """, $$"""
        {{WebUsings}}

        public static class First
        {
            public static readonly Lazy<PredictionEngine<Trip, TripPrediction>> Engine = new Lazy<PredictionEngine<Trip, TripPrediction>>(() => Engines.Create(), true);
            private static readonly object EngineLock = new object();

            public static TripPrediction Predict(Trip trip)
            {
                return PredictLocked(trip);
            }

            private static TripPrediction PredictLocked(Trip example)
            {
                // A prediction engine is not thread-safe: one caller at a time.
                lock (EngineLock)
                {
                    return Engine.Value.Predict(example);
                }
            }
        }

        public static class Second
        {
            private static readonly Lazy<PredictionEngine<Trip, TripPrediction>> Engine = new Lazy<PredictionEngine<Trip, TripPrediction>>(Engines.Create);
            private static readonly object EngineLock = new object();

            public static TripPrediction Predict(Trip trip) => PredictLocked(trip);

            private static TripPrediction PredictLocked(Trip example)
            {
                // A prediction engine is not thread-safe: one caller at a time.
                lock (EngineLock)
                {
                    return Engine.Value.Predict(example);
                }
            }
        }

        public static class Engines
        {
            public static PredictionEngine<Trip, TripPrediction> Create()
            {
                var context = new MLContext();
                return context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));
            }
        }
        """, Web);

    [Theory]
    [InlineData("engine.Predict(trip)", "public static object Leak() => engine;")]
    [InlineData("Ask(engine, trip)", "private static TripPrediction Ask(PredictionEngine<Trip, TripPrediction> any, Trip trip) => engine.Predict(trip);")]
    public Task No_fix_is_offered_for_an_engine_that_goes_elsewhere(string predict, string member) => VerifyFix<MLAP7001SharedPredictionEngineAnalyzer, MLAP7001SharedPredictionEngineCodeFix>.NotOfferedInProgram($$"""
        {{WebUsings}}

        public class FareController : ControllerBase
        {
            private static readonly MLContext context = new MLContext();
            private static readonly PredictionEngine<Trip, TripPrediction> [|engine|] =
                context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load("fare.zip", out _));

            [HttpPost]
            public float Fare(Trip trip) => {{predict}}.FareAmount;

            {{member}}
        }
        """, Web);

    [Fact]
    public Task Another_fix_gives_the_service_a_pool() => VerifyFix<MLAP7001SharedPredictionEngineAnalyzer, MLAP7001SharedPredictionEnginePoolCodeFix>.Program($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<MLContext>();
        // One for all.
        builder.Services.AddSingleton<FareService>();
        builder.Build().Run();

        public class FareService
        {
            private readonly PredictionEngine<Trip, TripPrediction> [|engine|]; // loaded once

            public FareService(MLContext context)
            {
                var model = context.Model.Load("fare.zip", out _);
                this.engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            }

            public float Fare(Trip trip) => engine.Predict(trip).FareAmount;
        }
        """, $$"""
        {{WebUsings.Replace("using Microsoft.ML;", "using Microsoft.Extensions.ML;\nusing Microsoft.ML;")}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<MLContext>();
        // One for all.
        builder.Services.AddPredictionEnginePool<Trip, TripPrediction>().FromFile("fare.zip");
        builder.Services.AddSingleton<FareService>();
        builder.Build().Run();

        public class FareService
        {
            private readonly PredictionEnginePool<Trip, TripPrediction> engine; // loaded once

            public FareService(MLContext context, PredictionEnginePool<Trip, TripPrediction> enginePool)
            {
                this.engine = enginePool;
            }

            public float Fare(Trip trip) => engine.Predict(trip).FareAmount;
        }
        """, Web with { With = With.AspNetCore | With.Stubs });

    [Theory]
    [InlineData("AddSingleton<FareService>()", "Environment.CurrentDirectory", With.Stubs)]
    [InlineData("AddSingleton(new FareService(new MLContext()))", "\"fare.zip\"", With.Stubs)]
    [InlineData("AddSingleton<FareService>()", "\"fare.zip\"", With.MlNet)]
    public Task No_pool_is_offered_where_its_model_or_its_place_is_not_known(string registration, string path, With with) =>
        VerifyFix<MLAP7001SharedPredictionEngineAnalyzer, MLAP7001SharedPredictionEnginePoolCodeFix>.NotOfferedInProgram($$"""
        {{WebUsings}}

        var builder = WebApplication.CreateBuilder();
        builder.Services.{{registration}};
        builder.Build().Run();

        public class FareService
        {
            private readonly PredictionEngine<Trip, TripPrediction> [|engine|];

            public FareService(MLContext context)
            {
                engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(context.Model.Load({{path}}, out _));
            }

            public float Fare(Trip trip) => engine.Predict(trip).FareAmount;
        }
        """, Web with { With = with | With.AspNetCore });

    [Fact]
    public async Task On_MLNET_threads_get_each_others_answers_until_the_fix_locks()
    {
        // The mapping gives way between reading its row and being read: what a busy machine does by itself, now and then.
        const string program = """
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.ML;

            public class Row { public float X { get; set; } }

            public class Doubled { public float Y { get; set; } }

            public static class Program
            {
                private static readonly MLContext context = new MLContext(seed: 1);
                private static readonly PredictionEngine<Row, Doubled> engine = Create();

                public static void Main()
                {
                    var wrong = 0;
                    for (var round = 0; round < 20 && wrong == 0; round++)
                    {
                        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
                        {
                            try
                            {
                                if (engine.Predict(new Row { X = i }).Y != 2 * i)
                                    Interlocked.Increment(ref wrong);
                            }
                            catch (InvalidOperationException)
                            {
                                Interlocked.Increment(ref wrong);
                            }
                        });
                    }

                    Console.WriteLine(wrong == 0 ? "every answer is right" : "some answers are wrong");
                }

                private static PredictionEngine<Row, Doubled> Create()
                {
                    var rows = context.Data.LoadFromEnumerable(new[] { new Row() });
                    var model = context.Transforms.CustomMapping<Row, Doubled>(Double, contractName: null).Fit(rows);
                    return context.Model.CreatePredictionEngine<Row, Doubled>(model);
                }

                private static void Double(Row row, Doubled doubled)
                {
                    doubled.Y = 2 * row.X;
                    Thread.Sleep(1);
                }
            }
            """;

        var repaired = await FixRunner.FixAsync<MLAP7001SharedPredictionEngineAnalyzer, MLAP7001SharedPredictionEngineCodeFix>(program);

        Assert.Equal("some answers are wrong\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("every answer is right\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
