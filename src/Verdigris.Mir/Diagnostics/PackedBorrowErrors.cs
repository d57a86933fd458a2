using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Diagnostics;

/// <summary>E0793: a reference to a field that may be misaligned.</summary>
internal static class PackedBorrowErrors
{
    public static ErrorReported Report(TypeContext context, AdtDef packed, SourceSpan span)
    {
        string kind = packed.IsUnion ? "union" : "struct";
        string bytes = packed.Repr.Pack == 1 ? "1-byte" : $"{packed.Repr.Pack}-byte";
        return context.Diagnostics.Report(Diagnostic.Error("E0793", $"reference to field of packed {kind} is unaligned", span)
            .WithNote($"this {kind} is {bytes} aligned, but the type of this field may require higher alignment")
            .WithNote("creating a misaligned reference is undefined behavior (even if that reference is never dereferenced)")
            .WithHelp("copy the field contents to a local variable, or replace the reference with a raw pointer and use `read_unaligned`/`write_unaligned` (loads and stores via `*p` must be properly aligned even when using raw pointers)"));
    }
}
