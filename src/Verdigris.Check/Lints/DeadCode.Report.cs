using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Lints;

/// <summary>What is said of what is not live: module by module, members of one type, impl or trait together.</summary>
public sealed partial class DeadCode
{
    /// <summary>So many names are not listed.</summary>
    private const int TooMany = 7;

    private readonly record struct Dead(DefId Def, string Name, SourceSpan Span, string Description);

    private void Report(List<HirItem> items, Action endModule)
    {
        SortedDictionary<int, List<HirItem>> byModule = [];
        foreach (HirItem item in items)
        {
            int module = ModuleAround(item.Def).Index;
            if (!byModule.TryGetValue(module, out List<HirItem>? own))
            {
                byModule.Add(module, own = []);
            }
            own.Add(item);
        }
        foreach ((int module, List<HirItem> own) in byModule)
        {
            foreach (HirItem item in own)
            {
                ReportItem(item, new DefId(_crate.Hir.Id, module));
            }
            endModule();
        }
    }

    private DefId ModuleAround(DefId def) => _context.Crates.ModuleOf(_context.ParentOf(def) is { IsSome: true } parent ? parent : def);

    private void ReportItem(HirItem item, DefId module)
    {
        switch (item.Kind)
        {
            case HirItemKind.Impl { Value: { Trait: null } impl }:
                ReportMembers(item, impl);
                return;
            case HirItemKind.Trait trait when IsLive(item.Def):
                ReportMembers(item, trait);
                return;
            case HirItemKind.ForeignMod foreign:
                foreach (HirForeignItem member in foreign.Items)
                {
                    if (!IsLive(member.Def))
                    {
                        ReportAlone(member.Def, member.Ident, "used");
                    }
                }
                return;
        }
        if (!IsLive(item.Def))
        {
            DefId parent = _context.ParentOf(item.Def);
            if (parent != module && !IsLive(parent) && _context.KindOf(parent) is DefKind.Fn or DefKind.AssocFn or DefKind.Const or DefKind.Static)
            {
                // The function around is dead: that says it all.
                return;
            }
            switch (item.Kind)
            {
                case HirItemKind.Fn or HirItemKind.Const or HirItemKind.Static or HirItemKind.TyAlias or HirItemKind.Enum or HirItemKind.Union or HirItemKind.Trait:
                    ReportAlone(item.Def, item.Ident, "used");
                    break;
                case HirItemKind.Struct:
                    ReportAlone(item.Def, item.Ident, "constructed");
                    break;
            }
            return;
        }
        switch (item.Kind)
        {
            case HirItemKind.Struct { Data: var data }:
                ReportFields(item.Def, item.Ident, item, data);
                break;
            case HirItemKind.Union { Data: var data }:
                ReportFields(item.Def, item.Ident, item, data);
                break;
            case HirItemKind.Enum enumeration:
                ReportVariants(item, enumeration.Variants);
                break;
        }
    }

    private void ReportAlone(DefId def, HirIdent ident, string participle)
    {
        if (!ident.Name.Text.StartsWith('_'))
        {
            Add([new Dead(def, ident.Name.Text, ident.Span, _context.KindOf(def).Describe())], participle, null, def);
        }
    }

    private void ReportMembers(HirItem item, HirImpl impl)
    {
        List<Dead> dead = [];
        foreach (HirImplItem member in impl.Items)
        {
            if (!IsLive(member.Def))
            {
                AddTo(dead, member.Def, member.Ident, member.Kind is HirImplItemKind.Fn { Sig.Decl.HasSelf: true });
            }
        }
        Add(dead, "used", ("implementation", _context.Crates.SpanOf(item.Def)), item.Def);
    }

    private void ReportMembers(HirItem item, HirItemKind.Trait trait)
    {
        List<Dead> dead = [];
        foreach (HirTraitItem member in trait.Items)
        {
            if (!IsLive(member.Def))
            {
                AddTo(dead, member.Def, member.Ident, member.Kind is HirTraitItemKind.Fn { Sig.Decl.HasSelf: true });
            }
        }
        Add(dead, "used", ("trait", item.Ident.Span), item.Def);
    }

    private void AddTo(List<Dead> dead, DefId def, HirIdent ident, bool isMethod) =>
        AddTo(dead, def, ident.Name.Text, ident.Span, isMethod ? "method" : _context.KindOf(def).Describe());

    private static void AddTo(List<Dead> dead, DefId def, string name, SourceSpan span, string description)
    {
        if (!name.StartsWith('_'))
        {
            dead.Add(new Dead(def, name, span, description));
        }
    }

    private void ReportVariants(HirItem item, ImmutableArray<HirVariant> variants)
    {
        List<Dead> dead = [];
        foreach (HirVariant variant in variants)
        {
            if (!IsLive(variant.Def))
            {
                AddTo(dead, variant.Def, variant.Ident.Name.Text, variant.Ident.Span, "variant");
                continue;
            }
            ReportFields(variant.Def, variant.Ident, null, variant.Data);
        }
        Add(dead, "constructed", ("enum", item.Ident.Span), item.Def);
    }

