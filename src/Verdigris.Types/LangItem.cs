using System;
using System.Collections.Generic;
using Verdigris.Base.Interning;

namespace Verdigris.Types;

/// <summary>
/// Items of the library that the compiler knows by <c>#[lang = "…"]</c>; <see cref="LangItems"/> has the names, which are rustc's.
/// Only what the compiler's own code asks for is listed; lowering finds others by name.
/// </summary>
public enum LangItem
{
    Sized,
    MetaSized,
    PointeeSized,
    Unsize,
    CoerceUnsized,
    DispatchFromDyn,
    Copy,
    Clone,
    CloneFn,
    Sync,
    Freeze,
    Unpin,
    Drop,
    Destruct,
    DiscriminantKind,
    Discriminant,
    Pointee,
    PointeeMetadata,
    DynMetadata,
    TupleTrait,
    FnPtrTrait,
    Deref,
    DerefTarget,
    DerefMut,
    Receiver,
    LegacyReceiver,
    Index,
    IndexMut,
    Fn,
    FnMut,
    FnOnce,
    FnOnceOutput,
    AsyncFn,
    AsyncFnMut,
    AsyncFnOnce,
    AsyncFnOnceOutput,
    CallOnceFuture,
    CallRefFuture,
    Future,
    FutureOutput,
    FuturePoll,
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Neg,
    Not,
    BitXor,
    BitAnd,
    BitOr,
    Shl,
    Shr,
    AddAssign,
    SubAssign,
    MulAssign,
    DivAssign,
    RemAssign,
    BitXorAssign,
    BitAndAssign,
    BitOrAssign,
    ShlAssign,
    ShrAssign,
    PartialEq,
    PartialOrd,
    StructuralPeq,
    ConstParamTy,
    Termination,
    OwnedBox,
    PhantomData,
    ManuallyDrop,
    MaybeUninit,
    UnsafeCell,
    String,
    CStr,
    Option,
    OptionSome,
    OptionNone,
    Range,
    RangeFrom,
    RangeTo,
    RangeFull,
    OrderingEnum,
    Any,
    Start,
    EhPersonality,
    ExchangeMalloc,
    DropInPlace,
    Panic,
    PanicFmt,
    PanicNounwind,
    PanicBoundsCheck,
    PanicMisalignedPointerDereference,
    PanicNullPointerDereference,
    PanicLocation,
    PanicInfo,
    PanicImpl,
    PanicCannotUnwind,
    PanicInCleanup,
    PanicAddOverflow,
    PanicSubOverflow,
    PanicMulOverflow,
    PanicDivOverflow,
    PanicRemOverflow,
    PanicNegOverflow,
    PanicShlOverflow,
    PanicShrOverflow,
    PanicDivZero,
    PanicRemZero,
    PanicCoroutineResumed,
    PanicCoroutineResumedPanic,
    PanicAsyncFnResumed,
    PanicAsyncFnResumedPanic,
    Pin,
    Poll,
    PollReady,
    PollPending,
    Context,
    ResumeTy,
    GetContext,
    IntoFutureIntoFuture,
    GlobalAllocTy,
    VaList,
}

/// <summary>Names of lang items.</summary>
public static class LangItems
{
    private static readonly Dictionary<Symbol, LangItem> s_byName = [];
    private static readonly Symbol[] s_names = MakeNames();

    public static int Count => s_names.Length;

    public static Symbol NameOf(LangItem item) => s_names[(int)item];

    public static LangItem? Find(Symbol name) => s_byName.TryGetValue(name, out LangItem item) ? item : null;

    private static Symbol[] MakeNames()
    {
        LangItem[] items = Enum.GetValues<LangItem>();
        Symbol[] names = new Symbol[items.Length];
        foreach (LangItem item in items)
        {
            Symbol name = Symbol.Intern(SpecialNameOf(item) ?? ToSnakeCase(item.ToString()));
            names[(int)item] = name;
            s_byName.Add(name, item);
        }
        return names;
    }

    /// <summary>Names that are not just the identifier in snake case.</summary>
    private static string? SpecialNameOf(LangItem item) => item switch
    {
        LangItem.DiscriminantKind => "discriminant_kind",
        LangItem.Discriminant => "discriminant_type",
        LangItem.Pointee => "pointee_trait",
        LangItem.PointeeMetadata => "metadata_type",
        LangItem.BitXor => "bitxor",
        LangItem.BitAnd => "bitand",
        LangItem.BitOr => "bitor",
        LangItem.BitXorAssign => "bitxor_assign",
        LangItem.BitAndAssign => "bitand_assign",
        LangItem.BitOrAssign => "bitor_assign",
        LangItem.PartialEq => "eq",
        LangItem.StructuralPeq => "structural_peq",
        LangItem.Future => "future_trait",
        LangItem.FuturePoll => "poll",
        LangItem.String => "String",
        LangItem.CStr => "CStr",
        LangItem.Option => "Option",
        LangItem.OptionSome => "Some",
        LangItem.OptionNone => "None",
        LangItem.Range => "Range",
        LangItem.RangeFrom => "RangeFrom",
        LangItem.RangeTo => "RangeTo",
        LangItem.RangeFull => "RangeFull",
        LangItem.OrderingEnum => "Ordering",
        LangItem.Poll => "Poll",
        LangItem.PollReady => "Ready",
        LangItem.PollPending => "Pending",
        LangItem.Context => "Context",
        LangItem.ResumeTy => "ResumeTy",
        LangItem.IntoFutureIntoFuture => "into_future",
        LangItem.PanicAddOverflow => "panic_const_add_overflow",
        LangItem.PanicSubOverflow => "panic_const_sub_overflow",
        LangItem.PanicMulOverflow => "panic_const_mul_overflow",
        LangItem.PanicDivOverflow => "panic_const_div_overflow",
        LangItem.PanicRemOverflow => "panic_const_rem_overflow",
        LangItem.PanicNegOverflow => "panic_const_neg_overflow",
        LangItem.PanicShlOverflow => "panic_const_shl_overflow",
        LangItem.PanicShrOverflow => "panic_const_shr_overflow",
        LangItem.PanicDivZero => "panic_const_div_by_zero",
        LangItem.PanicRemZero => "panic_const_rem_by_zero",
        LangItem.PanicCoroutineResumed => "panic_const_coroutine_resumed",
        LangItem.PanicCoroutineResumedPanic => "panic_const_coroutine_resumed_panic",
        LangItem.PanicAsyncFnResumed => "panic_const_async_fn_resumed",
        LangItem.PanicAsyncFnResumedPanic => "panic_const_async_fn_resumed_panic",
        _ => null,
    };

    private static string ToSnakeCase(string pascal)
    {
        System.Text.StringBuilder text = new();
        foreach (char c in pascal)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
