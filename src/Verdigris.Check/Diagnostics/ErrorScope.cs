using Verdigris.Base.Diagnostics;
using Verdigris.Check.Collect;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Diagnostics;

/// <summary>What reporting an obligation needs: names, what inference knows, and where to report.</summary>
/// <param name="Owner">The item whose parameters the types mention; none if that is not known.</param>
internal readonly record struct ErrorScope(TypeContext Context, Inference Inference, DefId Owner = default)
{
    public DiagnosticSink Diagnostics => Context.Diagnostics;

    /// <summary>In a function's body: lifetimes are not known yet.</summary>
    public bool IsInBody { get; init; }

    /// <summary>The function or closure whose code it is; none outside of bodies.</summary>
    public DefId Function { get; init; }

    public LocalCrateFacts Crate => (LocalCrateFacts)Context.Program.FactsOf(Context.Crate);

    public string Print(Interned value) => new Types.Printing.TyPrinter(Context).Print(value);

    public Ty Resolve(Ty ty) => Inference.Resolve(ty);

    /// <summary>The impl by which a trait predicate would hold if its own conditions did; none if there is no such impl.</summary>
    public DefId? ImplFor(Obligation obligation, Predicate.Trait goal)
    {
        Inference.Snapshot snapshot = Inference.Begin();
        SelectionResult selected = new TraitSolver(Inference).Select(obligation.With(goal), goal);
        Inference.RollBack(snapshot);
        return selected is { Status: SelectionStatus.Selected, Source: ImplSource.Impl impl } ? impl.Def : null;
    }
}
