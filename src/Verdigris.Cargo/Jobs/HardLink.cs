using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Verdigris.Cargo.Jobs;

/// <summary>A second name for a file; a copy where the file system has no links.</summary>
internal static partial class HardLink
{
    public static void Create(string source, string destination)
    {
        string temporary = $"{destination}.{Environment.ProcessId:x}-{Environment.CurrentManagedThreadId:x}.tmp";
        if (Link(source, temporary) != 0)
        {
            File.Copy(source, temporary, overwrite: true);
        }
        // Renaming over another name of the same file does nothing and leaves both: the temporary one is then in the way.
        File.Move(temporary, destination, overwrite: true);
        File.Delete(temporary);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string source, string destination);
}
