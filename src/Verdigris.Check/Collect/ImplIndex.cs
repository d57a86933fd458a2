using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Collect;

/// <summary>The impls of a crate: by trait, and inherent ones by the shape of their self type.</summary>
internal sealed class ImplIndex
{
    private readonly Dictionary<DefId, ImmutableArray<DefId>> _traitImpls = [];
    private readonly List<DefId> _inherent = [];
    private Dictionary<SimplifiedTy, ImmutableArray<DefId>>? _inherentByShape;

    public IReadOnlyDictionary<DefId, ImmutableArray<DefId>> TraitImpls => _traitImpls;

    public ImmutableArray<DefId> All { get; private set; }

    public static ImplIndex Build(HirCrate hir)
    {
        ImplIndex index = new();
        Dictionary<DefId, ImmutableArray<DefId>.Builder> byTrait = [];
        ImmutableArray<DefId>.Builder all = ImmutableArray.CreateBuilder<DefId>();
        for (int i = 0; i < hir.Definitions.Count; i++)
        {
            DefId def = new(hir.Id, i);
            if (hir.Definitions.KindOf(i) != DefKind.Impl || hir.NodeOf(def) is not HirNode.Item { Value.Kind: HirItemKind.Impl { Value: var impl } })
            {
                continue;
            }
            all.Add(def);
            if (impl.Trait is null)
            {
                index._inherent.Add(def);
            }
            else if (impl.Trait.Path.Res is Res.Def { Kind: DefKind.Trait, Id: var trait })
            {
                if (!byTrait.TryGetValue(trait, out ImmutableArray<DefId>.Builder? impls))
                {
                    impls = ImmutableArray.CreateBuilder<DefId>();
                    byTrait.Add(trait, impls);
                }
                impls.Add(def);
            }
        }
        foreach ((DefId trait, ImmutableArray<DefId>.Builder impls) in byTrait)
        {
            index._traitImpls.Add(trait, impls.ToImmutable());
        }
        index.All = all.ToImmutable();
        return index;
    }

    public ImmutableArray<DefId> InherentOf(TypeContext context, SimplifiedTy shape) =>
        InherentByShape(context).TryGetValue(shape, out ImmutableArray<DefId> found) ? found : [];

    public Dictionary<SimplifiedTy, ImmutableArray<DefId>> InherentByShape(TypeContext context)
    {
        Dictionary<SimplifiedTy, ImmutableArray<DefId>>? byShape = Volatile.Read(ref _inherentByShape);
        if (byShape is null)
        {
            // Needs types, so it is not part of Build; two threads may do it, with the same outcome.
            byShape = [];
            foreach (DefId impl in _inherent)
            {
                SimplifiedTy key = SimplifiedTy.Of(context.TypeOf(impl));
                byShape[key] = byShape.TryGetValue(key, out ImmutableArray<DefId> impls) ? impls.Add(impl) : [impl];
            }
            Volatile.Write(ref _inherentByShape, byShape);
        }
        return byShape;
    }
}
