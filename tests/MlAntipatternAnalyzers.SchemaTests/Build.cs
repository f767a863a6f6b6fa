using System.IO;
using System.Linq;
using System.Reflection;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>What the build recorded in the test assembly.</summary>
internal static class Build
{
    /// <summary>The version of ML.NET that the programs run on.</summary>
    public static string MlNetVersion { get; } = Metadata("MLNetVersion");

    /// <summary>The path of a file of this test project.</summary>
    public static string PathOf(string name) => Path.Combine(Metadata("RepositoryRoot"), "tests", "MlAntipatternAnalyzers.SchemaTests", name);

    private static string Metadata(string key) => typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
