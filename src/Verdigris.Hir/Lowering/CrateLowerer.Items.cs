using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Late;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>Items and signatures.</summary>
public sealed partial class CrateLowerer
{
    private static readonly Symbol s_rust = Symbol.Intern("Rust");

    private ImmutableArray<HirItem> LowerItems(ImmutableArray<Ast.Item> items)
    {
        using PooledList<HirItem> lowered = PooledList<HirItem>.Rent();
        foreach (Ast.Item item in FlattenItems.Of(items))
        {
            if (LowerItem(item) is { } hir)
            {
                lowered.Add(hir);
            }
        }
        return lowered.ToImmutable();
    }

    private HirItem? LowerItem(Ast.Item item)
    {
        if (item is Ast.Item.Error or Ast.Item.OfMacro)
        {
            return null;
        }
        DefId def = DefOf(item.Id);
        OwnerState outer = EnterOwner(def);
        HirItemKind? kind = LowerItemKind(item, def);
        LeaveOwner(outer);
        if (kind is null)
        {
            return null;
        }
        HirItem hir = new(def, Lower(item.Ident), item.Attrs, kind, item.Span);
        SetNode(def, new HirNode.Item(hir));
        switch (kind)
        {
            case HirItemKind.Struct structure:
                SetVariantNodes(structure.Data, hir, null);
                break;
            case HirItemKind.Union union:
                SetVariantNodes(union.Data, hir, null);
                break;
            case HirItemKind.Enum enumeration:
                foreach (HirVariant variant in enumeration.Variants)
                {
                    SetNode(variant.Def, new HirNode.Variant(variant, hir));
                    SetVariantNodes(variant.Data, hir, variant);
                }
                break;
        }
        return hir;
    }

    private void SetVariantNodes(HirVariantData data, HirItem adt, HirVariant? variant)
    {
        if (data.Ctor.IsSome)
        {
            SetNode(data.Ctor, new HirNode.Ctor(data, adt, variant));
        }
        foreach (HirFieldDef field in data.Fields)
        {
            SetNode(field.Def, new HirNode.Field(field));
        }
    }

    private HirItemKind? LowerItemKind(Ast.Item item, DefId def)
    {
        switch (item)
        {
            case Ast.Item.ExternCrate externCrate:
                return new HirItemKind.ExternCrate(externCrate.Original.Name == externCrate.Ident.Name ? null : externCrate.Original.Name);
            case Ast.Item.Use:
                return new HirItemKind.Use();
            case Ast.Item.MacroDef:
                return new HirItemKind.Macro();
            case Ast.Item.Static value:
                return new HirItemKind.Static(LowerTy(value.Ty, ImplTraitMode.Disallowed), value.Mutability == Ast.Mutability.Mut, LowerConstBody(def, value.Value, value.Span));
            case Ast.Item.Const value:
                HirGenerics constGenerics = LowerGenerics(value.Generics, [], null);
                return new HirItemKind.Const(LowerTy(value.Ty, ImplTraitMode.Disallowed), constGenerics, LowerConstBody(def, value.Value, value.Span));
            case Ast.Item.Fn function:
                (HirFnSig sig, HirGenerics generics, HirBody? body) = LowerFn(function, def, isOfTrait: false);
                return new HirItemKind.Fn(sig, generics, body ?? MissingBody(def, function.Span));
            case Ast.Item.Module module:
                return new HirItemKind.Mod(module.Items.IsDefault ? [] : LowerItems(module.Items));
            case Ast.Item.ForeignMod foreign:
                return new HirItemKind.ForeignMod(foreign.Abi?.Name ?? Ast.Names.C, LowerForeignItems(foreign));
            case Ast.Item.GlobalAsm asm:
                return new HirItemKind.GlobalAsm(JoinTemplate(asm.Asm));
            case Ast.Item.TyAlias alias:
                HirGenerics aliasGenerics = LowerGenerics(alias.Generics, [], null);
                HirTy ty = alias.Ty is null
                    ? new HirTy.Error(NextId(), alias.Span, _sink.Report(Base.Diagnostics.Diagnostic.ErrorWithoutCode("free type alias without body", alias.Span)))
                    : LowerTy(alias.Ty, ImplTraitMode.Disallowed);
                return new HirItemKind.TyAlias(ty, aliasGenerics);
            case Ast.Item.Enum enumeration:
                HirGenerics enumGenerics = LowerGenerics(enumeration.Generics, [], null);
                return new HirItemKind.Enum(LowerVariants(enumeration.Variants), enumGenerics);
            case Ast.Item.Struct structure:
                HirGenerics structGenerics = LowerGenerics(structure.Generics, [], null);
                return new HirItemKind.Struct(LowerVariantData(structure.Data), structGenerics);
            case Ast.Item.Union union:
                HirGenerics unionGenerics = LowerGenerics(union.Generics, [], null);
                return new HirItemKind.Union(LowerVariantData(union.Data), unionGenerics);
            case Ast.Item.Trait trait:
                HirGenerics traitGenerics = LowerGenerics(trait.Generics, [], null);
                ImmutableArray<HirBound> supertraits = LowerBounds(trait.Supertraits, ImplTraitMode.Disallowed);
                return new HirItemKind.Trait(trait.IsAuto, trait.IsUnsafe, traitGenerics, supertraits, LowerTraitItems(trait));
            case Ast.Item.TraitAlias alias:
                HirGenerics traitAliasGenerics = LowerGenerics(alias.Generics, [], null);
                return new HirItemKind.TraitAlias(traitAliasGenerics, LowerBounds(alias.Bounds, ImplTraitMode.Disallowed));
            case Ast.Item.Impl implementation:
                return new HirItemKind.Impl(LowerImpl(implementation));
            default:
                return null;
        }
    }

