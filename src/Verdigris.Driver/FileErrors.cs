using System;
using System.IO;

namespace Verdigris.Driver;

/// <summary>Puts I/O failures in the words of Rust's <c>io::Error</c>.</summary>
internal static class FileErrors
{
    public static string Describe(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "No such file or directory (os error 2)",
        UnauthorizedAccessException e => Directory.Exists(PathIn(e.Message)) ? "Is a directory (os error 21)" : "Permission denied (os error 13)",
        IOException { HResult: 28 } => "No space left on device (os error 28)",
        _ => exception.Message,
    };

    private static string PathIn(string message)
    {
        int start = message.IndexOf('\'', StringComparison.Ordinal);
        int end = message.LastIndexOf('\'');
        return start >= 0 && end > start ? message[(start + 1)..end] : "";
    }
}
