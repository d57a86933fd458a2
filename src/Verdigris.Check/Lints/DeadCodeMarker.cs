using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Check.Collect;
using Verdigris.Base.Collections;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Lints;

/// <summary>Finds what a live definition needs: the definitions that its types, bounds and body name.</summary>
internal sealed class DeadCodeMarker : HirTyVisitor
{
    private readonly DeadCode _check;
    private readonly TypeContext _context;
    private readonly LocalCrateFacts _crate;
    private TypeckResults? _results;
    private bool _isInPattern;

    // The variants that the arms around match: making them again there does not make them live.
    private readonly List<DefId> _matched = [];

    public DeadCodeMarker(DeadCode check, TypeContext context, LocalCrateFacts crate) => (_check, _context, _crate) = (check, context, crate);

    public void Walk(DefId def, HirNode node)
    {
        _results = null;
        switch (node)
        {
            case HirNode.Item { Value: var item }:
                WalkItem(item);
                break;
            case HirNode.TraitItem { Value: var item }:
                _check.Mark(_context.ParentOf(def));
                VisitGenerics(item.Generics);
                WalkTraitItem(item);
                break;
            case HirNode.ImplItem { Value: var item }:
                WalkImplItem(def, item);
                break;
            case HirNode.ForeignItem { Value.Kind: HirForeignItemKind.Fn function }:
                VisitGenerics(function.Generics);
                VisitDecl(function.Sig.Decl);
                break;
            case HirNode.ForeignItem { Value.Kind: HirForeignItemKind.Static variable }:
                VisitTy(variable.Ty);
                break;
            case HirNode.Variant { Value: var variant }:
                _check.Mark(_context.ParentOf(def));
                VisitFields(variant.Data);
                break;
            case HirNode.Ctor { OfVariant: null } ctor:
                _check.Mark(ctor.Adt.Def);
                break;
            case HirNode.AnonConst { Value: var constant }:
                VisitBody(constant.Body);
                break;
            case HirNode.OpaqueTy { Value: var opaque }:
                VisitBounds(opaque.Bounds);
                break;
        }
    }

    private void WalkItem(HirItem item)
    {
        switch (item.Kind)
        {
            case HirItemKind.Fn function:
                VisitGenerics(function.Generics);
                VisitDecl(function.Sig.Decl);
                VisitBody(function.Body);
                break;
            case HirItemKind.Const constant:
                VisitGenerics(constant.Generics);
                VisitTy(constant.Ty);
                VisitBody(constant.Body);
                break;
            case HirItemKind.Static variable:
                VisitTy(variable.Ty);
                VisitBody(variable.Body);
                break;
            case HirItemKind.TyAlias alias:
                VisitGenerics(alias.Generics);
                VisitTy(alias.Ty);
                break;
            case HirItemKind.Struct structure:
                VisitGenerics(structure.Generics);
                WalkAdt(item, structure.Data);
                break;
            case HirItemKind.Union union:
                VisitGenerics(union.Generics);
                WalkAdt(item, union.Data);
                break;
            case HirItemKind.Enum enumeration:
                VisitGenerics(enumeration.Generics);
                foreach (HirVariant variant in enumeration.Variants)
                {
                    WalkAdt(item, variant.Data);
                    if (variant.Discriminant is { } discriminant)
                    {
                        VisitBody(discriminant.Body);
                    }
                }
                break;
            case HirItemKind.Trait trait:
                VisitGenerics(trait.Generics);
                VisitBounds(trait.Supertraits);
                foreach (HirTraitItem member in trait.Items)
                {
                    if (member.Kind is HirTraitItemKind.Type)
                    {
                        _check.Mark(member.Def);
                    }
                }
                break;
            case HirItemKind.Impl { Value: var impl }:
                VisitGenerics(impl.Generics);
                if (impl.Trait is { } traitRef)
                {
                    VisitPath(traitRef.Path);
                }
                VisitTy(impl.SelfTy);
                break;
        }
    }

