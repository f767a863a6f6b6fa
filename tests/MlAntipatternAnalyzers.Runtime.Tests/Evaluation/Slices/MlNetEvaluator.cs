using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

/// <summary>
/// ML.NET's own evaluators with a weight column: they take one, and the public <c>Evaluate</c> has no way to give it.
/// </summary>
internal static class MlNetEvaluator
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly s_data = typeof(BinaryClassificationMetrics).Assembly;
    private static readonly Assembly s_core = Assembly.Load("Microsoft.ML.Core");

    public static Dictionary<string, double> Weighted(MLContext ml, EvaluationTask task, IDataView predictions)
    {
        var name = task switch
        {
            EvaluationTask.Binary => "BinaryClassifierEvaluator",
            EvaluationTask.Multiclass => "MulticlassClassificationEvaluator",
            EvaluationTask.Regression => "RegressionEvaluator",
            _ => "RankingEvaluator",
        };
        var type = s_data.GetType("Microsoft.ML.Data." + name, throwOnError: true)!;
        var constructor = type.GetConstructors(Any).Single();
        var arguments = Activator.CreateInstance(constructor.GetParameters()[1].ParameterType)!;
        var evaluator = constructor.Invoke([ml, arguments]);

        var data = s_core.GetType("Microsoft.ML.Data.RoleMappedData", throwOnError: true)!;
        var role = s_core.GetType("Microsoft.ML.Data.RoleMappedSchema+ColumnRole", throwOnError: true)!;
        var roles = new List<(object Role, string Column)>
        {
            (role.GetProperty("Label", Any)!.GetValue(null)!, "Label"),
            (role.GetProperty("Weight", Any)!.GetValue(null)!, "Weight"),
            (Activator.CreateInstance(role, "Score")!, "Score"),
        };
        if (task == EvaluationTask.Binary)
            roles.Add((Activator.CreateInstance(role, "Probability")!, "Probability"));
        if (task == EvaluationTask.Ranking)
            roles.Add((role.GetProperty("Group", Any)!.GetValue(null)!, "GroupId"));
        var pair = typeof(KeyValuePair<,>).MakeGenericType(role, typeof(string));
        var pairs = Array.CreateInstance(pair, roles.Count);
        for (var i = 0; i < roles.Count; i++)
            pairs.SetValue(Activator.CreateInstance(pair, roles[i].Role, roles[i].Column), i);
        var mapped = data.GetConstructors(Any)
            .Single(c => c.GetParameters() is [var view, var optional, var columns] && view.ParameterType == typeof(IDataView) && optional.ParameterType == typeof(bool) && columns.ParameterType == pairs.GetType())
            .Invoke([predictions, false, pairs]);

        var evaluate = s_data.GetType("Microsoft.ML.Data.IEvaluator", throwOnError: true)!.GetMethod("Evaluate", Any)!;
        var results = (Dictionary<string, IDataView>)evaluate.Invoke(evaluator, [mapped])!;
        return Read(results["OverallMetrics"]);
    }

    // The second row is the weighted one. Vectors are counted from 1: NDCG@1.
    private static Dictionary<string, double> Read(IDataView metrics)
    {
        var values = new Dictionary<string, double>();
        using var cursor = metrics.GetRowCursor(metrics.Schema);
        cursor.MoveNext();
        Assert.True(cursor.MoveNext());
        var isWeighted = false;
        cursor.GetGetter<bool>(metrics.Schema["IsWeighted"])(ref isWeighted);
        Assert.True(isWeighted);
        foreach (var column in metrics.Schema)
        {
            if (column.Type == NumberDataViewType.Double)
            {
                var value = 0.0;
                cursor.GetGetter<double>(column)(ref value);
                values[column.Name] = value;
            }
            else if (column.Type is VectorDataViewType { ItemType: NumberDataViewType })
            {
                VBuffer<double> value = default;
                cursor.GetGetter<VBuffer<double>>(column)(ref value);
                foreach (var (at, item) in value.DenseValues().Index())
                    values[$"{column.Name}@{at + 1}"] = item;
            }
        }
        return values;
    }
}
