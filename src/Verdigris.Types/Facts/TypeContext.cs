using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Traits;

namespace Verdigris.Types.Facts;

/// <summary>
/// One worker's way to ask facts and make types, while it looks at one crate. Used by one thread. Inside an inference context
/// <see cref="Types"/> is that context's own interner.
/// </summary>
public sealed class TypeContext
{
    internal TypeContext(Program program, TypeInterner types, CrateId crate, FactStack stack)
    {
        Program = program;
        Types = types;
        Crate = crate;
        Stack = stack;
    }

    public Program Program { get; }

    public TypeInterner Types { get; }

    /// <summary>The crate being looked at: decides which impls are visible.</summary>
    public CrateId Crate { get; }

    public CommonTypes Common => Types.Common;

    public CrateStore Crates => Program.Crates;

    /// <summary>Where findings go: the innermost open fact's bag, or the worker's sink.</summary>
    public DiagnosticSink Diagnostics => Stack.Diagnostics;

    internal FactStack Stack { get; }

    /// <summary>A context for one worker.</summary>
    public static TypeContext Create(Program program, CrateId crate, DiagnosticSink sink) => new FactStack(program, sink).ContextFor(crate);

    /// <summary>The same context with an interner of its own for inference variables.</summary>
    public TypeContext WithLocalTypes(TypeInterner localTypes) => new(Program, localTypes, Crate, Stack);

    public Generics GenericsOf(DefId def) => Program.GenericsOf.Of(this, def);

    public Ty TypeOf(DefId def) => Program.TypeOf.Of(this, def);

    public Const ConstParamDefaultOf(DefId def) => Program.ConstParamDefaultOf.Of(this, def);

    public GenericPredicates PredicatesOf(DefId def) => Program.PredicatesOf.Of(this, def);

    public GenericPredicates SuperPredicatesOf(DefId trait) => Program.SuperPredicatesOf.Of(this, trait);

    public GenericPredicates ItemBoundsOf(DefId def) => Program.ItemBoundsOf.Of(this, def);

    public Binder<FnSig> FnSigOf(DefId def) => Program.FnSigOf.Of(this, def).Sig;

    public AdtDef AdtDefOf(DefId def) => Program.AdtDefOf.Of(this, def);

    public TraitDef TraitDefOf(DefId def) => Program.TraitDefOf.Of(this, def);

    public ImplHeader ImplHeaderOf(DefId def) => Program.ImplHeaderOf.Of(this, def);

    public AssocItems AssocItemsOf(DefId def) => Program.AssocItemsOf.Of(this, def);

    public AssocItem AssocItemOf(DefId def) => Program.AssocItemOf.Of(this, def);

    public Variances VariancesOf(DefId def) => Program.VariancesOf.Of(this, def);

    public Ty HiddenTypeOf(DefId opaque) => Program.HiddenTypeOf.Of(this, opaque);

    public FnAttrs FnAttrsOf(DefId def) => Program.FnAttrsOf.Of(this, def);

    public ParamEnv ParamEnvOf(DefId def) => Program.ParamEnvOf.Of(this, def);

    internal SolverCache SolverCache => Program.SolverCacheOf(Crate);

    /// <summary>The lang item as this crate sees it; none if no crate defines it.</summary>
    public DefId LangItem(LangItem item) => Program.LangItemsOf(Crate)[(int)item];

    /// <summary>Which lang item a definition is; null for others.</summary>
    public LangItem? LangItemOf(DefId def) => Program.LangItemOf(Crate, def);

    /// <summary>The constant's value if it is known yet, else the constant.</summary>
    public Const EvaluateConst(Const.Unevaluated constant, ParamEnv env) =>
        Program.ConstEvaluator?.Evaluate(this, constant, env) ?? constant;

    /// <summary>What an async block holds between polls besides its captures, in terms of its own parameters, regions erased.</summary>
    public CoroutineWitness WitnessOf(DefId coroutine) => Program.CoroutineFacts?.WitnessOf(this, coroutine) ?? CoroutineWitness.Empty;

    public bool IsConstFn(DefId def) => Program.FactsOf(def.Crate).IsConstFn(this, def);

    public bool IsMutableStatic(DefId def) => Program.FactsOf(def.Crate).IsMutableStatic(def);

    public ImmutableArray<CrateId> VisibleCrates => Program.FactsOf(Crate).VisibleCrates;

    /// <summary>The arguments that stand for an item's own parameters.</summary>
    public GenericArgs IdentityArgsOf(DefId def)
    {
        Generics generics = GenericsOf(def);
        GenericArg[] args = new GenericArg[generics.Count];
        while (true)
        {
            foreach (GenericParamDef param in generics.Own)
            {
                args[param.Index] = IdentityArg(param);
            }
            if (generics.Parent.IsNone)
            {
                return Types.Args(args);
            }
            generics = GenericsOf(generics.Parent);
        }
    }

    public GenericArg IdentityArg(GenericParamDef param) => param.Kind switch
    {
        GenericParamKind.Lifetime => Types.EarlyParam(param.Def, param.Index, param.Name),
        GenericParamKind.Type => Types.Param(param.Index, param.Name),
        GenericParamKind.Const => Types.ConstParam(param.Index, param.Name),
    };

    /// <summary>The parameter with a given index, of the item or one of its parents.</summary>
    public GenericParamDef ParamAt(Generics generics, int index)
    {
        while (index < generics.ParentCount)
        {
            generics = GenericsOf(generics.Parent);
        }
        return generics.Own[index - generics.ParentCount];
    }

    /// <inheritdoc cref="CrateFacts.HeadSpanOf"/>
    public SourceSpan HeadSpanOf(DefId def) => Program.FactsOf(def.Crate).HeadSpanOf(def);

    /// <summary>Asks a fact of a later stage.</summary>
    public TValue Ask<TValue>(Fact<TValue> fact, DefId def)
        where TValue : class => fact.Of(this, def);

    /// <summary>The kind of definition.</summary>
    public DefKind KindOf(DefId def) => Crates.KindOf(def);

    public DefId ParentOf(DefId def) => Crates.ParentOf(def);

    /// <summary>
    /// What an associated or opaque type is to the type system. The <c>impl Trait</c> that a trait's method returns is another in
    /// each impl: a projection, as if it were an associated type. [types.impl-trait.trait]
    /// </summary>
    public AliasKind AliasKindOf(DefId def) =>
        KindOf(def) == DefKind.OpaqueTy && KindOf(TraitOfProjection(def)) != DefKind.Trait ? AliasKind.Opaque : AliasKind.Projection;

    /// <summary>The trait whose impls say what a projection is.</summary>
    public DefId TraitOfProjection(DefId def) => KindOf(def) == DefKind.OpaqueTy ? ParentOf(ParentOf(def)) : ParentOf(def);
}
