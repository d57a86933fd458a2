using Verdigris.Base.Interning;
using Verdigris.Hir;

namespace Verdigris.Mir.Build;

/// <summary>Finds the name of a binding by its id; for debug information of captures.</summary>
internal sealed class BindingNames : HirVisitor
{
    private readonly HirId _wanted;
    private Symbol? _found;

    private BindingNames(HirId wanted) => _wanted = wanted;

    public static Symbol? Find(HirBody body, HirId variable)
    {
        BindingNames names = new(variable);
        foreach (HirParam param in body.Params)
        {
            names.Visit(param.Pat);
        }
        names.Visit(body.Value);
        return names._found;
    }

    public override void Visit(HirPat pat)
    {
        if (pat is HirPat.Binding binding && binding.Id == _wanted)
        {
            _found = binding.Ident.Name;
        }
        base.Visit(pat);
    }
}
