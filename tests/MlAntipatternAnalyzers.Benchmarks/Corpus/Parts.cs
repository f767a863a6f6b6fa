using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Benchmarks.Corpus;

/// <summary>The files of a module; "Domain" stands for what the module is about.</summary>
internal static class Parts
{
    public static string Rows(Shape shape)
    {
        var columns = shape.Numbers.Select(name => ("float", name)).Concat(shape.Texts.Select(name => ("string", name))).Append(("float", "Target"));
        var members = columns.Select((column, index) => $"    [LoadColumn({index})] public {column.Item1} {column.Item2} {{ get; set; }}");
        return $$"""
            using Microsoft.ML.Data;

            namespace {{shape.Namespace}};

            internal sealed class DomainRow
            {
            {{string.Join("\n", members)}}
            }

            internal sealed class DomainPrediction
            {
                [ColumnName("Score")] public float Target { get; set; }

                public bool IsHigh => Target > 10;
            }
            """;
    }

    public static string Data(Shape shape)
    {
        var load = shape.LoadsByOptions
            ? """
              context.Data.LoadFromTextFile<DomainRow>(path, new TextLoader.Options { HasHeader = true, Separators = new[] { ',' }, MissingRealsAsNaNs = true })
              """
            : "context.Data.LoadFromTextFile<DomainRow>(path, separatorChar: ',', hasHeader: true)";
        var split = shape.SplitsInTuple
            ? """
                  public (IDataView Train, IDataView Test) SplitDomain()
                  {
                      var parts = context.Data.TrainTestSplit(LoadDomain(), testFraction: 0.2, seed: 1);
                      return (parts.TrainSet, parts.TestSet);
                  }
              """
            : """
                  private DataOperationsCatalog.TrainTestData parts;

                  public void SplitDomain() => parts = context.Data.TrainTestSplit(LoadDomain(), testFraction: 0.2, seed: 1);

                  public IDataView Train => parts.TrainSet;

                  public IDataView Test => parts.TestSet;
              """;
        return $$"""
            using System;
            using System.IO;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            namespace {{shape.Namespace}};

            internal sealed class DomainSource
            {
                private readonly MLContext context;
                private readonly string path;

                public DomainSource(MLContext context, string path)
                {
                    this.context = context;
                    this.path = path ?? throw new ArgumentNullException(nameof(path));
                }

                public IDataView LoadDomain()
                {
                    if (!File.Exists(path))
                        throw new FileNotFoundException("no data", path);

                    var view = {{load}};
                    Console.WriteLine($"{view.Schema.Count} columns");
                    return view;
                }

            {{split}}
            }
            """;
    }

    public static string Pipeline(Shape shape, Random random)
    {
        var literal = random.Next(2) == 0;
        string Name(string column) => literal ? $"\"{column}\"" : $"nameof(DomainRow.{column})";
        var replace = shape.LoadsByOptions
            ? string.Concat(shape.Numbers.Select(name => $"\n        chain = chain.Append(context.Transforms.ReplaceMissingValues({Name(name)}));"))
            : "";
        var encode = string.Concat(shape.Texts.Select(name => $"\n        chain = chain.Append(context.Transforms.Categorical.OneHotEncoding(\"{name}Encoded\", {Name(name)}));"));
        var inputs = string.Join(", ", shape.Numbers.Select(Name).Concat(shape.Texts.Select(name => $"\"{name}Encoded\"")));
        return $$"""
            using System.Collections.Generic;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Transforms;

            namespace {{shape.Namespace}};

            internal static class DomainPipeline
            {
                public const string Features = "Features";

                public static IEstimator<ITransformer> BuildDomain(MLContext context, bool normalize)
                {
                    IEstimator<ITransformer> chain = StartDomain(context);{{replace}}{{encode}}
                    if (normalize)
                        chain = chain.Append(context.Transforms.NormalizeMinMax({{Name(shape.Numbers[0])}}));
                    return FinishDomain(context, chain, new[] { {{inputs}} });
                }

                private static IEstimator<ITransformer> StartDomain(MLContext context) =>
                    context.Transforms.CopyColumns("Label", nameof(DomainRow.Target));

                private static IEstimator<ITransformer> FinishDomain(MLContext context, IEstimator<ITransformer> chain, string[] inputs) =>
                    chain.Append(context.Transforms.Concatenate(Features, inputs)).AppendCacheCheckpoint(context);

                public static IEnumerable<string> Names(DataViewSchema schema) =>
                    from column in schema
                    where !column.IsHidden
                    orderby column.Index
                    select column.Name;
            }
            """;
    }

