using System;
using System.IO;

namespace MlAntipatternAnalyzers.Runtime.Tests;

/// <summary>A directory that is gone after the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mlap-runtime-");

    public string this[string name] => Path.Combine(_directory.FullName, name);

    public string[] FileNames => Array.ConvertAll(_directory.GetFiles(), f => f.Name);

    public string Write(string name, string content)
    {
        File.WriteAllText(this[name], content);
        return this[name];
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
