using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Genes
{
    class Sample
    {
        [LoadColumn(0, 5), VectorType(6)]
        public float[] Expression { get; set; }

        [LoadColumn(6)]
        public bool Ill { get; set; }

        [LoadColumn(7)]
        public string Tissue { get; set; }
    }

    class Diagnosis
    {
        public bool PredictedLabel { get; set; }
        public float Probability { get; set; }
    }

    class Laboratory
    {
        const string LabelName = nameof(Sample.Ill);
        static string DataFile => "genes.csv";

        static void Main()
        {
            CreateFile();
            MLContext mlContext = new MLContext(seed: 3);
            IDataView samples = mlContext.Data.LoadFromTextFile<Sample>(DataFile, separatorChar: ',');
            var select = mlContext.Transforms.FeatureSelection.SelectFeaturesBasedOnMutualInformation("Informative", nameof(Sample.Expression), labelColumnName: LabelName, slotsInOutput: 3, numberOfBins: 4)
                .Append(mlContext.Transforms.FeatureSelection.SelectFeaturesBasedOnCount("Frequent", nameof(Sample.Expression), count: 5))
                .Append(mlContext.Transforms.Text.FeaturizeText("TissueText", nameof(Sample.Tissue)))
                .Append(mlContext.Transforms.FeatureSelection.SelectFeaturesBasedOnCount(new[] { new InputOutputColumnPair("TissueText") }, count: 3))
                .Append(mlContext.Transforms.Concatenate("Features", "Informative", "Frequent", "TissueText"));
            var trainer = mlContext.BinaryClassification.Trainers.FastForest(LabelName, numberOfTrees: 4, numberOfLeaves: 3, minimumExampleCountPerLeaf: 2);
            var calibrator = mlContext.BinaryClassification.Calibrators.Naive(LabelName);
            var model = select.Append(trainer).Append(calibrator).Fit(samples);

            var width = ((VectorDataViewType)model.Transform(samples).Schema["Informative"].Type).Size;
            Console.WriteLine($"{width} genes kept");
            var engine = mlContext.Model.CreatePredictionEngine<Sample, Diagnosis>(model);
            var diagnosis = engine.Predict(new Sample { Expression = new float[] { 1, 2, 3, 4, 5, 6 }, Tissue = "liver" });
            Console.WriteLine(diagnosis.PredictedLabel + " " + (diagnosis.Probability >= 0));
        }

        static void CreateFile()
        {
            var builder = new StringBuilder();
            foreach (var i in Enumerable.Range(0, 40))
                builder.Append(string.Join(",", Enumerable.Range(0, 6).Select(gene => (i * (gene + 3) % 7).ToString()))).Append(i % 3 == 0 ? ",true," : ",false,").AppendLine(i % 2 == 0 ? "liver tissue" : "skin tissue");
            File.WriteAllText(DataFile, builder.ToString());
        }
    }
}