    public static string Training(Shape shape)
    {
        var split = shape.SplitsInTuple ? "var (train, test) = data.SplitDomain();" : "data.SplitDomain();\n        IDataView train = data.Train, test = data.Test;";
        return $$"""
            using System;
            using Microsoft.ML;
            using Microsoft.ML.Data;
            using Microsoft.ML.Trainers;

            namespace {{shape.Namespace}};

            internal sealed class DomainTraining
            {
                private readonly MLContext context = new(seed: 1);
                private ITransformer model;

                internal static int StartDomain(string[] args)
                {
                    var training = new DomainTraining();
                    var error = training.RunDomain(args.Length > 0 ? args[0] : "rows.csv");
                    Console.WriteLine($"error {error:F2}");
                    return error < 5 ? 0 : 1;
                }

                private double RunDomain(string path)
                {
                    var data = new DomainSource(context, path);
                    {{split}}
                    model = FitDomain(train);
                    var metrics = EvaluateDomain({{(shape.EvaluatesOnTrainingData ? "train" : "test")}});
                    PrintDomain(metrics);
                    if (metrics.RSquared > 0.5)
                        context.Model.Save(model, train.Schema, "model.zip");
                    return metrics.RootMeanSquaredError;
                }

                private ITransformer FitDomain(IDataView rows)
                {
                    var trainer = context.Regression.Trainers.{{shape.Trainer}}(labelColumnName: "Label", featureColumnName: DomainPipeline.Features);
                    return DomainPipeline.BuildDomain(context, normalize: true).Append(trainer).Fit(rows);
                }

                private RegressionMetrics EvaluateDomain(IDataView rows) => context.Regression.Evaluate(model.Transform(rows));

                private static void PrintDomain(RegressionMetrics metrics)
                {
                    foreach (var (name, value) in new[] { ("R2", metrics.RSquared), ("RMSE", metrics.RootMeanSquaredError), ("MAE", metrics.MeanAbsoluteError) })
                        Console.WriteLine($"{name,-6}{value,10:F3}");
                }
            }
            """;
    }

    public static string Serving(Shape shape)
    {
        var engine = "context.Model.CreatePredictionEngine<DomainRow, DomainPrediction>(model)";
        var (before, inside) = shape.EngineInLoop ? ("", $"\n            var engine = {engine};") : ($"\n        var engine = {engine};", "");
        var members = string.Join(", ", shape.Numbers.Select(name => $"{name} = random.NextSingle()").Concat(shape.Texts.Select(name => $"{name} = \"a\"")));
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using Microsoft.ML;

            namespace {{shape.Namespace}};

            internal sealed class DomainServing
            {
                private readonly MLContext context = new();
                private readonly ITransformer model;

                public DomainServing(string path) => model = context.Model.Load(path, out _);

                public IReadOnlyList<float> PredictDomain(IEnumerable<DomainRow> rows)
                {
                    var scores = new List<float>();{{before}}
                    foreach (var row in rows)
                    {{{inside}}
                        scores.Add(engine.Predict(row).Target);
                    }

                    return scores.OrderDescending().ToList();
                }

                public static IEnumerable<DomainRow> Sample(int count)
                {
                    var random = new Random(1);
                    for (var i = 0; i < count; i++)
                        yield return new DomainRow { {{members}} };
                }
            }
            """;
    }
}
