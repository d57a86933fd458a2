using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Typeck;

/// <summary>Types written in bodies: what is left out is inferred, and projections are normalised at once.</summary>
internal sealed class BodyTypeLowerer(BodyChecker checker, TypeContext context, LocalCrateFacts crate, DefId owner)
    : TypeLowerer(context, crate, owner)
{
    protected override TypeInterner Types => checker.Types;

    protected override bool InfersArgs => true;

    protected override Ty InferTy(SourceSpan span) => checker.Inference.NewTyVar(span);

    protected override Const InferConst(SourceSpan span) => checker.Inference.NewConstVar(span);

    protected override Region InferRegion(SourceSpan span) => Common.Erased;

    protected override Region ObjectDefault(HirTy.TraitObject ty) => Common.Erased;

    protected override Region UndeducedObjectLifetime(HirTy.TraitObject ty) => Common.Erased;

    /// <summary>A type with its projections normalised and its parts required to be well-formed.</summary>
    public Ty LowerAndNormalize(HirTy ty)
    {
        Ty lowered = Lower(ty);
        checker.TaintIfError(lowered);
        checker.RequireWellFormed(lowered, ty.Span);
        return checker.Normalize(lowered, ty.Span);
    }
}
