using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Late;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>Paths and generic arguments.</summary>
public sealed partial class CrateLowerer
{
    private static readonly Symbol s_output = Symbol.Intern("Output");

    /// <summary>Locals are known to resolution by the node of their pattern, here by its HIR id.</summary>
    private Res Translate(Res res, SourceSpan span)
    {
        if (res is not Res.Local local)
        {
            return res;
        }
        return _owner.Locals.TryGetValue(local.Binding.Index, out HirId id)
            ? new Res.Local(new HirLocalRef(id.Index))
            : new Res.Error(_sink.FirstError ?? ReportUnsupported("this use of a local variable", span));
    }

    /// <summary>
    /// A path with a partial resolution: the segments behind the resolved part become type-relative, one inside the other.
    /// </summary>
    private HirQPath LowerQPath(Ast.NodeId node, Ast.QSelf? qself, Ast.Path path, bool isExpr, ImplTraitMode mode)
    {
        PartialRes partial = Resolutions.PathOf(node);
        HirTy? self = qself is null ? null : LowerTy(qself.Ty, mode);
        int resolved = path.Segments.Length - partial.Unresolved;
        HirTy current;
        if (qself is { Position: 0 } && partial.Base is null)
        {
            // `<T>::a::b`
            current = self!;
            resolved = 0;
        }
        else
        {
            Res res = Translate(partial.Base ?? new Res.Error(_sink.FirstError ?? ReportUnsupported("this path", path.Span)), path.Span);
            bool isWhole = partial.Unresolved == 0;
            HirPath lowered = LowerResolvedPath(path, res, partial.Unresolved, isExpr, mode);
            HirQPath whole = new HirQPath.Resolved(self, lowered);
            if (isWhole)
            {
                return whole;
            }
            current = new HirTy.Path(NextId(), whole);
        }
        HirQPath? relative = null;
        for (int i = resolved; i < path.Segments.Length; i++)
        {
            HirPathSegment segment = LowerSegment(path.Segments[i], null, isExpr, mode);
            SourceSpan span = path.Span.To(path.Segments[i].Span);
            if (Resolutions.TraitScopeOf(node) is { } scope)
            {
                _traitsInScope[(_owner.Def, segment.Id)] = scope;
            }
            relative = new HirQPath.TypeRelative(current, segment, i == path.Segments.Length - 1 ? path.Span : span);
            if (i < path.Segments.Length - 1)
            {
                current = new HirTy.Path(NextId(), relative);
            }
        }
        return relative ?? new HirQPath.Resolved(null, new HirPath(path.Span, new Res.Error(_sink.FirstError ?? ReportUnsupported("this path", path.Span)), []));
    }

    /// <summary>The first segments of a path, without the last <paramref name="unresolved"/>.</summary>
    private HirPath LowerResolvedPath(Ast.Path path, Res res, int unresolved, bool isExpr, ImplTraitMode mode)
    {
        int count = path.Segments.Length - unresolved;
        ImmutableArray<HirPathSegment>.Builder segments = ImmutableArray.CreateBuilder<HirPathSegment>(count);
        for (int i = 0; i < count; i++)
        {
            segments.Add(LowerSegment(path.Segments[i], i == count - 1 ? res : null, isExpr, mode));
        }
        SourceSpan span = unresolved == 0 || count == 0 ? path.Span : path.Segments[0].Span.To(path.Segments[count - 1].Span);
        return new HirPath(span, res, segments.MoveToImmutable());
    }

    private HirPathSegment LowerSegment(Ast.PathSegment segment, Res? res, bool isExpr, ImplTraitMode mode)
    {
        HirId id = NextId();
        HirGenericArgs? args = LowerGenericArgs(segment, mode);
        return new HirPathSegment(id, Lower(segment.Ident), res, args, isExpr && segment.Args is null);
    }

