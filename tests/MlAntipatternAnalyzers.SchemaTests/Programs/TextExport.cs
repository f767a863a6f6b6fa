using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Export
{
    internal class Temperature
    {
        public string City;
        public float Day;
        public float Night;
    }

    internal class Archive
    {
        private readonly MLContext _mlContext;

        internal Archive(MLContext mlContext)
        {
            _mlContext = mlContext;
        }

        internal void Write(string file)
        {
            var rows = Enumerable.Range(0, 20).Select(i => new Temperature { City = i % 2 == 0 ? "Oslo" : "Rome", Day = 10 + i, Night = i });
            var view = _mlContext.Data.LoadFromEnumerable(rows);
            using var stream = new FileStream(file, FileMode.Create);
            _mlContext.Data.SaveAsText(view, stream, separatorChar: ',', headerRow: true, schema: false);
        }

        internal void Read(string file)
        {
            var columns = new TextLoader.Column[]
            {
                new TextLoader.Column(name: "City", dataKind: DataKind.String, index: 0),
                new TextLoader.Column(name: "Day", dataKind: DataKind.Single, index: 1),
                new TextLoader.Column(name: "Night", dataKind: DataKind.Single, index: 2),
                new TextLoader.Column("Both", DataKind.Single, new[] { new TextLoader.Range(1), new TextLoader.Range(2) }),
            };
            var loader = _mlContext.Data.CreateTextLoader(columns, separatorChar: ',', hasHeader: true);
            var view = loader.Load(file);
            var pipeline = _mlContext.Transforms.NormalizeMinMax("Both")
                .Append(_mlContext.Transforms.Categorical.OneHotHashEncoding("CityHash", "City", numberOfBits: 3))
                .Append(_mlContext.Transforms.Concatenate("Features", "Both", "CityHash"))
                .Append(_mlContext.Regression.Trainers.OnlineGradientDescent("Night"));
            var scores = pipeline.Fit(view).Transform(view).GetColumn<float>("Score").ToList();
            Console.WriteLine($"{scores.Count} {view.GetColumn<string>("City").First()} {view.GetColumn<float[]>("Both").First().Length}");
        }
    }

    internal static class Program
    {
        private static void Main()
        {
            var archive = new Archive(new MLContext(seed: 1));
            archive.Write("temperatures.csv");
            archive.Read("temperatures.csv");
        }
    }
}
