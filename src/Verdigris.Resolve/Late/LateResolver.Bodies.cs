using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>Functions, blocks, expressions, labels.</summary>
internal sealed partial class LateResolver
{
    private readonly List<LabelRib> _labels = [];

    /// <summary>What encloses a <c>break</c> or <c>continue</c>, innermost last.</summary>
    private enum LabelKind
    {
        Loop,
        WhileOrFor,
        Block,
        /// <summary>Loops outside cannot be left: a closure.</summary>
        Closure,
        Async,
        /// <summary>The condition of a <c>while</c>, which is not yet in the loop.</summary>
        WhileCondition,
        /// <summary>A <c>macro_rules!</c>, for the hygiene of labels.</summary>
        MacroDefinition,
    }

    private readonly record struct LabelRib(LabelKind Kind, Ident? Label, NodeId Target, SourceSpan Span, object? Macro);

    private readonly record struct BodyState(List<LabelRib>? Labels);

    private BodyState SaveBody()
    {
        BodyState state = new(_labels.Count == 0 ? null : [.. _labels]);
        _labels.Clear();
        return state;
    }

    private BodyState EnterBody() => SaveBody();

    private void RestoreBody(BodyState state)
    {
        _labels.Clear();
        if (state.Labels is not null)
        {
            _labels.AddRange(state.Labels);
        }
    }

    private void VisitFn(Item.Fn function)
    {
        BindGenerics(function.Generics);
        VisitGenerics(function.Generics);
        List<FreshLifetime> fresh = [];
        FnDecl? outerFn = _currentFn;
        _currentFn = function.Body is null ? null : function.Decl;
        ResolveSignature(function.Decl.Params, function.Decl.Output, ElisionMode.Create(_owner, fresh, reportsInPaths: function.Header.IsAsync), hasNames: function.Body is not null);
        _currentFn = outerFn;
        _resolutions.FreshLifetimes[function.Id] = [.. fresh];
        if (function.Body is null)
        {
            return;
        }
        ItemPlace place = _place;
        FnScope? outer = _fn;
        _fn = new FnScope(function, place is ItemPlace.Trait or ItemPlace.Impl or ItemPlace.TraitImpl);
        _place = ItemPlace.Free;
        ElisionMode elision = _elision;
        _elision = ElisionMode.Infer;
        BindParamPatterns(function.Decl.Params);
        VisitBlock(function.Body);
        _fn = outer;
        _elision = elision;
        _place = place;
    }

    private void BindParamPatterns(ImmutableArray<Param> parameters)
    {
        Dictionary<(Symbol, SyntaxContext), Binding> names = [];
        foreach (Param parameter in parameters)
        {
            ResolvePattern(parameter.Pat, names, PatternPlace.Parameter);
        }
    }

    public override void VisitBlock(Block block)
    {
        int depth = _ribs.Depth;
        (Module module, Module lexical, ItemPlace place) = (_module, _lexicalModule, _place);
        _place = ItemPlace.Free;
        if (_resolver.ModuleOf(block.Id) is { } own)
        {
            _module = own;
            _lexicalModule = own;
            _ribs.Push(own);
        }
        int labels = _labels.Count;
        foreach (Stmt stmt in block.Stmts)
        {
            VisitStmt(stmt);
        }
        // Only what macro definitions pushed; loops pop their own.
        _labels.RemoveRange(labels, _labels.Count - labels);
        _ribs.PopTo(depth);
        (_module, _lexicalModule, _place) = (module, lexical, place);
    }

    public override void VisitStmt(Stmt stmt)
    {
        switch (stmt)
        {
            case Stmt.Let let:
                VisitOptional(let.Ty);
                VisitOptional(let.Init);
                if (let.Else is not null)
                {
                    VisitBlock(let.Else);
                }
                ResolvePattern(let.Pat, [], PatternPlace.Let);
                return;
            case Stmt.OfItem { Item: Item.MacroDef definition }:
                if (_resolver.Entities.TryGetValue(definition.Id, out Entity? macro) && macro.Macro is not null)
                {
                    _ribs.Push(macro.Macro);
                    _labels.Add(new LabelRib(LabelKind.MacroDefinition, null, default, default, macro.Macro));
                }
                return;
        }
        WalkStmt(stmt);
    }