    private HirBody MissingBody(DefId def, SourceSpan span)
    {
        HirExpr value = BlockExpr(span, [], null);
        return MakeBody(def, [], value, isOwnBody: true);
    }

    private HirBody MakeBody(DefId def, ImmutableArray<HirParam> parameters, HirExpr value, bool isOwnBody)
    {
        HirBody body = new(def, parameters, value);
        _owner.Bodies.Add(body);
        if (isOwnBody)
        {
            _bodyOwners.Add(def);
        }
        return body;
    }

    private HirBody LowerConstBody(DefId def, Ast.Expr? value, SourceSpan span)
    {
        HirExpr lowered = value is null
            ? new HirExpr.Error(NextId(), span, _sink.FirstError ?? ReportUnsupported("a constant without value", span))
            : LowerExpr(value);
        return MakeBody(def, [], lowered, isOwnBody: true);
    }

    private HirImpl LowerImpl(Ast.Item.Impl item)
    {
        HirGenerics generics = LowerGenerics(item.Generics, Resolutions.FreshLifetimesOf(item.Id), null);
        HirTraitRef? trait = item.OfTrait is null ? null : LowerTraitRef(item.OfTrait);
        // Of a trait that nobody knows nothing follows about the type either.
        HirTy self = trait?.Path.Res is Res.Error unknown ? new HirTy.Error(NextId(), item.SelfTy.Span, unknown.Reported) : LowerTy(item.SelfTy, ImplTraitMode.Disallowed);
        DefId traitDef = trait?.Path.Res is Res.Def { Kind: DefKind.Trait } def ? def.Id : default;
        using PooledList<HirImplItem> items = PooledList<HirImplItem>.Rent();
        HashSet<(Symbol, Namespace)> seen = [];
        foreach (Ast.Item member in FlattenItems.Of(item.Items))
        {
            if (LowerImplItem(member, traitDef, item.OfTrait is not null) is { } lowered)
            {
                Namespace ns = lowered.Kind is HirImplItemKind.Type ? Namespace.Type : Namespace.Value;
                if (!seen.Add((lowered.Ident.Name, ns)))
                {
                    Report(traitDef.IsSome ? "E0201" : "E0592", traitDef.IsSome
                        ? $"duplicate definitions with name `{lowered.Ident.Name}`:"
                        : $"duplicate definitions with name `{lowered.Ident.Name}`", member.Span, traitDef.IsSome ? "duplicate definition" : $"duplicate definitions for `{lowered.Ident.Name}`");
                }
                items.Add(lowered);
            }
        }
        return new HirImpl(item.IsUnsafe, item.IsNegative, item.IsDefault, generics, trait, self, items.ToImmutable());
    }

