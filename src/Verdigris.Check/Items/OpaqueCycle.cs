using System.Collections.Generic;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Check.Items;

/// <summary>
/// What an <c>impl Trait</c> hides does not contain it, directly or through other opaque types: it would have no end. Requires:
/// all bodies are checked.
/// </summary>
public static class OpaqueCycle
{
    /// <summary>True if there is one: who asks what such a type hides asks without end.</summary>
    public static bool Check(TypeContext context, LocalCrateFacts crate)
    {
        bool found = false;
        for (int i = 0; i < crate.Hir.Definitions.Count; i++)
        {
            DefId def = new(crate.Hir.Id, i);
            if (crate.Hir.Definitions.KindOf(i) == DefKind.OpaqueTy && crate.Hir.NodeOf(def) is HirNode.OpaqueTy { Value: var opaque } && Contains(context, def))
            {
                ItemErrors.RecursiveOpaque(context, opaque);
                found = true;
            }
        }
        return found;
    }

    private static bool Contains(TypeContext context, DefId opaque)
    {
        HashSet<DefId> seen = [];
        Queue<DefId> work = new([opaque]);
        while (work.TryDequeue(out DefId at))
        {
            OpaqueFinder finder = new();
            finder.Visit(context.HiddenTypeOf(at));
            foreach (DefId inner in finder.Found)
            {
                if (inner == opaque)
                {
                    return true;
                }
                if (inner.Crate == opaque.Crate && seen.Add(inner))
                {
                    work.Enqueue(inner);
                }
            }
        }
        return false;
    }

    private sealed class OpaqueFinder : TypeVisitor
    {
        public List<DefId> Found { get; } = [];

        public override bool Visit(Ty ty)
        {
            if (ty is Ty.Alias { Kind: AliasKind.Opaque } opaque)
            {
                Found.Add(opaque.Def);
            }
            return SuperVisit(ty);
        }
    }
}
