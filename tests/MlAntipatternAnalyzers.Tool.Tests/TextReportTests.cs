using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tool.Tests;

public sealed class TextReportTests
{
    [Fact]
    public async Task A_finding_shows_its_place_its_source_and_its_fixes()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path);

        Assert.Equal("""
            Trainer.cs(5,13): warning MLAP9001: 'NormalizingEstimator' is fitted
              5 | var model = context.Transforms.NormalizeMinMax("Fare").Fit(rows);
                |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              fix: Fit later
              fix: Fit: once
              fix: Fit: never
              see: mlap rules MLAP9001

            1 warning in 1 file in 1 project. 1 below the chosen severity not shown (--severity info shows all).

            """, run.Out);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_finding_over_several_lines_is_marked_line_by_line_and_tabs_keep_the_marks_in_place()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", "using Microsoft.ML;\nclass T\n{\n\tvoid M(MLContext c, IDataView v) => c\n\t\t.Transforms.NormalizeMinMax(\"[Fare]\")\n\t\t.Fit(v);\n}\n");

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path);

        Assert.StartsWith("""
            Trainer.cs(4,38): warning MLAP9001: 'NormalizingEstimator' is fitted
              4 |     void M(MLContext c, IDataView v) => c
                |                                         ^
              5 |         .Transforms.NormalizeMinMax("[Fare]")
                |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              6 |         .Fit(v);
                |         ^^^^^^^

            """, run.Out);
    }

    [Fact]
    public async Task Nothing_found_is_said_and_the_exit_code_is_0()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", "using Microsoft.ML;\nclass T { }\n");

        var run = await ToolRun.Of("check", folder.Path);

        Assert.Equal((0, "No findings in 1 project.\n", ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task Sources_without_ML_NET_are_not_analysed()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", "class T { }\n");

        var run = await ToolRun.Of("check", folder.Path);

        Assert.Equal((0, "", "mlap: note: nothing here uses ML.NET.\n"), (run.ExitCode, run.Out, run.Error));
    }
}
