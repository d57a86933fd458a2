using Verdigris.Codegen.Llvm;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>How a value is at hand.</summary>
internal enum OperandKind : byte
{
    /// <summary>No bits.</summary>
    ZeroSized,
    /// <summary><see cref="OperandValue.A"/>; a bool is an <c>i1</c>.</summary>
    Immediate,
    /// <summary><see cref="OperandValue.A"/> and <see cref="OperandValue.B"/>.</summary>
    Pair,
    /// <summary>In memory at <see cref="OperandValue.A"/>; <see cref="OperandValue.B"/> is the metadata of an unsized value.</summary>
    Memory,
}

/// <summary>A value during emission.</summary>
/// <param name="Align">Of the memory.</param>
internal readonly record struct OperandValue(TyLayout Layout, OperandKind Kind, LlvmValue A, LlvmValue B, int Align)
{
    public static OperandValue ZeroSized(TyLayout layout) => new(layout, OperandKind.ZeroSized, default, default, layout.Align);

    public static OperandValue Immediate(TyLayout layout, LlvmValue value) => new(layout, OperandKind.Immediate, value, default, 0);

    public static OperandValue Pair(TyLayout layout, LlvmValue a, LlvmValue b) => new(layout, OperandKind.Pair, a, b, 0);

    public static OperandValue Memory(PlaceValue place) => new(place.Layout, OperandKind.Memory, place.Pointer, place.Metadata, place.Align);
}

/// <summary>Memory during emission.</summary>
/// <param name="Metadata">Length or vtable if the type is unsized; null otherwise.</param>
/// <param name="Align">What is known about the pointer; less than the type's inside packed structs.</param>
internal readonly record struct PlaceValue(TyLayout Layout, LlvmValue Pointer, LlvmValue Metadata, int Align)
{
    public static PlaceValue Sized(TyLayout layout, LlvmValue pointer) => new(layout, pointer, default, layout.Align);
}
