using System;
using System.IO;

namespace Verdigris.Cargo;

/// <summary>Failures of the file system in the operating system's words, without .NET's path in the middle.</summary>
internal static class IoErrors
{
    public static bool IsIo(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static string Describe(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "No such file or directory (os error 2)",
        UnauthorizedAccessException => "Permission denied (os error 13)",
        _ => exception.Message,
    };

    /// <summary>The text of a file; <c>failed to read</c> with the cause otherwise.</summary>
    public static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (IsIo(e))
        {
            throw new CargoException($"failed to read `{path}`", new CargoException(Directory.Exists(path) ? "Is a directory (os error 21)" : Describe(e)));
        }
    }
}
