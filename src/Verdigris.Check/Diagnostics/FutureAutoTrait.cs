using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Printing;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Diagnostics;

/// <summary>
/// Why a future is not <c>Send</c> or <c>Sync</c>: what it keeps across which <c>.await</c>, or what it captured. Made from the
/// chain of obligations that leads from the future to the type that fails.
/// </summary>
internal sealed class FutureAutoTrait
{
    private readonly ErrorScope _scope;
    private readonly Ty.Coroutine _inner;
    private readonly Ty.Coroutine _outer;
    private readonly Ty _target;
    private readonly string _trait;
    private readonly bool _isSend;

    private FutureAutoTrait(ErrorScope scope, Ty.Coroutine inner, Ty.Coroutine outer, Ty target, bool isSend)
    {
        _scope = scope;
        _inner = inner;
        _outer = outer;
        _target = scope.Context.Types.EraseRegions(target);
        _isSend = isSend;
        _trait = isSend ? "`Send`" : "`Sync`";
    }

    public string Message => $"future cannot be {(_isSend ? "sent" : "shared")} between threads safely";

    /// <summary>What the program names: the outermost future.</summary>
    public string Label => $"{NameOf(_outer.Def)} is not {_trait}";

    /// <summary>Null when no future is involved.</summary>
    public static FutureAutoTrait? Find(ErrorScope scope, FulfillmentError error)
    {
        if (scope.Inference.Resolve(error.Root.Predicate) is not Predicate.Trait root || AutoTraitOf(scope, root.TraitRef.Trait) is not { } isSend)
        {
            return null;
        }
        Ty? below = null;
        Ty? target = null;
        Ty.Coroutine? inner = null;
        Ty.Coroutine? outer = null;
        for (Obligation? obligation = error.Leaf; obligation is not null; obligation = obligation.Parent)
        {
            if (scope.Inference.Resolve(obligation.Predicate) is not Predicate.Trait step)
            {
                continue;
            }
            Ty self = step.TraitRef.SelfTy;
            // The captures of a coroutine are one tuple, which nobody has written.
            bool isCaptures = self is Ty.Tuple && obligation.Parent is { Predicate: Predicate.Trait { TraitRef.SelfTy: Ty.Coroutine } };
            if (self is Ty.Coroutine coroutine)
            {
                target ??= below;
                inner ??= coroutine;
                outer = coroutine;
            }
            below = isCaptures ? below : self;
        }
        return inner is not null && target is not null ? new FutureAutoTrait(scope, inner, outer!, target, isSend) : null;
    }

    private static bool? AutoTraitOf(ErrorScope scope, DefId trait) =>
        scope.Context.LangItemOf(trait) == LangItem.Sync ? false
        : scope.Context.Crates.NameOf(trait).Text == "Send" && scope.Context.TraitDefOf(trait).IsAuto ? true
        : null;

    /// <summary>The type of which the failing one is a part by the built-in rules: messages begin with it.</summary>
    public static Ty? OutermostBuiltin(ErrorScope scope, FulfillmentError error)
    {
        Ty? within = null;
        for (Obligation? obligation = error.Leaf.Parent; obligation is not null; obligation = obligation.Parent)
        {
            if (scope.Inference.Resolve(obligation.Predicate) is not Predicate.Trait step || scope.ImplFor(obligation, step) is not null)
            {
                break;
            }
            within = step.TraitRef.SelfTy;
        }
        return within;
    }

