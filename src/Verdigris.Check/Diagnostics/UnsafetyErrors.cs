using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Unsafety;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>E0133: something unsafe outside of unsafe code.</summary>
internal static class UnsafetyErrors
{
    private const string SeeDocumentation = "consult the function's documentation for information on how to avoid undefined behavior";

    public static ErrorReported CallOfUnsafeFunction(TypeContext context, DefId callee, SourceSpan span, int edition) => context.Diagnostics.Report(
        Missing($"call to unsafe function `{TyPrinter.Path(context.Crates, callee)}`", "call to unsafe function", span, edition).WithNote(SeeDocumentation));

    public static ErrorReported CallWithTargetFeature(TypeContext context, DefId callee, SourceSpan span, List<string> missing, int edition)
    {
        Diagnostic diagnostic = Missing(
            $"call to function `{TyPrinter.Path(context.Crates, callee)}` with `#[target_feature]`", "call to function with `#[target_feature]`", span, edition);
        string features = missing.Count == 1 ? "feature" : "features";
        return context.Diagnostics.Report(diagnostic.WithHelp(
            $"in order for the call to be safe, the context requires the following additional target {features}: {Join(missing)}"));
    }

    public static ErrorReported Operation(TypeContext context, UnsafeOperation operation, SourceSpan span, int edition)
    {
        (string what, string note) = operation switch
        {
            UnsafeOperation.CallOfUnsafeFunction => ("call to unsafe function", SeeDocumentation),
            UnsafeOperation.DerefOfRawPointer => (
                "dereference of raw pointer",
                "raw pointers may be null, dangling or unaligned; they can violate aliasing rules and cause data races: all of these are undefined behavior"),
            UnsafeOperation.MutableStatic => (
                "use of mutable static",
                "mutable statics can be mutated by multiple threads: aliasing violations or data races will cause undefined behavior"),
            UnsafeOperation.ExternStatic => (
                "use of extern static",
                "extern statics are not controlled by the Rust type system: invalid data, aliasing violations or data races will cause undefined behavior"),
            UnsafeOperation.UnionFieldAccess => (
                "access to union field", "the field may not be properly initialized: using uninitialized data will cause undefined behavior"),
            UnsafeOperation.InlineAssembly => (
                "use of inline assembly", "inline assembly is entirely unchecked and can cause undefined behavior"),
        };
        return context.Diagnostics.Report(Missing(what, what, span, edition).WithNote(note));
    }

    /// <summary>From edition 2024 on an unsafe function's body is to have blocks of its own, and the text says so.</summary>
    private static Diagnostic Missing(string what, string label, SourceSpan span, int edition) =>
        Diagnostic.Error("E0133", $"{what} is unsafe and requires unsafe {(edition >= 2024 ? "block" : "function or block")}", span).WithPrimaryLabel(label);

    private static string Join(List<string> names)
    {
        StringBuilder text = new();
        for (int i = 0; i < names.Count; i++)
        {
            text.Append(i == 0 ? "" : i == names.Count - 1 ? " and " : ", ").Append(names[i]);
        }
        return text.ToString();
    }
}
