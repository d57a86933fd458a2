using Verdigris.Base.Interning;

namespace Verdigris.Syntax.Ast;

/// <summary>Names the front end compares with. Those of lang items and attributes stand with their users.</summary>
public static class Names
{
    public static readonly Symbol PathRoot = Symbol.Intern("{{root}}");
    public static readonly Symbol DollarCrate = Symbol.Intern("$crate");
    public static readonly Symbol Crate = Symbol.Intern("crate");
    public static readonly Symbol SelfLower = Symbol.Intern("self");
    public static readonly Symbol SelfUpper = Symbol.Intern("Self");
    public static readonly Symbol Super = Symbol.Intern("super");
    public static readonly Symbol Underscore = Symbol.Intern("_");
    public static readonly Symbol StaticLifetime = Symbol.Intern("'static");
    public static readonly Symbol UnderscoreLifetime = Symbol.Intern("'_");
    public static readonly Symbol Auto = Symbol.Intern("auto");
    public static readonly Symbol Builtin = Symbol.Intern("builtin");
    public static readonly Symbol C = Symbol.Intern("C");
    public static readonly Symbol Cfg = Symbol.Intern("cfg");
    public static readonly Symbol CfgAttr = Symbol.Intern("cfg_attr");
    public static readonly Symbol Default = Symbol.Intern("default");
    public static readonly Symbol Doc = Symbol.Intern("doc");
    public static readonly Symbol Dyn = Symbol.Intern("dyn");
    public static readonly Symbol Async = Symbol.Intern("async");
    public static readonly Symbol Await = Symbol.Intern("await");
    public static readonly Symbol In = Symbol.Intern("in");
    public static readonly Symbol MacroRules = Symbol.Intern("macro_rules");
    public static readonly Symbol Path = Symbol.Intern("path");
    public static readonly Symbol Raw = Symbol.Intern("raw");
    public static readonly Symbol RustcIntrinsic = Symbol.Intern("rustc_intrinsic");
    public static readonly Symbol Safe = Symbol.Intern("safe");
    public static readonly Symbol Union = Symbol.Intern("union");
    public static readonly Symbol Unsafe = Symbol.Intern("unsafe");
    public static readonly Symbol Try = Symbol.Intern("try");
    public static readonly Symbol Gen = Symbol.Intern("gen");
    public static readonly Symbol Yeet = Symbol.Intern("yeet");

    private static readonly Symbol[] s_digits = MakeDigits();

    /// <summary>The name of a tuple field.</summary>
    public static Symbol OfIndex(int index) =>
        index < s_digits.Length ? s_digits[index] : Symbol.Intern(index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static Symbol[] MakeDigits()
    {
        Symbol[] digits = new Symbol[16];
        for (int i = 0; i < digits.Length; i++)
        {
            digits[i] = Symbol.Intern(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        return digits;
    }
}
