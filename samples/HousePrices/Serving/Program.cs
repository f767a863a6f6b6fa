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

        PriceService prices;
        try
        {
            prices = Load(options.Model);
        }
        catch (Exception e) when (e is FeatureContractException or GoldenRowsException or CommittedFileException)
        {
            Console.Error.WriteLine($"not started: {e.Message}");
            return 1;
        }
        await using WebApplication app = Build(options, prices);
        await app.RunAsync();
        return 0;
    }

    /// <summary>The model, when it is the one that this program was written for, and computes here what it computed where it was trained.</summary>
    private static PriceService Load(string path)
    {
        MLContext mlContext = new MLContext().RegisterMappings(typeof(HouseAgeMapping).Assembly);
        ITransformer model = mlContext.Model.Load(path, out DataViewSchema schema);
        FeatureContract contract = FeatureContract.Load("House.mlcontract");
        contract.Verify(model, schema);
        contract.Verify<HouseRow>();
        var prices = new PriceService(mlContext, model, DataSchema.Load("House.mlschema.json").ForRows<HouseRow>("SERVING"));
        GoldenRows.Load(path).Verify<HouseRow, PriceEstimate>(mlContext, prices.Estimate);
        return prices;
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
