using System;
using System.IO;
using HousePrices.Features;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace HousePrices.Training;

/// <summary>Trains the model of what a house is sold for, on sales that came before those on which it is judged.</summary>
public sealed class PriceJob(MLContext mlContext)
{
    private const string DistrictEncoded = "DistrictEncoded";

    /// <returns>Whether the model passed its gate and is saved.</returns>
    /// <exception cref="DataValidationException">The file does not hold what sales look like.</exception>
    public bool Run(string dataPath, string modelPath)
    {
        DataSplit sales = mlContext.Data.TrainTestSplitByTime(Load(dataPath), nameof(House.SoldOn), testFraction: 0.2);
        ITransformer model = CreatePipeline().Fit(sales.TrainSet);

        SlicedEvaluation evaluation = Evaluate(model, sales.TestSet);
        Console.WriteLine(evaluation);
        // What the mean, the median and a straight line achieve with the same features: the trees have to be worth it.
        Console.WriteLine(mlContext.Regression.EvaluateBaselines(model.Transform(sales.TrainSet), model.Transform(sales.TestSet), nameof(House.Price)));

        SlicedEvaluation? previous = File.Exists(modelPath) ? Evaluate(mlContext.Model.Load(modelPath, out _), sales.TestSet) : null;
        GateResult gate = ModelGate.Load("House.mlgate.json").Check(evaluation, previous);
        Console.WriteLine(gate);
        // Recorded first: a model that does not compute the same twice is not saved.
        GoldenRows golden = GoldenRows.Record(mlContext, model, sales.TestSet, new() { TrainingOnlyColumnNames = [nameof(House.Price)] });
        if (!mlContext.Model.SaveIf(gate, model, sales.TrainSet.Schema, modelPath))
            return false;
        golden.SaveInto(modelPath);
        return true;
    }

    private IDataView Load(string path)
    {
        var options = new TextLoader.Options { Separators = [','], HasHeader = true, MissingRealsAsNaNs = true };
        IDataView houses = mlContext.Data.LoadFromTextFile<House>(path, options);
        return mlContext.Data.Validate(houses, "House.mlschema.json");
    }

    private IEstimator<ITransformer> CreatePipeline() =>
        mlContext.Transforms.FeatureMapping(new HouseAgeMapping())
            .Append(mlContext.Transforms.Categorical.OneHotEncoding(DistrictEncoded, nameof(House.District)))
            .Append(mlContext.Transforms.Concatenate("Features", nameof(House.LivingArea), nameof(House.Rooms), nameof(HouseAge.Age), DistrictEncoded))
            .Append(mlContext.Regression.Trainers.FastTree(labelColumnName: nameof(House.Price)));

    private SlicedEvaluation Evaluate(ITransformer model, IDataView houses) =>
        mlContext.Regression.EvaluateSliced(model.Transform(houses), [nameof(House.District)], nameof(House.Price));
}
