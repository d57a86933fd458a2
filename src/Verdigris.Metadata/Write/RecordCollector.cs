using System;
using System.Collections.Generic;
using Verdigris.Check.Collect;
using Verdigris.Mir;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata.Write;

/// <summary>Makes the record of each definition: which facts there are depends on its kind.</summary>
internal sealed class RecordCollector(MetadataInput input, MetadataEncoder encoder)
{
    private static readonly int s_partCount = (int)RecordPart.Mir + 1;

    private readonly FactWriter _facts = new(encoder);
    private readonly MirWriter _mir = new(encoder, input.Types.Types);
    private readonly MacroWriter _macros = new(encoder);
    private readonly RecordWriter?[] _parts = new RecordWriter?[s_partCount];
    private readonly RecordWriter[] _buffers = NewBuffers();

    private TypeContext Types => input.Types;

    public void Write(RecordWriter output, DefId def)
    {
        Array.Clear(_parts);
        DefKind kind = Types.KindOf(def);
        CrateDefinitions definitions = input.Resolved.Definitions;
        RecordWriter head = Part(RecordPart.Head);
        encoder.Span(head, definitions.SpanOf(def.Index));
        encoder.Visibility(head, definitions.VisibilityOf(def.Index));
        // Lowering leaves some constants out: a path given for a const parameter is no expression of its own.
        if (kind is DefKind.Mod or DefKind.Macro || input.Facts.Hir.NodeOf(def) is not null)
        {
            AddFacts(def, kind);
            AddBody(def, kind);
        }
        uint mask = 0;
        for (int i = 0; i < s_partCount; i++)
        {
            mask |= _parts[i] is null ? 0 : 1u << i;
        }
        output.Var(mask);
        output.Var((int)FlagsOf(def, kind));
        output.Var(input.Resolved.LifetimeParamCountOf(def));
        foreach (RecordWriter? part in _parts)
        {
            if (part is not null)
            {
                output.Var(part.Position);
            }
        }
        foreach (RecordWriter? part in _parts)
        {
            if (part is not null)
            {
                output.Raw(part.Written);
            }
        }
    }

    private RecordFlags FlagsOf(DefId def, DefKind kind)
    {
        RecordFlags flags = input.Resolved.HasSelfParam(def) ? RecordFlags.HasSelfParam : RecordFlags.None;
        flags |= kind is DefKind.Fn or DefKind.AssocFn or DefKind.Ctor && input.Facts.IsConstFn(Types, def) ? RecordFlags.IsConstFn : RecordFlags.None;
        flags |= kind == DefKind.Static && input.Facts.IsMutableStatic(def) ? RecordFlags.IsMutableStatic : RecordFlags.None;
        if (kind == DefKind.Ctor)
        {
            (CtorOf of, CtorKind ctorKind) = input.Resolved.Definitions.CtorOf(def.Index);
            flags |= of == CtorOf.Variant ? RecordFlags.CtorOfVariant : RecordFlags.None;
            flags |= ctorKind == CtorKind.Const ? RecordFlags.CtorIsConst : RecordFlags.None;
        }
        return flags;
    }

    private void AddFacts(DefId def, DefKind kind)
    {
        switch (kind)
        {
            case DefKind.Mod:
                AddChildren(def);
                break;
            case DefKind.Struct or DefKind.Union or DefKind.Enum:
                AddGenerics(def);
                AddType(def);
                _facts.Write(Part(RecordPart.Adt), Types.AdtDefOf(def));
                AddFnAttrs(def);
                _facts.Write(Part(RecordPart.Variances), Types.VariancesOf(def));
                AddChildren(def);
                break;
            case DefKind.Variant or DefKind.Field:
                AddType(def);
                break;
            case DefKind.Ctor:
                AddType(def);
                AddSignature(def);
                break;
            case DefKind.Trait or DefKind.TraitAlias:
                AddGenerics(def);
                _facts.Write(Part(RecordPart.SuperPredicates), Types.SuperPredicatesOf(def));
                _facts.Write(Part(RecordPart.Trait), Types.TraitDefOf(def));
                AddFnAttrs(def);
                _facts.Write(Part(RecordPart.AssocItems), Types.AssocItemsOf(def));
                AddChildren(def);
                break;
            case DefKind.TyAlias or DefKind.Const or DefKind.ForeignTy:
                AddGenerics(def);
                AddType(def);
                break;
            case DefKind.Static:
                AddGenerics(def);
                AddType(def);
                AddFnAttrs(def);
                break;
            case DefKind.AssocTy:
                AddGenerics(def);
                AddAssocTy(def);
                break;
            case DefKind.AssocConst:
                AddGenerics(def);
                AddType(def);
                _facts.Write(Part(RecordPart.AssocItem), Types.AssocItemOf(def));
                break;
            case DefKind.Fn:
                AddGenerics(def);
                AddType(def);
                AddSignature(def);
                AddFnAttrs(def);
                break;
            case DefKind.AssocFn:
                AddGenerics(def);
                AddType(def);
                AddSignature(def);
                AddFnAttrs(def);
                _facts.Write(Part(RecordPart.AssocItem), Types.AssocItemOf(def));
                break;
            case DefKind.Impl:
                AddGenerics(def);
                AddType(def);
                _facts.Write(Part(RecordPart.ImplHeader), Types.ImplHeaderOf(def));
                _facts.Write(Part(RecordPart.AssocItems), Types.AssocItemsOf(def));
                break;
            case DefKind.Closure:
                AddGenerics(def);
                AddType(def);
                AddFnAttrs(def);
                break;
            case DefKind.AnonConst or DefKind.InlineConst:
                AddGenerics(def);
                AddType(def);
                break;
            case DefKind.OpaqueTy:
                AddGenerics(def);
                AddType(def);
                _facts.Write(Part(RecordPart.ItemBounds), Types.ItemBoundsOf(def));
                // A trait's method without a body hides nothing.
                if (input.Facts.BodyOf(Types.ParentOf(def)) is not null)
                {
                    encoder.Interned(Part(RecordPart.HiddenType), Types.HiddenTypeOf(def));
                }
                break;
            case DefKind.TyParam or DefKind.ConstParam:
                AddParam(def, kind);
                break;
            case DefKind.Macro:
                _macros.Write(Part(RecordPart.Macro), input.Resolved.MacroOf(def));
                break;
            case DefKind.ExternCrate or DefKind.Use or DefKind.ForeignMod or DefKind.LifetimeParam or DefKind.GlobalAsm:
                break;
        }
    }