    public override void VisitAnonConst(AnonConst value)
    {
        int depth = _ribs.Depth;
        BodyState body = EnterBody();
        (ElisionMode elision, List<LifetimeRes>? inputs, List<MissingLifetime>? missing) = (_elision, _inputLifetimes, _missingInputs);
        (_inputLifetimes, _missingInputs) = (null, null);
        _elision = ElisionMode.Infer;
        _ribs.Push(IsTrivial(value.Value) ? RibKind.Constant : RibKind.AnonConst);
        VisitExpr(value.Value);
        _ribs.PopTo(depth);
        (_elision, _inputLifetimes, _missingInputs) = (elision, inputs, missing);
        RestoreBody(body);
    }

    /// <summary>A lone path, possibly in braces: it may be a const parameter.</summary>
    internal static bool IsTrivial(Expr expr) => expr switch
    {
        Expr.OfPath { QSelf: null, Path.Segments: [{ Args: null }] } => true,
        Expr.OfBlock { Label: null, Block: { Safety: BlockSafety.Default, Stmts: [Stmt.OfExpr { Expr: { } inner }] } } => IsTrivial(inner),
        Expr.OfMacro { Expansion: { } expansion } => IsTrivial(expansion),
        _ => false,
    };

    public override void VisitExpr(Expr expr)
    {
        switch (expr)
        {
            case Expr.OfPath path:
                ResolvePath(path.Id, path.QSelf, path.Path, PathSource.Expr);
                return;
            case Expr.Call { Callee: Expr.OfPath callee } call:
                _pathUser = call;
                ResolvePath(callee.Id, callee.QSelf, callee.Path, PathSource.Callee);
                _pathUser = null;
                VisitExprs(call.Args);
                return;
            case Expr.MethodCall call:
                _resolutions.TraitScopes[call.Id] = CurrentTraits(call.Segment.Ident.Name);
                VisitUsedPath(call.Receiver, call);
                VisitPathSegment(call.Segment);
                VisitExprs(call.Args);
                return;
            case Expr.Field field:
                VisitUsedPath(field.Base, field);
                return;
            case Expr.Struct structure:
                VisitStructExpr(structure);
                return;
            case Expr.If condition:
                VisitIf(condition);
                return;
            case Expr.While loop:
                VisitWhile(loop);
                return;
            case Expr.ForLoop loop:
                VisitForLoop(loop);
                return;
            case Expr.Loop loop:
                PushLabel(LabelKind.Loop, loop.Label, loop.Id);
                VisitBlock(loop.Body);
                PopLabel();
                return;
            case Expr.OfBlock { Label: { } label } block:
                _labels.Add(new LabelRib(LabelKind.Block, label.Ident, block.Id, block.Span, null));
                VisitBlock(block.Block);
                PopLabel();
                return;
            case Expr.Break exit:
                ResolveExit(exit.Id, exit.Label, exit.Span, isBreak: true, exit.Value is not null);
                VisitOptional(exit.Value);
                return;
            case Expr.Continue exit:
                ResolveExit(exit.Id, exit.Label, exit.Span, isBreak: false, hasValue: false);
                return;
            case Expr.Match match:
                VisitExpr(match.Scrutinee);
                foreach (Arm arm in match.Arms)
                {
                    VisitArm(arm);
                }
                return;
            case Expr.Closure closure:
                VisitClosure(closure);
                return;
            case Expr.Async block:
                _labels.Add(new LabelRib(LabelKind.Async, null, default, block.Span, null));
                VisitBlock(block.Block);
                PopLabel();
                return;
            case Expr.Let let:
                // Outside of a condition: reported by the parser; the names are bound to keep others quiet.
                VisitExpr(let.Value);
                ResolvePattern(let.Pat, [], PatternPlace.Let);
                return;
            case Expr.ConstBlock block:
                int depth = _ribs.Depth;
                BodyState body = EnterBody();
                _ribs.Push(RibKind.Constant);
                VisitExpr(block.Value.Value);
                _ribs.PopTo(depth);
                RestoreBody(body);
                return;
            case Expr.Repeat repeat:
                VisitExpr(repeat.Element);
                VisitAnonConst(repeat.Count);
                return;
        }
        WalkExpr(expr);
    }

    /// <summary>An operand; if it is a path, messages about it look at what it is an operand of.</summary>
    private void VisitUsedPath(Expr operand, Expr user)
    {
        _pathUser = operand is Expr.OfPath ? user : null;
        VisitExpr(operand);
        _pathUser = null;
    }

    private void VisitStructExpr(Expr.Struct structure)
    {
        ResolvePath(structure.Id, structure.QSelf, structure.Path, PathSource.Struct);
        foreach (ExprField field in structure.Fields)
        {
            VisitExpr(field.Value);
        }
        if (structure.Rest is StructRest.Base rest)
        {
            VisitExpr(rest.Value);
        }
    }

