using System;
using Verdigris.Base;
using Verdigris.Mir.Instances;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Interpret;

/// <summary>Assignments.</summary>
internal sealed partial class Interpreter
{
    private void Assign(InterpPlace target, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Use use:
                Copy(EvalOperand(use.Value), target);
                break;
            case Rvalue.Repeat repeat:
                InterpPlace element = EvalOperand(repeat.Value);
                for (ulong i = 0; i < target.Layout.Count; i++)
                {
                    Copy(element, Element(target, i));
                }
                break;
            case Rvalue.Ref borrow:
                WritePointer(target, EvalPlace(borrow.Place));
                break;
            case Rvalue.RawPtr pointer:
                WritePointer(target, EvalPlace(pointer.Place));
                break;
            case Rvalue.ThreadLocalRef:
                throw new ConstEvalException("thread-local statics cannot be accessed in a constant");
            case Rvalue.Cast cast:
                Cast(cast, target);
                break;
            case Rvalue.Binary binary:
                Binary(binary.Op, EvalOperand(binary.Left), EvalOperand(binary.Right), target);
                break;
            case Rvalue.Unary unary:
                Unary(unary.Op, EvalOperand(unary.Value), target);
                break;
            case Rvalue.Discriminant discriminant:
                WriteScalar(target, InterpScalar.Int(ReadDiscriminant(EvalPlace(discriminant.Place), (int)target.Layout.Size), (int)target.Layout.Size));
                break;
            case Rvalue.Aggregate aggregate:
                Aggregate(aggregate, target);
                break;
        }
    }

    private void Aggregate(Rvalue.Aggregate aggregate, InterpPlace target)
    {
        if (aggregate.Kind is AggregateKind.RawPtr)
        {
            InterpPlace address = EvalOperand(aggregate.Fields[0]);
            WriteScalar(target with { Layout = address.Layout }, address.Target.ReadScalar(address.Offset, 8));
            if (target.Layout.Size == 16)
            {
                InterpPlace metadata = EvalOperand(aggregate.Fields[1]);
                target.Target.WriteScalar(target.Offset + 8, metadata.Target.ReadScalar(metadata.Offset, 8));
            }
            return;
        }
        bool isEnum = aggregate.Kind is AggregateKind.Adt { Def.IsEnum: true };
        VariantIdx variant = isEnum ? ((AggregateKind.Adt)aggregate.Kind).Variant : default;
        InterpPlace fields = isEnum ? target with { Layout = layouts.VariantOf(target.Layout, variant) } : target;
        int union = aggregate.Kind is AggregateKind.Adt { UnionField: var field } ? field.Index : -1;
        for (int i = 0; i < aggregate.Fields.Length; i++)
        {
            InterpPlace place = aggregate.Kind is AggregateKind.Array ? Element(fields, (ulong)i) : Field(fields, union >= 0 ? union : i);
            Copy(EvalOperand(aggregate.Fields[i]), place);
        }
        if (isEnum)
        {
            WriteDiscriminant(target, variant);
        }
    }

    private void Unary(MirUnOp op, InterpPlace value, InterpPlace target)
    {
        if (op == MirUnOp.PtrMetadata)
        {
            if (target.Layout.Size > 0)
            {
                WriteScalar(target, value.Target.ReadScalar(value.Offset + 8, 8));
            }
            return;
        }
        int size = (int)target.Layout.Size;
        UInt128 bits = ReadScalar(value).Number;
        UInt128 result = op switch
        {
            MirUnOp.Not => value.Layout.Ty.IsBool ? bits ^ 1 : ~bits,
            _ when value.Layout.Ty.IsFloat => bits ^ (UInt128.One << (size * 8 - 1)),
            _ => 0 - bits,
        };
        WriteScalar(target, InterpScalar.Int(result, size));
    }

    private void Binary(MirBinOp op, InterpPlace left, InterpPlace right, InterpPlace target)
    {
        if (op is MirBinOp.AddWithOverflow or MirBinOp.SubWithOverflow or MirBinOp.MulWithOverflow)
        {
            (UInt128 result, bool overflow) = Overflowing(op, left, right);
            int width = (int)left.Layout.Size;
            WriteScalar(Field(target, 0), InterpScalar.Int(result, width));
            WriteScalar(Field(target, 1), InterpScalar.Bool(overflow));
            return;
        }
        if (op == MirBinOp.Offset)
        {
            InterpScalar pointer = left.Target.ReadScalar(left.Offset, 8);
            ulong stride = layouts.Of(MonoBody.PointeeOf(left.Layout.Ty)).Size;
            WriteScalar(target, pointer with { Bits = (ulong)(pointer.Offset + (ulong)ReadScalar(right).Number * stride) });
            return;
        }
        if (op is MirBinOp.Eq or MirBinOp.Ne or MirBinOp.Lt or MirBinOp.Le or MirBinOp.Gt or MirBinOp.Ge or MirBinOp.Cmp)
        {
            Compare(op, left, right, target);
            return;
        }
        int size = (int)target.Layout.Size;
        UInt128 bits = left.Layout.Ty.IsFloat ? FloatBinary(op, left, right) : IntegerBinary(op, left, right);
        WriteScalar(target, InterpScalar.Int(bits, size));
    }

    private (UInt128 Result, bool Overflow) Overflowing(MirBinOp op, InterpPlace left, InterpPlace right)
    {
        int bits = (int)left.Layout.Size * 8;
        bool isSigned = left.Layout.Ty.IsSigned;
        System.Numerics.BigInteger a = ToBig(ReadScalar(left).Number, bits, isSigned);
        System.Numerics.BigInteger b = ToBig(ReadScalar(right).Number, bits, isSigned);
        System.Numerics.BigInteger exact = op switch
        {
            MirBinOp.AddWithOverflow => a + b,
            MirBinOp.SubWithOverflow => a - b,
            _ => a * b,
        };
        UInt128 wrapped = FromBig(exact, bits);
        return (wrapped, ToBig(wrapped, bits, isSigned) != exact);
    }

    private static System.Numerics.BigInteger ToBig(UInt128 value, int bits, bool isSigned) =>
        isSigned ? (Int128)(value << (128 - bits)) >> (128 - bits) : (System.Numerics.BigInteger)value;

    private static UInt128 FromBig(System.Numerics.BigInteger value, int bits)
    {
        System.Numerics.BigInteger mask = (System.Numerics.BigInteger.One << bits) - 1;
        return (UInt128)(value & mask);
    }

    private static UInt128 IntegerBinary(MirBinOp op, InterpPlace left, InterpPlace right)
    {
        int bits = (int)left.Layout.Size * 8;
        bool isSigned = left.Layout.Ty.IsSigned;
        UInt128 a = ReadScalar(left).Number;
        UInt128 b = ReadScalar(right).Number;
        int shift = (int)(b & (UInt128)(bits - 1));
        switch (op)
        {
            case MirBinOp.Div or MirBinOp.Rem:
                if (b == 0)
                {
                    throw new ConstEvalException(op == MirBinOp.Div ? "dividing by zero" : "calculating the remainder with a divisor of zero");
                }
                System.Numerics.BigInteger x = ToBig(a, bits, isSigned);
                System.Numerics.BigInteger y = ToBig(b, bits, isSigned);
                return FromBig(op == MirBinOp.Div ? System.Numerics.BigInteger.Divide(x, y) : System.Numerics.BigInteger.Remainder(x, y), bits);
            case MirBinOp.Shr or MirBinOp.ShrUnchecked:
                return isSigned ? (UInt128)(((Int128)(a << (128 - bits)) >> (128 - bits)) >> shift) : a >> shift;
        }
        return op switch
        {
            MirBinOp.Add or MirBinOp.AddUnchecked => a + b,
            MirBinOp.Sub or MirBinOp.SubUnchecked => a - b,
            MirBinOp.Mul or MirBinOp.MulUnchecked => a * b,
            MirBinOp.BitXor => a ^ b,
            MirBinOp.BitAnd => a & b,
            MirBinOp.BitOr => a | b,
            MirBinOp.Shl or MirBinOp.ShlUnchecked => a << shift,
            _ => throw new CompilerBug($"{op} of integers"),
        };
    }

    private static UInt128 FloatBinary(MirBinOp op, InterpPlace left, InterpPlace right)
    {
        if (left.Layout.Size == 4)
        {
            float a = BitConverter.UInt32BitsToSingle((uint)ReadScalar(left).Number);
            float b = BitConverter.UInt32BitsToSingle((uint)ReadScalar(right).Number);
            return BitConverter.SingleToUInt32Bits(op switch
            {
                MirBinOp.Add => a + b,
                MirBinOp.Sub => a - b,
                MirBinOp.Mul => a * b,
                MirBinOp.Div => a / b,
                _ => a % b,
            });
        }
        double x = ToDouble(left);
        double y = ToDouble(right);
        return BitConverter.DoubleToUInt64Bits(op switch
        {
            MirBinOp.Add => x + y,
            MirBinOp.Sub => x - y,
            MirBinOp.Mul => x * y,
            MirBinOp.Div => x / y,
            _ => x % y,
        });
    }

    private static double ToDouble(InterpPlace place) => place.Layout.Size switch
    {
        4 => BitConverter.UInt32BitsToSingle((uint)ReadScalar(place).Number),
        8 => BitConverter.UInt64BitsToDouble((ulong)ReadScalar(place).Number),
        _ => throw new ConstEvalException("floats of this size are not supported in constants yet"),
    };

    private void Compare(MirBinOp op, InterpPlace left, InterpPlace right, InterpPlace target)
    {
        if (left.Layout.IsZst)
        {
            WriteScalar(target, InterpScalar.Bool(op is MirBinOp.Eq or MirBinOp.Le or MirBinOp.Ge));
            return;
        }
        if (left.Layout.Ty.IsFloat)
        {
            double x = ToDouble(left);
            double y = ToDouble(right);
            WriteScalar(target, InterpScalar.Bool(op switch
            {
                MirBinOp.Eq => x == y,
                MirBinOp.Ne => x != y,
                MirBinOp.Lt => x < y,
                MirBinOp.Le => x <= y,
                MirBinOp.Gt => x > y,
                _ => x >= y,
            }));
            return;
        }
        int order = CompareScalars(left, right, op);
        WriteScalar(target, op == MirBinOp.Cmp ? InterpScalar.Int((UInt128)(Int128)order, 1) : InterpScalar.Bool(op switch
        {
            MirBinOp.Eq => order == 0,
            MirBinOp.Ne => order != 0,
            MirBinOp.Lt => order < 0,
            MirBinOp.Le => order <= 0,
            MirBinOp.Gt => order > 0,
            _ => order >= 0,
        }));
    }

    private static int CompareScalars(InterpPlace left, InterpPlace right, MirBinOp op)
    {
        int size = (int)Math.Min(left.Layout.Size, left.Layout.IsScalarPair ? 8UL : 16UL);
        InterpScalar a = left.Target.ReadScalar(left.Offset, size);
        InterpScalar b = right.Target.ReadScalar(right.Offset, size);
        if (a.Provenance is not null || b.Provenance is not null)
        {
            if (a.Provenance == b.Provenance)
            {
                return a.Bits.CompareTo(b.Bits);
            }
            // Objects are somewhere, but not at zero.
            bool isWithNull = (a.Provenance is null && a.Bits == 0) || (b.Provenance is null && b.Bits == 0);
            return isWithNull && op is MirBinOp.Eq or MirBinOp.Ne ? 1 : throw new ConstEvalException("pointers cannot be reliably compared during const eval");
        }
        return left.Layout.Ty.IsSigned
            ? ToBig(a.Bits, size * 8, true).CompareTo(ToBig(b.Bits, size * 8, true))
            : a.Bits.CompareTo(b.Bits);
    }

    private UInt128 ReadDiscriminant(InterpPlace place, int size)
    {
        TyLayout layout = place.Layout;
        if (layout.Enum is not { } several)
        {
            return layout.IsUninhabited ? throw new ConstEvalException("entering unreachable code") : DiscriminantOf(layout.Ty, layout.Variant);
        }
        InterpScalar tag = place.Target.ReadScalar(place.Offset + several.TagOffset, several.Tag.Size);
        if (several.Encoding == TagEncoding.Direct)
        {
            int unused = 128 - several.Tag.Bits;
            return several.Tag.IsSigned ? (UInt128)((Int128)(tag.Number << unused) >> unused) : PrimitiveSizes.Truncate(tag.Number, size);
        }
        if (tag.Provenance is not null)
        {
            // A pointer into something is no niche.
            return (UInt128)several.UntaggedVariant.Index;
        }
        UInt128 relative = (tag.Bits - several.NicheStart) & several.Tag.MaxValue;
        return relative <= (UInt128)(several.NicheLast.Index - several.NicheFirst.Index)
            ? relative + (UInt128)several.NicheFirst.Index
            : (UInt128)several.UntaggedVariant.Index;
    }

    private UInt128 DiscriminantOf(Ty ty, VariantIdx variant) =>
        ty is Ty.Adt { Def.IsEnum: true } adt ? queries.DiscriminantsOf(adt.Def)[Math.Max(variant.Index, 0)] : 0;

    private void WriteDiscriminant(InterpPlace place, VariantIdx variant)
    {
        if (place.Layout.Enum is not { } several || (several.Encoding == TagEncoding.Niche && variant == several.UntaggedVariant))
        {
            return;
        }
        UInt128 bits = several.Encoding == TagEncoding.Direct
            ? DiscriminantOf(place.Layout.Ty, variant)
            : several.NicheStart + (UInt128)(variant.Index - several.NicheFirst.Index);
        place.Target.WriteScalar(place.Offset + several.TagOffset, InterpScalar.Int(bits & several.Tag.MaxValue, several.Tag.Size));
    }

    private void Cast(Rvalue.Cast cast, InterpPlace target)
    {
        switch (cast.Kind)
        {
            case CastKind.ReifyFnPointer:
                Ty.FnDef item = (Ty.FnDef)Mono.TypeOf(cast.Value);
                WriteScalar(target, new InterpScalar(0, 8, new RelocationTarget.Function(item.Def, item.Args)));
                return;
            case CastKind.ClosureFnPointer:
                Ty.Closure closure = (Ty.Closure)Mono.TypeOf(cast.Value);
                WriteScalar(target, new InterpScalar(0, 8, new RelocationTarget.Function(closure.Def, closure.Args)));
                return;
        }
        InterpPlace value = EvalOperand(cast.Value);
        int size = (int)target.Layout.Size;
        switch (cast.Kind)
        {
            case CastKind.IntToInt:
                WriteScalar(target, InterpScalar.Int((UInt128)IntegerValue(value), size));
                break;
            case CastKind.IntToFloat:
                WriteFloat(target, (double)IntegerValue(value), value);
                break;
            case CastKind.FloatToInt:
                WriteScalar(target, InterpScalar.Int(Saturate(ToDouble(value), size * 8, target.Layout.Ty.IsSigned), size));
                break;
            case CastKind.FloatToFloat:
                WriteFloat(target, ToDouble(value), value);
                break;
            case CastKind.Unsize:
                Unsize(value, target);
                break;
            case CastKind.PointerExposeProvenance:
                WriteScalar(target, InterpScalar.Int(ReadScalar(value).Number, size));
                break;
            case CastKind.PointerWithExposedProvenance:
                WriteScalar(target, InterpScalar.Int((UInt128)IntegerValue(value), 8));
                break;
            default:
                // The same bytes, or the first of them when metadata is dropped.
                target.Target.CopyFrom(value.Target, value.Offset, target.Offset, Math.Min(target.Layout.Size, value.Layout.Size));
                break;
        }
    }

    private Int128 IntegerValue(InterpPlace value)
    {
        if (value.Layout.Enum is not null || value.Layout.IsZst)
        {
            return value.Layout.IsZst ? (Int128)DiscriminantOf(value.Layout.Ty, value.Layout.Variant) : (Int128)ReadDiscriminant(value, 16);
        }
        UInt128 bits = ReadScalar(value).Number;
        int unused = 128 - (int)value.Layout.Size * 8;
        return value.Layout.A.IsSigned ? (Int128)(bits << unused) >> unused : (Int128)bits;
    }

    private static void WriteFloat(InterpPlace target, double number, InterpPlace source)
    {
        bool isUnsigned128 = source.Layout.Size == 16 && !source.Layout.A.IsSigned && source.Layout.A.Kind == ScalarKind.Int;
        double exact = isUnsigned128 ? (double)ReadScalar(source).Number : number;
        WriteScalar(target, target.Layout.Size == 4
            ? InterpScalar.Int(BitConverter.SingleToUInt32Bits((float)exact), 4)
            : InterpScalar.Int(BitConverter.DoubleToUInt64Bits(exact), 8));
    }

    private static UInt128 Saturate(double value, int bits, bool isSigned)
    {
        if (double.IsNaN(value))
        {
            return 0;
        }
        System.Numerics.BigInteger max = (System.Numerics.BigInteger.One << (isSigned ? bits - 1 : bits)) - 1;
        System.Numerics.BigInteger min = isSigned ? -max - 1 : 0;
        System.Numerics.BigInteger number = double.IsPositiveInfinity(value) ? max : double.IsNegativeInfinity(value) ? min : new System.Numerics.BigInteger(value);
        return FromBig(System.Numerics.BigInteger.Clamp(number, min, max), bits);
    }

    private void Unsize(InterpPlace value, InterpPlace target)
    {
        if (value.Layout.Ty == target.Layout.Ty)
        {
            // They differed in a lifetime only.
            Copy(value, target);
            return;
        }
        if (value.Layout.Ty is Ty.Adt source && target.Layout.Ty is Ty.Adt adt)
        {
            int coerced = Unsizing.CoercedField(queries, source, adt);
            for (int i = 0; i < adt.Def.SingleVariant.Fields.Length; i++)
            {
                if (i == coerced)
                {
                    Unsize(Field(value, i), Field(target, i));
                }
                else
                {
                    Copy(Field(value, i), Field(target, i));
                }
            }
            return;
        }
        (Ty from, Ty to) = Unsizing.Find(queries, value.Layout.Ty, target.Layout.Ty);
        target.Target.CopyFrom(value.Target, value.Offset, target.Offset, Math.Min(value.Layout.Size, target.Layout.Size));
        switch (from, to)
        {
            case (Ty.Array array, Ty.Slice):
                target.Target.WriteScalar(target.Offset + 8, InterpScalar.Int(layouts.Of(array).Count, 8));
                break;
            case (Ty.Dynamic, Ty.Dynamic):
                throw new ConstEvalException("upcasting trait objects is not possible in a constant yet");
            case (_, Ty.Dynamic dynamic):
                target.Target.WriteScalar(target.Offset + 8, new InterpScalar(0, 8, new RelocationTarget.Vtable(from, dynamic.Predicates)));
                break;
        }
    }
}
