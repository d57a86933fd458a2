using Verdigris.Base;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Codegen.Collect;

/// <summary>Something that becomes a symbol.</summary>
[Closed]
public abstract record MonoItem
{
    private MonoItem()
    {
    }

    public sealed record Fn(Instance Instance) : MonoItem;

    public sealed record Static(DefId Def) : MonoItem;
}
