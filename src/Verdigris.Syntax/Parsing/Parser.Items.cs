using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Where an item stands; decides which are legal and whether bodies may be missing.</summary>
public enum ItemContext
{
    Module,
    Statement,
    Trait,
    Impl,
    TraitImpl,
    Foreign,
}

/// <summary>Items: dispatch and the small ones. Reference: [items].</summary>
public sealed partial class Parser
{
    /// <summary>A whole file.</summary>
    public Crate ParseCrate()
    {
        SourceSpan start = _current.Span;
        NodeId id = NextId();
        ImmutableArray<Attr> attrs = ParseInnerAttributes(out bool isStripped);
        ImmutableArray<Item> items = ParseItems(ItemContext.Module);
        ReportDeferred();
        return new Crate(id, attrs, isStripped ? [] : items, start.To(_endSpan));
    }

    /// <summary>Items up to the end of the group: a module's, a trait's, or what a macro became.</summary>
    public ImmutableArray<Item> ParseItems(ItemContext context)
    {
        using PooledList<Item> items = PooledList<Item>.Rent();
        while (!IsAtEnd && !(_current.Kind.IsCloseDelimiter && context != ItemContext.Module))
        {
            int before = _position;
            if (At(TokenKind.Semi))
            {
                ReportAt("expected item, found `;`", _current.Span, label: "help: remove this semicolon");
                Bump();
                continue;
            }
            if (context == ItemContext.Module && At(TokenKind.CloseBrace))
            {
                break;
            }
            ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
            if (TryParseItem(attrs, isStripped, context, out Item? item))
            {
                if (item is not null)
                {
                    items.Add(item);
                }
            }
            else
            {
                ReportExpectedItem(attrs, context);
                if (!_current.Kind.IsCloseDelimiter)
                {
                    RecoverItem();
                }
            }
            if (_position == before)
            {
                SkipTree();
            }
        }
        return items.ToImmutable();
    }

    private void ReportExpectedItem(ImmutableArray<Attr> attrs, ItemContext context)
    {
        if (!attrs.IsEmpty && (IsAtEnd || _current.Kind.IsCloseDelimiter))
        {
            if (attrs[^1].IsDocComment)
            {
                ReportAt(context == ItemContext.Module ? "expected item after doc comment" : "found a documentation comment that doesn't document anything",
                    attrs[^1].Span, context == ItemContext.Module ? null : "E0584", "this doc comment doesn't document anything");
            }
            else
            {
                ReportAt("expected item after attributes", attrs[^1].Span);
            }
            return;
        }
        _expected = default;
        Report(Diagnostic.ErrorWithoutCode(context is ItemContext.Module or ItemContext.Statement
                ? $"expected item, found {Describe(_current)}"
                : "non-item in item list", _current.Span)
            .WithPrimaryLabel(context is ItemContext.Module or ItemContext.Statement ? "expected item" : "non-item starts here")
            .WithNote("for a full list of items that can appear in modules, see <https://doc.rust-lang.org/reference/items.html>"));
    }

    private void RecoverItem()
    {
        SkipTree();
        while (!IsAtEnd && !_current.Kind.IsCloseDelimiter)
        {
            if (_current.Kind is TokenKind.Pub or TokenKind.Fn or TokenKind.Struct or TokenKind.Enum or TokenKind.Impl or TokenKind.Trait
                or TokenKind.Use or TokenKind.Mod or TokenKind.Static or TokenKind.Type || AtOuterAttribute)
            {
                return;
            }
            SkipTree();
        }
    }

