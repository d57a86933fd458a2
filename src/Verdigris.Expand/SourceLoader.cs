using System.IO;

namespace Verdigris.Expand;

/// <summary>Reads the files that <c>mod</c>, <c>include!</c> and their like name. Tests give their own.</summary>
public abstract class SourceLoader
{
    public static SourceLoader Disk { get; } = new DiskLoader("");

    /// <summary>Relative paths are relative to a directory other than the process's own.</summary>
    public static SourceLoader DiskIn(string directory) => new DiskLoader(directory);

    public abstract bool Exists(string path);

    /// <summary>The file's bytes; false with the system's message when it cannot be read.</summary>
    public abstract bool TryRead(string path, out byte[] bytes, out string error);

    private sealed class DiskLoader(string directory) : SourceLoader
    {
        public override bool Exists(string path) => File.Exists(Path.Combine(directory, path));

        public override bool TryRead(string path, out byte[] bytes, out string error)
        {
            try
            {
                bytes = File.ReadAllBytes(Path.Combine(directory, path));
                error = "";
                return true;
            }
            catch (IOException exception)
            {
                bytes = [];
                error = exception is FileNotFoundException or DirectoryNotFoundException ? "No such file or directory (os error 2)" : exception.Message;
                return false;
            }
            catch (System.UnauthorizedAccessException)
            {
                bytes = [];
                error = "Permission denied (os error 13)";
                return false;
            }
        }
    }
}
