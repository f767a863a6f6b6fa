using System.Threading.Tasks;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4008FitWhileServingTests
{
    private const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.ML;
        """;

    /// <summary>What trains; <c>{|</c> and <c>|}</c> stand around its Fit.</summary>
    private const string Trainer = """

        public interface IFares
        {
            ITransformer Train();
        }

        public class Fares : IFares
        {
            private readonly MLContext mlContext = new MLContext();

            public ITransformer Train()
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
                return mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).{|Fit|}(trips);
            }
        }
        """;

    private static readonly Setup Web = new() { With = With.AspNetCore, Sources = [("/0/Rows.cs", Sources.Rows)] };

    private static Task Found(string text, Setup? setup = null) => Verify<MLAP4008FitWhileServingAnalyzer>.Program(Whole(text, Trainer.Replace("{|", "[|").Replace("|}", "|]")), setup ?? Web);

    private static Task NotFound(string text, Setup? setup = null) => Verify<MLAP4008FitWhileServingAnalyzer>.Program(Whole(text, Trainer.Replace("{|", "").Replace("|}", "")), setup ?? Web);

    private static Task Program(string text, Setup? setup = null) => Verify<MLAP4008FitWhileServingAnalyzer>.Program(Whole(text, ""), setup ?? Web);

    private static string Whole(string text, string trainer) => Usings + "\n" + text + "\n" + trainer;

    [Fact]
    public Task An_action_through_a_service() => Found("""
        [ApiController]
        public class FareController : ControllerBase
        {
            private readonly IFares fares;

            public FareController(IFares fares) => this.fares = fares;

            [HttpPost("train")]
            public IActionResult Retrain() => Ok(fares.Train());
        }
        """, Web with
    {
        Messages =
        [
            "'Fit' runs on the path of requests to 'FareController.Retrain': whoever calls it waits for the training, calls that meet train side by side, and what they leave behind answers the next ones unevaluated; "
                + "train in a job (a hosted service, a timer) and only predict here, or let only a role or policy in",
        ],
    });

    [Theory]
    [InlineData("""app.MapPost("/train", (IFares fares) => fares.Train());""")]
    [InlineData("""app.MapGroup("/fares").MapPost("/train", (IFares fares) => { fares.Train(); return Results.Ok(); }).RequireAuthorization();""")]
    [InlineData("""app.MapPost("/train", Endpoints.Retrain);""")]
    [InlineData("""app.MapPost("/train", (IFares fares) => Task.Run(() => fares.Train())).RequireAuthorization(policy => policy.RequireAuthenticatedUser());""")]
    [InlineData("""app.MapPost("/train", [Authorize] (IFares fares) => fares.Train()); if (app.Environment.IsDevelopment()) app.MapGet("/", () => "");""")]
    public Task An_endpoint(string map) => Found($$"""
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddScoped<IFares, Fares>();
        var app = builder.Build();
        {{map}}
        app.Run();

        public static class Endpoints
        {
            public static void Retrain(IFares fares) => fares.Train();
        }
        """);

    [Theory]
    [InlineData("public class TrainModel : PageModel { public void OnPostTrain([FromServices] IFares fares) => fares.Train(); }")]
    [InlineData("public class FareHub : Hub { public void Retrain() => new Fares().Train(); }")]
    [InlineData("[Authorize] public class FareController : ControllerBase { public void Retrain() => new Fares().Train(); }")]
    [InlineData("[Authorize(AuthenticationSchemes = \"Bearer\")] public class FareController : ControllerBase { public void Retrain() => new Fares().Train(); }")]
    [InlineData("[Authorize(Roles = \"Admin\")] public class FareController : ControllerBase { [AllowAnonymous] public void Retrain() => new Fares().Train(); }")]
    [InlineData("public class FareController : ControllerBase { public FareController() => new Fares().Train(); public void Fare() { } }")]
    [InlineData("public class FareMiddleware { public Task InvokeAsync(HttpContext context) { new Fares().Train(); return Task.CompletedTask; } }")]
    public Task Another_kind_of_request(string code) => Found(code);

    [Theory]
    [InlineData("HttpTrigger(AuthorizationLevel.Anonymous)", "Retrain", true)]
    [InlineData("HttpTrigger(AuthorizationLevel.Function)", "PredictFare", true)]
    [InlineData("HttpTrigger(AuthorizationLevel.Function)", "Retrain", false)]
    [InlineData("HttpTrigger(AuthorizationLevel.Admin)", "PredictFare", false)]
    [InlineData("TimerTrigger", "PredictFares", false)]
    [InlineData("BlobTrigger", "Retrain", false)]
    public Task A_function(string trigger, string name, bool found)
    {
        var code = $$"""
            public class Functions
            {
                [Function] public void {{name}}([{{trigger}}] string request) => new Fares().Train();
            }

            public enum AuthorizationLevel { Anonymous, Function, Admin }
            public class FunctionAttribute : Attribute { }
            public class TimerTriggerAttribute : Attribute { }
            public class BlobTriggerAttribute : Attribute { }
            public class HttpTriggerAttribute : Attribute { public HttpTriggerAttribute(AuthorizationLevel level) { } }
            """;
        return found ? Found(code) : NotFound(code);
    }

    [Theory]
    [InlineData("IRequestHandler<FareQuery>", "Predict", true)]
    [InlineData("INotificationHandler<FareQuery>", "GetPrediction", true)]
    [InlineData("IConsumer<FareQuery>", "Retrain", false)]
    [InlineData("INotificationHandler<FareQuery>", "TrainScorer", false)]
    public Task A_message_handler_that_scores(string handler, string name, bool found)
    {
        var code = $$"""
            public class FareHandler : {{handler}}
            {
                public void Handle(FareQuery query) => {{name}}();

                public void Consume(FareQuery query) => {{name}}();

                private void {{name}}() => new Fares().Train();
            }

            public class FareQuery { }
            public interface IRequestHandler<T> { void Handle(T message); }
            public interface INotificationHandler<T> { void Handle(T message); }
            public interface IConsumer<T> { void Consume(T message); }
            """;
        return found ? Found(code) : NotFound(code);
    }

    [Theory]
    [InlineData("public void Retrain() => mediator.Send(new RetrainCommand());", true)]
    [InlineData("public void Retrain(RetrainCommand command) => mediator.Send(command);", true)]
    [InlineData("[Authorize(Roles = \"Admin\")] public void Retrain() => mediator.Send(new RetrainCommand());", false)]
    public Task A_request_of_a_mediator_is_the_senders(string action, bool found)
    {
        var code = $$"""
            public class FareController : ControllerBase
            {
                private readonly IMediator mediator;

                public FareController(IMediator mediator) => this.mediator = mediator;

                {{action}}
            }

            public class RetrainHandler : IRequestHandler<RetrainCommand>
            {
                public void Handle(RetrainCommand command) => new Fares().Train();
            }

            public class RetrainCommand { }
            public interface IMediator { void Send(object message); }
            public interface IRequestHandler<T> { void Handle(T message); }
            """;
        return found ? Found(code) : NotFound(code);
    }

    [Theory]
    [InlineData("AddScoped<FareScorer>()", "Score", true)]
    [InlineData("AddSingleton<FareScorer>()", "PredictAsync", true)]
    [InlineData("AddScoped<FareScorer>()", "Retrain", false)]
    [InlineData("AddScoped<FareScorer>()", "TrainScorer", false)]
    [InlineData("AddSingleton<FareScorer>()", "InitializePrediction", false)]
    [InlineData("AddSingleton<FareScorer>()", "RefreshRecommendationModel", false)]
    [InlineData("AddControllers()", "Score", false)]
    public Task A_service_of_a_web_program_that_scores(string registration, string name, bool found)
    {
        var code = $$"""
            var builder = WebApplication.CreateBuilder();
            builder.Services.{{registration}};

            public class FareScorer
            {
                private ITransformer model;

                public ITransformer {{name}}() => model ??= new Fares().Train();
            }
            """;
        return found ? Found(code) : NotFound(code);
    }

    [Fact]
    public Task A_service_that_trains_when_it_is_made_for_each_request() => Program("""
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddTransient<Fares>();
        builder.Services.AddSingleton<OnceFares>();

        public class FareController : ControllerBase
        {
            public FareController(Fares fares, OnceFares once) { }

            public void Fare() { }
        }

        public class Fares
        {
            public Fares() => new MLContext().Regression.Trainers.Sdca("FareAmount").[|Fit|](new MLContext().Data.LoadFromTextFile<Trip>("trips.csv"));
        }

        public class OnceFares
        {
            public OnceFares() => new MLContext().Regression.Trainers.Sdca("FareAmount").Fit(new MLContext().Data.LoadFromTextFile<Trip>("trips.csv"));
        }
        """);

    [Fact]
    public Task A_job_that_a_request_starts_too() => Found("""
        public class Retraining : BackgroundService
        {
            protected override Task ExecuteAsync(CancellationToken token) => Task.FromResult(new Fares().Train());
        }

        public class FareController : ControllerBase
        {
            public void Retrain() => new Fares().Train();
        }
        """);

    [Fact]
    public Task A_preparation_that_is_fitted_to_the_request_and_scored_by_a_model() => Program("""
        public class FareController : ControllerBase
        {
            private static readonly MLContext mlContext = new MLContext();
            private static readonly ITransformer model = mlContext.Model.Load("fare.zip", out _);

            public IDataView Fares(List<Trip> trips)
            {
                var view = mlContext.Data.LoadFromEnumerable(trips);
                var scaled = mlContext.Transforms.NormalizeMinMax("TripDistance").[|Fit|](view).Transform(view);
                return model.Transform(scaled);
            }

            public IDataView Words(List<Ticket> tickets)
            {
                var view = mlContext.Data.LoadFromEnumerable(tickets);
                return mlContext.Transforms.Text.FeaturizeText("Title").Fit(view).Transform(view);
            }

            public IDataView Columns(List<Trip> trips)
            {
                var view = mlContext.Data.LoadFromEnumerable(trips);
                return model.Transform(mlContext.Transforms.CopyColumns("Metres", "TripDistance").Fit(view).Transform(view));
            }
        }
        """);

    [Fact]
    public Task An_experiment() => Program("""
        using Microsoft.ML.AutoML;

        public class FareController : ControllerBase
        {
            public object Retrain()
            {
                var mlContext = new MLContext();
                return mlContext.Auto().CreateRegressionExperiment(60).[|Execute|](mlContext.Data.LoadFromTextFile<Trip>("trips.csv"), "FareAmount");
            }
        }
        """, Web with { With = With.AspNetCore | With.Stubs });

    [Fact]
    public Task Not_a_series_that_is_forecast_by_what_was_just_seen() => Program("""
        public class FareController : ControllerBase
        {
            public void Forecast(List<Trip> trips)
            {
                var mlContext = new MLContext();
                var view = mlContext.Data.LoadFromEnumerable(trips);
                mlContext.Forecasting.ForecastBySsa("Forecast", "FareAmount", 7, 30, 100, 5).Fit(view);
                mlContext.Transforms.DetectSpikeBySsa("Spikes", "FareAmount", 95d, 10, 100, 10).Fit(view);
            }
        }
        """, Web with { With = With.AspNetCore | With.Stubs });

    [Theory]
    [InlineData("[Authorize(Roles = \"Admin\")] public class FareController : ControllerBase { public void Retrain() => new Fares().Train(); }")]
    [InlineData("public class FareController : ControllerBase { [Authorize(Policy = \"Training\")] public void Retrain() => new Fares().Train(); }")]
    [InlineData("public class FareController : ControllerBase { [Authorize(\"Training\")] public void Retrain() => new Fares().Train(); }")]
    [InlineData("[Authorize(Roles = \"Admin\")] public class AdminBase : ControllerBase { } public class FareController : AdminBase { public void Retrain() => new Fares().Train(); }")]
    [InlineData("public class AdminsAttribute : AuthorizeAttribute { } public class FareController : ControllerBase { [Admins] public void Retrain() => new Fares().Train(); }")]
    [InlineData("public class SecretAttribute : Attribute, IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { } } [Secret] public class FareController : ControllerBase { public void Retrain() => new Fares().Train(); }")]
    [InlineData("public class ApiKeyFilter { } public class FareController : ControllerBase { [ServiceFilter(typeof(ApiKeyFilter))] public void Retrain() => new Fares().Train(); }")]
    [InlineData("public class FareController : ControllerBase { public object Retrain() => User.IsInRole(\"Admin\") ? new Fares().Train() : Forbid(); }")]
    [InlineData("[Authorize(Roles = \"Admin\")] public class FareHub : Hub { public void Retrain() => new Fares().Train(); }")]
    [InlineData("[Authorize(Roles = \"Admin\")] public class TrainModel : PageModel { public void OnPost() => new Fares().Train(); }")]
    [InlineData("public class FareController : ControllerBase { [NonAction] public void Retrain() => new Fares().Train(); }")]
    public Task Not_where_only_a_role_or_policy_is_let_in(string code) => NotFound(code);

    [Theory]
    [InlineData("""app.MapPost("/train", (IFares fares) => fares.Train()).RequireAuthorization("Training");""")]
    [InlineData("""app.MapPost("/train", (IFares fares) => fares.Train()).WithName("train").RequireAuthorization(policy => policy.RequireRole("Admin"));""")]
    [InlineData("""app.MapPost("/train", [Authorize(Roles = "Admin")] (IFares fares) => fares.Train());""")]
    [InlineData("""app.MapGroup("/admin").RequireAuthorization("Training").MapPost("/train", (IFares fares) => fares.Train());""")]
    [InlineData("""var admin = app.MapGroup("/admin").RequireAuthorization("Training"); admin.MapPost("/train", (IFares fares) => fares.Train());""")]
    [InlineData("""var admin = app.MapGroup("/admin"); admin.RequireAuthorization("Training"); admin.MapPost("/train", (IFares fares) => fares.Train());""")]
    [InlineData("""var train = app.MapPost("/train", (IFares fares) => fares.Train()); train.RequireAuthorization(new AuthorizeAttribute { Roles = "Admin" });""")]
    [InlineData("""app.MapGroup("/admin").RequireAuthorization("Training").MapTraining();""")]
    [InlineData("""app.MapControllers().RequireAuthorization("Training");""")]
    [InlineData("""if (app.Environment.IsDevelopment()) app.MapPost("/train", (IFares fares) => fares.Train());""")]
    [InlineData("""app.MapPost("/queue", (Jobs jobs) => jobs.Enqueue(() => new Fares().Train()));""")]
    public Task Not_an_endpoint_of_a_role_or_policy_or_a_job_that_it_leaves_to_others(string map) => NotFound($$"""
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddScoped<IFares, Fares>();
        var app = builder.Build();
        {{map}}
        app.Run();

        public class Jobs
        {
            public void Enqueue(Action job) { }
        }

        """ + (map.Contains("MapControllers") ? "public class FareController : ControllerBase { public void Retrain() => new Fares().Train(); }"
            : map.Contains("MapTraining") ? """public static class Endpoints { public static void MapTraining(this RouteGroupBuilder group) => group.MapPost("/train", (IFares fares) => fares.Train()); }"""
            : ""));

    [Theory]
    [InlineData("public class Retraining : BackgroundService { protected override Task ExecuteAsync(CancellationToken token) => Task.FromResult(new Fares().Train()); }")]
    [InlineData("public class Retraining : IJob { public Task Execute(object context) => Task.FromResult(new Fares().Train()); } public interface IJob { Task Execute(object context); }")]
    [InlineData("public class FareController : ControllerBase { private static readonly Lazy<ITransformer> model = new(() => new Fares().Train()); public object Fare() => model.Value; }")]
    [InlineData("public class FareController : ControllerBase { private static readonly ConcurrentDictionary<int, ITransformer> models = new(); public object Fare() => models.GetOrAdd(1, _ => new Fares().Train()); }")]
    [InlineData("public class FareController : ControllerBase { private static readonly ITransformer model = new Fares().Train(); public object Fare() => model; }")]
    [InlineData("public static class Tool { private static void Main() => PredictFares(); private static void PredictFares() => new Fares().Train(); }")]
    public Task Not_a_job_or_what_is_trained_once(string code) => NotFound(code);

    [Fact]
    public Task Not_where_the_call_is_another_classs() => NotFound("""
        public interface IStep
        {
            void Run();
        }

        public class TrainStep : IStep
        {
            public void Run() => new Fares().Train();
        }

        public class ScoreStep : IStep
        {
            public void Run() { }
        }

        public class FareController : ControllerBase
        {
            private readonly IStep step = new ScoreStep();

            public void Fare() => step.Run();
        }
        """);

    [Fact]
    public Task Not_a_button_of_a_window() => NotFound("""
        public class Window
        {
            public event EventHandler Click;

            public Window() => Click += (_, _) => PredictFares();

            private void PredictFares() => new Fares().Train();
        }
        """);

    [Fact]
    public Task Not_in_tests() => NotFound("""
        public class FareController : ControllerBase
        {
            public void Retrain() => new Fares().Train();
        }
        """, Web with { With = With.AspNetCore | With.XunitFramework });

    [Fact]
    public Task Not_without_ML_NET() => Verify<MLAP4008FitWhileServingAnalyzer>.Program("""
        public class FareController : ControllerBase
        {
            public void Retrain() => new Trainer().Fit(new View());
        }
        """, With.AspNetCore | With.NoMlNet);
}
