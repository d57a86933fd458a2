using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Tests;

/// <summary>A crate made by hand: definitions with their facts, and MIR, without any front end.</summary>
internal sealed class TestCrate
{
    private readonly List<Definition> _definitions = [];

    public TestCrate()
    {
        CrateStore crates = new();
        Definitions table = crates.Add(id => new Definitions(id, this));
        Program = new Program(crates, Sources);
        Program.Register(new Facts(table, this));
        Id = table.Id;
        Add(new Definition("test", DefKind.Mod, default));
    }

    public SourceMap Sources { get; } = new();

    public Program Program { get; }

    public CrateId Id { get; }

    public TypeInterner Types => Program.Types;

    public CommonTypes Common => Types.Common;

    public Dictionary<DefId, Body> Bodies { get; } = [];

    public Dictionary<DefId, ImmutableArray<UInt128>> Discriminants { get; } = [];

    public Dictionary<LangItem, DefId> LangItems { get; } = [];

    public HashSet<Ty> FreezeTypes { get; } = [];

    /// <summary>Drop impls: the type and its impl's function.</summary>
    public Dictionary<AdtDef, (DefId Impl, DefId Method)> Drops { get; } = [];

    /// <summary>Makes <c>impl Drop</c> for a type; the caller writes the body of the function returned.</summary>
    public DefId ImplementDrop(Ty ty)
    {
        if (!LangItems.TryGetValue(LangItem.Drop, out DefId trait))
        {
            trait = Add(new Definition("Drop", DefKind.Trait, Root));
            DefId declared = Add(new Definition("drop", DefKind.AssocFn, trait));
            _definitions[trait.Index].Items = new AssocItems([Method(declared, trait, declared)]);
            LangItems.Add(LangItem.Drop, trait);
            LangItems.Add(LangItem.DropInPlace, Add(new Definition("drop_in_place", DefKind.Fn, Root)));
        }
        DefId traitMethod = _definitions[trait.Index].Items.Items[0].Id;
        DefId impl = Add(new Definition("", DefKind.Impl, Root));
        Ty self = Types.Ref(Common.Erased, ty, isMutable: true);
        DefId method = Add(new Definition("drop", DefKind.AssocFn, impl)
        {
            Sig = (Ty.FnPtr)Types.FnPtr(Binder<FnSig>.Dummy(Types.FnSig([self], Common.Unit, isVariadic: false, isUnsafe: false, Symbol.Intern("Rust")))),
            ImplFor = ty,
        });
        _definitions[impl.Index].Items = new AssocItems([Method(method, impl, traitMethod)]);
        _definitions[impl.Index].ImplFor = ty;
        Drops.Add(((Ty.Adt)ty).Def, (impl, method));
        return method;

        static AssocItem Method(DefId id, DefId container, DefId traitItem) =>
            new(id, Symbol.Intern("drop"), DefKind.AssocFn, container, traitItem, HasDefault: false, HasSelf: true);
    }

    public DefId Root => new(Id, 0);

    public DefId Main { get; set; }

    public DefId Add(Definition definition)
    {
        _definitions.Add(definition);
        return new DefId(Id, _definitions.Count - 1);
    }

    public DefId Function(string name, Ty[] inputs, Ty output, string abi = "Rust", FnAttrs? attrs = null, bool isVariadic = false) =>
        Add(new Definition(name, DefKind.Fn, Root)
        {
            Sig = (Ty.FnPtr)Types.FnPtr(Binder<FnSig>.Dummy(Types.FnSig(inputs, output, isVariadic, isUnsafe: false, Symbol.Intern(abi)))),
            Attrs = attrs ?? FnAttrs.None,
        });

    /// <summary>A function of C.</summary>
    public DefId Foreign(string name, Ty[] inputs, Ty output, bool isVariadic = false)
    {
        DefId module = Add(new Definition("", DefKind.ForeignMod, Root));
        return Add(new Definition(name, DefKind.Fn, module)
        {
            Sig = (Ty.FnPtr)Types.FnPtr(Binder<FnSig>.Dummy(Types.FnSig(inputs, output, isVariadic, isUnsafe: true, Symbol.Intern("C")))),
        });
    }

    public Ty FnItem(DefId def) => Types.FnDef(def, Common.EmptyArgs);