    /// <summary>Fields whose place in memory others rely on count as read.</summary>
    private void WalkAdt(HirItem item, HirVariantData data)
    {
        ReprOptions repr = _context.AdtDefOf(item.Def).Repr;
        foreach (HirFieldDef field in data.Fields)
        {
            if (repr.IsC || repr.IsTransparent || repr.IsSimd)
            {
                _check.Mark(field.Def);
            }
            VisitTy(field.Ty);
        }
    }

    private void VisitFields(HirVariantData data)
    {
        foreach (HirFieldDef field in data.Fields)
        {
            VisitTy(field.Ty);
        }
    }

    private void WalkTraitItem(HirTraitItem item)
    {
        switch (item.Kind)
        {
            case HirTraitItemKind.Const constant:
                VisitTy(constant.Ty);
                if (constant.Default is not null)
                {
                    VisitBody(constant.Default);
                }
                break;
            case HirTraitItemKind.Fn function:
                VisitDecl(function.Sig.Decl);
                if (function.Default is not null)
                {
                    VisitBody(function.Default);
                }
                break;
            case HirTraitItemKind.Type type:
                VisitBounds(type.Bounds);
                if (type.Default is not null)
                {
                    VisitTy(type.Default);
                }
                break;
        }
    }

    private void WalkImplItem(DefId def, HirImplItem item)
    {
        DefId impl = _context.ParentOf(def);
        if (_crate.Hir.NodeOf(impl) is HirNode.Item { Value.Kind: HirItemKind.Impl { Value.Trait: null } })
        {
            // Whose function is called is live, even if there is no value of it.
            switch (_context.ImplHeaderOf(impl).SelfTy)
            {
                case Ty.Adt adt:
                    _check.Mark(adt.Def.Id);
                    break;
                case Ty.Foreign foreign:
                    _check.Mark(foreign.Def);
                    break;
                case Ty.Dynamic { Predicates.Principal: { } principal }:
                    _check.Mark(principal.Def);
                    break;
            }
        }
        VisitGenerics(item.Generics);
        switch (item.Kind)
        {
            case HirImplItemKind.Const constant:
                VisitTy(constant.Ty);
                VisitBody(constant.Body);
                break;
            case HirImplItemKind.Fn function:
                VisitDecl(function.Sig.Decl);
                VisitBody(function.Body);
                break;
            case HirImplItemKind.Type type:
                VisitTy(type.Ty);
                break;
        }
    }

    protected override void VisitBody(HirBody body)
    {
        TypeckResults? outer = _results;
        _results = _crate.TypeckOf(_context, body.Owner);
        foreach (HirParam parameter in body.Params)
        {
            Visit(parameter.Pat);
        }
        Visit(body.Value);
        _results = outer;
    }

    protected override void VisitRes(Res? res)
    {
        switch (res)
        {
            case Res.Def { Kind: DefKind.Ctor, Id: var ctor } when ctor.Crate == _crate.Hir.Id:
                DefId made = _context.ParentOf(ctor);
                if (_context.KindOf(made) != DefKind.Variant)
                {
                    _check.Mark(made);
                    break;
                }
                MarkVariant(made);
                break;
            case Res.Def { Kind: DefKind.Variant, Id: var variant } when variant.Crate == _crate.Hir.Id:
                MarkVariant(variant);
                break;
            case Res.Def { Id: var def }:
                _check.Mark(def);
                break;
            case Res.SelfTyParam { Trait: var trait }:
                _check.Mark(trait);
                break;
            case Res.SelfTyAlias { ImplOrAdt: var def }:
                _check.Mark(def);
                break;
        }
    }

    private void MarkVariant(DefId variant)
    {
        if (_isInPattern)
        {
            return;
        }
        _check.Mark(_context.ParentOf(variant));
        if (!_matched.Contains(variant))
        {
            _check.Mark(variant);
        }
    }

