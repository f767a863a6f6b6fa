using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.MlNet;

/// <summary>
/// Which columns the model says that an operator reads and writes, against which it really does: one program calls each operator, the model reads
/// its text, and ML.NET runs it on data that write down which columns are asked for.
/// </summary>
public sealed class OperatorColumnTests
{
    private const string Calls = """
        ml.Transforms.NormalizeMinMax("Out", "A")
        ml.Transforms.NormalizeMinMax("A")
        ml.Transforms.NormalizeMinMax(new[] { new InputOutputColumnPair("Out", "A"), new InputOutputColumnPair("B") })
        ml.Transforms.NormalizeMeanVariance(inputColumnName: "A", outputColumnName: "Out")
        ml.Transforms.NormalizeLogMeanVariance("Out", "A")
        ml.Transforms.NormalizeRobustScaling("Out", "A")
        ml.Transforms.NormalizeBinning(new[] { new InputOutputColumnPair("Out", "A") })
        ml.Transforms.NormalizeSupervisedBinning("Out", "A", labelColumnName: "Class")
        ml.Transforms.NormalizeLpNorm("Out", "Features")
        ml.Transforms.NormalizeGlobalContrast("Out", "Features")
        ml.Transforms.Concatenate("Out", "A", "B")
        ml.Transforms.Concatenate("Features", "Features", "B")
        ml.Transforms.CopyColumns("Out", "A")
        ml.Transforms.Conversion.ConvertType(new[] { new InputOutputColumnPair("Out", "A"), new InputOutputColumnPair("B") }, DataKind.Double)
        ml.Transforms.ReplaceMissingValues("Out", "A", MissingValueReplacingEstimator.ReplacementMode.Mean)
        ml.Transforms.ReplaceMissingValues(new[] { new InputOutputColumnPair("A") })
        ml.Transforms.IndicateMissingValues("Out", "A")
        ml.Transforms.Conversion.ConvertType("Out", "A", DataKind.Double)
        ml.Transforms.Conversion.MapValueToKey("Out", "City")
        ml.Transforms.Conversion.MapValueToKey(new[] { new InputOutputColumnPair("City"), new InputOutputColumnPair("Out", "Text") })
        ml.Transforms.Conversion.MapKeyToValue("Out", "Class")
        ml.Transforms.Conversion.MapKeyToVector("Out", "Class")
        ml.Transforms.Conversion.Hash("Out", "City")
        ml.Transforms.Conversion.MapValue("Out", new Dictionary<string, float> { ["Oslo"] = 1, ["Rome"] = 2 }, "City")
        ml.Transforms.Categorical.OneHotEncoding("Out", "City")
        ml.Transforms.Categorical.OneHotEncoding(new[] { new InputOutputColumnPair("Out", "City") }, OneHotEncodingEstimator.OutputKind.Bag)
        ml.Transforms.Categorical.OneHotHashEncoding("Out", "City")
        ml.Transforms.Text.FeaturizeText("Out", "Text")
        ml.Transforms.Text.FeaturizeText("Out", new TextFeaturizingEstimator.Options { KeepPunctuations = false }, "Text", "City")
        ml.Transforms.Text.NormalizeText("Out", "Text")
        ml.Transforms.Text.TokenizeIntoWords("Out", "Text")
        ml.Transforms.Text.TokenizeIntoCharactersAsKeys("Out", "Text")
        ml.Transforms.Text.ProduceWordBags("Out", "Text")
        ml.Transforms.Text.ProduceWordBags("Out", new[] { "Text", "City" })
        ml.Transforms.Text.ProduceHashedWordBags("Out", "Text", numberOfBits: 4)
        ml.Transforms.Text.LatentDirichletAllocation("Out", "Features", numberOfTopics: 2)
        ml.Transforms.ProjectToPrincipalComponents("Out", "Features", rank: 1)
        ml.Transforms.ApproximatedKernelMap("Out", "Features", rank: 2)
        ml.Transforms.FeatureSelection.SelectFeaturesBasedOnCount("Out", "Features", count: 1)
        ml.Transforms.FeatureSelection.SelectFeaturesBasedOnMutualInformation("Out", "Features", labelColumnName: "Class")
        ml.Transforms.Expression("Out", "(x, y) => x + y", "A", "B")
        ml.Transforms.CustomMapping<MapIn, MapOut>((from, to) => to.Out = from.A + 1, null)
        ml.Regression.Trainers.Sdca("Target")
        ml.Regression.Trainers.Sdca(labelColumnName: "Target", featureColumnName: "Features", exampleWeightColumnName: "Weight")
        ml.Regression.Trainers.FastTree("Target", "Features")
        ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { LabelColumnName = "Target", NumberOfTrees = 2, ExampleWeightColumnName = "Weight" })
        ml.Regression.Trainers.FastForest("Target", numberOfTrees: 2)
        ml.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options { LabelColumnName = "Target", NumberOfIterations = 2 })
        ml.Regression.Trainers.LbfgsPoissonRegression("Target", "Features", "Weight")
        ml.Regression.Trainers.OnlineGradientDescent("Target")
        ml.BinaryClassification.Trainers.SdcaLogisticRegression("Flag")
        ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { LabelColumnName = "Flag" })
        ml.BinaryClassification.Trainers.AveragedPerceptron("Flag", "Features")
        ml.BinaryClassification.Trainers.FieldAwareFactorizationMachine(new[] { "Features", "More" }, "Flag")
        ml.MulticlassClassification.Trainers.SdcaMaximumEntropy("Class", "Features")
        ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.AveragedPerceptron("Class", "Features"), "Class")
        ml.MulticlassClassification.Trainers.NaiveBayes("Class")
        ml.Ranking.Trainers.FastTree("Target", "Features", "Query", numberOfTrees: 2)
        ml.Ranking.Trainers.LightGbm("Target", "Features", "Query", numberOfIterations: 2)
        ml.Clustering.Trainers.KMeans("Features", numberOfClusters: 2)
        ml.AnomalyDetection.Trainers.RandomizedPca("Features", rank: 1)
        """;

