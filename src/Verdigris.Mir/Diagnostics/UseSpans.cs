using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Diagnostics;

/// <summary>A call whose <c>self</c> argument is what is used.</summary>
internal sealed record SelfCall(DefId Method, GenericArgs Args, SourceSpan CallSpan, CallSource Source);

/// <summary>Where a statement happens in the source: at itself, or in a closure that it builds captures for.</summary>
/// <param name="Closure">The closure; none elsewhere.</param>
/// <param name="ArgsOrUse">The closure's head, or the use.</param>
/// <param name="VarOrUse">The use inside the closure that decides how it captures, or the use.</param>
/// <param name="Path">The captured place inside the closure, or the use.</param>
internal readonly record struct UseSpans(DefId Closure, SourceSpan ArgsOrUse, SourceSpan VarOrUse, SourceSpan Path)
{
    public bool IsClosure => Closure.IsSome;

    /// <summary>The closure is the future of an <c>async</c> block.</summary>
    public bool IsCoroutine { get; init; }

    /// <summary>What messages call it.</summary>
    public string Word => IsCoroutine ? "coroutine" : "closure";

    private static (DefId Def, bool IsCoroutine)? MadeBy(Rvalue value) => value switch
    {
        Rvalue.Aggregate { Kind: AggregateKind.Closure closure } => (closure.Def, false),
        Rvalue.Aggregate { Kind: AggregateKind.Coroutine coroutine } => (coroutine.Def, true),
        _ => null,
    };

    /// <summary>The call that takes the value as its <c>self</c>; null for other uses.</summary>
    public SelfCall? Call { get; init; }

    private static UseSpans At(SourceSpan span) => new(default, span, span, span);

    /// <summary>Of a borrow or other use at a location.</summary>
    public static UseSpans Of(TypeContext context, Body body, LocalCrateFacts crate, Location location)
    {
        SourceSpan span = body.SourceInfoAt(location).Span;
        List<Statement> statements = body.Blocks[location.Block].Statements;
        if (location.Statement >= statements.Count || statements[location.Statement] is not Statement.Assign { Target.AsLocal: { } target } it)
        {
            return At(span);
        }
        if (MadeBy(it.Value) is var (closure, isCoroutine))
        {
            // The closure as a whole: no capture of it is meant.
            SourceSpan head = HeadOf(crate, closure, span);
            return new UseSpans(closure, head, span, span) { IsCoroutine = isCoroutine };
        }
        if (body.Locals[target].IsUserVariable)
        {
            return At(span);
        }
        for (int i = location.Statement + 1; i < statements.Count; i++)
        {
            if (statements[i] is Statement.Assign { Value: Rvalue.Aggregate aggregate } && MadeBy(aggregate) is { } made)
            {
                return OfCapture(context, body, crate, made, aggregate.Fields, new Place(target)) ?? At(span);
            }
        }
        return At(span);
    }

    /// <summary>Of a move of a place.</summary>
    public static UseSpans OfMove(TypeContext context, Body body, LocalCrateFacts crate, Place moved, Location location)
    {
        SourceSpan span = body.SourceInfoAt(location).Span;
        BasicBlockData block = body.Blocks[location.Block];
        if (location.Statement >= block.Statements.Count || block.Statements[location.Statement] is not Statement.Assign it)
        {
            return At(span);
        }
        if (it.Value is Rvalue.Aggregate aggregate && MadeBy(aggregate) is { } closure
            && OfCapture(context, body, crate, closure, aggregate.Fields, moved) is { } captured)
        {
            return captured;
        }
        // A capture by value may go through a temporary.
        for (int i = location.Statement + 1; it.Target.AsLocal is { } value && !body.Locals[value].IsUserVariable && i < block.Statements.Count; i++)
        {
            if (block.Statements[i] is Statement.Assign { Value: Rvalue.Aggregate closureValue } && MadeBy(closureValue) is { } made)
            {
                if (OfCapture(context, body, crate, made, closureValue.Fields, new Place(value)) is { } through)
                {
                    return through;
                }
                break;
            }
        }
        return it.Target.AsLocal is { } temp && block.Terminator is Terminator.Call call && SelfCallOf(context, call, temp) is { } self
            ? At(span) with { Call = self }
            : At(span);
    }

    private static UseSpans? OfCapture(
        TypeContext context, Body body, LocalCrateFacts crate, (DefId Def, bool IsCoroutine) made, ImmutableArray<Operand> fields, Place captured)
    {
        DefId closure = made.Def;
        ImmutableArray<CapturedPlace> captures = crate.TypeckOf(context, body.Def).Captures.GetValueOrDefault(closure, []);
        for (int i = 0; i < fields.Length && i < captures.Length; i++)
        {
            Place? field = fields[i] switch
            {
                Operand.Move it => it.Place,
                Operand.Copy it => it.Place,
                _ => null,
            };
            if (field is not null && field.Equals(captured))
            {
                SourceSpan path = captures[i].PathSpan;
                SourceSpan kind = captures[i].KindSpan.IsDummy ? path : captures[i].KindSpan;
                return new UseSpans(closure, HeadOf(crate, closure, path), kind, path) { IsCoroutine = made.IsCoroutine };
            }
        }
        return null;
    }

    private static SelfCall? SelfCallOf(TypeContext context, Terminator.Call call, Local temp)
    {
        if (call.Args is not [Operand.Move { Place.AsLocal: { } self }, ..] || self != temp
            || call.Function is not Operand.Constant { Value.Const: MirConst.Value { Ty: Ty.FnDef def } })
        {
            return null;
        }
        return context.KindOf(def.Def) == DefKind.AssocFn && context.AssocItemOf(def.Def).HasSelf
            ? new SelfCall(def.Def, def.Args, call.FnSpan, call.CallSource)
            : null;
    }

    private static SourceSpan HeadOf(LocalCrateFacts crate, DefId closure, SourceSpan otherwise) =>
        crate.Hir.NodeOf(closure) is HirNode.Closure node ? node.Value.DeclSpan : otherwise;
}
