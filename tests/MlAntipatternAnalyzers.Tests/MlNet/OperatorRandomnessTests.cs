using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.MlNet;

/// <summary>Which operators draw random numbers from the context: the catalog against what ML.NET fits with one seed and with another.</summary>
public sealed class OperatorRandomnessTests
{
    /// <summary>On one thread, and with an end before everything has converged.</summary>
    private const string Calls =
        """
        B.AveragedPerceptron()
        B.AveragedPerceptron(new AveragedPerceptronTrainer.Options { Shuffle = false })
        B.AveragedPerceptron(new AveragedPerceptronTrainer.Options { Shuffle = false, InitialWeightsDiameter = 1 })
        B.LinearSvm()
        B.LinearSvm(new LinearSvmTrainer.Options { Shuffle = false })
        B.LdSvm()
        B.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 })
        B.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1, MaximumNumberOfIterations = 1, InitialWeightsDiameter = 1 })
        B.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1, MaximumNumberOfIterations = 2 })
        B.SdcaNonCalibrated(new SdcaNonCalibratedBinaryTrainer.Options { NumberOfThreads = 1, MaximumNumberOfIterations = 2 })
        B.SgdCalibrated(new SgdCalibratedTrainer.Options { NumberOfThreads = 1, NumberOfIterations = 1 })
        B.SgdCalibrated(new SgdCalibratedTrainer.Options { NumberOfThreads = 1, NumberOfIterations = 1, Shuffle = false })
        B.SgdNonCalibrated(new SgdNonCalibratedTrainer.Options { NumberOfThreads = 1, NumberOfIterations = 1 })
        B.FieldAwareFactorizationMachine(new FieldAwareFactorizationMachineTrainer.Options { FeatureColumnName = "Features", NumberOfIterations = 1 })
        B.FastTree(numberOfTrees: 4)
        B.FastForest(numberOfTrees: 4)
        B.Gam(numberOfIterations: 20)
        B.LightGbm(new LightGbmBinaryTrainer.Options { NumberOfIterations = 4, NumberOfThreads = 1, Booster = new GradientBooster.Options { SubsampleFraction = 0.5, SubsampleFrequency = 1 } })
        B.LightGbm(new LightGbmBinaryTrainer.Options { NumberOfIterations = 4, NumberOfThreads = 1, Seed = 7, Booster = new GradientBooster.Options { SubsampleFraction = 0.5, SubsampleFrequency = 1 } })
        B.Prior()
        M.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options { LabelColumnName = "Class", NumberOfThreads = 1, MaximumNumberOfIterations = 2 })
        M.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { LabelColumnName = "Class", NumberOfThreads = 1 })
        M.NaiveBayes("Class")
        R.Sdca(new SdcaRegressionTrainer.Options { LabelColumnName = "Number", NumberOfThreads = 1, MaximumNumberOfIterations = 2 })
        R.OnlineGradientDescent("Number")
        R.LbfgsPoissonRegression(new LbfgsPoissonRegressionTrainer.Options { LabelColumnName = "Number", NumberOfThreads = 1 })
        R.FastTreeTweedie("Number", numberOfTrees: 4)
        ml.Clustering.Trainers.KMeans(new KMeansTrainer.Options { NumberOfClusters = 4, NumberOfThreads = 1, MaximumNumberOfIterations = 1 })
        ml.AnomalyDetection.Trainers.RandomizedPca(rank: 1, oversampling: 0)
        ml.AnomalyDetection.Trainers.RandomizedPca(rank: 1, oversampling: 0, seed: 7)
        T.ApproximatedKernelMap("Score", "Features", rank: 2)
        T.ApproximatedKernelMap("Score", "Features", rank: 2, seed: 7)
        T.ProjectToPrincipalComponents("Score", "Features", rank: 1, overSampling: 0)
        T.ProjectToPrincipalComponents("Score", "Features", rank: 1, overSampling: 0, seed: 7)
        T.Text.FeaturizeText("Score", "Text")
        T.FeatureSelection.SelectFeaturesBasedOnMutualInformation("Score", "Features", slotsInOutput: 2)
        T.NormalizeMeanVariance("Score", "Features")
        T.NormalizeSupervisedBinning("Score", "Features")
        T.Categorical.OneHotEncoding("Score", "Text")
        """;

    private static readonly IReadOnlyList<string> All = Sources.Normalize(Calls).Split('\n');

    private static readonly Lazy<Task<IReadOnlyDictionary<string, string>>> Measured = new(MeasureAsync);

    [Fact]
    public async Task What_draws_from_the_context_depends_on_its_seed()
    {
        var measured = await Measured.Value;
        AreEqual(All.Where(IsRandom), All.Where(call => measured[call].StartsWith("another", StringComparison.Ordinal)));
    }

