using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Build;

/// <summary>
/// Builds the MIR of one body from HIR and type-check results.
/// <para>
/// Lowering is named by the form wanted: <c>AsPlace</c>, <c>AsOperand</c>, <c>AsRvalue</c>, <c>Into</c> a destination,
/// <c>AsTemp</c>. Drops are scheduled in scopes (<see cref="DropScopes"/>), which make the exits of a scope and the clean-up
/// blocks for unwinding. Patterns become decision trees (<c>Match</c> files).
/// </para>
/// <para>Requires: results that are not tainted. Establishes: <see cref="MirPhase.Built"/>.</para>
/// </summary>
internal sealed partial class BodyBuilder
{
    private readonly TypeContext _context;
    private readonly LocalCrateFacts _crate;
    private readonly TypeckResults _results;
    private readonly Body _body;
    private readonly DropScopes _scopes;
    private readonly TraitSolver _solver;
    private readonly ParamEnv _env;
    private readonly HirExpr.Closure? _closure;
    private readonly Dictionary<HirId, VariableLocals> _variables = [];
    private readonly bool _checksOverflow;
    private SourceScope _sourceScope;
    private int _depth;

    private BodyBuilder(TypeContext context, LocalCrateFacts crate, TypeckResults results, Body body, HirExpr.Closure? closure, MirBuildOptions options)
    {
        _solver = new TraitSolver(new Inference(context));
        _context = context;
        _crate = crate;
        _results = results;
        _body = body;
        _closure = closure;
        _checksOverflow = options.ChecksOverflow || InheritsOverflowChecks(context, body.Def);
        _env = context.ParamEnvOf(crate.EnvOwnerOf(body.Def));
        _sourceScope = body.Scopes.Add(new SourceScopeData(body.Span, default));
        _scopes = new DropScopes(body);
    }

    private TypeInterner Types => _context.Types;

    private CommonTypes Common => _context.Types.Common;

    /// <summary>Whether code generation decides about the checks: they must be there. Constants are always checked.</summary>
    private static bool InheritsOverflowChecks(TypeContext context, DefId def)
    {
        while (context.KindOf(def) == DefKind.Closure && (context.FnAttrsOf(def).Flags & FnAttrFlags.InheritOverflowChecks) == 0)
        {
            def = context.ParentOf(def);
        }
        return context.KindOf(def) is not (DefKind.Fn or DefKind.AssocFn) || (context.FnAttrsOf(def).Flags & FnAttrFlags.InheritOverflowChecks) != 0;
    }

    /// <summary>The MIR of a function, closure, constant or static with a body of its own.</summary>
    public static Body Build(TypeContext context, LocalCrateFacts crate, DefId def, MirBuildOptions options)
    {
        TypeckResults results = crate.TypeckOf(context, def);
        HirBody hir = crate.BodyOf(def) ?? throw new CompilerBug("MIR is asked for something without a body");
        SourceSpan span = context.Crates.SpanOf(def).To(hir.Value.Span);
        if (results.Tainted is { } tainted)
        {
            Body poisoned = new(def, 0, span) { Tainted = tainted };
            poisoned.Locals.Add(new LocalDecl(context.Types.ErrorTy(tainted), true, default, default, []));
            poisoned.Blocks.Add(new BasicBlockData(isCleanup: false) { Terminator = new Terminator.Unreachable(default) });
            return poisoned;
        }
        HirExpr.Closure? closure = crate.Hir.NodeOf(def) is HirNode.Closure node ? node.Value : null;
        int argCount = hir.Params.Length + (closure is null ? 0 : 1);
        Body body = new(def, argCount, span);
        BodyBuilder builder = new(context, crate, results, body, closure, options);
        builder.BuildBody(hir);
        return body;
    }

