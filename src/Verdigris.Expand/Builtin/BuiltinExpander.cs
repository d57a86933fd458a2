using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand.Format;
using Verdigris.Expand.Modules;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Cfg;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;
using Path = Verdigris.Syntax.Ast.Path;

namespace Verdigris.Expand.Builtin;

/// <summary>Expands the built-in function-like macros.</summary>
public static class BuiltinExpander
{
    public static BuiltinOutput Expand(BuiltinMacro macro, BuiltinCall call, MacroHost host)
    {
        AstBuilder builder = new(host.Session.Ids, call.Span);
        return macro switch
        {
            BuiltinMacro.Assert => AssertMacro.Expand(call, host),
            BuiltinMacro.Cfg => ExpandCfg(call, host, builder),
            BuiltinMacro.CfgSelect => ExpandCfgSelect(call, host),
            BuiltinMacro.Column => Position(host, builder, call, isLine: false),
            BuiltinMacro.Line => Position(host, builder, call, isLine: true),
            BuiltinMacro.CompileError => ExpandCompileError(call, host),
            BuiltinMacro.Concat => ExpandConcat(call, host, builder),
            BuiltinMacro.ConcatBytes => NotSupported("concat_bytes", call, host),
            BuiltinMacro.Env => ExpandEnv(call, host, builder, isOption: false),
            BuiltinMacro.OptionEnv => ExpandEnv(call, host, builder, isOption: true),
            BuiltinMacro.File => new BuiltinOutput.OfExpr(builder.Str(Symbol.Intern(FileOf(call.CallSpan, host)))),
            BuiltinMacro.FormatArgs => FormatArgsMacro.Expand(call, host, addNewline: false),
            BuiltinMacro.FormatArgsNl => FormatArgsMacro.Expand(call, host, addNewline: true),
            BuiltinMacro.Include => ExpandInclude(call, host),
            BuiltinMacro.IncludeBytes => ExpandIncludeText(call, host, builder, isBytes: true),
            BuiltinMacro.IncludeStr => ExpandIncludeText(call, host, builder, isBytes: false),
            BuiltinMacro.ModulePath => new BuiltinOutput.OfExpr(builder.Str(Symbol.Intern(host.ModulePath))),
            BuiltinMacro.OffsetOf => ExpandOffsetOf(call, host, builder),
            BuiltinMacro.Panic => ExpandEditionPanic(call, host, "panic_2015", "panic_2021"),
            BuiltinMacro.Unreachable => ExpandEditionPanic(call, host, "unreachable_2015", "unreachable_2021"),
            BuiltinMacro.Stringify => new BuiltinOutput.OfExpr(builder.Str(Symbol.Intern(TokenPrinter.Print(call.Arguments)))),
            BuiltinMacro.Asm => AsmParser.Expand(AsmMacro.Asm, call, host),
            BuiltinMacro.NakedAsm => AsmParser.Expand(AsmMacro.NakedAsm, call, host),
            BuiltinMacro.GlobalAsm => AsmParser.Expand(AsmMacro.GlobalAsm, call, host),
            _ => NotSupported(macro.ToString(), call, host),
        };
    }

