using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;

namespace Verdigris.Resolve.Late;

internal enum RibKind : byte
{
    /// <summary>A name: local, parameter, <c>Self</c>.</summary>
    Binding,
    /// <summary>An item begins: the locals and generics outside cannot be used.</summary>
    Item,
    /// <summary>A constant begins: locals outside cannot be used.</summary>
    Constant,
    /// <summary>An anonymous constant begins in which generics cannot be used either, unless it is just one of them.</summary>
    AnonConst,
    /// <summary>The items of a block or module.</summary>
    Module,
    /// <summary>A <c>macro_rules!</c> is defined here: its expansions see the scope up to here by its own marks.</summary>
    MacroDefinition,
}

internal readonly record struct Rib(RibKind Kind, Symbol? Name, SyntaxContext Context, Namespace Namespace, Res? Res, Module? Module, MacroDefinition? Macro, ItemScope? Item = null);

/// <summary>An item as a scope, for the message that it does not see the generics around it.</summary>
/// <param name="Kind">As in "this inner …".</param>
/// <param name="Name">Its name.</param>
/// <param name="Generics">Its generic parameters, or empty where they would stand; null if it cannot have any.</param>
internal sealed record ItemScope(string Kind, SourceSpan Name, Syntax.Ast.Generics? Generics);

/// <summary>A name that could have been meant.</summary>
internal readonly record struct NameInScope(Symbol Name, Res Res, NameBinding? Binding);

/// <summary>What was found in the ribs, and the barriers between here and there.</summary>
internal readonly record struct RibMatch(Res? Res, NameBinding? Binding, ItemScope? CrossedItem, bool CrossedConstant, bool CrossedAnonConst);

/// <summary>
/// The lexical scopes around a place, innermost last, as one stack. Locals compare with their hygiene context, other names
/// by text. Reference: [names.scopes], [macro.decl.hygiene].
/// </summary>
internal sealed class RibStack(Resolver resolver)
{
    private readonly List<Rib> _ribs = [];

    public int Depth => _ribs.Count;

    public void PopTo(int depth) => _ribs.RemoveRange(depth, _ribs.Count - depth);

    public void Push(RibKind barrier) => _ribs.Add(new Rib(barrier, null, default, default, null, null, null));

    public void Push(ItemScope item) => _ribs.Add(new Rib(RibKind.Item, null, default, default, null, null, null, item));

    public void Push(Module module) => _ribs.Add(new Rib(RibKind.Module, null, default, default, null, module, null));

    public void Push(MacroDefinition macro) => _ribs.Add(new Rib(RibKind.MacroDefinition, null, default, default, null, null, macro));

    public void Bind(Symbol name, Namespace ns, Res res) => _ribs.Add(new Rib(RibKind.Binding, name, default, ns, res, null, null));

    public void BindLocal(Symbol name, SyntaxContext context, Res res) => _ribs.Add(new Rib(RibKind.Binding, name, context, Namespace.Value, res, null, null));

    /// <summary>False when nothing in scope, preludes included, has the name.</summary>
    public bool TryFind(Symbol name, SyntaxContext context, Namespace ns, out RibMatch match)
    {
        ItemScope? crossedItem = null;
        bool crossedConstant = false;
        bool crossedAnonConst = false;
        Base.Diagnostics.ErrorReported? globError = null;
        for (int i = _ribs.Count - 1; i >= 0; i--)
        {
            Rib rib = _ribs[i];
            switch (rib.Kind)
            {
                case RibKind.Binding:
                    if (rib.Name == name && rib.Namespace == ns && (rib.Res is not Res.Local || rib.Context == context))
                    {
                        match = new RibMatch(rib.Res, null, crossedItem, crossedConstant, crossedAnonConst);
                        return true;
                    }
                    break;
                case RibKind.Item:
                    crossedItem ??= rib.Item;
                    break;
                case RibKind.Constant:
                    crossedConstant |= crossedItem is null;
                    break;
                case RibKind.AnonConst:
                    crossedConstant |= crossedItem is null;
                    crossedAnonConst = true;
                    break;
                case RibKind.MacroDefinition:
                    if (!context.IsRoot && HygieneTable.ExpansionOf(context)!.Definition == rib.Macro)
                    {
                        context = HygieneTable.ParentOf(context);
                    }
                    break;
                case RibKind.Module:
                    if (resolver.Lookup(rib.Module!, name, ns, isFinal: true, out NameBinding? binding) == Determinacy.Found)
                    {
                        match = new RibMatch(null, binding, null, false, false);
                        return true;
                    }
                    globError ??= rib.Module!.GlobError;
                    if (!rib.Module!.IsBlock)
                    {
                        bool isFound = resolver.LookupPreludes(name, ns, rib.Module, isFinal: true, out binding) == Determinacy.Found;
                        match = isFound || globError is null
                            ? new RibMatch(null, binding, null, false, false)
                            : new RibMatch(new Res.Error(globError), null, null, false, false);
                        return isFound || globError is not null;
                    }
                    break;
            }
        }
        match = default;
        return false;
    }

    /// <summary>The generic parameter of this name that the items around leave in scope; none if there is none.</summary>
    public DefId FindGeneric(Symbol name)
    {
        for (int i = _ribs.Count - 1; i >= 0 && _ribs[i].Kind is RibKind.Binding; i--)
        {
            if (_ribs[i].Name == name && _ribs[i].Res is Res.Def { Kind: DefKind.TyParam or DefKind.ConstParam } def)
            {
                return def.Id;
            }
        }
        return default;
    }

    /// <summary>The names in scope, for suggestions; innermost first.</summary>
    public IEnumerable<NameInScope> NamesInScope(Namespace ns)
    {
        for (int i = _ribs.Count - 1; i >= 0; i--)
        {
            Rib rib = _ribs[i];
            if (rib.Kind == RibKind.Binding && rib.Namespace == ns && rib.Res is not null)
            {
                yield return new NameInScope(rib.Name!, rib.Res, null);
            }
            if (rib.Kind == RibKind.Module)
            {
                foreach (NameInScope name in NamesIn(rib.Module!, ns))
                {
                    yield return name;
                }
                if (!rib.Module!.IsBlock)
                {
                    break;
                }
            }
        }
        if (resolver.Prelude is { } prelude)
        {
            foreach (NameInScope name in NamesIn(prelude, ns))
            {
                yield return name;
            }
        }
        if (ns == Namespace.Type)
        {
            foreach (NameInScope primitive in resolver.PrimitiveNames())
            {
                yield return primitive;
            }
        }
    }

    public static IEnumerable<NameInScope> NamesIn(Module module, Namespace ns)
    {
        foreach ((Symbol name, Namespace other) in module.NamesInOrder)
        {
            if (other == ns && module.Find(name, ns)?.Binding is { Entity.Error: null } binding && (binding.Entity.Id.IsSome || binding.Entity.Primitive is not null))
            {
                yield return new NameInScope(name, binding.Entity.ToRes(), binding);
            }
        }
    }
}
