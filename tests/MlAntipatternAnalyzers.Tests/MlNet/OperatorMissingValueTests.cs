using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.MlNet;

/// <summary>What trainers do with NaN among their features: the catalog against what ML.NET learns and scores, every trainer in each of its tasks.</summary>
public sealed class OperatorMissingValueTests
{
    /// <summary>On one thread, so that a model says which rows it was learned from.</summary>
    private const string Calls =
        """
        AveragedPerceptron: B.AveragedPerceptron()
        LbfgsLogisticRegression: B.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 })
        LinearSvm: B.LinearSvm()
        LdSvm: B.LdSvm(new LdSvmTrainer.Options { NumberOfIterations = 500 })
        SdcaLogisticRegression: B.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1, Shuffle = false })
        SdcaNonCalibrated: B.SdcaNonCalibrated(new SdcaNonCalibratedBinaryTrainer.Options { NumberOfThreads = 1, Shuffle = false })
        SgdCalibrated: B.SgdCalibrated(new SgdCalibratedTrainer.Options { NumberOfThreads = 1, Shuffle = false })
        SgdNonCalibrated: B.SgdNonCalibrated(new SgdNonCalibratedTrainer.Options { NumberOfThreads = 1, Shuffle = false })
        FieldAwareFactorizationMachine: B.FieldAwareFactorizationMachine(new FieldAwareFactorizationMachineTrainer.Options { FeatureColumnName = "Features", Shuffle = false })
        Prior: B.Prior()
        FastTree: B.FastTree(numberOfTrees: 10, minimumExampleCountPerLeaf: 5)
        FastForest: B.FastForest(numberOfTrees: 10, minimumExampleCountPerLeaf: 5)
        Gam: B.Gam(numberOfIterations: 100)
        LightGbm: B.LightGbm(new LightGbmBinaryTrainer.Options { NumberOfIterations = 20, NumberOfThreads = 1, MinimumExampleCountPerLeaf = 5 })
        SdcaMaximumEntropy: M.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options { LabelColumnName = "Class", NumberOfThreads = 1, Shuffle = false })
        SdcaNonCalibrated: M.SdcaNonCalibrated(new SdcaNonCalibratedMulticlassTrainer.Options { LabelColumnName = "Class", NumberOfThreads = 1, Shuffle = false })
        LbfgsMaximumEntropy: M.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { LabelColumnName = "Class", NumberOfThreads = 1 })
        NaiveBayes: M.NaiveBayes("Class")
        LightGbm: M.LightGbm(new LightGbmMulticlassTrainer.Options { LabelColumnName = "Class", NumberOfIterations = 20, NumberOfThreads = 1, MinimumExampleCountPerLeaf = 5 })
        OneVersusAll: M.OneVersusAll(B.AveragedPerceptron(), "Class")
        PairwiseCoupling: M.PairwiseCoupling(B.AveragedPerceptron(), "Class")
        Sdca: R.Sdca(new SdcaRegressionTrainer.Options { LabelColumnName = "Number", NumberOfThreads = 1, Shuffle = false })
        OnlineGradientDescent: R.OnlineGradientDescent("Number")
        LbfgsPoissonRegression: R.LbfgsPoissonRegression(new LbfgsPoissonRegressionTrainer.Options { LabelColumnName = "Number", NumberOfThreads = 1 })
        FastTree: R.FastTree("Number", numberOfTrees: 10, minimumExampleCountPerLeaf: 5)
        FastForest: R.FastForest("Number", numberOfTrees: 10, minimumExampleCountPerLeaf: 5)
        FastTreeTweedie: R.FastTreeTweedie("Number", numberOfTrees: 10, minimumExampleCountPerLeaf: 5)
        Gam: R.Gam("Number", numberOfIterations: 100)
        LightGbm: R.LightGbm(new LightGbmRegressionTrainer.Options { LabelColumnName = "Number", NumberOfIterations = 20, NumberOfThreads = 1, MinimumExampleCountPerLeaf = 5 })
        FastTree: ml.Ranking.Trainers.FastTree("Grade", rowGroupColumnName: "Group", numberOfTrees: 10, minimumExampleCountPerLeaf: 5)
        LightGbm: ml.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options { LabelColumnName = "Grade", RowGroupColumnName = "Group", NumberOfIterations = 20, NumberOfThreads = 1, MinimumExampleCountPerLeaf = 5 })
        KMeans: ml.Clustering.Trainers.KMeans(new KMeansTrainer.Options { NumberOfClusters = 2, NumberOfThreads = 1 })
        RandomizedPca: ml.AnomalyDetection.Trainers.RandomizedPca(rank: 1, seed: 1)
        """;

    private static readonly Lazy<Task<IReadOnlyList<string[]>>> Measured = new(MeasureAsync);

    /// <summary>The catalog, but for the meta-trainers, which do what the one that they wrap does.</summary>
    private static readonly string[] Wrapping = ["OneVersusAll", "PairwiseCoupling"];

    [Fact]
    public async Task The_catalog_says_what_ML_NET_learns_and_scores()
    {
        var measured = await Measured.Value;
        Assert.All(measured.Where(line => !Wrapping.Contains(line[0])), line =>
            Assert.Equal($"{line[0]} {OperatorCatalog.Entries.First(entry => entry.Name == line[0]).MissingNumbers}", $"{line[0]} {Found(line)}"));
    }

