using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Late;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>Blocks, statements, expressions.</summary>
public sealed partial class CrateLowerer
{
    private HirBlock LowerBlock(Ast.Block block, bool isTargeted)
    {
        HirId id = NextId();
        using PooledList<Ast.Stmt> flat = PooledList<Ast.Stmt>.Rent();
        Flatten(block.Stmts, flat);
        using PooledList<HirStmt> stmts = PooledList<HirStmt>.Rent();
        HirExpr? tail = null;
        for (int i = 0; i < flat.Count; i++)
        {
            Ast.Stmt stmt = flat[i];
            if (i == flat.Count - 1 && stmt is Ast.Stmt.OfExpr last)
            {
                tail = LowerExpr(last.Expr);
            }
            else
            {
                LowerStmt(stmt, stmts);
            }
        }
        return new HirBlock(id, block.Span, stmts.ToImmutable(), tail, block.Safety == Ast.BlockSafety.Unsafe, isTargeted);
    }

    private static void Flatten(ImmutableArray<Ast.Stmt> stmts, PooledList<Ast.Stmt> flat)
    {
        foreach (Ast.Stmt stmt in stmts)
        {
            switch (stmt)
            {
                case Ast.Stmt.OfMacro { Expansion: { IsDefault: false } expansion }:
                    Flatten(expansion, flat);
                    break;
                case Ast.Stmt.Empty:
                    break;
                default:
                    flat.Add(stmt);
                    break;
            }
        }
    }

    private void LowerStmt(Ast.Stmt stmt, PooledList<HirStmt> stmts)
    {
        switch (stmt)
        {
            case Ast.Stmt.Let let:
                HirId id = NextId();
                HirTy? ty = let.Ty is null ? null : LowerTy(let.Ty, ImplTraitMode.Disallowed);
                HirExpr? init = let.Init is null ? null : LowerExpr(let.Init);
                HirBlock? otherwise = let.Else is null ? null : LowerBlock(let.Else, isTargeted: false);
                HirPat pat = LowerPat(let.Pat);
                stmts.Add(new HirStmt.Let(id, let.Span, pat, ty, init, otherwise, let.Attrs));
                break;
            case Ast.Stmt.OfItem item:
                foreach (Ast.Item flat in FlattenItems.Of([item.Item]))
                {
                    if (LowerItem(flat) is { } lowered)
                    {
                        stmts.Add(new HirStmt.Item(NextId(), lowered));
                    }
                }
                break;
            case Ast.Stmt.OfExpr expr:
                HirId exprId = NextId();
                stmts.Add(new HirStmt.Expr(exprId, expr.Span, LowerExpr(expr.Expr)));
                break;
            case Ast.Stmt.Semi semi:
                HirId semiId = NextId();
                stmts.Add(new HirStmt.Semi(semiId, semi.Span, LowerExpr(semi.Expr)));
                break;
        }
    }

    private ImmutableArray<HirExpr> LowerExprs(ImmutableArray<Ast.Expr> exprs)
    {
        ImmutableArray<HirExpr>.Builder lowered = ImmutableArray.CreateBuilder<HirExpr>(exprs.Length);
        foreach (Ast.Expr expr in exprs)
        {
            lowered.Add(LowerExpr(expr));
        }
        return lowered.MoveToImmutable();
    }

