using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>What a path means as far as names tell; the last <see cref="Unresolved"/> segments need types.</summary>
public readonly record struct PartialRes(Res? Base, int Unresolved);

/// <summary>What a lifetime means.</summary>
[Closed]
public abstract record LifetimeRes
{
    private protected LifetimeRes()
    {
    }

    public static LifetimeRes StaticLifetime { get; } = new Static();

    public static LifetimeRes Inferred { get; } = new Infer();

    public sealed record Param(DefId Def) : LifetimeRes;

    public sealed record Static : LifetimeRes;

    /// <summary>In a body.</summary>
    public sealed record Infer : LifetimeRes;

    public sealed record Error(ErrorReported Reported) : LifetimeRes;
}

/// <summary>A parameter made for an elided lifetime.</summary>
public readonly record struct FreshLifetime(DefId Def, SourceSpan Span);

/// <summary>The traits whose methods can be called somewhere: shared by all places of a module or block.</summary>
public sealed class TraitScope
{
    private readonly ImmutableArray<NameBinding?> _bindings;
    private readonly HashSet<Symbol> _called = [];

    /// <param name="bindings">Of each trait: how it came here; null if it is here for itself.</param>
    internal TraitScope(ImmutableArray<DefId> traits, ImmutableArray<NameBinding?> bindings) => (Traits, _bindings) = (traits, bindings);

    public ImmutableArray<DefId> Traits { get; }

    /// <summary>An item of a trait is used that was found because the trait is in scope.</summary>
    public void MarkUsed(DefId trait)
    {
        int index = Traits.IndexOf(trait);
        if (index >= 0)
        {
            _bindings[index]?.MarkUsed();
        }
    }

    internal TraitScope With(DefId trait) => new(Traits.Add(trait), _bindings.Add(null));

    /// <summary>Notes which imports an item of this name may need.</summary>
    internal void NoteCall(Symbol name)
    {
        if (!_called.Add(name))
        {
            return;
        }
        foreach (NameBinding? trait in _bindings)
        {
            if (trait?.Import is { MayBringMethods: false } && trait.Entity.Module?.Find(name, Namespace.Value)?.Binding is not null)
            {
                for (NameBinding? binding = trait; binding?.Import is { } import; binding = binding.Imported)
                {
                    import.MayBringMethods = true;
                }
            }
        }
    }
}

/// <summary>What every path, label and lifetime of the crate means, by node. Read-only after resolution.</summary>
public sealed class Resolutions(int nodeCount)
{
    private readonly PartialRes[] _paths = new PartialRes[nodeCount];

    internal Dictionary<NodeId, LifetimeRes> Lifetimes { get; } = [];

    internal Dictionary<NodeId, ImmutableArray<LifetimeRes>> ElidedInPaths { get; } = [];

    internal Dictionary<NodeId, ImmutableArray<FreshLifetime>> FreshLifetimes { get; } = [];

    internal Dictionary<NodeId, NodeId> Labels { get; } = [];

    internal Dictionary<NodeId, NodeId> Bindings { get; } = [];

    internal Dictionary<NodeId, TraitScope> TraitScopes { get; } = [];

    internal Dictionary<NodeId, ErrorReported> LabelErrors { get; } = [];

    internal void Record(NodeId node, Res res, int unresolved = 0) => _paths[node.Index] = new PartialRes(res, unresolved);

    /// <summary>Of an expression, pattern, type, trait reference or visibility; a null base was never resolved.</summary>
    public PartialRes PathOf(NodeId node) => _paths[node.Index];

    /// <summary>Of a written lifetime, or of a reference type without one.</summary>
    public LifetimeRes? LifetimeOf(NodeId node) => Lifetimes.GetValueOrDefault(node);

    /// <summary>The lifetimes that a path segment leaves out; empty when it has none or writes them.</summary>
    public ImmutableArray<LifetimeRes> ElidedLifetimesOf(NodeId segment) => ElidedInPaths.TryGetValue(segment, out ImmutableArray<LifetimeRes> elided) ? elided : [];

    /// <summary>The parameters made for elided lifetimes by a function, impl, function pointer type or <c>Fn()</c> bound.</summary>
    public ImmutableArray<FreshLifetime> FreshLifetimesOf(NodeId binder) => FreshLifetimes.TryGetValue(binder, out ImmutableArray<FreshLifetime> fresh) ? fresh : [];

    /// <summary>The loop or block that a <c>break</c> or <c>continue</c> means; false when it is an error or has no label.</summary>
    public bool TryGetLabelTarget(NodeId exit, out NodeId target) => Labels.TryGetValue(exit, out target);

    public ErrorReported? LabelErrorOf(NodeId exit) => LabelErrors.GetValueOrDefault(exit);

    /// <summary>The first binding of the name in an or-pattern; the pattern itself elsewhere.</summary>
    public NodeId CanonicalBinding(NodeId pat) => Bindings.TryGetValue(pat, out NodeId first) ? first : pat;

    /// <summary>For method calls and paths with unresolved segments.</summary>
    public TraitScope? TraitScopeOf(NodeId node) => TraitScopes.GetValueOrDefault(node);
}
