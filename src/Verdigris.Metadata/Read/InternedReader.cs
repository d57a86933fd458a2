using System;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata.Read;

/// <summary>Makes the things that <see cref="Write.InternedTable"/> wrote, in the process's shared interner.</summary>
internal readonly struct InternedReader(MetadataDecoder decoder, TypeContext context)
{
    private TypeInterner Types => context.Program.Types;

    public Interned Read(ref RecordReader input)
    {
        switch ((InternedTag)input.Byte())
        {
            case InternedTag.Primitive:
                return Types.Common.Of((PrimTy)input.Byte());
            case InternedTag.Never:
                return Types.Common.Never;
            case InternedTag.Adt:
                AdtDef adt = context.AdtDefOf(decoder.Def(ref input));
                return Types.Adt(adt, Args(ref input));
            case InternedTag.Foreign:
                return Types.Foreign(decoder.Def(ref input));
            case InternedTag.Array:
                Ty element = Ty(ref input);
                return Types.Array(element, Child<Const>(ref input));
            case InternedTag.Slice:
                return Types.Slice(Ty(ref input));
            case InternedTag.RawPtr:
                bool isMutablePtr = input.Bool();
                return Types.RawPtr(Ty(ref input), isMutablePtr);
            case InternedTag.Ref:
                bool isMutable = input.Bool();
                Region region = Child<Region>(ref input);
                return Types.Ref(region, Ty(ref input), isMutable);
            case InternedTag.FnDef:
                DefId function = decoder.Def(ref input);
                return Types.FnDef(function, Args(ref input));
            case InternedTag.FnPtr:
                FnSig sig = Child<FnSig>(ref input);
                return Types.FnPtr(new Binder<FnSig>(sig, Vars(ref input)));
            case InternedTag.Dynamic:
                ExistentialPredicates bounds = Child<ExistentialPredicates>(ref input);
                return Types.Dynamic(bounds, Child<Region>(ref input));
            case InternedTag.Closure:
                DefId closure = decoder.Def(ref input);
                return Types.Closure(closure, Args(ref input));
            case InternedTag.Coroutine:
                DefId coroutine = decoder.Def(ref input);
                return Types.Coroutine(coroutine, Args(ref input));
            case InternedTag.Tuple:
                return Types.Tuple(Child<TyList>(ref input).AsSpan());
            case InternedTag.Alias:
                DefId alias = decoder.Def(ref input);
                GenericArgs aliasArgs = Args(ref input);
                return Types.Alias((AliasKind)input.Byte(), alias, aliasArgs);
            case InternedTag.Param:
                int paramIndex = input.Int();
                return Types.Param(paramIndex, decoder.Name(ref input));
            case InternedTag.ErrorTy:
                return Types.ErrorTy(DiagnosticSink.Promise());
            case InternedTag.StaticRegion:
                return Types.Common.Static;
            case InternedTag.EarlyParam:
                DefId early = decoder.Def(ref input);
                int earlyIndex = input.Int();
                return Types.EarlyParam(early, earlyIndex, decoder.Name(ref input));
            case InternedTag.BoundRegion:
                int depth = input.Int();
                return Types.BoundRegion(depth, input.Int());
            case InternedTag.LateParam:
                DefId scope = decoder.Def(ref input);
                int lateIndex = input.Int();
                return Types.LateParam(scope, lateIndex, Decl(ref input));
            case InternedTag.ErasedRegion:
                return Types.Common.Erased;
            case InternedTag.ErrorRegion:
                return Types.ErrorRegion(DiagnosticSink.Promise());
            case InternedTag.ConstParam:
                int constIndex = input.Int();
                return Types.ConstParam(constIndex, decoder.Name(ref input));
            case InternedTag.Unevaluated:
                DefId constant = decoder.Def(ref input);
                return Types.Unevaluated(constant, Args(ref input));
            case InternedTag.Value:
                Ty ty = Ty(ref input);
                return Types.Value(ty, input.Var128());
            case InternedTag.ErrorConst:
                return Types.ErrorConst(DiagnosticSink.Promise());
            case InternedTag.Args:
                return Types.Args(Children<GenericArg>(ref input));
            case InternedTag.TyList:
                return Types.TyList(Children<Ty>(ref input));
            case InternedTag.ExistentialPredicates:
                ExistentialPredicate[] predicates = Children<ExistentialPredicate>(ref input);
                System.Array.Sort(predicates, ByDefinition);
                return Types.ExistentialPredicates(predicates);
            case InternedTag.BoundVars:
                BoundRegionDecl[] decls = new BoundRegionDecl[input.Int()];
                for (int i = 0; i < decls.Length; i++)
                {
                    decls[i] = Decl(ref input);
                }
                return Types.BoundVars(decls);
            case InternedTag.FnSig:
                TyList inputsAndOutput = Child<TyList>(ref input);
                int flags = input.Byte();
                return Types.FnSig(inputsAndOutput, (flags & 1) != 0, (flags & 2) != 0, decoder.Name(ref input));
            case InternedTag.TraitRef:
                DefId trait = decoder.Def(ref input);
                return Types.TraitRef(trait, Args(ref input));
            case InternedTag.ExistentialTrait:
                DefId principal = decoder.Def(ref input);
                GenericArgs principalArgs = Args(ref input);
                return Types.ExistentialTrait(Vars(ref input), principal, principalArgs);
            case InternedTag.ExistentialProjection:
                DefId item = decoder.Def(ref input);
                GenericArgs itemArgs = Args(ref input);
                BoundVars itemVars = Vars(ref input);
                return Types.ExistentialProjection(itemVars, item, itemArgs, Ty(ref input));
            case InternedTag.ExistentialAutoTrait:
                return Types.ExistentialAutoTrait(decoder.Def(ref input));
            case InternedTag.TraitPredicate:
                BoundVars traitVars = Vars(ref input);
                TraitRef traitRef = Child<TraitRef>(ref input);
                return Types.TraitPredicate(traitVars, traitRef, input.Bool());
            case InternedTag.ProjectionPredicate:
                BoundVars projectionVars = Vars(ref input);
                Ty.Alias projection = Child<Ty.Alias>(ref input);
                return Types.ProjectionPredicate(projectionVars, projection, Ty(ref input));
            case InternedTag.TypeOutlives:
                BoundVars typeVars = Vars(ref input);
                Ty longerTy = Ty(ref input);
                return Types.TypeOutlives(typeVars, longerTy, Child<Region>(ref input));
            case InternedTag.RegionOutlives:
                BoundVars regionVars = Vars(ref input);
                Region longer = Child<Region>(ref input);
                return Types.RegionOutlives(regionVars, longer, Child<Region>(ref input));
            case InternedTag.WellFormed:
                return Types.WellFormed(Child<GenericArg>(ref input));
            case InternedTag.DynCompatible:
                return Types.DynCompatible(decoder.Def(ref input));
            case InternedTag.ConstHasType:
                Const typed = Child<Const>(ref input);
                return Types.ConstHasType(typed, Ty(ref input));
            default:
                throw new CompilerBug("a type in metadata cannot be read");
        }
    }

    /// <summary>The canonical order goes by definitions, whose order is that of the process.</summary>
    private static int ByDefinition(ExistentialPredicate a, ExistentialPredicate b)
    {
        (int Rank, DefId Def) left = RankOf(a);
        (int Rank, DefId Def) right = RankOf(b);
        return left.Rank != right.Rank ? left.Rank.CompareTo(right.Rank) : left.Def.CompareTo(right.Def);
    }

    private static (int Rank, DefId Def) RankOf(ExistentialPredicate predicate) => predicate switch
    {
        ExistentialPredicate.Trait it => (0, it.Def),
        ExistentialPredicate.Projection it => (1, it.Def),
        ExistentialPredicate.AutoTrait it => (2, it.Def),
    };

    private T Child<T>(ref RecordReader input)
        where T : Interned => decoder.Interned<T>(ref input, context);

    private Ty Ty(ref RecordReader input) => decoder.Interned<Ty>(ref input, context);

    private GenericArgs Args(ref RecordReader input) => decoder.Interned<GenericArgs>(ref input, context);

    private BoundVars Vars(ref RecordReader input) => decoder.Interned<BoundVars>(ref input, context);

    private T[] Children<T>(ref RecordReader input)
        where T : Interned
    {
        T[] children = new T[input.Int()];
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = decoder.Interned<T>(ref input, context);
        }
        return children;
    }

    private BoundRegionDecl Decl(ref RecordReader input)
    {
        DefId def = decoder.Def(ref input);
        return new BoundRegionDecl(def, decoder.Name(ref input));
    }
}
