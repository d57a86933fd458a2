using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Modules;

/// <summary>Putting names into modules, and what happens when one is there already.</summary>
internal sealed partial class Resolver
{
    private readonly HashSet<(Symbol, SourceSpan)> _duplicates = [];

    public Entity AddEntity(DefKind kind, NodeId node)
    {
        Entity entity = Entity.Local(kind, node);
        _entities[node] = entity;
        return entity;
    }

    public void AddEntity(NodeId node, Entity entity) => _entities[node] = entity;

    public Module AddModule(Module parent, Entity? entity, NodeId node, Symbol name, SourceSpan span, bool hasNoImplicitPrelude = false)
    {
        Module module = new(parent, entity, name, span) { HasNoImplicitPrelude = hasNoImplicitPrelude || parent.HasNoImplicitPrelude };
        if (entity is not null)
        {
            entity.Module = module;
        }
        _modules[node] = module;
        return module;
    }

    /// <param name="module">Where the name arrives.</param>
    /// <param name="name">The name.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="entity">What it means.</param>
    /// <param name="visibility">Who may use it.</param>
    /// <param name="item">The whole definition.</param>
    /// <param name="expansion">What it came with.</param>
    public void Define(Module module, Symbol name, Namespace ns, Entity entity, Vis visibility, SourceSpan item, ExpansionInfo? expansion) =>
        Define(module, name, ns, new NameBinding(entity, visibility, item) { Expansion = expansion });

    public void Define(Module module, Symbol name, Namespace ns, NameBinding binding)
    {
        if (name.IsEmpty)
        {
            return;
        }
        if (name == Names.Underscore)
        {
            module.Anonymous.Add(binding);
            PropagateToGlobs(module, name, ns, binding);
            return;
        }
        Resolution resolution = module.FindOrAdd(name, ns);
        NameBinding? old = resolution.Binding;
        if (old is not null)
        {
            if (binding.IsGlob && !old.IsGlob)
            {
                return;
            }
            if (binding.IsGlob)
            {
                if (old.Import == binding.Import)
                {
                    // The imported module has found a stronger meaning for the name.
                    if (old.Entity == binding.Entity && old.Ambiguity is null)
                    {
                        return;
                    }
                }
                else if (SameEntity(old.Entity, binding.Entity))
                {
                    if (old.Visibility.IsAtLeast(binding.Visibility))
                    {
                        return;
                    }
                }
                else
                {
                    old.Ambiguity ??= binding;
                    return;
                }
            }
            else if (!old.IsGlob)
            {
                ReportDuplicate(name, ns, module, old, binding);
                return;
            }
        }
        resolution.Binding = binding;
        PropagateToGlobs(module, name, ns, binding);
    }

    internal static bool SameEntity(Entity left, Entity right) =>
        left == right || (left.Id.IsSome && left.Id == right.Id && left.Kind == right.Kind)
        || (left.Primitive is { } primitive && right.Primitive == primitive);

    private void PropagateToGlobs(Module module, Symbol name, Namespace ns, NameBinding binding)
    {
        // The list may grow while names arrive in modules that import each other.
        for (int i = 0; i < module.GlobImporters.Count; i++)
        {
            Import import = module.GlobImporters[i];
            if (binding.Visibility.IsAccessibleFrom(import.Parent.NearestNormal))
            {
                ImportByGlob(import, name, ns, binding);
            }
        }
    }

    private void ImportByGlob(Import import, Symbol name, Namespace ns, NameBinding binding)
    {
        Vis visibility = binding.Visibility.IsAtLeast(import.Visibility) ? import.Visibility : binding.Visibility;
        NameBinding imported = new(binding.Entity, visibility, import.Span) { Import = import, Imported = binding, Ambiguity = binding.Ambiguity, Expansion = import.Expansion };
        if (name == Names.Underscore)
        {
            foreach (NameBinding known in import.Parent.Anonymous)
            {
                if (SameEntity(known.Entity, binding.Entity))
                {
                    return;
                }
            }
        }
        Define(import.Parent, name, ns, imported);
    }

