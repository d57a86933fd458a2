using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Verdigris.Base.Source;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Llvm;
using Verdigris.Codegen.Mangling;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Debug;

/// <summary>
/// DWARF for one unit: files, namespaces, functions, and (at full level) types and variables. Enums with several variants are
/// shown as unions of their variants, since LLVM's C API cannot describe variant parts.
/// </summary>
internal sealed unsafe class DebugInfoBuilder : IDisposable
{
    // Of DWARF and LLVM's C API.
    private const int LanguageRust = 27;
    private const int EmissionFull = 1;
    private const int EmissionLineTables = 2;

    private readonly LlvmDiBuilder _builder;
    private readonly CodegenOptions _options;
    private readonly SourceMap _sources;
    private readonly MonoQueries _queries;
    private readonly Dictionary<string, LlvmMetadata> _files = [];
    private readonly Dictionary<DefId, LlvmMetadata> _namespaces = [];
    private readonly string _directory = Path.GetFullPath(".");
    private readonly LlvmMetadata _unit;
    private readonly LlvmMetadata _emptyType;
    private bool _isFinished;

    public DebugInfoBuilder(LlvmUnit unit, CodegenOptions options, SourceMap sources, MonoQueries queries, LayoutComputer layouts, string name)
    {
        Unit = unit;
        _options = options;
        _sources = sources;
        _queries = queries;
        _builder = Native.LLVMCreateDIBuilder(unit.Module);
        LlvmMetadata file = FileOf(name);
        using Utf8Text producer = new("verdigris 0.1.0");
        using Utf8Text empty = new("");
        bool hasVariables = options.DebugInfo >= DebugInfoLevel.Limited;
        _unit = Native.LLVMDIBuilderCreateCompileUnit(
            _builder, LanguageRust, file, producer.Pointer, producer.Length, options.IsOptimizing ? 1 : 0, empty.Pointer, 0, 0, empty.Pointer, 0,
            hasVariables ? EmissionFull : EmissionLineTables, 0, 1, 0, empty.Pointer, 0, empty.Pointer, 0);
        LlvmMetadata none = default;
        _emptyType = Native.LLVMDIBuilderCreateSubroutineType(_builder, file, &none, 1, 0);
        Types = new DebugTypes(this, layouts, file);
    }

    public LlvmUnit Unit { get; }

    public LlvmDiBuilder Ref => _builder;

    public DebugTypes Types { get; }

    public bool HasVariables => _options.DebugInfo == DebugInfoLevel.Full;

    /// <summary>Variables stay in memory, so that the debugger can always read them.</summary>
    public bool KeepsVariables => HasVariables && !_options.IsOptimizing;

    public SourceMap Sources => _sources;

    public void Finish()
    {
        if (!_isFinished)
        {
            _isFinished = true;
            Native.LLVMDIBuilderFinalize(_builder);
        }
    }

    public void Dispose() => Native.LLVMDisposeDIBuilder(_builder);

    public LlvmMetadata FileOf(string path)
    {
        if (!_files.TryGetValue(path, out LlvmMetadata file))
        {
            using Utf8Text name = new(path);
            using Utf8Text directory = new(_directory);
            file = Native.LLVMDIBuilderCreateFile(_builder, name.Pointer, name.Length, directory.Pointer, directory.Length);
            _files.Add(path, file);
        }
        return file;
    }

    public FunctionDebugInfo? BeginFunction(LlvmValue function, Instance instance, MonoBody mono, SymbolNames names)
    {
        // Functions that no source has need no lines.
        SourceLocation location = _sources.LocationOf(mono.Body.Span.Lo);
        if (location.File is null || instance.Def.IsNone)
        {
            return null;
        }
        LlvmMetadata file = FileOf(location.File.Path);
        using Utf8Text name = new(FunctionName(instance));
        using Utf8Text linkage = new(names.Of(_queries, instance));
        LlvmMetadata type = HasVariables ? Types.Subroutine(mono, file) : _emptyType;
        LlvmMetadata subprogram = Native.LLVMDIBuilderCreateFunction(
            _builder, NamespaceOf(_queries.Types.ParentOf(instance.Def)), name.Pointer, name.Length, linkage.Pointer, linkage.Length, file,
            (uint)location.Line, type, isLocal: 1, isDefinition: 1, (uint)location.Line, flags: 0, _options.IsOptimizing ? 1 : 0);
        Native.LLVMSetSubprogram(function, subprogram);
        return new FunctionDebugInfo(this, subprogram, mono);
    }

    /// <summary>Modules, types and functions around a definition.</summary>
    public LlvmMetadata NamespaceOf(DefId def)
    {
        if (def.IsNone)
        {
            return default;
        }
        if (_namespaces.TryGetValue(def, out LlvmMetadata known))
        {
            return known;
        }
        DefId parent = _queries.Types.ParentOf(def);
        LlvmMetadata scope = NamespaceOf(parent);
        string text = parent.IsNone ? _queries.Types.Crates[def.Crate].Name.Text : LastName(def);
        if (text.Length != 0)
        {
            using Utf8Text name = new(text);
            scope = Native.LLVMDIBuilderCreateNameSpace(_builder, scope, name.Pointer, name.Length, 0);
        }
        _namespaces.Add(def, scope);
        return scope;
    }

    private string LastName(DefId def) => _queries.Types.KindOf(def) switch
    {
        DefKind.Impl => "{impl}",
        DefKind.Closure => "{closure}",
        DefKind.ForeignMod or DefKind.Ctor => "",
        _ => _queries.Types.Crates.NameOf(def).Text,
    };

    private string FunctionName(Instance instance)
    {
        StringBuilder name = new(LastName(instance.Def));
        string separator = "<";
        foreach (GenericArg arg in instance.Args)
        {
            if (arg is not Region && _queries.Types.KindOf(instance.Def) != DefKind.Closure)
            {
                name.Append(separator).Append(arg);
                separator = ", ";
            }
        }
        return separator == "<" ? name.ToString() : name.Append('>').ToString();
    }
}

/// <summary>Text as LLVM takes it: UTF-8 in memory that does not move.</summary>
internal readonly unsafe ref struct Utf8Text(string text) : IDisposable
{
    private readonly nint _memory = System.Runtime.InteropServices.Marshal.StringToCoTaskMemUTF8(text);

    public byte* Pointer => (byte*)_memory;

    public nuint Length { get; } = (nuint)Encoding.UTF8.GetByteCount(text);

    public void Dispose() => System.Runtime.InteropServices.Marshal.FreeCoTaskMem(_memory);
}
