using System;
using System.Numerics;
using Verdigris.Base;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>Addresses.</summary>
internal sealed partial class FunctionEmitter
{
    private PlaceValue EvalPlace(Place place)
    {
        LocalSlot slot = _locals[place.Local.Index];
        if (slot.Kind == SlotKind.Memory)
        {
            return Project(slot.Place, place.Projection.AsSpan());
        }
        // A value: only what it points to has an address, or it has no bits.
        if (slot.Kind == SlotKind.Unset)
        {
            throw new CompilerBug($"{place.Local} is used before it has a value");
        }
        OperandValue value = slot.Operand;
        ReadOnlySpan<PlaceElem> projection = place.Projection.AsSpan();
        int i = 0;
        while (i < projection.Length && projection[i] is PlaceElem.Field field)
        {
            value = ExtractField(value, field.Idx.Index);
            i++;
        }
        if (i < projection.Length && projection[i] is PlaceElem.Deref)
        {
            return Project(Deref(value), projection[(i + 1)..]);
        }
        return Project(Spill(value), projection[i..]);
    }

    /// <summary>The value's copy in memory.</summary>
    private PlaceValue Spill(OperandValue value)
    {
        if (value.Kind == OperandKind.Memory)
        {
            return new PlaceValue(value.Layout, value.A, value.B, value.Align);
        }
        PlaceValue place = value.Kind == OperandKind.ZeroSized
            ? PlaceValue.Sized(value.Layout, Dangling(value.Layout))
            : AllocateTemporary(value.Layout);
        Store(value, place);
        return place;
    }

    /// <summary>A pointer that is aligned and not null, for what has no bits.</summary>
    private LlvmValue Dangling(TyLayout layout) => Native.LLVMConstIntToPtr(Unit.ConstSize((ulong)layout.Align), Unit.Pointer);

    private PlaceValue Project(PlaceValue place, ReadOnlySpan<PlaceElem> projection)
    {
        foreach (PlaceElem elem in projection)
        {
            place = elem switch
            {
                PlaceElem.Deref => Deref(place.Layout.Repr == ValueRepr.Memory ? OperandValue.Memory(place) : Load(place)),
                PlaceElem.Field field => ProjectField(place, field.Idx.Index),
                PlaceElem.Index index => ProjectIndex(place, EvalOperand(new Operand.Copy(new Place(index.Value))).A),
                PlaceElem.ConstantIndex index => ProjectConstantIndex(place, index),
                PlaceElem.Subslice slice => ProjectSubslice(place, slice),
                PlaceElem.Downcast downcast => place with { Layout = Layouts.VariantOf(place.Layout, downcast.Variant) },
            };
        }
        return place;
    }

    /// <summary>What a pointer points to.</summary>
    private PlaceValue Deref(OperandValue pointer)
    {
        TyLayout pointee = Layouts.Of(MonoBody.PointeeOf(pointer.Layout.Ty));
        if (pointer.Kind == OperandKind.Memory)
        {
            // A box with an allocator that has bits: the pointer is its first field's first field …
            PlaceValue box = ProjectField(new PlaceValue(pointer.Layout, pointer.A, pointer.B, pointer.Align), 0);
            while (box.Layout.Repr == ValueRepr.Memory)
            {
                box = ProjectField(box, 0);
            }
            pointer = Load(box) with { Layout = box.Layout };
        }
        return new PlaceValue(pointee, pointer.A, pointee.IsSized ? default : pointer.B, pointee.Align);
    }

    private PlaceValue ProjectField(PlaceValue place, int index)
    {
        TyLayout field = Layouts.FieldOf(place.Layout, index);
        ulong offset = place.Layout.OffsetOf(index);
        if (field.IsSized || Layouts.StructTail(field.Ty) is not Ty.Dynamic || offset == 0)
        {
            return new PlaceValue(field, Offset(place.Pointer, offset), field.IsSized ? default : place.Metadata, AlignAt(place.Align, offset));
        }
        // The tail of an object struct is aligned as its vtable says.
        (_, LlvmValue align) = SizeAndAlignOf(field.Ty, place.Metadata);
        LlvmValue aligned = AlignUp(Unit.ConstSize(offset), align);
        return new PlaceValue(field, _builder.InBoundsGep(Unit.I8, place.Pointer, aligned), place.Metadata, field.Align);
    }

