using System;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>
/// <c>async</c>: blocks and functions become coroutines, which are closures with one parameter, the task context;
/// <c>.await</c> polls in a loop and yields between. Reference: [expr.await], [items.fn.async].
/// </summary>
public sealed partial class CrateLowerer
{
    private static readonly Symbol s_taskContext = Symbol.Intern("_task_context");
    private static readonly Symbol s_awaitee = Symbol.Intern("__awaitee");
    private static readonly Symbol s_result = Symbol.Intern("result");

    /// <summary><c>impl Future&lt;Output = T&gt;</c>, the type that an async fn really returns.</summary>
    private HirTy MakeFutureTy(HirTy? output, Ast.FnDecl decl, DefId function)
    {
        SourceSpan span = decl.Output?.Span ?? decl.OutputSpan;
        HirTy value = output ?? new HirTy.Tuple(NextId(), span, []);
        DefId def = Definitions.Add(DefKind.OpaqueTy, function, Symbol.Empty, span);
        HirId id = NextId();
        HirId opaqueId = NextId();
        HirAssocConstraint constraint = new(NextId(), new HirIdent(s_output, span), null, new HirAssocConstraintKind.TypeEquals(value), span);
        HirGenericArgs args = new([], [constraint], IsParenthesized: false, span);
        Res future = LangRes("future_trait", span);
        HirPathSegment segment = new(NextId(), new HirIdent(Symbol.Intern("Future"), span), future, args, InferArgs: false);
        HirTraitRef trait = new(NextId(), new HirPath(span, future, [segment]));
        HirBound bound = new HirBound.Trait(span, new HirPolyTraitRef([], trait, span), HirBoundModifier.None);
        HirOpaqueTy opaque = new(def, opaqueId, function, [bound], CapturesAllLifetimes: true, value, span);
        SetNode(def, new HirNode.OpaqueTy(opaque));
        return new HirTy.Opaque(id, span, opaque);
    }

    private HirExpr LowerAsyncBlock(Ast.Expr.Async block)
    {
        DefId def = DefOf(block.Id);
        return MakeCoroutine(def, block.Span, block.IsMove, HirClosureKind.AsyncBlock, null,
            () => new HirExpr.Block(NextId(), LowerBlock(block.Block, isTargeted: false), null));
    }

    /// <summary>The closure's parameters, and as its value the coroutine that takes them with it.</summary>
    private (ImmutableArray<HirParam> Params, HirExpr Value) LowerAsyncClosure(Ast.Expr.Closure closure, HirTy? output)
    {
        (ImmutableArray<HirParam> parameters, (HirId, Symbol, Ast.Param)[] taken) = LowerAsyncParams(closure.Decl);
        HirExpr value = MakeCoroutine(
            _ast.AsyncBodyOf(closure.Id), closure.Body.Span, isMove: false, HirClosureKind.AsyncClosureBody, output, () => WithParams(taken, closure.Body.Span, () => LowerExpr(closure.Body)));
        return (parameters, value);
    }

    private HirExpr MakeCoroutine(DefId def, SourceSpan span, bool isMove, HirClosureKind kind, HirTy? output, Func<HirExpr> lowerBody)
    {
        HirId id = NextId();
        HirTy contextTy = new HirTy.Path(NextId(), LangQPath("ResumeTy", span));
        HirFnDecl decl = new([contextTy], output, IsVariadic: false, HirImplicitSelf.None, span.ShrinkToLo());
        HirId outer = _owner.TaskContext;
        HirId paramId = NextId();
        HirPat.Binding context = BindingPat(s_taskContext, span.ShrinkToLo(), isMutable: true);
        _owner.TaskContext = context.Id;
        HirExpr value = lowerBody();
        _owner.TaskContext = outer;
        HirBody body = MakeBody(def, [new HirParam(paramId, context, span.ShrinkToLo(), span.ShrinkToLo())], value, isOwnBody: false);
        HirExpr.Closure lowered = new(id, span, def, [], isMove, decl, body, kind, kind == HirClosureKind.AsyncBlock ? KeywordsOf(span, isMove) : span);
        SetNode(def, new HirNode.Closure(lowered));
        return lowered;
    }

    /// <summary><c>async</c> or <c>async move</c>: what stands for the block in messages.</summary>
    private static SourceSpan KeywordsOf(SourceSpan block, bool isMove)
    {
        uint end = block.Lo + (uint)(isMove ? "async move" : "async").Length;
        return end <= block.Hi ? new SourceSpan(block.Lo, end, block.Context) : block.ShrinkToLo();
    }

    /// <summary>
    /// The body is a coroutine that owns the parameters: <c>async fn f(p: T) { b }</c> is
    /// <c>fn f(__arg0: T) -> impl Future { async move { let __arg0 = __arg0; let p = __arg0; { b } } }</c>, so that all of
    /// them live as long as the future, used or not.
    /// </summary>
    private HirBody LowerAsyncFnBody(Ast.Item.Fn function, DefId def)
    {
        (ImmutableArray<HirParam> parameters, (HirId, Symbol, Ast.Param)[] taken) = LowerAsyncParams(function.Decl);
        HirExpr coroutine = MakeCoroutine(_ast.AsyncBodyOf(function.Id), function.Body!.Span, isMove: true, HirClosureKind.AsyncFnBody, null, () =>
            WithParams(taken, function.Body.Span, () => new HirExpr.Block(NextId(), LowerBlock(function.Body, isTargeted: false), null)));
        HirExpr value = BlockExpr(function.Body.Span, [], coroutine);
        return MakeBody(def, parameters, value, isOwnBody: true);
    }

