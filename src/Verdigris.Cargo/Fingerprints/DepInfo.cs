using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Verdigris.Cargo.Fingerprints;

/// <summary>What a compilation read: files, and environment variables with the values it saw.</summary>
internal sealed class DepInfo
{
    private const byte FormatVersion = 1;

    /// <summary>Absolute, or relative to the package's or the output directory.</summary>
    public List<(DepInfoBase Base, string Path)> Files { get; } = [];

    public List<(string Name, string? Value)> Environment { get; } = [];

    /// <summary>Reads what the compiler wrote: a make rule, then <c># env-dep:NAME=value</c> lines.</summary>
    /// <param name="text">The file.</param>
    /// <param name="workingDirectory">Of the compiler: relative paths are relative to it.</param>
    /// <param name="packageRoot">Paths below it are stored relative, so that the directory can be moved.</param>
    /// <param name="outputRoot">The same.</param>
    /// <param name="ownVariables">Variables that Cargo sets itself: changes show in other ways.</param>
    public static DepInfo FromRustc(string text, string workingDirectory, string packageRoot, string outputRoot, IReadOnlyDictionary<string, string> ownVariables)
    {
        DepInfo info = new();
        bool isFirst = true;
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("# env-dep:", StringComparison.Ordinal))
            {
                string rest = line["# env-dep:".Length..];
                int equals = rest.IndexOf('=', StringComparison.Ordinal);
                string name = Unescape(equals < 0 ? rest : rest[..equals]);
                if (!ownVariables.ContainsKey(name))
                {
                    info.Environment.Add((name, equals < 0 ? null : Unescape(rest[(equals + 1)..])));
                }
            }
            else if (isFirst && line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
            {
                isFirst = false;
                foreach (string file in SplitWords(line[(colon + 2)..]))
                {
                    string path = Path.GetFullPath(Path.Combine(workingDirectory, file));
                    info.Files.Add(PathDisplay.IsInside(path, outputRoot) ? (DepInfoBase.OutputRoot, PathDisplay.StripPrefix(path, outputRoot))
                        : (DepInfoBase.PackageRoot, PathDisplay.StripPrefix(path, packageRoot)));
                }
            }
        }
        return info;
    }

    public byte[] Encode()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        // The first word keeps readers of the format without a version away: it promises one file of impossible kind.
        writer.Write(1u);
        writer.Write((byte)0xff);
        writer.Write(FormatVersion);
        writer.Write((uint)Files.Count);
        foreach ((DepInfoBase kind, string path) in Files)
        {
            writer.Write((byte)kind);
            WriteText(writer, path);
            writer.Write((byte)0);
        }
        writer.Write((uint)Environment.Count);
        foreach ((string name, string? value) in Environment)
        {
            WriteText(writer, name);
            writer.Write(value is not null);
            if (value is not null)
            {
                WriteText(writer, value);
            }
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Null if the file is not ours or damaged.</summary>
    public static DepInfo? Decode(byte[] content)
    {
        try
        {
            using BinaryReader reader = new(new MemoryStream(content));
            if (reader.ReadUInt32() != 1 || reader.ReadByte() != 0xff || reader.ReadByte() != FormatVersion)
            {
                return null;
            }
            DepInfo info = new();
            for (uint count = reader.ReadUInt32(); count != 0; count--)
            {
                DepInfoBase kind = (DepInfoBase)reader.ReadByte();
                info.Files.Add((kind, ReadText(reader)));
                if (reader.ReadByte() != 0)
                {
                    return null;
                }
            }
            for (uint count = reader.ReadUInt32(); count != 0; count--)
            {
                string name = ReadText(reader);
                info.Environment.Add((name, reader.ReadBoolean() ? ReadText(reader) : null));
            }
            return info;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    public IEnumerable<string> AbsoluteFiles(string packageRoot, string outputRoot)
    {
        foreach ((DepInfoBase kind, string path) in Files)
        {
            yield return Path.Combine(kind == DepInfoBase.OutputRoot ? outputRoot : packageRoot, path);
        }
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((uint)bytes.Length);
        writer.Write(bytes);
    }

    private static string ReadText(BinaryReader reader)
    {
        uint length = reader.ReadUInt32();
        if (length > reader.BaseStream.Length)
        {
            throw new EndOfStreamException();
        }
        return Encoding.UTF8.GetString(reader.ReadBytes((int)length));
    }

    private static List<string> SplitWords(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == ' ')
            {
                word.Append(' ');
                i++;
            }
            else if (text[i] == ' ')
            {
                Flush();
            }
            else
            {
                word.Append(text[i]);
            }
        }
        Flush();
        return words;

        void Flush()
        {
            if (word.Length != 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    private static string Unescape(string text) => text.Contains('\\', StringComparison.Ordinal)
        ? text.Replace("\\\\", "\0", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal).Replace('\0', '\\')
        : text;
}

/// <summary>What a path of a <see cref="DepInfo"/> is relative to.</summary>
internal enum DepInfoBase : byte
{
    PackageRoot = 0,
    OutputRoot = 1,
}