    /// <summary>
    /// An item whose attributes were parsed. False: none starts here. True with a null item: stripped by <c>cfg</c>.
    /// </summary>
    public bool TryParseItem(ImmutableArray<Attr> attrs, bool isStripped, ItemContext context, out Item? item)
    {
        item = null;
        if (AtFragment(FragmentKind.Item))
        {
            Bump();
            ImmutableArray<Attr> inner = ParseOuterAttributes(out bool isInnerStripped);
            bool isItem = TryParseItem(attrs.AddRange(inner), isStripped || isInnerStripped, context, out item);
            LeaveFragment();
            return isItem;
        }
        if (!EnterDepth())
        {
            _depth--;
            SkipRestOfGroup();
            return true;
        }
        int startPosition = _position;
        int deferred = _deferred.Count;
        Visibility vis = ParseVisibility();
        bool isDefault = AtWeak(Names.Default) && Peek(1) is TokenKind.Fn or TokenKind.Impl or TokenKind.Type or TokenKind.Const or TokenKind.Unsafe or TokenKind.Async or TokenKind.Extern;
        if (isDefault)
        {
            Bump();
        }
        Item? parsed = TryParseItemKind(attrs, context, vis, _current.Span);
        LeaveDepth();
        if (parsed is null)
        {
            if (vis is not Visibility.Private || isDefault)
            {
                ReportAfterVisibility(vis);
                return true;
            }
            return false;
        }
        if (isStripped)
        {
            ForgetDeferred(deferred);
            return true;
        }
        CheckContext(parsed, attrs, vis, context);
        ImmutableArray<Attr> all = parsed.Attrs.IsEmpty ? attrs : attrs.AddRange(parsed.Attrs);
        item = parsed with
        {
            Attrs = all,
            Vis = vis,
            IsDefault = isDefault,
            Tokens = new TokenStream(_tokens, startPosition, _position - startPosition),
            Span = vis is Visibility.Private ? parsed.Span : vis.Span.To(parsed.Span),
        };
        return true;
    }

    private void ReportAfterVisibility(Visibility vis)
    {
        if (At(TokenKind.Ident) && Peek(1) == TokenKind.OpenParen)
        {
            ReportAt("missing `fn` for function definition", _previous.Span.Between(_current.Span));
        }
        else if (At(TokenKind.Ident) && Peek(1) == TokenKind.OpenBrace)
        {
            ReportAt("missing `enum` or `struct` for enum or struct definition", _previous.Span.Between(_current.Span));
        }
        else
        {
            ReportAt($"visibility `{_session.Sources.SnippetOf(vis.Span)}` is not followed by an item", vis.Span, label: "the visibility");
        }
        SkipTree();
        while (!IsAtEnd && _current.Kind is TokenKind.OpenParen or TokenKind.OpenBrace)
        {
            SkipTree();
        }
    }

    private Item? TryParseItemKind(ImmutableArray<Attr> attrs, ItemContext context, Visibility vis, SourceSpan start)
    {
        switch (_current.Kind)
        {
            case TokenKind.Use:
                return ParseUse(start);
            case TokenKind.Fn:
                return ParseFn(context, start);
            case TokenKind.Extern:
                return ParseExternItem(context, start);
            case TokenKind.Static when Peek(1) is not (TokenKind.Or or TokenKind.OrOr or TokenKind.Move or TokenKind.Async):
                return ParseStatic(FnSafety.Default, start);
            case TokenKind.Const:
                return TryParseConstItem(context, start);
            case TokenKind.Unsafe:
                return TryParseUnsafeItem(context, start);
            case TokenKind.Async when Peek(1) is TokenKind.Fn or TokenKind.Unsafe or TokenKind.Extern:
                return ParseFn(context, start);
            case TokenKind.Mod:
                return ParseModule(start);
            case TokenKind.Type:
                return ParseTyAlias(start);
            case TokenKind.Enum:
                return ParseEnum(start);
            case TokenKind.Struct:
                return ParseStruct(start);
            case TokenKind.Trait:
                return ParseTrait(start);
            case TokenKind.Impl:
                return ParseImpl(start);
            case TokenKind.Macro when Peek(1) == TokenKind.Ident:
                return ParseMacro2(start);
            case TokenKind.Ident when !_current.IsRaw:
                if (TryParseWeakItem(context, start) is { } weak)
                {
                    return weak;
                }
                break;
        }
        if (context == ItemContext.Statement || !IsMacroStmtStart())
        {
            return null;
        }
        Path path = ParsePath(PathStyle.Mod);
        MacroCall call = ParseMacroCallRest(path);
        if (call.Delimiter != TokenKind.OpenBrace && !Eat(TokenKind.Semi) && !IsAtEnd)
        {
            ReportAt("macros that expand to items must be delimited with braces or followed by a semicolon", call.ArgsSpan);
        }
        return new Item.OfMacro(NextId(), call, SpanFrom(start));
    }

