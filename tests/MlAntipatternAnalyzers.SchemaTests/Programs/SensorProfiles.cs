using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Sensors;

public class Profile
{
    [LoadColumn(0, 3)]
    [VectorType(4)]
    public float[] Vibration { get; set; }

    [LoadColumn(4)]
    public float Rpm { get; set; }

    [LoadColumn(5)]
    public string Machine { get; set; }

    [LoadColumn(6)]
    public string State { get; set; }
}

public class ProfileState
{
    public string PredictedState { get; set; }
    public uint StateKey { get; set; }
    public float[] Score { get; set; }
}

public sealed class StateClassifier
{
    private readonly MLContext _ml = new(seed: 70);
    private readonly string _path;

    public StateClassifier(string path) => _path = path;

    public string[] Inputs => ["Vibration", "RpmScaled", "MachineVector"];

    public IDataView Data => _ml.Data.LoadFromTextFile<Profile>(_path, separatorChar: ';', hasHeader: false, trimWhitespace: true);

    public void Run()
    {
        var data = Data;
        ITransformer model = Build().Fit(data);
        var scored = model.Transform(data);
        foreach (var state in _ml.Data.CreateEnumerable<ProfileState>(scored, reuseRowObject: false, ignoreMissingColumns: false).Take(2))
            Console.WriteLine($"{state.PredictedState.Length > 0} {state.StateKey > 0} {state.Score.Sum():0.0}");
    }

    private IEstimator<ITransformer> Build()
    {
        var transforms = _ml.Transforms;
        var conversion = transforms.Conversion;
        var trainers = _ml.MulticlassClassification.Trainers;
        return conversion.MapValueToKey("StateKey", nameof(Profile.State), keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(transforms.Categorical.OneHotEncoding(new[] { new InputOutputColumnPair("MachineVector", nameof(Profile.Machine)) }))
            .Append(transforms.NormalizeMeanVariance("RpmScaled", nameof(Profile.Rpm)))
            .Append(transforms.Concatenate("Features", Inputs))
            .Append(trainers.OneVersusAll(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression(labelColumnName: "StateKey"), labelColumnName: "StateKey"))
            .Append(conversion.MapKeyToValue(nameof(ProfileState.PredictedState), "PredictedLabel"));
    }

    public static void Main()
    {
        File.WriteAllLines("profiles.csv", Enumerable.Range(0, 36).Select(i => $"{i % 3}; {i % 4}; {i % 5}; 1; {1000 + i}; m{i % 2}; {(i % 3 == 0 ? "worn" : i % 3 == 1 ? "new" : "loose")}"));
        new StateClassifier("profiles.csv").Run();
    }
}