    private HirImplItem? LowerImplItem(Ast.Item item, DefId trait, bool isOfTrait)
    {
        DefId def = DefOf(item.Id);
        OwnerState outer = EnterOwner(def);
        HirImplItemKind? kind = null;
        HirGenerics generics = HirGenerics.Empty;
        switch (item)
        {
            case Ast.Item.Const value:
                generics = LowerGenerics(value.Generics, [], null);
                kind = new HirImplItemKind.Const(LowerTy(value.Ty, ImplTraitMode.Disallowed), LowerConstBody(def, value.Value, value.Span));
                break;
            case Ast.Item.Fn function:
                (HirFnSig sig, generics, HirBody? body) = LowerFn(function, def, isOfTrait);
                kind = new HirImplItemKind.Fn(sig, body ?? MissingBody(def, function.Span));
                break;
            case Ast.Item.TyAlias alias:
                generics = LowerGenerics(alias.Generics, [], null);
                HirTy ty = alias.Ty is null
                    ? new HirTy.Error(NextId(), alias.Span, _sink.Report(Base.Diagnostics.Diagnostic.ErrorWithoutCode("associated type in `impl` without body", alias.Span)))
                    : LowerTy(alias.Ty, ImplTraitMode.Disallowed);
                kind = new HirImplItemKind.Type(ty);
                break;
        }
        LeaveOwner(outer);
        if (kind is null)
        {
            return null;
        }
        DefKind itemKind = kind switch { HirImplItemKind.Const => DefKind.AssocConst, HirImplItemKind.Fn => DefKind.AssocFn, _ => DefKind.AssocTy };
        DefId traitItem = trait.IsSome ? _ast.FindTraitItem(trait, item.Ident.Name, itemKind) : default;
        HirImplItem lowered = new(def, Lower(item.Ident), item.Attrs, generics, kind, traitItem, item.IsDefault, item.Span);
        SetNode(def, new HirNode.ImplItem(lowered));
        return lowered;
    }

    private ImmutableArray<HirTraitItem> LowerTraitItems(Ast.Item.Trait trait)
    {
        using PooledList<HirTraitItem> items = PooledList<HirTraitItem>.Rent();
        foreach (Ast.Item item in FlattenItems.Of(trait.Items))
        {
            DefId def = DefOf(item.Id);
            OwnerState outer = EnterOwner(def);
            HirTraitItemKind? kind = null;
            HirGenerics generics = HirGenerics.Empty;
            switch (item)
            {
                case Ast.Item.Const value:
                    generics = LowerGenerics(value.Generics, [], null);
                    kind = new HirTraitItemKind.Const(LowerTy(value.Ty, ImplTraitMode.Disallowed), value.Value is null ? null : LowerConstBody(def, value.Value, value.Span));
                    break;
                case Ast.Item.Fn function:
                    (HirFnSig sig, generics, HirBody? body) = LowerFn(function, def, isOfTrait: true);
                    kind = new HirTraitItemKind.Fn(sig, body, ParamNames(function.Decl));
                    break;
                case Ast.Item.TyAlias alias:
                    generics = LowerGenerics(alias.Generics, [], null);
                    ImmutableArray<HirBound> bounds = LowerBounds(alias.Bounds, ImplTraitMode.Disallowed);
                    kind = new HirTraitItemKind.Type(bounds, alias.Ty is null ? null : LowerTy(alias.Ty, ImplTraitMode.Disallowed));
                    break;
            }
            LeaveOwner(outer);
            if (kind is not null)
            {
                HirTraitItem lowered = new(def, Lower(item.Ident), item.Attrs, generics, kind, item.Span);
                SetNode(def, new HirNode.TraitItem(lowered));
                items.Add(lowered);
            }
        }
        return items.ToImmutable();
    }