    private const string Program = """
        using Microsoft.ML.Trainers.FastTree;
        using Microsoft.ML.Trainers.LightGbm;
        using Microsoft.ML.Transforms.Text;

        var ml = new MLContext(1);
        var view = Flow.Data(ml);
        {0}

        internal sealed class Row
        {
            public float A { get; set; }
            public float B { get; set; }
            public string Text { get; set; }
            public string City { get; set; }
            public float Target { get; set; }
            public float Weight { get; set; }
            public bool Flag { get; set; }
            public string Kind { get; set; }
            public string Session { get; set; }
            [VectorType(3)] public float[] Features { get; set; }
            [VectorType(2)] public float[] More { get; set; }
        }

        internal sealed class MapIn { public float A { get; set; } }

        internal sealed class MapOut { public float Out { get; set; } }

        internal static class Flow
        {
            public static IDataView Data(MLContext ml)
            {
                var rows = Enumerable.Range(0, 60).Select(i => new Row
                {
                    A = i, B = i % 7, Text = "good text " + (i % 5), City = i % 2 == 0 ? "Oslo" : "Rome", Target = i % 3, Weight = 1, Flag = i % 2 == 0,
                    Kind = "kind " + (i % 3), Session = "session " + (i / 6), Features = [i % 4, i % 5, i % 6], More = [i, 1],
                }).ToList();
                IDataView view = ml.Data.LoadFromEnumerable(rows);
                var keys = ml.Transforms.Conversion.MapValueToKey("Class", "Kind").Append(ml.Transforms.Conversion.MapValueToKey("Query", "Session"));
                return ml.Data.Cache(keys.Fit(view).Transform(view));
            }

            public static void Try(MLContext ml, IDataView view, IEstimator<ITransformer> estimator)
            {
                var asked = new Asked(view);
                var result = estimator.Fit(asked).Transform(asked);
                var before = view.Schema.Select(column => column.Name).ToList();
                var made = result.Schema.Where(column => !before.Remove(column.Name)).Select(column => column.Name).Distinct().ToList();
                var columns = result.Schema.Where(column => !column.IsHidden && made.Contains(column.Name)).ToList();
                using (var cursor = result.GetRowCursor(columns))
                    cursor.MoveNext();
                Console.WriteLine("@" + string.Join(",", made.Order(StringComparer.Ordinal)) + " <- " + string.Join(",", asked.Names.Order(StringComparer.Ordinal)));
            }
        }

        /// <summary>A view that writes down which of its columns are asked for.</summary>
        internal sealed class Asked(IDataView inner) : IDataView
        {
            public SortedSet<string> Names { get; } = [];

            public bool CanShuffle => inner.CanShuffle;

            public DataViewSchema Schema => inner.Schema;

            public long? GetRowCount() => inner.GetRowCount();

            public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columns, Random random = null)
            {
                lock (Names)
                    Names.UnionWith(columns.Select(column => column.Name));
                return inner.GetRowCursor(columns, random);
            }

            public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columns, int count, Random random = null) => [GetRowCursor(columns, random)];
        }
        """;

    [Fact]
    public async Task Columns_are_those_that_ML_NET_reads_and_writes()
    {
        var calls = Sources.Normalize(Calls).Split('\n');
        var source = Program.Replace("{0}", string.Join("\n", calls.Select(call => $"Flow.Try(ml, view, {call});")));
        var compilation = ModelText.Compile(source);
        var fits = ModelText.ModelOf(compilation).AllFlows(CancellationToken.None).Of(EventKind.Fit).Where(fit => fit.Body.Method?.Name == "Try").ToList();
        var result = await ProgramRunner.RunAsync(source, new Setup { Sources = ModelText.Shared });
        var real = result.OutputOrThrow().Split('\n').Where(line => line.StartsWith('@')).Select(line => line[1..]).ToArray();

        Assert.Equal(calls.Length, real.Length);
        Assert.Equal(calls.Length, fits.Count);
        ModelText.AreEqual(
            string.Join("\n", calls.Select((call, i) => $"{call}: {real[i]}")),
            string.Concat(calls.Select((call, i) => $"{call}: {Columns(((EstimatorValue)fits[i].Estimator).Steps.Single(), real[i])}\n")));
    }

    /// <summary>What the model knows of a step. What a trainer writes follows from its task, not from names.</summary>
    private static string Columns(Step step, string real)
    {
        var outputs = step.Column(ColumnRole.Output) is { } names ? string.Join(",", names.Names.Order(StringComparer.Ordinal)) : real.Split(" <- ")[0];
        var roles = new[] { ColumnRole.Input, ColumnRole.Label, ColumnRole.Feature, ColumnRole.Weight, ColumnRole.Group };
        var inputs = roles.Select(step.Column).Where(column => column is not null).SelectMany(column => column!.Complete ? column.Names : ["?"]).Distinct();
        return outputs + " <- " + string.Join(",", inputs.Order(StringComparer.Ordinal));
    }
}
