using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Infers schemas from data and from statistics.</summary>
internal static class SchemaInference
{
    // Smaller sets are alike by chance (as in TensorFlow Data Validation).
    private const int SmallDomain = 10;
    private const double LeastSimilarity = 0.5;

    public static DataSchema Infer(IDataView data, DataSchemaInferenceOptions options)
    {
        var summaries = data.Schema.Where(c => !c.IsHidden).Select(c => new ColumnSummary(c, options)).ToList();
        var rows = DataPass.Run(data, summaries.Select(s => (s.Column, s.Type, (ColumnVisitor)s)));
        return Of(rows, summaries.Select(s => s.ToFacts().ToExpectation(options)));
    }

    public static DataSchema Infer(DataStatistics statistics, DataSchemaInferenceOptions options) =>
        Of(statistics.Rows, statistics.Columns.Select(c => ColumnFacts.Of(c, statistics.Rows).ToExpectation(options)));

    private static DataSchema Of(long rows, IEnumerable<ColumnExpectation> columns) => new DataSchema(Share([.. columns])).WithRows(rows > 0 ? 1 : 0);

    /// <summary>
    /// Columns whose domains are alike share one, with the values of all: it takes the name of the first. A domain joins the first group with whose values, as they have grown, it has more than half in common.
    /// </summary>
    private static ColumnExpectation[] Share(ColumnExpectation[] columns)
    {
        var groups = new List<(List<int> Columns, HashSet<string> Values)>();
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Domain is not { } domain || domain.Values.Count <= SmallDomain)
                continue;
            var group = groups.Find(g => Similarity(g.Values, domain.Values) > LeastSimilarity);
            if (group.Columns is null)
                groups.Add((Columns: [i], Values: [.. domain.Values]));
            else
            {
                group.Columns.Add(i);
                group.Values.UnionWith(domain.Values);
            }
        }
        foreach (var (members, values) in groups.Where(g => g.Columns.Count > 1))
        {
            var shared = new TextDomain(values).WithName(columns[members[0]].Name);
            foreach (var i in members)
                columns[i] = columns[i] with { Domain = shared };
        }
        return columns;
    }

    /// <summary>The Jaccard index: |a ∩ b| / |a ∪ b|.</summary>
    private static double Similarity(HashSet<string> a, IReadOnlyList<string> b)
    {
        var common = b.Count(a.Contains);
        return (double)common / (a.Count + b.Count - common);
    }
}
