using System;
using System.Collections.Generic;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Classes of tokens in "expected one of".</summary>
[Flags]
internal enum ExpectedClass : ushort
{
    None = 0,
    Expression = 1,
    Identifier = 2,
    Type = 4,
    Path = 8,
    Lifetime = 16,
    Operator = 32,
    Pattern = 64,
    Item = 128,
    Literal = 256,
}

/// <summary>The tokens tried at the current position, as rustc collects them; two words, cleared at each token.</summary>
internal struct ExpectedSet
{
    private ulong _low;
    private ulong _high;
    private ExpectedClass _classes;

    public void Add(TokenKind kind)
    {
        if ((int)kind < 64)
        {
            _low |= 1UL << (int)kind;
        }
        else
        {
            _high |= 1UL << ((int)kind - 64);
        }
    }

    public void Add(ExpectedClass kind) => _classes |= kind;

    /// <summary>In rustc's order: by text.</summary>
    public readonly List<string> Describe()
    {
        List<string> texts = [];
        ExpectedClass classes = _classes;
        for (int i = 0; i < 128; i++)
        {
            if (((i < 64 ? _low >> i : _high >> (i - 64)) & 1) != 0 && ((TokenKind)i).Text is { Length: > 0 } text)
            {
                texts.Add($"`{text}`");
            }
        }
        AddClass(ExpectedClass.Expression, "expression");
        AddClass(ExpectedClass.Identifier, "identifier");
        AddClass(ExpectedClass.Type, "type");
        AddClass(ExpectedClass.Path, "path");
        AddClass(ExpectedClass.Lifetime, "lifetime");
        AddClass(ExpectedClass.Operator, "an operator");
        AddClass(ExpectedClass.Pattern, "pattern");
        AddClass(ExpectedClass.Item, "item");
        AddClass(ExpectedClass.Literal, "literal");
        texts.Sort(string.CompareOrdinal);
        return texts;

        void AddClass(ExpectedClass kind, string text)
        {
            if ((classes & kind) != 0)
            {
                texts.Add(text);
            }
        }
    }
}
