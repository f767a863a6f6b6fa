using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using HousePrices.Features;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;

namespace HousePrices.Serving;

public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (ServingOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(ServingOptions.Usage);
            return 2;
        }
        if (!File.Exists(options.Model))
        {
            Console.Error.WriteLine($"there is no model {options.Model}: run HousePrices.Training first");
            return 2;
        }

        MLContext mlContext = new MLContext().RegisterMappings(typeof(HouseAgeMapping).Assembly);
        ITransformer model = mlContext.Model.Load(options.Model, out DataViewSchema schema);
        await using WebApplication app = Build(options, new PriceService(mlContext, model));
        await app.RunAsync();
        return 0;
    }

    private static WebApplication Build(ServingOptions options, PriceService prices)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddSingleton(prices);

        WebApplication app = builder.Build();
        app.MapPost("/predict", (PriceRequest request, PriceService service) => service.Predict(request));
        return app;
    }
}
