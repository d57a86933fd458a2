using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>Lifetimes, elision, and the signatures that decide about it.</summary>
internal sealed partial class LateResolver
{
    private readonly List<LifetimeRib> _lifetimes = [];
    private ElisionMode _elision = ElisionMode.Error;
    // The lifetimes seen in a function's inputs, while they are visited.
    private List<LifetimeRes>? _inputLifetimes;
    // Where they are left out.
    private List<MissingLifetime>? _missingInputs;

    private void BindLifetime(GenericParam parameter)
    {
        Ident ident = parameter.Ident;
        if (ident.Name == Names.StaticLifetime)
        {
            Sink.Report(Diagnostic.Error("E0262", "invalid lifetime parameter name: `'static`", ident.Span).WithPrimaryLabel("'static is a reserved lifetime name"));
            return;
        }
        if (ident.Name == Names.UnderscoreLifetime)
        {
            Sink.Report(Diagnostic.Error("E0637", "`'_` cannot be used here", ident.Span).WithPrimaryLabel("`'_` is a reserved lifetime name")
                .WithHelp("use another lifetime specifier"));
            return;
        }
        for (int i = _lifetimes.Count - 1; i >= 0 && _lifetimes[i].Kind != LifetimeRibKind.Item; i--)
        {
            if (_lifetimes[i].Name == ident.Name)
            {
                Sink.Report(Diagnostic.Error("E0496", $"lifetime name `{ident}` shadows a lifetime name that is already in scope", ident.Span)
                    .WithPrimaryLabel($"lifetime `{ident}` already in scope")
                    .WithLabel(_definitions.SpanOf(_lifetimes[i].Def.Index), "first declared here"));
                break;
            }
        }
        _lifetimes.Add(LifetimeRib.Declared(ident.Name, DefOf(parameter.Id), ident.Span));
    }

    public override void VisitLifetime(Lifetime lifetime) => _resolutions.Lifetimes[lifetime.Id] = ResolveLifetime(lifetime.Ident);

    private LifetimeRes ResolveLifetime(Ident ident)
    {
        if (ident.Name == Names.StaticLifetime)
        {
            return Note(LifetimeRes.StaticLifetime);
        }
        if (ident.Name == Names.UnderscoreLifetime)
        {
            return ResolveElided(MissingLifetime.Underscore(ident.Span));
        }
        bool crossedItem = false;
        for (int i = _lifetimes.Count - 1; i >= 0; i--)
        {
            if (_lifetimes[i].Kind == LifetimeRibKind.Item)
            {
                crossedItem = true;
                continue;
            }
            if (_lifetimes[i].Name != ident.Name)
            {
                continue;
            }
            if (crossedItem)
            {
                return new LifetimeRes.Error(Sink.Report(Diagnostic.Error("E0401", "can't use generic parameters from outer item", ident.Span)
                    .WithPrimaryLabel("use of generic parameter from outer item")
                    .WithLabel(_definitions.SpanOf(_lifetimes[i].Def.Index), "lifetime parameter from outer item")));
            }
            return Note(new LifetimeRes.Param(_lifetimes[i].Def));
        }
        return new LifetimeRes.Error(ReportUndeclaredLifetime(ident));
    }

    private LifetimeRes Note(LifetimeRes lifetime)
    {
        _inputLifetimes?.Add(lifetime);
        return lifetime;
    }

    /// <summary>The first of the lifetimes that a place leaves out.</summary>
    private LifetimeRes ResolveElided(MissingLifetime missing)
    {
        switch (_elision.Kind)
        {
            case ElisionKind.Infer:
                return LifetimeRes.Inferred;
            case ElisionKind.Static:
                return LifetimeRes.StaticLifetime;
            case ElisionKind.Fixed:
                return _elision.Lifetime!;
            case ElisionKind.Create:
                _missingInputs?.Add(missing);
                return CreateFresh(missing.Span);
            case ElisionKind.ErrorInBound:
                return new LifetimeRes.Error(ReportAnonymousInBound(missing));
            case ElisionKind.NoCandidate:
                _elision.Failure!.Missing.Add(missing);
                return new LifetimeRes.Error(_elision.Failure.Report);
            default:
                return new LifetimeRes.Error(ReportMissingLifetimes([missing], null));
        }
    }

    private LifetimeRes CreateFresh(SourceSpan span)
    {
        DefId fresh = _definitions.Add(DefKind.LifetimeParam, _elision.Owner, Names.UnderscoreLifetime, span);
        _elision.Fresh!.Add(new FreshLifetime(fresh, span));
        return Note(new LifetimeRes.Param(fresh));
    }

