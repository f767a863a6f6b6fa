using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Benchmarks.Corpus;

/// <summary>Writes ordinary code that has nothing to do with ML.NET.</summary>
internal static class PlainModules
{
    public static IReadOnlyList<SourceFile> Write(int count) => [.. Enumerable.Range(0, count).Select(WriteOne)];

    private static SourceFile WriteOne(int index)
    {
        var random = new Random(index);
        var methods = Enumerable.Range(0, random.Next(4, 9)).Select(number => $$"""
                public decimal Total{{number}}(IEnumerable<Order{{index}}> orders, Func<Order{{index}}, bool> filter)
                {
                    var chosen = orders.Where(filter).GroupBy(order => order.Customer).ToDictionary(group => group.Key, group => group.Sum(order => order.Price * {{random.Next(1, 9)}}));
                    foreach (var (customer, price) in chosen)
                    {
                        if (price > {{random.Next(10, 900)}})
                            totals[customer] = totals.TryGetValue(customer, out var before) ? before + price : price;
                    }

                    return totals.Values.DefaultIfEmpty().Max();
                }
            """);
        return new SourceFile($"/Plain/Orders{index}.cs", $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;

            namespace Plain;

            public sealed record Order{{index}}(string Customer, decimal Price, DateTime At);

            public sealed class Orders{{index}}
            {
                private readonly Dictionary<string, decimal> totals = new();

            {{string.Join("\n\n", methods)}}
            }
            """.ReplaceLineEndings("\n"));
    }
}
