using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Recipes
{
    internal class Recipe
    {
        public ReadOnlyMemory<char> Title { get; set; }
        public string[] Ingredients { get; set; }
        public VBuffer<float> Amounts { get; set; }
        public string Course { get; set; }
    }

    internal class Course
    {
        [ColumnName("CourseName")]
        public ReadOnlyMemory<char> Name { get; set; }

        public VBuffer<float> Score { get; set; }
    }

    internal class Cookbook
    {
        private const string TitleFeatures = "TitleFeatures", IngredientFeatures = "IngredientFeatures";

        private static void Main()
        {
            var context = new MLContext(seed: 5);
            string[][] ingredients = { new[] { "flour", "sugar" }, new[] { "beef", "onion", "wine" } };
            var recipes = Enumerable.Range(0, 30)
                .Select(i => new Recipe { Title = (i % 2 == 0 ? "sweet cake" : "slow stew").AsMemory(), Ingredients = ingredients[i % 2], Amounts = new VBuffer<float>(2, new float[] { i, 1 }), Course = i % 2 == 0 ? "dessert" : "main" })
                .ToList();
            var data = context.Data.LoadFromEnumerable(recipes);
            var titles = context.Transforms.Text.FeaturizeText(TitleFeatures, nameof(Recipe.Title));
            var lists = context.Transforms.Conversion.Hash("IngredientKeys", nameof(Recipe.Ingredients), numberOfBits: 5)
                .Append(context.Transforms.Conversion.MapKeyToVector(IngredientFeatures, "IngredientKeys", outputCountVector: true));
            var pipeline = titles
                .Append(lists)
                .Append(context.Transforms.Concatenate("Features", TitleFeatures, IngredientFeatures))
                .Append(context.Transforms.Conversion.MapValueToKey("Label", "Course"))
                .Append(context.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 3))
                .Append(context.Transforms.Conversion.MapKeyToValue("CourseName", "PredictedLabel"));
            var model = pipeline.Fit(data);
            var rows = context.Data.CreateEnumerable<Course>(model.Transform(data), reuseRowObject: false);
            Console.WriteLine($"{rows.First().Name} {rows.First().Score.Length}");
        }
    }
}