    private HirExpr LowerExpr(Ast.Expr expr)
    {
        while (true)
        {
            switch (expr)
            {
                case Ast.Expr.Paren paren:
                {
                    // The parentheses belong to what is in them, unless that comes from elsewhere.
                    HirExpr inner = LowerExpr(paren.Inner);
                    return paren.Span.Contains(inner.Span)
                        ? inner with { Span = paren.Span.WithContext(inner.Span.Context) }
                        : inner;
                }
                case Ast.Expr.OfMacro { Expansion: { } expansion }:
                    expr = expansion;
                    continue;
            }
            break;
        }
        SourceSpan span = expr.Span;
        switch (expr)
        {
            case Ast.Expr.ForLoop loop:
                return LowerForLoop(loop);
            case Ast.Expr.While loop:
                return LowerWhile(loop);
            case Ast.Expr.Try question:
                return LowerTry(question);
            case Ast.Expr.Await await:
                return LowerAwait(await);
            case Ast.Expr.Range range:
                return LowerRange(range);
            case Ast.Expr.OfFormatArgs format:
                return LowerFormatArgs(format.Format, span);
            case Ast.Expr.Assign { Place: var place } assign when IsDestructuring(place):
                return LowerDestructuring(assign);
            case Ast.Expr.Async block:
                return LowerAsyncBlock(block);
            case Ast.Expr.Closure closure:
                return LowerClosure(closure);
            case Ast.Expr.OfBlock { Label: null } block:
                return new HirExpr.Block(NextId(), LowerBlock(block.Block, isTargeted: false), null);
        }
        HirId id = NextId();
        switch (expr)
        {
            case Ast.Expr.Array array:
                return new HirExpr.Array(id, span, LowerExprs(array.Elements));
            case Ast.Expr.Repeat repeat:
                return new HirExpr.Repeat(id, span, LowerExpr(repeat.Element), LowerConstArg(repeat.Count));
            case Ast.Expr.ConstBlock block:
                return LowerConstBlock(block, id);
            case Ast.Expr.Call call:
                HirExpr callee = LowerExpr(call.Callee);
                return new HirExpr.Call(id, span, callee, LowerExprs(call.Args));
            case Ast.Expr.MethodCall call:
                if (Resolutions.TraitScopeOf(call.Id) is { } scope)
                {
                    _traitsInScope[(_owner.Def, id)] = scope;
                }
                HirPathSegment segment = LowerSegment(call.Segment, null, isExpr: true, ImplTraitMode.Disallowed);
                HirExpr receiver = LowerExpr(call.Receiver);
                return new HirExpr.MethodCall(id, span, segment, receiver, LowerExprs(call.Args), call.CallSpan);
            case Ast.Expr.Tuple tuple:
                return new HirExpr.Tuple(id, span, LowerExprs(tuple.Elements));
            case Ast.Expr.Binary binary:
                HirExpr left = LowerExpr(binary.Left);
                return new HirExpr.Binary(id, span, (HirBinOp)binary.Op, binary.OpSpan, left, LowerExpr(binary.Right));
            case Ast.Expr.Unary unary:
                return new HirExpr.Unary(id, span, (HirUnOp)unary.Op, LowerExpr(unary.Operand));
            case Ast.Expr.OfLit literal:
                return new HirExpr.Literal(id, span, LowerLit(literal.Lit));
            case Ast.Expr.Cast cast:
                HirExpr operand = LowerExpr(cast.Value);
                return new HirExpr.Cast(id, span, operand, LowerTy(cast.Ty, ImplTraitMode.Disallowed));
            case Ast.Expr.Let let:
                HirExpr init = LowerExpr(let.Value);
                return new HirExpr.Let(id, span, LowerPat(let.Pat), null, init);
            case Ast.Expr.If condition:
                HirExpr test = LowerCondition(condition.Condition);
                HirExpr then = new HirExpr.Block(NextId(), LowerBlock(condition.Then, isTargeted: false), null);
                return new HirExpr.If(id, span, test, then, condition.Else is null ? null : LowerExpr(condition.Else));
            case Ast.Expr.Loop loop:
                HirLabel? label = LowerLabel(loop.Label);
                _owner.Targets[loop.Id] = (id, label);
                return new HirExpr.Loop(id, span, LowerBlock(loop.Body, isTargeted: false), label, HirLoopSource.Loop, HeadSpan(span, loop.Body.Span));
            case Ast.Expr.Match match:
                return LowerMatch(match, id);
            case Ast.Expr.OfBlock block:
                HirLabel? blockLabel = LowerLabel(block.Label);
                _owner.Targets[block.Id] = (id, blockLabel);
                return new HirExpr.Block(id, LowerBlock(block.Block, isTargeted: true), blockLabel);
            case Ast.Expr.Assign assign:
                HirExpr target = LowerExpr(assign.Place);
                return new HirExpr.Assign(id, span, target, LowerExpr(assign.Value), assign.EqSpan);
            case Ast.Expr.AssignOp assign:
                HirExpr opTarget = LowerExpr(assign.Place);
                return new HirExpr.AssignOp(id, span, (HirBinOp)assign.Op, assign.OpSpan, opTarget, LowerExpr(assign.Value));
            case Ast.Expr.Field field:
                return new HirExpr.Field(id, span, LowerExpr(field.Base), Lower(field.Ident));
            case Ast.Expr.Index index:
                HirExpr indexed = LowerExpr(index.Base);
                return new HirExpr.Index(id, span, indexed, LowerExpr(index.Subscript), index.BracketsSpan);
            case Ast.Expr.Underscore:
                return new HirExpr.Error(id, span, _sink.Report(Diagnostic.ErrorWithoutCode("in expressions, `_` can only be used on the left-hand side of an assignment", span).WithPrimaryLabel("`_` not allowed here")));
            case Ast.Expr.OfPath path:
                if (IsError(path.Id) is { } pathError)
                {
                    return new HirExpr.Error(id, span, pathError);
                }
                return new HirExpr.Path(id, LowerQPath(path.Id, path.QSelf, path.Path, isExpr: true, ImplTraitMode.Disallowed));
            case Ast.Expr.AddrOf borrow:
                return new HirExpr.AddrOf(id, span, borrow.Kind == Ast.BorrowKind.Raw, borrow.Mutability == Ast.Mutability.Mut, LowerExpr(borrow.Operand));
            case Ast.Expr.Break exit:
                HirExpr? value = exit.Value is null ? null : LowerExpr(exit.Value);
                return new HirExpr.Break(id, span, LowerDestination(exit.Id), value);
            case Ast.Expr.Continue exit:
                return new HirExpr.Continue(id, span, LowerDestination(exit.Id));
            case Ast.Expr.Return exit:
                return new HirExpr.Return(id, span, exit.Value is null ? null : LowerExpr(exit.Value));
            case Ast.Expr.Struct structure:
                return LowerStruct(structure, id);
            case Ast.Expr.OffsetOf offset:
                ImmutableArray<HirIdent>.Builder fields = ImmutableArray.CreateBuilder<HirIdent>();
                foreach (Ast.Ident field in offset.Fields)
                {
                    fields.Add(Lower(field));
                }
                return new HirExpr.OffsetOf(id, span, LowerTy(offset.Container, ImplTraitMode.Disallowed), fields.DrainToImmutable());
            case Ast.Expr.OfInlineAsm asm:
                return LowerInlineAsm(asm.Asm, id, span);
            case Ast.Expr.Error error:
                return new HirExpr.Error(id, span, error.Reported);
            default:
                return new HirExpr.Error(id, span, _sink.FirstError ?? ReportUnsupported("this expression", span));
        }
    }