    private Item? TryParseWeakItem(ItemContext context, SourceSpan start)
    {
        if (AtWeak(Names.Union) && Peek(1) == TokenKind.Ident)
        {
            return ParseUnion(start);
        }
        if (AtWeak(Names.Auto) && Peek(1) == TokenKind.Trait)
        {
            return ParseTrait(start);
        }
        if (AtWeak(Names.MacroRules) && Peek(1) == TokenKind.Bang && Peek(2).IsIdentLike | Peek(2) == TokenKind.OpenInvisible)
        {
            return ParseMacroRules(start);
        }
        if (AtWeak(Names.Safe) && Peek(1) is TokenKind.Fn or TokenKind.Static or TokenKind.Extern)
        {
            if (Peek(1) == TokenKind.Static)
            {
                Bump();
                return ParseStatic(FnSafety.Safe, start);
            }
            return ParseFn(context, start);
        }
        if (AtWeak(Names.Async) && Peek(1) is TokenKind.Fn or TokenKind.Unsafe)
        {
            _lastError = Sink.Report(Diagnostic.Error("E0670", "`async fn` is not permitted in Rust 2015", _current.Span)
                .WithPrimaryLabel("to use `async fn`, switch to Rust 2018 or later")
                .WithHelp("pass `--edition 2024` to `rustc`")
                .WithNote("for more on editions, read https://doc.rust-lang.org/edition-guide"));
            return ParseFn(context, start);
        }
        return null;
    }

    private Item? TryParseConstItem(ItemContext context, SourceSpan start)
    {
        switch (Peek(1))
        {
            case TokenKind.OpenBrace or TokenKind.Or or TokenKind.OrOr or TokenKind.Move:
            case TokenKind.OpenInvisible when IsBlockAt(1):
                return null;
            case TokenKind.Fn or TokenKind.Unsafe or TokenKind.Extern:
            case TokenKind.Async when Peek(2) is TokenKind.Fn or TokenKind.Unsafe or TokenKind.Extern:
                return Peek(1) == TokenKind.Unsafe && Peek(2) == TokenKind.Trait ? ParseTrait(start) : ParseFn(context, start);
            case TokenKind.Async:
                return null;
            case TokenKind.Trait:
                return ParseTrait(start);
            case TokenKind.Impl:
                return ParseImpl(start);
        }
        Bump();
        if (Eat(TokenKind.Mut))
        {
            ReportAt("const globals cannot be mutable", _previous.Span, label: "cannot be mutable");
        }
        NodeId id = NextId();
        Ident ident = ParseIdentOrUnderscore();
        Generics generics = ParseGenerics();
        Ty ty = ParseItemTy(ident, "const");
        generics = ParseWhereClause(generics);
        Expr? value = Eat(TokenKind.Eq) ? ParseExpr() : null;
        generics = ParseWhereClause(generics);
        FinishItem();
        if (value is null && context is not (ItemContext.Trait or ItemContext.Foreign))
        {
            string kind = context is ItemContext.Impl or ItemContext.TraitImpl ? "associated constant in `impl` without body" : "free constant item without body";
            Defer(Diagnostic.ErrorWithoutCode(kind, SpanFrom(start)));
        }
        return new Item.Const(id, ident, generics, ty, value, SpanFrom(start));
    }

    private Ty ParseItemTy(Ident ident, string kind)
    {
        if (Eat(TokenKind.Colon))
        {
            return ParseTy();
        }
        ErrorReported reported = ReportAt($"missing type for `{kind}` item", ident.Span.ShrinkToHi());
        return new Ty.Error(NextId(), reported, ident.Span.ShrinkToHi());
    }

    private void FinishItem()
    {
        if (!ExpectSemi())
        {
            RecoverStmt();
        }
    }

    private Item.Static ParseStatic(FnSafety safety, SourceSpan start)
    {
        Bump();
        NodeId id = NextId();
        Mutability mutability = Eat(TokenKind.Mut) ? Mutability.Mut : Mutability.Not;
        Ident ident = ParseIdentOrUnderscore();
        Ty ty = ParseItemTy(ident, mutability == Mutability.Mut ? "static mut" : "static");
        Expr? value = Eat(TokenKind.Eq) ? ParseExpr() : null;
        FinishItem();
        return new Item.Static(id, ident, mutability, safety, ty, value, SpanFrom(start));
    }

    private Item? TryParseUnsafeItem(ItemContext context, SourceSpan start)
    {
        switch (Peek(1))
        {
            case TokenKind.Trait:
                return ParseTrait(start);
            case TokenKind.Ident when PeekToken(1).Is(Names.Auto):
                return ParseTrait(start);
            case TokenKind.Impl:
                return ParseImpl(start);
            case TokenKind.Extern when Peek(2) == TokenKind.OpenBrace || (Peek(2).IsStringLiteral && Peek(3) == TokenKind.OpenBrace):
                return ParseForeignMod(start);
            case TokenKind.Fn or TokenKind.Extern or TokenKind.Async or TokenKind.Const:
                return ParseFn(context, start);
            case TokenKind.Mod:
                Bump();
                ReportAt("module cannot be declared unsafe", _previous.Span);
                return ParseModule(start);
            case TokenKind.Static:
                Bump();
                return ParseStatic(FnSafety.Unsafe, start);
            default:
                return null;
        }
    }