    private HirGenericArgs? LowerGenericArgs(Ast.PathSegment segment, ImplTraitMode mode)
    {
        ImmutableArray<LifetimeRes> elided = Resolutions.ElidedLifetimesOf(segment.Id);
        if (segment.Args is null && elided.IsEmpty)
        {
            return null;
        }
        using PooledList<HirGenericArg> args = PooledList<HirGenericArg>.Rent();
        using PooledList<HirAssocConstraint> constraints = PooledList<HirAssocConstraint>.Rent();
        foreach (LifetimeRes lifetime in elided)
        {
            HirIdent name = new(Ast.Names.UnderscoreLifetime, segment.Ident.Span.ShrinkToHi());
            args.Add(new HirGenericArg.Lifetime(new HirLifetime(NextId(), name, LowerLifetimeRes(lifetime))));
        }
        switch (segment.Args)
        {
            case Ast.GenericArgs.Parenthesized parenthesized:
                return LowerParenthesized(parenthesized, mode);
            case Ast.GenericArgs.AngleBracketed angle:
                foreach (Ast.GenericArg arg in angle.Args)
                {
                    LowerGenericArg(arg, args, constraints, mode);
                }
                return new HirGenericArgs(args.ToImmutable(), constraints.ToImmutable(), IsParenthesized: false, angle.Span);
            default:
                return new HirGenericArgs(args.ToImmutable(), [], IsParenthesized: false, segment.Ident.Span.ShrinkToHi());
        }
    }

    private HirGenericArgs LowerParenthesized(Ast.GenericArgs.Parenthesized args, ImplTraitMode mode)
    {
        HirId tupleId = NextId();
        using PooledList<HirTy> inputs = PooledList<HirTy>.Rent();
        foreach (Ast.Ty input in args.Inputs)
        {
            inputs.Add(LowerTy(input, ImplTraitMode.Disallowed));
        }
        HirTy tuple = new HirTy.Tuple(tupleId, args.InputsSpan, inputs.ToImmutable());
        HirTy output = args.Output is null
            ? new HirTy.Tuple(NextId(), args.InputsSpan.ShrinkToHi(), [])
            : LowerTy(args.Output, mode.ParentFn.IsSome ? mode : ImplTraitMode.Disallowed);
        HirAssocConstraint constraint = new(NextId(), new HirIdent(s_output, output.Span), null, new HirAssocConstraintKind.TypeEquals(output), output.Span);
        return new HirGenericArgs([new HirGenericArg.Type(tuple)], [constraint], IsParenthesized: true, args.Span);
    }

    private void LowerGenericArg(Ast.GenericArg arg, PooledList<HirGenericArg> args, PooledList<HirAssocConstraint> constraints, ImplTraitMode mode)
    {
        switch (arg)
        {
            case Ast.GenericArg.OfLifetime lifetime:
                args.Add(new HirGenericArg.Lifetime(LowerLifetime(lifetime.Lifetime)));
                break;
            case Ast.GenericArg.OfType { Ty: Ast.Ty.Infer infer }:
                args.Add(new HirGenericArg.Infer(NextId(), infer.Span));
                break;
            case Ast.GenericArg.OfType { Ty: Ast.Ty.OfPath path } when IsValue(path):
                args.Add(new HirGenericArg.Const(LowerConstPath(path)));
                break;
            case Ast.GenericArg.OfType { Ty: Ast.Ty.ImplTrait nested } when _implTraitDepth > 0:
                args.Add(new HirGenericArg.Type(new HirTy.Error(NextId(), nested.Span, Report("E0666", "nested `impl Trait` not allowed", nested.Span, "nested `impl Trait` here"))));
                break;
            case Ast.GenericArg.OfType type:
                args.Add(new HirGenericArg.Type(LowerTy(type.Ty, mode)));
                break;
            case Ast.GenericArg.OfConst constant:
                args.Add(new HirGenericArg.Const(LowerConstArg(constant.Value)));
                break;
            case Ast.GenericArg.Equality equality:
                HirGenericArgs? own = equality.Args is null ? null : LowerOwnArgs(equality.Ident, equality.Args, mode);
                HirAssocConstraintKind kind = equality switch
                {
                    { Const: { } value } => new HirAssocConstraintKind.ConstEquals(LowerConstArg(value)),
                    { Ty: Ast.Ty.OfPath path } when IsValue(path) => new HirAssocConstraintKind.ConstEquals(LowerConstPath(path)),
                    _ => new HirAssocConstraintKind.TypeEquals(LowerTy(equality.Ty!, mode)),
                };
                constraints.Add(new HirAssocConstraint(NextId(), Lower(equality.Ident), own, kind, equality.Span));
                break;
            case Ast.GenericArg.Bound bound:
                HirGenericArgs? boundArgs = bound.Args is null ? null : LowerOwnArgs(bound.Ident, bound.Args, mode);
                HirAssocConstraintKind bounds = new HirAssocConstraintKind.Bounds(LowerBounds(bound.Bounds, mode));
                constraints.Add(new HirAssocConstraint(NextId(), Lower(bound.Ident), boundArgs, bounds, bound.Span));
                break;
        }
    }

