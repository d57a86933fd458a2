using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Resolve.Validation;

/// <summary>
/// Rules that the grammar does not express and names do not decide, checked once on the expanded crate: unsafe and negative
/// impls, qualifiers of trait functions, ABIs, defaults of parameters, arguments of attributes.
/// </summary>
internal sealed class AstValidator(DiagnosticSink sink, Edition edition) : AstVisitor
{
    private readonly HashSet<Symbol> _features = [];
    private Item? _container;

    private static readonly Symbol s_negativeImpls = Symbol.Intern("negative_impls");

    private static readonly HashSet<string> s_abis =
    [
        "Rust", "C", "C-unwind", "cdecl", "cdecl-unwind", "stdcall", "stdcall-unwind", "fastcall", "fastcall-unwind", "vectorcall", "thiscall",
        "thiscall-unwind", "aapcs", "aapcs-unwind", "win64", "win64-unwind", "sysv64", "sysv64-unwind", "system", "system-unwind", "efiapi",
        "rust-intrinsic", "rust-call", "unadjusted", "rust-cold", "msp430-interrupt", "ptx-kernel", "x86-interrupt", "avr-interrupt", "custom",
    ];

    public override void VisitCrate(Crate crate)
    {
        foreach (Attr attr in crate.Attrs)
        {
            AttributeValidator.AddFeatures(attr, _features);
        }
        AttributeValidator.CheckLints(crate.Attrs, sink);
        foreach (Item item in Late.FlattenItems.Of(crate.Items))
        {
            if (item is Item.Fn { Generics.Where: [{ } first, ..] where } bounded && bounded.Ident.Name.Text == "main")
            {
                sink.Report(Diagnostic.Error("E0646", "`main` function is not allowed to have a `where` clause", bounded.Generics.WhereSpan.IsDummy ? first.Span.To(where[^1].Span) : bounded.Generics.WhereSpan)
                    .WithPrimaryLabel("`main` cannot have a `where` clause"));
            }
            if (item is Item.Fn { Header.IsAsync: true } main && main.Ident.Name.Text == "main")
            {
                sink.Report(Diagnostic.Error("E0752", "`main` function is not allowed to be `async`", main.SignatureSpan).WithPrimaryLabel("`main` function is not allowed to be `async`"));
            }
        }
        base.VisitCrate(crate);
    }

    public override void VisitItem(Item item)
    {
        if (item.IsRemoved)
        {
            return;
        }
        AttributeValidator.Check(item, _features, sink);
        Item? outer = _container;
        switch (item)
        {
            case Item.Impl implementation:
                CheckImpl(implementation);
                break;
            case Item.Fn function:
                CheckAbi(function.Header.Abi);
                CheckParamPatterns(function);
                if (function is { Decl.IsVariadic: true, Body: not null, Header.Abi: null })
                {
                    sink.Report(Diagnostic.Error("E0658", "C-variadic functions are unstable", function.SignatureSpan));
                }
                break;
            case Item.Trait { IsConst: false } trait:
                CheckConstFns(trait.Items, "traits");
                break;
            case Item.ForeignMod foreign:
                CheckAbi(foreign.Abi);
                break;
        }
        _container = item;
        WalkItem(item);
        _container = outer;
    }

    /// <summary>Without a body there is nothing that a pattern could bind for. [items.traits.params]</summary>
    private void CheckParamPatterns(Item.Fn function)
    {
        // Before edition 2018 a trait's method may leave names out, so that other patterns could not be told from types.
        bool isRestricted = function.Body is null || (_container is Item.Trait && edition == Edition.E2015);
        if (!isRestricted || _container is not (Item.Trait or Item.ForeignMod))
        {
            return;
        }
        foreach (Param param in function.Decl.Params)
        {
            if (param.IsSelf || param.Pat is Pat.Wild or Pat.Binding { Sub: null })
            {
                continue;
            }
            sink.Report(_container is Item.ForeignMod
                ? Diagnostic.Error("E0130", "patterns aren't allowed in foreign function declarations", param.Pat.Span)
                    .WithPrimaryLabel("pattern not allowed in foreign function")
                : edition == Edition.E2015
                    ? Diagnostic.Error("E0642", "patterns aren't allowed in methods without bodies", param.Pat.Span)
                        .WithVerboseSuggestion("give this argument a name or use an underscore to ignore it", Applicability.MachineApplicable, new SuggestionEdit(param.Pat.Span, "_"))
                    : Diagnostic.Error("E0642", "patterns aren't allowed in functions without bodies", param.Pat.Span)
                        .WithPrimaryLabel("pattern not allowed in function without body"));
        }
    }

    public override void VisitTy(Ty ty)
    {
        switch (ty)
        {
            case Ty.BareFn function:
                foreach (Param param in function.Decl.Params)
                {
                    if (param.Pat is not (Pat.Wild or Pat.Binding { Sub: null, Mode: BindingMode.Move }))
                    {
                        sink.Report(Diagnostic.Error("E0561", "patterns aren't allowed in function pointer types", param.Pat.Span));
                    }
                }
                break;
            case Ty.TraitObject traitObject:
                CheckOneLifetime(traitObject.Bounds);
                break;
        }
        WalkTy(ty);
    }

