using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Expand.Builtin;

/// <summary><c>assert!(c, "…", …)</c> to <c>if !c { panic }</c>, the message showing the condition's text.</summary>
internal static class AssertMacro
{
    public static BuiltinOutput Expand(BuiltinCall call, MacroHost host)
    {
        AstBuilder builder = new(host.Session.Ids, call.Span);
        Parser parser = BuiltinExpander.ParserOf(call, host);
        if (parser.IsAtEnd)
        {
            return new BuiltinOutput.Error(host.Session.Sink.Report(
                Diagnostic.ErrorWithoutCode("macro requires a boolean expression as an argument", call.CallSpan).WithPrimaryLabel("boolean expression required")));
        }
        Expr condition = parser.ParseExpr();
        if (parser.LastError is { } error)
        {
            return new BuiltinOutput.Error(error);
        }
        TokenStream text = call.Arguments.Slice(0, parser.Position - call.Arguments.Start);
        if (!parser.IsAtEnd && !parser.TryEat(TokenKind.Comma))
        {
            return new BuiltinOutput.Error(host.Session.Sink.Report(
                Diagnostic.ErrorWithoutCode($"expected one of `,`, `.`, `?`, or an operator, found {Parser.Describe(parser.Current)}", parser.Current.Span)));
        }
        int consumed = parser.Position - call.Arguments.Start;
        TokenStream rest = call.Arguments.Slice(consumed, call.Arguments.Count - consumed);
        Expr failure;
        if (rest.Count == 0)
        {
            Symbol message = Symbol.Intern("assertion failed: " + TokenPrinter.Print(text));
            failure = builder.CallPath(builder.CratePath("panicking", "panic"), builder.Str(message));
        }
        else
        {
            Path panic = call.CallEdition >= Edition.E2021 ? builder.CratePath("panic", "panic_2021") : builder.CratePath("panic");
            MacroCall inner = new(panic, TokenKind.OpenParen, rest, call.End, call.Span);
            failure = new Expr.OfMacro(builder.NextId(), inner, call.Span);
        }
        Expr negated = builder.Not(new Expr.Paren(builder.NextId(), condition, condition.Span));
        return new BuiltinOutput.OfExpr(builder.If(negated, builder.Block(builder.Semi(failure))));
    }
}