    public override void Visit(HirStmt stmt)
    {
        switch (stmt)
        {
            case HirStmt.Item { Value: var item }:
                // Found by the walk over items; here they are only declared.
                _ = item;
                return;
            case HirStmt.Let { Ty: { } ty }:
                VisitTy(ty);
                break;
        }
        base.Visit(stmt);
    }

    public override void Visit(HirExpr expr)
    {
        bool outer = _isInPattern;
        _isInPattern = false;
        VisitOutsideOfPattern(expr);
        _isInPattern = outer;
    }

    private void VisitOutsideOfPattern(HirExpr expr)
    {
        switch (expr)
        {
            case HirExpr.Path path:
                VisitQPath(path.QPath, expr.Id);
                return;
            case HirExpr.MethodCall call:
                if (_results?.TypeDependentDefOf(expr.Id) is { } method)
                {
                    _check.Mark(method.Def);
                }
                VisitArgs(call.Segment.Args);
                break;
            case HirExpr.Field field:
                MarkField(field);
                break;
            case HirExpr.Struct structure:
                VisitQPath(structure.QPath, expr.Id);
                MarkUnionFields(structure);
                break;
            case HirExpr.Cast cast:
                VisitTy(cast.Ty);
                break;
            case HirExpr.Let { Ty: { } ty }:
                VisitTy(ty);
                break;
            case HirExpr.Repeat { Count: HirConstArg.Anon { Value.Body: var count } }:
                VisitBody(count);
                break;
            case HirExpr.Repeat { Count: HirConstArg.Path { QPath: var count, Id: var id } }:
                VisitQPath(count, id);
                break;
            case HirExpr.Closure closure:
                VisitDecl(closure.Decl);
                break;
            case HirExpr.OffsetOf offset:
                VisitTy(offset.Ty);
                MarkOffsetFields(offset);
                break;
            case HirExpr.Match match:
                Visit(match.Scrutinee);
                foreach (HirArm arm in match.Arms)
                {
                    int count = _matched.Count;
                    AddMatched(arm.Pat);
                    Visit(arm.Pat);
                    if (arm.Guard is not null)
                    {
                        Visit(arm.Guard);
                    }
                    Visit(arm.Body);
                    _matched.RemoveRange(count, _matched.Count - count);
                }
                return;
        }
        base.Visit(expr);
    }