    private ImmutableArray<HirForeignItem> LowerForeignItems(Ast.Item.ForeignMod foreign)
    {
        using PooledList<HirForeignItem> items = PooledList<HirForeignItem>.Rent();
        foreach (Ast.Item item in FlattenItems.Of(foreign.Items))
        {
            DefId def = DefOf(item.Id);
            OwnerState outer = EnterOwner(def);
            HirForeignItemKind? kind = null;
            switch (item)
            {
                case Ast.Item.Fn function:
                    (HirFnSig sig, HirGenerics generics, _) = LowerFn(function, def, isOfTrait: false);
                    bool isSafe = function.Header.Safety == Ast.FnSafety.Safe;
                    sig = sig with { Header = sig.Header with { IsUnsafe = !isSafe, IsSafeForeign = isSafe, Abi = foreign.Abi?.Name ?? Ast.Names.C } };
                    kind = new HirForeignItemKind.Fn(sig, generics, ParamNames(function.Decl));
                    break;
                case Ast.Item.Static value:
                    kind = new HirForeignItemKind.Static(LowerTy(value.Ty, ImplTraitMode.Disallowed), value.Mutability == Ast.Mutability.Mut, value.Safety == Ast.FnSafety.Safe);
                    break;
                case Ast.Item.TyAlias:
                    kind = new HirForeignItemKind.Type();
                    break;
            }
            LeaveOwner(outer);
            if (kind is not null)
            {
                HirForeignItem lowered = new(def, Lower(item.Ident), item.Attrs, kind, item.Span);
                SetNode(def, new HirNode.ForeignItem(lowered));
                items.Add(lowered);
            }
        }
        return items.ToImmutable();
    }

    private static ImmutableArray<HirIdent> ParamNames(Ast.FnDecl decl)
    {
        ImmutableArray<HirIdent>.Builder names = ImmutableArray.CreateBuilder<HirIdent>(decl.Params.Length);
        foreach (Ast.Param parameter in decl.Params)
        {
            names.Add(parameter.Pat is Ast.Pat.Binding binding ? Lower(binding.Ident) : new HirIdent(Symbol.Empty, parameter.Span));
        }
        return names.MoveToImmutable();
    }

    private ImmutableArray<HirVariant> LowerVariants(ImmutableArray<Ast.Variant> variants)
    {
        using PooledList<HirVariant> lowered = PooledList<HirVariant>.Rent();
        foreach (Ast.Variant variant in variants)
        {
            HirId id = NextId();
            HirVariantData data = LowerVariantData(variant.Data);
            HirAnonConst? discriminant = variant.Discriminant is null ? null : LowerAnonConst(variant.Discriminant);
            lowered.Add(new HirVariant(DefOf(variant.Id), id, Lower(variant.Ident), variant.Attrs, data, discriminant, variant.Span));
        }
        return lowered.ToImmutable();
    }

    private HirVariantData LowerVariantData(Ast.VariantData data)
    {
        using PooledList<HirFieldDef> fields = PooledList<HirFieldDef>.Rent();
        foreach (Ast.FieldDef field in data.Fields)
        {
            fields.Add(new HirFieldDef(DefOf(field.Id), NextId(), Lower(field.Ident), field.Attrs, LowerTy(field.Ty, ImplTraitMode.Disallowed), field.Span));
        }
        return data switch
        {
            Ast.VariantData.Record => new HirVariantData(HirVariantForm.Struct, fields.ToImmutable(), default),
            Ast.VariantData.Tuple tuple => new HirVariantData(HirVariantForm.Tuple, fields.ToImmutable(), DefOf(tuple.CtorId)),
            Ast.VariantData.Unit unit => new HirVariantData(HirVariantForm.Unit, [], DefOf(unit.CtorId)),
        };
    }