    private void VisitIf(Expr.If condition)
    {
        int depth = _ribs.Depth;
        VisitCondition(condition.Condition);
        VisitBlock(condition.Then);
        _ribs.PopTo(depth);
        VisitOptional(condition.Else);
    }

    /// <summary>A condition: the names that its <c>let</c>s bind stay in scope; the caller pops them.</summary>
    private void VisitCondition(Expr condition)
    {
        switch (condition)
        {
            case Expr.Let let:
                VisitExpr(let.Value);
                ResolvePattern(let.Pat, [], PatternPlace.Let);
                break;
            case Expr.Binary { Op: BinaryOp.And } and:
                VisitCondition(and.Left);
                VisitCondition(and.Right);
                break;
            case Expr.Paren paren:
                VisitCondition(paren.Inner);
                break;
            case Expr.OfMacro { Expansion: { } expansion }:
                VisitCondition(expansion);
                break;
            default:
                VisitExpr(condition);
                break;
        }
    }

    private void VisitWhile(Expr.While loop)
    {
        int depth = _ribs.Depth;
        PushLabel(LabelKind.WhileOrFor, loop.Label, loop.Id);
        _labels.Add(new LabelRib(LabelKind.WhileCondition, null, loop.Id, loop.Span, null));
        VisitCondition(loop.Condition);
        PopLabel();
        VisitBlock(loop.Body);
        PopLabel();
        _ribs.PopTo(depth);
    }

    private void VisitForLoop(Expr.ForLoop loop)
    {
        VisitExpr(loop.Iterable);
        int depth = _ribs.Depth;
        ResolvePattern(loop.Pat, [], PatternPlace.For);
        PushLabel(LabelKind.WhileOrFor, loop.Label, loop.Id);
        VisitBlock(loop.Body);
        PopLabel();
        _ribs.PopTo(depth);
    }

    public override void VisitArm(Arm arm)
    {
        int depth = _ribs.Depth;
        ResolvePattern(arm.Pat, [], PatternPlace.Match);
        if (arm.Guard is not null)
        {
            VisitCondition(arm.Guard);
        }
        VisitExpr(arm.Body);
        _ribs.PopTo(depth);
    }

    private void VisitClosure(Expr.Closure closure)
    {
        int depth = _ribs.Depth;
        int lifetimes = _lifetimes.Count;
        DefId owner = _owner;
        _owner = DefOf(closure.Id);
        BindParams(closure.Header.BoundLifetimes);
        List<FreshLifetime> fresh = [];
        (ElisionMode elision, List<LifetimeRes>? inputs) = (_elision, _inputLifetimes);
        List<MissingLifetime>? missing = _missingInputs;
        (_inputLifetimes, _missingInputs) = (null, null);
        _elision = closure.Header.BoundLifetimes.IsEmpty ? ElisionMode.Create(_owner, fresh) : ElisionMode.ErrorInBound;
        foreach (Param parameter in closure.Decl.Params)
        {
            VisitTy(parameter.Ty);
        }
        _elision = ElisionMode.Infer;
        VisitOptional(closure.Decl.Output);
        _resolutions.FreshLifetimes[closure.Id] = [.. fresh];
        BindParamPatterns(closure.Decl.Params);
        _labels.Add(new LabelRib(closure.Header.IsAsync ? LabelKind.Async : LabelKind.Closure, null, default, closure.DeclSpan, null));
        VisitExpr(closure.Body);
        PopLabel();
        (_elision, _inputLifetimes, _missingInputs) = (elision, inputs, missing);
        _owner = owner;
        _lifetimes.RemoveRange(lifetimes, _lifetimes.Count - lifetimes);
        _ribs.PopTo(depth);
    }

    private void PushLabel(LabelKind kind, Lifetime? label, NodeId target) =>
        _labels.Add(new LabelRib(kind, label?.Ident, target, label?.Span ?? default, null));

    private void PopLabel()
    {
        // Macro definitions of a block that was left through an inner visit are gone already.
        _labels.RemoveAt(_labels.Count - 1);
    }

