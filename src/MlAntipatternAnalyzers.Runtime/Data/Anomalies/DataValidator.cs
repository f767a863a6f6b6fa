using System;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Validates views and statistics, and relaxes schemas.</summary>
internal static class DataValidator
{
    public static DataValidationReport Run(DataSchema schema, IDataView data, DataValidationOptions options)
    {
        var pass = new SchemaPass(schema, data.Schema, options);
        var compared = ComparisonFindings.Columns(pass.ToCheck, options).ToList();
        return compared.Count == 0
            ? pass.Report(DataPass.Run(data, pass.Visitors))
            : DataStatisticsPass.Run(data, new() { Columns = compared, MaxCorrelationColumns = 0, Schema = schema, Validation = options }, null, default).Validation!;
    }

    public static DataValidationReport Run(DataSchema schema, DataStatistics statistics, DataValidationOptions options)
    {
        var check = new SchemaCheck(schema, statistics.Columns.Select(c => (c.Name, c.Type)), options);
        return check.Report(
            statistics.Rows,
            expected => StatisticsEvidence.Of(expected, statistics.FindColumn(expected.Name)!, statistics.Rows, options),
            ComparisonFindings.Compare(check.ToCheck, statistics, options));
    }

    /// <summary>What a change uncovers (the values of a column whose type was another) is changed in the next round; there are few.</summary>
    public static DataSchema Relax(DataSchema schema, Func<DataSchema, DataValidationReport> validate)
    {
        const int MostRounds = 10;
        for (var round = 0; round < MostRounds; round++)
        {
            var report = validate(schema);
            if (report.Anomalies.Count == 0)
                break;
            schema = report.Relaxed();
        }
        return schema;
    }
}
