using Verdigris.Mir;
using Verdigris.Types;

namespace Verdigris.Codegen.Emit;

/// <summary>Which function of the library a failed check calls.</summary>
internal static class AssertFunctions
{
    public static LangItem LangItemOf(AssertMessage message) => message switch
    {
        AssertMessage.BoundsCheck => LangItem.PanicBoundsCheck,
        AssertMessage.Overflow overflow => overflow.Op switch
        {
            MirBinOp.Add or MirBinOp.AddWithOverflow or MirBinOp.AddUnchecked => LangItem.PanicAddOverflow,
            MirBinOp.Sub or MirBinOp.SubWithOverflow or MirBinOp.SubUnchecked => LangItem.PanicSubOverflow,
            MirBinOp.Mul or MirBinOp.MulWithOverflow or MirBinOp.MulUnchecked => LangItem.PanicMulOverflow,
            MirBinOp.Div => LangItem.PanicDivOverflow,
            MirBinOp.Rem => LangItem.PanicRemOverflow,
            MirBinOp.Shl or MirBinOp.ShlUnchecked => LangItem.PanicShlOverflow,
            MirBinOp.Shr or MirBinOp.ShrUnchecked => LangItem.PanicShrOverflow,
            _ => throw new Base.CompilerBug($"{overflow.Op} does not overflow"),
        },
        AssertMessage.OverflowNeg => LangItem.PanicNegOverflow,
        AssertMessage.DivisionByZero => LangItem.PanicDivZero,
        AssertMessage.RemainderByZero => LangItem.PanicRemZero,
        AssertMessage.MisalignedPointerDereference => LangItem.PanicMisalignedPointerDereference,
        AssertMessage.NullPointerDereference => LangItem.PanicNullPointerDereference,
        AssertMessage.ResumedAfterReturn => LangItem.PanicAsyncFnResumed,
        AssertMessage.ResumedAfterPanic => LangItem.PanicAsyncFnResumedPanic,
    };
}
