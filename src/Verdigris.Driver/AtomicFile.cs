using System;
using System.IO;

namespace Verdigris.Driver;

/// <summary>
/// Writes a file under a temporary name beside the final one and renames it at the end: whoever looks sees the file that
/// was there before, or all of the one written, never a part.
/// </summary>
public static class AtomicFile
{
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = TemporaryFor(path);
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>A name in the same directory that no other process uses.</summary>
    public static string TemporaryFor(string path) => $"{path}.{Environment.ProcessId:x}-{Environment.CurrentManagedThreadId:x}.tmp";
}
