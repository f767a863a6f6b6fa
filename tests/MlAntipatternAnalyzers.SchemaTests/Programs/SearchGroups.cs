using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Search
{
    public class SearchData
    {
        [LoadColumn(0), ColumnName("Label")]
        public float Relevance { get; set; }

        [LoadColumn(1), KeyType(10)]
        public uint GroupId { get; set; }

        [LoadColumn(2, 4), VectorType(3), ColumnName("Features")]
        public float[] Signals { get; set; }
    }

    public class SearchScore
    {
        [ColumnName("Label")]
        public float Relevance { get; set; }

        public uint GroupId { get; set; }

        public float Score { get; set; }
    }

    public class Program
    {
        public static void Main(string[] args)
        {
            File.WriteAllLines("search.txt", Enumerable.Range(0, 60).Select(i => $"{(i % 6 == 0 ? 3 : i % 2)} {i / 6} {i % 4} {i % 6} {60 - i}"));
            var mlContext = new MLContext(seed: 1);
            var data = mlContext.Data.LoadFromTextFile<SearchData>("search.txt", separatorChar: ' ');
            var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.3, samplingKeyColumnName: "GroupId");

            var trainer = mlContext.Ranking.Trainers.FastTree(new FastTreeRankingTrainer.Options
            {
                RowGroupColumnName = "GroupId",
                NumberOfTrees = 4,
                NumberOfLeaves = 4,
                MinimumExampleCountPerLeaf = 1,
            });
            var model = mlContext.Transforms.NormalizeMinMax("Features").Append(trainer).Fit(split.TrainSet);
            Print(mlContext, model.Transform(split.TestSet));
        }

        private static void Print(MLContext mlContext, IDataView scored)
        {
            var metrics = mlContext.Ranking.Evaluate(scored, rowGroupColumnName: "GroupId");
            Console.WriteLine(string.Join(", ", metrics.DiscountedCumulativeGains.Select(gain => gain >= 0)));
            var groups = mlContext.Data.CreateEnumerable<SearchScore>(scored, reuseRowObject: false)
                .GroupBy(row => row.GroupId)
                .Select(group => group.MaxBy(row => row.Score));
            Console.WriteLine(groups.Count(best => best.Relevance < 9));
        }
    }
}