    public override void VisitGenerics(Generics generics)
    {
        ElisionMode elision = _elision;
        _elision = ElisionMode.ErrorInBound;
        foreach (GenericParam parameter in generics.Params)
        {
            VisitGenericParam(parameter);
        }
        foreach (WherePredicate predicate in generics.Where)
        {
            VisitWherePredicate(predicate);
        }
        _elision = elision;
    }

    public override void VisitWherePredicate(WherePredicate predicate)
    {
        int depth = _ribs.Depth;
        int lifetimes = _lifetimes.Count;
        if (predicate is WherePredicate.Bound bound)
        {
            _lifetimes.Add(LifetimeRib.HigherRanked(BinderSpan(bound.Span, bound.Bounded.Span, bound.BoundLifetimes), "bound"));
            BindParams(bound.BoundLifetimes);
        }
        base.VisitWherePredicate(predicate);
        _ribs.PopTo(depth);
        _lifetimes.RemoveRange(lifetimes, _lifetimes.Count - lifetimes);
    }

    public override void VisitBound(GenericBound bound)
    {
        switch (bound)
        {
            case GenericBound.Trait trait:
                int lifetimes = _lifetimes.Count;
                _lifetimes.Add(LifetimeRib.HigherRanked(BinderSpan(trait.Poly.Span, trait.Poly.TraitRef.Span, trait.Poly.BoundLifetimes), "bound"));
                BindParams(trait.Poly.BoundLifetimes);
                ResolveTraitRef(trait.Poly.TraitRef);
                _lifetimes.RemoveRange(lifetimes, _lifetimes.Count - lifetimes);
                break;
            case GenericBound.Outlives outlives:
                VisitLifetime(outlives.Lifetime);
                break;
            case GenericBound.Use use:
                foreach (PreciseCapture capture in use.Captures)
                {
                    VisitCapture(capture);
                }
                break;
        }
    }

    /// <summary>Of a written <c>for&lt;…&gt;</c>; else empty, where it would stand.</summary>
    private static SourceSpan BinderSpan(SourceSpan whole, SourceSpan body, ImmutableArray<GenericParam> lifetimes) =>
        lifetimes.IsEmpty ? body.ShrinkToLo() : new SourceSpan(whole.Lo, body.Lo, whole.Context);

    private void VisitCapture(PreciseCapture capture)
    {
        if (capture is PreciseCapture.OfLifetime lifetime)
        {
            VisitLifetime(lifetime.Lifetime);
            return;
        }
        PreciseCapture.OfParam parameter = (PreciseCapture.OfParam)capture;
        Ident ident = parameter.Path.Segments[^1].Ident;
        if (!_ribs.TryFind(ident.Name, ident.Span.Context, Namespace.Type, out RibMatch match) && !_ribs.TryFind(ident.Name, ident.Span.Context, Namespace.Value, out match))
        {
            _resolutions.Record(parameter.Id, new Res.Error(Sink.Report(
                Diagnostic.Error("E0800", $"cannot find type or const parameter `{ident}` in this scope", ident.Span).WithPrimaryLabel("not found in this scope"))));
            return;
        }
        match.Binding?.MarkUsed();
        Res found = match.Res ?? match.Binding!.Entity.ToRes();
        if (found is Res.SelfTyAlias or Res.SelfTyParam or Res.Error or Res.Def { Kind: DefKind.TyParam or DefKind.ConstParam })
        {
            _resolutions.Record(parameter.Id, found);
            return;
        }
        _resolutions.Record(parameter.Id, new Res.Error(Sink.Report(
            Diagnostic.Error("E0799", $"expected type or const parameter, found {DescribeRes(found)} `{ident}`", ident.Span).WithPrimaryLabel("not a type or const parameter"))));
    }

    private void ResolveTraitRef(TraitRef trait) => ResolvePath(trait.Id, null, trait.Path, PathSource.Trait);

