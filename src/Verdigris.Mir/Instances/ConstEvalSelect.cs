using Verdigris.Types;

namespace Verdigris.Mir.Instances;

/// <summary><c>const_eval_select(args, f, g)</c>: at run time it is <c>g(args)</c>.</summary>
public static class ConstEvalSelect
{
    /// <summary>The generic arguments are ARG, F, G, RET.</summary>
    public static Instance RuntimeCallee(InstanceResolver resolver, Instance select)
    {
        Ty function = select.Args.TypeAt(2);
        return function is Ty.FnDef item
            ? resolver.Resolve(item.Def, item.Args)
            : throw new Base.CompilerBug($"const_eval_select of {function}, which is no function item");
    }
}
