using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>Sugar: <c>for</c>, <c>while</c>, <c>?</c>, ranges, destructuring assignment.</summary>
public sealed partial class CrateLowerer
{
    private static readonly Symbol s_iter = Symbol.Intern("iter");
    private static readonly Symbol s_residual = Symbol.Intern("residual");
    private static readonly Symbol s_val = Symbol.Intern("val");
    private static readonly Symbol s_lhs = Symbol.Intern("lhs");
    private static readonly Symbol s_start = Symbol.Intern("start");
    private static readonly Symbol s_end = Symbol.Intern("end");

    /// <summary>
    /// <c>'l: for p in e { b }</c> is
    /// <c>match IntoIterator::into_iter(e) { mut iter => 'l: loop { match Iterator::next(&amp;mut iter) { None => break, Some(p) => b } } }</c>.
    /// Reference: [expr.loop.for].
    /// </summary>
    private HirExpr LowerForLoop(Ast.Expr.ForLoop loop)
    {
        SourceSpan span = loop.Span;
        SourceSpan headSpan = loop.Iterable.Span;
        HirExpr head = CallLang("into_iter", headSpan, LowerExpr(loop.Iterable));
        HirPat.Binding iter = BindingPat(s_iter, headSpan, isMutable: true);
        HirId loopId = NextId();
        HirLabel? label = LowerLabel(loop.Label);
        _owner.Targets[loop.Id] = (loopId, label);

        HirExpr borrowed = new HirExpr.AddrOf(NextId(), headSpan, IsRaw: false, IsMutable: true, LocalExpr(iter.Id, s_iter, headSpan));
        HirExpr next = CallLang("next", headSpan, borrowed);
        HirExpr exit = new HirExpr.Break(NextId(), span, new HirDestination(null, loopId, null), null);
        HirArm noneArm = new(NextId(), span, LangVariantPat("None", loop.Pat.Span, null), null, exit);
        HirPat some = LangVariantPat("Some", loop.Pat.Span, LowerPat(loop.Pat));
        HirExpr body = new HirExpr.Block(NextId(), LowerBlock(loop.Body, isTargeted: false), null);
        HirArm someArm = new(NextId(), span, some, null, body);
        HirExpr match = new HirExpr.Match(NextId(), span, next, [noneArm, someArm], HirMatchSource.ForLoopDesugar);
        HirStmt stmt = new HirStmt.Expr(NextId(), span, match);
        HirBlock loopBlock = new(NextId(), loop.Body.Span, [stmt], null, IsUnsafe: false, IsTargetedByBreak: false);
        HirExpr lowered = new HirExpr.Loop(loopId, span, loopBlock, label, HirLoopSource.ForLoop, span.ShrinkToLo().To(headSpan));
        HirArm iterArm = new(NextId(), span, iter, null, lowered);
        HirExpr outer = new HirExpr.Match(NextId(), span, head, [iterArm], HirMatchSource.ForLoopDesugar);
        return new HirExpr.DropTemps(NextId(), span, outer);
    }

    /// <summary><c>'l: while c { b }</c> is <c>'l: loop { if c { b } else { break } }</c>. Reference: [expr.loop.while].</summary>
    private HirExpr LowerWhile(Ast.Expr.While loop)
    {
        SourceSpan span = loop.Span;
        HirId loopId = NextId();
        HirLabel? label = LowerLabel(loop.Label);
        _owner.Targets[loop.Id] = (loopId, label);
        HirExpr condition = LowerCondition(loop.Condition);
        HirExpr then = new HirExpr.Block(NextId(), LowerBlock(loop.Body, isTargeted: false), null);
        HirExpr exit = new HirExpr.Break(NextId(), span, new HirDestination(null, loopId, null), null);
        HirExpr otherwise = BlockExpr(span, [new HirStmt.Expr(NextId(), span, exit)], null);
        HirExpr test = new HirExpr.If(NextId(), span, condition, then, otherwise);
        HirBlock body = new(NextId(), loop.Body.Span, [], test, IsUnsafe: false, IsTargetedByBreak: false);
        return new HirExpr.Loop(loopId, span, body, label, HirLoopSource.While, span.ShrinkToLo().To(loop.Condition.Span));
    }

