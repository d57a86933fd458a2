using System;
using System.Collections.Generic;
using System.Text;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>Memory that exists before the program starts: constants, statics, vtables, caller locations.</summary>
public sealed partial class UnitEmitter
{
    /// <summary>A private global with the bytes of an allocation.</summary>
    internal LlvmValue GlobalOf(ConstAllocation allocation)
    {
        if (_allocations.TryGetValue(allocation, out LlvmValue known))
        {
            return known;
        }
        // Made before its contents, which may point back to it.
        LlvmValue global = Native.LLVMAddGlobal(Unit.Module, TypeOf(allocation), UniqueName("alloc", _allocations.Count));
        _allocations.Add(allocation, global);
        Native.LLVMSetInitializer(global, Initialiser(allocation));
        Native.LLVMSetLinkage(global, LlvmLinkage.Private);
        Native.LLVMSetAlignment(global, (uint)Math.Max(allocation.Align, 1));
        if (!allocation.IsMutable)
        {
            Native.LLVMSetGlobalConstant(global, 1);
            Native.LLVMSetUnnamedAddress(global, LlvmUnnamedAddress.Global);
        }
        return global;
    }

    /// <summary>The address of a static, which may be of another crate or of C.</summary>
    internal LlvmValue StaticOf(DefId def)
    {
        if (_statics.TryGetValue(def, out LlvmValue known))
        {
            return known;
        }
        FnAttrs attrs = Queries.Types.FnAttrsOf(def);
        string name = Crate.Names.OfStatic(Queries, def);
        LlvmValue global = Native.LLVMGetNamedGlobal(Unit.Module, name);
        if (global.IsNull)
        {
            ConstAllocation? initialiser = Crate.OwnerOf(new MonoItem.Static(def)) == _index ? Queries.InitialiserOf(def) : null;
            LlvmType type = initialiser is null
                ? Unit.Array(Unit.I8, Layouts.Of(Queries.Normalize(Queries.Types.TypeOf(def))).Size)
                : TypeOf(initialiser);
            global = Native.LLVMAddGlobal(Unit.Module, type, name);
            SetLinkage(global, new MonoItem.Static(def), Crate.Names.IsPublicStatic(Queries, def));
            if ((attrs.Flags & FnAttrFlags.ThreadLocal) != 0)
            {
                Native.LLVMSetThreadLocal(global, 1);
                if (Crate.IsExecutable)
                {
                    Native.LLVMSetThreadLocalMode(global, LlvmThreadLocalMode.InitialExec);
                }
            }
        }
        _statics.Add(def, global);
        return global;
    }

    /// <summary>A vtable: drop glue or null, size, alignment, methods.</summary>
    internal LlvmValue VtableOf(Ty ty, ExistentialPredicates predicates)
    {
        // Auto traits and the object's own lifetime make no difference.
        if (_vtables.TryGetValue((ty, predicates), out LlvmValue known))
        {
            return known;
        }
        List<VtableEntry> entries = VtableEntries.Of(Queries, Resolver, ty, predicates);
        TyLayout layout = Layouts.Of(ty);
        LlvmValue[] values = new LlvmValue[VtableLayout.HeaderLength + entries.Count];
        LlvmType[] types = new LlvmType[values.Length];
        Array.Fill(types, Unit.Pointer);
        types[VtableLayout.SizeIndex] = Unit.Size;
        types[VtableLayout.AlignIndex] = Unit.Size;
        LlvmValue global = Native.LLVMAddGlobal(Unit.Module, Unit.Struct(types), UniqueName("vtable", _vtables.Count));
        _vtables.Add((ty, predicates), global);
        Instance drop = Resolver.DropGlue(ty);
        values[VtableLayout.DropIndex] = drop.Ty is null ? Unit.Null(Unit.Pointer) : FunctionOf(drop);
        values[VtableLayout.SizeIndex] = Unit.ConstSize(layout.Size);
        values[VtableLayout.AlignIndex] = Unit.ConstSize((ulong)layout.Align);
        for (int i = 0; i < entries.Count; i++)
        {
            values[VtableLayout.HeaderLength + i] = entries[i] switch
            {
                { Method: { } method } => FunctionOf(method),
                { Super: { } super } => VtableOf(ty, super),
                _ => Unit.Null(Unit.Pointer),
            };
        }
        Native.LLVMSetInitializer(global, Unit.ConstStruct(values, isPacked: false));
        Native.LLVMSetLinkage(global, LlvmLinkage.Private);
        Native.LLVMSetGlobalConstant(global, 1);
        Native.LLVMSetUnnamedAddress(global, LlvmUnnamedAddress.Global);
        Native.LLVMSetAlignment(global, (uint)Crate.Target.PointerSize);
        return global;
    }

    /// <summary>A <c>core::panic::Location</c>: file name with a zero byte behind it, line, column.</summary>
    internal LlvmValue LocationOf(SourceSpan span)
    {
        // Inside macros it is the place of the invocation that says something to the program's author.
        SourceLocation location = Crate.Sources.LocationOf(HygieneTable.OutermostCallSite(span).Lo);
        string file = location.File?.Path ?? "<unknown>";
        (string, int, int) key = (file, location.Line, location.Column);
        if (_locations.TryGetValue(key, out LlvmValue known))
        {
            return known;
        }
        byte[] name = Encoding.UTF8.GetBytes(file + "\0");
        DefId lang = Queries.LangItem(LangItem.PanicLocation);
        LlvmValue pointer = StringGlobal(file, name);
        LlvmValue value = lang.IsSome
            ? LocationValue(lang, pointer, name.Length, location)
            : Unit.ConstStruct([pointer, Unit.ConstSize((ulong)name.Length), Unit.Const(Unit.I32, (ulong)location.Line), Unit.Const(Unit.I32, (ulong)location.Column)], isPacked: false);
        LlvmValue global = Native.LLVMAddGlobal(Unit.Module, Native.LLVMTypeOf(value), UniqueName("location", _locations.Count));
        Native.LLVMSetInitializer(global, value);
        Native.LLVMSetLinkage(global, LlvmLinkage.Private);
        Native.LLVMSetGlobalConstant(global, 1);
        Native.LLVMSetUnnamedAddress(global, LlvmUnnamedAddress.Global);
        Native.LLVMSetAlignment(global, (uint)Crate.Target.PointerSize);
        _locations.Add(key, global);
        return global;
    }

