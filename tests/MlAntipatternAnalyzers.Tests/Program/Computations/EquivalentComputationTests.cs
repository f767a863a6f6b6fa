using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program.Computations;

/// <summary>One computation in two spellings is no finding; the same two with one real change are.</summary>
public sealed class EquivalentComputationTests
{
    /// <summary>What a house has: the name of the case, how training fills the feature, how serving does, and the serving with a change.</summary>
    private static readonly (string Name, string Training, string Serving, string Changed, string Helpers)[] Cases =
    [
        ("copied from a local", "house.Area / house.Rooms", "{ var perRoom = house.Area / house.Rooms; return perRoom; }", "{ var perRoom = house.Area / house.Floors; return perRoom; }", ""),
        ("two locals", "(house.Area - house.Garden) / house.Rooms", "{ var inside = house.Area - house.Garden; var rooms = house.Rooms; return inside / rooms; }", "{ var inside = house.Area + house.Garden; var rooms = house.Rooms; return inside / rooms; }", ""),
        ("order of a sum", "house.Area + house.Garden", "house.Garden + house.Area", "house.Garden + house.Area + 1", ""),
        ("order of a product", "house.Area * house.Rooms * 2f", "2f * house.Rooms * house.Area", "3f * house.Rooms * house.Area", ""),
        ("cast", "(float)(house.Area / house.Rooms)", "(float)((double)house.Area / house.Rooms)", "(float)((double)house.Area / (house.Rooms + 1))", ""),
        ("folded constant", "house.Area * 60 * 24", "house.Area * 1440", "house.Area * 1400", ""),
        ("named constant", "house.Area / 1000f", "house.Area / Thousand", "house.Area / Hundred", "private const float Thousand = 1000f; private const float Hundred = 100f;"),
        ("static readonly", "house.Area / 1000f", "house.Area / Scale", "house.Area / Other", "private static readonly float Scale = 1000f; private static readonly float Other = 999f;"),
        ("extracted method", "house.Area / house.Rooms", "PerRoom(house)", "PerRoomAndFloor(house)", "private static float PerRoom(House it) => it.Area / it.Rooms; private static float PerRoomAndFloor(House it) => it.Area / it.Rooms / it.Floors;"),
        ("extracted method of parts", "house.Area / house.Rooms", "Ratio(house.Area, house.Rooms)", "Ratio(house.Rooms, house.Area)", "private static float Ratio(float part, float whole) => part / whole;"),
        ("nested methods", "System.Math.Abs(house.Area - house.Garden) / house.Rooms", "Outer(house)", "Outer(house) * 2", "private static float Outer(House it) => Inner(it.Area, it.Garden) / it.Rooms; private static float Inner(float a, float b) { var d = a - b; return d < 0 ? -d : d; }"),
        ("local function", "house.Area / house.Rooms", "{ float Per(float by) => house.Area / by; return Per(house.Rooms); }", "{ float Per(float by) => house.Area / by; return Per(house.Floors); }", ""),
        ("lambda", "house.Area * 2", "{ System.Func<float, float> twice = x => x + x; return twice(house.Area); }", "{ System.Func<float, float> thrice = x => x + x + x; return thrice(house.Area); }", ""),
        ("null check", "house.City.Length", "house.City == null ? 0 : house.City.Length", "house.City == null ? 0 : house.City.Length + 1", ""),
        ("conditional access", "house.City.Length", "house.City?.Length ?? 0", "(house.City?.Length ?? 0) * 2", ""),
        ("division by nothing", "house.Area / house.Rooms", "house.Rooms > 0 ? house.Area / house.Rooms : 0f", "house.Rooms > 0 ? house.Area * house.Rooms : 0f", ""),
        ("early return", "house.Area / house.Rooms", "{ if (house.Rooms == 0) return 0f; return house.Area / house.Rooms; }", "{ if (house.Rooms == 0) return 0f; return house.Area / house.Garden; }", ""),
        ("if instead of a condition", "house.Area > 100 ? 1f : 0f", "{ if (house.Area > 100) { return 1f; } return 0f; }", "{ if (house.Area > 120) { return 1f; } return 0f; }", ""),
        ("negated condition", "house.Area > 100 ? 1f : 0f", "house.Area <= 100 ? 0f : 1f", "house.Area <= 100 ? 1f : 0f", ""),
        ("buckets by switch", "house.Area < 50 ? 0f : house.Area < 120 ? 1f : 2f", "house.Area switch { < 50 => 0f, < 120 => 1f, _ => 2f }", "house.Area switch { < 50 => 0f, < 130 => 1f, _ => 2f }", ""),
        ("buckets by statement", "house.Floors == 1 ? 10f : house.Floors == 2 ? 20f : 30f", "{ switch (house.Floors) { case 1: return 10f; case 2: return 20f; default: return 30f; } }", "{ switch (house.Floors) { case 1: return 10f; case 2: return 25f; default: return 30f; } }", ""),
        ("clamped", "System.Math.Min(System.Math.Max(house.Area, 10), 500)", "System.Math.Clamp(house.Area, 10, 500)", "System.Math.Clamp(house.Area, 10, 400)", ""),
        ("square", "house.Area * house.Area", "(float)System.Math.Pow(house.Area, 2)", "(float)System.Math.Pow(house.Area, 3)", ""),
        ("distributed", "(house.Area + house.Garden) / 2", "house.Area / 2 + house.Garden / 2", "house.Area / 2 + house.Garden", ""),
        ("half", "house.Area * 0.5f", "house.Area / 2", "house.Area / 3", ""),
        ("logarithm", "(float)System.Math.Log(house.Area * house.Rooms)", "(float)(System.Math.Log(house.Area) + System.Math.Log(house.Rooms))", "(float)(System.Math.Log(house.Area) - System.Math.Log(house.Rooms))", ""),
        ("sum by query or loop", "house.Sales.Sum(sale => sale.Price)", "{ float sum = 0; foreach (var s in house.Sales) sum += s.Price; return sum; }", "{ float sum = 0; foreach (var s in house.Sales) sum += s.Fee; return sum; }", ""),
        ("mean by query or loop", "house.Sales.Average(sale => sale.Price)", "{ float sum = 0; var n = 0; foreach (var s in house.Sales) { sum += s.Price; n++; } return sum / n; }", "{ float sum = 0; var n = 1; foreach (var s in house.Sales) { sum += s.Price; n++; } return sum / n; }", ""),
        ("mean of sum and count", "house.Sales.Average(sale => sale.Price)", "house.Sales.Sum(s => s.Price) / house.Sales.Count", "house.Sales.Sum(s => s.Price)", ""),
        ("counted", "house.Sales.Count(sale => sale.Price > 1000)", "house.Sales.Where(s => s.Price > 1000).Count()", "house.Sales.Where(s => s.Price > 2000).Count()", ""),
        ("counted by a loop", "house.Sales.Count(sale => sale.Price > 1000)", "{ var n = 0; for (var i = 0; i < house.Sales.Count; i++) { if (house.Sales[i].Price > 1000) n++; } return n; }", "{ var n = 0; for (var i = 0; i < house.Sales.Count; i++) { if (house.Sales[i].Fee > 1000) n++; } return n; }", ""),
        ("largest", "house.Sales.Max(sale => sale.Price)", "house.Sales.OrderByDescending(s => s.Price).First().Price", "house.Sales.OrderBy(s => s.Price).First().Price", ""),
        ("largest by a loop", "house.Sales.Max(sale => sale.Price)", "{ var best = 0f; foreach (var s in house.Sales) { if (s.Price > best) best = s.Price; } return best; }", "{ var best = 0f; foreach (var s in house.Sales) { best = s.Price; } return best; }", ""),
        ("query syntax", "house.Sales.Where(sale => sale.Fee > 5).Sum(sale => sale.Price)", "(from s in house.Sales where s.Fee > 5 select s.Price).Sum()", "(from s in house.Sales where s.Fee > 5 select s.Fee).Sum()", ""),
        ("empty collection", "house.Sales.Average(sale => sale.Price)", "house.Sales.Any() ? house.Sales.Average(s => s.Price) : 0f", "house.Sales.Any() ? house.Sales.Min(s => s.Price) : 0f", ""),
        ("nested mean", "house.Sales.Average(sale => sale.Price / house.Area)", "house.Sales.Select(s => s.Price).Average() / house.Area", "house.Sales.Select(s => s.Price).Average() / house.Rooms", ""),
        ("object of parts", "house.Area / house.Rooms", "{ var size = new Size { Inside = house.Area, Count = house.Rooms }; return size.Inside / size.Count; }", "{ var size = new Size { Inside = house.Area, Count = house.Floors }; return size.Inside / size.Count; }", "public class Size { public float Inside; public float Count; }"),
        ("tuple", "house.Area / house.Rooms", "{ var (a, b) = (house.Area, house.Rooms); return a / b; }", "{ var (a, b) = (house.Rooms, house.Area); return a / b; }", ""),
        ("time", "(float)(house.Sold - house.Built).TotalDays", "(float)house.Sold.Subtract(house.Built).TotalHours / 24", "(float)house.Sold.Subtract(house.Built).TotalHours", ""),
        ("part of a date", "house.Sold.Month", "house.Sold.Date.Month", "house.Sold.Date.Day", ""),
        ("weekend", "house.Sold.DayOfWeek == System.DayOfWeek.Saturday || house.Sold.DayOfWeek == System.DayOfWeek.Sunday ? 1f : 0f", "house.Sold.DayOfWeek is System.DayOfWeek.Saturday or System.DayOfWeek.Sunday ? 1f : 0f", "house.Sold.DayOfWeek is System.DayOfWeek.Saturday or System.DayOfWeek.Friday ? 1f : 0f", ""),
    ];