    private Item ParseExternItem(ItemContext context, SourceSpan start)
    {
        if (Peek(1) == TokenKind.Crate)
        {
            Bump();
            Bump();
            NodeId id = NextId();
            Ident original = At(TokenKind.SelfLower) ? TakeIdent() : ParseIdent();
            Ident ident = Eat(TokenKind.As) ? ParseIdentOrUnderscore() : original;
            FinishItem();
            return new Item.ExternCrate(id, original, ident, SpanFrom(start));
        }
        if (Peek(1) == TokenKind.OpenBrace || ((Peek(1).IsStringLiteral || Peek(1) == TokenKind.OpenInvisible) && Peek(Peek(1) == TokenKind.OpenInvisible ? PeekToken(1).Link + 2 : 2) == TokenKind.OpenBrace))
        {
            return ParseForeignMod(start);
        }
        return ParseFn(context, start);
    }

    private Ident TakeIdent()
    {
        Token token = Bump();
        return new Ident(token.Name, token.Span);
    }

    private Item.ForeignMod ParseForeignMod(SourceSpan start)
    {
        FnSafety safety = Eat(TokenKind.Unsafe) ? FnSafety.Unsafe : FnSafety.Default;
        NodeId id = NextId();
        Abi? abi = ParseAbi();
        if (safety == FnSafety.Default && _session.Edition >= Edition.E2024)
        {
            Defer(Diagnostic.ErrorWithoutCode("extern blocks must be unsafe", start));
        }
        ImmutableArray<Item> items = ParseItemList(ItemContext.Foreign, out ImmutableArray<Attr> inner);
        return new Item.ForeignMod(id, safety, abi, items, SpanFrom(start)) { Attrs = inner };
    }

    /// <summary><c>{ items }</c> of a trait, impl or foreign block.</summary>
    private ImmutableArray<Item> ParseItemList(ItemContext context, out ImmutableArray<Attr> inner)
    {
        inner = [];
        if (Eat(TokenKind.Semi))
        {
            ReportAt("expected `{}`, found `;`", _previous.Span);
            return [];
        }
        if (!Expect(TokenKind.OpenBrace))
        {
            RecoverItem();
            return [];
        }
        inner = ParseInnerAttributes(out _);
        ImmutableArray<Item> items = ParseItems(context);
        Expect(TokenKind.CloseBrace);
        return items;
    }

    private Item ParseModule(SourceSpan start)
    {
        Bump();
        NodeId id = NextId();
        Ident ident = ParseIdent();
        if (Eat(TokenKind.Semi))
        {
            return new Item.Module(id, ident, IsInline: false, SpanFrom(start));
        }
        if (!Expect(TokenKind.OpenBrace))
        {
            RecoverItem();
            return new Item.Error(id, _lastError!, SpanFrom(start));
        }
        SourceSpan open = _previous.Span;
        ImmutableArray<Attr> inner = ParseInnerAttributes(out bool isStripped);
        ImmutableArray<Item> items = [];
        while (true)
        {
            items = items.AddRange(ParseItems(ItemContext.Module));
            if (At(TokenKind.CloseBrace) || IsAtEnd)
            {
                break;
            }
            SkipTree();
        }
        SourceSpan innerSpan = open.ShrinkToHi().To(_current.Span.ShrinkToLo());
        Expect(TokenKind.CloseBrace);
        return new Item.Module(id, ident, IsInline: true, SpanFrom(start)) { Items = isStripped ? [] : items, InnerAttrs = inner, Attrs = inner, InnerSpan = innerSpan };
    }

    private Item.TyAlias ParseTyAlias(SourceSpan start)
    {
        Bump();
        NodeId id = NextId();
        Ident ident = ParseIdent();
        Generics generics = ParseGenerics();
        ImmutableArray<GenericBound> bounds = Eat(TokenKind.Colon) ? ParseBounds() : [];
        generics = ParseWhereClause(generics);
        Ty? ty = Eat(TokenKind.Eq) ? ParseTy() : null;
        generics = ParseWhereClause(generics);
        FinishItem();
        return new Item.TyAlias(id, ident, generics, bounds, ty, SpanFrom(start));
    }

