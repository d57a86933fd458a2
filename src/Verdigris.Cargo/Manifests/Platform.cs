using System;
using System.Collections.Generic;

namespace Verdigris.Cargo.Manifests;

/// <summary>One <c>cfg</c> of a target as <c>--print=cfg</c> tells it: <c>unix</c>, <c>target_os="linux"</c>.</summary>
public readonly record struct Cfg(string Name, string? Value)
{
    public static Cfg Parse(string line)
    {
        int equals = line.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new Cfg(line, null) : new Cfg(line[..equals], line[(equals + 1)..].Trim('"'));
    }
}

/// <summary>The <c>X</c> of <c>[target.X.dependencies]</c>: a target's name or a <c>cfg(…)</c> expression.</summary>
public sealed class Platform
{
    private readonly string _text;
    private readonly Expression? _expression;

    private Platform(string text, Expression? expression)
    {
        _text = text;
        _expression = expression;
    }

    private enum Operator
    {
        Is,
        Not,
        All,
        Any,
        Constant,
    }

    private sealed record Expression(Operator Op, Cfg Cfg, IReadOnlyList<Expression> Parts, bool Value);

    public static Platform Parse(string text)
    {
        if (!text.StartsWith("cfg(", StringComparison.Ordinal) || !text.EndsWith(')'))
        {
            foreach (char c in text)
            {
                if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                {
                    string hint = c == '(' ? ", cfg expressions must start with `cfg(`" : "";
                    throw new CargoException($"failed to parse `{text}` as a cfg expression: invalid target specifier: unexpected `{c}` character{hint}");
                }
            }
            return new Platform(text, null);
        }
        Parser parser = new(text, text[4..^1]);
        return new Platform(text, parser.ParseAll());
    }

    /// <summary>Whether it applies to a target.</summary>
    public bool Matches(string target, IReadOnlyList<Cfg> cfgs) => _expression is { } expression ? Evaluate(expression, cfgs) : _text == target;

    private static bool Evaluate(Expression expression, IReadOnlyList<Cfg> cfgs)
    {
        switch (expression.Op)
        {
            case Operator.Not:
                return !Evaluate(expression.Parts[0], cfgs);
            case Operator.All:
            case Operator.Any:
                foreach (Expression part in expression.Parts)
                {
                    if (Evaluate(part, cfgs) == (expression.Op == Operator.Any))
                    {
                        return expression.Op == Operator.Any;
                    }
                }
                return expression.Op == Operator.All;
            case Operator.Constant:
                return expression.Value;
            case Operator.Is:
            default:
                foreach (Cfg cfg in cfgs)
                {
                    if (cfg == expression.Cfg)
                    {
                        return true;
                    }
                }
                return false;
        }
    }

    public override string ToString() => _text;

    private sealed class Parser(string whole, string text)
    {
        /// <summary>Nesting that no real manifest reaches and no stack minds.</summary>
        private const int DepthLimit = 128;

        private int _position;
        private int _depth;

        public Expression ParseAll()
        {
            Expression expression = Parse();
            SkipSpaces();
            return _position == text.Length ? expression : throw Error($"unexpected content `{text[_position..]}` found after cfg expression");
        }

        private Expression Parse()
        {
            if (++_depth > DepthLimit)
            {
                throw Error("the expression is nested too deeply");
            }
            SkipSpaces();
            string name = Identifier();
            SkipSpaces();
            Expression result;
            if (name is "not" or "all" or "any" && Take('('))
            {
                List<Expression> parts = [];
                SkipSpaces();
                while (!Take(')'))
                {
                    parts.Add(Parse());
                    SkipSpaces();
                    if (!Take(',') && Peek() != ')')
                    {
                        throw Unexpected("`)`");
                    }
                    SkipSpaces();
                }
                if (name == "not" && parts.Count != 1)
                {
                    throw Error("expected exactly one expression in `not`");
                }
                result = new Expression(name == "not" ? Operator.Not : name == "all" ? Operator.All : Operator.Any, default, parts, false);
            }
            else if (Take('='))
            {
                SkipSpaces();
                result = new Expression(Operator.Is, new Cfg(name, String()), [], false);
            }
            else if (name is "true" or "false")
            {
                result = new Expression(Operator.Constant, default, [], name == "true");
            }
            else
            {
                result = new Expression(Operator.Is, new Cfg(name, null), [], false);
            }
            _depth--;
            return result;
        }

        private string Identifier()
        {
            int start = _position;
            if (string.CompareOrdinal(text, _position, "r#", 0, 2) == 0)
            {
                _position += 2;
                start = _position;
            }
            while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] == '_'))
            {
                _position++;
            }
            return _position > start ? text[start.._position] : throw Unexpected("identifier");
        }

        private string String()
        {
            if (!Take('"'))
            {
                throw Unexpected("a string");
            }
            int end = text.IndexOf('"', _position);
            if (end < 0)
            {
                throw Error("unterminated string in cfg");
            }
            string value = text[_position..end];
            _position = end + 1;
            return value;
        }

        private char Peek() => _position < text.Length ? text[_position] : '\0';

        private bool Take(char c)
        {
            if (Peek() != c)
            {
                return false;
            }
            _position++;
            return true;
        }

        private void SkipSpaces()
        {
            while (Peek() is ' ' or '\n' or '\t')
            {
                _position++;
            }
        }

        private CargoException Unexpected(string expected) =>
            Error(_position == text.Length ? $"expected {expected}, but cfg expression ended" : $"expected {expected}, found `{text[_position]}`");

        private CargoException Error(string message) => new($"failed to parse `{whole[4..^1]}` as a cfg expression: {message}");
    }
}
