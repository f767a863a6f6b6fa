using System;
using System.IO;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Writes files so that a reader never sees half of one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the target under a temporary name, to the disk, and moves the whole file into place.</summary>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <inheritdoc cref="Write(string, byte[])"/>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes the content; the stream can be read and sought too.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var temporary = TemporaryFor(target);
        try
        {
            using (var stream = Create(temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            // Gone after the move; still there when anything before it failed.
            File.Delete(temporary);
        }
    }

    // In the same directory: only within one file system is a move one step.
    private static string TemporaryFor(string target) => $"{target}.{Path.GetRandomFileName()}.tmp";

    private static FileStream Create(string temporary) => new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
}
