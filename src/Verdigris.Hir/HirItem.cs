using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Ast;

namespace Verdigris.Hir;

/// <summary>An item of a module or block. Visibility and parent are in <see cref="CrateDefinitions"/>.</summary>
public sealed record HirItem(DefId Def, HirIdent Ident, ImmutableArray<Attr> Attrs, HirItemKind Kind, SourceSpan Span);

[Closed]
public abstract record HirItemKind
{
    private protected HirItemKind()
    {
    }

    /// <summary><c>extern crate a as b;</c> Only kept for lints.</summary>
    public sealed record ExternCrate(Symbol? OriginalName) : HirItemKind;

    /// <summary><c>use a::b;</c>; resolved already, kept for lints.</summary>
    public sealed record Use : HirItemKind;

    public sealed record Static(HirTy Ty, bool IsMutable, HirBody Body) : HirItemKind;

    public sealed record Const(HirTy Ty, HirGenerics Generics, HirBody Body) : HirItemKind;

    public sealed record Fn(HirFnSig Sig, HirGenerics Generics, HirBody Body) : HirItemKind;

    public sealed record Macro : HirItemKind;

    public sealed record Mod(ImmutableArray<HirItem> Items) : HirItemKind;

    public sealed record ForeignMod(Symbol Abi, ImmutableArray<HirForeignItem> Items) : HirItemKind;

    /// <summary><c>global_asm!</c>: the assembled text.</summary>
    public sealed record GlobalAsm(Symbol Text) : HirItemKind;

    public sealed record TyAlias(HirTy Ty, HirGenerics Generics) : HirItemKind;

    public sealed record Enum(ImmutableArray<HirVariant> Variants, HirGenerics Generics) : HirItemKind;

    public sealed record Struct(HirVariantData Data, HirGenerics Generics) : HirItemKind;

    public sealed record Union(HirVariantData Data, HirGenerics Generics) : HirItemKind;

    public sealed record Trait(
        bool IsAuto, bool IsUnsafe, HirGenerics Generics, ImmutableArray<HirBound> Supertraits, ImmutableArray<HirTraitItem> Items) : HirItemKind;

    public sealed record TraitAlias(HirGenerics Generics, ImmutableArray<HirBound> Bounds) : HirItemKind;

    public sealed record Impl(HirImpl Value) : HirItemKind;
}

/// <summary><c>impl&lt;…&gt; [!]Trait for SelfTy where … { Items }</c>; <see cref="Trait"/> is null for inherent impls.</summary>
public sealed record HirImpl(
    bool IsUnsafe, bool IsNegative, bool IsDefault, HirGenerics Generics, HirTraitRef? Trait, HirTy SelfTy, ImmutableArray<HirImplItem> Items);

/// <summary>A function's header and declared types.</summary>
public sealed record HirFnSig(HirFnHeader Header, HirFnDecl Decl, SourceSpan Span);

/// <summary><see cref="Abi"/> is the string after <c>extern</c>; <c>Rust</c> without one, <c>C</c> for a bare <c>extern</c>.</summary>
/// <param name="IsSafeForeign">Written <c>safe fn</c> in an <c>unsafe extern</c> block.</param>
public readonly record struct HirFnHeader(bool IsUnsafe, bool IsConst, bool IsAsync, Symbol Abi, bool IsSafeForeign = false);

/// <summary>How a method takes itself.</summary>
public enum HirImplicitSelf
{
    None,
    /// <summary><c>self</c></summary>
    Value,
    /// <summary><c>mut self</c></summary>
    MutValue,
    /// <summary><c>&amp;self</c></summary>
    Ref,
    /// <summary><c>&amp;mut self</c></summary>
    RefMut,
    /// <summary><c>self: Ty</c></summary>
    Typed,
}

/// <param name="Output">Null: <c>()</c> for functions, inferred for closures.</param>
/// <param name="OutputSpan">The type's span, or the empty span where <c>-&gt; T</c> would stand.</param>
public sealed record HirFnDecl(
    ImmutableArray<HirTy> Inputs, HirTy? Output, bool IsVariadic, HirImplicitSelf ImplicitSelf, SourceSpan OutputSpan)
{
    public bool HasSelf => ImplicitSelf != HirImplicitSelf.None;
}

public sealed record HirTraitItem(DefId Def, HirIdent Ident, ImmutableArray<Attr> Attrs, HirGenerics Generics, HirTraitItemKind Kind, SourceSpan Span);

[Closed]
public abstract record HirTraitItemKind
{
    private protected HirTraitItemKind()
    {
    }

    public sealed record Const(HirTy Ty, HirBody? Default) : HirTraitItemKind;

    /// <summary><paramref name="ParamNames"/> has the names of a body-less method's parameters, for messages.</summary>
    public sealed record Fn(HirFnSig Sig, HirBody? Default, ImmutableArray<HirIdent> ParamNames) : HirTraitItemKind;

    public sealed record Type(ImmutableArray<HirBound> Bounds, HirTy? Default) : HirTraitItemKind;
}

/// <param name="TraitItem">The item of the trait that this one defines, found by name and kind; none in inherent impls or if there is none.</param>
/// <param name="IsDefault">Written <c>default fn</c> (specialisation, library only).</param>
public sealed record HirImplItem(
    DefId Def, HirIdent Ident, ImmutableArray<Attr> Attrs, HirGenerics Generics, HirImplItemKind Kind, DefId TraitItem, bool IsDefault, SourceSpan Span);

[Closed]
public abstract record HirImplItemKind
{
    private protected HirImplItemKind()
    {
    }

    public sealed record Const(HirTy Ty, HirBody Body) : HirImplItemKind;

    public sealed record Fn(HirFnSig Sig, HirBody Body) : HirImplItemKind;

    public sealed record Type(HirTy Ty) : HirImplItemKind;
}

public sealed record HirForeignItem(DefId Def, HirIdent Ident, ImmutableArray<Attr> Attrs, HirForeignItemKind Kind, SourceSpan Span);

[Closed]
public abstract record HirForeignItemKind
{
    private protected HirForeignItemKind()
    {
    }

    public sealed record Fn(HirFnSig Sig, HirGenerics Generics, ImmutableArray<HirIdent> ParamNames) : HirForeignItemKind;

    public sealed record Static(HirTy Ty, bool IsMutable, bool IsSafe) : HirForeignItemKind;

    public sealed record Type : HirForeignItemKind;
}

/// <summary>One variant of an enum. <see cref="Def"/> is its <see cref="DefKind.Variant"/>.</summary>
public sealed record HirVariant(
    DefId Def, HirId Id, HirIdent Ident, ImmutableArray<Attr> Attrs, HirVariantData Data, HirAnonConst? Discriminant, SourceSpan Span);

/// <summary>The fields of a struct, union or variant, and its constructor in the value namespace where it has one.</summary>
/// <param name="Ctor">None for the struct-like form.</param>
public sealed record HirVariantData(HirVariantForm Form, ImmutableArray<HirFieldDef> Fields, DefId Ctor);

public enum HirVariantForm
{
    /// <summary><c>S { a: A }</c></summary>
    Struct,
    /// <summary><c>S(A)</c></summary>
    Tuple,
    /// <summary><c>S</c></summary>
    Unit,
}

/// <summary>A field; tuple fields are named <c>0</c>, <c>1</c>, ….</summary>
public sealed record HirFieldDef(DefId Def, HirId Id, HirIdent Ident, ImmutableArray<Attr> Attrs, HirTy Ty, SourceSpan Span);
