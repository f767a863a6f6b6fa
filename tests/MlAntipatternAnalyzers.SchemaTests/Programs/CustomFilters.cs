using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext(seed: 33);
var view = ml.Data.LoadFromEnumerable(Events());

var valid = ml.Data.FilterByCustomPredicate<Event>(view, row => row.Seconds < 0);
var seen = ml.Data.FilterByStatefulCustomPredicate<Event, Seen>(valid, (row, state) => !state.Users.Add(row.User), state => state.Users = new HashSet<string>());
Console.WriteLine($"{valid.GetColumn<float>("Seconds").Count()} events of {seen.GetColumn<string>("User").Count()} users");

var stateful = ml.Transforms.StatefulCustomMapping<Event, Running, Total>((input, output, state) => output.SoFar = state.Sum += input.Seconds, state => state.Sum = 0, null);
var total = stateful.Append(ml.Transforms.NormalizeMinMax("SoFarScaled", "SoFar")).Fit(valid).Transform(valid);
foreach (var running in ml.Data.CreateEnumerable<Running>(total, reuseRowObject: false).TakeLast(1))
    Console.WriteLine(running.SoFar > 0);
Console.WriteLine(total.GetColumn<float>("SoFarScaled").Max());

static IEnumerable<Event> Events()
{
    for (int i = 0; i < 30; i++)
        yield return new Event { User = $"user {i % 4}", Seconds = i % 6 - 1 };
}

class Event
{
    public string User { get; set; }
    public float Seconds { get; set; }
}

class Running
{
    public float SoFar { get; set; }
}

class Seen
{
    public HashSet<string> Users;
}

class Total
{
    public float Sum;
}
