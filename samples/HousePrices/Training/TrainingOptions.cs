using System.IO;

namespace HousePrices.Training;

public sealed class TrainingOptions
{
    public const string Usage = "usage: HousePrices.Training [--out FOLDER]";

    public string OutputFolder { get; private set; } = Path.Combine(Path.GetTempPath(), "houseprices");

    public string Data => Path.Combine(OutputFolder, "houses.csv");

    public string Model => Path.Combine(OutputFolder, "house.zip");

    public static TrainingOptions? Parse(string[] args) => args switch
    {
        [] => new(),
        ["--out", var folder] => new() { OutputFolder = folder },
        _ => null,
    };
}
