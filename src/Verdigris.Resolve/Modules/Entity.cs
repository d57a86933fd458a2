using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Expand;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Modules;

/// <summary>
/// A thing that a name can mean, while the crate is still growing by expansion: local ones get their <see cref="Id"/> only
/// when the whole crate is known, so that ids follow source order.
/// </summary>
internal sealed class Entity
{
    private Entity(DefKind kind) => Kind = kind;

    /// <summary>For <see cref="IsDefinition"/>.</summary>
    public DefKind Kind { get; }

    /// <summary>The local definition's node; default for others.</summary>
    public NodeId Node { get; private init; }

    public DefId Id { get; set; }

    /// <summary>The names inside: of modules, enums, traits, extern crates.</summary>
    public Module? Module { get; set; }

    public MacroDefinition? Macro { get; private init; }

    public PrimTy? Primitive { get; private init; }

    public ErrorReported? Error { get; private init; }

    /// <summary>The constructor of a struct, for hints; private when a field is.</summary>
    public bool IsDefinition => Primitive is null && Error is null;

    public static Entity Local(DefKind kind, NodeId node) => new(kind) { Node = node };

    public static Entity LocalMacro(NodeId node, MacroDefinition macro) => new(DefKind.Macro) { Node = node, Macro = macro };

    public static Entity External(DefKind kind, DefId id, MacroDefinition? macro = null) => new(kind) { Id = id, Macro = macro };

    public static Entity OfPrimitive(PrimTy primitive) => new(default) { Primitive = primitive };

    public static Entity Poison(ErrorReported error) => new(default) { Error = error };

    public Res ToRes() => Error is not null ? new Res.Error(Error)
        : Primitive is { } primitive ? new Res.Primitive(primitive)
        : Id.IsNone ? throw new CompilerBug($"a {Kind} is used before it has an id") : new Res.Def(Kind, Id);

    public Namespace Namespace => Kind switch
    {
        _ when Primitive is not null => Namespace.Type,
        DefKind.Fn or DefKind.Const or DefKind.Static or DefKind.Ctor or DefKind.AssocFn or DefKind.AssocConst or DefKind.ConstParam => Namespace.Value,
        DefKind.Macro => Namespace.Macro,
        _ => Namespace.Type,
    };

    /// <summary>Of a constructor: "unit struct", "tuple variant".</summary>
    public string? CtorText { get; set; }

    /// <summary>As in messages: "struct", "function", "unit variant".</summary>
    public string Describe() => Primitive is not null ? "builtin type" : CtorText ?? Kind.Describe();
}
