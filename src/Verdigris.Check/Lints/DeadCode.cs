using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Lints;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Ast;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Ty = Verdigris.Types.Ty;

namespace Verdigris.Check.Lints;

/// <summary>
/// <c>dead_code</c>: a mark phase over HIR. From what other crates, the linker and the user's <c>allow</c> keep alive
/// (<see cref="DeadCodeRoots"/>), each live definition's types and body are walked for what they name. Items of trait impls
/// are live when both the trait's item and the implementing type are. Fields are live when read, variants when constructed;
/// what a pattern matches is neither. Derived <c>Clone</c> and <c>Debug</c> read nothing, as they read everything.
/// <para>Requires: all bodies type-check. Cost: one walk over each live body.</para>
/// </summary>
public sealed partial class DeadCode
{
    private readonly TypeContext _context;
    private readonly LocalCrateFacts _crate;
    private readonly LintSink _lints;
    private readonly bool[] _isLive;
    private readonly Stack<DefId> _waiting = [];

    // Items of trait impls, and the impls, that are not live yet.
    private readonly List<DefId> _undecided = [];

    // By type: the traits whose derived impls are not looked at.
    private readonly Dictionary<DefId, SortedSet<string>> _ignoredDerives = [];

    private DeadCode(TypeContext context, LocalCrateFacts crate, LintSink lints)
    {
        _context = context;
        _crate = crate;
        _lints = lints;
        _isLive = new bool[crate.Hir.Definitions.Count];
    }

    /// <param name="exported">What other crates can name, and what they can reach through it.</param>
    /// <param name="endModule">Called when all of a module is said.</param>
    public static void Check(TypeContext context, LocalCrateFacts crate, IEnumerable<DefId> exported, LintSink lints, Action endModule)
    {
        DeadCode check = new(context, crate, lints);
        foreach (DefId def in exported)
        {
            check.Mark(def);
        }
        // In the order of the source; those inside of functions are among them.
        List<HirItem> items = [];
        for (int i = 0; i < crate.Hir.Definitions.Count; i++)
        {
            if (crate.Hir.NodeOf(new DefId(crate.Hir.Id, i)) is HirNode.Item { Value: var item } && item.Def.Index == i)
            {
                items.Add(item);
                check.SeedItem(item);
            }
        }
        check.MarkAll();
        check.Report(items, endModule);
    }

    private bool IsLive(DefId def) => def.Crate != _crate.Hir.Id || _isLive[def.Index];

    internal void Mark(DefId def)
    {
        if (def.IsNone || def.Crate != _crate.Hir.Id || _isLive[def.Index])
        {
            return;
        }
        _isLive[def.Index] = true;
        _waiting.Push(def);
    }

    private void MarkAll()
    {
        DeadCodeMarker marker = new(this, _context, _crate);
        while (true)
        {
            while (_waiting.TryPop(out DefId def))
            {
                if (_crate.Hir.NodeOf(def) is { } node)
                {
                    marker.Walk(def, node);
                }
            }
            if (!DecideImpls())
            {
                return;
            }
        }
    }

    private bool DecideImpls()
    {
        bool hasProgress = false;
        for (int i = _undecided.Count - 1; i >= 0; i--)
        {
            DefId def = _undecided[i];
            if (IsLive(def) || IsNeeded(def))
            {
                _undecided.RemoveAt(i);
                Mark(def);
                hasProgress = true;
            }
        }
        return hasProgress;
    }

    /// <summary>An impl, or an item in it, of a trait and a type that are live.</summary>
    private bool IsNeeded(DefId def)
    {
        DefId impl = def;
        DefId trait;
        if (_crate.Hir.NodeOf(def) is HirNode.ImplItem { Value: var item })
        {
            impl = _context.ParentOf(def);
            trait = item.TraitItem;
        }
        else
        {
            trait = _context.ImplHeaderOf(impl).TraitRef?.Trait ?? default;
        }
        if (trait.IsSome && !IsLive(trait))
        {
            return false;
        }
        return _context.ImplHeaderOf(impl).SelfTy is not Ty.Adt adt || IsLive(adt.Def.Id);
    }

