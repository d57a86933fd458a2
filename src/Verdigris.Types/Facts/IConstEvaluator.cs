using Verdigris.Types.Traits;

namespace Verdigris.Types.Facts;

/// <summary>Evaluates constants in types; implemented by the stage that interprets MIR.</summary>
public interface IConstEvaluator
{
    /// <summary>The value; the constant itself while its arguments are not known; an error constant after a report.</summary>
    Const Evaluate(TypeContext context, Const.Unevaluated constant, ParamEnv env);
}
