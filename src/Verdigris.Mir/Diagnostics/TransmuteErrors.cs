using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Mir.Checks;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Transmutes between types that do not fit: E0512, E0591.</summary>
internal static class TransmuteErrors
{
    public static ErrorReported Sizes(TypeContext context, SourceSpan span, (Ty Ty, SizeSkeleton Size) from, (Ty Ty, SizeSkeleton Size) to)
    {
        TyPrinter printer = new(context.Crates);
        return context.Diagnostics.Report(Diagnostic.Error("E0512", "cannot transmute between types of different sizes, or dependently-sized types", span)
            .WithNote($"source type: `{printer.Print(from.Ty)}` ({Describe(printer, from)})")
            .WithNote($"target type: `{printer.Print(to.Ty)}` ({Describe(printer, to)})"));
    }

    public static ErrorReported OfFunctionItem(TypeContext context, SourceSpan span, Ty from, Ty to)
    {
        TyPrinter printer = new(context.Crates);
        return context.Diagnostics.Report(Diagnostic.Error("E0591", "can't transmute zero-sized type", span)
            .WithNote($"source type: {printer.Print(from)}")
            .WithNote($"target type: {printer.Print(to)}")
            .WithHelp("cast with `as` to a pointer instead"));
    }

    private static string Describe(TyPrinter printer, (Ty Ty, SizeSkeleton Size) type) => type.Size switch
    {
        SizeSkeleton.Known known => $"{known.Bytes * 8} bits",
        SizeSkeleton.PointerTo pointer => $"pointer to `{printer.Print(pointer.Tail)}`",
        SizeSkeleton.Varies varies when varies.Culprit == type.Ty => "this type does not have a fixed size",
        SizeSkeleton.Varies varies => $"size can vary because of {printer.Print(varies.Culprit)}",
    };
}