    private void SeedItem(HirItem item)
    {
        bool isKept = IsKept(item.Def, item.Attrs);
        if (isKept)
        {
            Mark(item.Def);
        }
        switch (item.Kind)
        {
            case HirItemKind.Fn when item.Ident.Name.Text == "main" && _context.ParentOf(item.Def).Index == 0:
                Mark(item.Def);
                break;
            case HirItemKind.GlobalAsm:
                Mark(item.Def);
                break;
            case HirItemKind.Const when item.Ident.Name == Names.Underscore:
                Mark(item.Def);
                break;
            case HirItemKind.Enum enumeration:
                foreach (HirVariant variant in enumeration.Variants)
                {
                    if (isKept || IsKept(variant.Def, variant.Attrs))
                    {
                        Mark(variant.Def);
                    }
                    SeedFields(variant.Data);
                }
                break;
            case HirItemKind.Struct structure:
                SeedFields(structure.Data);
                break;
            case HirItemKind.Union union:
                SeedFields(union.Data);
                break;
            case HirItemKind.Trait trait:
                foreach (HirTraitItem member in trait.Items)
                {
                    if (IsKept(member.Def, member.Attrs))
                    {
                        Mark(member.Def);
                    }
                }
                break;
            case HirItemKind.Impl { Value: var impl }:
                SeedImpl(item, impl, isKept);
                break;
            case HirItemKind.ForeignMod foreign:
                foreach (HirForeignItem member in foreign.Items)
                {
                    if (IsKept(member.Def, member.Attrs))
                    {
                        Mark(member.Def);
                    }
                }
                break;
        }
    }

    private void SeedFields(HirVariantData data)
    {
        foreach (HirFieldDef field in data.Fields)
        {
            if (IsKept(field.Def, field.Attrs))
            {
                Mark(field.Def);
            }
        }
    }

    private void SeedImpl(HirItem item, HirImpl impl, bool isKept)
    {
        if (impl.Trait is null)
        {
            foreach (HirImplItem member in impl.Items)
            {
                if (IsKept(member.Def, member.Attrs))
                {
                    Mark(member.Def);
                }
            }
            return;
        }
        if (IsIgnoredDerive(item, impl))
        {
            return;
        }
        if (!isKept)
        {
            _undecided.Add(item.Def);
        }
        foreach (HirImplItem member in impl.Items)
        {
            if (IsKept(member.Def, member.Attrs))
            {
                Mark(member.Def);
            }
            else
            {
                _undecided.Add(member.Def);
            }
        }
    }

    private bool IsIgnoredDerive(HirItem item, HirImpl impl)
    {
        if (!AttrReader.Has(item.Attrs, "automatically_derived") || impl.Trait is not { Path.Res: Res.Def { Id: var trait } })
        {
            return false;
        }
        string name = _context.Crates.NameOf(trait).Text;
        if (name is not ("Clone" or "Debug") || trait.Crate == _crate.Hir.Id)
        {
            return false;
        }
        if (_context.ImplHeaderOf(item.Def).SelfTy is Ty.Adt adt)
        {
            if (!_ignoredDerives.TryGetValue(adt.Def.Id, out SortedSet<string>? names))
            {
                names = new SortedSet<string>(StringComparer.Ordinal);
                _ignoredDerives.Add(adt.Def.Id, names);
            }
            names.Add(name);
        }
        return true;
    }

    /// <summary>Code outside of Rust uses it, or the user knows that it is dead.</summary>
    private bool IsKept(DefId def, ImmutableArray<Attr> attrs)
    {
        foreach (Attr attr in attrs)
        {
            switch (attr.Path.Segments[^1].Ident.Name.Text)
            {
                case "no_mangle" or "export_name" or "used" or "link_section" or "linkage" or "lang" or "panic_handler" or "global_allocator"
                    or "proc_macro" or "proc_macro_derive" or "proc_macro_attribute" or "rustc_std_internal_symbol":
                    return true;
                case "unsafe" when attr.Args is AttrArgs.Delimited { Tokens: { Count: > 0 } tokens } && tokens[0].Name?.Text is "no_mangle" or "export_name" or "link_section":
                    return true;
            }
        }
        return !_lints.IsOn(LintTable.DeadCode, _context.Crates.SpanOf(def));
    }
}