    /// <summary>
    /// <c>e?</c> is <c>match Try::branch(e) { Continue(val) => val, Break(residual) => return FromResidual::from_residual(residual) }</c>.
    /// Reference: [expr.try].
    /// </summary>
    private HirExpr LowerTry(Ast.Expr.Try question)
    {
        SourceSpan span = question.Span;
        HirId id = NextId();
        HirExpr branch = CallLang("branch", span, LowerExpr(question.Operand));
        HirPat.Binding value = BindingPat(s_val, span);
        HirArm continueArm = new(NextId(), span, LangVariantPat("Continue", span, value), null, LocalExpr(value.Id, s_val, span));
        HirPat.Binding residual = BindingPat(s_residual, span);
        HirExpr fromResidual = CallLang("from_residual", span, LocalExpr(residual.Id, s_residual, span));
        HirExpr exit = new HirExpr.Return(NextId(), span, fromResidual);
        HirArm breakArm = new(NextId(), span, LangVariantPat("Break", span, residual), null, exit);
        return new HirExpr.Match(id, span, branch, [breakArm, continueArm], HirMatchSource.TryDesugar);
    }

    /// <summary>Reference: [expr.range].</summary>
    private HirExpr LowerRange(Ast.Expr.Range range)
    {
        SourceSpan span = range.Span;
        if (range is { Start: { } from, End: { } to, Limits: Ast.RangeLimits.Closed })
        {
            HirExpr low = LowerExpr(from);
            return CallLang("range_inclusive_new", span, low, LowerExpr(to));
        }
        string name = (range.Start, range.End, range.Limits) switch
        {
            (null, null, _) => "RangeFull",
            (not null, null, _) => "RangeFrom",
            (null, not null, Ast.RangeLimits.HalfOpen) => "RangeTo",
            (null, not null, Ast.RangeLimits.Closed) => "RangeToInclusive",
            _ => "Range",
        };
        HirId id = NextId();
        HirQPath path = LangQPath(name, span);
        ImmutableArray<HirExprField>.Builder fields = ImmutableArray.CreateBuilder<HirExprField>(2);
        if (range.Start is not null)
        {
            fields.Add(new HirExprField(NextId(), new HirIdent(s_start, range.Start.Span), LowerExpr(range.Start), IsShorthand: false, range.Start.Span));
        }
        if (range.End is not null)
        {
            fields.Add(new HirExprField(NextId(), new HirIdent(s_end, range.End.Span), LowerExpr(range.End), IsShorthand: false, range.End.Span));
        }
        return new HirExpr.Struct(id, span, path, fields.DrainToImmutable(), null);
    }

    private static bool IsDestructuring(Ast.Expr place) => UnwrapExpr(place) switch
    {
        Ast.Expr.Tuple or Ast.Expr.Array or Ast.Expr.Struct or Ast.Expr.Underscore => true,
        Ast.Expr.Call { Callee: Ast.Expr.OfPath } => true,
        _ => false,
    };

    /// <summary>
    /// <c>(a, b.c) = e</c> is <c>{ let (lhs, lhs) = e; a = lhs; b.c = lhs; }</c>. Reference: [expr.assign.destructure].
    /// </summary>
    private HirExpr LowerDestructuring(Ast.Expr.Assign assign)
    {
        Ast.Expr place = UnwrapExpr(assign.Place);
        if (place is Ast.Expr.Call { Callee: Ast.Expr.OfPath callee } && !IsTupleCtor(callee))
        {
            HirId plain = NextId();
            HirExpr target = LowerExpr(place);
            return new HirExpr.Assign(plain, assign.Span, target, LowerExpr(assign.Value), assign.EqSpan);
        }
        HirExpr value = LowerExpr(assign.Value);
        List<HirStmt> assignments = [];
        HirPat pat = DestructurePlace(place, assign.EqSpan, assignments);
        HirStmt let = new HirStmt.Let(NextId(), assign.Span, pat, null, value, null, []);
        return BlockExpr(assign.Span, [let, .. assignments], null);
    }

    private bool IsTupleCtor(Ast.Expr.OfPath callee) =>
        Resolutions.PathOf(callee.Id) is { Unresolved: 0, Base: Res.Def { Kind: DefKind.Ctor } or Res.SelfCtor };