    private void CheckOneLifetime(ImmutableArray<GenericBound> bounds)
    {
        bool hasLifetime = false;
        foreach (GenericBound bound in bounds)
        {
            if (bound is not GenericBound.Outlives)
            {
                continue;
            }
            if (hasLifetime)
            {
                sink.Report(Diagnostic.Error("E0226", "only a single explicit lifetime bound is permitted", bound.Span));
                return;
            }
            hasLifetime = true;
        }
    }

    public override void VisitWherePredicate(WherePredicate predicate)
    {
        if (predicate is WherePredicate.Bound { BoundLifetimes.Length: > 0 } where)
        {
            foreach (GenericBound bound in where.Bounds)
            {
                if (bound is GenericBound.Trait { Poly.BoundLifetimes.Length: > 0 })
                {
                    sink.Report(Diagnostic.Error("E0316", "nested quantification of lifetimes", bound.Span));
                }
            }
        }
        base.VisitWherePredicate(predicate);
    }

    public override void VisitBound(GenericBound bound)
    {
        if (bound is GenericBound.Trait { Modifiers: var modifiers } && (modifiers & TraitBoundModifiers.Async) != 0)
        {
            SourceSpan keyword = new(bound.Span.Lo, bound.Span.Lo + (uint)"async".Length, bound.Span.Context);
            sink.Report(Diagnostic.Error("E0658", "`async` trait bounds are unstable", keyword)
                .WithNote("see issue #62290 <https://github.com/rust-lang/rust/issues/62290> for more information")
                .WithHelp("use the desugared name of the async trait, such as `AsyncFn`"));
        }
        base.VisitBound(bound);
    }

    public override void VisitGenericParam(GenericParam parameter)
    {
        if (parameter is GenericParam.OfType type)
        {
            GenericBound? relaxed = null;
            foreach (GenericBound bound in type.Bounds)
            {
                if (bound is not GenericBound.Trait { Modifiers: var modifiers } || (modifiers & TraitBoundModifiers.Maybe) == 0)
                {
                    continue;
                }
                if (relaxed is not null)
                {
                    sink.Report(Diagnostic.Error("E0203", "duplicate relaxed `Sized` bounds", relaxed.Span).WithPrimarySpan(bound.Span, ""));
                    break;
                }
                relaxed = bound;
            }
        }
        base.VisitGenericParam(parameter);
    }

    private void CheckAbi(Abi? abi)
    {
        if (abi is not null && !s_abis.Contains(abi.Name.Text))
        {
            sink.Report(Diagnostic.Error("E0703", $"invalid ABI: found `{abi.Name}`", abi.Span)
                .WithPrimaryLabel("invalid ABI").WithNote("invoke `rustc --print=calling-conventions` for a full list of supported calling conventions"));
        }
    }

    private void CheckImpl(Item.Impl item)
    {
        if (item.OfTrait is null)
        {
            if (item.IsUnsafe)
            {
                sink.Report(Diagnostic.Error("E0197", "inherent impls cannot be unsafe", item.SelfTy.Span).WithPrimaryLabel("inherent impl for this type")
                    .WithLabel(UnsafeOf(item), "unsafe because of this").WithNote("only trait implementations may be annotated with `unsafe`"));
            }
            return;
        }
        if (item.IsUnsafe && item.IsNegative)
        {
            sink.Report(Diagnostic.Error("E0198", "negative impls cannot be unsafe", BangOf(item.OfTrait).To(item.OfTrait.Span))
                .WithLabel(BangOf(item.OfTrait), "negative because of this").WithLabel(UnsafeOf(item), "unsafe because of this"));
        }
        if (item.IsNegative && !_features.Contains(s_negativeImpls))
        {
            sink.Report(Diagnostic.Error("E0658", "negative trait bounds are not fully implemented; use marker types for now", BangOf(item.OfTrait).To(item.OfTrait.Span))
                .WithNote("see issue #68318 <https://github.com/rust-lang/rust/issues/68318> for more information"));
        }
        if (item.IsNegative && item.Items.Length > 0)
        {
            sink.Report(Diagnostic.Error("E0749", "negative impls cannot have any items", item.Items[0].Span));
        }
        if (!item.IsConst)
        {
            CheckConstFns(item.Items, "trait impls");
        }
    }

    private static SourceSpan ConstOf(Item.Fn function) => new(function.SignatureSpan.Lo, function.SignatureSpan.Lo + (uint)"const".Length, function.SignatureSpan.Context);

    private static SourceSpan UnsafeOf(Item.Impl item) => new(item.Span.Lo, item.Span.Lo + (uint)"unsafe".Length, item.Span.Context);

    private static SourceSpan BangOf(TraitRef trait) => new(trait.Span.Lo - 1, trait.Span.Lo, trait.Span.Context);

