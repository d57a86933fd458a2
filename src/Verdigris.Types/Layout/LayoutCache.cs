using System.Collections.Concurrent;

namespace Verdigris.Types.Layout;

/// <summary>Layouts known so far, shared by all workers: a layout is a pure function of its type, so it does not matter who wins.</summary>
public sealed class LayoutCache
{
    private readonly ConcurrentDictionary<Ty, TyLayout> _layouts = new();

    internal bool TryGet(Ty ty, out TyLayout layout) => _layouts.TryGetValue(ty, out layout!);

    internal TyLayout Publish(Ty ty, TyLayout layout) => _layouts.GetOrAdd(ty, layout);
}
