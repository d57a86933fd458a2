using System.Collections.Frozen;
using System.Collections.Generic;

namespace Verdigris.Codegen.Emit;

/// <summary>
/// Functions of <c>core::intrinsics</c> that become instructions here. Others marked <c>#[rustc_intrinsic]</c> have a body in
/// the library, which is called.
/// </summary>
internal static class IntrinsicTable
{
    private static readonly FrozenSet<string> s_known = new HashSet<string>
    {
        "abort", "unreachable", "assume", "cold_path", "black_box", "likely", "unlikely", "caller_location", "catch_unwind",
        "size_of", "align_of", "min_align_of", "pref_align_of", "size_of_val", "align_of_val", "min_align_of_val", "needs_drop", "type_id", "type_name", "discriminant_value",
        "offset_of", "variant_count", "assert_inhabited", "assert_zero_valid", "assert_mem_uninitialized_valid",
        "transmute", "transmute_unchecked", "forget", "is_val_statically_known", "ub_checks", "contract_checks", "overflow_checks",
        "copy_nonoverlapping", "copy", "write_bytes", "compare_bytes", "volatile_load", "volatile_store", "unaligned_volatile_load", "unaligned_volatile_store",
        "volatile_copy_memory", "volatile_copy_nonoverlapping_memory", "volatile_set_memory",
        "read_via_copy", "write_via_move", "typed_swap_nonoverlapping", "raw_eq",
        "offset", "arith_offset", "ptr_offset_from", "ptr_offset_from_unsigned", "ptr_metadata", "aggregate_raw_ptr", "ptr_guaranteed_cmp", "ptr_mask",
        "vtable_size", "vtable_align",
        "add_with_overflow", "sub_with_overflow", "mul_with_overflow", "wrapping_add", "wrapping_sub", "wrapping_mul",
        "saturating_add", "saturating_sub", "rotate_left", "rotate_right", "ctpop", "ctlz", "ctlz_nonzero", "cttz", "cttz_nonzero", "bswap", "bitreverse",
        "three_way_compare", "unchecked_add", "unchecked_sub", "unchecked_mul", "unchecked_div", "unchecked_rem", "exact_div", "unchecked_shl", "unchecked_shr",
        "disjoint_bitor", "unchecked_funnel_shl", "unchecked_funnel_shr",
        "float_to_int_unchecked", "fadd_fast", "fsub_fast", "fmul_fast", "fdiv_fast", "frem_fast",
        "sqrtf32", "sqrtf64", "powif32", "powif64", "sinf32", "sinf64", "cosf32", "cosf64", "powf32", "powf64", "expf32", "expf64", "exp2f32", "exp2f64",
        "logf32", "logf64", "log10f32", "log10f64", "log2f32", "log2f64", "fmaf32", "fmaf64", "floorf32", "floorf64", "ceilf32", "ceilf64",
        "truncf32", "truncf64", "round_ties_even_f32", "round_ties_even_f64", "roundf32", "roundf64", "copysignf32", "copysignf64", "fabsf32", "fabsf64",
        "minnumf32", "minnumf64", "maxnumf32", "maxnumf64",
        "atomic_load", "atomic_store", "atomic_cxchg", "atomic_cxchgweak", "atomic_xchg", "atomic_xadd", "atomic_xsub", "atomic_and", "atomic_nand",
        "atomic_or", "atomic_xor", "atomic_max", "atomic_min", "atomic_umax", "atomic_umin", "atomic_fence", "atomic_singlethreadfence",
        "breakpoint", "prefetch_read_data", "prefetch_write_data", "return_address",
    }.ToFrozenSet();

    public static bool IsKnown(string name) => s_known.Contains(name);

    /// <summary>LLVM's name of a function of floats, without the overload's suffix; null if it is none of them.</summary>
    public static string? LlvmFloatFunction(string name) => name switch
    {
        "sqrtf32" or "sqrtf64" => "llvm.sqrt",
        "sinf32" or "sinf64" => "llvm.sin",
        "cosf32" or "cosf64" => "llvm.cos",
        "powf32" or "powf64" => "llvm.pow",
        "expf32" or "expf64" => "llvm.exp",
        "exp2f32" or "exp2f64" => "llvm.exp2",
        "logf32" or "logf64" => "llvm.log",
        "log10f32" or "log10f64" => "llvm.log10",
        "log2f32" or "log2f64" => "llvm.log2",
        "fmaf32" or "fmaf64" => "llvm.fma",
        "floorf32" or "floorf64" => "llvm.floor",
        "ceilf32" or "ceilf64" => "llvm.ceil",
        "truncf32" or "truncf64" => "llvm.trunc",
        "round_ties_even_f32" or "round_ties_even_f64" => "llvm.roundeven",
        "roundf32" or "roundf64" => "llvm.round",
        "copysignf32" or "copysignf64" => "llvm.copysign",
        "fabsf32" or "fabsf64" => "llvm.fabs",
        "minnumf32" or "minnumf64" => "llvm.minnum",
        "maxnumf32" or "maxnumf64" => "llvm.maxnum",
        _ => null,
    };
}