    public override void VisitTy(Ty ty)
    {
        switch (ty)
        {
            case Ty.Ref reference:
                if (reference.Lifetime is null)
                {
                    _resolutions.Lifetimes[reference.Id] = ResolveElided(MissingLifetime.Ampersand(reference.Span));
                }
                break;
            case Ty.OfPath path:
                ResolvePath(path.Id, path.QSelf, path.Path, PathSource.Type);
                return;
            case Ty.ImplicitSelf self:
                if (_ribs.TryFind(Names.SelfUpper, default, Namespace.Type, out RibMatch match) && match.Res is { } selfRes)
                {
                    _resolutions.Record(self.Id, selfRes);
                }
                return;
            case Ty.BareFn function:
                VisitBareFn(function);
                return;
            case Ty.ImplTrait:
                // The lifetimes in its bounds are not those of an input: none of them is a candidate for the output's.
                (List<LifetimeRes>? inputs, List<MissingLifetime>? missing) = (_inputLifetimes, _missingInputs);
                (_inputLifetimes, _missingInputs) = (null, null);
                base.VisitTy(ty);
                (_inputLifetimes, _missingInputs) = (inputs, missing);
                return;
        }
        WalkTy(ty);
    }

    /// <summary>A function pointer type binds the lifetimes it leaves out itself.</summary>
    private void VisitBareFn(Ty.BareFn function)
    {
        int lifetimes = _lifetimes.Count;
        _lifetimes.Add(LifetimeRib.HigherRanked(function.BoundLifetimes.IsEmpty ? function.Span.ShrinkToLo() : function.Span, "type"));
        BindParams(function.BoundLifetimes);
        List<FreshLifetime> fresh = [];
        ResolveSignature(function.Decl.Params, function.Decl.Output, ElisionMode.Create(_owner, fresh), hasNames: false);
        _resolutions.FreshLifetimes[function.Id] = [.. fresh];
        _lifetimes.RemoveRange(lifetimes, _lifetimes.Count - lifetimes);
    }

    /// <summary>Types of parameters and output with the rules of elision. Reference: [lifetime-elision.function].</summary>
    private void ResolveSignature(ImmutableArray<Param> parameters, Ty? output, ElisionMode inputs, bool hasNames)
    {
        (ElisionMode elision, List<LifetimeRes>? outer, List<MissingLifetime>? outerMissing) = (_elision, _inputLifetimes, _missingInputs);
        _elision = inputs;
        InputLifetimes all = new();
        _missingInputs = all.Missing;
        LifetimeRes? ofSelf = null;
        for (int i = 0; i < parameters.Length; i++)
        {
            Param parameter = parameters[i];
            List<LifetimeRes> own = [];
            _inputLifetimes = own;
            VisitTy(parameter.Ty);
            all.Add(i, hasNames && parameter.Pat is Pat.Binding binding ? binding.Ident : null, parameter.Ty.Span, own);
            if (parameter.IsSelf)
            {
                ofSelf = new SelfReferenceFinder(_resolutions).Find(parameter.Ty);
            }
        }
        ResolveOutput(output, ofSelf, all, outer, outerMissing);
        _elision = elision;
    }

    private void ResolveOutput(Ty? output, LifetimeRes? ofSelf, InputLifetimes inputs, List<LifetimeRes>? outer, List<MissingLifetime>? outerMissing)
    {
        (_inputLifetimes, _missingInputs) = (outer is null ? null : [], outerMissing is null ? null : []);
        _elision = inputs.OutputMode(ofSelf);
        VisitOptional(output);
        (_inputLifetimes, _missingInputs) = (outer, outerMissing);
        if (_elision.Failure is { Missing.Count: > 0 } failure)
        {
            ReportMissingLifetimes(failure.Missing, failure);
        }
    }

    /// <summary><c>Fn(&amp;A) -> &amp;B</c> elides as a function does, with its own binder.</summary>
    private void VisitParenthesizedArgs(NodeId segment, GenericArgs.Parenthesized args)
    {
        (ElisionMode elision, List<LifetimeRes>? outer, List<MissingLifetime>? outerMissing) = (_elision, _inputLifetimes, _missingInputs);
        List<FreshLifetime> fresh = [];
        _elision = ElisionMode.Create(_owner, fresh);
        InputLifetimes inputs = new();
        _missingInputs = inputs.Missing;
        for (int i = 0; i < args.Inputs.Length; i++)
        {
            List<LifetimeRes> own = [];
            _inputLifetimes = own;
            VisitTy(args.Inputs[i]);
            inputs.Add(i, null, args.Inputs[i].Span, own);
        }
        ResolveOutput(args.Output, null, inputs, outer, outerMissing);
        _resolutions.FreshLifetimes[segment] = [.. fresh];
        _elision = elision;
    }

