using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

var context = new MLContext(seed: 21);
var plots = Enumerable.Range(1, 40).Select(i => new Plot { Width = i, Length = 2 + i % 9, Kind = i % 2 == 0 ? "Field" : "garden", Price = i * (2 + i % 9) * 3 });
var view = context.Data.LoadFromEnumerable(plots);

var pipeline = context.Transforms.Expression("Area", "(w, l) => w * l", "Width", "Length")
    .Append(context.Transforms.Expression(outputColumnName: "KindLower", expression: "x => lower(x)", inputColumnNames: new[] { "Kind" }))
    .Append(context.Transforms.Expression("IsLarge", "a => a > 100f", "Area"))
    .Append(context.Transforms.Categorical.OneHotEncoding("KindVector", "KindLower"))
    .Append(context.Transforms.Conversion.ConvertType("IsLarge", outputKind: DataKind.Single))
    .Append(context.Transforms.Concatenate("Features", "Area", "IsLarge", "KindVector"))
    .Append(context.Regression.Trainers.OnlineGradientDescent("Price", "Features", learningRate: 0.0001f));

var model = pipeline.Fit(view);
var transformed = model.Transform(view);
var areas = transformed.GetColumn<float>("Area").ToArray();
var kinds = transformed.GetColumn<string>("KindLower").Distinct().OrderBy(kind => kind);
Console.WriteLine($"{areas.Max()} {string.Join("/", kinds)}");

foreach (var row in context.Data.CreateEnumerable<Valuation>(transformed, reuseRowObject: false).Take(2))
    Console.WriteLine($"{row.Area} {!float.IsNaN(row.Value)}");

internal sealed class Plot
{
    public float Width { get; set; }
    public float Length { get; set; }
    public string Kind { get; set; }
    public float Price { get; set; }
}

internal sealed class Valuation
{
    public float Area { get; set; }

    [ColumnName("Score")]
    public float Value { get; set; }
}
