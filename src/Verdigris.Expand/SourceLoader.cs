using System.IO;

namespace Verdigris.Expand;

/// <summary>Reads the files that <c>mod</c>, <c>include!</c> and their like name. Tests give their own.</summary>
public abstract class SourceLoader
{
    public static SourceLoader Disk { get; } = new DiskLoader();

    public abstract bool Exists(string path);

    /// <summary>The file's bytes; false with the system's message when it cannot be read.</summary>
    public abstract bool TryRead(string path, out byte[] bytes, out string error);

    private sealed class DiskLoader : SourceLoader
    {
        public override bool Exists(string path) => File.Exists(path);

        public override bool TryRead(string path, out byte[] bytes, out string error)
        {
            try
            {
                bytes = File.ReadAllBytes(path);
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
