using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Expansion;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Resolve.Modules;

/// <summary>Whether a look-up's answer can still change.</summary>
internal enum Determinacy
{
    Found,
    NotFound,
    /// <summary>A pending import may define the name.</summary>
    Undetermined,
    /// <summary>
    /// Only a pending expansion or glob may define the name. A look-up through enclosing scopes goes on and takes what it
    /// finds there: macros that shadow are errors, so the answer stands.
    /// </summary>
    WeaklyUndetermined,
}

internal static class Determinacies
{
    extension(Determinacy state)
    {
        public bool IsOpen => state is Determinacy.Undetermined or Determinacy.WeaklyUndetermined;
    }
}

/// <summary>How far a path got.</summary>
/// <param name="Unresolved">Segments left for the type checker, behind <see cref="Entity"/>.</param>
/// <param name="FailedSegment">The segment that was not found.</param>
internal readonly record struct PathResult(Determinacy State, Entity? Entity, Module? Module, NameBinding? Binding, int Unresolved, int FailedSegment, Module? FailedIn);

/// <summary>Look-ups in modules and along paths. Reference: [names.resolution].</summary>
internal sealed partial class Resolver
{
    private readonly HashSet<(Module, Symbol, Namespace)> _lookupStack = [];

    /// <summary>
    /// A name in one module. <paramref name="isFinal"/>: no more names will come, answer with what is there.
    /// <paramref name="ignored"/>: the import on whose behalf this is asked, which cannot answer itself.
    /// </summary>
    public Determinacy Lookup(Module module, Symbol name, Namespace ns, bool isFinal, out NameBinding? binding, Import? ignored = null)
    {
        Resolution? resolution = module.Find(name, ns);
        binding = resolution?.Binding;
        if (binding is not null && ignored is not null && binding.Import == ignored)
        {
            binding = null;
        }
        if (isFinal || module.IsExternal)
        {
            return binding is null ? Determinacy.NotFound : Determinacy.Found;
        }
        if (binding is not null && !binding.IsGlob)
        {
            return Determinacy.Found;
        }
        if (!_lookupStack.Add((module, name, ns)))
        {
            // Imports in a circle: nobody on it defines the name.
            return binding is null ? Determinacy.NotFound : Determinacy.Found;
        }
        try
        {
            return LookupPending(module, name, ns, resolution, binding, ignored);
        }
        finally
        {
            _lookupStack.Remove((module, name, ns));
        }
    }

    private Determinacy LookupPending(Module module, Symbol name, Namespace ns, Resolution? resolution, NameBinding? binding, Import? ignored)
    {
        if (resolution is not null)
        {
            foreach (Import import in resolution.PendingImports)
            {
                if (import == ignored || import.IsDetermined[(int)ns])
                {
                    continue;
                }
                if (import.Module is not { } source)
                {
                    return Determinacy.Undetermined;
                }
                if (Lookup(source, import.Source.Name, ns, isFinal: false, out _, import) != Determinacy.NotFound)
                {
                    return Determinacy.Undetermined;
                }
            }
        }
        if (module.PendingExpansions.Count > 0)
        {
            return Determinacy.WeaklyUndetermined;
        }
        if (binding is not null)
        {
            return Determinacy.Found;
        }
        foreach (Import glob in module.Globs)
        {
            if (glob == ignored || glob.IsPrelude)
            {
                continue;
            }
            if (glob.Module is not { } source)
            {
                if (glob.IsDone)
                {
                    continue;
                }
                return Determinacy.WeaklyUndetermined;
            }
            Determinacy inner = Lookup(source, name, ns, isFinal: false, out NameBinding? found, ignored);
            if (inner == Determinacy.NotFound || (found is not null && !found.Visibility.IsAccessibleFrom(module.NearestNormal)))
            {
                continue;
            }
            return Determinacy.WeaklyUndetermined;
        }
        return Determinacy.NotFound;
    }

    /// <summary>A bare name as imports and macro paths see it: the enclosing blocks and module, then the preludes.</summary>
    public Determinacy LookupLexical(Symbol name, Namespace ns, Module start, TextualScope? scope, bool isFinal, out NameBinding? binding, Import? ignored = null)
    {
        binding = null;
        bool isOpen = false;
        if (ns == Namespace.Macro && scope is not null)
        {
            isOpen = LookupTextual(name, scope, out Entity? macro).IsOpen && !isFinal;
            if (macro is not null)
            {
                binding = new NameBinding(macro, macro.Macro!.IsExported ? Vis.Public : Vis.Restricted(Root), macro.Macro.Span);
                return Determinacy.Found;
            }
        }
        Module? module = start;
        while (module is not null)
        {
            if (!module.IsBlock && !module.IsNormal)
            {
                module = module.Parent;
                continue;
            }
            Determinacy state = Lookup(module, name, ns, isFinal, out binding, ignored);
            if (state is Determinacy.Found or Determinacy.Undetermined)
            {
                return state;
            }
            isOpen |= state == Determinacy.WeaklyUndetermined;
            if (!module.IsBlock)
            {
                break;
            }
            module = module.Parent;
        }
        Determinacy outer = LookupPreludes(name, ns, module ?? Root, isFinal, out binding);
        return outer == Determinacy.NotFound && isOpen ? Determinacy.WeaklyUndetermined : outer;
    }

