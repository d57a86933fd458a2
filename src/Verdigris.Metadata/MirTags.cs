namespace Verdigris.Metadata;

/// <summary>Statements, terminators and rvalues.</summary>
internal enum MirTag : byte
{
    Assign,
    SetDiscriminant,
    StorageLive,
    StorageDead,
    Assume,
    CopyNonOverlapping,
    Nop,
    Goto,
    SwitchInt,
    UnwindResume,
    UnwindTerminate,
    Return,
    Unreachable,
    Drop,
    Call,
    Assert,
    Yield,
    CoroutineDrop,
    InlineAsm,
    Use,
    Repeat,
    Ref,
    RawPtr,
    ThreadLocalRef,
    Cast,
    Binary,
    Unary,
    Discriminant,
    Aggregate,
}

internal enum AssertTag : byte
{
    BoundsCheck,
    Overflow,
    OverflowNeg,
    DivisionByZero,
    RemainderByZero,
    MisalignedPointerDereference,
    NullPointerDereference,
    ResumedAfterReturn,
    ResumedAfterPanic,
}

internal enum AggregateTag : byte
{
    Array,
    Tuple,
    Adt,
    Closure,
    Coroutine,
    RawPtr,
}

internal enum OperandTag : byte
{
    Copy,
    Move,
    Constant,
}

internal enum ConstTag : byte
{
    TypeLevel,
    Unevaluated,
    Value,
    OffsetOf,
}

internal enum ConstValueTag : byte
{
    ZeroSized,
    Scalar,
    Pointer,
    FnPointer,
    StaticPointer,
    Slice,
    Indirect,
}

internal enum RelocationTag : byte
{
    Memory,
    Function,
    Static,
    Vtable,
}

internal enum PlaceTag : byte
{
    Deref,
    Field,
    Index,
    ConstantIndex,
    ConstantIndexFromEnd,
    Subslice,
    SubsliceFromEnd,
    Downcast,
}
