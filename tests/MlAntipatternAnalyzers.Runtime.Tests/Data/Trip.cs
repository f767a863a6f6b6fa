using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class Trip
{
    [LoadColumn(0)]
    public string Payment { get; set; } = "";

    [LoadColumn(1)]
    public float Distance { get; set; }

    [LoadColumn(2)]
    public int Passengers { get; set; }

    [LoadColumn(3)]
    public float Fare { get; set; }

    public static IDataView Load(MLContext ml, string path, bool missingRealsAsNaNs = true) => ml.Data.LoadFromTextFile<Trip>(
        path,
        new TextLoader.Options { Separators = [','], HasHeader = true, MissingRealsAsNaNs = missingRealsAsNaNs });
}
