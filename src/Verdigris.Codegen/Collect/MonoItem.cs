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

    /// <summary>The function or static that it is made of.</summary>
    public DefId Definition => this switch
    {
        Fn function => function.Instance.Def,
        Static it => it.Def,
    };

    public sealed record Fn(Instance Instance) : MonoItem;

    public sealed record Static(DefId Def) : MonoItem;
}
