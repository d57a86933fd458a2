using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Codegen;
using Verdigris.Codegen.Link;

namespace Verdigris.Driver;

/// <summary>What is linked with the crate's own objects.</summary>
/// <param name="Rlibs">Archives of all crates it depends on, each before those it uses itself.</param>
/// <param name="NativeLibraries">From <c>-l</c> and <c>#[link]</c> of all crates, in order.</param>
/// <param name="ExportedSymbols">What a dynamic library shows.</param>
public sealed record LinkInputs(IReadOnlyList<string> Rlibs, IReadOnlyList<NativeLibrary> NativeLibraries, IReadOnlyList<string> ExportedSymbols);

/// <summary>Writes what was generated: objects, assembly, IR, archives, executables. Every file appears whole or not at all.</summary>
internal static class CodeOutput
{
    /// <summary>The name of the metadata inside an rlib.</summary>
    public const string MetadataMember = "lib.rmeta";

    /// <summary>The forms of code that are needed for what the command line wants.</summary>
    public static CodeOutputs FormsFor(OutputFiles outputs)
    {
        CodeOutputs forms = CodeOutputs.None;
        forms |= outputs.Writes(OutputKind.Link) || outputs.Writes(OutputKind.Object) ? CodeOutputs.Object : 0;
        forms |= outputs.Writes(OutputKind.Assembly) ? CodeOutputs.Assembly : 0;
        forms |= outputs.Writes(OutputKind.LlvmIr) ? CodeOutputs.LlvmIr : 0;
        forms |= outputs.Writes(OutputKind.Bitcode) ? CodeOutputs.Bitcode : 0;
        return forms;
    }

    /// <summary>A form that is one file for the whole crate wants one codegen unit.</summary>
    public static CodegenOptions OptionsFor(CodegenOptions options, OutputFiles outputs) =>
        outputs.Writes(OutputKind.Assembly) || outputs.Writes(OutputKind.LlvmIr) || outputs.Writes(OutputKind.Bitcode) || outputs.Writes(OutputKind.Object)
            ? options with { CodegenUnits = 1 }
            : options;

    public static void Write(Session session, OutputFiles outputs, ImmutableArray<GeneratedUnit> units, LinkInputs inputs, ReadOnlyMemory<byte> metadata)
    {
        foreach (OutputKind kind in outputs.Kinds)
        {
            switch (kind)
            {
                case OutputKind.Assembly:
                    WriteForm(session, outputs, kind, "asm", units[0].Assembly!);
                    break;
                case OutputKind.LlvmIr:
                    WriteForm(session, outputs, kind, "llvm-ir", Encoding.UTF8.GetBytes(units[0].LlvmIr!));
                    break;
                case OutputKind.Bitcode:
                    WriteForm(session, outputs, kind, "llvm-bc", units[0].Bitcode!);
                    break;
                case OutputKind.Object:
                    WriteForm(session, outputs, kind, "obj", units[0].Object!);
                    break;
                case OutputKind.Link:
                    foreach (CrateType type in outputs.CrateTypes)
                    {
                        WriteLinked(session, outputs, type, units, inputs, metadata);
                    }
                    break;
            }
        }
    }

    internal static void WriteForm(Session session, OutputFiles outputs, OutputKind kind, string name, byte[] content)
    {
        string path = outputs.FileFor(kind);
        if (path == "-")
        {
            session.Host.StandardOutput.Write(content);
            session.Host.StandardOutput.Flush();
            return;
        }
        AtomicFile.Write(path, content);
        session.Emitter.EmitArtifact(path, name);
    }

    private static void WriteLinked(
        Session session, OutputFiles outputs, CrateType type, ImmutableArray<GeneratedUnit> units, LinkInputs inputs, ReadOnlyMemory<byte> metadata)
    {
        string path = outputs.LinkedFile(type);
        switch (type)
        {
            case CrateType.Rlib:
                List<ArchiveMember> members = [new ArchiveMember(MetadataMember, MetadataObject.Wrap(metadata.Span), [])];
                AddObjects(units, members);
                AtomicFile.Write(path, ArchiveWriter.Write(members));
                break;
            case CrateType.StaticLibrary:
                AtomicFile.Write(path, ArchiveWriter.Write(StaticLibraryMembers(units, inputs)));
                break;
            case CrateType.Executable or CrateType.CDynamicLibrary or CrateType.DynamicLibrary or CrateType.ProcMacro:
                Link(session, type, path, units, inputs);
                break;
        }
        session.Emitter.EmitArtifact(path, "link");
    }

