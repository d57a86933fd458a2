using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Where a statement happens in the source: at itself, or in a closure that it builds captures for.</summary>
/// <param name="Closure">The closure; none elsewhere.</param>
/// <param name="ArgsOrUse">The closure's head, or the use.</param>
/// <param name="VarOrUse">The variable inside the closure, or the use.</param>
internal readonly record struct UseSpans(DefId Closure, SourceSpan ArgsOrUse, SourceSpan VarOrUse)
{
    public bool IsClosure => Closure.IsSome;

    public static UseSpans Of(Body body, LocalCrateFacts crate, Location location)
    {
        SourceSpan span = body.SourceInfoAt(location).Span;
        List<Statement> statements = body.Blocks[location.Block].Statements;
        if (location.Statement >= statements.Count)
        {
            return new UseSpans(default, span, span);
        }
        switch (statements[location.Statement])
        {
            case Statement.Assign { Value: Rvalue.Aggregate { Kind: AggregateKind.Closure closure } }:
                return new UseSpans(closure.Def, HeadOf(crate, closure.Def, span), span);
            case Statement.Assign { Target: { Projection.Length: 0 } target } when !body.Locals[target.Local].IsUserVariable:
                for (int i = location.Statement + 1; i < statements.Count; i++)
                {
                    if (statements[i] is Statement.Assign { Value: Rvalue.Aggregate { Kind: AggregateKind.Closure made } aggregate })
                    {
                        foreach (Operand field in aggregate.Fields)
                        {
                            if (field is Operand.Move move && move.Place.AsLocal == target.Local)
                            {
                                return new UseSpans(made.Def, HeadOf(crate, made.Def, span), body.Locals[target.Local].Source.Span);
                            }
                        }
                        break;
                    }
                }
                break;
        }
        return new UseSpans(default, span, span);
    }

    private static SourceSpan HeadOf(LocalCrateFacts crate, DefId closure, SourceSpan otherwise) =>
        crate.Hir.NodeOf(closure) is HirNode.Closure node ? node.Value.DeclSpan : otherwise;
}
