using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Collect;

/// <summary>Types in signatures: nothing is inferred.</summary>
internal sealed class ItemTypeLowerer(TypeContext context, LocalCrateFacts crate, DefId owner) : TypeLowerer(context, crate, owner)
{
    protected override TypeInterner Types => Context.Types;

    protected override bool InfersArgs => false;

    protected override Ty InferTy(SourceSpan span) => Types.ErrorTy(TypeLoweringErrors.PlaceholderInSignature(Context.Diagnostics, span));

    protected override Const InferConst(SourceSpan span) => Types.ErrorConst(TypeLoweringErrors.PlaceholderInSignature(Context.Diagnostics, span));

    // Elision in signatures is resolved before lowering to HIR; what is left was reported there (E0106).
    protected override Region InferRegion(SourceSpan span) => Common.Erased;
}
