using Verdigris.Base.Source;
using Verdigris.Mir.Diagnostics;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Checks;

/// <summary>Both types of each <c>transmute</c> have one size, whatever the parameters of the body. Requires: MIR without errors.</summary>
public static class TransmuteChecker
{
    public static void Check(TypeContext context, MonoQueries queries, LayoutComputer layouts, Body body)
    {
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            if (block.Terminator is Terminator.Call { Function: Operand.Constant { Value: { Const.Ty: Ty.FnDef callee } function } }
                && callee.Args.Count >= 2 && context.Crates.NameOf(callee.Def).Text == "transmute" && context.FnAttrsOf(callee.Def).IsIntrinsic)
            {
                Check(context, queries, layouts, body.Def, (callee.Args.TypeAt(0), callee.Args.TypeAt(1)), function.Span);
            }
        }
    }

    private static void Check(TypeContext context, MonoQueries queries, LayoutComputer layouts, DefId body, (Ty From, Ty To) types, SourceSpan span)
    {
        (Ty from, Ty to) = types;
        if (from.HasError || to.HasError)
        {
            return;
        }
        if (((from.Flags | to.Flags) & TypeFlags.HasTyOrConstParam) != 0)
        {
            layouts = new LayoutComputer(new BodyLayoutFacts(queries, context.ParamEnvOf(body)), new LayoutCache(), layouts.PointerSize);
        }
        from = layouts.Facts.Normalize(from);
        to = layouts.Facts.Normalize(to);
        SizeSkeleton left = SizeSkeleton.Of(layouts, from);
        SizeSkeleton right = SizeSkeleton.Of(layouts, to);
        if (from == to || left.HasSizeOf(right))
        {
            return;
        }
        if (from is Ty.FnDef && right is SizeSkeleton.Known known && known.Bytes == (ulong)layouts.PointerSize)
        {
            TransmuteErrors.OfFunctionItem(context, span, from, to);
            return;
        }
        TransmuteErrors.Sizes(context, span, (from, left), (to, right));
    }
}
