using System.Globalization;
using System.Text.RegularExpressions;

namespace MlAntipatternAnalyzers.Tool.Tests.Samples;

/// <summary>What a program said, and how it ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>The first number after <paramref name="label"/> in the output.</summary>
    public double Number(string label)
    {
        Match match = Regex.Match(Output, Regex.Escape(label) + @"\s*(-?\d+(\.\d+)?)");
        Assert.True(match.Success, $"No number after '{label}' in:\n{Output}\n{Error}");
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