    private static BuiltinOutput NotSupported(string name, BuiltinCall call, MacroHost host) =>
        new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode($"the built-in macro `{name}` is not supported", call.CallSpan)));

    internal static Parser ParserOf(BuiltinCall call, MacroHost host) => new(host.Session, call.Arguments, call.End);

    /// <summary>Comma-separated expressions; null after an error.</summary>
    private static List<Expr>? ParseArguments(BuiltinCall call, MacroHost host)
    {
        Parser parser = ParserOf(call, host);
        List<Expr> arguments = [];
        while (!parser.IsAtEnd)
        {
            arguments.Add(parser.ParseExpr());
            if (parser.LastError is not null)
            {
                return null;
            }
            if (!parser.IsAtEnd && !parser.TryEat(TokenKind.Comma))
            {
                host.Session.Sink.Report(Diagnostic.ErrorWithoutCode($"expected `,`, found {Parser.Describe(parser.Current)}", parser.Current.Span));
                return null;
            }
        }
        return arguments;
    }

    /// <summary>The only argument as a string literal; the output of a failure otherwise.</summary>
    private static BuiltinOutput? TryGetString(BuiltinCall call, MacroHost host, string macro, out Symbol value)
    {
        value = Symbol.Empty;
        if (ParseArguments(call, host) is not { } arguments)
        {
            return new BuiltinOutput.Error(host.Session.Sink.FirstError!);
        }
        if (arguments.Count != 1)
        {
            return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode($"{macro} takes 1 argument", call.CallSpan)));
        }
        return TryEvaluateString(arguments[0], host, "argument must be a string literal", out value);
    }

    private static BuiltinOutput? TryEvaluateString(Expr argument, MacroHost host, string message, out Symbol value)
    {
        value = Symbol.Empty;
        switch (host.ExpandEagerly(argument))
        {
            case null:
                return new BuiltinOutput.Wait();
            case Expr.Error error:
                return new BuiltinOutput.Error(error.Reported);
            case Expr.OfLit { Lit: Lit.Str literal }:
                value = literal.Value;
                return null;
            case { } other:
                return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode(message, other.Span)));
        }
    }

    private static BuiltinOutput ExpandCfg(BuiltinCall call, MacroHost host, AstBuilder builder)
    {
        if (call.Arguments.Count == 0)
        {
            return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode("macro requires a cfg-pattern as an argument", call.CallSpan).WithPrimaryLabel("cfg-pattern required")));
        }
        int position = 0;
        bool value = CfgEvaluator.Evaluate(call.Arguments, ref position, call.CallSpan, host.Session.Cfg, host.Session.Sink);
        if (position < call.Arguments.Count && call.Arguments[position].Kind == TokenKind.Comma)
        {
            position++;
        }
        if (position < call.Arguments.Count)
        {
            return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode("expected 1 cfg-pattern", call.CallSpan)));
        }
        return new BuiltinOutput.OfExpr(builder.Bool(value));
    }

    /// <summary><c>cfg_select! { unix => { … } _ => { … } }</c></summary>
    private static BuiltinOutput ExpandCfgSelect(BuiltinCall call, MacroHost host)
    {
        TokenStream tokens = call.Arguments;
        int position = 0;
        while (position < tokens.Count)
        {
            bool value = true;
            if (tokens[position].Kind == TokenKind.Underscore)
            {
                position++;
            }
            else
            {
                value = CfgEvaluator.Evaluate(tokens, ref position, call.CallSpan, host.Session.Cfg, host.Session.Sink);
            }
            if (position + 1 >= tokens.Count || tokens[position].Kind != TokenKind.FatArrow)
            {
                SourceSpan at = position < tokens.Count ? tokens[position].Span : call.End;
                return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode("expected `=>`", at)));
            }
            int body = ++position;
            TokenStream arm;
            if (tokens[body].Kind == TokenKind.OpenBrace)
            {
                arm = tokens.Inside(body);
                position = tokens.SkipTree(body);
            }
            else
            {
                Parser parser = new(host.Session, tokens.Slice(body, tokens.Count - body), call.End);
                parser.ParseExpr();
                position = parser.Position - tokens.Start;
                arm = tokens.Slice(body, position - body);
            }
            if (position < tokens.Count && tokens[position].Kind == TokenKind.Comma)
            {
                position++;
            }
            if (value)
            {
                return new BuiltinOutput.OfTokens(arm, call.End);
            }
        }
        return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode("none of the predicates in this `cfg_select` evaluated to true", call.CallSpan)));
    }

    private static BuiltinOutput Position(MacroHost host, AstBuilder builder, BuiltinCall call, bool isLine)
    {
        SourceLocation location = host.Session.Sources.LocationOf(HygieneTable.OutermostCallSite(call.CallSpan).Lo);
        return new BuiltinOutput.OfExpr(builder.Int((uint)(isLine ? location.Line : location.Column), LitSuffix.U32));
    }

    private static string FileOf(SourceSpan span, MacroHost host) =>
        host.Session.Sources.FileOf(HygieneTable.OutermostCallSite(span))?.Path ?? "<anon>";

    private static BuiltinOutput ExpandCompileError(BuiltinCall call, MacroHost host)
    {
        if (TryGetString(call, host, "compile_error!", out Symbol message) is { } failure)
        {
            return failure;
        }
        return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode(message.Text, call.CallSpan)));
    }

    private static BuiltinOutput ExpandConcat(BuiltinCall call, MacroHost host, AstBuilder builder)
    {
        if (ParseArguments(call, host) is not { } arguments)
        {
            return new BuiltinOutput.Error(host.Session.Sink.FirstError!);
        }
        StringBuilder text = new();
        ErrorReported? error = null;
        foreach (Expr argument in arguments)
        {
            Expr? value = host.ExpandEagerly(argument);
            if (value is null)
            {
                return new BuiltinOutput.Wait();
            }
            bool isNegative = false;
            if (value is Expr.Unary { Op: UnaryOp.Neg, Operand: Expr.OfLit { Lit: Lit.Int or Lit.Float } operand })
            {
                isNegative = true;
                value = operand;
            }
            string? part = value is Expr.OfLit literal ? TextOf(literal.Lit) : null;
            if (part is null)
            {
                error = value is Expr.Error poison ? poison.Reported
                    : host.Session.Sink.Report(value is Expr.OfLit { Lit: Lit.ByteStr or Lit.Byte }
                        ? Diagnostic.ErrorWithoutCode("cannot concatenate a byte string literal", value.Span)
                        : Diagnostic.ErrorWithoutCode("expected a literal", value.Span)
                            .WithNote("only literals (like `\"foo\"`, `-42` and `3.14`) can be passed to `concat!()`"));
                continue;
            }
            text.Append(isNegative ? "-" : "").Append(part);
        }
        return error is not null ? new BuiltinOutput.Error(error) : new BuiltinOutput.OfExpr(builder.Str(Symbol.Intern(text.ToString())));
    }

    private static string? TextOf(Lit literal) => literal switch
    {
        Lit.Str text => text.Value.Text,
        Lit.Char character => new Rune(character.CodePoint).ToString(),
        Lit.Int number => number.Value.ToString(CultureInfo.InvariantCulture),
        Lit.Float number => number.Text.Text,
        Lit.Bool boolean => boolean.Value ? "true" : "false",
        Lit.Byte or Lit.ByteStr or Lit.CStr or Lit.Error => null,
    };

    private static BuiltinOutput ExpandEnv(BuiltinCall call, MacroHost host, AstBuilder builder, bool isOption)
    {
        if (ParseArguments(call, host) is not { } arguments)
        {
            return new BuiltinOutput.Error(host.Session.Sink.FirstError!);
        }
        if (arguments.Count is 0 or > 2 || (isOption && arguments.Count > 1))
        {
            string message = isOption ? "option_env! takes 1 argument" : "`env!()` takes 1 or 2 arguments";
            return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode(message, call.CallSpan)));
        }
        if (TryEvaluateString(arguments[0], host, "expected string literal", out Symbol name) is { } failure)
        {
            return failure;
        }
        string? value = host.Environment(name.Text);
        if (isOption)
        {
            return new BuiltinOutput.OfExpr(value is null
                ? builder.PathExpr(OptionPath("None", withType: true))
                : builder.CallPath(OptionPath("Some", withType: false), builder.Str(Symbol.Intern(value))));
        }
        if (value is not null)
        {
            return new BuiltinOutput.OfExpr(builder.Str(Symbol.Intern(value)));
        }
        if (arguments.Count == 2)
        {
            if (TryEvaluateString(arguments[1], host, "expected string literal", out Symbol custom) is { } second)
            {
                return second;
            }
            return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode(custom.Text, call.CallSpan)));
        }
        return new BuiltinOutput.Error(host.Session.Sink.Report(
            Diagnostic.ErrorWithoutCode($"environment variable `{name}` not defined at compile time", call.CallSpan)
                .WithHelp($"use `std::env::var(\"{name}\")` to read the variable at run time")));

        Path OptionPath(string variant, bool withType)
        {
            Path path = builder.CratePath("option", "Option", variant);
            if (!withType)
            {
                return path;
            }
            // `Option::None::<&'static str>`
            Lifetime lifetime = new(builder.NextId(), builder.Ident(Names.StaticLifetime));
            Ty str = new Ty.Ref(builder.NextId(), lifetime, Mutability.Not, builder.PathTy(builder.PathOf(builder.Ident("str"))), builder.Span);
            GenericArgs args = new GenericArgs.AngleBracketed([new GenericArg.OfType(str)], builder.Span);
            return path with { Segments = path.Segments.SetItem(path.Segments.Length - 1, path.Segments[^1] with { Args = args }) };
        }
    }

    private static BuiltinOutput? TryReadFile(BuiltinCall call, MacroHost host, string macro, out byte[] bytes, out string path)
    {
        bytes = [];
        path = "";
        if (TryGetString(call, host, macro, out Symbol relative) is { } failure)
        {
            return failure;
        }
        string directory = System.IO.Path.GetDirectoryName(FileOf(call.CallSpan, host)) ?? "";
        path = System.IO.Path.Combine(directory, relative.Text);
        if (!host.Loader.TryRead(path, out bytes, out string error))
        {
            return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode($"couldn't read `{path}`: {error}", call.CallSpan)));
        }
        return null;
    }

    private static BuiltinOutput ExpandInclude(BuiltinCall call, MacroHost host)
    {
        if (TryReadFile(call, host, "include!", out byte[] bytes, out string path) is { } failure)
        {
            return failure;
        }
        if (ModuleLoader.LexFile(path, bytes, host.Session, call.CallSpan, out SourceFile? file) is not { } tokens)
        {
            return new BuiltinOutput.Error(host.Session.Sink.FirstError!);
        }
        return new BuiltinOutput.OfTokens(tokens, new SourceSpan(file!.End, file.End));
    }

    private static BuiltinOutput ExpandIncludeText(BuiltinCall call, MacroHost host, AstBuilder builder, bool isBytes)
    {
        if (TryReadFile(call, host, isBytes ? "include_bytes!" : "include_str!", out byte[] bytes, out string path) is { } failure)
        {
            return failure;
        }
        if (isBytes)
        {
            Token token = new(TokenKind.ByteStr, call.Span, Symbol.Intern("b\"…\""), 5);
            return new BuiltinOutput.OfExpr(new Expr.OfLit(builder.NextId(), new Lit.ByteStr([.. bytes], token, call.Span), call.Span));
        }
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode($"`{path}` wasn't a utf-8 file", call.CallSpan)));
        }
        return new BuiltinOutput.OfExpr(builder.Str(Symbol.Intern(bytes)));
    }

    private static BuiltinOutput ExpandOffsetOf(BuiltinCall call, MacroHost host, AstBuilder builder)
    {
        Parser parser = ParserOf(call, host);
        Ty container = parser.ParseTy();
        if (!parser.TryEat(TokenKind.Comma))
        {
            return new BuiltinOutput.Error(host.Session.Sink.Report(Diagnostic.ErrorWithoutCode("offset_of! takes a type and fields", call.CallSpan)));
        }
        ImmutableArray<Ident> fields = parser.ParseFieldPath();
        return parser.LastError is { } error
            ? new BuiltinOutput.Error(error)
            : new BuiltinOutput.OfExpr(new Expr.OffsetOf(builder.NextId(), container, fields, call.Span));
    }

    /// <summary>
    /// <c>panic!</c> and <c>unreachable!</c> mean what the edition of the caller says: <c>$crate::panic::panic_20xx!(…)</c>.
    /// </summary>
    private static BuiltinOutput ExpandEditionPanic(BuiltinCall call, MacroHost host, string old, string current)
    {
        AstBuilder builder = new(host.Session.Ids, call.Span);
        Path path = builder.CratePath("panic", call.CallEdition >= Edition.E2021 ? current : old);
        MacroCall inner = new(path, TokenKind.OpenParen, call.Arguments, call.End, call.Span);
        return new BuiltinOutput.OfExpr(new Expr.OfMacro(builder.NextId(), inner, call.Span));
    }
}