    private void CheckConstFns(ImmutableArray<Item> items, string where)
    {
        foreach (Item item in Late.FlattenItems.Of(items))
        {
            if (item is Item.Fn { Header.IsConst: true } function)
            {
                sink.Report(Diagnostic.Error("E0379", $"functions in {where} cannot be declared const", ConstOf(function))
                    .WithPrimaryLabel($"functions in {where} cannot be const")
                    .WithSuggestion("remove the `const`", Applicability.MachineApplicable, new SuggestionEdit(new SourceSpan(ConstOf(function).Lo, ConstOf(function).Hi + 1), "")));
            }
        }
    }

    public override void VisitGenerics(Generics generics)
    {
        CheckDefaults(generics);
        CheckConstTypes(generics);
        if (_container is not (Item.Trait or Item.TraitAlias))
        {
            CheckSelfInDefaults(generics);
        }
        CheckOrder(generics);
        base.VisitGenerics(generics);
    }

    /// <summary>A default may name only the parameters before it: E0128.</summary>
    private void CheckDefaults(Generics generics)
    {
        for (int i = 0; i < generics.Params.Length; i++)
        {
            if (generics.Params[i] is not GenericParam.OfType { Default: { } value })
            {
                continue;
            }
            HashSet<Symbol> later = [];
            for (int j = i; j < generics.Params.Length; j++)
            {
                if (generics.Params[j] is GenericParam.OfType or GenericParam.OfConst)
                {
                    later.Add(generics.Params[j].Ident.Name);
                }
            }
            new ForwardUseFinder(later, sink).VisitTy(value);
        }
    }

    /// <summary>The type of a const parameter is the same whatever the other parameters are: E0770.</summary>
    private void CheckConstTypes(Generics generics)
    {
        HashSet<Symbol> names = [];
        foreach (GenericParam parameter in generics.Params)
        {
            names.Add(parameter.Ident.Name);
        }
        foreach (GenericParam parameter in generics.Params)
        {
            if (parameter is GenericParam.OfConst constant)
            {
                new ParameterFinder(names, sink).VisitTy(constant.Ty);
            }
        }
    }

    /// <summary>What <c>Self</c> is depends on the parameters: E0735. A trait's <c>Self</c> is a parameter before all others.</summary>
    private void CheckSelfInDefaults(Generics generics)
    {
        foreach (GenericParam parameter in generics.Params)
        {
            if (parameter is GenericParam.OfType { Default: { } value })
            {
                new SelfFinder(sink).VisitTy(value);
            }
        }
    }

    private sealed class ParameterFinder(HashSet<Symbol> parameters, DiagnosticSink sink) : AstVisitor
    {
        public override void VisitTy(Ty ty)
        {
            if (ty is Ty.OfPath { QSelf: null, Path.Segments: [{ } first, ..] } && parameters.Contains(first.Ident.Name))
            {
                Report(first.Ident.Name, first.Ident.Span);
            }
            WalkTy(ty);
        }

        public override void VisitLifetime(Lifetime lifetime)
        {
            if (parameters.Contains(lifetime.Ident.Name))
            {
                Report(lifetime.Ident.Name, lifetime.Span);
            }
        }

        private void Report(Symbol name, SourceSpan span) =>
            sink.Report(Diagnostic.Error("E0770", "the type of const parameters must not depend on other generic parameters", span)
                .WithPrimaryLabel($"the type must not depend on the parameter `{name}`"));
    }

    private sealed class SelfFinder(DiagnosticSink sink) : AstVisitor
    {
        public override void VisitTy(Ty ty)
        {
            if (ty is Ty.OfPath { QSelf: null, Path.Segments: [{ } first, ..] } && first.Ident.Name.Text == "Self")
            {
                sink.Report(Diagnostic.Error("E0735", "generic parameters cannot use `Self` in their defaults", first.Ident.Span));
            }
            WalkTy(ty);
        }
    }

    private void CheckOrder(Generics generics)
    {
        bool sawOther = false;
        foreach (GenericParam parameter in generics.Params)
        {
            if (parameter is not GenericParam.OfLifetime)
            {
                sawOther = true;
            }
            else if (sawOther)
            {
                sink.Report(Diagnostic.ErrorWithoutCode("lifetime parameters must be declared prior to type and const parameters", parameter.Ident.Span));
                return;
            }
        }
    }

    private sealed class ForwardUseFinder(HashSet<Symbol> later, DiagnosticSink sink) : AstVisitor
    {
        public override void VisitTy(Ty ty)
        {
            if (ty is Ty.OfPath { QSelf: null, Path.Segments: [{ } first, ..] } && later.Contains(first.Ident.Name))
            {
                SourceSpan span = first.Ident.Span;
                sink.Report(Diagnostic.Error("E0128", "generic parameter defaults cannot reference parameters before they are declared", span)
                    .WithPrimaryLabel($"cannot reference `{first.Ident}` before it is declared"));
            }
            WalkTy(ty);
        }
    }
}
