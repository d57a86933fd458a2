using System;
using System.Text;
using Verdigris.Mir.Instances;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Interpret;

/// <summary>Intrinsics that constants may call. Others fall back to the body in the library, if there is one.</summary>
internal sealed partial class Interpreter
{
    private bool TryIntrinsic(string name, Instance instance, InterpPlace[] args, InterpPlace target)
    {
        int size = (int)(target.Layout?.Size ?? 0);
        switch (name)
        {
            case "size_of":
                return Number(target, layouts.Of(instance.Args.TypeAt(0)).Size);
            case "align_of" or "min_align_of":
                return Number(target, (ulong)layouts.Of(instance.Args.TypeAt(0)).Align);
            case "size_of_val":
                InterpPlace sized = PointedBy(args[0], instance.Args.TypeAt(0));
                return Number(target, sized.Layout.IsSized ? sized.Layout.Size : LengthOf(sized) * sized.Layout.Stride);
            case "align_of_val" or "min_align_of_val":
                return Number(target, (ulong)layouts.Of(instance.Args.TypeAt(0)).Align);
            case "needs_drop":
                return Number(target, _resolver.NeedsDrop(instance.Args.TypeAt(0)) ? 1u : 0u);
            case "type_id":
                UInt128 id = queries.TypeIdOf(instance.Args.TypeAt(0));
                target.Target.WriteScalar(target.Offset, InterpScalar.Int((ulong)id, 8));
                target.Target.WriteScalar(target.Offset + 8, InterpScalar.Int((ulong)(id >> 64), 8));
                return true;
            case "type_name":
                WriteText(target, instance.Args.TypeAt(0).ToString() ?? "");
                return true;
            case "discriminant_value":
                if (size > 0)
                {
                    WriteScalar(target, InterpScalar.Int(ReadDiscriminant(PointedBy(args[0], instance.Args.TypeAt(0)), size), size));
                }
                return true;
            case "assume" or "cold_path" or "forget" or "assert_inhabited" or "assert_zero_valid" or "assert_mem_uninitialized_valid":
                return true;
            case "likely" or "unlikely" or "black_box":
                Copy(args[0], target);
                return true;
            case "is_val_statically_known" or "ub_checks" or "overflow_checks" or "contract_checks":
                return Number(target, 0);
            case "transmute" or "transmute_unchecked":
                if (size > 0)
                {
                    target.Target.CopyFrom(args[0].Target, args[0].Offset, target.Offset, target.Layout!.Size);
                }
                return true;
            case "abort" or "unreachable":
                throw new ConstEvalException(name == "abort" ? "aborted execution" : "entering unreachable code");
            case "caller_location":
                throw new ConstEvalException("the caller's location is not known in a constant yet");
        }
        return TryMemory(name, instance, args, target) || TryPointer(name, instance, args, target) || TryInteger(name, args, target, size);
    }

    private static bool Number(InterpPlace target, ulong value)
    {
        WriteScalar(target, InterpScalar.Int(value, (int)target.Layout.Size));
        return true;
    }

    private void WriteText(InterpPlace target, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteScalar(target with { Layout = target.Layout }, new InterpScalar(0, 8, Thaw(new ConstAllocation(bytes, 1, isMutable: false, []))));
        target.Target.WriteScalar(target.Offset + 8, InterpScalar.Int((UInt128)bytes.Length, 8));
    }