    private static void AddObjects(ImmutableArray<GeneratedUnit> units, List<ArchiveMember> members)
    {
        foreach (GeneratedUnit unit in units)
        {
            members.Add(new ArchiveMember($"{unit.Name}.o", unit.Object, ElfSymbols.DefinedIn(unit.Object)));
        }
    }

    /// <summary>The crate's objects and those of all crates it uses.</summary>
    private static List<ArchiveMember> StaticLibraryMembers(ImmutableArray<GeneratedUnit> units, LinkInputs inputs)
    {
        List<ArchiveMember> members = [];
        AddObjects(units, members);
        foreach (string rlib in inputs.Rlibs)
        {
            foreach (ArchiveMember member in ArchiveReader.Read(File.ReadAllBytes(rlib)))
            {
                if (member.Name != MetadataMember)
                {
                    members.Add(member with { Symbols = ElfSymbols.DefinedIn(member.Data.Span) });
                }
            }
        }
        return members;
    }

    private static void Link(
        Session session, CrateType type, string path, ImmutableArray<GeneratedUnit> units, LinkInputs inputs)
    {
        List<string> objects = [];
        try
        {
            foreach (GeneratedUnit unit in units)
            {
                string file = $"{path}.{unit.Name}.{Environment.ProcessId:x}.rcgu.o";
                objects.Add(file);
                File.WriteAllBytes(file, unit.Object!);
            }
            LinkRequest request = new()
            {
                Kind = type == CrateType.Executable ? LinkKind.Executable : LinkKind.DynamicLibrary,
                Output = path,
                Objects = objects,
                Archives = inputs.Rlibs,
                SearchPaths = SearchPaths(session.Options),
                NativeArguments = NativeArguments(inputs.NativeLibraries),
                ExportedSymbols = inputs.ExportedSymbols,
            };
            Linker.Link(request, session.Options.Codegen);
        }
        catch (LinkException e)
        {
            Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(e.Message, SourceSpan.Dummy);
            if (e.Details.Length != 0)
            {
                diagnostic.WithNote(e.Details);
            }
            session.Diagnostics.Report(diagnostic);
        }
        finally
        {
            if (!session.Options.Codegen.SavesTemporaries)
            {
                objects.ForEach(File.Delete);
            }
        }
    }

    private static List<string> SearchPaths(CompilerOptions options)
    {
        List<string> paths = [];
        foreach (SearchPath path in options.SearchPaths)
        {
            if (path.Kind is SearchPathKind.All or SearchPathKind.Native)
            {
                paths.Add(path.Path);
            }
        }
        return paths;
    }

    private static List<string> NativeArguments(IReadOnlyList<NativeLibrary> libraries)
    {
        List<string> arguments = [];
        foreach (NativeLibrary library in libraries)
        {
            string name = library.Rename ?? library.Name;
            string flag = library.IsVerbatim == true ? $"-l:{name}" : $"-l{name}";
            switch (library.Kind)
            {
                case NativeLibraryKind.LinkArg:
                    arguments.Add(library.Name);
                    break;
                case NativeLibraryKind.Static when library.IsWholeArchive == true:
                    arguments.AddRange(["-Bstatic", "--whole-archive", flag, "--no-whole-archive", "-Bdynamic"]);
                    break;
                case NativeLibraryKind.Static:
                    arguments.AddRange(["-Bstatic", flag, "-Bdynamic"]);
                    break;
                case NativeLibraryKind.Unspecified or NativeLibraryKind.Dynamic:
                    arguments.Add(flag);
                    break;
            }
        }
        return arguments;
    }
}
