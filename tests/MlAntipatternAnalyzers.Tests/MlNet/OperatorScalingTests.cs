using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.MlNet;

/// <summary>Which trainers depend on the scale of their features: the catalog against what ML.NET says, and against what it learns when a feature is given in another unit.</summary>
public sealed class OperatorScalingTests
{
    private const string Calls =
        """
        AveragedPerceptron: B.AveragedPerceptron()
        FastForest: B.FastForest(numberOfTrees: 4)
        FastTree: B.FastTree(numberOfTrees: 4)
        Gam: B.Gam(numberOfIterations: 20)
        KMeans: ml.Clustering.Trainers.KMeans(new KMeansTrainer.Options { NumberOfClusters = 3, NumberOfThreads = 1 })
        LbfgsLogisticRegression: B.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 })
        LbfgsMaximumEntropy: M.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { LabelColumnName = "Class", NumberOfThreads = 1 })
        LbfgsPoissonRegression: R.LbfgsPoissonRegression(new LbfgsPoissonRegressionTrainer.Options { LabelColumnName = "Number", NumberOfThreads = 1 })
        LdSvm: B.LdSvm()
        LightGbm: B.LightGbm(numberOfIterations: 4)
        LinearSvm: B.LinearSvm()
        NaiveBayes: M.NaiveBayes("Class")
        OnlineGradientDescent: R.OnlineGradientDescent("Number", learningRate: 0.0000001f)
        RandomizedPca: ml.AnomalyDetection.Trainers.RandomizedPca(rank: 1, seed: 1)
        Sdca: R.Sdca(new SdcaRegressionTrainer.Options { LabelColumnName = "Number", NumberOfThreads = 1 })
        SdcaLogisticRegression: B.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 })
        SdcaMaximumEntropy: M.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options { LabelColumnName = "Class", NumberOfThreads = 1 })
        SdcaNonCalibrated: B.SdcaNonCalibrated(new SdcaNonCalibratedBinaryTrainer.Options { NumberOfThreads = 1 })
        SgdCalibrated: B.SgdCalibrated(new SgdCalibratedTrainer.Options { NumberOfThreads = 1 })
        SgdNonCalibrated: B.SgdNonCalibrated(new SgdNonCalibratedTrainer.Options { NumberOfThreads = 1 })
        """;

    private static readonly Lazy<Task<IReadOnlyList<string[]>>> Measured = new(MeasureAsync);

    /// <summary>The same trainers whose model another unit changes: so ML.NET does not normalise for them when they are fitted, in a chain or alone.</summary>
    [Fact]
    public async Task What_needs_one_scale_learns_another_model_from_another_unit() =>
        AreEqual(OperatorCatalog.Entries.Where(entry => entry.NeedsScaling).Select(entry => entry.Name).Except(["SymbolicSgdLogisticRegression"]), (await Measured.Value).Where(line => line[2] == "another").Select(line => line[0]));

    [Fact]
    public async Task ML_NET_says_the_same() =>
        AreEqual((await Measured.Value).Where(line => line[1] == "True").Select(line => line[0]), (await Measured.Value).Where(line => line[2] == "another").Select(line => line[0]));

    private static void AreEqual(IEnumerable<string> expected, IEnumerable<string> actual) =>
        ModelText.AreEqual(string.Join("\n", expected.Order(StringComparer.Ordinal)), string.Concat(actual.Order(StringComparer.Ordinal).Select(name => name + "\n")));

    private static async Task<IReadOnlyList<string[]>> MeasureAsync()
    {
        var calls = Sources.Normalize(Calls).Split('\n').Select(call => call.Split(": ", 2));
        var output = (await ProgramRunner.RunAsync(Head + string.Concat(calls.Select(call => $"Compare(\"{call[0]}\", (ml, B, M, R) => {call[1]});\n")) + Rest)).OutputOrThrow();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Where(line => line.Length == 3).ToList();
    }

    private const string Head =
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Trainers;


        """;

    private const string Rest =
        """
        void Compare(string name, Func<MLContext, BinaryClassificationCatalog.BinaryClassificationTrainers, MulticlassClassificationCatalog.MulticlassClassificationTrainers, RegressionCatalog.RegressionTrainers, IEstimator<ITransformer>> make)
        {
            var info = (TrainerInfo)make(new MLContext(1), new MLContext(1).BinaryClassification.Trainers, new MLContext(1).MulticlassClassification.Trainers, new MLContext(1).Regression.Trainers).GetType().GetProperty("Info").GetValue(
                make(new MLContext(1), new MLContext(1).BinaryClassification.Trainers, new MLContext(1).MulticlassClassification.Trainers, new MLContext(1).Regression.Trainers));
            Console.WriteLine($"{name}\t{info.NeedNormalization}\t{(Scores(1, make) == Scores(1024, make) ? "same" : "another")}");
        }

        // Powers of two, so that no digit is lost on the way.
        string Scores(float unit, Func<MLContext, BinaryClassificationCatalog.BinaryClassificationTrainers, MulticlassClassificationCatalog.MulticlassClassificationTrainers, RegressionCatalog.RegressionTrainers, IEstimator<ITransformer>> make)
        {
            var random = new Random(5);
            var rows = Enumerable.Range(0, 300).Select(i =>
            {
                var features = Enumerable.Range(0, 3).Select(_ => random.Next(1, 256) / 256f).ToArray();
                return new Row { Features = new[] { features[0] * unit, features[1], features[2] }, Label = features[0] + features[1] + random.NextDouble() > 1.5, Class = i % 3, Number = features[2] * 3 + features[1] };
            }).ToList();
            var ml = new MLContext(1);
            IDataView data = ml.Data.Cache(ml.Data.LoadFromEnumerable(rows));
            var chain = ml.Transforms.Conversion.MapValueToKey("Class").Append(make(ml, ml.BinaryClassification.Trainers, ml.MulticlassClassification.Trainers, ml.Regression.Trainers));
            var scored = chain.Fit(data).Transform(data);
            return scored.Schema["Score"].Type is VectorDataViewType
                ? string.Join(" ", scored.GetColumn<VBuffer<float>>("Score").SelectMany(score => score.DenseValues()))
                : string.Join(" ", scored.GetColumn<float>("Score"));
        }

        internal sealed class Row
        {
            [VectorType(3)] public float[] Features { get; set; }
            public bool Label { get; set; }
            public int Class { get; set; }
            public float Number { get; set; }
        }
        """;
}