    private static readonly (string Name, string Training, string Serving, string Changed, string Helpers)[] Texts =
    [
        ("concatenation or interpolation", "house.City + \" \" + house.Street", "$\"{house.City} {house.Street}\"", "$\"{house.Street} {house.City}\"", ""),
        ("format", "house.City + \"-\" + house.Street", "string.Format(\"{0}-{1}\", house.City, house.Street)", "string.Format(\"{1}-{0}\", house.City, house.Street)", ""),
        ("concat", "house.City + house.Street", "string.Concat(house.City, house.Street)", "string.Concat(house.City, \",\", house.Street)", ""),
        ("join", "house.City + \" \" + house.Street", "string.Join(\" \", house.City, house.Street)", "string.Join(\"_\", house.City, house.Street)", ""),
        ("builder", "house.City + \" \" + house.Street", "{ var b = new System.Text.StringBuilder(); b.Append(house.City); b.Append(' ').Append(house.Street); return b.ToString(); }", "{ var b = new System.Text.StringBuilder(); b.Append(house.City); b.Append(house.Street); return b.ToString(); }", ""),
        ("order of trimming", "house.City.Trim().ToLowerInvariant()", "house.City.ToLowerInvariant().Trim()", "house.City.ToUpperInvariant().Trim()", ""),
        ("culture of lower case", "house.City.ToLower()", "house.City.ToLowerInvariant()", "house.City.ToUpperInvariant()", ""),
        ("replace twice", "house.City.Replace(\"\\r\", \" \").Replace(\"\\n\", \" \")", "house.City.Replace('\\n', ' ').Replace('\\r', ' ')", "house.City.Replace('\\n', ' ')", ""),
        ("first letter", "house.City.Substring(0, 1)", "house.City[0].ToString()", "house.City[1].ToString()", ""),
        ("pattern", "System.Text.RegularExpressions.Regex.Replace(house.City, \"<.*?>\", \"\")", "Tag.Replace(house.City, \"\")", "Tag.Replace(house.City, \" \")", "private static readonly System.Text.RegularExpressions.Regex Tag = new System.Text.RegularExpressions.Regex(\"<.*?>\");"),
        ("joined by query or loop", "string.Join(\" \", house.Tags)", "{ var text = \"\"; foreach (var tag in house.Tags) { if (text.Length > 0) text += \" \"; text += tag; } return text; }", "{ var text = \"\"; foreach (var tag in house.Tags) { text += \" \"; text += tag; } return text; }", ""),
        ("words in common", "string.Join(\" \", house.Tags.Select(tag => tag.ToLowerInvariant()).Distinct())", "string.Join(\" \", house.Tags.Distinct().Select(tag => tag.ToLowerInvariant()))", "string.Join(\" \", house.Tags.Distinct().Select(tag => tag.Substring(1)))", ""),
        ("only letters", "new string(house.City.Where(char.IsLetter).ToArray())", "string.Concat(house.City.Where(c => char.IsLetter(c)))", "string.Concat(house.City.Where(c => char.IsLetterOrDigit(c)))", ""),
    ];

