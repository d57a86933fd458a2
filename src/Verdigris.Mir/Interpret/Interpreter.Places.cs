using System;
using System.Collections.Generic;
using Verdigris.Mir.Instances;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Interpret;

/// <summary>Places, operands, and memory in and out of constants.</summary>
internal sealed partial class Interpreter
{
    private InterpPlace EvalPlace(Place place)
    {
        InterpPlace current = _frames.Peek().Locals[place.Local.Index];
        foreach (PlaceElem elem in place.Projection)
        {
            current = elem switch
            {
                PlaceElem.Deref => Deref(current),
                PlaceElem.Field field => Field(current, field.Idx.Index),
                PlaceElem.Index index => Element(current, (ulong)ReadScalar(_frames.Peek().Locals[index.Value.Index]).Number),
                PlaceElem.ConstantIndex index => Element(current, index.FromEnd ? LengthOf(current) - index.Offset : index.Offset),
                PlaceElem.Subslice slice => Subslice(current, slice),
                PlaceElem.Downcast downcast => current with { Layout = layouts.VariantOf(current.Layout, downcast.Variant) },
            };
        }
        return current;
    }

    private InterpPlace Deref(InterpPlace pointer)
    {
        Ty pointee = MonoBody.PointeeOf(pointer.Layout.Ty);
        while (pointer.Layout.Repr == ValueRepr.Memory)
        {
            pointer = Field(pointer, 0);
        }
        return PointedBy(pointer, pointee);
    }

    private InterpPlace PointedBy(InterpPlace pointer, Ty pointee)
    {
        TyLayout layout = layouts.Of(pointee);
        InterpScalar address = pointer.Target.ReadScalar(pointer.Offset, 8);
        InterpScalar metadata = layout.IsSized ? default : pointer.Target.ReadScalar(pointer.Offset + 8, 8);
        Allocation? memory = address.Provenance switch
        {
            Allocation it => it,
            RelocationTarget.Static it => StaticMemory(it),
            _ => null,
        };
        return new InterpPlace(layout, memory, address.Offset, metadata);
    }

    private Allocation StaticMemory(RelocationTarget.Static target) => queries.InitialiserOf(target.Def) is { } initialiser
        ? Thaw(initialiser)
        : throw new ConstEvalException("constant accesses an extern static");

    private InterpPlace Field(InterpPlace place, int index)
    {
        TyLayout field = layouts.FieldOf(place.Layout, index);
        return new InterpPlace(field, place.Memory, place.Offset + place.Layout.OffsetOf(index), field.IsSized ? default : place.Metadata);
    }

    private InterpPlace Element(InterpPlace place, ulong index)
    {
        TyLayout element = layouts.Of(MonoBody.ElementOf(place.Layout.Ty));
        return new InterpPlace(element, place.Memory, place.Offset + index * element.Size);
    }

    private InterpPlace Subslice(InterpPlace place, PlaceElem.Subslice slice)
    {
        InterpPlace first = Element(place, slice.From);
        if (place.Layout.Ty is Ty.Array)
        {
            return first with { Layout = layouts.Of(queries.Types.Types.Array(MonoBody.ElementOf(place.Layout.Ty), slice.To - slice.From)) };
        }
        return first with { Layout = place.Layout, Metadata = InterpScalar.Int(LengthOf(place) - slice.From - slice.To, 8) };
    }

    private static ulong LengthOf(InterpPlace place) => place.Layout.Ty is Ty.Array ? place.Layout.Count : (ulong)place.Metadata.Number;

    private void Copy(InterpPlace source, InterpPlace target)
    {
        ulong size = target.Layout.Size;
        if (size > 0)
        {
            target.Target.CopyFrom(source.Target, source.Offset, target.Offset, size);
        }
    }

    /// <summary>The only scalar of a value.</summary>
    private static InterpScalar ReadScalar(InterpPlace place) => place.Target.ReadScalar(place.Offset, (int)place.Layout.Size);

    private static void WriteScalar(InterpPlace place, InterpScalar value) => place.Target.WriteScalar(place.Offset, value);

    /// <summary>A pointer to a place, with its metadata.</summary>
    private static void WritePointer(InterpPlace target, InterpPlace pointee)
    {
        WriteScalar(target, new InterpScalar(pointee.Offset, 8, pointee.Memory));
        if (!pointee.Layout.IsSized && target.Layout.Size == 16)
        {
            target.Target.WriteScalar(target.Offset + 8, pointee.Metadata);
        }
    }

