using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using TaxiFare.Client;
using TaxiFare.Features;

namespace TaxiFare.Serving;

public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (ServingOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(ServingOptions.Usage);
            return 2;
        }
        string[] models = ["fare.zip", "tip.zip", "duration.zip", "offer.zip"];
        if (models.FirstOrDefault(model => !File.Exists(options.PathOf(model))) is { } missing)
        {
            Console.Error.WriteLine($"no {missing} in {options.ModelFolder}: run TaxiFare.Training first, with --out and this folder");
            return 2;
        }

        WebApplication app = Build(options);
        if (!options.SelfTest)
        {
            await app.RunAsync();
            return 0;
        }

        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        int wrong = await new SelfTest(client).RunAsync();
        await app.StopAsync();
        return wrong == 0 ? 0 : 1;
    }

    private static WebApplication Build(ServingOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(options.SelfTest ? LogLevel.None : LogLevel.Information);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.SelfTest ? 0 : options.Port));

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(CreateContext());
        builder.Services.AddSingleton<FareService>();
        builder.Services.AddSingleton<TipService>();
        builder.Services.AddSingleton<DurationService>();
        builder.Services.AddSingleton<OfferService>();

        WebApplication app = builder.Build();
        RouteGroupBuilder checkedRequests = app.MapGroup("").AddEndpointFilter<PlausibleRequest>();
        checkedRequests.MapPost("/fare", (FareRequest request, FareService fares) => fares.Quote(request));
        checkedRequests.MapPost("/tip", (TipRequest request, TipService tips) => tips.Expect(request));
        checkedRequests.MapPost("/duration", (DurationRequest request, DurationService durations) => durations.Predict(request));
        checkedRequests.MapPost("/offers", (OfferRequest[] offers, OfferService ranking) => ranking.Sort(offers));
        return app;
    }

    // The models name their custom mappings; the code is in our own assembly.
    private static MLContext CreateContext() => new MLContext().RegisterMappings(typeof(PickupTimeMapping).Assembly);
}
