using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2002NotValidatedBeforePredictTests
{
    private static readonly Setup Web = new() { With = With.AspNetCore | With.Runtime | With.Stubs, Output = Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary };

    private static string Controller(string action, string members = "", string attribute = "[ApiController]") => $$"""
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.ML;
        using Microsoft.ML;

        {{attribute}}
        public sealed class FareController : ControllerBase
        {
            private readonly PredictionEnginePool<Trip, TripPrediction> pool;
            private readonly HttpClient client = new();

            public FareController(PredictionEnginePool<Trip, TripPrediction> pool) => this.pool = pool;

            [HttpPost]
            {{action}}

            {{members}}
        }
        """;

    private static string Endpoint(string map, string members = "") => $$"""
        using System;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.ML;
        using Microsoft.ML;

        var app = WebApplication.Create(args);
        {{map}}
        app.Run();

        {{members}}
        """;

    private static Setup WithRows(Setup setup, params (string, string)[] more) => setup with { Sources = [("/0/Rows.cs", Sources.Rows), .. more] };

    private static Task Action(string action, string members = "", string attribute = "[ApiController]", Setup? setup = null) =>
        Verify<MLAP2002NotValidatedBeforePredictAnalyzer>.Program(Controller(action, members, attribute), WithRows(setup ?? Web));

    private static Task Map(string map, string members = "") => Verify<MLAP2002NotValidatedBeforePredictAnalyzer>.Program(Endpoint(map, members), WithRows(Web) with { Output = null });

    [Fact]
    public Task A_body() => Action(
        "public float Post([FromBody] Trip trip) => pool.[|Predict|](trip).FareAmount;",
        setup: Web with { Messages = ["'trip' of a request to 'FareController.Post' reaches Predict and nothing has looked at it: a field that is missing is 0 or null, and a category or number that training never saw is scored all the same; hold the row against the data schema for serving first"] });

    [Theory]
    [InlineData("public float Post(Trip trip) { if (trip == null) return 0; return pool.[|Predict|](trip).FareAmount; }", "")]
    [InlineData("public float Post(float km) => pool.[|Predict|](modelName: \"fares\", example: new Trip { TripDistance = km }).FareAmount;", "")]
    [InlineData("public float Post(Ride ride) { var trip = new Trip(); trip.TripDistance = ride.Km * 1.6f; return pool.[|Predict|](trip).FareAmount; }", "public class Ride { public float Km { get; set; } }")]
    [InlineData("public float Post(Ride ride) { if (!ModelState.IsValid) return 0; return pool.[|Predict|](new Trip { TripDistance = ride.Km }).FareAmount; }", "public class Ride { public float Km { get; set; } }")]
    [InlineData("public List<float> Post(List<Trip> trips) => trips.Select(trip => pool.[|Predict|](trip).FareAmount).ToList();", "")]
    [InlineData("public List<float> Post(Trip[] trips) { var all = new List<float>(); foreach (var trip in trips) all.Add(pool.[|Predict|](trip).FareAmount); return all; }", "")]
    [InlineData("public async Task<float> Post() { var text = await new StreamReader(Request.Body).ReadToEndAsync(); var trip = JsonSerializer.Deserialize<Trip>(text); return pool.[|Predict|](trip).FareAmount; }", "")]
    [InlineData("public float Post(Trip trip) => Score(trip);", "private float Score(Trip trip) => pool.[|Predict|](trip).FareAmount;")]
    public Task Spellings_of_a_request(string action, string members) => Action(action, members);

    [Theory]
    [InlineData("public float Post(Ride ride) => pool.Predict(new Trip { TripDistance = ride.Km }).FareAmount;", "public class Ride { [Range(0, 1000)] public float Km { get; set; } }")]
    [InlineData("public float Post([Required] string kind) => pool.Predict(new Trip { PaymentType = kind }).FareAmount;", "")]
    [InlineData("public float Post(Trip trip) { if (trip.TripDistance <= 0) throw new ArgumentException(); return pool.Predict(trip).FareAmount; }", "")]
    [InlineData("public float Post(string kind) { if (string.IsNullOrEmpty(kind)) return 0; return pool.Predict(new Trip { PaymentType = kind }).FareAmount; }", "")]
    [InlineData("public float Post(Trip trip) { Validate(trip); return pool.Predict(trip).FareAmount; }", "private static void Validate(Trip trip) { if (trip.TripDistance < 0) throw new ArgumentException(); }")]
    [InlineData("public float Post(Trip trip) => pool.Predict(trip).FareAmount;", "public class TripValidator : AbstractValidator<Trip> { } public class AbstractValidator<T> { }")]
    [InlineData("public float Post(int id) { var best = 0f; foreach (var km in Known(id)) best = pool.Predict(new Trip { RateCode = id, TripDistance = km }).FareAmount; return best; }", "private static IEnumerable<float> Known(int id) => new float[id];")]
    [InlineData("public float Post(Trip trip) => Score(trip);", "private float Score(Trip ride) { if (ride.TripDistance < 0) return 0; return pool.Predict(ride).FareAmount; }")]
    [InlineData("public float Post(int id) => Best(id);", "private float Best(int ride) { var best = 0f; foreach (var km in Known(ride)) best = pool.Predict(new Trip { RateCode = ride, TripDistance = km }).FareAmount; return best; } private static IEnumerable<float> Known(int id) => new float[id];")]
    [InlineData("public float Post(string name) { using var reader = new StreamReader(name); var trip = JsonSerializer.Deserialize<Trip>(reader.ReadToEnd()); return pool.Predict(trip).FareAmount; }", "")]
    [InlineData("public float Post([FromServices] Trip trip) => pool.Predict(trip).FareAmount;", "")]
    [InlineData("public float Post() => pool.Predict(new Trip { TripDistance = 1 }).FareAmount;", "")]
    [InlineData("public async Task<float> Post(int id) { var trip = await client.GetFromJsonAsync<Trip>($\"trips/{id}\"); return pool.Predict(trip).FareAmount; }", "")]
    [InlineData("public float Post(Trip trip) { if (!rows.IsValid(trip)) return 0; return pool.Predict(trip).FareAmount; }", "private static readonly MlAntipatternAnalyzers.Runtime.RowValidator<Trip> rows = MlAntipatternAnalyzers.Runtime.DataSchema.Load(\"t\").ForRows<Trip>(\"SERVING\");")]
    public Task Guarded_or_not_of_a_request(string action, string members) => Action(action, members);

    [Fact]
    public Task Model_state_without_the_framework_that_asks_it() => Action(
        "public float Post(Ride ride) { if (!ModelState.IsValid) return 0; return pool.Predict(new Trip { TripDistance = ride.Km }).FareAmount; }", "public class Ride { [Range(0, 1000)] public float Km { get; set; } }", attribute: "");

    [Fact]
    public Task A_filter_of_the_controller() => Action(
        "public float Post(Trip trip) => pool.Predict(trip).FareAmount;", attribute: "[ServiceFilter(typeof(ValidationFilter))]", members: "} public class ValidationFilter {");

    [Fact]
    public Task A_minimal_endpoint() => Map("""app.MapPost("/fare", (PredictionEnginePool<Trip, TripPrediction> pool, Trip trip) => pool.[|Predict|](trip));""");

    [Fact]
    public Task A_method_that_is_mapped() => Map("""app.MapPost("/fare", Score);""", "static float Score(PredictionEnginePool<Trip, TripPrediction> pool, Trip trip) => pool.[|Predict|](trip).FareAmount;");

    [Theory]
    [InlineData("""app.MapPost("/fare", (PredictionEnginePool<Trip, TripPrediction> pool, Trip trip) => pool.Predict(trip)).AddEndpointFilter(async (context, next) => await next(context));""")]
    [InlineData("""app.MapPost("/fare", (PredictionEnginePool<Trip, TripPrediction> pool, Trip trip) => { if (trip.TripDistance <= 0) return Results.BadRequest(); return Results.Ok(pool.Predict(trip)); });""")]
    public Task A_guarded_endpoint(string map) => Map(map);

    [Fact]
    public Task A_console_program() => Verify<MLAP2002NotValidatedBeforePredictAnalyzer>.Members("""
        public static float Score(Trip trip) => mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(mlContext.Model.Load("model.zip", out _)).Predict(trip).FareAmount;
        """);

    [Fact]
    public Task Not_in_test_projects() => Action("public float Post(Trip trip) => pool.Predict(trip).FareAmount;", setup: Web with { With = Web.With | With.XunitFramework });

    [Fact]
    public Task Nothing_without_MLNet() => Verify<MLAP2002NotValidatedBeforePredictAnalyzer>.Program("class Engine { public int Predict(int row) => row; }", With.NoMlNet);

    private const string Skeleton = """
        {
          "format": "mlschema",
          "version": 1,
          "minRows": 1,
          "columns": [
            {
              "name": "Km",
              "type": "Single"
            }
          ]
        }

        """;

    private const string Rides = "public class Ride { public float Km { get; set; } } public class Fare { public float Score { get; set; } }";

    private static Task Fix(string before, string after, bool hasSchema = false)
    {
        var rows = WithRows(Web, ("/0/Rides.cs", Rides));
        string Whole(string text) => Controller(text).Replace("Trip, TripPrediction", "Ride, Fare");
        var schema = new[] { ("Ride.mlschema.json", Sources.Normalize(Skeleton)) };
        var fixedText = Whole(after).Replace("using Microsoft.ML;", "using Microsoft.ML;\nusing MlAntipatternAnalyzers.Runtime;")
            .Replace("ControllerBase\n{\n", "ControllerBase\n{\n    private static readonly RowValidator<Ride> rideValidator = DataSchema.Load(\"Ride.mlschema.json\").ForRows<Ride>(\"SERVING\");\n");
        return VerifyFix<MLAP2002NotValidatedBeforePredictAnalyzer, MLAP2002NotValidatedBeforePredictCodeFix>.Program(
            Whole(before), fixedText, rows with { Action = MLAP2002NotValidatedBeforePredictCodeFix.CheckRow, AdditionalFiles = hasSchema ? schema : [], AdditionalFilesAfter = schema });
    }

    [Fact]
    public Task A_controller_answers_a_bad_request() => Fix(
        """
        public IActionResult Post(Ride ride)
            {
                // The price.
                var fare = pool.[|Predict|](ride);
                return Ok(fare.Score);
            }
        """,
        """
        public IActionResult Post(Ride ride)
            {
                // The price.
                if (!rideValidator.IsValid(ride))
                    return BadRequest(string.Join("; ", rideValidator.Validate(ride)));
                var fare = pool.Predict(ride);
                return Ok(fare.Score);
            }
        """);

    [Fact]
    public Task A_handler_that_cannot_answer_throws() => Fix(
        """
        public float Post(float km)
            {
                return pool.[|Predict|](new Ride { Km = km }).Score;
            }
        """,
        """
        public float Post(float km)
            {
                var row = new Ride { Km = km };
                rideValidator.ThrowIfInvalid(row);
                return pool.Predict(row).Score;
            }
        """,
        hasSchema: true);

    [Fact]
    public Task An_expression_becomes_a_block() => Fix(
        "public float Post(Ride ride) => pool.[|Predict|](ride).Score;",
        """
        public float Post(Ride ride)
            {
                rideValidator.ThrowIfInvalid(ride);
                return pool.Predict(ride).Score;
            }
        """);

    [Fact]
    public Task Two_at_once() => Fix(
        """
        public ActionResult<float> Post(Ride ride)
            {
                return pool.[|Predict|](ride).Score;
            }

            [HttpPut]
            public ActionResult<float> Put(Ride ride)
            {
                return pool.[|Predict|](ride).Score;
            }
        """,
        """
        public ActionResult<float> Post(Ride ride)
            {
                if (!rideValidator.IsValid(ride))
                    return BadRequest(string.Join("; ", rideValidator.Validate(ride)));
                return pool.Predict(ride).Score;
            }

            [HttpPut]
            public ActionResult<float> Put(Ride ride)
            {
                if (!rideValidator.IsValid(ride))
                    return BadRequest(string.Join("; ", rideValidator.Validate(ride)));
                return pool.Predict(ride).Score;
            }
        """);

    [Fact]
    public Task A_minimal_endpoint_answers_a_bad_request() => VerifyFix<MLAP2002NotValidatedBeforePredictAnalyzer, MLAP2002NotValidatedBeforePredictCodeFix>.Program(
        Endpoint("""app.MapPost("/fare", (PredictionEnginePool<Ride, Fare> pool, Ride ride) => pool.[|Predict|](ride));"""),
        Endpoint("""
            var rideValidator = DataSchema.Load("Ride.mlschema.json").ForRows<Ride>("SERVING");
            app.MapPost("/fare", (PredictionEnginePool<Ride, Fare> pool, Ride ride) =>
            {
                if (!rideValidator.IsValid(ride))
                    return Results.BadRequest(string.Join("; ", rideValidator.Validate(ride)));
                return Results.Ok(pool.Predict(ride));
            });
            """).Replace("using Microsoft.ML;", "using Microsoft.ML;\nusing MlAntipatternAnalyzers.Runtime;"),
        Web with { Output = null, Sources = [("/0/Rides.cs", Rides)], AdditionalFiles = [("Ride.mlschema.json", Sources.Normalize(Skeleton))] });

    [Fact]
    public Task Not_without_the_runtime_library() => VerifyFix<MLAP2002NotValidatedBeforePredictAnalyzer, MLAP2002NotValidatedBeforePredictCodeFix>.NotOfferedInProgram(
        Controller("public float Post(Trip trip) => pool.[|Predict|](trip).FareAmount;"), WithRows(Web with { With = With.AspNetCore | With.Stubs }));

    [Fact]
    public async Task A_service_scores_what_it_never_saw_until_the_row_is_checked()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Linq;
            using System.Net.Http;
            using System.Net.Http.Json;
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Http;
            using Microsoft.Extensions.Logging;
            using Microsoft.ML;

            var context = new MLContext(seed: 1);
            var rides = Enumerable.Range(1, 40).Select(i => new Ride { Km = i, Price = 2 * i }).ToList();
            var model = context.Transforms.Concatenate("Features", "Km").Append(context.Regression.Trainers.FastTree("Price", minimumExampleCountPerLeaf: 1)).Fit(context.Data.LoadFromEnumerable(rides));
            var engine = context.Model.CreatePredictionEngine<Ride, Fare>(model);
            var builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapPost("/fare", (Ride ride) => engine.Predict(ride));
            await app.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            foreach (var km in new[] { 3f, -7f })
            {
                var answer = await client.PostAsJsonAsync("/fare", new { km });
                Console.WriteLine($"{km}: {(int)answer.StatusCode} {((await answer.Content.ReadAsStringAsync()).Contains("Km") ? "names Km" : "says no more")}");
            }

            public class Ride
            {
                public float Km { get; set; }
                public float Price { get; set; }
            }

            public class Fare { public float Score { get; set; } }
            """);
        const string Schema = """
            {
              "format": "mlschema",
              "version": 2,
              "environments": ["TRAINING", "SERVING"],
              "columns": [
                { "name": "Km", "type": "Single", "min": 0, "max": 100 },
                { "name": "Price", "type": "Single", "notInEnvironments": ["SERVING"] }
              ]
            }
            """;
        var setup = new Setup { With = With.AspNetCore | With.Runtime, AdditionalFiles = [("Ride.mlschema.json", Schema)] };
        var repaired = await FixRunner.FixAsync<MLAP2002NotValidatedBeforePredictAnalyzer, MLAP2002NotValidatedBeforePredictCodeFix>(program, setup);

        Assert.Equal("3: 200 says no more\n-7: 200 says no more\n", (await ProgramRunner.RunAsync(program, setup)).OutputOrThrow());
        Assert.Equal("3: 200 says no more\n-7: 400 names Km\n", (await ProgramRunner.RunAsync(repaired, setup, [("Ride.mlschema.json", Schema)])).OutputOrThrow());
    }
}
