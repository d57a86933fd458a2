using System.Collections.Generic;
using System.Threading;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;

namespace Verdigris.Metadata.Read;

/// <summary>A decoded crate as name resolution sees it.</summary>
internal sealed class DecodedInterface(
    DecodedDefinitions definitions, MetadataDecoder decoder, IReadOnlyDictionary<Symbol, CrateInterface> dependencies) : CrateInterface(definitions)
{
    private readonly Memo<MacroDefinition> _macros = new(definitions.Count);
    private Dictionary<Symbol, DefId>? _langItems;
    private Dictionary<Symbol, DefId>? _diagnosticItems;

    public override IReadOnlyDictionary<Symbol, CrateInterface> Dependencies => dependencies;

    public override IReadOnlyDictionary<Symbol, DefId> LangItems => Volatile.Read(ref _langItems) ?? ReadNamedItems().LangItems;

    public override IReadOnlyDictionary<Symbol, DefId> DiagnosticItems => Volatile.Read(ref _diagnosticItems) ?? ReadNamedItems().DiagnosticItems;

    public override IReadOnlyList<ModuleChild> ChildrenOf(DefId module)
    {
        if (!definitions.Record(module.Index).TryFind(RecordPart.Children, out RecordReader input))
        {
            return [];
        }
        ModuleChild[] children = new ModuleChild[input.Int()];
        for (int i = 0; i < children.Length; i++)
        {
            Symbol name = decoder.Name(ref input);
            int kind = input.Byte();
            Res res = kind == 0
                ? new Res.Primitive((PrimTy)input.Byte())
                : new Res.Def((DefKind)(kind - 1), decoder.Def(ref input));
            Visibility visibility = decoder.Visibility(ref input);
            children[i] = new ModuleChild(name, res, visibility, decoder.Span(ref input));
        }
        return children;
    }

    public override MacroDefinition MacroOf(DefId macro)
    {
        if (_macros[macro.Index] is { } known)
        {
            return known;
        }
        if (!definitions.Record(macro.Index).TryFind(RecordPart.Macro, out RecordReader input))
        {
            throw new CompilerBug("a macro without a definition");
        }
        return _macros.Store(macro.Index, MacroReader.Read(decoder, ref input));
    }

    public override int LifetimeParamCountOf(DefId def) => definitions.Record(def.Index).LifetimeCount;

    public override bool HasSelfParam(DefId function) => (definitions.Record(function.Index).Flags & RecordFlags.HasSelfParam) != 0;

    private (Dictionary<Symbol, DefId> LangItems, Dictionary<Symbol, DefId> DiagnosticItems) ReadNamedItems()
    {
        RecordReader input = decoder.ReaderAt(decoder.Blob.OffsetOf(Section.NamedItems));
        Dictionary<Symbol, DefId> langItems = ReadItems(ref input);
        Dictionary<Symbol, DefId> diagnosticItems = ReadItems(ref input);
        Volatile.Write(ref _diagnosticItems, diagnosticItems);
        Volatile.Write(ref _langItems, langItems);
        return (langItems, diagnosticItems);
    }

    private Dictionary<Symbol, DefId> ReadItems(ref RecordReader input)
    {
        int count = input.Int();
        Dictionary<Symbol, DefId> items = new(count);
        for (int i = 0; i < count; i++)
        {
            Symbol name = decoder.Name(ref input);
            items[name] = decoder.Def(ref input);
        }
        return items;
    }
}