    /// <param name="isOfTrait">In a trait or the impl of one: there <c>impl Trait</c> captures all lifetimes in every edition.</param>
    private (HirFnSig Sig, HirGenerics Generics, HirBody? Body) LowerFn(Ast.Item.Fn function, DefId def, bool isOfTrait)
    {
        SyntheticParams synthetic = new(def);
        HirFnDecl decl = LowerFnDecl(function.Decl, ImplTraitMode.Universal(synthetic), ReturnMode(function, def, isOfTrait), function, def);
        HirGenerics generics = LowerGenerics(function.Generics, Resolutions.FreshLifetimesOf(function.Id), synthetic);
        Ast.FnHeader header = function.Header;
        HirFnSig sig = new(
            new HirFnHeader(header.Safety == Ast.FnSafety.Unsafe, header.IsConst, header.IsAsync, header.Abi?.Name ?? s_rust), decl, function.SignatureSpan);
        HirBody? body = function.Body is null ? null : LowerFnBody(function, def);
        return (sig, generics, body);
    }

    private ImplTraitMode ReturnMode(Ast.Item.Fn function, DefId def, bool isOfTrait) =>
        ImplTraitMode.Opaque(def, function.Header.IsAsync || isOfTrait || EditionOf(function.Span) >= Syntax.Lexing.Edition.E2024);

    private HirFnDecl LowerFnDecl(Ast.FnDecl decl, ImplTraitMode inputs, ImplTraitMode output, Ast.Item.Fn? function, DefId def)
    {
        using PooledList<HirTy> types = PooledList<HirTy>.Rent();
        HirImplicitSelf self = HirImplicitSelf.None;
        foreach (Ast.Param parameter in decl.Params)
        {
            if (parameter.Ty is Ast.Ty.CVarArgs)
            {
                continue;
            }
            if (parameter.IsSelf)
            {
                self = SelfKindOf(parameter);
            }
            types.Add(LowerTy(parameter.Ty, inputs));
        }
        HirTy? returned = decl.Output is null ? null : LowerTy(decl.Output, output);
        if (function is { Header.IsAsync: true })
        {
            returned = MakeFutureTy(returned, decl, def);
        }
        SourceSpan span = decl.Output?.Span ?? decl.OutputSpan;
        return new HirFnDecl(types.ToImmutable(), returned, decl.IsVariadic, self, span);
    }

    private static HirImplicitSelf SelfKindOf(Ast.Param parameter) => parameter.Ty switch
    {
        Ast.Ty.ImplicitSelf => parameter.Pat is Ast.Pat.Binding { Mode: Ast.BindingMode.MoveMut } ? HirImplicitSelf.MutValue : HirImplicitSelf.Value,
        Ast.Ty.Ref { Referent: Ast.Ty.ImplicitSelf } reference => reference.Mutability == Ast.Mutability.Mut ? HirImplicitSelf.RefMut : HirImplicitSelf.Ref,
        _ => HirImplicitSelf.Typed,
    };

    private HirBody LowerFnBody(Ast.Item.Fn function, DefId def)
    {
        if (function.Header.IsAsync)
        {
            return LowerAsyncFnBody(function, def);
        }
        _owner.NotAsync = function.SignatureSpan;
        ImmutableArray<HirParam> parameters = LowerParams(function.Decl);
        HirExpr value = new HirExpr.Block(NextId(), LowerBlock(function.Body!, isTargeted: false), null);
        return MakeBody(def, parameters, value, isOwnBody: true);
    }

    private ImmutableArray<HirParam> LowerParams(Ast.FnDecl decl)
    {
        using PooledList<HirParam> parameters = PooledList<HirParam>.Rent();
        foreach (Ast.Param parameter in decl.Params)
        {
            if (parameter.Ty is Ast.Ty.CVarArgs)
            {
                continue;
            }
            HirId id = NextId();
            parameters.Add(new HirParam(id, LowerPat(parameter.Pat), parameter.Ty.Span, parameter.Span));
        }
        return parameters.ToImmutable();
    }

    private HirAnonConst LowerAnonConst(Ast.AnonConst constant)
    {
        DefId def = DefOf(constant.Id);
        HirId id = NextId();
        HirBody body = MakeBody(def, [], LowerExpr(constant.Value), isOwnBody: true);
        HirAnonConst lowered = new(id, def, body, constant.Span);
        SetNode(def, new HirNode.AnonConst(lowered));
        return lowered;
    }
}