    private void AddGenerics(DefId def)
    {
        _facts.Write(Part(RecordPart.Generics), Types.GenericsOf(def));
        _facts.Write(Part(RecordPart.Predicates), Types.PredicatesOf(def));
    }

    private void AddType(DefId def) => encoder.Interned(Part(RecordPart.Type), Types.TypeOf(def));

    private void AddSignature(DefId def) => encoder.Interned(Part(RecordPart.Signature), Types.Types.FnPtr(Types.FnSigOf(def)));

    private void AddFnAttrs(DefId def)
    {
        if (Types.FnAttrsOf(def) is var attrs && attrs != FnAttrs.None)
        {
            _facts.Write(Part(RecordPart.FnAttrs), attrs);
        }
    }

    private void AddAssocTy(DefId def)
    {
        AssocItem item = Types.AssocItemOf(def);
        _facts.Write(Part(RecordPart.AssocItem), item);
        bool isOfTrait = Types.KindOf(item.Container) == DefKind.Trait;
        if (isOfTrait)
        {
            _facts.Write(Part(RecordPart.ItemBounds), Types.ItemBoundsOf(def));
        }
        if (!isOfTrait || item.HasDefault)
        {
            AddType(def);
        }
    }

    /// <summary>A const parameter's type is always there; defaults where there are some.</summary>
    private void AddParam(DefId def, DefKind kind)
    {
        foreach (GenericParamDef param in Types.GenericsOf(Types.ParentOf(def)).Own)
        {
            if (param.Def != def)
            {
                continue;
            }
            if (kind == DefKind.ConstParam || param.HasDefault)
            {
                AddType(def);
            }
            if (kind == DefKind.ConstParam && param.HasDefault)
            {
                encoder.Interned(Part(RecordPart.ConstDefault), Types.ConstParamDefaultOf(def));
            }
        }
    }

    private void AddChildren(DefId def)
    {
        IReadOnlyList<ModuleChild> children = input.Resolved.ChildrenOf(def);
        if (children.Count == 0)
        {
            return;
        }
        RecordWriter output = Part(RecordPart.Children);
        int count = 0;
        foreach (ModuleChild child in children)
        {
            count += child.Res is Res.Def or Res.Primitive ? 1 : 0;
        }
        output.Var(count);
        foreach (ModuleChild child in children)
        {
            if (child.Res is not (Res.Def or Res.Primitive))
            {
                continue;
            }
            encoder.Name(output, child.Name);
            if (child.Res is Res.Def def2)
            {
                output.Byte((byte)(1 + (int)def2.Kind));
                encoder.Def(output, def2.Id);
            }
            else if (child.Res is Res.Primitive primitive)
            {
                output.Byte(0);
                output.Byte((byte)primitive.Ty);
            }
            encoder.Visibility(output, child.Visibility);
            encoder.Span(output, child.Span);
        }
    }

    /// <summary>Other crates generate code from it, or evaluate it.</summary>
    private void AddBody(DefId def, DefKind kind)
    {
        if (BodiesForOthers.IsWanted(Types, input.Facts, def, kind) && input.Mir.OptimisedOf(Types, def) is { Tainted: null } body)
        {
            _mir.Write(Part(RecordPart.Mir), body);
        }
    }


    private RecordWriter Part(RecordPart part)
    {
        RecordWriter buffer = _buffers[(int)part];
        buffer.Clear();
        _parts[(int)part] = buffer;
        return buffer;
    }

    private static RecordWriter[] NewBuffers()
    {
        RecordWriter[] buffers = new RecordWriter[s_partCount];
        for (int i = 0; i < buffers.Length; i++)
        {
            buffers[i] = new RecordWriter();
        }
        return buffers;
    }
}