    public Ty Struct(string name, params Ty[] fields) => Struct(name, ReprOptions.Default, fields);

    public Ty Struct(string name, ReprOptions repr, params Ty[] fields)
    {
        DefId id = Add(new Definition(name, DefKind.Struct, Root));
        VariantDef variant = Variant(id, name, fields);
        return Types.Adt(Register(id, name, AdtKind.Struct, [variant], repr, AdtFlags.None), Common.EmptyArgs);
    }

    public Ty Union(string name, params Ty[] fields)
    {
        DefId id = Add(new Definition(name, DefKind.Union, Root));
        return Types.Adt(Register(id, name, AdtKind.Union, [Variant(id, name, fields)], ReprOptions.Default, AdtFlags.None), Common.EmptyArgs);
    }

    public Ty Enum(string name, params Ty[][] variants) => Enum(name, ReprOptions.Default, variants);

    public Ty Enum(string name, ReprOptions repr, params Ty[][] variants)
    {
        DefId id = Add(new Definition(name, DefKind.Enum, Root));
        ImmutableArray<VariantDef>.Builder defs = ImmutableArray.CreateBuilder<VariantDef>();
        ImmutableArray<UInt128>.Builder discriminants = ImmutableArray.CreateBuilder<UInt128>();
        for (int i = 0; i < variants.Length; i++)
        {
            DefId variant = Add(new Definition($"V{i}", DefKind.Variant, id));
            defs.Add(Variant(variant, $"V{i}", variants[i]));
            discriminants.Add((UInt128)i);
        }
        Discriminants[id] = discriminants.ToImmutable();
        return Types.Adt(Register(id, name, AdtKind.Enum, defs.ToImmutable(), repr, AdtFlags.None), Common.EmptyArgs);
    }

    public TypeContext CreateContext() => TypeContext.Create(Program, Id, new DiagnosticSink());

    private AdtDef Register(DefId id, string name, AdtKind kind, ImmutableArray<VariantDef> variants, ReprOptions repr, AdtFlags flags)
    {
        AdtDef def = new(id, Symbol.Intern(name), kind, variants, repr, flags);
        _definitions[id.Index].Adt = def;
        return def;
    }

    private VariantDef Variant(DefId def, string name, Ty[] fields)
    {
        ImmutableArray<FieldDef>.Builder list = ImmutableArray.CreateBuilder<FieldDef>();
        for (int i = 0; i < fields.Length; i++)
        {
            DefId field = Add(new Definition($"f{i}", DefKind.Field, def) { Type = fields[i] });
            list.Add(new FieldDef(field, Symbol.Intern($"f{i}"), default));
        }
        return new VariantDef(def, default, null, Symbol.Intern(name), default, list.ToImmutable(), IsNonExhaustive: false);
    }

    internal sealed record Definition(string Name, DefKind Kind, DefId Parent)
    {
        public Ty? Type { get; init; }

        public Ty.FnPtr? Sig { get; init; }

        public FnAttrs Attrs { get; init; } = FnAttrs.None;

        public AdtDef? Adt { get; set; }

        public AssocItems Items { get; set; } = new([]);

        public Ty? ImplFor { get; set; }
    }

    private sealed class Definitions(CrateId id, TestCrate crate) : CrateDefinitions(id, Symbol.Intern("test"))
    {
        public override ulong StableCrateId => 0x1234;

        public override int Count => crate._definitions.Count;

        public override DefKind KindOf(int index) => crate._definitions[index].Kind;

        public override DefId ParentOf(int index) => crate._definitions[index].Parent;

        public override Symbol NameOf(int index) => Symbol.Intern(crate._definitions[index].Name);

        public override int DisambiguatorOf(int index) => 0;

        public override SourceSpan SpanOf(int index) => SourceSpan.Dummy;

        public override Visibility VisibilityOf(int index) => default;

        public override (CtorOf Of, CtorKind Kind) CtorOf(int index) => default;
    }

    private sealed class Facts(CrateDefinitions definitions, TestCrate crate) : CrateFacts(definitions)
    {
        public override ImmutableArray<CrateId> VisibleCrates => [crate.Id];

        public override int Edition => 2024;

