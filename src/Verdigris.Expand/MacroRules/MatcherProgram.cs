using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand.MacroRules;

internal enum MatcherOp : byte
{
    /// <summary>Match <see cref="MatcherStep.Token"/>.</summary>
    Token,
    /// <summary>Start of a repetition: try its body, or skip it when it may be empty.</summary>
    Repeat,
    /// <summary>End of a repetition's body without separator: loop or leave.</summary>
    RepeatEnd,
    /// <summary>End of a repetition's body: match the separator and loop, or leave.</summary>
    Separator,
    /// <summary>Match a fragment.</summary>
    Variable,
    /// <summary>The end of the arguments must be here.</summary>
    End,
}

/// <summary>One step of a compiled matcher; what the fields mean depends on <see cref="Op"/>.</summary>
internal readonly record struct MatcherStep(MatcherOp Op, Token Token, FragmentSpecifier Kind, RepeatOp RepeatOp, Symbol? Name, int Variable, int VariableCount, int Depth, int Target, SourceSpan Span);

/// <summary>
/// A matcher as a flat program, so that a position in it is an index. The design is that of rustc's <c>MatcherLoc</c>s.
/// </summary>
internal sealed class MatcherProgram
{
    private readonly List<MatcherStep> _steps = [];
    private int _variable;

    private MatcherProgram()
    {
    }

    public ImmutableArray<MatcherStep> Steps { get; private set; }

    public int VariableCount => _variable;

    /// <summary>Names in order of declaration.</summary>
    public List<Symbol> Names { get; } = [];

    public static MatcherProgram Compile(ImmutableArray<MacroTree> trees)
    {
        MatcherProgram program = new();
        program.Add(trees, 0);
        program._steps.Add(new MatcherStep(MatcherOp.End, default, default, default, null, 0, 0, 0, 0, default));
        program.Steps = [.. program._steps];
        return program;
    }

    private void Add(ImmutableArray<MacroTree> trees, int depth)
    {
        foreach (MacroTree tree in trees)
        {
            switch (tree)
            {
                case MacroTree.Tok token:
                    _steps.Add(new MatcherStep(MatcherOp.Token, token.Token, default, default, null, 0, 0, depth, 0, token.Span));
                    break;
                case MacroTree.Delimited delimited:
                    _steps.Add(new MatcherStep(MatcherOp.Token, delimited.Open, default, default, null, 0, 0, depth, 0, delimited.Open.Span));
                    Add(delimited.Trees, depth);
                    _steps.Add(new MatcherStep(MatcherOp.Token, delimited.Close, default, default, null, 0, 0, depth, 0, delimited.Close.Span));
                    break;
                case MacroTree.Declaration declaration:
                    _steps.Add(new MatcherStep(MatcherOp.Variable, default, declaration.Kind, default, declaration.Name, _variable++, 0, depth, 0, declaration.Span));
                    Names.Add(declaration.Name);
                    break;
                case MacroTree.Repeat repeat:
                    AddRepeat(repeat, depth);
                    break;
            }
        }
    }

    private void AddRepeat(MacroTree.Repeat repeat, int depth)
    {
        int start = _steps.Count;
        int firstVariable = _variable;
        _steps.Add(default);
        Add(repeat.Trees, depth + 1);
        if (repeat.Separator is { } separator)
        {
            _steps.Add(new MatcherStep(MatcherOp.Separator, separator, default, repeat.Op, null, 0, 0, depth, start + 1, separator.Span));
        }
        else
        {
            _steps.Add(new MatcherStep(MatcherOp.RepeatEnd, default, default, repeat.Op, null, 0, 0, depth, start + 1, repeat.Span));
        }
        _steps[start] = new MatcherStep(MatcherOp.Repeat, default, default, repeat.Op, null, firstVariable, repeat.VariableCount, depth, _steps.Count, repeat.Span);
    }
}