    public static IEnumerable<object[]> Names => Cases.Concat(Texts).Select(each => new object[] { each.Name });

    [Theory]
    [MemberData(nameof(Names))]
    public async Task One_computation_in_two_spellings_is_the_same(string name)
    {
        var compilation = await Compiled(name, each => each.Serving);
        var (training, serving) = Sides(compilation);
        Assert.True(training.IsKnown && serving.IsKnown);
        Assert.Equal(Sameness.Same, ComputationComparison.Of(training, serving));
        Assert.Empty(await TestProject.FindingsAsync(compilation, new AnalyzerOptions([]), Rules));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_real_change_is_found(string name)
    {
        var compilation = await Compiled(name, each => each.Changed);
        var finding = Assert.Single(await TestProject.FindingsAsync(compilation, new AnalyzerOptions([]), Rules));
        Assert.StartsWith(Cases.Any(each => each.Name == name) ? "'Feature' is '" : "'Text' is '", finding.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Spellings_of_one_computation_have_one_hash(string name)
    {
        var (training, serving) = Sides(await Compiled(name, each => each.Serving));
        var (_, changed) = Sides(await Compiled(name, each => each.Changed));
        Assert.Equal(training.Hash, serving.Hash);
        Assert.NotEqual(training.Hash, changed.Hash);
    }

    private static IReadOnlyList<DiagnosticAnalyzer> Rules => [new MLAP4002FeatureComputedDifferentlyAnalyzer(), new MLAP4003FeatureComputedOnOneSideAnalyzer()];

    /// <summary>How the feature is computed, for training and for serving.</summary>
    private static (Computation Training, Computation Serving) Sides(Compilation compilation)
    {
        var model = ProgramModel.TryCreate(compilation, default)!;
        var flows = model.AllFlows(default);
        var trained = flows.Trainings.SelectMany(training => FilledRows.Of(training.View.Load!)).SelectMany(row => row.Writes).First(write => write.Member.Name is "Feature" or "Text");
        var served = FilledRows.Scored(flows).SelectMany(row => row.Writes).First();
        return (Assert.Single(model.Computations.Of(trained)), Assert.Single(model.Computations.Of(served)));
    }

    private static async Task<Compilation> Compiled(string name, System.Func<(string Name, string Training, string Serving, string Changed, string Helpers), string> serving)
    {
        var chosen = Cases.Concat(Texts).Single(each => each.Name == name);
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("Prices.cs", Program(Texts.Contains(chosen), chosen.Training, serving(chosen), chosen.Helpers))], new Setup());
        var compilation = await project.GetCompilationAsync();
        Assert.DoesNotContain(compilation!.GetDiagnostics(), problem => problem.Severity == DiagnosticSeverity.Error);
        return compilation;
    }

    private static string Program(bool isText, string training, string serving, string helpers)
    {
        var body = serving.StartsWith('{') ? serving : "=> " + serving + ";";
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using Microsoft.ML;

            public class Sale { public float Price; public float Fee; }

            public class House
            {
                public float Area { get; set; }
                public float Garden { get; set; }
                public float Rooms { get; set; }
                public int Floors { get; set; }
                public float Price { get; set; }
                public string City { get; set; }
                public string Street { get; set; }
                public DateTime Built { get; set; }
                public DateTime Sold { get; set; }
                public List<Sale> Sales { get; set; }
                public List<string> Tags { get; set; }
            }

            public class Row { public float Feature { get; set; } public string Text { get; set; } public float Label { get; set; } }

            public class Answer { public float Score { get; set; } }

            public class Prices
            {
                private readonly MLContext ml = new MLContext(1);
                private ITransformer model;

                public void Train(List<House> houses)
                {
                    var rows = new List<Row>();
                    foreach (var house in houses)
                        rows.Add(new Row { {{(isText ? "Text" : "Feature")}} = {{training}}, Label = house.Price });
                    var pipeline = ml.Transforms.Text.FeaturizeText("Words", "Text").Append(ml.Transforms.Concatenate("Features", "Feature", "Words")).Append(ml.Regression.Trainers.Sdca());
                    model = pipeline.Fit(ml.Data.LoadFromEnumerable(rows));
                }

                public float Predict(House house)
                {
                    var engine = ml.Model.CreatePredictionEngine<Row, Answer>(model);
                    return engine.Predict(new Row { {{(isText ? "Text" : "Feature")}} = Served(house) }).Score;
                }

                private static {{(isText ? "string" : "float")}} Served(House house) {{body}}

                {{helpers}}
            }
            """;
    }
}