    /// <summary>Reference: [expr.loop.break], [expr.loop.continue].</summary>
    private void ResolveExit(NodeId exit, Lifetime? label, SourceSpan span, bool isBreak, bool hasValue)
    {
        string keyword = isBreak ? "break" : "continue";
        if (label is not null)
        {
            ResolveLabeledExit(exit, label, span, isBreak, hasValue);
            return;
        }
        bool sawBlock = false;
        for (int i = _labels.Count - 1; i >= 0; i--)
        {
            LabelRib rib = _labels[i];
            switch (rib.Kind)
            {
                case LabelKind.MacroDefinition:
                    break;
                case LabelKind.Block:
                    sawBlock = true;
                    break;
                case LabelKind.Closure or LabelKind.Async:
                    string place = rib.Kind == LabelKind.Closure ? "of a closure" : "`async` block";
                    Fail(exit, Diagnostic.Error("E0267", $"`{keyword}` inside {place}", span)
                        .WithPrimaryLabel($"cannot `{keyword}` inside {place}")
                        .WithLabel(rib.Span, rib.Kind == LabelKind.Closure ? "enclosing closure" : "enclosing `async` block"));
                    return;
                case LabelKind.WhileCondition:
                    Fail(exit, Diagnostic.Error("E0590", $"`break` or `continue` with no label in the condition of a `while` loop", span)
                        .WithPrimaryLabel("unlabeled `" + keyword + "` in the condition of a `while` loop"));
                    return;
                default:
                    if (sawBlock)
                    {
                        Fail(exit, Diagnostic.Error("E0695", $"unlabeled `{keyword}` inside of a labeled block", span)
                            .WithPrimaryLabel($"`{keyword}` statements that would diverge to or through a labeled block need to bear a label"));
                        return;
                    }
                    CheckBreakValue(rib, span, hasValue);
                    _resolutions.Labels[exit] = rib.Target;
                    return;
            }
        }
        if (sawBlock)
        {
            Fail(exit, Diagnostic.Error("E0695", $"unlabeled `{keyword}` inside of a labeled block", span)
                .WithPrimaryLabel($"`{keyword}` statements that would diverge to or through a labeled block need to bear a label"));
            return;
        }
        Fail(exit, Diagnostic.Error("E0268", $"`{keyword}` outside of a loop{(isBreak ? " or labeled block" : "")}", span)
            .WithPrimaryLabel($"cannot `{keyword}` outside of a loop{(isBreak ? " or labeled block" : "")}"));
    }

    private void Fail(NodeId exit, Diagnostic diagnostic) => _resolutions.LabelErrors[exit] = Sink.Report(diagnostic);

    private void CheckBreakValue(LabelRib rib, SourceSpan span, bool hasValue)
    {
        if (hasValue && rib.Kind == LabelKind.WhileOrFor)
        {
            Sink.Report(Diagnostic.Error("E0571", "`break` with value from a `while` loop", span).WithPrimaryLabel("can only break with a value inside `loop` or breakable block"));
        }
    }

    private void ResolveLabeledExit(NodeId exit, Lifetime label, SourceSpan span, bool isBreak, bool hasValue)
    {
        SyntaxContext context = label.Ident.Span.Context;
        bool isUnreachable = false;
        for (int i = _labels.Count - 1; i >= 0; i--)
        {
            LabelRib rib = _labels[i];
            if (rib.Kind == LabelKind.MacroDefinition)
            {
                if (!context.IsRoot && HygieneTable.ExpansionOf(context)!.Definition == rib.Macro)
                {
                    context = HygieneTable.ParentOf(context);
                }
                continue;
            }
            if (rib.Kind is LabelKind.Closure or LabelKind.Async)
            {
                isUnreachable = true;
            }
            if (rib.Label is not { } candidate || candidate.Name != label.Ident.Name || candidate.Span.Context != context)
            {
                continue;
            }
            if (isUnreachable)
            {
                Fail(exit, Diagnostic.Error("E0767", $"use of unreachable label `{label.Ident}`", label.Span)
                    .WithPrimaryLabel($"unreachable label `{label.Ident}`").WithLabel(candidate.Span, "unreachable label defined here")
                    .WithNote("labels are unreachable through functions, closures, async blocks and modules"));
                return;
            }
            if (!isBreak && rib.Kind == LabelKind.Block)
            {
                Fail(exit, Diagnostic.Error("E0696", "`continue` pointing to a labeled block", span)
                    .WithPrimaryLabel("labeled blocks cannot be `continue`'d").WithLabel(rib.Span.IsDummy ? candidate.Span : rib.Span, "labeled block the `continue` points to"));
                return;
            }
            CheckBreakValue(rib, span, hasValue);
            _resolutions.Labels[exit] = rib.Target;
            return;
        }
        Fail(exit, Diagnostic.Error("E0426", $"use of undeclared label `{label.Ident}`", label.Span).WithPrimaryLabel($"undeclared label `{label.Ident}`"));
    }
}