    private Item ParseMacroRules(SourceSpan start)
    {
        Bump();
        Bump();
        NodeId id = NextId();
        Ident ident = ParseIdent();
        if (_current.Kind is not (TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace))
        {
            _expected.Add(TokenKind.OpenParen);
            _expected.Add(TokenKind.OpenBracket);
            _expected.Add(TokenKind.OpenBrace);
            return new Item.Error(id, ReportExpected(), SpanFrom(start));
        }
        TokenStream body = ParseGroup(out TokenKind open, out _);
        if (open != TokenKind.OpenBrace && !Eat(TokenKind.Semi) && !IsAtEnd)
        {
            ReportAt("macros must be delimited with braces or followed by a semicolon", body.Span);
        }
        return new Item.MacroDef(id, ident, body, IsMacroRules: true, SpanFrom(start));
    }

    /// <summary><c>macro m($x:expr) { … }</c> of the library, brought into the form of <c>macro_rules!</c>.</summary>
    private Item ParseMacro2(SourceSpan start)
    {
        Bump();
        NodeId id = NextId();
        Ident ident = ParseIdent();
        if (At(TokenKind.OpenBrace))
        {
            return new Item.MacroDef(id, ident, ParseGroup(out _, out _), IsMacroRules: false, SpanFrom(start));
        }
        if (!At(TokenKind.OpenParen))
        {
            _expected.Add(TokenKind.OpenParen);
            _expected.Add(TokenKind.OpenBrace);
            return new Item.Error(id, ReportExpected(), SpanFrom(start));
        }
        int matcher = _position;
        SkipTree();
        int matcherEnd = _position;
        if (!At(TokenKind.OpenBrace))
        {
            _expected.Add(TokenKind.OpenBrace);
            return new Item.Error(id, ReportExpected(), SpanFrom(start));
        }
        int body = _position;
        SkipTree();
        Token[] rule = [.. _tokens[matcher..matcherEnd], new Token(TokenKind.FatArrow, ident.Span), .. _tokens[body.._position]];
        return new Item.MacroDef(id, ident, new TokenStream(rule), IsMacroRules: false, SpanFrom(start));
    }

    private Item.Use ParseUse(SourceSpan start)
    {
        Bump();
        NodeId id = NextId();
        UseTree tree = ParseUseTree();
        FinishItem();
        return new Item.Use(id, tree, SpanFrom(start));
    }

    private UseTree ParseUseTree()
    {
        SourceSpan start = _current.Span;
        NodeId id = NextId();
        if (_current.Kind is TokenKind.OpenBrace or TokenKind.Star)
        {
            return ParseUseTreeRest(id, new Path([], start.ShrinkToLo()), start);
        }
        if (At(TokenKind.PathSep) && Peek(1) is TokenKind.OpenBrace or TokenKind.Star)
        {
            SourceSpan root = Bump().Span;
            Path global = new([new PathSegment(NextId(), new Ident(Names.PathRoot, root.ShrinkToLo()), null)], root);
            return ParseUseTreeRest(id, global, start);
        }
        if (!_current.Kind.IsPathSegment && !At(TokenKind.PathSep) && !At(TokenKind.OpenInvisible))
        {
            ReportExpectedIdent();
            return new UseTree.Nested(id, new Path([], start), [], start);
        }
        Path prefix = ParsePath(PathStyle.Mod);
        if (At(TokenKind.PathSep))
        {
            Bump();
            return ParseUseTreeRest(id, prefix, start);
        }
        Ident? rename = Eat(TokenKind.As) ? ParseIdentOrUnderscore() : null;
        return new UseTree.Simple(id, prefix, rename, SpanFrom(start));
    }

    private UseTree ParseUseTreeRest(NodeId id, Path prefix, SourceSpan start)
    {
        if (Eat(TokenKind.Star))
        {
            return new UseTree.Glob(id, prefix, SpanFrom(start));
        }
        Expect(TokenKind.OpenBrace);
        ImmutableArray<UseTree> children = ParseList(TokenKind.CloseBrace, static (Parser parser, out UseTree tree) =>
        {
            tree = parser.ParseUseTree();
            return true;
        });
        return new UseTree.Nested(id, prefix, children, SpanFrom(start));
    }

