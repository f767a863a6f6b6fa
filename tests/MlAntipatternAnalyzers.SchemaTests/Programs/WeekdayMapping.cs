using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Bikes;

public class Rental
{
    public DateTime Start { get; set; }
    public float Rain { get; set; }
    public float Count { get; set; }
}

public class StartOnly
{
    public DateTime Start { get; set; }
}

public class Calendar
{
    public float Weekday { get; set; }
    public float Hour { get; set; }
}

public class Demand
{
    [ColumnName("Score")]
    public float Bikes { get; set; }
}

[CustomMappingFactoryAttribute("Calendar")]
public class CalendarMapping : CustomMappingFactory<StartOnly, Calendar>
{
    public static void Map(StartOnly input, Calendar output)
    {
        output.Weekday = (float)input.Start.DayOfWeek;
        output.Hour = input.Start.Hour;
    }

    public override Action<StartOnly, Calendar> GetMapping() => Map;
}

public static class Job
{
    public static void Main()
    {
        Train("bikes.zip");
        Serve("bikes.zip");
    }

    private static void Train(string path)
    {
        var context = new MLContext(seed: 6);
        var rentals = Enumerable.Range(0, 50)
            .Select(i => new Rental { Start = new DateTime(2024, 1, 1).AddHours(i * 5), Rain = i % 3, Count = 10 + i % 24 });
        var data = context.Data.LoadFromEnumerable(rentals.ToList());
        var pipeline = context.Transforms.CustomMapping<StartOnly, Calendar>(CalendarMapping.Map, "Calendar")
            .Append(context.Transforms.Concatenate("Features", nameof(Calendar.Weekday), nameof(Calendar.Hour), nameof(Rental.Rain)))
            .Append(context.Regression.Trainers.FastTree(labelColumnName: nameof(Rental.Count), numberOfTrees: 4, minimumExampleCountPerLeaf: 2));
        context.Model.Save(pipeline.Fit(data), data.Schema, path);
    }

    private static void Serve(string path)
    {
        var context = new MLContext();
        context.ComponentCatalog.RegisterAssembly(typeof(CalendarMapping).Assembly);
        var model = context.Model.Load(path, out _);
        var engine = context.Model.CreatePredictionEngine<Rental, Demand>(model);
        Console.WriteLine(engine.Predict(new Rental { Start = new DateTime(2024, 2, 3, 9, 0, 0), Rain = 1 }).Bikes > 0);
    }
}