    private HirPat DestructurePlace(Ast.Expr place, SourceSpan eqSpan, List<HirStmt> assignments)
    {
        place = UnwrapExpr(place);
        SourceSpan span = place.Span;
        switch (place)
        {
            case Ast.Expr.Underscore:
                return new HirPat.Wild(NextId(), span);
            case Ast.Expr.Tuple tuple:
                ImmutableArray<HirPat> members = DestructureElements(tuple.Elements, eqSpan, assignments, out int rest);
                return new HirPat.Tuple(NextId(), span, members, rest);
            case Ast.Expr.Array array:
                return DestructureArray(array, eqSpan, assignments);
            case Ast.Expr.Call { Callee: Ast.Expr.OfPath callee } call when IsTupleCtor(callee):
                HirQPath path = LowerQPath(callee.Id, callee.QSelf, callee.Path, isExpr: true, ImplTraitMode.Disallowed);
                ImmutableArray<HirPat> elements = DestructureElements(call.Args, eqSpan, assignments, out int position);
                return new HirPat.TupleStruct(NextId(), span, path, elements, position);
            case Ast.Expr.Struct structure:
                if (IsError(structure.Id) is { } error)
                {
                    return new HirPat.Error(NextId(), span, error);
                }
                return DestructureStruct(structure, eqSpan, assignments);
        }
        HirPat.Binding binding = BindingPat(s_lhs, span);
        HirExpr target = LowerExpr(place);
        HirExpr assignment = new HirExpr.Assign(NextId(), span, target, LocalExpr(binding.Id, s_lhs, span), eqSpan);
        assignments.Add(new HirStmt.Semi(NextId(), span, assignment));
        return binding;
    }

    private ImmutableArray<HirPat> DestructureElements(ImmutableArray<Ast.Expr> elements, SourceSpan eqSpan, List<HirStmt> assignments, out int rest)
    {
        rest = -1;
        using PooledList<HirPat> pats = PooledList<HirPat>.Rent();
        foreach (Ast.Expr element in elements)
        {
            if (IsRest(element))
            {
                if (rest >= 0)
                {
                    _sink.Report(Diagnostic.ErrorWithoutCode("`..` can only be used once per tuple pattern", element.Span));
                }
                rest = pats.Count;
                continue;
            }
            pats.Add(DestructurePlace(element, eqSpan, assignments));
        }
        return pats.ToImmutable();
    }

    private static bool IsRest(Ast.Expr expr) => UnwrapExpr(expr) is Ast.Expr.Range { Start: null, End: null, Limits: Ast.RangeLimits.HalfOpen };

    private HirPat DestructureArray(Ast.Expr.Array array, SourceSpan eqSpan, List<HirStmt> assignments)
    {
        using PooledList<HirPat> before = PooledList<HirPat>.Rent();
        using PooledList<HirPat> after = PooledList<HirPat>.Rent();
        HirPat? rest = null;
        foreach (Ast.Expr element in array.Elements)
        {
            if (IsRest(element))
            {
                rest ??= new HirPat.Wild(NextId(), element.Span);
                continue;
            }
            (rest is null ? before : after).Add(DestructurePlace(element, eqSpan, assignments));
        }
        return new HirPat.Slice(NextId(), array.Span, before.ToImmutable(), rest, after.ToImmutable());
    }

    private HirPat DestructureStruct(Ast.Expr.Struct structure, SourceSpan eqSpan, List<HirStmt> assignments)
    {
        HirQPath path = LowerQPath(structure.Id, structure.QSelf, structure.Path, isExpr: true, ImplTraitMode.Disallowed);
        using PooledList<HirPatField> fields = PooledList<HirPatField>.Rent();
        foreach (Ast.ExprField field in structure.Fields)
        {
            HirPat pat = DestructurePlace(field.Value, eqSpan, assignments);
            fields.Add(new HirPatField(NextId(), Lower(field.Ident), pat, field.IsShorthand, field.Span));
        }
        if (structure.Rest is Ast.StructRest.Base given)
        {
            _sink.Report(Diagnostic.ErrorWithoutCode("functional record updates are not allowed in destructuring assignments", given.Value.Span));
        }
        return new HirPat.Struct(NextId(), structure.Span, path, fields.ToImmutable(), structure.Rest is not Ast.StructRest.Nothing);
    }
}
