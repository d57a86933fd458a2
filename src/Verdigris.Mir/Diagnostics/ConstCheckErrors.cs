using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Mir.ConstCheck;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Mir.Diagnostics;

/// <summary>What cannot be done at compile time: E0015, E0492, E0493, E0764.</summary>
internal static class ConstCheckErrors
{
    private const string ExtendedTemporaries = "temporaries in constants and statics can have their lifetime extended until the end of the program";

    public static ErrorReported NonConstCall(TypeContext context, Terminator.Call call, Ty.FnDef callee, ConstContextKind kind)
    {
        string where = ConstContext.Plural(kind);
        Diagnostic diagnostic = Diagnostic.Error("E0015", $"cannot call non-const {Describe(context, call, callee)} in {where}", call.Source.Span);
        return context.Diagnostics.Report(diagnostic.WithNote($"calls in {where} are limited to constant functions, tuple structs and tuple variants"));
    }

    public static ErrorReported InlineAssembly(TypeContext context, SourceSpan span, ConstContextKind kind) =>
        context.Diagnostics.Report(Diagnostic.Error("E0015", $"inline assembly is not allowed in {ConstContext.Plural(kind)}", span));

    public static ErrorReported FunctionPointerCall(TypeContext context, SourceSpan span, ConstContextKind kind) =>
        context.Diagnostics.Report(Diagnostic.ErrorWithoutCode($"function pointer calls are not allowed in {ConstContext.Plural(kind)}", span));

    public static ErrorReported PointerToInteger(TypeContext context, SourceSpan span) =>
        context.Diagnostics.Report(Diagnostic.ErrorWithoutCode("pointers cannot be cast to integers during const eval", span)
            .WithNote("at compile-time, pointers do not have an integer value")
            .WithNote("avoiding this restriction via `transmute`, `union`, or raw pointers leads to compile-time undefined behavior"));

    public static ErrorReported AsyncBlock(TypeContext context, SourceSpan span, ConstContextKind kind) =>
        context.Diagnostics.Report(Diagnostic.Error("E0658", $"`async` blocks are not allowed in {ConstContext.Plural(kind)}", span)
            .WithNote("see issue #85368 <https://github.com/rust-lang/rust/issues/85368> for more information"));

    public static ErrorReported MutableBorrow(TypeContext context, SourceSpan span, ConstContextKind kind) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0764", "mutable borrows of temporaries that have their lifetime extended until the end of the program are not allowed", span)
            .WithPrimaryLabel("this mutable borrow refers to such a temporary")
            .WithNote(ExtendedTemporaries)
            .WithNote("to avoid accidentally creating global mutable state, such temporaries must be immutable")
            .WithHelp("if you really want global mutable state, try replacing the temporary by an interior mutable `static` or a `static mut`"));

    public static ErrorReported BorrowOfInteriorMutable(TypeContext context, SourceSpan span, ConstContextKind kind) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0492", "interior mutable shared borrows of temporaries that have their lifetime extended until the end of the program are not allowed", span)
            .WithPrimaryLabel("this borrow of an interior mutable value refers to such a temporary")
            .WithNote(ExtendedTemporaries)
            .WithNote("to avoid accidentally creating global mutable state, such temporaries must be immutable")
            .WithHelp("if you really want global mutable state, try replacing the temporary by an interior mutable `static` or a `static mut`"));

    public static ErrorReported Destructor(TypeContext context, SourceSpan span, SourceSpan dropped, Ty ty, ConstContextKind kind)
    {
        Diagnostic diagnostic = Diagnostic.Error(
                "E0493", $"destructor of `{new TyPrinter(context).Print(ty)}` cannot be evaluated at compile-time", span)
            .WithPrimaryLabel($"the destructor for this type cannot be evaluated in {ConstContext.Plural(kind)}");
        return context.Diagnostics.Report(dropped == span ? diagnostic : diagnostic.WithLabel(dropped, "value is dropped here"));
    }

    private static string Describe(TypeContext context, Terminator.Call call, Ty.FnDef callee)
    {
        if (call.CallSource == CallSource.OverloadedOperator)
        {
            return "operator";
        }
        string path = new TyPrinter(context).PrintPath(callee.Def);
        if (context.KindOf(callee.Def) != DefKind.AssocFn)
        {
            return $"function `{path}`";
        }
        return context.AssocItemOf(callee.Def).HasSelf ? $"method `{path}`" : $"associated function `{path}`";
    }
}
