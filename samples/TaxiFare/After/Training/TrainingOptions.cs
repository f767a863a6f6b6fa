using System.IO;
using TaxiFare.Data;

namespace TaxiFare.Training;

public sealed class TrainingOptions
{
    public const string Usage = "usage: TaxiFare.Training [--out FOLDER] [--trips FILE]";

    public string OutputFolder { get; private set; } = Path.Combine(Path.GetTempPath(), "taxifare-after");

    public string TripsFile { get; private set; } = TaxiData.Trips;

    public string PathOf(string fileName) => Path.Combine(OutputFolder, fileName);

    public static TrainingOptions? Parse(string[] args)
    {
        var options = new TrainingOptions();
        for (int i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                return null;
            switch (args[i])
            {
                case "--out":
                    options.OutputFolder = args[i + 1];
                    break;
                case "--trips":
                    options.TripsFile = args[i + 1];
                    break;
                default:
                    return null;
            }
        }
        return options;
    }
}