    private InterpPlace EvalOperand(Operand operand) => operand switch
    {
        Operand.Copy copy => EvalPlace(copy.Place),
        Operand.Move move => EvalPlace(move.Place),
        Operand.Constant constant => EvalConstant(constant.Value.Const),
    };

    private InterpPlace EvalConstant(MirConst constant)
    {
        TyLayout layout = layouts.Of(Mono.Mono(constant.Ty));
        switch (constant)
        {
            case MirConst.TypeLevel level:
                InterpPlace place = Allocate(layout);
                WriteScalar(place, InterpScalar.Int(Mono.Mono(level.Const), (int)layout.Size));
                return place;
            case MirConst.Unevaluated it:
                ConstValue value = queries.Evaluate(it.Def, Mono.Mono(it.Args), it.Promoted)
                    ?? throw new PoisonedConstException();
                return Materialise(value, layout);
            case MirConst.Value { Contents: var contents }:
                return Materialise(contents, layout);
            case MirConst.OffsetOf offset:
                InterpPlace result = Allocate(layout);
                WriteScalar(result, InterpScalar.Int(Mono.OffsetOf(layouts, offset), (int)layout.Size));
                return result;
            default:
                throw new ConstEvalException("unknown constant");
        }
    }

    private InterpPlace Materialise(ConstValue value, TyLayout layout)
    {
        if (value is ConstValue.Indirect indirect)
        {
            return new InterpPlace(layout, Thaw(indirect.Allocation), indirect.Offset);
        }
        InterpPlace place = Allocate(layout);
        switch (value)
        {
            case ConstValue.Scalar scalar:
                WriteScalar(place, InterpScalar.Int(scalar.Bits, scalar.Size));
                break;
            case ConstValue.Pointer pointer:
                WriteScalar(place, new InterpScalar(pointer.Offset, 8, Thaw(pointer.Allocation)));
                break;
            case ConstValue.FnPointer function:
                WriteScalar(place, new InterpScalar(0, 8, new RelocationTarget.Function(function.Def, function.Args)));
                break;
            case ConstValue.StaticPointer pointer:
                WriteScalar(place, new InterpScalar(pointer.Offset, 8, new RelocationTarget.Static(pointer.Def)));
                break;
            case ConstValue.Slice slice:
                WriteScalar(place, new InterpScalar(0, 8, Thaw(slice.Allocation)));
                place.Target.WriteScalar(8, InterpScalar.Int(slice.Length, 8));
                break;
        }
        return place;
    }

    private Allocation Thaw(ConstAllocation constant)
    {
        if (!_thawed.TryGetValue(constant, out Allocation? memory))
        {
            memory = Allocation.Thaw(constant, target => target is RelocationTarget.Memory inner ? Thaw(inner.Allocation) : target);
            _thawed.Add(constant, memory);
        }
        return memory;
    }

    /// <summary>The memory of a result, for good.</summary>
    public ConstAllocation Freeze(Allocation memory, bool isMutable)
    {
        if (memory.Frozen is { } constant)
        {
            return constant;
        }
        if (!_frozen.TryGetValue(memory, out ConstAllocation? known))
        {
            known = memory.Freeze(isMutable, provenance => provenance is Allocation inner ? new RelocationTarget.Memory(Freeze(inner, isMutable)) : (RelocationTarget)provenance);
            _frozen[memory] = known;
        }
        return known;
    }

    /// <summary>The value at a place as code generation wants it.</summary>
    public ConstValue ToValue(InterpPlace place)
    {
        TyLayout layout = place.Layout;
        if (layout.IsZst)
        {
            return ConstValue.ZeroSized.Instance;
        }
        if (layout.IsScalar && !layout.A.IsUnion)
        {
            InterpScalar scalar = place.Target.ReadScalar(place.Offset, layout.A.Size);
            return scalar.Provenance switch
            {
                null => new ConstValue.Scalar(scalar.Bits, scalar.Size),
                Allocation memory => new ConstValue.Pointer(Freeze(memory, isMutable: false), scalar.Offset),
                RelocationTarget.Function function => new ConstValue.FnPointer(function.Def, function.Args),
                RelocationTarget.Static it => new ConstValue.StaticPointer(it.Def, scalar.Offset),
                _ => new ConstValue.Indirect(Freeze(place.Target, isMutable: false), place.Offset),
            };
        }
        return new ConstValue.Indirect(Freeze(place.Target, isMutable: false), place.Offset);
    }
}