    private bool TryMemory(string name, Instance instance, InterpPlace[] args, InterpPlace target)
    {
        switch (name)
        {
            case "copy_nonoverlapping" or "copy":
                CopyElements(args[0], args[1], args[2], instance.Args.TypeAt(0));
                return true;
            case "write_bytes":
                InterpPlace filled = PointedBy(args[0], instance.Args.TypeAt(0));
                ulong length = (ulong)ReadScalar(args[2]).Number * filled.Layout.Size;
                if (length > 0)
                {
                    filled.Target.Fill(filled.Offset, length, (byte)ReadScalar(args[1]).Number);
                }
                return true;
            case "compare_bytes" or "raw_eq":
                TyLayout layout = layouts.Of(name == "raw_eq" ? instance.Args.TypeAt(0) : queries.Types.Common.U8);
                ulong count = name == "raw_eq" ? layout.Size : (ulong)ReadScalar(args[2]).Number;
                int order = CompareBytes(PointedBy(args[0], layout.Ty), PointedBy(args[1], layout.Ty), count);
                WriteScalar(target, InterpScalar.Int(name == "raw_eq" ? order == 0 ? 1u : 0u : (UInt128)(Int128)order, (int)target.Layout.Size));
                return true;
            case "read_via_copy" or "volatile_load":
                Copy(PointedBy(args[0], instance.Args.TypeAt(0)), target);
                return true;
            case "write_via_move" or "volatile_store":
                Copy(args[1], PointedBy(args[0], instance.Args.TypeAt(0)));
                return true;
            case "typed_swap_nonoverlapping":
                InterpPlace left = PointedBy(args[0], instance.Args.TypeAt(0));
                InterpPlace right = PointedBy(args[1], instance.Args.TypeAt(0));
                InterpPlace kept = Allocate(left.Layout);
                Copy(left, kept);
                Copy(right, left);
                Copy(kept, right);
                return true;
            default:
                return false;
        }
    }

    private static int CompareBytes(InterpPlace left, InterpPlace right, ulong count) =>
        count == 0 ? 0 : Math.Sign(left.Target.Bytes(left.Offset, count).SequenceCompareTo(right.Target.Bytes(right.Offset, count)));

    private void CopyElements(InterpPlace source, InterpPlace target, InterpPlace count, Ty element)
    {
        InterpPlace from = PointedBy(source, element);
        InterpPlace to = PointedBy(target, element);
        ulong size = (ulong)ReadScalar(count).Number * from.Layout.Size;
        if (size > 0)
        {
            to.Target.CopyFrom(from.Target, from.Offset, to.Offset, size);
        }
    }

    private bool TryPointer(string name, Instance instance, InterpPlace[] args, InterpPlace target)
    {
        switch (name)
        {
            case "offset" or "arith_offset":
                Ty pointee = name == "offset" ? MonoBody.PointeeOf(args[0].Layout.Ty) : instance.Args.TypeAt(0);
                InterpScalar pointer = args[0].Target.ReadScalar(args[0].Offset, 8);
                ulong distance = unchecked((ulong)ReadScalar(args[1]).Number * layouts.Of(pointee).Size);
                WriteScalar(target, pointer with { Bits = unchecked(pointer.Offset + distance) });
                return true;
            case "ptr_offset_from" or "ptr_offset_from_unsigned":
                InterpScalar from = args[0].Target.ReadScalar(args[0].Offset, 8);
                InterpScalar to = args[1].Target.ReadScalar(args[1].Offset, 8);
                if (from.Provenance != to.Provenance)
                {
                    throw new ConstEvalException("`ptr_offset_from` called on two different pointers that are not both derived from the same allocation");
                }
                long bytes = unchecked((long)(from.Offset - to.Offset));
                return Number(target, unchecked((ulong)(bytes / (long)Math.Max(layouts.Of(instance.Args.TypeAt(0)).Size, 1))));
            case "ptr_metadata":
                if (target.Layout.Size > 0)
                {
                    WriteScalar(target, args[0].Target.ReadScalar(args[0].Offset + 8, 8));
                }
                return true;
            case "aggregate_raw_ptr":
                target.Target.WriteScalar(target.Offset, args[0].Target.ReadScalar(args[0].Offset, 8));
                if (target.Layout.Size == 16)
                {
                    target.Target.WriteScalar(target.Offset + 8, args[1].Target.ReadScalar(args[1].Offset, 8));
                }
                return true;
            case "ptr_guaranteed_cmp":
                InterpScalar a = args[0].Target.ReadScalar(args[0].Offset, 8);
                InterpScalar b = args[1].Target.ReadScalar(args[1].Offset, 8);
                // 2: not known.
                bool isNullTest = (a.Provenance is null && a.Bits == 0) || (b.Provenance is null && b.Bits == 0);
                return Number(target, a.Provenance == b.Provenance ? a.Bits == b.Bits ? 1u : 0u : isNullTest ? 0u : 2u);
            default:
                return false;
        }
    }

