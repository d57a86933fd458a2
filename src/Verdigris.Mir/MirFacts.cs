using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Timing;
using Verdigris.Check.Collect;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.Borrowck.Typing;
using Verdigris.Mir.Build;
using Verdigris.Mir.Checks;
using Verdigris.Mir.ConstCheck;
using Verdigris.Mir.Coroutines;
using Verdigris.Mir.Elaborate;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Traits;

namespace Verdigris.Mir;

/// <summary>
/// The MIR of local bodies, as facts: built and checked once, elaborated once. One object a process; options are the same for
/// all crates of a build.
/// </summary>
public sealed class MirFacts : ICoroutineFacts
{
    private readonly Fact<Body> _optimised;
    private readonly Fact<CheckedClosure> _closures;
    private readonly Fact<Body> _coroutines;
    private readonly Fact<CoroutineWitness> _witnesses;
    private readonly Fact<ConstQualifs> _qualifs;
    private readonly ConcurrentDictionary<DefId, ImportedBody> _imported = new();

    // What was checked but not kept, and what was said of it.
    private readonly ConcurrentDictionary<DefId, ErrorReported?> _checked = new();

    private readonly ConcurrentDictionary<CrateId, RegionTemplates> _templates = new();
    private readonly MirBuildOptions _options;
    private readonly Action<BorrowFacts>? _observeBorrows;
    private readonly LintSink? _lints;
    private readonly PassTimes? _times;

    /// <param name="options">The same for all crates of a build.</param>
    /// <param name="times">Where to count the time of borrow checking and elaboration, if it is wanted.</param>
    /// <param name="observeBorrows">Called for each body that is borrow-checked, on the thread that checks it.</param>
    /// <param name="lints">Gets what is said of the bodies of its crate.</param>
    public MirFacts(MirBuildOptions options, PassTimes? times = null, Action<BorrowFacts>? observeBorrows = null, LintSink? lints = null)
    {
        _options = options;
        _times = times;
        _observeBorrows = observeBorrows;
        _lints = lints;
        _optimised = new Fact<Body>(
            "building MIR for",
            ComputeOptimised,
            static (program, def, reported) => Poisoned(program, def, reported));
        _closures = new Fact<CheckedClosure>(
            "borrow-checking",
            CheckClosure,
            static (program, def, reported) => new CheckedClosure(Poisoned(program, def, reported), ClosureRequirements.None));
        _coroutines = new Fact<Body>(
            "building MIR for",
            (context, def) => BodyBuilder.Build(context, (LocalCrateFacts)context.Program.FactsOf(def.Crate), def, options),
            static (program, def, reported) => Poisoned(program, def, reported));
        _witnesses = new Fact<CoroutineWitness>(
            "computing what is kept across the suspension points of", ComputeWitness, static (_, _, _) => CoroutineWitness.Empty);
        _qualifs = new Fact<ConstQualifs>(
            "const-checking", (context, def) => ComputeQualifs(this, context, def, options), static (_, _, _) => ConstQualifs.None);
    }

    /// <summary>What the value of a local constant may be, found on its MIR as built: elaboration would hide what is dropped.</summary>
    private static ConstQualifs ComputeQualifs(MirFacts facts, TypeContext context, DefId def, MirBuildOptions options)
    {
        LocalCrateFacts crate = (LocalCrateFacts)context.Program.FactsOf(def.Crate);
        if (!HasBody(context, crate, def))
        {
            return ConstQualifs.None;
        }
        Body body = BodyBuilder.Build(context, crate, def, options);
        return body.Tainted is not null
            ? ConstQualifs.None
            : QualifDataflow.Run(context, body, context.ParamEnvOf(crate.EnvOwnerOf(def)), constant => context.Ask(facts._qualifs, constant)).OfResult();
    }

    private void CheckConst(TypeContext context, LocalCrateFacts crate, Body body)
    {
        if (!crate.IsLibrary(context) && ConstContext.Of(context, body.Def) is { } kind)
        {
            ConstChecker.Check(context, body, kind, context.ParamEnvOf(crate.EnvOwnerOf(body.Def)), constant => context.Ask(_qualifs, constant));
        }
    }

    /// <summary>The body as code generation and const evaluation use it, of any crate; null if there is none, or it has errors.</summary>
    public Body? BodyOf(TypeContext context, DefId def)
    {
        switch (context.Program.FactsOf(def.Crate))
        {
            case LocalCrateFacts facts when HasBody(context, facts, def):
                Body body = OptimisedOf(context, def);
                return body.Tainted is null ? body : null;
            case IBodySource source:
                return _imported.GetOrAdd(def, static (key, state) => new ImportedBody(state.source.BodyOf(state.context, key)), (source, context)).Body;
            default:
                return null;
        }
    }

    /// <summary>Built, borrow-checked (its errors are reported) and elaborated.</summary>
    public Body OptimisedOf(TypeContext context, DefId def) => context.Ask(_optimised, def);

    /// <summary>
    /// Builds and borrow-checks what nobody is going to use: its errors are reported, it is not kept. The body as built.
    /// </summary>
    public Body Check(TypeContext context, DefId def)
    {
        if (context.KindOf(def) == DefKind.Closure)
        {
            return context.Ask(_closures, def).Body;
        }
        Body body = BuildChecked(context, (LocalCrateFacts)context.Program.FactsOf(def.Crate), def);
        _checked.TryAdd(def, body.Tainted);
        return body;
    }

