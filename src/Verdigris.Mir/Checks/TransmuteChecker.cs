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
                Check(context, queries, layouts, callee.Args.TypeAt(0), callee.Args.TypeAt(1), function.Span);
            }
        }
    }

    private static void Check(TypeContext context, MonoQueries queries, LayoutComputer layouts, Ty from, Ty to, SourceSpan span)
    {
        if (from.HasError || to.HasError)
        {
            return;
        }
        from = queries.Normalize(from);
        to = queries.Normalize(to);
        Size left = SizeOf(layouts, from);
        Size right = SizeOf(layouts, to);
        if (from == to || (left.IsKnown && left == right))
        {
            return;
        }
        if (from is Ty.FnDef && right is { Bytes: 8 })
        {
            TransmuteErrors.OfFunctionItem(context, span, from, to);
            return;
        }
        TransmuteErrors.Sizes(context, span, (from, Describe(left)), (to, Describe(right)));
    }

    private static Size SizeOf(LayoutComputer layouts, Ty ty)
    {
        if (layouts.TryOf(ty, out TyLayout? layout, out _))
        {
            return layout.IsSized ? new Size(true, layout.Size) : default;
        }
        return default;
    }

    private static string Describe(Size size) => size.IsKnown ? $"{size.Bytes * 8} bits" : "this type does not have a fixed size";

    private readonly record struct Size(bool IsKnown, ulong Bytes);
}