    private void BuildBody(HirBody hir)
    {
        SourceInfo outer = Info(_body.Span);
        FnSig? sig = _results.FnSigs.GetValueOrDefault(_body.Def);
        Ty returnTy = sig is null ? _results.AdjustedTypeOf(hir.Value) : Erase(HideOpaques(sig.Output));
        if (sig is null && _crate.Hir.NodeOf(_body.Def) is not HirNode.InlineConst)
        {
            returnTy = Erase(Normalize(_context.TypeOf(_body.Def)));
        }
        _body.Locals.Add(new LocalDecl(returnTy, true, outer, new LocalInfo(LocalKind.Return), []));
        if (_closure is not null)
        {
            DeclareClosureSelf();
        }
        ReadOnlySpan<Ty> inputs = sig is null ? [] : sig.Inputs;
        if (_closure is not null && inputs.Length == 1 && inputs[0] is Ty.Tuple tuple && hir.Params.Length != 1)
        {
            inputs = tuple.Elements.AsSpan();
        }
        foreach (HirParam param in hir.Params)
        {
            Ty ty = _results.TypeOf(param.Id);
            _body.Locals.Add(new LocalDecl(ty, true, Info(param.Pat.Span), ParamInfo(param), []));
        }
        if (sig is { Abi.Text: "rust-call" } && _closure is null && hir.Params.Length > 0)
        {
            _body.SpreadArg = Local.FromIndex(_body.ArgCount);
        }
        BasicBlock block = _scopes.NewBlock();
        BasicBlock returnBlock = _scopes.NewBlock();
        _scopes.EnterBody(returnBlock);
        _scopes.Push(ScopeKind.Arguments, hir.Value.Span);
        BindParams(hir, ref block);
        _scopes.Push(ScopeKind.Terminating, hir.Value.Span);
        if (sig is null)
        {
            // What a constant's value borrows lives for ever. [destructors.scope.lifetime-extension.static]
            ExtendOperands(hir.Value, DropScopes.Never);
        }
        Into(Place.Return, ref block, Full(hir.Value));
        _scopes.Pop(ref block, outer);
        _scopes.Pop(ref block, outer);
        Goto(block, returnBlock, outer);
        _body.Blocks[returnBlock].Terminator = new Terminator.Return(outer);
        _scopes.FinishUnreachable(outer);
    }

    private LocalInfo ParamInfo(HirParam param) => param.Pat is HirPat.Binding { Subpattern: null, IsByRef: false } binding
        ? new LocalInfo(binding.Ident.Name.Text == "self" ? LocalKind.SelfParam : LocalKind.Variable, binding.Ident.Name, PatSpan: param.Pat.Span)
        : new LocalInfo(LocalKind.Temp);

    /// <summary>Arguments are dropped last to first, after all locals; then their patterns' bindings, which are locals.</summary>
    private void BindParams(HirBody hir, ref BasicBlock block)
    {
        int first = _closure is null ? 1 : 2;
        if (_closure is not null)
        {
            _scopes.ScheduleDrop(Local.FromIndex(1), NeedsDrop(_body.Locals[Local.FromIndex(1)].Ty), needsStorageDead: false);
        }
        for (int i = 0; i < hir.Params.Length; i++)
        {
            Local local = Local.FromIndex(first + i);
            _scopes.ScheduleDrop(local, NeedsDrop(_body.Locals[local].Ty), needsStorageDead: false);
        }
        for (int i = 0; i < hir.Params.Length; i++)
        {
            HirParam param = hir.Params[i];
            Local local = Local.FromIndex(first + i);
            if (param.Pat is HirPat.Binding { Subpattern: null } binding && !_results.BindingModeOf(binding.Id).IsByRef)
            {
                BindingMode mode = _results.BindingModeOf(binding.Id);
                _body.Locals[local] = _body.Locals[local] with { IsMutable = mode.IsMutable };
                _variables[binding.BindingId] = new VariableLocals(local, default);
                _body.DebugVars.Add(new VarDebugInfo(binding.Ident.Name, Info(binding.Span), new Place(local), first + i));
                continue;
            }
            DeclareBindings(param.Pat, hasGuard: false);
            BindIrrefutable(ref block, param.Pat, new Place(local), param.Span);
        }
    }

    /// <summary>The closure itself: by value, by reference or by mutable reference, as its kind says.</summary>
    private void DeclareClosureSelf()
    {
        Ty type = _results.TypeOf(_closure!.Id);
        Ty self = (type as Ty.Closure)?.Kind switch
        {
            ClosureKind.Fn => Types.Ref(Common.Erased, type, isMutable: false),
            ClosureKind.FnMut => Types.Ref(Common.Erased, type, isMutable: true),
            // A coroutine owns what it captures, too, until it becomes a state machine.
            _ => type,
        };
        _body.Locals.Add(new LocalDecl(self, true, Info(_closure.Span), new LocalInfo(LocalKind.Temp), []));
        ImmutableArray<CapturedPlace> captures = _results.Captures[_closure.Def];
        for (int i = 0; i < captures.Length; i++)
        {
            if (captures[i].Projections.Length == 0 && NameOfVariable(captures[i].Variable) is { } name)
            {
                _body.DebugVars.Add(new VarDebugInfo(name, Info(_closure.Span), CapturePlace(i), 0));
            }
        }
    }

