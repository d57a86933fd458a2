using System.Collections.Generic;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>
/// What must outlive a region for a type to outlive it: the type's free regions, type parameters and aliases. [RFC 1214]
/// </summary>
internal static class OutlivesComponents
{
    /// <summary>Regions, <see cref="Ty.Param"/>s and <see cref="Ty.Alias"/>es.</summary>
    public static void Collect(GenericArg arg, List<GenericArg> components) => new Collector(components).Visit(arg);

    private sealed class Collector(List<GenericArg> components) : TypeVisitor
    {
        public override bool Visit(Ty ty)
        {
            switch (ty)
            {
                case Ty.Param:
                    components.Add(ty);
                    return false;
                case Ty.Alias alias:
                    if (alias.HasEscapingBoundVars)
                    {
                        // Under a binder only what is inside can be said to outlive.
                        return SuperVisit(ty);
                    }
                    components.Add(ty);
                    return false;
                case Ty.Closure closure:
                    // The signature does not hold data, and captures stand for all that the closure does.
                    return Visit(closure.UpvarsTy);
                case Ty.Coroutine coroutine:
                    return Visit(coroutine.UpvarsTy);
                default:
                    return SuperVisit(ty);
            }
        }

        public override bool Visit(Region region)
        {
            if (region is not Region.Bound)
            {
                components.Add(region);
            }
            return false;
        }

        public override bool Visit(Const constant) => false;
    }
}