    private static SourceSpan HeadSpan(SourceSpan whole, SourceSpan body) => new(whole.Lo, body.Lo > whole.Lo ? body.Lo : whole.Hi, whole.Context);

    private static HirLabel? LowerLabel(Ast.Lifetime? label) => label is null ? null : new HirLabel(Lower(label.Ident));

    private HirDestination LowerDestination(Ast.NodeId exit)
    {
        if (Resolutions.TryGetLabelTarget(exit, out Ast.NodeId target) && _owner.Targets.TryGetValue(target, out (HirId Id, HirLabel? Label) found))
        {
            return new HirDestination(found.Label, found.Id, null);
        }
        return new HirDestination(null, default, Resolutions.LabelErrorOf(exit) ?? _sink.FirstError);
    }

    /// <summary>Temporaries of a condition die before the branch, except those of <c>let</c>.</summary>
    private HirExpr LowerCondition(Ast.Expr condition)
    {
        HirExpr lowered = LowerExpr(condition);
        return HasLet(condition) ? lowered : new HirExpr.DropTemps(NextId(), condition.Span, lowered);
    }

    private static bool HasLet(Ast.Expr expr) => expr switch
    {
        Ast.Expr.Let => true,
        Ast.Expr.Binary { Op: Ast.BinaryOp.And } and => HasLet(and.Left) || HasLet(and.Right),
        Ast.Expr.OfMacro { Expansion: { } expansion } => HasLet(expansion),
        Ast.Expr.Paren paren => HasLet(paren.Inner),
        _ => false,
    };

    private HirExpr LowerMatch(Ast.Expr.Match match, HirId id)
    {
        HirExpr scrutinee = LowerExpr(match.Scrutinee);
        ImmutableArray<HirArm>.Builder arms = ImmutableArray.CreateBuilder<HirArm>(match.Arms.Length);
        foreach (Ast.Arm arm in match.Arms)
        {
            HirId armId = NextId();
            HirPat pat = LowerPat(arm.Pat);
            HirExpr? guard = arm.Guard is null ? null : LowerExpr(arm.Guard);
            arms.Add(new HirArm(armId, arm.Span, pat, guard, LowerExpr(arm.Body)));
        }
        return new HirExpr.Match(id, match.Span, scrutinee, arms.MoveToImmutable(), HirMatchSource.Normal);
    }

    private HirExpr LowerStruct(Ast.Expr.Struct structure, HirId id)
    {
        if (IsError(structure.Id) is { } error)
        {
            return new HirExpr.Error(id, structure.Span, error);
        }
        HirQPath path = LowerQPath(structure.Id, structure.QSelf, structure.Path, isExpr: true, ImplTraitMode.Disallowed);
        ImmutableArray<HirExprField>.Builder fields = ImmutableArray.CreateBuilder<HirExprField>(structure.Fields.Length);
        foreach (Ast.ExprField field in structure.Fields)
        {
            HirId fieldId = NextId();
            fields.Add(new HirExprField(fieldId, Lower(field.Ident), LowerExpr(field.Value), field.IsShorthand, field.Span));
        }
        HirExpr? rest = structure.Rest switch
        {
            Ast.StructRest.Nothing => null,
            Ast.StructRest.Base given => LowerExpr(given.Value),
            Ast.StructRest.Rest missing => new HirExpr.Error(NextId(), missing.Span,
                Report("E0797", "base expression required after `..`", missing.Span)),
        };
        return new HirExpr.Struct(id, structure.Span, path, fields.MoveToImmutable(), rest);
    }