    private LlvmValue AlignUp(LlvmValue value, LlvmValue align)
    {
        LlvmValue mask = _builder.Binary(LlvmBinOp.Sub, align, Unit.ConstSize(1));
        LlvmValue sum = _builder.Binary(LlvmBinOp.Add, value, mask);
        return _builder.Binary(LlvmBinOp.And, sum, _builder.Not(mask));
    }

    private static int AlignAt(int align, ulong offset) =>
        offset == 0 ? align : (int)Math.Min((ulong)align, 1UL << BitOperations.TrailingZeroCount(offset));

    private LlvmValue Offset(LlvmValue pointer, ulong offset) =>
        offset == 0 ? pointer : _builder.InBoundsGep(Unit.I8, pointer, Unit.ConstSize(offset));

    private PlaceValue ProjectIndex(PlaceValue place, LlvmValue index)
    {
        TyLayout element = Layouts.Of(MonoBody.ElementOf(place.Layout.Ty));
        LlvmValue pointer = _builder.InBoundsGep(Unit.Array(Unit.I8, element.Size), place.Pointer, index);
        return new PlaceValue(element, pointer, default, Math.Min(place.Align, element.Align));
    }

    private PlaceValue ProjectConstantIndex(PlaceValue place, PlaceElem.ConstantIndex index)
    {
        LlvmValue position = Unit.ConstSize(index.Offset);
        if (index.FromEnd)
        {
            position = _builder.Binary(LlvmBinOp.Sub, LengthOf(place), position);
        }
        return ProjectIndex(place, position);
    }

    private PlaceValue ProjectSubslice(PlaceValue place, PlaceElem.Subslice slice)
    {
        PlaceValue first = ProjectIndex(place, Unit.ConstSize(slice.From));
        if (place.Layout.Ty is Ty.Array)
        {
            Ty array = Queries.Types.Types.Array(MonoBody.ElementOf(place.Layout.Ty), slice.To - slice.From);
            return first with { Layout = Layouts.Of(array) };
        }
        LlvmValue length = _builder.Binary(LlvmBinOp.Sub, LengthOf(place), Unit.ConstSize(slice.From + slice.To));
        return first with { Layout = place.Layout, Metadata = length };
    }

    private LlvmValue LengthOf(PlaceValue place) => place.Layout.Ty is Ty.Array ? Unit.ConstSize(place.Layout.Count) : place.Metadata;

    /// <summary>Size and alignment of a value that may be unsized, given its metadata.</summary>
    private (LlvmValue Size, LlvmValue Align) SizeAndAlignOf(Ty ty, LlvmValue metadata)
    {
        TyLayout layout = Layouts.Of(ty);
        if (layout.IsSized)
        {
            return (Unit.ConstSize(layout.Size), Unit.ConstSize((ulong)layout.Align));
        }
        switch (ty)
        {
            case Ty.Dynamic:
                return (LoadVtableSize(metadata, VtableLayout.SizeIndex), LoadVtableSize(metadata, VtableLayout.AlignIndex));
            case Ty.Slice or Ty.Primitive:
                LlvmValue size = _builder.Binary(LlvmBinOp.Mul, metadata, Unit.ConstSize(layout.Stride));
                return (size, Unit.ConstSize((ulong)layout.Align));
            case Ty.Foreign:
                return (Unit.ConstSize(0), Unit.ConstSize(1));
            default:
                int last = layout.Offsets.Length - 1;
                (LlvmValue tailSize, LlvmValue tailAlign) = SizeAndAlignOf(Layouts.FieldTy(layout, last), metadata);
                LlvmValue own = Unit.ConstSize((ulong)layout.Align);
                LlvmValue align = _builder.Select(_builder.ICmp(LlvmIntPredicate.UGt, own, tailAlign), own, tailAlign);
                LlvmValue start = AlignUp(Unit.ConstSize(layout.Offsets[last]), tailAlign);
                return (AlignUp(_builder.Binary(LlvmBinOp.Add, start, tailSize), align), align);
        }
    }

    private LlvmValue LoadVtableSize(LlvmValue vtable, int index) =>
        _builder.Load(Unit.Size, Offset(vtable, (ulong)(index * _emitter.Crate.Target.PointerSize)), _emitter.Crate.Target.PointerSize);

    private LlvmValue LoadVtablePointer(LlvmValue vtable, int index) =>
        _builder.Load(Unit.Pointer, Offset(vtable, (ulong)(index * _emitter.Crate.Target.PointerSize)), _emitter.Crate.Target.PointerSize);
}