    private static bool IsCoroutine(TypeContext context, DefId def) =>
        context.KindOf(def) == DefKind.Closure && context.TypeOf(def) is Ty.Coroutine;

    /// <inheritdoc/>
    public CoroutineWitness WitnessOf(TypeContext context, DefId coroutine)
    {
        if (context.Program.FactsOf(coroutine.Crate) is LocalCrateFacts)
        {
            return context.Ask(_witnesses, coroutine);
        }
        ImmutableArray<WitnessLocal>.Builder locals = ImmutableArray.CreateBuilder<WitnessLocal>();
        if (BodyOf(context, coroutine)?.Coroutine is { } machine)
        {
            foreach (SavedLocal saved in machine.Saved)
            {
                locals.Add(new WitnessLocal(saved.Ty, saved.Name, saved.Span, []));
            }
        }
        return new CoroutineWitness(locals.ToImmutable());
    }

    private CoroutineWitness ComputeWitness(TypeContext context, DefId coroutine) =>
        context.Ask(_coroutines, coroutine) is { Tainted: null } body ? CoroutineWitnesses.Of(body) : CoroutineWitness.Empty;

    private static bool HasBody(TypeContext context, LocalCrateFacts facts, DefId def) => context.KindOf(def) switch
    {
        DefKind.Fn or DefKind.AssocFn or DefKind.Const or DefKind.AssocConst or DefKind.Static => facts.BodyOf(def) is not null,
        DefKind.Closure or DefKind.AnonConst or DefKind.InlineConst => true,
        _ => false,
    };

    /// <summary>A closure's body as its creator's borrow check wants it: checked, not elaborated.</summary>
    private CheckedClosure CheckClosure(TypeContext context, DefId def)
    {
        using IDisposable? time = _times?.Measure("building MIR");
        LocalCrateFacts crate = (LocalCrateFacts)context.Program.FactsOf(def.Crate);
        // A coroutine's body as built also says what it keeps.
        Body body = IsCoroutine(context, def) ? context.Ask(_coroutines, def) : BodyBuilder.Build(context, crate, def, _options);
        ClosureRequirements requirements = ClosureRequirements.None;
        if (body.Tainted is null)
        {
            requirements = CheckBorrows(context, crate, body);
            if (body.Tainted is null)
            {
                PackedBorrowChecker.Check(context, body);
            }
        }
        return new CheckedClosure(body, requirements);
    }

    private ClosureRequirements CheckBorrows(TypeContext context, LocalCrateFacts crate, Body body)
    {
        using IDisposable? time = _times?.Measure("borrow-checking");
        return BorrowChecker.Check(
            context, crate, body, _templates.GetOrAdd(body.Def.Crate, static _ => new RegionTemplates()), context.Diagnostics,
            closure => context.Ask(_closures, closure).Requirements,
            _lints is not null && _lints.IsOf(body.Def.Crate.Index) ? _lints : null, _observeBorrows);
    }

    private Body ComputeOptimised(TypeContext context, DefId def)
    {
        LocalCrateFacts crate = (LocalCrateFacts)context.Program.FactsOf(def.Crate);
        Body body;
        if (context.KindOf(def) == DefKind.Closure)
        {
            // The checked body is shared: elaboration works on a copy.
            body = context.Ask(_closures, def).Body.Clone();
        }
        else
        {
            body = BuildChecked(context, crate, def);
        }
        if (body.Tainted is not null)
        {
            return body;
        }
        body.Phase = MirPhase.BorrowChecked;
        using IDisposable? time = _times?.Measure("elaborating drops");
        foreach (Body promoted in body.PromotedBodies.AsSpan())
        {
            CleanupPostBorrowck.Run(promoted);
            UnreachableBlocks.Remove(promoted);
            promoted.Phase = MirPhase.Elaborated;
        }
        CleanupPostBorrowck.Run(body);
        UnreachableBlocks.Remove(body);
        ParamEnv env = context.ParamEnvOf(crate.EnvOwnerOf(def));
        DropElaborator.Run(context, body, env);
        UnreachableBlocks.Remove(body);
        if (IsCoroutine(context, def))
        {
            body = CoroutineTransform.Run(context, body, env);
        }
        body.Phase = MirPhase.Elaborated;
        return body;
    }

    private Body BuildChecked(TypeContext context, LocalCrateFacts crate, DefId def)
    {
        Body body = BodyBuilder.Build(context, crate, def, _options);
        if (_checked.TryGetValue(def, out ErrorReported? known))
        {
            body.Tainted ??= known;
        }
        else if (body.Tainted is null)
        {
            CheckBorrows(context, crate, body);
            CheckConst(context, crate, body);
            if (body.Tainted is null)
            {
                PackedBorrowChecker.Check(context, body);
            }
        }
        return body;
    }

    private static Body Poisoned(Program program, DefId def, ErrorReported reported)
    {
        Body body = new(def, 0, default) { Tainted = reported };
        body.Locals.Add(new LocalDecl(program.Types.ErrorTy(reported), true, default, default, []));
        body.Blocks.Add(new BasicBlockData(isCleanup: false) { Terminator = new Terminator.Unreachable(default) });
        return body;
    }

    private sealed record CheckedClosure(Body Body, ClosureRequirements Requirements);

    private readonly record struct ImportedBody(Body? Body);
}
