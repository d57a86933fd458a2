using Verdigris.Resolve.Definitions;

namespace Verdigris.Codegen.Mangling;

/// <summary>Bytes of the integer types, with 64-bit pointers.</summary>
internal static class ScalarSizes
{
    public static int Of(PrimTy type) => type switch
    {
        PrimTy.I8 or PrimTy.U8 or PrimTy.Bool => 1,
        PrimTy.I16 or PrimTy.U16 => 2,
        PrimTy.I32 or PrimTy.U32 or PrimTy.Char => 4,
        PrimTy.I128 or PrimTy.U128 => 16,
        _ => 8,
    };
}
