using System;
using System.IO;
using System.Text.Unicode;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Driver;

/// <summary>Reads the crate's root file.</summary>
internal static class SourceReader
{
    /// <summary>The name in messages and the text; null, and a diagnostic, if the file cannot be read or is not UTF-8.</summary>
    public static (string Path, byte[] Text)? Read(Session session)
    {
        string input = session.Options.Input;
        bool isAnonymous = input == "-" || session.Options.InputText is not null && input.Length == 0;
        byte[] text;
        try
        {
            text = session.Options.InputText?.ToArray() ?? (isAnonymous ? ReadAll(session.Host.StandardInput) : File.ReadAllBytes(Path.Combine(session.Host.WorkingDirectory, input)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode($"couldn't read `{input}`: {FileErrors.Describe(e)}", SourceSpan.Dummy));
            return null;
        }
        if (!Utf8.IsValid(text))
        {
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode($"couldn't read `{input}`: stream did not contain valid UTF-8", SourceSpan.Dummy));
            return null;
        }
        return (isAnonymous ? "<anon>" : input, text);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using MemoryStream buffer = new();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