    /// <summary>The lifetimes that a path to a type leaves out altogether.</summary>
    private void ResolveElidedInPath(PathSegment segment, Res res, PathSource source)
    {
        if (source is not (PathSource.Type or PathSource.Trait) || res is not Res.Def def || HasLifetimeArgs(segment.Args))
        {
            return;
        }
        int count = LifetimeCountOf(def.Id);
        if (count == 0)
        {
            return;
        }
        if (segment.Args is GenericArgs.Parenthesized)
        {
            return;
        }
        MissingLifetime missing = MissingLifetime.InPath(segment, count);
        if (_elision is { Kind: ElisionKind.Create, ReportsInPaths: true })
        {
            ErrorReported reported = Sink.Report(Diagnostic.Error("E0726", "implicit elided lifetime not allowed here", segment.Span)
                .WithPrimaryLabel(count == 1 ? "expected lifetime parameter" : "expected lifetime parameters")
                .WithVerboseSuggestion(count == 1 ? "indicate the anonymous lifetime" : "indicate the anonymous lifetimes", Applicability.MachineApplicable, [missing.Write("'_")]));
            _resolutions.ElidedInPaths[segment.Id] = Repeat(new LifetimeRes.Error(reported), count);
            return;
        }
        LifetimeRes first = ResolveElided(missing);
        ImmutableArray<LifetimeRes>.Builder elided = ImmutableArray.CreateBuilder<LifetimeRes>(count);
        elided.Add(first);
        for (int i = 1; i < count; i++)
        {
            elided.Add(_elision.Kind == ElisionKind.Create ? CreateFresh(missing.Span) : first);
        }
        _resolutions.ElidedInPaths[segment.Id] = elided.MoveToImmutable();
    }

    private static ImmutableArray<LifetimeRes> Repeat(LifetimeRes lifetime, int count)
    {
        ImmutableArray<LifetimeRes>.Builder all = ImmutableArray.CreateBuilder<LifetimeRes>(count);
        for (int i = 0; i < count; i++)
        {
            all.Add(lifetime);
        }
        return all.MoveToImmutable();
    }

    private static bool HasLifetimeArgs(GenericArgs? args)
    {
        if (args is not GenericArgs.AngleBracketed angle)
        {
            return false;
        }
        foreach (GenericArg arg in angle.Args)
        {
            if (arg is GenericArg.OfLifetime)
            {
                return true;
            }
        }
        return false;
    }

    private int LifetimeCountOf(DefId def) => def.Crate == _resolver.Options.CrateId
        ? _tables.LifetimeCounts.GetValueOrDefault(def)
        : _resolver.Externs[def.Crate].LifetimeParamCountOf(def);

    /// <summary>Finds the lifetime of the reference to <c>Self</c> in the type of <c>self</c>.</summary>
    private sealed class SelfReferenceFinder(Resolutions resolutions) : AstVisitor
    {
        private LifetimeRes? _found;
        private bool _isAmbiguous;

        public LifetimeRes? Find(Ty ty)
        {
            VisitTy(ty);
            return _isAmbiguous ? null : _found;
        }

        public override void VisitTy(Ty ty)
        {
            if (ty is Ty.Ref reference && IsSelf(reference.Referent))
            {
                LifetimeRes? lifetime = resolutions.LifetimeOf(reference.Lifetime?.Id ?? reference.Id);
                _isAmbiguous |= _found is not null && _found != lifetime;
                _found = lifetime;
            }
            WalkTy(ty);
        }

        private static bool IsSelf(Ty ty) => ty switch
        {
            Ty.ImplicitSelf => true,
            Ty.Paren paren => IsSelf(paren.Inner),
            Ty.OfPath path => path.QSelf is null && path.Path.IsIdent(Names.SelfUpper),
            _ => false,
        };
    }

    /// <summary>The lifetimes of a function's inputs, from which its output's are derived.</summary>
    private sealed class InputLifetimes
    {
        private readonly List<LifetimeRes> _all = [];
        private readonly List<ParameterLifetimes> _parameters = [];

        public List<MissingLifetime> Missing { get; } = [];

        public void Add(int index, Ident? name, SourceSpan span, List<LifetimeRes> lifetimes)
        {
            if (lifetimes.Count > 0)
            {
                _all.AddRange(lifetimes);
                _parameters.Add(new ParameterLifetimes(index, name, new HashSet<LifetimeRes>(lifetimes).Count, span));
            }
        }

        public ElisionMode OutputMode(LifetimeRes? ofSelf)
        {
            if (ofSelf is not null)
            {
                return ElisionMode.Fixed(ofSelf);
            }
            // Two parameters do not decide, not even with one lifetime between them.
            return _parameters.Count == 1 && new HashSet<LifetimeRes>(_all).Count == 1 ? ElisionMode.Fixed(_all[0]) : ElisionMode.NoCandidate(new ElisionFailure(_parameters, Missing));
        }
    }
}
