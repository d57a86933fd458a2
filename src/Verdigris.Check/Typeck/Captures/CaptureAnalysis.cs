using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Check.Typeck.Captures;

/// <summary>
/// What a closure captures, and how it may be called. Since edition 2021 disjoint places are captured, before that whole
/// variables. [types.closure.capture; RFC 2229]
/// </summary>
internal sealed class CaptureAnalysis : PlaceUseVisitor
{
    private readonly HirExpr.Closure _closure;
    private readonly HashSet<HirId> _variables;
    private readonly List<HirId> _order;
    private readonly bool _capturesDisjoint;
    private readonly HirExpr.Closure? _asyncClosure;
    private readonly HashSet<HirId> _params = [];
    private readonly List<Capture> _captures = [];

    private CaptureAnalysis(BodyChecker checker, TypeckResults results, HirExpr.Closure closure, bool capturesDisjoint)
        : base(checker, results)
    {
        _closure = closure;
        _order = UpvarMentions.In(closure);
        _variables = [.. _order];
        _capturesDisjoint = capturesDisjoint;
        if (closure.Kind == HirClosureKind.AsyncClosureBody)
        {
            _asyncClosure = ((HirNode.Closure)checker.Crate.NodeOf(checker.Context.ParentOf(closure.Def))).Value;
            foreach (HirParam param in _asyncClosure.Body.Params)
            {
                PatWalker.Each(param.Pat, _params, static (ids, binding) => ids.Add(binding.BindingId));
            }
        }
    }

    /// <summary>
    /// The future of an <c>async</c> closure owns the parameters. Of what the closure owns it cannot borrow, as it may outlive the
    /// call: it takes that along.
    /// </summary>
    private bool IsMoved(HirId variable) => _closure.IsMove || _asyncClosure is { } closure && (closure.IsMove || _params.Contains(variable));

    private sealed class Capture(HirPlace place, CaptureKind kind, SourceSpan span)
    {
        public HirPlace Place = place;
        public CaptureKind Kind = kind;
        public SourceSpan PathSpan = span;
        public SourceSpan KindSpan = span;
    }

    /// <summary>The kind that the uses of captured places imply.</summary>
    public ClosureKind InferredKind { get; private set; } = ClosureKind.Fn;

    public ClosureKindOrigin? KindOrigin { get; private set; }

    public ImmutableArray<CapturedPlace> Captured { get; private set; } = [];

    public static CaptureAnalysis Run(BodyChecker checker, TypeckResults results, HirExpr.Closure closure, int edition)
    {
        CaptureAnalysis analysis = new(checker, results, closure, edition >= 2021);
        analysis.Consume(closure.Body.Value);
        analysis.Finish();
        return analysis;
    }

    protected override void Use(HirPlace place, UseKind kind, SourceSpan span)
    {
        if (!_variables.Contains(place.Variable))
        {
            return;
        }
        NoteKind(place, kind, span);
        CaptureKind capture = kind switch
        {
            UseKind.Shared => CaptureKind.Ref,
            UseKind.Mutable => CaptureKind.RefMut,
            UseKind.Moved => CaptureKind.Value,
        };
        Add(place, capture, span);
    }

    protected override void VisitClosure(HirExpr.Closure closure)
    {
        // An inner closure's captures are uses of the outer one's variables.
        if (!Results.Captures.TryGetValue(closure.Def, out ImmutableArray<CapturedPlace> inner))
        {
            return;
        }
        foreach (CapturedPlace captured in inner)
        {
            if (!_variables.Contains(captured.Variable))
            {
                continue;
            }
            HirPlace place = new(captured.Variable, Checker.Resolve(Results.TypeOf(captured.Variable)), ToProjections(captured.Projections));
            switch (captured.Kind)
            {
                case CaptureKind.Value:
                    Use(place, Checker.IsCopy(place.Ty) ? UseKind.Shared : UseKind.Moved, captured.PathSpan);
                    break;
                case CaptureKind.Ref:
                    Use(place, UseKind.Shared, captured.PathSpan);
                    break;
                case CaptureKind.RefMut or CaptureKind.UniqueRef:
                    Use(place, UseKind.Mutable, captured.PathSpan);
                    if (closure.Kind == HirClosureKind.AsyncClosureBody && InferredKind != ClosureKind.FnOnce)
                    {
                        // The future takes the unique reference along.
                        InferredKind = ClosureKind.FnOnce;
                        KindOrigin = new ClosureKindOrigin(captured.KindSpan, null);
                    }
                    break;
            }
        }
    }

    private static ImmutableArray<HirProjection> ToProjections(ImmutableArray<CaptureProjection> projections)
    {
        ImmutableArray<HirProjection>.Builder result = ImmutableArray.CreateBuilder<HirProjection>(projections.Length);
        foreach (CaptureProjection projection in projections)
        {
            result.Add(new HirProjection(
                projection.IsDeref ? HirProjectionKind.Deref : HirProjectionKind.Field, projection.Field, projection.Variant, projection.Ty));
        }
        return result.MoveToImmutable();
    }

    private void NoteKind(HirPlace place, UseKind kind, SourceSpan span)
    {
        ClosureKind implied = kind switch
        {
            UseKind.Shared => ClosureKind.Fn,
            // Writing through a shared reference or raw pointer needs no unique access to the captured pointer.
            UseKind.Mutable => GoesThroughSharedPointer(place) ? ClosureKind.Fn : ClosureKind.FnMut,
            UseKind.Moved => ClosureKind.FnOnce,
        };
        if (implied > InferredKind)
        {
            InferredKind = implied;
            KindOrigin = new ClosureKindOrigin(span, null);
        }
    }

