using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests.PostgreSql;

/// <summary>The programs of a PostgreSQL that is installed.</summary>
internal static class PostgreSqlBinaries
{
    /// <summary>The folder of <c>initdb</c> and <c>pg_ctl</c>; null where there is none. <c>MLAP_POSTGRES</c> names another one.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

    /// <summary>Where a missing server is a failure: in continuous integration.</summary>
    public static bool IsRequired { get; } =
        Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("MLAP_POSTGRES_TESTS") == "required";

    // The server refuses to run as root; the package has a user for it.
    private static readonly bool IsRoot = OperatingSystem.IsLinux() && Environment.UserName == "root";

    /// <summary>Runs one of the programs, and fails when it does.</summary>
    public static void Run(string program, params string[] arguments) => RunAny(Path.Combine(Folder ?? throw new InvalidOperationException(PostgreSqlFactAttribute.WhyNot), program), asServer: true, arguments);

    /// <summary>Gives a folder to the user of the server.</summary>
    public static void GiveTo(string folder)
    {
        if (IsRoot)
            RunAny("chown", asServer: false, "postgres", folder);
    }

    private static void RunAny(string program, bool asServer, params string[] arguments)
    {
        var start = new ProcessStartInfo(IsRoot && asServer ? "runuser" : program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in IsRoot && asServer ? ["-u", "postgres", "--", program, .. arguments] : arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        // Not to the end of its output: a server that it starts keeps that open.
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {process.StandardError.ReadToEnd()}");
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("MLAP_POSTGRES") is { Length: > 0 } given)
            yield return given;
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            yield return folder;
        foreach (var root in new[] { "/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt" }.Where(Directory.Exists))
        {
            foreach (var version in Directory.GetDirectories(root).OrderDescending(StringComparer.Ordinal))
                yield return Path.Combine(version, "bin");
        }
    }
}
