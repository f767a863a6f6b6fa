using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Tests;

/// <summary>What a run of the tool in this process gave.</summary>
internal sealed record ToolRun(int ExitCode, string Out, string Error)
{
    public static AnalyzerSet TestSet { get; } = new([new FitAnalyzer()], [new FitCodeFix()]);

    /// <summary>A program with a load in line 4 and a fit in line 5.</summary>
    public const string Program = """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        var context = new MLContext(seed: 1);
        var rows = context.Data.LoadFromTextFile<Row>("trips.csv", ',');
        var model = context.Transforms.NormalizeMinMax("Fare").Fit(rows);
        Console.WriteLine(model);
        public class Row { [LoadColumn(0)] public float Fare { get; set; } }

        """;

    public static Task<ToolRun> Of(params string[] arguments) => With(TestSet, arguments);

    public static async Task<ToolRun> With(AnalyzerSet set, string[] arguments, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await EntryPoint.RunAsync(arguments, new Terminal(output, error), set, cancellationToken);
        return new ToolRun(code, output.ToString(), error.ToString());
    }
}
