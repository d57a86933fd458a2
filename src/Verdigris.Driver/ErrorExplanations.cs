using System.IO;
using System.IO.Compression;
using System.Reflection;

namespace Verdigris.Driver;

/// <summary>The pages of docs/errors, in the executable as one archive.</summary>
internal static class ErrorExplanations
{
    /// <summary>The page about a code such as <c>E0382</c>; null when the compiler has no such error.</summary>
    public static string? Find(string code)
    {
        using Stream archive = Assembly.GetExecutingAssembly().GetManifestResourceStream("error-pages.zip")!;
        using ZipArchive pages = new(archive, ZipArchiveMode.Read);
        if (pages.GetEntry($"{code}.md") is not { } page)
        {
            return null;
        }
        using StreamReader reader = new(page.Open());
        return reader.ReadToEnd();
    }
}