    public void Explain(Diagnostic diagnostic)
    {
        if (ExplainCapture(diagnostic))
        {
            return;
        }
        foreach (WitnessLocal local in _scope.Context.WitnessOf(_inner.Def).Locals)
        {
            if (_scope.Context.Types.EraseRegions(_scope.Context.Types.Instantiate(local.Ty, _inner.Args)) != _target || local.Awaits.IsEmpty)
            {
                continue;
            }
            string type = Print(_target);
            if (local.Name?.Text == "__awaitee")
            {
                diagnostic.WithChild(new SubDiagnostic(
                    DiagnosticLevel.Note, $"future is not {_trait} as it awaits another future which is not {_trait}", local.Span,
                    [new SpanLabel(local.Span, $"await occurs here on type `{type}`, which is not {_trait}", IsPrimary: true)]));
                return;
            }
            string value = local.Name is { } name ? $"`{name}`" : Snippet(local.Span);
            diagnostic.WithChild(new SubDiagnostic(
                DiagnosticLevel.Note, $"future is not {_trait} as this value is used across an await", local.Awaits[0],
                [
                    new SpanLabel(local.Awaits[0], $"await occurs here, with {value} maybe used later", IsPrimary: true),
                    new SpanLabel(local.Span, $"has type `{type}` which is not {_trait}"),
                ]));
            return;
        }
    }

    private bool ExplainCapture(Diagnostic diagnostic)
    {
        if (_scope.Context.Program.FactsOf(_inner.Def.Crate) is not LocalCrateFacts crate || _inner.UpvarsTy is not Ty.Tuple upvars)
        {
            return false;
        }
        ImmutableArray<CapturedPlace> captures = crate.TypeckOf(_scope.Context, _inner.Def).Captures.GetValueOrDefault(_inner.Def, []);
        for (int i = 0; i < captures.Length && i < upvars.Elements.Count; i++)
        {
            if (_scope.Context.Types.EraseRegions(upvars.Elements[i]) != _target)
            {
                continue;
            }
            string type = Print(_target);
            SourceSpan span = captures[i].PathSpan;
            if (_target is Ty.Ref reference && _isSend)
            {
                string needed = reference.IsMutable ? "Send" : "Sync";
                diagnostic.WithChild(new SubDiagnostic(
                    DiagnosticLevel.Note,
                    $"captured value is not `Send` because `&{(reference.IsMutable ? "mut" : "")}` references cannot be sent unless their referent is `{needed}`", span,
                    [new SpanLabel(span, $"has type `{type}` which is not `Send`, because `{Print(reference.Pointee)}` is not `{needed}`", IsPrimary: true)]));
                return true;
            }
            // What an async fn owns from its start is told as its variable if it is kept, too.
            if (KeepsTarget())
            {
                return false;
            }
            diagnostic.WithChild(new SubDiagnostic(
                DiagnosticLevel.Note, $"captured value is not {_trait}", span, [new SpanLabel(span, $"has type `{type}` which is not {_trait}", IsPrimary: true)]));
            return true;
        }
        return false;
    }

    private bool KeepsTarget()
    {
        foreach (WitnessLocal local in _scope.Context.WitnessOf(_inner.Def).Locals)
        {
            if (_scope.Context.Types.EraseRegions(_scope.Context.Types.Instantiate(local.Ty, _inner.Args)) == _target && local.Name?.Text != "__awaitee")
            {
                return true;
            }
        }
        return false;
    }

    private string NameOf(DefId coroutine)
    {
        DefId function = _scope.Context.ParentOf(coroutine);
        bool isFunctionBody = _scope.Context.Program.FactsOf(coroutine.Crate) is LocalCrateFacts crate
            ? crate.Hir.NodeOf(coroutine) is HirNode.Closure { Value.Kind: HirClosureKind.AsyncFnBody }
            : _scope.Context.KindOf(function) is DefKind.Fn or DefKind.AssocFn;
        return isFunctionBody ? $"future returned by `{_scope.Context.Crates.NameOf(function)}`" : "future created by async block";
    }

    private string Snippet(SourceSpan span)
    {
        string text = _scope.Context.Program.SourceMap.SnippetOf(span);
        return text.Contains('\n') ? "the value" : $"`{text}`";
    }

    private string Print(Ty ty) => new TyPrinter(_scope.Context).Print(ty);
}
