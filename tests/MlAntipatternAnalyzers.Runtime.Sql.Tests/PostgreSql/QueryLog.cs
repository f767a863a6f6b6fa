using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests.PostgreSql;

/// <summary>Notes the queries that are sent, by what Npgsql tells of them.</summary>
internal sealed class QueryLog : IDisposable
{
    private readonly ConcurrentQueue<string> _queries = [];
    private readonly ActivityListener _listener;

    public QueryLog()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string query)
                    _queries.Enqueue(query);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<string> Queries() => [.. _queries];

    public void Dispose() => _listener.Dispose();
}
