using System.Globalization;
using System.IO;

namespace TaxiFare.Serving;

public sealed class ServingOptions
{
    public const string Usage = "usage: TaxiFare.Serving [--models FOLDER] [--port N] [--self-test]";

    public string ModelFolder { get; private set; } = Path.Combine(Path.GetTempPath(), "taxifare-before");

    public int Port { get; private set; } = 5080;

    public bool SelfTest { get; private set; }

    public string PathOf(string fileName) => Path.Combine(ModelFolder, fileName);

    public static ServingOptions? Parse(string[] args)
    {
        var options = new ServingOptions();
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--models" when i + 1 < args.Length:
                    options.ModelFolder = args[++i];
                    break;
                case "--port" when i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int port):
                    options.Port = port;
                    i++;
                    break;
                case "--self-test":
                    options.SelfTest = true;
                    break;
                default:
                    return null;
            }
        }
        return options;
    }
}
