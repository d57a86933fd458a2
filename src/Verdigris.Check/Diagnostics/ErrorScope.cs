using Verdigris.Base.Diagnostics;
using Verdigris.Check.Typeck;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Infer;

namespace Verdigris.Check.Diagnostics;

/// <summary>What reporting an obligation needs: names, what inference knows, and where to report.</summary>
internal readonly record struct ErrorScope(TypeContext Context, Inference Inference)
{
    public DiagnosticSink Diagnostics => Context.Diagnostics;

    public string Print(Interned value) => new Types.Printing.TyPrinter(Context).Print(value);

    public Ty Resolve(Ty ty) => Inference.Resolve(ty);
}
