using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Ast;

/// <summary>
/// An item, also of traits, impls and foreign blocks, where only <see cref="Fn"/>, <see cref="Const"/>,
/// <see cref="TyAlias"/>, <see cref="Static"/> and <see cref="OfMacro"/> are legal (others are reported by the parser).
/// </summary>
[Closed]
public abstract record Item(NodeId Id, Ident Ident, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];

    public Visibility Vis { get; init; } = Visibility.Inherited;

    /// <summary><c>default fn</c> in a specialising impl.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The impls made by <c>#[derive]</c>; filled by expansion, siblings of this item.</summary>
    public ImmutableArray<Item> Derived { get; set; } = [];

    /// <summary>Taken out by expansion: a test in a build without <c>--test</c>.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>The tokens of the item without attributes already removed, for derive and attribute proc macros; empty unless attributes ask for it.</summary>
    public TokenStream Tokens { get; init; }

    /// <summary><c>extern crate a as b;</c></summary>
    public sealed record ExternCrate(NodeId Id, Ident Original, Ident Ident, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>use a::{b, c as d};</c></summary>
    public sealed record Use(NodeId Id, UseTree Tree, SourceSpan Span) : Item(Id, default, Span);

    /// <summary><c>static mut S: T = e;</c></summary>
    public sealed record Static(NodeId Id, Ident Ident, Mutability Mutability, FnSafety Safety, Ty Ty, Expr? Value, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>const C: T = e;</c></summary>
    public sealed record Const(NodeId Id, Ident Ident, Generics Generics, Ty Ty, Expr? Value, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>fn f(x: u8) { }</c></summary>
    public sealed record Fn(NodeId Id, Ident Ident, Generics Generics, FnHeader Header, FnDecl Decl, Block? Body, SourceSpan SignatureSpan, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>mod m { }</c> or <c>mod m;</c></summary>
    public sealed record Module(NodeId Id, Ident Ident, bool IsInline, SourceSpan Span) : Item(Id, Ident, Span)
    {
        /// <summary>For <c>mod m;</c> filled by expansion; until then default.</summary>
        public ImmutableArray<Item> Items { get; set; }

        /// <summary>Inner attributes of the body or the file.</summary>
        public ImmutableArray<Attr> InnerAttrs { get; set; } = [];

        /// <summary>The body without braces, or the whole file.</summary>
        public SourceSpan InnerSpan { get; set; }
    }

    /// <summary><c>extern "C" { }</c></summary>
    public sealed record ForeignMod(NodeId Id, FnSafety Safety, Abi? Abi, ImmutableArray<Item> Items, SourceSpan Span) : Item(Id, default, Span);

    /// <summary><c>global_asm!(…)</c></summary>
    public sealed record GlobalAsm(NodeId Id, InlineAsm Asm, SourceSpan Span) : Item(Id, default, Span);

    /// <summary><c>type A&lt;T&gt;: Bounds = B;</c></summary>
    public sealed record TyAlias(NodeId Id, Ident Ident, Generics Generics, ImmutableArray<GenericBound> Bounds, Ty? Ty, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>enum E { }</c></summary>
    public sealed record Enum(NodeId Id, Ident Ident, Generics Generics, ImmutableArray<Variant> Variants, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>struct S { }</c></summary>
    public sealed record Struct(NodeId Id, Ident Ident, Generics Generics, VariantData Data, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>union U { }</c></summary>
    public sealed record Union(NodeId Id, Ident Ident, Generics Generics, VariantData Data, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>unsafe auto trait T: Super { }</c></summary>
    public sealed record Trait(NodeId Id, Ident Ident, bool IsUnsafe, bool IsAuto, bool IsConst, Generics Generics, ImmutableArray<GenericBound> Supertraits, ImmutableArray<Item> Items, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>trait T = Bounds;</c>, internal to the library.</summary>
    public sealed record TraitAlias(NodeId Id, Ident Ident, Generics Generics, ImmutableArray<GenericBound> Bounds, SourceSpan Span) : Item(Id, Ident, Span);

    /// <summary><c>unsafe impl&lt;T&gt; !Trait for S&lt;T&gt; { }</c></summary>
    public sealed record Impl(NodeId Id, bool IsUnsafe, bool IsNegative, bool IsConst, Generics Generics, TraitRef? OfTrait, Ty SelfTy, ImmutableArray<Item> Items, SourceSpan HeaderSpan, SourceSpan Span) : Item(Id, default, Span)
    {
        public ImmutableArray<Attr> InnerAttrs { get; init; } = [];
    }

    /// <summary><c>foo! { … }</c>: becomes items.</summary>
    public sealed record OfMacro(NodeId Id, MacroCall Macro, SourceSpan Span) : Item(Id, default, Span)
    {
        public ImmutableArray<Item> Expansion { get; set; }
    }

    /// <summary><c>macro_rules! m { … }</c>, or <c>macro m(…) { … }</c> of the library.</summary>
    public sealed record MacroDef(NodeId Id, Ident Ident, TokenStream Body, bool IsMacroRules, SourceSpan Span) : Item(Id, Ident, Span);

    public sealed record Error(NodeId Id, ErrorReported Reported, SourceSpan Span) : Item(Id, default, Span);
}

public enum FnSafety : byte
{
    Default,
    Unsafe,
    /// <summary><c>safe fn</c> in an <c>unsafe extern</c> block.</summary>
    Safe,
}

/// <summary><c>extern "C"</c>; the name is <c>C</c> where none is written.</summary>
public sealed record Abi(Symbol Name, SourceSpan Span);

/// <summary><c>const async unsafe extern "C"</c>.</summary>
public sealed record FnHeader(bool IsConst, bool IsAsync, FnSafety Safety, Abi? Abi, SourceSpan AsyncSpan)
{
    public static FnHeader Empty { get; } = new(false, false, FnSafety.Default, null, default);
}

public sealed record FnDecl(ImmutableArray<Param> Params, Ty? Output, bool IsVariadic, SourceSpan OutputSpan)
{
    public bool HasSelf => Params is [{ IsSelf: true }, ..];
}

/// <summary>
/// A parameter. <c>&amp;'a mut self</c> has the pattern <c>self</c> and the type <c>&amp;'a mut</c> <see cref="Ty.ImplicitSelf"/>.
/// </summary>
public sealed record Param(NodeId Id, Pat Pat, Ty Ty, bool IsSelf, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];
}

/// <summary><c>A { x: u8 } = 1</c></summary>
public sealed record Variant(NodeId Id, Ident Ident, VariantData Data, AnonConst? Discriminant, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];
}

[Closed]
public abstract record VariantData
{
    public abstract ImmutableArray<FieldDef> Fields { get; }

    /// <summary><c>{ x: u8 }</c></summary>
    public sealed record Record(ImmutableArray<FieldDef> Members) : VariantData
    {
        public override ImmutableArray<FieldDef> Fields => Members;
    }

    /// <summary><c>(u8)</c>; the id is that of the constructor.</summary>
    public sealed record Tuple(NodeId CtorId, ImmutableArray<FieldDef> Members) : VariantData
    {
        public override ImmutableArray<FieldDef> Fields => Members;
    }

    /// <summary>No fields; the id is that of the constructor.</summary>
    public sealed record Unit(NodeId CtorId) : VariantData
    {
        public override ImmutableArray<FieldDef> Fields => [];
    }
}

/// <summary>A field; tuple fields are named <c>0</c>, <c>1</c> …</summary>
public sealed record FieldDef(NodeId Id, Ident Ident, Visibility Vis, Ty Ty, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];
}

[Closed]
public abstract record Visibility(SourceSpan Span)
{
    public static Visibility Inherited { get; } = new Private(default(SourceSpan));

    /// <summary>Nothing written.</summary>
    public sealed record Private(SourceSpan Span) : Visibility(Span);

    /// <summary><c>pub</c></summary>
    public sealed record Public(SourceSpan Span) : Visibility(Span);

    /// <summary><c>pub(crate)</c>, <c>pub(in a::b)</c></summary>
    public sealed record Restricted(NodeId Id, Path Path, SourceSpan Span) : Visibility(Span);
}

/// <summary>One node of a use tree; <see cref="Prefix"/> may be empty (<c>{a, b}</c>).</summary>
[Closed]
public abstract record UseTree(NodeId Id, Path Prefix, SourceSpan Span) : Node(Id, Span)
{
    /// <summary><c>a::b as c</c>; <c>as _</c> has the name <c>_</c>.</summary>
    public sealed record Simple(NodeId Id, Path Prefix, Ident? Rename, SourceSpan Span) : UseTree(Id, Prefix, Span)
    {
        public Ident Ident => Rename ?? Prefix.Segments[^1].Ident;
    }

    /// <summary><c>a::*</c></summary>
    public sealed record Glob(NodeId Id, Path Prefix, SourceSpan Span) : UseTree(Id, Prefix, Span);

    /// <summary><c>a::{b, c}</c></summary>
    public sealed record Nested(NodeId Id, Path Prefix, ImmutableArray<UseTree> Children, SourceSpan Span) : UseTree(Id, Prefix, Span);
}
