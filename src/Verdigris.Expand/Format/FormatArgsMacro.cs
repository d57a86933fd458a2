using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand.Builtin;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Expand.Format;

/// <summary>
/// <c>format_args!</c>: parses template and arguments once into <see cref="FormatArgs"/>, where every placeholder knows its
/// argument by index. All faults that rustc finds here are found here.
/// </summary>
internal sealed class FormatArgsMacro
{
    private readonly MacroHost _host;
    private readonly BuiltinCall _call;
    private readonly AstBuilder _builder;
    private readonly List<FormatArgument> _arguments = [];
    private readonly List<SourceSpan> _argumentSpans = [];
    private readonly Dictionary<string, int> _named = [];
    private readonly List<(ArgumentRef Reference, SourceSpan Span)> _invalid = [];
    private readonly HashSet<int> _used = [];
    private int _explicitCount;
    private int _positionalCount;
    private Expr.OfLit _literal = null!;
    private bool _isDirectLiteral;
    private ErrorReported? _error;

    private FormatArgsMacro(BuiltinCall call, MacroHost host)
    {
        _call = call;
        _host = host;
        _builder = new AstBuilder(host.Session.Ids, call.Span);
    }

    private DiagnosticSink Sink => _host.Session.Sink;

    public static BuiltinOutput Expand(BuiltinCall call, MacroHost host, bool addNewline) => new FormatArgsMacro(call, host).Run(addNewline);

    private BuiltinOutput Run(bool addNewline)
    {
        Parser parser = BuiltinExpander.ParserOf(_call, _host);
        if (parser.IsAtEnd)
        {
            return Fail(Diagnostic.ErrorWithoutCode("requires at least a format string argument", _call.CallSpan));
        }
        Expr template = parser.ParseExpr();
        if (parser.LastError is not null || !ParseArguments(parser))
        {
            return new BuiltinOutput.Error(_error ?? parser.LastError ?? Sink.FirstError!);
        }
        _isDirectLiteral = template is Expr.OfLit;
        Expr? value = _host.ExpandEagerly(template);
        switch (value)
        {
            case null:
                return new BuiltinOutput.Wait();
            case Expr.Error poison:
                return new BuiltinOutput.Error(poison.Reported);
            case Expr.OfLit { Lit: Lit.Str } literal:
                _literal = literal;
                break;
            default:
                Diagnostic diagnostic = Diagnostic.ErrorWithoutCode("format argument must be a string literal", template.Span);
                StringBuilder fix = new("\"{}");
                fix.Insert(fix.Length, " {}", _arguments.Count).Append("\", ");
                diagnostic.WithSuggestion("you might be missing a string literal to format with", Applicability.MaybeIncorrect, new SuggestionEdit(template.Span.ShrinkToLo(), fix.ToString()));
                return Fail(diagnostic);
        }
        return Resolve(addNewline);
    }

    private BuiltinOutput Fail(Diagnostic diagnostic) => new BuiltinOutput.Error(Sink.Report(diagnostic));

    private bool ParseArguments(Parser parser)
    {
        while (!parser.IsAtEnd)
        {
            if (!parser.TryEat(TokenKind.Comma))
            {
                _error = Sink.Report(Diagnostic.ErrorWithoutCode($"expected `,`, found {Parser.Describe(parser.Current)}", parser.Current.Span).WithPrimaryLabel("expected `,`"));
                return false;
            }
            if (parser.IsAtEnd)
            {
                break;
            }
            SourceSpan start = parser.Current.Span;
            if (parser.IsAtIdent && parser.PeekKind == TokenKind.Eq)
            {
                Token name = parser.Take();
                parser.Take();
                Expr value = parser.ParseExpr();
                if (_named.TryGetValue(name.Name.Text, out int previous))
                {
                    _error = Sink.Report(Diagnostic.ErrorWithoutCode($"duplicate argument named `{name.Name}`", name.Span)
                        .WithPrimaryLabel("duplicate argument").WithLabel(_argumentSpans[previous], "previously here"));
                    continue;
                }
                _named.Add(name.Name.Text, _arguments.Count);
                _arguments.Add(new FormatArgument(FormatArgumentKind.Named, name.Name, value));
                _argumentSpans.Add(name.Span);
            }
            else
            {
                Expr value = parser.ParseExpr();
                if (_named.Count > 0)
                {
                    _error = Sink.Report(Diagnostic.ErrorWithoutCode("positional arguments cannot follow named arguments", value.Span)
                        .WithPrimaryLabel("positional arguments must be before named arguments"));
                    return false;
                }
                _arguments.Add(new FormatArgument(FormatArgumentKind.Positional, null, value));
                _argumentSpans.Add(value.Span);
            }
            if (parser.LastError is not null)
            {
                return false;
            }
        }
        _explicitCount = _arguments.Count;
        _positionalCount = _explicitCount - _named.Count;
        return _error is null;
    }