    private void ReportFields(DefId owner, HirIdent ident, HirItem? structure, HirVariantData data)
    {
        List<Dead> dead = [];
        bool isTuple = data.Form == HirVariantForm.Tuple;
        foreach (HirFieldDef field in data.Fields)
        {
            if (IsLive(field.Def))
            {
                continue;
            }
            Ty ty = _context.TypeOf(field.Def);
            if (ty is Ty.Adt { Def.IsPhantomData: true } || (isTuple && IsSurelyEmpty(ty)))
            {
                continue;
            }
            AddTo(dead, field.Def, field.Ident.Name.Text, isTuple ? field.Span : field.Ident.Span, "field");
        }
        string kind = _context.KindOf(owner).Describe();
        if (MakeDiagnostic(dead, "read", (kind, ident.Span)) is not { } diagnostic)
        {
            return;
        }
        if (isTuple)
        {
            SuggestForTuple(diagnostic, dead, structure is null ? [] : data.Fields);
        }
        AddDerives(diagnostic, owner);
        _lints.Add(diagnostic);
    }

    /// <summary>Values of the type take no space, whatever the parameters are.</summary>
    private bool IsSurelyEmpty(Ty ty) => ty switch
    {
        Ty.Tuple { Elements.Count: 0 } => true,
        Ty.Adt { Def: { IsStruct: true } adt } => adt.SingleVariant.Fields.IsEmpty || adt.IsPhantomData,
        _ => false,
    };

    private static void SuggestForTuple(Diagnostic diagnostic, List<Dead> dead, ImmutableArray<HirFieldDef> fields)
    {
        bool isOne = dead.Count == 1;
        bool isAtEnd = fields.Length >= dead.Count;
        for (int i = 0; i < dead.Count && isAtEnd; i++)
        {
            isAtEnd = fields[fields.Length - dead.Count + i].Def == dead[i].Def;
        }
        if (isAtEnd)
        {
            diagnostic.WithHelp($"consider removing {(isOne ? "this field" : "these fields")}");
            return;
        }
        List<SuggestionEdit> edits = [];
        foreach (Dead field in dead)
        {
            edits.Add(new SuggestionEdit(field.Span, "()"));
        }
        string noun = isOne ? "field" : "fields";
        diagnostic.WithVerboseSuggestion(
            $"consider changing the {noun} to be of unit type to suppress this warning while preserving the field numbering, or remove the {noun}",
            Applicability.HasPlaceholders, edits);
    }

    private void Add(List<Dead> dead, string participle, (string Kind, SourceSpan Span)? parent, DefId owner)
    {
        if (MakeDiagnostic(dead, participle, parent) is { } diagnostic)
        {
            AddDerives(diagnostic, owner);
            _lints.Add(diagnostic);
        }
    }

    private void AddDerives(Diagnostic diagnostic, DefId owner)
    {
        if (!_ignoredDerives.TryGetValue(owner, out SortedSet<string>? traits))
        {
            return;
        }
        List<string> quoted = [];
        foreach (string trait in traits)
        {
            quoted.Add($"`{trait}`");
        }
        string name = _context.Crates.NameOf(owner).Text;
        diagnostic.WithNote(quoted.Count == 1
            ? $"`{name}` has a derived impl for the trait {quoted[0]}, but this is intentionally ignored during dead code analysis"
            : $"`{name}` has derived impls for the traits {string.Join(" and ", quoted)}, but these are intentionally ignored during dead code analysis");
    }

    private Diagnostic? MakeDiagnostic(List<Dead> dead, string participle, (string Kind, SourceSpan Span)? parent)
    {
        if (dead.Count == 0 || !_lints.IsOwn(dead[0].Span))
        {
            return null;
        }
        string noun = dead[0].Description;
        foreach (Dead item in dead)
        {
            if (item.Description != noun)
            {
                noun = "associated item";
            }
        }
        string plural = dead.Count > 1 ? noun + "s" : noun;
        string message = dead.Count >= TooMany
            ? $"multiple {plural} are never {participle}"
            : $"{plural} {ListOf(dead)} {(dead.Count > 1 ? "are" : "is")} never {participle}";
        Diagnostic diagnostic = Diagnostic.Lint(LintTable.DeadCode, message, dead[0].Span);
        for (int i = 1; i < dead.Count; i++)
        {
            diagnostic.WithPrimarySpan(dead[i].Span, "");
        }
        return parent is var (kind, span) ? diagnostic.WithLabel(span, $"{plural} in this {kind}") : diagnostic;
    }

    private static string ListOf(List<Dead> dead)
    {
        List<string> names = [];
        foreach (Dead item in dead)
        {
            names.Add($"`{item.Name}`");
        }
        return names switch
        {
            [var only] => only,
            [var first, var second] => $"{first} and {second}",
            _ => $"{string.Join(", ", names.GetRange(0, names.Count - 1))}, and {names[^1]}",
        };
    }
}