    private bool TryInteger(string name, InterpPlace[] args, InterpPlace target, int size)
    {
        if (args.Length == 0 || args[0].Layout.Size is 0 or > 16 || !args[0].Layout.IsScalar)
        {
            return false;
        }
        int bits = (int)args[0].Layout.Size * 8;
        bool isSigned = args[0].Layout.A.IsSigned;
        MirBinOp? op = name switch
        {
            "wrapping_add" or "unchecked_add" => MirBinOp.Add,
            "wrapping_sub" or "unchecked_sub" => MirBinOp.Sub,
            "wrapping_mul" or "unchecked_mul" => MirBinOp.Mul,
            "unchecked_div" or "exact_div" => MirBinOp.Div,
            "unchecked_rem" => MirBinOp.Rem,
            "unchecked_shl" => MirBinOp.Shl,
            "unchecked_shr" => MirBinOp.Shr,
            "disjoint_bitor" => MirBinOp.BitOr,
            "add_with_overflow" => MirBinOp.AddWithOverflow,
            "sub_with_overflow" => MirBinOp.SubWithOverflow,
            "mul_with_overflow" => MirBinOp.MulWithOverflow,
            "three_way_compare" => MirBinOp.Cmp,
            _ => null,
        };
        if (op is { } binary)
        {
            Binary(binary, args[0], args[1], target);
            return true;
        }
        UInt128? result = name switch
        {
            "saturating_add" or "saturating_sub" => Saturating(name == "saturating_add", args, bits, isSigned),
            "rotate_left" => Rotate(ReadScalar(args[0]).Number, (int)(ReadScalar(args[1]).Number % (UInt128)bits), bits),
            "rotate_right" => Rotate(ReadScalar(args[0]).Number, bits - (int)(ReadScalar(args[1]).Number % (UInt128)bits), bits),
            "ctpop" => UInt128.PopCount(ReadScalar(args[0]).Number),
            "ctlz" or "ctlz_nonzero" => UInt128.LeadingZeroCount(ReadScalar(args[0]).Number) - (UInt128)(128 - bits),
            "cttz" or "cttz_nonzero" => UInt128.Min(UInt128.TrailingZeroCount(ReadScalar(args[0]).Number), (UInt128)bits),
            "bswap" => Reverse(ReadScalar(args[0]).Number, bits, 8),
            "bitreverse" => Reverse(ReadScalar(args[0]).Number, bits, 1),
            _ => null,
        };
        if (result is not { } number)
        {
            return false;
        }
        WriteScalar(target, InterpScalar.Int(number, size));
        return true;
    }

    private static UInt128 Saturating(bool isAdd, InterpPlace[] args, int bits, bool isSigned)
    {
        System.Numerics.BigInteger a = ToBig(ReadScalar(args[0]).Number, bits, isSigned);
        System.Numerics.BigInteger b = ToBig(ReadScalar(args[1]).Number, bits, isSigned);
        System.Numerics.BigInteger max = (System.Numerics.BigInteger.One << (isSigned ? bits - 1 : bits)) - 1;
        System.Numerics.BigInteger min = isSigned ? -max - 1 : 0;
        return FromBig(System.Numerics.BigInteger.Clamp(isAdd ? a + b : a - b, min, max), bits);
    }

    private static UInt128 Rotate(UInt128 value, int by, int bits) =>
        by % bits == 0 ? value : (value << by) | (PrimitiveSizes.Truncate(value, bits / 8) >> (bits - by));

    private static UInt128 Reverse(UInt128 value, int bits, int group)
    {
        UInt128 result = 0;
        UInt128 mask = (UInt128.One << group) - 1;
        for (int i = 0; i < bits; i += group)
        {
            result = (result << group) | (value & mask);
            value >>= group;
        }
        return result;
    }
}
