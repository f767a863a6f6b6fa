using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A gate's result as text.</summary>
internal static class GateResultText
{
    public static string Write(GateResult result)
    {
        var text = new StringBuilder();
        var counted = result.Checks.Count(check => check.State is GateCheckState.Held or GateCheckState.Failed);
        var failed = result.Checks.Count(check => check.State == GateCheckState.Failed);
        text.Append(CultureInfo.InvariantCulture, $"The gate {(result.Passed ? "is passed" : "FAILED")}: {counted - failed} of {counted} {(counted == 1 ? "check" : "checks")} held");
        if (result.Baseline == GateBaseline.None)
            text.Append("; no baseline");
        text.Append(".\n");
        foreach (var check in result.Checks)
            text.Append(CultureInfo.InvariantCulture, $"  {Word(check.State),-11}  {check.Message}\n");
        // What no single check says.
        foreach (var failure in result.Failures.Where(failure => result.Checks.All(check => check.Message != failure)))
            text.Append(CultureInfo.InvariantCulture, $"  {Word(GateCheckState.Failed),-11}  {failure}\n");
        return text.ToString();
    }

    private static string Word(GateCheckState state) => state switch
    {
        GateCheckState.Held => "held",
        GateCheckState.Failed => "FAILED",
        GateCheckState.NoBaseline => "not checked",
        _ => "too small",
    };
}
