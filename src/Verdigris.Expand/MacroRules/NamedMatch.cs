using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand.MacroRules;

/// <summary>What a macro variable stands for in one call.</summary>
[Closed]
internal abstract class NamedMatch
{
    /// <summary>One fragment: tokens, already wrapped in invisible delimiters where the fragment is a unit.</summary>
    public sealed class Single(TokenStream tokens, FragmentKind kind) : NamedMatch
    {
        public TokenStream Tokens => tokens;

        public FragmentKind Kind => kind;
    }

    /// <summary>One match for each turn of a repetition.</summary>
    public sealed class Sequence : NamedMatch
    {
        public List<NamedMatch> Turns { get; } = [];
    }
}
