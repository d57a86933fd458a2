using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand.MacroRules;

/// <summary>
/// Writes out a rule's right-hand side. Its own tokens get the expansion's mark, substituted ones keep their context: that
/// is all of macro hygiene on this side. Reference: [macro.decl.transcription], [macro.decl.hygiene].
/// </summary>
internal sealed class Transcriber(Dictionary<Symbol, NamedMatch> variables, ExpansionInfo expansion, DiagnosticSink sink)
{
    private readonly PooledList<Token> _output = PooledList<Token>.Rent();
    private readonly List<(int Index, int Length)> _turns = [];
    // Neighbouring tokens mostly have the same context.
    private SyntaxContext _lastContext = SyntaxContext.FromIndex(-1);
    private SyntaxContext _lastMarked;

    /// <summary>Null after a reported error. Once only.</summary>
    public TokenStream? Transcribe(ImmutableArray<MacroTree> trees)
    {
        TokenStream? result = Write(trees) ? new TokenStream(_output.ToArray()) : null;
        _output.Dispose();
        return result;
    }

    private SourceSpan Mark(SourceSpan span)
    {
        SyntaxContext context = span.Context;
        if (context != _lastContext)
        {
            _lastContext = context;
            _lastMarked = HygieneTable.ApplyMark(context, expansion);
        }
        return span.WithContext(_lastMarked);
    }

    private bool Write(ImmutableArray<MacroTree> trees)
    {
        foreach (MacroTree tree in trees)
        {
            bool isGood = tree switch
            {
                MacroTree.Tok token => WriteToken(token.Token),
                MacroTree.Delimited delimited => WriteDelimited(delimited),
                MacroTree.Repeat repeat => WriteRepeat(repeat),
                MacroTree.Variable variable => WriteVariable(variable),
                MacroTree.Declaration => true,
            };
            if (!isGood)
            {
                return false;
            }
        }
        return true;
    }

    private bool WriteToken(Token token)
    {
        _output.Add(token.WithSpan(Mark(token.Span)));
        return true;
    }

    private bool WriteDelimited(MacroTree.Delimited delimited)
    {
        int open = _output.Count;
        WriteToken(delimited.Open);
        if (!Write(delimited.Trees))
        {
            return false;
        }
        int length = _output.Count - open;
        _output[open] = _output[open].WithLink(length);
        _output.Add(delimited.Close.WithSpan(Mark(delimited.Close.Span)).WithLink(-length));
        return true;
    }

    private bool WriteVariable(MacroTree.Variable variable)
    {
        if (!variables.TryGetValue(variable.Name, out NamedMatch? match))
        {
            // No variable of this macro: the tokens themselves, for a macro that defines macros.
            WriteToken(variable.Dollar);
            WriteToken(variable.NameToken);
            return true;
        }
        foreach ((int index, _) in _turns)
        {
            if (match is not NamedMatch.Sequence sequence)
            {
                break;
            }
            match = sequence.Turns[index];
        }
        if (match is not NamedMatch.Single single)
        {
            sink.Report(Diagnostic.ErrorWithoutCode($"variable `{variable.Name}` is still repeating at this depth", variable.Span));
            return false;
        }
        _output.AddRange(single.Tokens.Tokens);
        if (_output.Count > 0 && single.Tokens.Count > 0)
        {
            // Spacing follows the place of use.
            ref Token last = ref _output[_output.Count - 1];
            last = last.WithFlags((last.Flags & ~TokenFlags.Adjacent) | (variable.NameToken.Flags & TokenFlags.Adjacent));
        }
        return true;
    }

    private bool WriteRepeat(MacroTree.Repeat repeat)
    {
        Symbol? first = null;
        int turns = -1;
        if (!TryCountTurns(repeat.Trees, repeat.Span, ref first, ref turns))
        {
            return false;
        }
        if (turns < 0)
        {
            sink.Report(Diagnostic.ErrorWithoutCode("attempted to repeat an expression containing no syntax variables matched as repeating at this depth", repeat.Span));
            return false;
        }
        if (turns == 0 && repeat.Op == RepeatOp.OneOrMore)
        {
            sink.Report(Diagnostic.ErrorWithoutCode("this must repeat at least once", repeat.Span));
            return false;
        }
        for (int i = 0; i < turns; i++)
        {
            if (i > 0 && repeat.Separator is { } separator)
            {
                WriteToken(separator);
            }
            _turns.Add((i, turns));
            bool isGood = Write(repeat.Trees);
            _turns.RemoveAt(_turns.Count - 1);
            if (!isGood)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>All variables that repeat at this depth must do so equally often.</summary>
    private bool TryCountTurns(ImmutableArray<MacroTree> trees, SourceSpan span, ref Symbol? first, ref int turns)
    {
        foreach (MacroTree tree in trees)
        {
            switch (tree)
            {
                case MacroTree.Delimited delimited:
                    if (!TryCountTurns(delimited.Trees, span, ref first, ref turns))
                    {
                        return false;
                    }
                    break;
                case MacroTree.Repeat repeat:
                    if (!TryCountTurns(repeat.Trees, span, ref first, ref turns))
                    {
                        return false;
                    }
                    break;
                case MacroTree.Variable variable when variables.TryGetValue(variable.Name, out NamedMatch? match):
                    foreach ((int index, _) in _turns)
                    {
                        if (match is NamedMatch.Sequence outer)
                        {
                            match = outer.Turns[index];
                        }
                    }
                    if (match is not NamedMatch.Sequence sequence)
                    {
                        break;
                    }
                    if (turns >= 0 && turns != sequence.Turns.Count)
                    {
                        sink.Report(Diagnostic.ErrorWithoutCode(
                            $"meta-variable `{first}` repeats {Times(turns)}, but `{variable.Name}` repeats {Times(sequence.Turns.Count)}", span));
                        return false;
                    }
                    first ??= variable.Name;
                    turns = sequence.Turns.Count;
                    break;
            }
        }
        return true;

        static string Times(int count) => count == 1 ? "1 time" : $"{count} times";
    }
}