    private static bool GoesThroughSharedPointer(HirPlace place)
    {
        for (int i = 0; i < place.Projections.Length; i++)
        {
            if (place.Projections[i].Kind == HirProjectionKind.Deref && place.TyBefore(i) is Ty.RawPtr or Ty.Ref { IsMutable: false })
            {
                return true;
            }
        }
        return false;
    }

    private void Add(HirPlace place, CaptureKind kind, SourceSpan span)
    {
        place = Restrict(place);
        if (IsMoved(place.Variable))
        {
            place = place.Truncate(FirstDeref(place));
            kind = CaptureKind.Value;
        }
        else if (kind == CaptureKind.Value)
        {
            place = place.Truncate(FirstDeref(place));
        }
        else
        {
            place = StopAtSharedReference(place, ref kind);
        }
        Merge(place, kind, span);
    }

    /// <summary>Cuts the place where it cannot be captured precisely.</summary>
    private HirPlace Restrict(HirPlace place)
    {
        if (!_capturesDisjoint)
        {
            return place.Truncate(0);
        }
        for (int i = 0; i < place.Projections.Length; i++)
        {
            Ty before = place.TyBefore(i);
            bool stops = place.Projections[i].Kind switch
            {
                HirProjectionKind.Index => true,
                HirProjectionKind.Deref => before is Ty.RawPtr,
                // Fields of packed structs cannot be borrowed, those of unions overlap, those of enums need the discriminant.
                HirProjectionKind.Field => before is Ty.Adt { Def: var def } && (def.IsUnion || def.Repr.Pack > 0 || (def.IsEnum && def.Variants.Length > 1)),
            };
            if (stops)
            {
                return place.Truncate(i);
            }
        }
        return place;
    }

    private static int FirstDeref(HirPlace place)
    {
        for (int i = 0; i < place.Projections.Length; i++)
        {
            if (place.Projections[i].Kind == HirProjectionKind.Deref)
            {
                return i;
            }
        }
        return place.Projections.Length;
    }

    /// <summary>Behind a shared reference nothing can change: borrowing what it points to is as good as borrowing a part of that.</summary>
    private static HirPlace StopAtSharedReference(HirPlace place, ref CaptureKind kind)
    {
        for (int i = place.Projections.Length - 1; i >= 0; i--)
        {
            if (place.Projections[i].Kind == HirProjectionKind.Deref && place.TyBefore(i) is Ty.Ref { IsMutable: false })
            {
                kind = CaptureKind.Ref;
                return place.Truncate(i + 1);
            }
        }
        return place;
    }

    /// <summary>Keeps the set free of places inside one another: the outermost stays, with the strongest kind.</summary>
    private void Merge(HirPlace place, CaptureKind kind, SourceSpan span)
    {
        Capture merged = new(place, kind, span);
        for (int i = _captures.Count - 1; i >= 0; i--)
        {
            Capture other = _captures[i];
            if (other.Place.IsAncestorOf(place))
            {
                Strengthen(other, kind, span);
                return;
            }
            if (place.IsAncestorOf(other.Place))
            {
                Strengthen(merged, other.Kind, other.KindSpan);
                merged.PathSpan = other.PathSpan;
                _captures.RemoveAt(i);
            }
        }
        if (merged.Kind == CaptureKind.Value)
        {
            merged.Place = merged.Place.Truncate(FirstDeref(merged.Place));
        }
        _captures.Add(merged);
    }

    private static void Strengthen(Capture capture, CaptureKind kind, SourceSpan span)
    {
        if (kind > capture.Kind)
        {
            capture.Kind = kind;
            capture.KindSpan = span;
        }
    }

    private void Finish()
    {
        // Fields of the closure are in the order in which the variables are first mentioned, then by place.
        ImmutableArray<CapturedPlace>.Builder captured = ImmutableArray.CreateBuilder<CapturedPlace>(_captures.Count);
        foreach (HirId variable in _order)
        {
            List<Capture> ofVariable = _captures.FindAll(capture => capture.Place.Variable == variable);
            ofVariable.Sort(static (a, b) => Compare(a.Place, b.Place));
            foreach (Capture capture in ofVariable)
            {
                captured.Add(ToCaptured(capture));
            }
        }
        Captured = captured.ToImmutable();
    }

    private static int Compare(HirPlace a, HirPlace b)
    {
        for (int i = 0; i < int.Min(a.Projections.Length, b.Projections.Length); i++)
        {
            int order = a.Projections[i].Field.Index.CompareTo(b.Projections[i].Field.Index);
            if (order != 0)
            {
                return order;
            }
        }
        return a.Projections.Length.CompareTo(b.Projections.Length);
    }

    private CapturedPlace ToCaptured(Capture capture)
    {
        ImmutableArray<CaptureProjection>.Builder projections = ImmutableArray.CreateBuilder<CaptureProjection>();
        bool isBehindUnique = false;
        for (int i = 0; i < capture.Place.Projections.Length; i++)
        {
            HirProjection projection = capture.Place.Projections[i];
            if (projection.Kind == HirProjectionKind.Deref)
            {
                isBehindUnique |= capture.Place.TyBefore(i) is Ty.Ref { IsMutable: true };
                projections.Add(CaptureProjection.Deref(projection.Ty));
            }
            else
            {
                projections.Add(CaptureProjection.OfField(projection.Field, projection.Variant, projection.Ty));
            }
        }
        bool isMutable = isBehindUnique || Checker.IsMutableBinding(capture.Place.Variable);
        CaptureKind kind = capture.Kind == CaptureKind.RefMut && !isMutable ? CaptureKind.UniqueRef : capture.Kind;
        return new CapturedPlace(
            capture.Place.Variable, projections.ToImmutable(), kind, capture.Place.Ty, isMutable, capture.PathSpan, capture.KindSpan);
    }
}