    private void ReportDuplicate(Symbol name, Namespace ns, Module module, NameBinding old, NameBinding binding)
    {
        if (old.Entity.Error is not null || binding.Entity.Error is not null)
        {
            return;
        }
        if (!_duplicates.Add((name, binding.Span)))
        {
            // A tuple or unit struct: its type has been reported, its constructor is the same definition.
            return;
        }
        if (old.Span.Lo > binding.Span.Lo)
        {
            (old, binding) = (binding, old);
        }
        bool oldIsImport = old.Import is not null;
        bool newIsImport = binding.Import is not null;
        bool oldIsExtern = old.Import is { IsExternCrate: true };
        bool newIsExtern = binding.Import is { IsExternCrate: true };
        string code = (oldIsImport, newIsImport) switch
        {
            (true, true) when oldIsExtern && newIsExtern => "E0259",
            (true, true) when oldIsExtern || newIsExtern => "E0254",
            (true, true) => "E0252",
            (false, false) => "E0428",
            _ when oldIsExtern || newIsExtern => "E0260",
            _ => "E0255",
        };
        string container = module.IsBlock ? "block" : module.Entity!.Kind switch { DefKind.Trait => "trait", DefKind.Enum => "enum", _ => "module" };
        string what = ns == Namespace.Type && binding.Entity.Kind is DefKind.Mod ? "module" : ns switch
        {
            Namespace.Type when old.Entity.Kind == DefKind.Trait => "trait",
            Namespace.Type => old.Entity.Kind == DefKind.Mod ? "module" : "type",
            Namespace.Value => "value",
            _ => "macro",
        };
        string oldWhat = old.Entity.Kind == DefKind.Trait ? "trait" : old.Entity.Kind == DefKind.Mod && ns == Namespace.Type ? (oldIsExtern ? "extern crate" : "module") : what;
        string nsText = ns switch { Namespace.Type => "type", Namespace.Value => "value", _ => "macro" };
        Diagnostic diagnostic = Diagnostic.Error(code, $"the name `{name}` is defined multiple times", Sources.HeadOf(binding.Span))
            .WithPrimaryLabel(newIsExtern ? $"`{name}` reimported here" : newIsImport ? $"`{name}` reimported here" : $"`{name}` redefined here")
            .WithLabel(Sources.HeadOf(old.Span), oldIsImport ? $"previous import of the {oldWhat} `{name}` here" : $"previous definition of the {oldWhat} `{name}` here")
            .WithNote($"`{name}` must be defined only once in the {nsText} namespace of this {container}");
        SuggestRename(diagnostic, name, old, binding);
        Sink.Report(diagnostic);
    }

    /// <summary>Another name for the second of two imports, or for the only one; not where it is just superfluous.</summary>
    private void SuggestRename(Diagnostic diagnostic, Symbol name, NameBinding old, NameBinding binding)
    {
        NameBinding? renamed = binding.Import is not null ? binding : old.Import is not null ? old : null;
        if (renamed?.Import is not { IsGlob: false } import || !renamed.Span.Context.IsRoot
            || (old.Import is not null && binding.Import is not null && SameEntity(old.Entity, binding.Entity)))
        {
            return;
        }
        string other = char.IsUpper(name.Text[0]) ? $"Other{name}" : $"other_{name}";
        SuggestionEdit edit;
        if (import.IsExternCrate)
        {
            string text = Sources.SnippetOf(renamed.Span);
            int alias = text.IndexOf(" as ", System.StringComparison.Ordinal);
            uint end = renamed.Span.Hi - (text.EndsWith(';') ? 1u : 0u);
            uint start = alias < 0 ? end : renamed.Span.Lo + (uint)alias;
            edit = new SuggestionEdit(new SourceSpan(start, end), $" as {other}");
        }
        else
        {
            edit = new SuggestionEdit(new SourceSpan(import.Source.Span.Hi, renamed.Span.Hi), $" as {other}");
        }
        diagnostic.WithVerboseSuggestion("you can use `as` to change the binding name of the import", Applicability.MaybeIncorrect, edit);
    }

    /// <summary>The definitions of <c>extern crate</c> at the crate root are also in the extern prelude.</summary>
    public void AddExternItem(Symbol name, Module root) => _externItems[name] = root;

    /// <summary>A crate by its name, without <c>extern crate</c>.</summary>
    public Module? FindInExternPrelude(Symbol name)
    {
        if (_externItems.TryGetValue(name, out Module? item))
        {
            return item;
        }
        return Externs.IsInPrelude(name) && Externs.Find(name) is { } crate ? RootOf(crate) : null;
    }
}