    private BuiltinOutput Resolve(bool addNewline)
    {
        byte[] text = ((Lit.Str)_literal.Lit).Value.Utf8.ToArray();
        FormatString template = new(text);
        template.Parse();
        if (template.Error is { } error)
        {
            Diagnostic diagnostic = Diagnostic.ErrorWithoutCode($"invalid format string: {error.Message}", SpanOf(error.Range)).WithPrimaryLabel(error.Label);
            if (error.Opening is { } opening)
            {
                diagnostic.WithLabel(SpanOf(opening), "because of this opening brace");
            }
            if (error.Note is not null)
            {
                diagnostic.WithNote(error.Note);
            }
            return Fail(diagnostic);
        }
        ImmutableArray<FormatPiece>.Builder pieces = ImmutableArray.CreateBuilder<FormatPiece>(template.Pieces.Count + 1);
        foreach (object piece in template.Pieces)
        {
            if (piece is string literal)
            {
                pieces.Add(new FormatPiece.Text(Symbol.Intern(literal)));
            }
            else
            {
                pieces.Add(ResolvePlaceholder((ParsedPlaceholder)piece));
            }
        }
        if (addNewline)
        {
            AddNewline(pieces);
        }
        if (_invalid.Count > 0)
        {
            ReportInvalid(template);
        }
        else if (_error is null)
        {
            ReportUnused(template);
        }
        if (_error is not null)
        {
            return new BuiltinOutput.Error(_error);
        }
        FormatArgs format = new(pieces.DrainToImmutable(), [.. _arguments], _literal.Span);
        return new BuiltinOutput.OfExpr(new Expr.OfFormatArgs(_builder.NextId(), format, _call.Span));
    }

    private static void AddNewline(ImmutableArray<FormatPiece>.Builder pieces)
    {
        if (pieces.Count > 0 && pieces[^1] is FormatPiece.Text last)
        {
            pieces[^1] = new FormatPiece.Text(Symbol.Intern(last.Value.Text + "\n"));
        }
        else
        {
            pieces.Add(new FormatPiece.Text(Symbol.Intern("\n")));
        }
    }

    private FormatPiece.Placeholder ResolvePlaceholder(ParsedPlaceholder parsed)
    {
        FormatTrait trait = FormatTrait.Display;
        switch (parsed.Type)
        {
            case "": break;
            case "?": trait = FormatTrait.Debug; break;
            case "e": trait = FormatTrait.LowerExp; break;
            case "E": trait = FormatTrait.UpperExp; break;
            case "o": trait = FormatTrait.Octal; break;
            case "p": trait = FormatTrait.Pointer; break;
            case "b": trait = FormatTrait.Binary; break;
            case "x": trait = FormatTrait.LowerHex; break;
            case "X": trait = FormatTrait.UpperHex; break;
            default: ReportUnknownTrait(parsed); break;
        }
        FormatCount? precision = ResolveCount(parsed.Precision);
        FormatCount? width = ResolveCount(parsed.Width);
        int argument = ResolveArgument(parsed.Argument);
        FormatOptions options = new(parsed.Fill, parsed.Alignment, parsed.Sign, parsed.IsAlternate, parsed.IsZeroPadded, parsed.DebugHex, width, precision);
        return new FormatPiece.Placeholder(argument, trait, options.IsDefault ? FormatOptions.Default : options, SpanOf(parsed.Range));
    }

