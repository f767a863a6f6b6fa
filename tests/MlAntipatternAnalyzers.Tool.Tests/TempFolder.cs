using System;
using System.IO;
using System.Text;

namespace MlAntipatternAnalyzers.Tool.Tests;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("mlap-test-").FullName;

    public string Path { get; }

    public string this[string file] => System.IO.Path.Combine(Path, file.Replace('/', System.IO.Path.DirectorySeparatorChar));

    public string Write(string file, string text) => Write(file, new UTF8Encoding(false).GetBytes(text));

    public string Write(string file, byte[] bytes)
    {
        var path = this[file];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