    private HirExpr LowerConstBlock(Ast.Expr.ConstBlock block, HirId id)
    {
        DefId def = DefOf(block.Value.Id);
        HirBody body = MakeBody(def, [], LowerExpr(block.Value.Value), isOwnBody: false);
        HirExpr.ConstBlock lowered = new(id, block.Span, def, body);
        SetNode(def, new HirNode.InlineConst(lowered));
        return lowered;
    }

    private HirExpr LowerClosure(Ast.Expr.Closure closure)
    {
        HirId id = NextId();
        DefId def = DefOf(closure.Id);
        ImmutableArray<HirGenericParam> bound = LowerBoundParams(closure.Header.BoundLifetimes, Resolutions.FreshLifetimesOf(closure.Id));
        HirFnDecl decl = LowerFnDecl(closure.Decl, ImplTraitMode.Disallowed, ImplTraitMode.Disallowed, null, def);
        if (closure.Header.IsAsync)
        {
            // The closure returns a coroutine; what is written as its output is the coroutine's.
            (ImmutableArray<HirParam> taken, HirExpr coroutine) = LowerAsyncClosure(closure, decl.Output);
            return FinishClosure(closure, id, def, bound, decl with { Output = null }, taken, coroutine);
        }
        ImmutableArray<HirParam> parameters = LowerParams(closure.Decl);
        (HirId outerContext, SourceSpan outerHead) = (_owner.TaskContext, _owner.NotAsync);
        (_owner.TaskContext, _owner.NotAsync) = (default, closure.DeclSpan);
        HirExpr value = LowerExpr(closure.Body);
        (_owner.TaskContext, _owner.NotAsync) = (outerContext, outerHead);
        return FinishClosure(closure, id, def, bound, decl, parameters, value);
    }

    private HirExpr FinishClosure(
        Ast.Expr.Closure closure, HirId id, DefId def, ImmutableArray<HirGenericParam> bound, HirFnDecl decl, ImmutableArray<HirParam> parameters, HirExpr value)
    {
        HirBody body = MakeBody(def, parameters, value, isOwnBody: false);
        HirExpr.Closure lowered = new(id, closure.Span, def, bound, closure.Header.IsMove, decl, body, HirClosureKind.Closure, closure.DeclSpan) { Attrs = closure.Attrs };
        SetNode(def, new HirNode.Closure(lowered));
        return lowered;
    }

    private HirLit LowerLit(Ast.Lit literal) => literal switch
    {
        Ast.Lit.Int number => new HirLit.Int(number.Value, PrimOf(number.Suffix)),
        Ast.Lit.Float number => new HirLit.Float(number.Text, PrimOf(number.Suffix)),
        Ast.Lit.Char character => new HirLit.Char(character.CodePoint),
        Ast.Lit.Byte value => new HirLit.Byte(value.Value),
        Ast.Lit.Str text => new HirLit.Str(text.Value),
        Ast.Lit.ByteStr bytes => new HirLit.ByteStr(bytes.Value),
        Ast.Lit.CStr text => new HirLit.CStr(text.Value.Add(0)),
        Ast.Lit.Bool value => new HirLit.Bool(value.Value),
        Ast.Lit.Error error => new HirLit.Error(_sink.Report(error.Reason)),
    };

    private static PrimTy? PrimOf(Ast.LitSuffix suffix) => suffix switch
    {
        Ast.LitSuffix.None => null,
        Ast.LitSuffix.I8 => PrimTy.I8,
        Ast.LitSuffix.I16 => PrimTy.I16,
        Ast.LitSuffix.I32 => PrimTy.I32,
        Ast.LitSuffix.I64 => PrimTy.I64,
        Ast.LitSuffix.I128 => PrimTy.I128,
        Ast.LitSuffix.Isize => PrimTy.Isize,
        Ast.LitSuffix.U8 => PrimTy.U8,
        Ast.LitSuffix.U16 => PrimTy.U16,
        Ast.LitSuffix.U32 => PrimTy.U32,
        Ast.LitSuffix.U64 => PrimTy.U64,
        Ast.LitSuffix.U128 => PrimTy.U128,
        Ast.LitSuffix.Usize => PrimTy.Usize,
        Ast.LitSuffix.F16 => PrimTy.F16,
        Ast.LitSuffix.F32 => PrimTy.F32,
        Ast.LitSuffix.F64 => PrimTy.F64,
        Ast.LitSuffix.F128 => PrimTy.F128,
    };
}