        public override IReadOnlyDictionary<Symbol, DefId> LangItems { get; } = new Dictionary<Symbol, DefId>();

        public override ImmutableArray<TraitImpl> ImplsOf(TypeContext context, DefId trait) => [];

        public override bool IsMutableStatic(DefId staticDef) => false;

        public override ImmutableArray<DefId> InherentImpls(TypeContext context, SimplifiedTy shape) => [];

        public override Generics GenericsOf(TypeContext context, DefId def)
        {
            bool isTrait = crate._definitions[def.Index].Kind == DefKind.Trait;
            GenericParamDef self = new(Symbol.Intern("Self"), def, 0, GenericParamKind.Type, HasDefault: false, IsSynthetic: false, MayDangle: false);
            return new Generics(def, default, 0, isTrait ? [self] : [], HasSelf: isTrait, HasLateBoundRegions: false);
        }

        public override Ty TypeOf(TypeContext context, DefId def) => crate._definitions[def.Index].Type!;

        public override Const ConstParamDefaultOf(TypeContext context, DefId def) => throw new NotSupportedException(def.ToString());

        public override GenericPredicates PredicatesOf(TypeContext context, DefId def) => new(default, []);

        public override GenericPredicates SuperPredicatesOf(TypeContext context, DefId trait) => new(default, []);

        public override GenericPredicates ItemBoundsOf(TypeContext context, DefId def) => new(default, []);

        public override Ty.FnPtr FnSigOf(TypeContext context, DefId def) => crate._definitions[def.Index].Sig!;

        public override AdtDef AdtDefOf(TypeContext context, DefId def) => crate._definitions[def.Index].Adt!;

        public override TraitDef TraitDefOf(TypeContext context, DefId def) => new(def, false, false, false, false, false, false);

        public override ImplHeader ImplHeaderOf(TypeContext context, DefId def) =>
            new(def, null, crate._definitions[def.Index].ImplFor!, IsNegative: false, IsUnsafe: false, IsDefault: false);

        public override AssocItems AssocItemsOf(TypeContext context, DefId def) => crate._definitions[def.Index].Items;

        public override AssocItem AssocItemOf(TypeContext context, DefId def) => throw new NotSupportedException(def.ToString());

        public override Variances VariancesOf(TypeContext context, DefId def) => new([]);

        public override Ty HiddenTypeOf(TypeContext context, DefId opaque) => throw new NotSupportedException(opaque.ToString());

        public override FnAttrs FnAttrsOf(TypeContext context, DefId def) => crate._definitions[def.Index].Attrs;

        public override bool IsConstFn(TypeContext context, DefId def) => false;
    }
}

/// <summary>Answers for a crate made by hand.</summary>
internal sealed class TestQueries(TestCrate crate) : MonoQueries
{
    public override TypeContext Types { get; } = crate.CreateContext();

    public override CrateId LocalCrate => crate.Id;

    public override Ty Normalize(Ty ty) => ty;

    public override UInt128? Evaluate(Const constant) => null;

    public override ImmutableArray<UInt128> DiscriminantsOf(AdtDef adt) => crate.Discriminants[adt.Id];

    public override bool IsTailAlwaysSized(AdtDef adt) => true;

    public override CoroutineStates StatesOf(Ty.Coroutine coroutine) => throw new NotSupportedException();

    public override TraitSelection Select(TraitRef traitRef) =>
        new TraitSelection.Impl(crate.Drops[((Ty.Adt)traitRef.SelfTy).Def].Impl, crate.Common.EmptyArgs);

    public override bool Implements(Ty ty, LangItem trait) => true;

    public override Body? MirOf(DefId def) => crate.Bodies.GetValueOrDefault(def);

    public override ConstValue? Evaluate(DefId def, GenericArgs args, Promoted promoted) => null;

    public override ConstAllocation? InitialiserOf(DefId staticDef) => null;

    public override bool IsMutableStatic(DefId staticDef) => false;

    public override UInt128 TypeIdOf(Ty ty) => throw new NotSupportedException(ty.ToString());

    public override DefId LangItem(LangItem item) => crate.LangItems.GetValueOrDefault(item);

    public override DefId LangItem(string name) => default;

    public override DefId DropMethodOf(AdtDef adt) => crate.Drops.GetValueOrDefault(adt).Method;
}