    /// <summary>Behind the module's own names. Reference: [names.preludes].</summary>
    public Determinacy LookupPreludes(Symbol name, Namespace ns, Module module, bool isFinal, out NameBinding? binding)
    {
        binding = null;
        if (ns == Namespace.Type && FindInExternPrelude(name) is { } crate)
        {
            binding = new NameBinding(crate.Entity!, Vis.Public, crate.Span);
            return Determinacy.Found;
        }
        if (ns == Namespace.Macro && _macroUsePrelude.TryGetValue(name, out binding))
        {
            return Determinacy.Found;
        }
        if (Prelude is not null && !module.HasNoImplicitPrelude)
        {
            Determinacy state = Lookup(Prelude, name, ns, isFinal, out binding);
            if (state != Determinacy.NotFound)
            {
                return state;
            }
        }
        if (ns == Namespace.Type && _primitives.TryGetValue(name, out Entity? primitive))
        {
            binding = new NameBinding(primitive, Vis.Public, default);
            return Determinacy.Found;
        }
        binding = null;
        return Determinacy.NotFound;
    }

    private static Determinacy LookupTextual(Symbol name, TextualScope? scope, out Entity? macro)
    {
        macro = null;
        bool isOpen = false;
        while (scope is not null)
        {
            if (scope.Invocation is { } invocation)
            {
                // What a pending call may define is skipped like any pending expansion.
                isOpen |= !invocation.IsExpanded;
                scope = invocation.IsExpanded ? invocation.OutputScope : invocation.State.Scope;
                continue;
            }
            if (scope.Name == name)
            {
                macro = scope.Macro;
                return Determinacy.Found;
            }
            scope = scope.Outer;
        }
        return isOpen ? Determinacy.WeaklyUndetermined : Determinacy.NotFound;
    }

    /// <summary>
    /// The first segments of a path that need no lexical look-up: <c>crate</c>, <c>$crate</c>, <c>self</c>, <c>super</c>, <c>::</c>.
    /// Returns how many were taken; <paramref name="failed"/> is the index of an impossible <c>super</c>.
    /// </summary>
    public int ResolvePathStart(ImmutableArray<PathSegment> segments, Module current, out Module? start, out bool isExternRoot, out int failed)
    {
        start = null;
        isExternRoot = false;
        failed = -1;
        if (segments.IsEmpty)
        {
            return 0;
        }
        Ident first = segments[0].Ident;
        if (first.Name == Names.PathRoot)
        {
            isExternRoot = EditionOf(segments.Length > 1 ? segments[1].Ident.Span : first.Span) >= Edition.E2018;
            start = isExternRoot ? null : Root;
            return 1;
        }
        if (first.Name == Names.Crate)
        {
            start = Root;
            return 1;
        }
        if (first.Name == Names.DollarCrate)
        {
            start = CrateRootOf(first.Span);
            return 1;
        }
        if (first.Name != Names.SelfLower && first.Name != Names.Super)
        {
            return 0;
        }
        start = current.NearestNormal;
        int count = 0;
        if (first.Name == Names.SelfLower)
        {
            count = 1;
        }
        while (count < segments.Length && segments[count].Ident.Name == Names.Super)
        {
            if (start.Parent is null)
            {
                failed = count;
                return count;
            }
            start = start.Parent.NearestNormal;
            count++;
        }
        return count;
    }

    /// <summary>
    /// A path as imports and macros see it (no locals, no generics). The last segment is looked up in <paramref name="ns"/>.
    /// </summary>
    public PathResult ResolveModulePath(ImmutableArray<PathSegment> segments, Namespace ns, Module current, TextualScope? scope, bool isFinal, Import? ignored = null)
    {
        int index = ResolvePathStart(segments, current, out Module? module, out bool isExternRoot, out int failed);
        if (failed >= 0)
        {
            return new PathResult(Determinacy.NotFound, null, null, null, 0, failed, null);
        }
        if (index == segments.Length)
        {
            return module is null
                ? new PathResult(Determinacy.NotFound, null, null, null, 0, 0, null)
                : new PathResult(Determinacy.Found, module.Entity, module, null, 0, 0, null);
        }
        NameBinding? binding = null;
        Entity? entity = module?.Entity;
        for (; index < segments.Length; index++)
        {
            bool isLast = index == segments.Length - 1;
            Namespace segmentNs = isLast ? ns : Namespace.Type;
            Symbol name = segments[index].Ident.Name;
            Determinacy state;
            if (isExternRoot)
            {
                isExternRoot = false;
                Module? crate = FindInExternPrelude(name);
                binding = crate is null ? null : new NameBinding(crate.Entity!, Vis.Public, crate.Span);
                state = crate is null ? Determinacy.NotFound : Determinacy.Found;
            }
            else if (module is null)
            {
                state = LookupLexical(name, segmentNs, current, scope, isFinal, out binding, ignored);
            }
            else
            {
                state = Lookup(module, name, segmentNs, isFinal, out binding, ignored);
                if (state == Determinacy.NotFound && module == Root && index == 1 && segments[0].Ident.Name == Names.PathRoot && FindInExternPrelude(name) is { } crate)
                {
                    // Edition 2015: `use foo::bar` finds crates behind the root's own names.
                    binding = new NameBinding(crate.Entity!, Vis.Public, crate.Span);
                    state = Determinacy.Found;
                }
            }
            if (state != Determinacy.Found)
            {
                return new PathResult(state, null, null, null, 0, index, module);
            }
            entity = binding!.Entity;
            if (isLast)
            {
                break;
            }
            module = entity.Module;
            if (module is null)
            {
                return entity.Error is not null
                    ? new PathResult(Determinacy.Found, entity, null, binding, 0, index, null)
                    : new PathResult(Determinacy.Found, entity, null, binding, segments.Length - index - 1, index, null);
            }
        }
        return new PathResult(Determinacy.Found, entity, entity!.Module, binding, 0, 0, null);
    }
}
