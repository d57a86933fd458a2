using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Lints;

/// <summary>
/// <c>unconditional_recursion</c>: functions that call themselves on every way through them. A way ends at such a call; one
/// that comes to a return, or back to where it was, needs no call.
/// </summary>
public static class UnconditionalRecursion
{
    private enum Progress : byte
    {
        New,
        Open,
        Done,
    }

    public static void Check(TypeContext context, Body body, LintSink lints)
    {
        if (context.KindOf(body.Def) is not (DefKind.Fn or DefKind.AssocFn) || !MayCallItself(context, body))
        {
            return;
        }
        List<SourceSpan> calls = [];
        if (ReturnsWithoutCall(context, body, calls) || calls.Count == 0)
        {
            return;
        }
        Diagnostic finding = Diagnostic.Lint(LintTable.UnconditionalRecursion, "function cannot return without recursing", context.HeadSpanOf(body.Def))
            .WithPrimaryLabel("cannot return without recursing");
        foreach (SourceSpan call in calls)
        {
            finding.WithLabel(call, "recursive call site");
        }
        lints.Add(finding.WithHelp("a `loop` may express intention better if this is on purpose"));
    }

    private static bool MayCallItself(TypeContext context, Body body)
    {
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            if (CalleeOf(block.Terminator) is { } callee && (callee.Def == body.Def || context.Crates.NameOf(callee.Def) == context.Crates.NameOf(body.Def)))
            {
                return true;
            }
        }
        return false;
    }

    private static Ty.FnDef? CalleeOf(Terminator terminator) =>
        terminator is Terminator.Call { Function: Operand.Constant { Value.Const.Ty: Ty.FnDef callee } } ? callee : null;

    private static bool ReturnsWithoutCall(TypeContext context, Body body, List<SourceSpan> calls)
    {
        Progress[] progress = new Progress[body.Blocks.Count];
        // Each block twice: entered, and left when all behind it is done.
        Stack<(BasicBlock Block, bool IsLeft)> open = new([(BasicBlock.FromIndex(0), false)]);
        List<BasicBlock> next = [];
        while (open.TryPop(out (BasicBlock Block, bool IsLeft) step))
        {
            ref Progress state = ref progress[step.Block.Index];
            if (step.IsLeft)
            {
                state = Progress.Done;
                continue;
            }
            if (state == Progress.Open)
            {
                return true;
            }
            if (state == Progress.Done)
            {
                continue;
            }
            state = Progress.Open;
            open.Push((step.Block, true));
            Terminator terminator = body.Blocks[step.Block].Terminator;
            switch (terminator)
            {
                case Terminator.Return or Terminator.Yield or Terminator.InlineAsm or Terminator.UnwindResume or Terminator.UnwindTerminate or Terminator.CoroutineDrop:
                    return true;
                case Terminator.Call when IsOwn(context, body, CalleeOf(terminator)):
                    calls.Add(terminator.Source.Span);
                    continue;
                // A panic ends the recursion too.
                case Terminator.Call { Target.IsSome: false }:
                    return true;
            }
            next.Clear();
            ControlFlow.Successors.AddRealTo(next, terminator);
            foreach (BasicBlock target in next)
            {
                if (!body.Blocks[target].IsCleanup)
                {
                    open.Push((target, false));
                }
            }
        }
        return false;
    }

    private static bool IsOwn(TypeContext context, Body body, Ty.FnDef? callee)
    {
        if (callee is null)
        {
            return false;
        }
        DefId parent = context.ParentOf(callee.Def);
        bool isOfTrait = context.KindOf(callee.Def) == DefKind.AssocFn && context.KindOf(parent) == DefKind.Trait;
        if (callee.Def == body.Def)
        {
            // The default method of a trait may be called of another type.
            return !isOfTrait || callee.Args.TypeAt(0) == context.IdentityArgsOf(body.Def).TypeAt(0);
        }
        DefId ownParent = context.ParentOf(body.Def);
        if (!isOfTrait || context.KindOf(body.Def) != DefKind.AssocFn || context.KindOf(ownParent) != DefKind.Impl
            || context.ImplHeaderOf(ownParent).TraitRef is not { } implemented || implemented.Trait != parent)
        {
            return false;
        }
        // The trait's method, of the very type that this impl is for.
        int count = context.GenericsOf(parent).Count;
        TraitRef called = context.Types.EraseRegions(context.Types.TraitRef(parent, context.Types.Args(callee.Args.AsSpan()[..count])));
        return called == context.Types.EraseRegions(implemented) && context.AssocItemsOf(ownParent).FindForTraitItem(callee.Def)?.Id == body.Def;
    }
}
