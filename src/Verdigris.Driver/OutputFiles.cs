using System;
using System.Collections.Generic;
using System.IO;

namespace Verdigris.Driver;

/// <summary>The names of everything a compilation writes. Directory and stem follow <c>-o</c>, <c>--out-dir</c> and <c>-C extra-filename</c>.</summary>
public sealed class OutputFiles
{
    private readonly CompilerOptions _options;
    private readonly string _directory;
    private readonly string _stem;

    /// <param name="options">The command line.</param>
    /// <param name="crateName">As finally chosen.</param>
    /// <param name="crateTypes">As finally chosen; not empty.</param>
    public OutputFiles(CompilerOptions options, string crateName, IReadOnlyList<CrateType> crateTypes)
    {
        _options = options;
        CrateName = crateName;
        CrateTypes = crateTypes;
        if (options.OutputFile is { } file && file != "-")
        {
            _directory = Path.GetDirectoryName(file) ?? "";
            _stem = Path.GetFileNameWithoutExtension(file);
        }
        else
        {
            _directory = options.OutputDirectory ?? "";
            _stem = crateName + options.Codegen.ExtraFilename;
        }
    }

    public string CrateName { get; }

    public IReadOnlyList<CrateType> CrateTypes { get; }

    /// <summary>What is to be written; <see cref="OutputKind.Link"/> when nothing is said.</summary>
    public IEnumerable<OutputKind> Kinds => _options.Emit.Count == 0 ? [OutputKind.Link] : _options.Emit.Keys;

    public bool Writes(OutputKind kind)
    {
        foreach (OutputKind wanted in Kinds)
        {
            if (wanted == kind)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether machine code is needed at all.</summary>
    public bool NeedsCode => Writes(OutputKind.Link) || Writes(OutputKind.Object) || Writes(OutputKind.Assembly)
        || Writes(OutputKind.Bitcode) || Writes(OutputKind.LlvmIr);

    /// <summary>The file of a kind other than <see cref="OutputKind.Link"/>; <c>-</c> is standard output.</summary>
    public string FileFor(OutputKind kind)
    {
        if (_options.Emit.TryGetValue(kind, out string? explicitFile) && explicitFile is not null)
        {
            return explicitFile;
        }
        // With -o and one kind of output, -o names exactly that file.
        if (_options.OutputFile is { } file && _options.Emit.Count == 1)
        {
            return file;
        }
        return kind switch
        {
            OutputKind.Assembly => In(_stem + ".s"),
            OutputKind.Bitcode => In(_stem + ".bc"),
            OutputKind.DepInfo => In(_stem + ".d"),
            OutputKind.LlvmIr => In(_stem + ".ll"),
            OutputKind.Metadata => In(_options.OutputFile is null ? $"lib{_stem}.rmeta" : $"{_stem}.rmeta"),
            OutputKind.Mir => In(_stem + ".mir"),
            OutputKind.Object => In(_stem + ".o"),
            OutputKind.Link => LinkedFile(CrateTypes[0]),
        };
    }

    /// <summary>The executable, library or archive.</summary>
    public string LinkedFile(CrateType type)
    {
        if (_options.Emit.TryGetValue(OutputKind.Link, out string? explicitFile) && explicitFile is not null)
        {
            return explicitFile;
        }
        if (_options.OutputFile is { } file && CrateTypes.Count == 1)
        {
            return file;
        }
        return type switch
        {
            CrateType.Executable => In(_stem),
            CrateType.Rlib => In($"lib{_stem}.rlib"),
            CrateType.StaticLibrary => In($"lib{_stem}.a"),
            CrateType.CDynamicLibrary or CrateType.DynamicLibrary or CrateType.ProcMacro => In($"lib{_stem}.so"),
        };
    }

    /// <summary>A name for an intermediate file, in the directory of the outputs.</summary>
    public string Temporary(string suffix) => In($"{_stem}.{suffix}");

    private string In(string name) => _directory.Length == 0 ? name : Path.Combine(_directory, name);
}
