using Verdigris.Base;

namespace Verdigris.Types.Fold;

/// <summary>
/// Walks types; <c>Visit</c> returns true to stop. Override it for what is looked for and call <c>SuperVisit</c> to go on.
/// </summary>
public abstract class TypeVisitor
{
    protected int Depth { get; private set; }

    public virtual bool Visit(Ty ty) => SuperVisit(ty);

    public virtual bool Visit(Region region) => false;

    public virtual bool Visit(Const constant) => SuperVisit(constant);

    public bool Visit(GenericArg arg) => arg switch
    {
        Ty ty => Visit(ty),
        Region region => Visit(region),
        Const constant => Visit(constant),
        _ => throw new CompilerBug("unknown kind of generic argument"),
    };

    public bool Visit(GenericArgs args)
    {
        foreach (GenericArg arg in args)
        {
            if (Visit(arg))
            {
                return true;
            }
        }
        return false;
    }

    public bool Visit(TyList list)
    {
        foreach (Ty ty in list)
        {
            if (Visit(ty))
            {
                return true;
            }
        }
        return false;
    }

    public bool Visit(Binder<FnSig> sig)
    {
        Depth++;
        bool stop = Visit(sig.Value.InputsAndOutput);
        Depth--;
        return stop;
    }

    public bool Visit(Predicate predicate)
    {
        Depth++;
        bool stop = predicate switch
        {
            Predicate.Trait it => Visit(it.TraitRef.Args),
            Predicate.Projection it => Visit(it.Alias.Args) || Visit(it.Term),
            Predicate.TypeOutlives it => Visit(it.Ty) || Visit(it.Region),
            Predicate.RegionOutlives it => Visit(it.Longer) || Visit(it.Shorter),
            Predicate.WellFormed it => Visit(it.Arg),
            Predicate.DynCompatible => false,
            Predicate.ConstHasType it => Visit(it.Const) || Visit(it.Ty),
        };
        Depth--;
        return stop;
    }

    public bool Visit(ExistentialPredicates predicates)
    {
        foreach (ExistentialPredicate predicate in predicates)
        {
            Depth++;
            bool stop = predicate switch
            {
                ExistentialPredicate.Trait it => Visit(it.Args),
                ExistentialPredicate.Projection it => Visit(it.Args) || Visit(it.Term),
                ExistentialPredicate.AutoTrait => false,
            };
            Depth--;
            if (stop)
            {
                return true;
            }
        }
        return false;
    }

    public bool SuperVisit(Ty ty) => ty switch
    {
        Ty.Adt it => Visit(it.Args),
        Ty.Array it => Visit(it.Element) || Visit(it.Length),
        Ty.Slice it => Visit(it.Element),
        Ty.RawPtr it => Visit(it.Pointee),
        Ty.Ref it => Visit(it.Region) || Visit(it.Pointee),
        Ty.FnDef it => Visit(it.Args),
        Ty.FnPtr it => Visit(it.Sig),
        Ty.Dynamic it => Visit(it.Predicates) || Visit(it.Region),
        Ty.Closure it => Visit(it.Args),
        Ty.Coroutine it => Visit(it.Args),
        Ty.Tuple it => Visit(it.Elements),
        Ty.Alias it => Visit(it.Args),
        Ty.Primitive or Ty.Never or Ty.Foreign or Ty.Param or Ty.Infer or Ty.Fresh or Ty.Error => false,
    };

    public bool SuperVisit(Const constant) => constant switch
    {
        Const.Unevaluated it => Visit(it.Args),
        Const.Value it => Visit(it.Ty),
        Const.Param or Const.Infer or Const.Fresh or Const.Error => false,
    };
}