    /// <summary><c>pub</c>, <c>pub(crate)</c>, <c>pub(in a::b)</c> or nothing.</summary>
    public Visibility ParseVisibility(bool isTupleField = false)
    {
        SourceSpan start = _current.Span;
        if (TryEnterFragment(FragmentKind.Vis))
        {
            Visibility inner = At(TokenKind.CloseInvisible) ? Visibility.Inherited : ParseVisibility();
            LeaveFragment();
            return inner;
        }
        if (!Eat(TokenKind.Pub))
        {
            return new Visibility.Private(start.ShrinkToLo());
        }
        if (!At(TokenKind.OpenParen))
        {
            return new Visibility.Public(start);
        }
        bool isShort = Peek(1) is TokenKind.Crate or TokenKind.SelfLower or TokenKind.Super && Peek(2) == TokenKind.CloseParen;
        if (isShort || Peek(1) == TokenKind.In)
        {
            Bump();
            Eat(TokenKind.In);
            Path path = ParsePath(PathStyle.Mod);
            Expect(TokenKind.CloseParen);
            return new Visibility.Restricted(NextId(), path, SpanFrom(start));
        }
        if (!isTupleField)
        {
            Token argument = PeekToken(1);
            Diagnostic diagnostic = Diagnostic.Error("E0704", "incorrect visibility restriction", argument.Span)
                .WithHelp("some possible visibility restrictions are:\n`pub(crate)`: visible only on the current crate\n`pub(super)`: visible only in the current module's parent\n`pub(in path::to::module)`: visible only on the specified path");
            if (argument.Kind.IsIdentLike && PeekToken(2).Kind == TokenKind.CloseParen)
            {
                diagnostic.WithVerboseSuggestion($"make this visible only to module `{argument.Name}` with `in`", Applicability.MachineApplicable, new SuggestionEdit(argument.Span, $"in {argument.Name}"));
            }
            _lastError = Sink.Report(diagnostic);
            SkipTree();
        }
        return new Visibility.Public(start);
    }

    private void CheckContext(Item item, ImmutableArray<Attr> attrs, Visibility vis, ItemContext context)
    {
        if (item is Item.Fn fn)
        {
            CheckFnBody(context, fn.Body, attrs, fn.Span);
        }
        if (context is ItemContext.Module or ItemContext.Statement)
        {
            if (vis is not Visibility.Private && item is Item.ForeignMod or Item.Impl or Item.OfMacro)
            {
                ReportVisibility(vis, item is Item.OfMacro, item is Item.Impl { OfTrait: not null } ? "trait items always share the visibility of their trait"
                    : item is Item.ForeignMod ? "place qualifiers on individual foreign items instead" : "place qualifiers on individual impl items instead");
            }
            return;
        }
        bool isLegal = item is Item.Fn or Item.Const or Item.TyAlias or Item.OfMacro or Item.Error || (item is Item.Static && context == ItemContext.Foreign);
        if (context == ItemContext.Foreign && item is Item.Const)
        {
            ReportAt("extern items cannot be `const`", item.Ident.Span);
        }
        else if (!isLegal)
        {
            string where = context == ItemContext.Foreign ? "`extern` blocks" : "`trait`s or `impl`s";
            ReportAt($"{DescribeItem(item)} is not supported in {where}", item.Span);
        }
        if (vis is not Visibility.Private && context is ItemContext.Trait or ItemContext.TraitImpl)
        {
            ReportVisibility(vis, isMacro: false, "trait items always share the visibility of their trait");
        }
    }

    private void ReportVisibility(Visibility vis, bool isMacro, string note)
    {
        if (isMacro)
        {
            Defer(Diagnostic.ErrorWithoutCode("can't qualify macro invocation with `pub`", vis.Span));
            return;
        }
        Defer(ForbiddenVisibility(vis, note));
    }

    private static Diagnostic ForbiddenVisibility(Visibility vis, string note) => Diagnostic.Error("E0449", "visibility qualifiers are not permitted here", vis.Span)
        .WithNote(note)
        .WithSuggestion("remove the qualifier", Applicability.MachineApplicable, new SuggestionEdit(vis.Span, ""));

    private static string DescribeItem(Item item) => item switch
    {
        Item.Struct => "struct",
        Item.Enum => "enum",
        Item.Union => "union",
        Item.Trait => "trait",
        Item.Module => "module",
        Item.Use => "`use` import",
        Item.ExternCrate => "extern crate",
        Item.Impl => "implementation",
        Item.Static => "static item",
        Item.MacroDef => "macro definition",
        Item.ForeignMod => "extern block",
        _ => "item",
    };
}
