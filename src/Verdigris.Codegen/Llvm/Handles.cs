namespace Verdigris.Codegen.Llvm;

// One type for each kind of pointer of the C API, so that they cannot be mixed up. `default` is null.

public readonly record struct LlvmContext(nint Pointer);

public readonly record struct LlvmModule(nint Pointer);

public readonly record struct LlvmType(nint Pointer)
{
    public bool IsNull => Pointer == 0;
}

public readonly record struct LlvmValue(nint Pointer)
{
    public bool IsNull => Pointer == 0;
}

public readonly record struct LlvmBlock(nint Pointer)
{
    public bool IsNull => Pointer == 0;
}

public readonly record struct LlvmBuilderRef(nint Pointer);

public readonly record struct LlvmAttribute(nint Pointer);

public readonly record struct LlvmMetadata(nint Pointer)
{
    public bool IsNull => Pointer == 0;
}

public readonly record struct LlvmTarget(nint Pointer);

public readonly record struct LlvmTargetMachine(nint Pointer);

public readonly record struct LlvmTargetData(nint Pointer);

public readonly record struct LlvmDiBuilder(nint Pointer);

public readonly record struct LlvmPassOptions(nint Pointer);

public readonly record struct LlvmMemoryBuffer(nint Pointer);

public readonly record struct LlvmError(nint Pointer)
{
    public bool IsSuccess => Pointer == 0;
}
