namespace Verdigris.Resolve.Definitions;

/// <summary>What kind of thing a <see cref="DefId"/> is; the same division as rustc's.</summary>
public enum DefKind
{
    /// <summary><c>mod m { … }</c>, and the crate root.</summary>
    Mod,
    Struct,
    Union,
    Enum,
    /// <summary>A variant of an enum, in the type namespace (<c>E::V { … }</c>); its constructor is a <see cref="Ctor"/>.</summary>
    Variant,
    Trait,
    TraitAlias,
    TyAlias,
    /// <summary><c>extern { type T; }</c>.</summary>
    ForeignTy,
    /// <summary>An associated type in a trait or in an impl.</summary>
    AssocTy,
    TyParam,
    Fn,
    Const,
    ConstParam,
    Static,
    /// <summary>The value-namespace constructor of a tuple or unit struct or variant.</summary>
    Ctor,
    AssocFn,
    AssocConst,
    Macro,
    ExternCrate,
    Use,
    /// <summary><c>extern "C" { … }</c>.</summary>
    ForeignMod,
    /// <summary>An array length, enum discriminant or const generic argument.</summary>
    AnonConst,
    /// <summary><c>const { … }</c>.</summary>
    InlineConst,
    /// <summary>The hidden type behind <c>impl Trait</c> in return position.</summary>
    OpaqueTy,
    Field,
    LifetimeParam,
    GlobalAsm,
    Impl,
    Closure,
}

/// <summary>How a constructor looks: <c>S(..)</c> or <c>S</c>.</summary>
public enum CtorKind
{
    Fn,
    Const,
}

/// <summary>What a constructor makes.</summary>
public enum CtorOf
{
    Struct,
    Variant,
}

/// <summary>The three name spaces of the Reference, [names.namespaces].</summary>
public enum Namespace
{
    Type,
    Value,
    Macro,
}

/// <summary>The built-in scalar types and <c>str</c>, which are names and not items.</summary>
public enum PrimTy
{
    Bool,
    Char,
    Str,
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
    F16,
    F32,
    F64,
    F128,
}