    /// <summary>Parameters as the function or closure itself has them: each one variable.</summary>
    private (ImmutableArray<HirParam> Params, (HirId Outer, Symbol Name, Ast.Param Param)[] Taken) LowerAsyncParams(Ast.FnDecl decl)
    {
        using PooledList<HirParam> parameters = PooledList<HirParam>.Rent();
        using PooledList<(HirId Outer, Symbol Name, Ast.Param Param)> taken = PooledList<(HirId, Symbol, Ast.Param)>.Rent();
        for (int i = 0; i < decl.Params.Length; i++)
        {
            Ast.Param parameter = decl.Params[i];
            Symbol name = IsPlainVariable(parameter.Pat) ? ((Ast.Pat.Binding)parameter.Pat).Ident.Name : Symbol.Intern($"__arg{i}");
            HirId paramId = NextId();
            HirPat.Binding outer = BindingPat(name, parameter.Pat.Span);
            parameters.Add(new HirParam(paramId, outer, parameter.Ty.Span, parameter.Span));
            taken.Add((outer.Id, name, parameter));
        }
        return (parameters.ToImmutable(), taken.ToArray());
    }

    private static bool IsPlainVariable(Ast.Pat pat) => pat is Ast.Pat.Binding { Sub: null, Mode: Ast.BindingMode.Move or Ast.BindingMode.MoveMut };

    /// <summary>The body behind <c>let</c>s that take the parameters over, patterns and all.</summary>
    private HirExpr WithParams((HirId Outer, Symbol Name, Ast.Param Param)[] taken, SourceSpan bodySpan, Func<HirExpr> lowerBody)
    {
        using PooledList<HirStmt> stmts = PooledList<HirStmt>.Rent();
        foreach ((HirId outer, Symbol name, Ast.Param parameter) in taken)
        {
            SourceSpan span = parameter.Pat.Span;
            HirExpr source = LocalExpr(outer, name, span);
            if (!IsPlainVariable(parameter.Pat))
            {
                HirPat.Binding inner = BindingPat(name, span);
                stmts.Add(new HirStmt.Let(NextId(), span, inner, null, source, null, []));
                source = LocalExpr(inner.Id, name, span);
            }
            stmts.Add(new HirStmt.Let(NextId(), span, LowerPat(parameter.Pat), null, source, null, []));
        }
        HirExpr tail = new HirExpr.DropTemps(NextId(), bodySpan, lowerBody());
        return BlockExpr(bodySpan, stmts.ToImmutable(), tail);
    }

    /// <summary>
    /// <c>e.await</c> is <c>match IntoFuture::into_future(e) { mut __awaitee => loop { match unsafe { poll(unsafe { new_unchecked(&amp;mut __awaitee) },
    /// unsafe { get_context(_task_context) }) } { Ready(result) => break result, Pending => {} } _task_context = yield (); } }</c>.
    /// </summary>
    private HirExpr LowerAwait(Ast.Expr.Await await)
    {
        SourceSpan span = await.Span;
        SourceSpan awaitSpan = await.AwaitSpan;
        if (_owner.TaskContext.Index < 0)
        {
            LowerExpr(await.Future);
            Diagnostic misplaced = Diagnostic.Error("E0728", "`await` is only allowed inside `async` functions and blocks", awaitSpan)
                .WithPrimaryLabel("only allowed inside `async` functions and blocks");
            return new HirExpr.Error(
                NextId(), span, _sink.Report(_owner.NotAsync.IsDummy ? misplaced : misplaced.WithLabel(_owner.NotAsync, "this is not `async`")));
        }
        HirExpr future = CallLang("into_future", awaitSpan, LowerExpr(await.Future));
        HirPat.Binding awaitee = BindingPat(s_awaitee, span, isMutable: true);
        HirId loopId = NextId();

        HirExpr borrowed = new HirExpr.AddrOf(NextId(), span, IsRaw: false, IsMutable: true, LocalExpr(awaitee.Id, s_awaitee, span));
        HirExpr pinned = UnsafeExpr(span, CallLang("new_unchecked", span, borrowed));
        HirExpr context = UnsafeExpr(awaitSpan, CallLang("get_context", awaitSpan, LocalExpr(_owner.TaskContext, s_taskContext, awaitSpan)));
        HirExpr poll = UnsafeExpr(span, CallLang("poll", awaitSpan, pinned, context));

        HirPat.Binding result = BindingPat(s_result, span);
        HirExpr exit = new HirExpr.Break(NextId(), span, new HirDestination(null, loopId, null), LocalExpr(result.Id, s_result, span));
        HirArm readyArm = new(NextId(), span, LangVariantPat("Ready", span, result), null, exit);
        HirArm pendingArm = new(NextId(), span, LangVariantPat("Pending", span, null), null, BlockExpr(span, [], null));
        HirExpr match = new HirExpr.Match(NextId(), span, poll, [readyArm, pendingArm], HirMatchSource.AwaitDesugar);
        HirStmt matchStmt = new HirStmt.Expr(NextId(), span, match);

        HirExpr yielded = new HirExpr.Yield(NextId(), awaitSpan, new HirExpr.Tuple(NextId(), span, []));
        HirExpr resume = new HirExpr.Assign(NextId(), span, LocalExpr(_owner.TaskContext, s_taskContext, awaitSpan), yielded, awaitSpan);
        HirStmt resumeStmt = new HirStmt.Semi(NextId(), span, resume);

        HirBlock body = new(NextId(), span, [matchStmt, resumeStmt], null, IsUnsafe: false, IsTargetedByBreak: false);
        HirExpr loop = new HirExpr.Loop(loopId, span, body, null, HirLoopSource.Loop, awaitSpan);
        HirArm awaiteeArm = new(NextId(), span, awaitee, null, loop);
        return new HirExpr.Match(NextId(), span, future, [awaiteeArm], HirMatchSource.AwaitDesugar);
    }
}
