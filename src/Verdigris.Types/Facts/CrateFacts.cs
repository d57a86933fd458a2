using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Facts;

/// <summary>
/// Where the facts about one crate's definitions come from: computed from its HIR (Verdigris.Check), or decoded from its
/// metadata. Pure and thread-safe; findings go to <see cref="TypeContext.Diagnostics"/>. Ask through
/// <see cref="TypeContext"/>, which remembers the answers.
/// </summary>
public abstract class CrateFacts(CrateDefinitions definitions)
{
    public CrateDefinitions Definitions { get; } = definitions;

    /// <summary>This crate and all it depends on, directly or not: only their impls are visible to it.</summary>
    public abstract ImmutableArray<CrateId> VisibleCrates { get; }

    /// <summary>The crate's edition, as a year.</summary>
    public abstract int Edition { get; }

    /// <summary>The crate's own lang items by name.</summary>
    public abstract IReadOnlyDictionary<Symbol, DefId> LangItems { get; }

    /// <summary>The impls of a trait that stand in this crate, in source order.</summary>
    public abstract ImmutableArray<TraitImpl> ImplsOf(TypeContext context, DefId trait);

    /// <summary>The inherent impls that stand in this crate, by the outermost shape of their self type.</summary>
    public abstract ImmutableArray<DefId> InherentImpls(TypeContext context, SimplifiedTy shape);

    public abstract Generics GenericsOf(TypeContext context, DefId def);

    /// <summary>
    /// The type of an item: of a constant, static, field, alias, impl (its self type), type parameter (its default), ADT (with
    /// its own parameters), associated type (its value, or default), function and constructor (its <see cref="Ty.FnDef"/>).
    /// </summary>
    public abstract Ty TypeOf(TypeContext context, DefId def);

    /// <summary>The default of a const parameter.</summary>
    public abstract Const ConstParamDefaultOf(TypeContext context, DefId def);

    public abstract GenericPredicates PredicatesOf(TypeContext context, DefId def);

    /// <summary>The bounds on <c>Self</c> of a trait: what <c>Self: Trait</c> implies.</summary>
    public abstract GenericPredicates SuperPredicatesOf(TypeContext context, DefId trait);

    /// <summary>The bounds of an associated or opaque type, on the alias with its own parameters.</summary>
    public abstract GenericPredicates ItemBoundsOf(TypeContext context, DefId def);

    /// <summary>A function's, method's or constructor's signature, as function pointer type.</summary>
    public abstract Ty.FnPtr FnSigOf(TypeContext context, DefId def);

    public abstract AdtDef AdtDefOf(TypeContext context, DefId def);

    public abstract TraitDef TraitDefOf(TypeContext context, DefId def);

    public abstract ImplHeader ImplHeaderOf(TypeContext context, DefId def);

    public abstract AssocItems AssocItemsOf(TypeContext context, DefId def);

    /// <summary>Of an associated item itself.</summary>
    public abstract AssocItem AssocItemOf(TypeContext context, DefId def);

    public abstract Variances VariancesOf(TypeContext context, DefId def);

    /// <summary>What hides behind a return-position <c>impl Trait</c>.</summary>
    public abstract Ty HiddenTypeOf(TypeContext context, DefId opaque);

    public abstract FnAttrs FnAttrsOf(TypeContext context, DefId def);

    public abstract bool IsConstFn(TypeContext context, DefId def);

    /// <summary>What messages underline when they mean the whole definition: an item's head without its body, a field with its type.</summary>
    public virtual SourceSpan HeadSpanOf(DefId def) => Definitions.SpanOf(def.Index);

    /// <summary>Of a coroutine: the whole body of an <c>async fn</c>, not a block.</summary>
    public virtual bool IsAsyncFnBody(DefId coroutine) => false;

    /// <summary>Declared <c>static mut</c>, or foreign and not known to be safe: it is used through a mutable pointer.</summary>
    public abstract bool IsMutableStatic(DefId staticDef);
}

/// <summary>An impl of a trait, and the outermost shape of its self type: enough to pass over most impls.</summary>
public readonly record struct TraitImpl(DefId Impl, SimplifiedTy SelfShape);
