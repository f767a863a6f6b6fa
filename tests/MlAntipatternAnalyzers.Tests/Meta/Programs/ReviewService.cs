using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ReviewService;

public sealed record ReviewRequest(string Text, string Language);

public sealed class ReviewRow
{
    public string Text { get; set; } = "";
    public float Length { get; set; }
    public bool Label { get; set; }
}

public sealed class ReviewScore
{
    public bool PredictedLabel { get; set; }
    public float Probability { get; set; }
}

public interface IReviewScorer
{
    ReviewScore Score(ReviewRequest request);
}

public sealed class ReviewScorer : IReviewScorer
{
    private readonly PredictionEngine<ReviewRow, ReviewScore> _engine;
    private readonly ILogger<ReviewScorer> _logger;

    public ReviewScorer(MLContext context, ILogger<ReviewScorer> logger)
    {
        _logger = logger;
        using var stream = new FileStream("reviews.zip", FileMode.Open, FileAccess.Read);
        var model = context.Model.Load(stream, out var inputSchema);
        _engine = context.Model.CreatePredictionEngine<ReviewRow, ReviewScore>(model, inputSchema);
    }

    public ReviewScore Score(ReviewRequest request)
    {
        try
        {
            return _engine.Predict(new ReviewRow { Text = request.Text.ToLowerInvariant(), Length = request.Text.Length });
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "scoring failed");
            return new ReviewScore();
        }
    }
}

[ApiController, Route("api/reviews")]
public sealed class ReviewsController : ControllerBase
{
    private static ITransformer s_model;
    private readonly MLContext _context;

    public ReviewsController(MLContext context) => _context = context;

    [HttpPost]
    public ActionResult<ReviewScore> Post([FromBody] ReviewRequest request)
    {
        s_model ??= _context.Model.Load("reviews.zip", out _);
        var engine = _context.Model.CreatePredictionEngine<ReviewRow, ReviewScore>(s_model);
        return request.Text is { Length: > 0 } ? engine.Predict(new ReviewRow { Text = request.Text }) : BadRequest();
    }
}

public sealed class Retraining : BackgroundService
{
    private readonly MLContext _context = new(seed: 8);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var rows = _context.Data.LoadFromTextFile("reviews.tsv", new[] { new TextLoader.Column("Text", DataKind.String, 0), new("Label", DataKind.Boolean, 1) });
            var model = _context.Transforms.Text.FeaturizeText("Features", "Text")
                .Append(_context.BinaryClassification.Trainers.AveragedPerceptron(numberOfIterations: 5))
                .Append(_context.BinaryClassification.Calibrators.Platt())
                .Fit(rows);
            _context.Model.Save(model, rows.Schema, "reviews.zip");
            await Task.Delay(TimeSpan.FromHours(6), stoppingToken);
        }
    }
}

public static class Startup
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<MLContext>().AddSingleton<IReviewScorer, ReviewScorer>().AddHostedService<Retraining>().AddControllers();
        var app = builder.Build();
        app.MapPost("/score", (ReviewRequest request, IReviewScorer scorer) => Results.Ok(scorer.Score(request)));
        app.MapGet("/health", async (HttpContext context) => await context.Response.WriteAsync("ok"));
        app.MapControllers();
        app.Run();
    }
}