    /// <summary>The model of all rows is the model of those that are complete: what the others have in common is not learned. (K-means begins with other rows.)</summary>
    [Fact]
    public async Task Rows_with_NaN_are_left_out_by_all_who_do_not_learn_from_them() =>
        Assert.All((await Measured.Value).Where(line => Found(line) is "Lost" or "Guessed" && line[0] != "KMeans"), line => Assert.Equal($"{line[0]} same", $"{line[0]} {line[1]}"));

    [Fact]
    public async Task What_the_catalog_says_was_measured_and_nothing_that_ML_NET_has_was_left_out()
    {
        var measured = (await Measured.Value).Select(line => line[0]).ToHashSet();
        Assert.Empty(OperatorCatalog.Entries.Where(entry => entry is { IsTrainer: true, MissingNumbers: not MissingNumbers.Unknown } && !measured.Contains(entry.Name)).Select(entry => entry.Name));

        var unknown = OperatorCatalog.Entries.Where(entry => entry is { IsTrainer: true, MissingNumbers: MissingNumbers.Unknown }).Select(entry => entry.Name).Except(Wrapping).ToHashSet();
        Type[] catalogs = [typeof(StandardTrainersCatalog), typeof(KMeansClusteringExtensions), typeof(PcaCatalog), typeof(TreeExtensions), typeof(LightGbmExtensions), typeof(FactorizationMachineExtensions)];
        Assert.Empty(catalogs.SelectMany(catalog => catalog.GetMethods()).Select(method => method.Name).Where(unknown.Contains).Distinct());
    }

    private static string Found(string[] line) => line switch
    {
        [_, _, "NaN", _] => "Lost",
        [_, "same", _, "wrong"] => "Guessed",
        [_, "another", _, "right"] => "Learned",
        [_, "another", _, _] => "Unread",
        _ => string.Join(" ", line),
    };

    private static async Task<IReadOnlyList<string[]>> MeasureAsync()
    {
        var calls = Sources.Normalize(Calls).Split('\n').Select(call => call.Split(": ", 2));
        var output = (await ProgramRunner.RunAsync(Head + string.Concat(calls.Select(call => $"Measure(\"{call[0]}\", (ml, B, M, R) => {call[1]});\n")) + Rest)).OutputOrThrow();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
    }

    private const string Head =
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Trainers;
        using Microsoft.ML.Trainers.LightGbm;

        // In half of the rows the first feature is missing, and that alone says what they are; in the others the second one does.
        var random = new Random(5);
        var all = Enumerable.Range(0, 400).Select(i =>
        {
            var isMissing = i % 2 == 1;
            var features = new[] { isMissing ? float.NaN : (float)random.NextDouble(), (float)random.NextDouble(), (float)random.NextDouble() };
            return new Row
            {
                Features = features,
                Label = isMissing || features[1] > 0.5f,
                Class = isMissing || features[2] > 0.9f ? 2 : features[1] > 0.5f ? 1 : 0,
                Number = isMissing ? 10 : features[1],
                Grade = isMissing ? 4u : features[1] > 0.5f ? 1u : 0u,
                Group = (uint)(i / 10 + 1),
            };
        }).ToList();
        var complete = all.Where(row => !float.IsNaN(row.Features[0])).ToList();
        var missing = all.Except(complete).ToList();


        """;

    private const string Rest =
        """
        void Measure(string name, Func<MLContext, BinaryClassificationCatalog.BinaryClassificationTrainers, MulticlassClassificationCatalog.MulticlassClassificationTrainers, RegressionCatalog.RegressionTrainers, IEstimator<ITransformer>> make)
        {
            var (ofAll, ofComplete) = (Fit(all), Fit(complete));
            var learned = Text(Scores(ofAll, complete)) == Text(Scores(ofComplete, complete)) ? "same" : "another";
            var given = Scores(ofAll, missing);
            var scores = given.All(score => score.All(float.IsNaN)) ? "NaN" : given.Any(score => score.Any(float.IsNaN)) ? "NaN at times" : "a number";
            Console.WriteLine($"{name}\t{learned}\t{scores}\t{(given.Count(IsRight) > 0.9 * given.Count ? "right" : "wrong")}");

            ITransformer Fit(List<Row> rows)
            {
                var ml = new MLContext(1);
                return ml.Transforms.Conversion.MapValueToKey("Class").Append(make(ml, ml.BinaryClassification.Trainers, ml.MulticlassClassification.Trainers, ml.Regression.Trainers)).Fit(ml.Data.LoadFromEnumerable(rows));
            }
        }

        // All that is missing is of one kind: yes, the second class that was met, 10, the best grade. Above what any complete row is.
        bool IsRight(float[] score) => score.Length == 1 ? score[0] > 4 : score.Length == 3 && score[1] > 0.9f;

        List<float[]> Scores(ITransformer model, List<Row> rows)
        {
            var scored = model.Transform(new MLContext(1).Data.LoadFromEnumerable(rows));
            return scored.Schema["Score"].Type is VectorDataViewType
                ? scored.GetColumn<VBuffer<float>>("Score").Select(score => score.DenseValues().ToArray()).ToList()
                : scored.GetColumn<float>("Score").Select(score => new[] { score }).ToList();
        }

        string Text(IEnumerable<float[]> scores) => string.Join(" ", scores.Select(score => string.Join(",", score)));

        internal sealed class Row
        {
            [VectorType(3)] public float[] Features { get; set; }
            public bool Label { get; set; }
            public int Class { get; set; }
            public float Number { get; set; }
            [KeyType(5)] public uint Grade { get; set; }
            [KeyType(1000)] public uint Group { get; set; }
        }
        """;
}