    /// <summary>The struct with its fields where layout put them.</summary>
    private LlvmValue LocationValue(DefId lang, LlvmValue file, int fileLength, SourceLocation location)
    {
        AdtDef def = Queries.Types.AdtDefOf(lang);
        GenericArg erased = Queries.Types.Common.Erased;
        TyLayout layout = Layouts.Of(Queries.Types.Types.Adt(def, Queries.Types.Types.Args(erased)));
        List<(ulong Offset, LlvmValue Value, ulong Size)> parts = [];
        int numbers = 0;
        for (int i = 0; i < layout.Offsets.Length; i++)
        {
            TyLayout field = Layouts.FieldOf(layout, i);
            if (field.IsScalarPair)
            {
                parts.Add((layout.Offsets[i], file, 8));
                parts.Add((layout.Offsets[i] + 8, Unit.ConstSize((ulong)fileLength), 8));
            }
            else if (!field.IsZst)
            {
                int number = numbers++ == 0 ? location.Line : location.Column;
                parts.Add((layout.Offsets[i], Unit.Const(Unit.I32, (ulong)number), 4));
            }
        }
        parts.Sort(static (a, b) => a.Offset.CompareTo(b.Offset));
        LlvmValue[] values = new LlvmValue[parts.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = parts[i].Value;
        }
        return Unit.ConstStruct(values, isPacked: false);
    }

    internal LlvmValue StringGlobal(string key, ReadOnlySpan<byte> bytes)
    {
        if (_strings.TryGetValue(key, out LlvmValue known))
        {
            return known;
        }
        LlvmValue text = Unit.ConstBytes(bytes);
        LlvmValue global = Native.LLVMAddGlobal(Unit.Module, Native.LLVMTypeOf(text), UniqueName("str", _strings.Count));
        Native.LLVMSetInitializer(global, text);
        Native.LLVMSetLinkage(global, LlvmLinkage.Private);
        Native.LLVMSetGlobalConstant(global, 1);
        Native.LLVMSetUnnamedAddress(global, LlvmUnnamedAddress.Global);
        Native.LLVMSetAlignment(global, 1);
        _strings.Add(key, global);
        return global;
    }

    internal LlvmValue AddressOf(RelocationTarget target) => target switch
    {
        RelocationTarget.Memory memory => GlobalOf(memory.Allocation),
        RelocationTarget.Function function => FunctionOf(Resolver.ResolveForPointer(function.Def, function.Args)),
        RelocationTarget.Static item => StaticOf(item.Def),
        RelocationTarget.Vtable vtable => VtableOf(vtable.Ty, vtable.Predicates),
    };

    private void EmitStatic(DefId def)
    {
        if (Queries.InitialiserOf(def) is not { } initialiser)
        {
            return;
        }
        LlvmValue global = StaticOf(def);
        Native.LLVMSetInitializer(global, Initialiser(initialiser));
        Native.LLVMSetAlignment(global, (uint)Math.Max(initialiser.Align, 1));
        if (!initialiser.IsMutable)
        {
            Native.LLVMSetGlobalConstant(global, 1);
        }
        FnAttrs attrs = Queries.Types.FnAttrsOf(def);
        if (attrs.LinkSection is { } section)
        {
            Native.LLVMSetSection(global, section.Text);
        }
    }

    /// <summary>The fields of the constant: bytes between relocations, and the relocations.</summary>
    private LlvmType TypeOf(ConstAllocation allocation)
    {
        using PooledList<LlvmType> types = PooledList<LlvmType>.Rent();
        ulong at = 0;
        foreach (ConstRelocation relocation in allocation.Relocations)
        {
            AddBytes(types, relocation.Offset - at);
            types.Add(Unit.Pointer);
            at = relocation.Offset + (ulong)Crate.Target.PointerSize;
        }
        AddBytes(types, (ulong)allocation.Bytes.Length - at);
        return PackedStruct(types.AsSpan());

        void AddBytes(PooledList<LlvmType> list, ulong count)
        {
            if (count > 0)
            {
                list.Add(Unit.Array(Unit.I8, count));
            }
        }
    }

    private unsafe LlvmType PackedStruct(ReadOnlySpan<LlvmType> types)
    {
        fixed (LlvmType* items = types)
        {
            return Native.LLVMStructTypeInContext(Unit.Context, items, (uint)types.Length, 1);
        }
    }

    private LlvmValue Initialiser(ConstAllocation allocation)
    {
        using PooledList<LlvmValue> values = PooledList<LlvmValue>.Rent();
        int at = 0;
        foreach (ConstRelocation relocation in allocation.Relocations)
        {
            int offset = (int)relocation.Offset;
            if (offset > at)
            {
                values.Add(Unit.ConstBytes(allocation.Bytes[at..offset]));
            }
            values.Add(Unit.ConstOffset(AddressOf(relocation.Target), relocation.Addend));
            at = offset + Crate.Target.PointerSize;
        }
        if (at < allocation.Bytes.Length)
        {
            values.Add(Unit.ConstBytes(allocation.Bytes[at..]));
        }
        return Unit.ConstStruct(values.AsSpan(), isPacked: true);
    }
}
