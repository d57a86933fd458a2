using System;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand.Builtin;
using Verdigris.Expand.MacroRules;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand;

/// <summary>What a macro does.</summary>
[Closed]
public abstract class MacroExtension
{
    public sealed class Rules(MacroRulesMacro macro) : MacroExtension
    {
        public MacroRulesMacro Macro => macro;
    }

    /// <summary>Expanded by the compiler; declared in the library by <c>#[rustc_builtin_macro]</c>.</summary>
    public sealed class Builtin(BuiltinMacro kind) : MacroExtension
    {
        public BuiltinMacro Kind => kind;
    }
}

/// <summary>A macro that can be called. The object is its identity: for hygiene, and for imports that name it twice.</summary>
public sealed class MacroDefinition(Symbol name, SourceSpan span, int crateIndex, Edition edition, Lazy<MacroExtension> extension)
{
    public MacroDefinition(Symbol name, SourceSpan span, int crateIndex, Edition edition, MacroExtension extension)
        : this(name, span, crateIndex, edition, new Lazy<MacroExtension>(extension))
    {
    }

    public Symbol Name => name;

    public SourceSpan Span => span;

    /// <summary>The crate that <c>$crate</c> means in its body.</summary>
    public int CrateIndex => crateIndex;

    public Edition Edition => edition;

    /// <summary>Macros of other crates are compiled when they are first called.</summary>
    public MacroExtension Extension => extension.Value;

    public bool IsExported { get; init; }
}
