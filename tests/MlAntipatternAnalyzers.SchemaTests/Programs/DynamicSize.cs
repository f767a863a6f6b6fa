using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Signals;

public class Window
{
    public float[] Samples { get; set; }
    public string Kind { get; set; }
}

public class Kinds
{
    public float[] Score { get; set; }
    public string Kind { get; set; }
}

internal sealed class SignalModel
{
    private readonly MLContext context = new MLContext(seed: 15);
    private readonly SchemaDefinition definition;

    public SignalModel(int length)
    {
        definition = SchemaDefinition.Create(typeof(Window));
        definition["Samples"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, length);
    }

    public void Run(IEnumerable<Window> windows)
    {
        var view = context.Data.LoadFromEnumerable(windows, definition);
        var pipeline = context.Transforms.ProjectToPrincipalComponents("Components", "Samples", rank: 2, seed: 1)
            .Append(context.Transforms.ApproximatedKernelMap("Mapped", "Samples", rank: 4))
            .Append(context.Transforms.Concatenate("Features", "Components", "Mapped"))
            .Append(context.Transforms.Conversion.MapValueToKey("KindKey", "Kind"))
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("KindKey", "Features"));
        var model = pipeline.Fit(view);
        var engine = context.Model.CreatePredictionEngine<Window, Kinds>(model, inputSchemaDefinition: definition);
        var kinds = engine.Predict(windows.First());
        Console.WriteLine($"{kinds.Kind} {kinds.Score.Length}");
    }

    public static void Main()
    {
        var windows = Enumerable.Range(0, 30).Select(i => new Window { Samples = new float[] { i % 3, i % 5, i % 2, 1 }, Kind = i % 2 == 0 ? "sine" : "square" }).ToList();
        new SignalModel(windows[0].Samples.Length).Run(windows);
    }
}