    /// <summary>With one seed the same again, on one thread: a seed is worth giving.</summary>
    [Fact]
    public async Task One_seed_gives_one_model()
    {
        var measured = await Measured.Value;
        AreEqual(All, All.Where(call => measured[call].EndsWith("same", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_shuffle_without_a_seed_draws_from_the_context_and_a_split_does_not()
    {
        var measured = await Measured.Value;
        ModelText.AreEqual(
            """
            shuffled without a seed True
            shuffled with a seed False
            sampled without a seed True
            sampled with a seed False
            split without a seed False
            """,
            measured["rows"]);
    }

    /// <summary>What the catalog says of a call, whose arguments the model reads.</summary>
    private static bool IsRandom(string call)
    {
        var compilation = ModelText.Compile(Program([call]), Microsoft.CodeAnalysis.OutputKind.ConsoleApplication, With.MlNet);
        var flows = ProgramModel.TryCreate(compilation, default)!.AllFlows(default);
        return flows.Of(EventKind.Fit).Where(fit => fit.Method.ContainingType.Name == "IEstimator").SelectMany(fit => fit.Estimator.Alternatives.OfType<EstimatorValue>()).SelectMany(chain => chain.Steps).Any(step => step.IsRandom);
    }

    private static void AreEqual(IEnumerable<string> expected, IEnumerable<string> actual) => ModelText.AreEqual(string.Join("\n", expected), string.Concat(actual.Select(line => line + "\n")));

    private static async Task<IReadOnlyDictionary<string, string>> MeasureAsync()
    {
        var output = (await ProgramRunner.RunAsync(Program(All))).OutputOrThrow();
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var results = lines.Take(All.Count).Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1]);
        results.Add("rows", string.Concat(lines.Skip(All.Count).Select(line => line + "\n")));
        return results;
    }

    private static string Program(IEnumerable<string> calls) => Sources.Normalize(
        """"
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Trainers;
        using Microsoft.ML.Trainers.LightGbm;
        using Microsoft.ML.Transforms.Text;

        var random = new Random(5);
        var rows = Enumerable.Range(0, 300).Select(i =>
        {
            var features = Enumerable.Range(0, 5).Select(_ => (float)random.NextDouble() + 0.01f).ToArray();
            return new Row { Features = features, Label = features[0] + features[1] + random.NextDouble() > 1.5, Class = i % 3, Number = features[2] * 3 + features[3], Text = "w" + i % 7 };
        }).ToList();


        """"
        + string.Concat(calls.Select(call => $"Compare(\"\"\"\"{call}\"\"\"\", ml => Make(ml, (T, B, M, R) => {call}));\n"))
        + """"
        Console.WriteLine($"shuffled without a seed {Read(1, ml => data => ml.Data.ShuffleRows(data)) != Read(2, ml => data => ml.Data.ShuffleRows(data))}");
        Console.WriteLine($"shuffled with a seed {Read(1, ml => data => ml.Data.ShuffleRows(data, 7)) != Read(2, ml => data => ml.Data.ShuffleRows(data, 7))}");
        Console.WriteLine($"sampled without a seed {Read(1, ml => data => ml.Data.BootstrapSample(data)) != Read(2, ml => data => ml.Data.BootstrapSample(data))}");
        Console.WriteLine($"sampled with a seed {Read(1, ml => data => ml.Data.BootstrapSample(data, 7)) != Read(2, ml => data => ml.Data.BootstrapSample(data, 7))}");
        Console.WriteLine($"split without a seed {Read(null, ml => data => ml.Data.TrainTestSplit(data).TestSet) != Read(null, ml => data => ml.Data.TrainTestSplit(data).TestSet)}");

        IEstimator<ITransformer> Make(MLContext ml, Func<TransformsCatalog, BinaryClassificationCatalog.BinaryClassificationTrainers, MulticlassClassificationCatalog.MulticlassClassificationTrainers, RegressionCatalog.RegressionTrainers, IEstimator<ITransformer>> make) =>
            make(ml.Transforms, ml.BinaryClassification.Trainers, ml.MulticlassClassification.Trainers, ml.Regression.Trainers);

        void Compare(string name, Func<MLContext, IEstimator<ITransformer>> make)
        {
            var (one, other, again) = (Scores(1, make), Scores(2, make), Scores(1, make));
            Console.WriteLine($"{name}\t{(one == other ? "same" : "another")} {(one == again ? "same" : "another")}");
        }

        string Scores(int seed, Func<MLContext, IEstimator<ITransformer>> make)
        {
            var ml = new MLContext(seed);
            IDataView data = ml.Data.LoadFromEnumerable(rows);
            data = ml.Transforms.Conversion.MapValueToKey("Class").Fit(data).Transform(data);
            IEstimator<ITransformer> estimator = make(ml);

            // What cannot be read in another order is never shuffled.
            data = ml.Data.Cache(data);
            var scored = estimator.Fit(data).Transform(data);
            return scored.Schema["Score"].Type is VectorDataViewType
                ? string.Join(" ", scored.GetColumn<VBuffer<float>>("Score").SelectMany(score => score.DenseValues()))
                : string.Join(" ", scored.GetColumn<float>("Score"));
        }

        string Read(int? seed, Func<MLContext, Func<IDataView, IDataView>> change)
        {
            var ml = new MLContext(seed);
            return string.Join(" ", change(ml)(ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Number"));
        }

        internal sealed class Row
        {
            [VectorType(5)] public float[] Features { get; set; }
            public bool Label { get; set; }
            public int Class { get; set; }
            public float Number { get; set; }
            public string Text { get; set; }
        }
        """");
}
