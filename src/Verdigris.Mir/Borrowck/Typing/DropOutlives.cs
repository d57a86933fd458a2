using System.Collections.Generic;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>
/// What must still be valid when a value is dropped: the arguments that its destructors may look at. A <c>Drop</c> impl may
/// look at all but those it marks <c>#[may_dangle]</c>. [destructors, drop check]
/// </summary>
/// <param name="needsDrop">Whether dropping a value of a type does anything.</param>
internal sealed class DropOutlives(TypeContext context, System.Func<Ty, Ty> normalize, System.Func<Ty, bool> needsDrop)
{
    private const int MaxDepth = 64;

    private readonly HashSet<Ty> _seen = [];

    /// <summary>Types and regions; each free region in them must be live.</summary>
    public List<GenericArg> Needed { get; } = [];

    public void Visit(Ty ty) => Visit(ty, 0);

    private void Visit(Ty ty, int depth)
    {
        if ((ty.Flags & TypeFlags.HasFreeRegions) == 0)
        {
            return;
        }
        if (depth > MaxDepth)
        {
            // A type that grows as it recurses: all of it, to be safe.
            Needed.Add(ty);
            return;
        }
        switch (ty)
        {
            case Ty.Array it:
                Visit(it.Element, depth);
                break;
            case Ty.Slice it:
                Visit(it.Element, depth);
                break;
            case Ty.Tuple it:
                foreach (Ty element in it.Elements)
                {
                    Visit(element, depth);
                }
                break;
            case Ty.Closure it:
                Visit(it.UpvarsTy, depth);
                break;
            case Ty.Adt it:
                VisitAdt(it, depth);
                break;
            case Ty.Coroutine it when KeepsDestructors(it):
                // What they look at can be reached through the captures only.
                Needed.Add(it.UpvarsTy);
                break;
            case Ty.Coroutine it:
                Visit(it.UpvarsTy, depth);
                break;
            case Ty.Dynamic or Ty.Alias or Ty.Param:
                Needed.Add(ty);
                break;
        }
    }

    /// <summary>Whether a suspended coroutine may hold something, besides its captures, that has a destructor.</summary>
    private bool KeepsDestructors(Ty.Coroutine coroutine)
    {
        foreach (WitnessLocal local in context.WitnessOf(coroutine.Def).Locals)
        {
            if (needsDrop(context.Types.Instantiate(local.Ty, coroutine.Args)))
            {
                return true;
            }
        }
        return false;
    }

    private void VisitAdt(Ty.Adt adt, int depth)
    {
        if (adt.Def.IsManuallyDrop || !_seen.Add(adt))
        {
            return;
        }
        if (adt.Def.IsPhantomData)
        {
            Visit(adt.Args.TypeAt(0), depth + 1);
            return;
        }
        DefId dropImpl = DropInfo.DropImplOf(context, adt.Def);
        if (dropImpl.IsSome)
        {
            AddLookedAt(adt, dropImpl);
        }
        if (adt.Def.IsUnion)
        {
            return;
        }
        if (adt.Def.IsBox)
        {
            Visit(adt.Args.TypeAt(0), depth + 1);
        }
        foreach (VariantDef variant in adt.Def.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                Ty fieldTy = context.TypeOf(field.Def);
                if (fieldTy.HasParam || (fieldTy.Flags & TypeFlags.HasFreeRegions) != 0)
                {
                    Visit(normalize(context.Types.Instantiate(fieldTy, adt.Args)), depth + 1);
                }
            }
        }
    }

    private void AddLookedAt(Ty.Adt adt, DefId dropImpl)
    {
        if (context.TypeOf(dropImpl) is not Ty.Adt self)
        {
            return;
        }
        Generics generics = context.GenericsOf(dropImpl);
        for (int i = 0; i < adt.Args.Count; i++)
        {
            int index = self.Args[i] switch
            {
                Ty.Param it => it.Index,
                Region.EarlyParam it => it.Index,
                _ => -1,
            };
            if (index < 0 || !context.ParamAt(generics, index).MayDangle)
            {
                Needed.Add(adt.Args[i]);
            }
        }
    }
}
