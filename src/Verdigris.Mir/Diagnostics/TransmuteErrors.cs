using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Transmutes between types that do not fit: E0512, E0591.</summary>
internal static class TransmuteErrors
{
    public static ErrorReported Sizes(TypeContext context, SourceSpan span, (Ty Ty, string Size) from, (Ty Ty, string Size) to)
    {
        TyPrinter printer = new(context.Crates);
        return context.Diagnostics.Report(Diagnostic.Error("E0512", "cannot transmute between types of different sizes, or dependently-sized types", span)
            .WithNote($"source type: `{printer.Print(from.Ty)}` ({from.Size})")
            .WithNote($"target type: `{printer.Print(to.Ty)}` ({to.Size})"));
    }

    public static ErrorReported OfFunctionItem(TypeContext context, SourceSpan span, Ty from, Ty to)
    {
        TyPrinter printer = new(context.Crates);
        return context.Diagnostics.Report(Diagnostic.Error("E0591", "can't transmute zero-sized type", span)
            .WithNote($"source type: {printer.Print(from)}")
            .WithNote($"target type: {printer.Print(to)}")
            .WithHelp("cast with `as` to a pointer instead"));
    }
}