    private HirGenericArgs? LowerOwnArgs(Ast.Ident ident, Ast.GenericArgs args, ImplTraitMode mode)
    {
        using PooledList<HirGenericArg> lowered = PooledList<HirGenericArg>.Rent();
        using PooledList<HirAssocConstraint> constraints = PooledList<HirAssocConstraint>.Rent();
        if (args is not Ast.GenericArgs.AngleBracketed angle)
        {
            return LowerParenthesized((Ast.GenericArgs.Parenthesized)args, mode);
        }
        foreach (Ast.GenericArg arg in angle.Args)
        {
            LowerGenericArg(arg, lowered, constraints, mode);
        }
        return new HirGenericArgs(lowered.ToImmutable(), constraints.ToImmutable(), IsParenthesized: false, ident.Span.To(angle.Span));
    }

    /// <summary>Whether a path that was parsed as a type argument turned out to name a constant.</summary>
    private bool IsValue(Ast.Ty.OfPath path) =>
        Resolutions.PathOf(path.Id) is { Unresolved: 0, Base: Res.Def { Kind: DefKind.ConstParam or DefKind.Const or DefKind.AssocConst or DefKind.Static or DefKind.Ctor or DefKind.Fn } };

    private HirConstArg LowerConstPath(Ast.Ty.OfPath path)
    {
        HirId id = NextId();
        return new HirConstArg.Path(id, LowerQPath(path.Id, path.QSelf, path.Path, isExpr: true, ImplTraitMode.Disallowed));
    }

    private HirConstArg LowerConstArg(Ast.AnonConst constant)
    {
        Ast.Expr value = constant.Value;
        while (true)
        {
            if (value is Ast.Expr.OfMacro { Expansion: { } expansion })
            {
                value = expansion;
            }
            else if (value is Ast.Expr.OfBlock { Label: null, Block: { Safety: Ast.BlockSafety.Default, Stmts: [Ast.Stmt.OfExpr { Expr: { } inner }] } })
            {
                value = inner;
            }
            else
            {
                break;
            }
        }
        switch (value)
        {
            case Ast.Expr.Underscore when constant.Value is Ast.Expr.Underscore:
                return new HirConstArg.Infer(NextId(), value.Span);
            case Ast.Expr.OfPath path when Resolutions.PathOf(path.Id) is { Unresolved: 0, Base: Res.Def { Kind: DefKind.ConstParam } }:
                HirId id = NextId();
                return new HirConstArg.Path(id, LowerQPath(path.Id, path.QSelf, path.Path, isExpr: true, ImplTraitMode.Disallowed));
            default:
                return new HirConstArg.Anon(LowerAnonConst(constant));
        }
    }
}
