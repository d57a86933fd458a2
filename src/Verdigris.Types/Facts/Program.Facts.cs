using Verdigris.Base.Diagnostics;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Facts;

/// <summary>The table of facts. Each is named as the question it answers; <see cref="CrateFacts"/> says what the answer is.</summary>
public sealed partial class Program
{
    internal Fact<Generics> GenericsOf { get; } = new(
        "computing generics of",
        static (context, def) => context.Program.FactsOf(def.Crate).GenericsOf(context, def),
        static (_, def, _) => new Generics(def, default, 0, [], false, false));

    internal Fact<Ty> TypeOf { get; } = new(
        "computing type of",
        static (context, def) => context.Program.FactsOf(def.Crate).TypeOf(context, def),
        static (program, _, reported) => program.Types.ErrorTy(reported));

    internal Fact<Const> ConstParamDefaultOf { get; } = new(
        "computing const parameter default of",
        static (context, def) => context.Program.FactsOf(def.Crate).ConstParamDefaultOf(context, def),
        static (program, _, reported) => program.Types.ErrorConst(reported));

    internal Fact<GenericPredicates> PredicatesOf { get; } = new(
        "computing predicates of",
        static (context, def) => context.Program.FactsOf(def.Crate).PredicatesOf(context, def),
        static (_, _, _) => new GenericPredicates(default, []));

    internal Fact<GenericPredicates> SuperPredicatesOf { get; } = new(
        "computing the super predicates of",
        static (context, def) => context.Program.FactsOf(def.Crate).SuperPredicatesOf(context, def),
        static (_, _, _) => new GenericPredicates(default, []));

    internal Fact<GenericPredicates> ItemBoundsOf { get; } = new(
        "computing bounds of",
        static (context, def) => context.Program.FactsOf(def.Crate).ItemBoundsOf(context, def),
        static (_, _, _) => new GenericPredicates(default, []));

    internal Fact<Ty.FnPtr> FnSigOf { get; } = new(
        "computing function signature of",
        static (context, def) => context.Program.FactsOf(def.Crate).FnSigOf(context, def),
        static (program, _, reported) => program.ErrorSig(reported));

    internal Fact<AdtDef> AdtDefOf { get; } = new(
        "computing ADT definition for",
        static (context, def) => context.Program.FactsOf(def.Crate).AdtDefOf(context, def),
        static (_, def, _) => new AdtDef(def, Base.Interning.Symbol.Empty, AdtKind.Struct, [], ReprOptions.Default, AdtFlags.None));

    internal Fact<TraitDef> TraitDefOf { get; } = new(
        "computing trait definition for",
        static (context, def) => context.Program.FactsOf(def.Crate).TraitDefOf(context, def),
        static (_, def, _) => new TraitDef(def, false, false, false, false, false, false));

    internal Fact<ImplHeader> ImplHeaderOf { get; } = new(
        "computing the header of",
        static (context, def) => context.Program.FactsOf(def.Crate).ImplHeaderOf(context, def),
        static (program, def, reported) => new ImplHeader(def, null, program.Types.ErrorTy(reported), false, false, false));

    internal Fact<AssocItems> AssocItemsOf { get; } = new(
        "collecting associated items of",
        static (context, def) => context.Program.FactsOf(def.Crate).AssocItemsOf(context, def),
        static (_, _, _) => new AssocItems([]));

    internal Fact<AssocItem> AssocItemOf { get; } = new(
        "computing associated item of",
        static (context, def) => context.Program.FactsOf(def.Crate).AssocItemOf(context, def),
        static (_, def, _) => new AssocItem(def, Base.Interning.Symbol.Empty, DefKind.AssocFn, default, default, false, false));

    internal Fact<Variances> VariancesOf { get; } = new(
        "computing the variances of",
        static (context, def) => context.Program.FactsOf(def.Crate).VariancesOf(context, def),
        static (_, _, _) => new Variances([]));

    internal Fact<Ty> HiddenTypeOf { get; } = new(
        "computing type of opaque",
        static (context, def) => context.Program.FactsOf(def.Crate).HiddenTypeOf(context, def),
        static (program, _, reported) => program.Types.ErrorTy(reported));

    internal Fact<FnAttrs> FnAttrsOf { get; } = new(
        "computing codegen attributes of",
        static (context, def) => context.Program.FactsOf(def.Crate).FnAttrsOf(context, def),
        static (_, _, _) => FnAttrs.None);

    internal Fact<Traits.ParamEnv> ParamEnvOf { get; } = new(
        "computing the where clauses of",
        Traits.ParamEnvBuilder.Build,
        static (_, _, _) => Traits.ParamEnv.Empty);

    private Ty.FnPtr ErrorSig(ErrorReported reported)
    {
        Ty error = Types.ErrorTy(reported);
        FnSig sig = Types.FnSig([], error, isVariadic: false, isUnsafe: false, Base.Interning.Symbol.Intern("Rust"));
        return (Ty.FnPtr)Types.FnPtr(Binder<FnSig>.Dummy(sig));
    }
}