    private Symbol? NameOfVariable(HirId variable) => _crate.BodyOf(_crate.BodyOwnerOf(_body.Def)) is { } hir ? BindingNames.Find(hir, variable) : null;

    private TypedExpr Full(HirExpr expr) => TypedExpr.Full(_results, expr);

    private Ty TypeOf(TypedExpr expr) => Erase(expr.TypeIn(_results));

    private SourceInfo Info(SourceSpan span) => new(span, _sourceScope);

    private Ty Erase(Ty ty) => Types.EraseRegions(ty);

    private Ty Normalize(Ty ty)
    {
        if (!ty.HasProjection)
        {
            return ty;
        }
        List<Obligation> nested = [];
        return _solver.Inference.Resolve(_solver.Normalize(ty, _env, ObligationCause.Dummy, nested));
    }

    /// <summary>Inside its own function an opaque type is what it hides.</summary>
    private Ty HideOpaques(Ty ty) =>
        (ty.Flags & TypeFlags.HasAlias) == 0 || _results.HiddenTypes.Count == 0 ? ty : new OpaqueRevealer(Types, _results).Fold(ty);

    private sealed class OpaqueRevealer(TypeInterner types, TypeckResults results) : TypeFolder(types)
    {
        public override Ty Fold(Ty ty) =>
            ty is Ty.Alias opaque && results.HiddenTypes.TryGetValue(opaque.Def, out Ty? hidden) ? Fold(hidden) : SuperFold(ty);

        protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasAlias) == 0;
    }

    private bool NeedsDrop(Ty ty) => DropInfo.NeedsDrop(_context, _solver, _env, ty);

    private bool IsCopy(Ty ty) => _solver.IsCopy(_env, ty);

    private Local NewTemp(Ty ty, SourceSpan span, LocalKind kind = LocalKind.Temp) =>
        _body.Locals.Add(new LocalDecl(Erase(ty), true, Info(span), new LocalInfo(kind), []));

    private Place NewTempPlace(Ty ty, SourceSpan span) => new(NewTemp(ty, span));

    private void Assign(BasicBlock block, SourceInfo source, Place target, Rvalue value) =>
        _body.Blocks[block].Statements.Add(new Statement.Assign(source, target, value));

    private void AssignUnit(BasicBlock block, SourceInfo source, Place target) =>
        Assign(block, source, target, new Rvalue.Use(ZeroSized(Common.Unit, source.Span)));

    private void Push(BasicBlock block, Statement statement) => _body.Blocks[block].Statements.Add(statement);

    private void Terminate(BasicBlock block, Terminator terminator) => _body.Blocks[block].Terminator = terminator;

    private void Goto(BasicBlock from, BasicBlock to, SourceInfo source) => Terminate(from, new Terminator.Goto(source, to));

    private static Operand ZeroSized(Ty ty, SourceSpan span) =>
        new Operand.Constant(new ConstOperand(span, new MirConst.Value(ty, ConstValue.ZeroSized.Instance)));

    private static Operand Scalar(Ty ty, UInt128 bits, int size, SourceSpan span) =>
        new Operand.Constant(new ConstOperand(span, new MirConst.Value(ty, new ConstValue.Scalar(bits, size))));

    private Operand UsizeConstant(ulong value, SourceSpan span) => Scalar(Common.Usize, value, 8, span);

    /// <summary>Moves or copies out of a place.</summary>
    private Operand Consume(Place place, Ty ty) => IsCopy(ty) ? new Operand.Copy(place) : new Operand.Move(place);

    /// <summary>A call of a library function; the block after it.</summary>
    private void Call(
        ref BasicBlock block, SourceInfo source, Ty function, ImmutableArray<Operand> args, Place destination, CallSource callSource, bool diverges = false)
    {
        BasicBlock next = diverges ? default : _scopes.NewBlock();
        Terminate(block, new Terminator.Call(
            source, ZeroSized(function, source.Span), args, destination, next, _scopes.Unwind(source), source.Span, callSource));
        block = diverges ? _scopes.NewBlock() : next;
    }

    /// <summary>A variable's local, and (in match guards) the local that holds a reference to it.</summary>
    private readonly record struct VariableLocals(Local ForBody, Local ForGuard);
}

/// <summary>What MIR depends on besides the program.</summary>
/// <param name="ChecksOverflow">Arithmetic panics on overflow (<c>-C overflow-checks</c>).</param>
public sealed record MirBuildOptions(bool ChecksOverflow, bool DebugAssertions);
