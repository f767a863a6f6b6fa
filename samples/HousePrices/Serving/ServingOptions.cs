using System.Globalization;
using System.IO;

namespace HousePrices.Serving;

public sealed class ServingOptions
{
    public const string Usage = "usage: HousePrices.Serving [--model FILE] [--port N]; port 0 is any free one";

    public string Model { get; private set; } = Path.Combine(Path.GetTempPath(), "houseprices", "house.zip");

    public int Port { get; private set; } = 5090;

    public static ServingOptions? Parse(string[] args)
    {
        var options = new ServingOptions();
        for (int i = 0; i + 1 < args.Length; i += 2)
        {
            if (args[i] == "--model")
                options.Model = args[i + 1];
            else if (args[i] == "--port" && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535)
                options.Port = port;
            else
                return null;
        }
        return args.Length % 2 == 0 ? options : null;
    }
}