    private void ReportUnknownTrait(ParsedPlaceholder parsed) =>
        _error = Sink.Report(Diagnostic.ErrorWithoutCode($"unknown format trait `{parsed.Type}`", SpanOf(parsed.TypeRange))
            .WithNote("the only appropriate formatting traits are:\n- ``, which uses the `Display` trait\n- `?`, which uses the `Debug` trait\n- `e`, which uses the `LowerExp` trait\n- `E`, which uses the `UpperExp` trait\n- `o`, which uses the `Octal` trait\n- `p`, which uses the `Pointer` trait\n- `b`, which uses the `Binary` trait\n- `x`, which uses the `LowerHex` trait\n- `X`, which uses the `UpperHex` trait"));

    private FormatCount? ResolveCount(ParsedCount? count)
    {
        if (count is not { } parsed)
        {
            return null;
        }
        return parsed.Argument is { } argument
            ? new FormatCount.OfArgument(ResolveArgument(argument), SpanOf(argument.Range))
            : new FormatCount.Literal(parsed.Literal!.Value);
    }

    private int ResolveArgument(ArgumentRef reference)
    {
        if (reference.Kind != ArgumentRefKind.Name)
        {
            // Named arguments may be meant by position too, but not by `{}` alone.
            if (reference.Index >= _explicitCount)
            {
                _invalid.Add((reference, SpanOf(reference.Range)));
                return 0;
            }
            _used.Add(reference.Index);
            return reference.Index;
        }
        if (_named.TryGetValue(reference.Name, out int named))
        {
            _used.Add(named);
            return named;
        }
        SourceSpan span = SpanOf(reference.Range);
        Ident ident = new(Symbol.Intern(reference.Name), span.WithContext(_literal.Span.Context));
        if (!_isDirectLiteral)
        {
            _error = Sink.Report(Diagnostic.ErrorWithoutCode($"there is no argument named `{reference.Name}`", span)
                .WithNote($"did you intend to capture a variable `{reference.Name}` from the surrounding scope?")
                .WithNote("to avoid ambiguity, `format_args!` cannot capture variables when the format string is expanded from a macro"));
            return 0;
        }
        int captured = _arguments.Count;
        _named.Add(reference.Name, captured);
        _arguments.Add(new FormatArgument(FormatArgumentKind.Captured, ident.Name, _builder.Name(ident)));
        _argumentSpans.Add(span);
        return captured;
    }

    private void ReportInvalid(FormatString template)
    {
        string given = _explicitCount switch
        {
            0 => "no arguments were given",
            1 => "there is 1 argument",
            int count => $"there are {count} arguments",
        };
        bool hasNumbers = false;
        int needed = 0;
        Diagnostic? diagnostic = null;
        foreach (object piece in template.Pieces)
        {
            if (piece is not ParsedPlaceholder placeholder)
            {
                continue;
            }
            hasNumbers |= placeholder.Argument.Kind == ArgumentRefKind.Index || placeholder.Width?.Argument?.Kind == ArgumentRefKind.Index || placeholder.Precision?.Argument?.Kind == ArgumentRefKind.Index;
            needed += placeholder.Argument.Kind == ArgumentRefKind.Next ? 1 : 0;
            needed += placeholder.Precision?.Argument?.Kind == ArgumentRefKind.Star ? 1 : 0;
            if (diagnostic is null && placeholder.Argument.Kind == ArgumentRefKind.Next)
            {
                diagnostic = Diagnostic.ErrorWithoutCode("", SpanOf(placeholder.Range));
            }
        }
        if (!hasNumbers)
        {
            SourceSpan first = diagnostic?.PrimarySpan ?? _invalid[0].Span;
            diagnostic = Diagnostic.ErrorWithoutCode($"{needed} positional argument{(needed == 1 ? "" : "s")} in format string, but {given}", first);
            _error = Sink.Report(diagnostic);
            return;
        }
        SortedSet<int> indices = [];
        foreach ((ArgumentRef reference, _) in _invalid)
        {
            indices.Add(reference.Index);
        }
        string list = string.Join(", ", indices);
        int comma = list.LastIndexOf(", ", System.StringComparison.Ordinal);
        if (comma >= 0)
        {
            list = list[..comma] + " and " + list[(comma + 2)..];
        }
        _error = Sink.Report(Diagnostic.ErrorWithoutCode($"invalid reference to positional argument{(indices.Count == 1 ? "" : "s")} {list} ({given})", _invalid[0].Span)
            .WithNote("positional arguments are zero-based"));
    }

