using System;
using System.IO;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Writes files so that a reader never sees half of one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the target under a temporary name, to the disk, and moves the whole file into place.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var target = Path.GetFullPath(path);
        // In the same directory: only within one file system is a move one step.
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
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
}
