namespace Verdigris.Check.Unsafety;

/// <summary>What is allowed in unsafe code only, besides the calls that say by name what they call. [unsafety]</summary>
internal enum UnsafeOperation
{
    /// <summary>Of a function pointer: <c>(f as unsafe fn())()</c></summary>
    CallOfUnsafeFunction,
    /// <summary><c>*p</c></summary>
    DerefOfRawPointer,
    /// <summary><c>static mut</c></summary>
    MutableStatic,
    /// <summary>A static of an <c>extern</c> block that is not <c>safe</c>.</summary>
    ExternStatic,
    /// <summary><c>u.field</c></summary>
    UnionFieldAccess,
    /// <summary><c>asm!</c></summary>
    InlineAssembly,
}