    private void ReportUnused(FormatString template)
    {
        List<int> unused = [];
        for (int i = 0; i < _explicitCount; i++)
        {
            if (!_used.Contains(i))
            {
                unused.Add(i);
            }
        }
        if (unused.Count == 0)
        {
            return;
        }
        if (unused.Count == 1)
        {
            bool isNamed = unused[0] >= _positionalCount;
            string message = isNamed ? "named argument never used" : "argument never used";
            _error = Sink.Report(Diagnostic.ErrorWithoutCode(message, ValueSpan(unused[0])).WithPrimaryLabel(message)
                .WithLabel(_literal.Span, "formatting specifier missing"));
            return;
        }
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode("multiple unused formatting arguments", ValueSpan(unused[0])).WithPrimaryLabel("argument never used");
        for (int i = 1; i < unused.Count; i++)
        {
            diagnostic.WithLabel(ValueSpan(unused[i]), unused[i] >= _positionalCount ? "named argument never used" : "argument never used");
        }
        _error = Sink.Report(diagnostic.WithLabel(_literal.Span, "multiple missing formatting specifiers"));
    }

    private SourceSpan ValueSpan(int argument) => _arguments[argument].Value.Span;

    /// <summary>The place in the source, if the literal stands there without escapes; else the whole literal.</summary>
    private SourceSpan SpanOf(TemplateRange range)
    {
        Token token = _literal.Lit.Token;
        SourceSpan span = _literal.Span;
        if (!_isDirectLiteral || !token.Kind.IsStringLiteral || token.Name.Utf8.Length != (int)(span.Hi - span.Lo))
        {
            return span;
        }
        System.ReadOnlySpan<byte> content = LiteralDecoder.ContentOf(token, out bool isRaw);
        int before = System.MemoryExtensions.IndexOf(token.Name.Utf8, (byte)'"') + 1;
        int start = isRaw ? range.Start : SourceOffset(content, range.Start);
        int end = isRaw ? range.End : SourceOffset(content, range.End);
        return new SourceSpan(span.Lo + (uint)(before + start), span.Lo + (uint)(before + end), span.Context);
    }

    /// <summary>The offset in the source text of an offset in the decoded text.</summary>
    private static int SourceOffset(System.ReadOnlySpan<byte> content, int decoded)
    {
        int source = 0;
        int done = 0;
        while (done < decoded && source < content.Length)
        {
            if (content[source] != (byte)'\\')
            {
                source++;
                done++;
                continue;
            }
            byte escape = source + 1 < content.Length ? content[source + 1] : (byte)0;
            switch (escape)
            {
                case (byte)'x':
                    source += 4;
                    done++;
                    break;
                case (byte)'u':
                    int close = System.MemoryExtensions.IndexOf(content[source..], (byte)'}');
                    string hex = close < 3 ? "" : Encoding.UTF8.GetString(content.Slice(source + 3, close - 3)).Replace("_", "");
                    if (!int.TryParse(hex, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out int value) || !Rune.IsValid(value))
                    {
                        // A bad escape, reported by the lexer.
                        return content.Length;
                    }
                    done += new Rune(value).Utf8SequenceLength;
                    source += close + 1;
                    break;
                case (byte)'\n' or (byte)'\r':
                    source += 2;
                    while (source < content.Length && content[source] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
                    {
                        source++;
                    }
                    break;
                default:
                    source += 2;
                    done++;
                    break;
            }
        }
        return int.Min(source, content.Length);
    }
}