    /// <summary>The variants that a value must be of for the pattern to match.</summary>
    private void AddMatched(HirPat pat)
    {
        switch (pat)
        {
            case HirPat.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def def } }:
                AddMatched(def);
                break;
            case HirPat.TupleStruct { QPath: HirQPath.Resolved { Path.Res: Res.Def def } } structure:
                AddMatched(def);
                foreach (HirPat element in structure.Elements)
                {
                    AddMatched(element);
                }
                break;
            case HirPat.Struct { QPath: HirQPath.Resolved { Path.Res: Res.Def def } } structure:
                AddMatched(def);
                foreach (HirPatField field in structure.Fields)
                {
                    AddMatched(field.Pat);
                }
                break;
            case HirPat.Tuple tuple:
                foreach (HirPat element in tuple.Elements)
                {
                    AddMatched(element);
                }
                break;
            case HirPat.Ref reference:
                AddMatched(reference.Pattern);
                break;
            case HirPat.Binding { Subpattern: { } inner }:
                AddMatched(inner);
                break;
        }
    }

    private void AddMatched(Res.Def def)
    {
        switch (def.Kind)
        {
            case DefKind.Variant:
                _matched.Add(def.Id);
                break;
            case DefKind.Ctor when def.Id.Crate == _crate.Hir.Id:
                _matched.Add(_context.ParentOf(def.Id));
                break;
        }
    }

    private void MarkField(HirExpr.Field field)
    {
        if (_results is null || _results.Peek(field.Id) is not { Field.IsSome: true } node || BaseAdtOf(field.Base) is not { IsEnum: false } adt)
        {
            return;
        }
        _check.Mark(adt.SingleVariant.Fields[node.Field.Index].Def);
    }

    private AdtDef? BaseAdtOf(HirExpr value) =>
        _results!.TryTypeOf(value.Id) is null ? null : (_results.AdjustedTypeOf(value) as Ty.Adt)?.Def;

    /// <summary>What is written into one field of a union is read through another.</summary>
    private void MarkUnionFields(HirExpr.Struct structure)
    {
        if (_results?.TryTypeOf(structure.Id) is Ty.Adt { Def: { IsUnion: true } union })
        {
            foreach (FieldDef field in union.SingleVariant.Fields)
            {
                _check.Mark(field.Def);
            }
        }
    }

    private void MarkOffsetFields(HirExpr.OffsetOf offset)
    {
        foreach ((Ty container, VariantIdx variant, FieldIdx field) in _results?.OffsetOfPathOf(offset.Id) ?? [])
        {
            if (container is Ty.Adt adt)
            {
                _check.Mark(adt.Def.Variants[variant.IsSome ? variant.Index : 0].Fields[field.Index].Def);
            }
        }
    }

    public override void Visit(HirPat pat)
    {
        bool outer = _isInPattern;
        _isInPattern = true;
        switch (pat)
        {
            case HirPat.Path path:
                VisitQPath(path.QPath, pat.Id);
                break;
            case HirPat.Struct structure:
                VisitQPath(structure.QPath, pat.Id);
                MarkPatternFields(structure);
                break;
            case HirPat.TupleStruct structure:
                VisitQPath(structure.QPath, pat.Id);
                MarkPatternFields(structure);
                break;
            case HirPat.Lit literal:
                Visit(literal.Value);
                break;
            case HirPat.Range range:
                if (range.Low is not null)
                {
                    Visit(range.Low);
                }
                if (range.High is not null)
                {
                    Visit(range.High);
                }
                break;
        }
        base.Visit(pat);
        _isInPattern = outer;
    }

    private VariantDef? VariantOf(HirPat pat, HirQPath path)
    {
        if (_results?.TryTypeOf(pat.Id) is not Ty.Adt { Def: var adt })
        {
            return null;
        }
        if (!adt.IsEnum)
        {
            return adt.SingleVariant;
        }
        DefId named = path is HirQPath.Resolved { Path.Res: Res.Def def } ? def.Id : _results.TypeDependentDefOf(pat.Id)?.Def ?? default;
        foreach (VariantDef variant in adt.Variants)
        {
            if (named.IsSome && (variant.Def == named || variant.Ctor == named))
            {
                return variant;
            }
        }
        return null;
    }

    private void MarkPatternFields(HirPat.Struct pat)
    {
        if (VariantOf(pat, pat.QPath) is not { } variant)
        {
            return;
        }
        foreach (HirPatField field in pat.Fields)
        {
            if (field.Pat is not HirPat.Wild && variant.FieldNamed(field.Ident.Name) is { } index)
            {
                _check.Mark(variant.Fields[index.Index].Def);
            }
        }
    }

    private void MarkPatternFields(HirPat.TupleStruct pat)
    {
        if (VariantOf(pat, pat.QPath) is not { } variant)
        {
            return;
        }
        int skipped = pat.RestPosition < 0 ? 0 : variant.Fields.Length - pat.Elements.Length;
        for (int i = 0; i < pat.Elements.Length; i++)
        {
            int index = pat.RestPosition >= 0 && i >= pat.RestPosition ? i + skipped : i;
            if (pat.Elements[i] is not HirPat.Wild && index < variant.Fields.Length)
            {
                _check.Mark(variant.Fields[index].Def);
            }
        }
    }

    private void VisitQPath(HirQPath path, HirId id)
    {
        if (path is HirQPath.TypeRelative && _results?.TypeDependentDefOf(id) is { } found)
        {
            VisitRes(new Res.Def(found.Kind, found.Def));
        }
        VisitQPath(path);
    }
}
