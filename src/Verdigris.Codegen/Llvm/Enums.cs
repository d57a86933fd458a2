namespace Verdigris.Codegen.Llvm;

// The numbers are those of llvm-c/Core.h, Target.h, TargetMachine.h and DebugInfo.h of LLVM 19.

public enum LlvmLinkage
{
    External = 0,
    AvailableExternally = 1,
    LinkOnceOdr = 3,
    WeakAny = 5,
    WeakOdr = 6,
    Appending = 7,
    Internal = 8,
    Private = 9,
    ExternalWeak = 12,
    Common = 14,
}

public enum LlvmVisibility
{
    Default,
    Hidden,
    Protected,
}

public enum LlvmUnnamedAddress
{
    None,
    Local,
    Global,
}

public enum LlvmThreadLocalMode
{
    NotThreadLocal,
    GeneralDynamic,
    LocalDynamic,
    InitialExec,
    LocalExec,
}

public enum LlvmIntPredicate
{
    Eq = 32,
    Ne,
    UGt,
    UGe,
    ULt,
    ULe,
    SGt,
    SGe,
    SLt,
    SLe,
}

public enum LlvmRealPredicate
{
    False,
    OEq,
    OGt,
    OGe,
    OLt,
    OLe,
    ONe,
    Ordered,
    Unordered,
    UEq,
    UGt,
    UGe,
    ULt,
    ULe,
    UNe,
    True,
}

public enum LlvmAtomicOrdering
{
    NotAtomic = 0,
    Unordered = 1,
    Monotonic = 2,
    Acquire = 4,
    Release = 5,
    AcquireRelease = 6,
    SequentiallyConsistent = 7,
}

public enum LlvmAtomicOp
{
    Xchg,
    Add,
    Sub,
    And,
    Nand,
    Or,
    Xor,
    Max,
    Min,
    UMax,
    UMin,
}

public enum LlvmCallConv
{
    C = 0,
    Fast = 8,
    Cold = 9,
    X86StdCall = 64,
    X86FastCall = 65,
    X86ThisCall = 70,
    X86_64SysV = 78,
    Win64 = 79,
    X86VectorCall = 80,
}

public enum LlvmCodegenLevel
{
    None,
    Less,
    Default,
    Aggressive,
}

public enum LlvmRelocMode
{
    Default,
    Static,
    Pic,
}

public enum LlvmCodeModel
{
    Default = 0,
    Small = 3,
}

public enum LlvmFileType
{
    Assembly,
    Object,
}

public enum LlvmTailCallKind
{
    None,
    Tail,
    MustTail,
    NoTail,
}

/// <summary>Behaviour of module flags.</summary>
public enum LlvmModuleFlagBehavior
{
    Error = 0,
    Warning = 1,
}

/// <summary>Position in a function that an attribute belongs to.</summary>
public readonly record struct LlvmAttributeIndex(uint Value)
{
    public static LlvmAttributeIndex Return => new(0);

    public static LlvmAttributeIndex Function => new(uint.MaxValue);

    public static LlvmAttributeIndex Parameter(int index) => new((uint)index + 1);
}
