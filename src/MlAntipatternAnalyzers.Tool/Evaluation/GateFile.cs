using System.IO;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>The gate that a run is held against.</summary>
internal static class GateFile
{
    public static ModelGate Load(string path)
    {
        // The library also looks beside the program, which here is the tool: not a place for a user's gate.
        if (!File.Exists(path))
            throw new CannotEvaluateException($"There is no gate '{path}'. It is a JSON file: {{ \"format\": \"mlgate\", \"version\": 1, \"thresholds\": [{{ \"metric\": \"Accuracy\", \"lower\": 0.8 }}] }}.");
        try
        {
            return ModelGate.Load(path);
        }
        catch (ModelGateFormatException e)
        {
            throw new CannotEvaluateException(e.Message);
        }
    }
}
