using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Which requests, messages and jobs lead to the call of <c>Work.Do()</c>'s Fit, nearest first.</summary>
public sealed class RequestPathTests
{
    private const string Work = """

        public class Work
        {
            public void Do(MLContext context, IDataView view) => context.Transforms.NormalizeMinMax("X").Fit(view);
        }
        """;

    private static void Are(string expected, string code, OutputKind? output = null)
    {
        var compilation = ModelText.Compile("using Microsoft.AspNetCore.Authorization; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Mvc; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;\n" + code + Work, output, With.AspNetCore);
        var model = ModelText.ModelOf(compilation);
        var fit = compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()).Single(call => call.ToString().EndsWith("Fit(view)", System.StringComparison.Ordinal));
        var method = (IMethodSymbol)compilation.GetSemanticModel(fit.SyntaxTree).GetDeclaredSymbol(fit.Ancestors().OfType<MethodDeclarationSyntax>().First())!;
        var paths = model.Ask(() => model.RequestPaths.To(fit, model.BodyOf(method)!));
        Assert.Equal(expected, string.Join("; ", paths.Select(path =>
            $"{path.Kind} {path.Name}{(path.IsRestricted ? " restricted" : "")}{(path.Scores ? " scores" : "")}{(path.IsAmbiguous ? " ambiguous" : "")}")));
    }

    [Fact]
    public void A_request_and_a_job() => Are("Request FareController.Retrain; Job Retraining.ExecuteAsync", """
        public class FareController : ControllerBase
        {
            public void Retrain() => new Work().Do(null, null);
        }

        public class Retraining : BackgroundService
        {
            protected override Task ExecuteAsync(System.Threading.CancellationToken token) => Task.Run(() => new Work().Do(null, null));
        }
        """);

    [Fact]
    public void Two_requests_of_which_one_is_restricted() => Are("Request FareController.Retrain restricted; Request FareController.Predict scores", """
        public class FareController : ControllerBase
        {
            [Authorize(Roles = "Admin")] public void Retrain() => Both();

            public void Predict() => Both();

            private static void Both() => new Work().Do(null, null);
        }
        """);

    [Fact]
    public void The_programs_start_and_an_endpoint() => Are("Start ; Request MapGet(\"/\") restricted", """
        var app = WebApplication.CreateBuilder().Build();
        new Work().Do(null, null);
        app.MapGet("/", () => new Work().Do(null, null)).RequireAuthorization("Training");
        """, OutputKind.ConsoleApplication);

    [Fact]
    public void A_service_that_nothing_in_sight_calls() => Are("Service Scorer.ScoreAll scores", """
        public class Scorer
        {
            public static void Register(IServiceCollection services) => services.AddScoped<Scorer>();

            public void ScoreAll() => new Work().Do(null, null);
        }
        """);

    [Fact]
    public void An_interface_that_several_classes_implement() => Are("Request FareController.Fare ambiguous", """
        public interface IStep { void Run(); }

        public class First : IStep { public void Run() => new Work().Do(null, null); }

        public class Second : IStep { public void Run() { } }

        public class FareController : ControllerBase
        {
            private readonly IStep step;

            public FareController(IStep step) => this.step = step;

            public void Fare() => step.Run();
        }
        """);

    [Fact]
    public void One_of_several_classes_that_is_registered() => Are("Request FareController.Fare", """
        public interface IStep { void Run(); }

        public class First : IStep { public void Run() => new Work().Do(null, null); }

        public class Second : IStep { public void Run() { } }

        public class FareController : ControllerBase
        {
            private readonly IStep step;

            public FareController(IStep step) => this.step = step;

            public static void Register(IServiceCollection services, bool known) { services.AddScoped<IStep, First>(); }

            [NonAction] public void Other() { }

            public void Fare() => step.Run();
        }
        """);
}
