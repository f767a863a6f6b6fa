using System.IO;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tool.Tests.Samples;

/// <summary>Both training jobs and both services of the sample, run once for all tests.</summary>
public sealed class TaxiFareRuns : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taxifare-").FullName;

    internal ProgramRun TrainedBefore { get; private set; } = null!;

    internal ProgramRun TrainedAfter { get; private set; } = null!;

    internal ProgramRun ServedBefore { get; private set; } = null!;

    internal ProgramRun ServedAfter { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        TrainedBefore = await TrainAsync("Before");
        ServedBefore = await ServeAsync("Before");
        TrainedAfter = await TrainAsync("After");
        ServedAfter = await ServeAsync("After");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    internal Task<ProgramRun> TrainAsync(string which, params string[] more) =>
        SampleProgram.RunAsync($"TaxiFare/{which}/Training:TaxiFare.Training", ["--out", FolderOf(which, more.Length > 0), .. more]);

    internal string FolderOf(string which, bool another = false) => Path.Combine(_folder, another ? which + "-again" : which);

    private Task<ProgramRun> ServeAsync(string which) =>
        SampleProgram.RunAsync($"TaxiFare/{which}/Serving:TaxiFare.Serving", "--models", FolderOf(which), "--self-test");
}
