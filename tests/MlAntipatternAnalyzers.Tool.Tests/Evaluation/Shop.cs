using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Tool.Tests.Evaluation;

/// <summary>Models of every task over the visits of a shop, saved as a program saves them, and the rows of a day that they were not trained on.</summary>
public sealed class Shop : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _mlContext = new(seed: 1);

    public Shop()
    {
        Csv = _folder.Write("visits.csv", Rows(seed: 2, count: 600));
        var train = _mlContext.Data.LoadFromTextFile<Visit>(_folder.Write("train.csv", Rows(seed: 1, count: 800)), ',', hasHeader: true, allowQuoting: true);
        var numbers = _mlContext.Transforms.Concatenate("Features", nameof(Visit.Minutes), nameof(Visit.Items));
        var withCity = _mlContext.Transforms.Categorical.OneHotEncoding("CityCode", nameof(Visit.City))
            .Append(_mlContext.Transforms.Concatenate("Features", nameof(Visit.Minutes), nameof(Visit.Items), "CityCode"));

        Old = Save("old.zip", _mlContext.Transforms.Concatenate("Features", nameof(Visit.Items)).Append(_mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(nameof(Visit.Bought))), train);
        Binary = Save("binary.zip", withCity.Append(_mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(nameof(Visit.Bought))), train);
        Multiclass = Save(
            "multiclass.zip",
            _mlContext.Transforms.Conversion.MapValueToKey("KindKey", nameof(Visit.Kind))
                .Append(numbers)
                .Append(_mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy("KindKey"))
                .Append(_mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")),
            train);
        Regression = Save("regression.zip", numbers.Append(_mlContext.Regression.Trainers.FastTree(nameof(Visit.Price), numberOfTrees: 20)), train);
        Ranking = Save(
            "ranking.zip",
            _mlContext.Transforms.Conversion.MapValueToKey("VisitorKey", nameof(Visit.Visitor))
                .Append(numbers)
                .Append(_mlContext.Ranking.Trainers.FastTree(nameof(Visit.Stars), rowGroupColumnName: "VisitorKey", numberOfTrees: 20)),
            train);
    }

    /// <summary>City, Day, Minutes, Items, Bought, Kind, Price, Stars, Visitor, Weight.</summary>
    public string Csv { get; }

    public string Binary { get; }

    /// <summary>A binary model that knows less.</summary>
    public string Old { get; }

    public string Multiclass { get; }

    public string Regression { get; }

    public string Ranking { get; }

    internal TempFolder Folder => _folder;

    internal MLContext MLContext => _mlContext;

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>A path in the folder.</summary>
    public string this[string name] => _folder[name];

    public IDataView Visits() => _mlContext.Data.LoadFromTextFile<Visit>(Csv, ',', hasHeader: true, allowQuoting: true);

    public string Save(string name, IEstimator<ITransformer> pipeline, IDataView train)
    {
        _mlContext.Model.Save(pipeline.Fit(train), train.Schema, _folder[name]);
        return _folder[name];
    }

    /// <summary>The regression, as a program saves it that does not know what it was fitted on.</summary>
    public string SaveWithoutSchema(string path)
    {
        _mlContext.Model.Save(_mlContext.Model.Load(Regression, out _), null, path);
        return path;
    }

    public void Dispose() => _folder.Dispose();

    public static string Rows(int seed, int count)
    {
        var random = new Random(seed);
        var text = new StringBuilder("City,Day,Minutes,Items,Bought,Kind,Price,Stars,Visitor,Weight\n");
        var cities = new[] { "Rome", "Oslo", "\"Bonn, am Rhein\"", "Paris" };
        for (var i = 0; i < count; i++)
        {
            var city = random.Next(cities.Length);
            var (minutes, items) = (random.NextDouble() * 30, random.Next(8));
            // Paris follows no rule: a slice that a model must be bad at.
            var bought = city == 3 ? random.Next(2) == 1 : minutes / 3 + items + random.NextDouble() * 4 > 10;
            var kind = minutes > 20 ? "long" : items > 4 ? "large" : "small";
            var price = items * 5 + minutes / 10 + random.NextDouble() * 4;
            var stars = Math.Clamp((int)(minutes / 8 + random.NextDouble()), 0, 4);
            text.Append(CultureInfo.InvariantCulture, $"{cities[city]},{random.Next(1, 4)},{minutes:0.00},{items},{(bought ? 1 : 0)},{kind},{price:0.00},{stars},v{i / 10},{random.Next(1, 4)}\n");
        }
        return text.ToString();
    }

    public sealed class Visit
    {
        [LoadColumn(0)]
        public string City { get; set; } = "";

        [LoadColumn(1)]
        public int Day { get; set; }

        [LoadColumn(2)]
        public float Minutes { get; set; }

        [LoadColumn(3)]
        public float Items { get; set; }

        [LoadColumn(4)]
        public bool Bought { get; set; }

        [LoadColumn(5)]
        public string Kind { get; set; } = "";

        [LoadColumn(6)]
        public float Price { get; set; }

        [LoadColumn(7)]
        public float Stars { get; set; }

        [LoadColumn(8)]
        public string Visitor { get; set; } = "";
    }
}
