using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Expand.Builtin;
using Verdigris.Expand.Derive;
using Verdigris.Expand.Modules;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Resolve.Expansion;

/// <summary>
/// Expands all macros of a crate: imports and macro paths are resolved as far as they can be, calls whose macro is known are
/// expanded, what they became is collected, until nothing is left. When only unknown ones are left, they are errors.
/// </summary>
internal sealed class CrateExpander : MacroHost
{
    private const int DefaultRecursionLimit = 128;

    private readonly Resolver _resolver;
    private readonly List<Invocation> _pending = [];
    // The names that decided about expansions, to be looked at again when all are done.
    private readonly List<NameUse> _uses = [];
    private readonly Dictionary<ExpansionInfo, ExpansionInfo?> _parents = new(ReferenceEqualityComparer.Instance);
    private readonly List<TestFunction> _tests = [];
    private readonly ModuleBuilder _builder;
    private int _recursionLimit = DefaultRecursionLimit;
    private bool _isForced;
    private Invocation? _current;

    public CrateExpander(Resolver resolver, ParseSession session, SourceLoader loader, Func<string, string?> environment)
        : base(session, loader, environment)
    {
        _resolver = resolver;
        _builder = new ModuleBuilder(resolver, session, loader, _pending, _tests);
    }

    private DiagnosticSink Sink => Session.Sink;

    public override string ModulePath
    {
        get
        {
            StringBuilder path = new(_resolver.Options.CrateName.Text);
            foreach (Symbol module in _current!.State.ModulePath)
            {
                path.Append("::").Append(module.Text);
            }
            return path.ToString();
        }
    }

    /// <summary>Returns the crate with the test harness added, if one was asked for; null when the standard library is not there.</summary>
    public Crate? Expand(Crate crate, string rootFile)
    {
        ReadRecursionLimit(crate);
        _resolver.CreateRoot(crate);
        if (_resolver.LacksLibrary)
        {
            return null;
        }
        CollectorState state = new(_resolver.Root, null, ModuleDirectory.OfRoot(rootFile), ItemContext.Module, [], null);
        _builder.Start(state);
        _builder.VisitCrate(crate);
        RunToFixpoint();
        if (_resolver.Options.IsTest)
        {
            crate = AddTestHarness(crate, state);
            RunToFixpoint();
        }
        _resolver.FinishImports();
        new AmbiguityChecker(_resolver, _parents).Check(_uses);
        return crate;
    }

    private Crate AddTestHarness(Crate crate, CollectorState state)
    {
        ImmutableArray<Item> items = TestHarness.Make(_tests, _resolver, Session);
        _builder.Start(state with { Scope = null });
        foreach (TestFunction test in _tests)
        {
            _builder.Start(state with { Module = test.Module, Scope = null });
            _builder.VisitItems(test.Item.Derived);
        }
        _builder.Start(state with { Scope = null });
        _builder.VisitItems(items);
        return crate with { Items = crate.Items.AddRange(items) };
    }

    private void ReadRecursionLimit(Crate crate)
    {
        if (Resolver.FindAttr(crate.Attrs, "recursion_limit") is { Args: AttrArgs.Value { Expr: Expr.OfLit { Lit: Lit.Str limit } } }
            && int.TryParse(limit.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            _recursionLimit = value;
        }
    }

    private void RunToFixpoint()
    {
        while (true)
        {
            bool hasProgress = _resolver.ResolveImports();
            if (_pending.Count == 0)
            {
                return;
            }
            Invocation[] round = [.. _pending];
            _pending.Clear();
            List<Invocation> waiting = [];
            foreach (Invocation invocation in round)
            {
                if (TryExpand(invocation))
                {
                    hasProgress = true;
                }
                else
                {
                    waiting.Add(invocation);
                }
            }
            // Calls that wait come before the ones just found: source order.
            _pending.InsertRange(0, waiting);
            _isForced = !hasProgress;
        }
    }

    /// <summary>False: its macro is not known yet.</summary>
    private bool TryExpand(Invocation invocation)
    {
        _current = invocation;
        ImmutableArray<PathSegment> path = invocation.Path.Segments;
        Determinacy state;
        Entity? entity = null;
        NameBinding? binding = null;
        if (path.Length == 1 && path[0].Ident.Name != Names.DollarCrate)
        {
            state = _resolver.LookupLexical(path[0].Ident.Name, Namespace.Macro, invocation.State.Module, invocation.State.Scope, _isForced, out binding);
            entity = binding?.Entity;
        }
        else
        {
            PathResult result = _resolver.ResolveModulePath(path, Namespace.Macro, invocation.State.Module, invocation.State.Scope, _isForced);
            state = result.State;
            entity = result.Entity;
            binding = result.Binding;
            if (state == Determinacy.Found && result.Unresolved > 0)
            {
                entity = null;
                state = Determinacy.NotFound;
            }
        }
        if (state.IsOpen)
        {
            return false;
        }
        if (state == Determinacy.NotFound && !_isForced && invocation.Position != InvocationPosition.Attribute)
        {
            // An expansion elsewhere may still define it in a place that this look-up does not depend on.
            return false;
        }
        if (entity?.Macro is not { } macro)
        {
            ErrorReported reported = entity?.Error ?? MacroErrors.ReportUnresolved(invocation, _resolver);
            Fail(invocation, reported);
            return true;
        }
        if (binding is { Ambiguity: { } other } && binding.Entity.Macro != other.Entity.Macro)
        {
            _resolver.ReportAmbiguity(path[^1].Ident, binding, other);
        }
        binding?.MarkUsed();
        if (path.Length > 1)
        {
            _resolver.CheckPathPrivacy(path, Namespace.Macro, invocation.State.Module, invocation.State.Scope);
        }
        _uses.Add(new NameUse(path[0].Ident, path.Length == 1 ? Namespace.Macro : Namespace.Type, invocation.State.Module, invocation.State.Scope, invocation.State.Expansion));
        return Expand(invocation, macro);
    }

    private bool Expand(Invocation invocation, MacroDefinition macro)
    {
        ExpansionKind kind = invocation.Position switch
        {
            InvocationPosition.Derive => ExpansionKind.Derive,
            InvocationPosition.Attribute => ExpansionKind.Attribute,
            _ => ExpansionKind.Bang,
        };
        int depth = invocation.State.Depth + 1;
        if (depth > _recursionLimit)
        {
            ErrorReported reported = Sink.Report(Diagnostic.ErrorWithoutCode($"recursion limit reached while expanding `{macro.Name}!`", invocation.Span)
                .WithHelp($"consider increasing the recursion limit by adding a `#![recursion_limit = \"{_recursionLimit * 2}\"]` attribute to your crate (`{_resolver.Options.CrateName}`)"));
            Fail(invocation, reported);
            return true;
        }
        ExpansionInfo expansion = new(kind, macro.Name, invocation.Span, macro.Span, macro, macro.CrateIndex, (int)macro.Edition, depth);
        _parents[expansion] = invocation.State.Expansion;
        switch (invocation.Position)
        {
            case InvocationPosition.Derive:
                ExpandDerive(invocation, macro, expansion);
                return true;
            case InvocationPosition.Attribute:
                Finish(invocation);
                if (macro.Extension is not MacroExtension.Builtin { Kind.IsAttribute: true })
                {
                    Sink.Report(Diagnostic.ErrorWithoutCode($"expected attribute, found macro `{macro.Name}`", invocation.Span).WithPrimaryLabel("not an attribute"));
                }
                return true;
        }
        MacroCall call = invocation.Call!;
        SourceSpan end = new(uint.Max(call.ArgsSpan.Hi, 1) - 1, call.ArgsSpan.Hi, call.ArgsSpan.Context);
        if (macro.Extension is MacroExtension.Rules rules)
        {
            TokenStream? tokens = rules.Macro.Expand(call.Tokens, end, expansion, Session);
            if (tokens is { } expanded)
            {
                ParseInto(invocation, expanded, end, expansion);
            }
            else
            {
                Fail(invocation, Sink.FirstError!);
            }
            return true;
        }
        BuiltinMacro builtin = ((MacroExtension.Builtin)macro.Extension).Kind;
        if (!builtin.IsBang)
        {
            string what = builtin.IsDerive ? "derive macro" : "attribute macro";
            Fail(invocation, Sink.Report(Diagnostic.ErrorWithoutCode($"expected macro, found {what} `{macro.Name}`", invocation.Path.Span).WithPrimaryLabel("not a macro")));
            return true;
        }
        SourceSpan marked = invocation.Span.WithContext(HygieneTable.ApplyMark(SyntaxContext.Root, expansion));
        BuiltinCall builtinCall = new(call.Tokens, marked, invocation.Span, end, _resolver.EditionOf(invocation.Span));
        switch (BuiltinExpander.Expand(builtin, builtinCall, this))
        {
            case BuiltinOutput.Wait:
                return false;
            case BuiltinOutput.Error error:
                Fail(invocation, error.Reported);
                break;
            case BuiltinOutput.OfTokens tokens:
                ParseInto(invocation, tokens.Tokens, tokens.End, expansion);
                break;
            case BuiltinOutput.OfExpr expr:
                PutExpr(invocation, expr.Value, expansion);
                break;
            case BuiltinOutput.OfItem item:
                PutItems(invocation, [item.Value], expansion);
                break;
        }
        return true;
    }

    /// <summary>The call is done: names of its place may be decided without it.</summary>
    private static void Finish(Invocation invocation)
    {
        invocation.IsExpanded = true;
        invocation.State.Module.PendingExpansions.Remove(invocation);
    }

    private void Collect(Invocation invocation, ExpansionInfo expansion, Action<ModuleBuilder> visit)
    {
        _builder.Start(invocation.State with { Expansion = expansion });
        visit(_builder);
        invocation.OutputScope = _builder.Scope;
        Finish(invocation);
    }

    /// <summary>Poison in the place of the call.</summary>
    private void Fail(Invocation invocation, ErrorReported reported)
    {
        NodeId id = Session.Ids.Next();
        switch (invocation.Node)
        {
            case Expr.OfMacro expr:
                expr.Expansion = new Expr.Error(id, reported, invocation.Span);
                break;
            case Pat.OfMacro pat:
                pat.Expansion = new Pat.Error(id, reported, invocation.Span);
                break;
            case Ty.OfMacro ty:
                ty.Expansion = new Ty.Error(id, reported, invocation.Span);
                break;
            case Stmt.OfMacro stmt:
                stmt.Expansion = [new Stmt.OfExpr(id, new Expr.Error(Session.Ids.Next(), reported, invocation.Span), invocation.Span)];
                break;
            case Item.OfMacro item when invocation.Position == InvocationPosition.Item:
                item.Expansion = [];
                break;
        }
        invocation.OutputScope = invocation.State.Scope;
        Finish(invocation);
    }

    private void PutExpr(Invocation invocation, Expr value, ExpansionInfo expansion)
    {
        switch (invocation.Node)
        {
            case Expr.OfMacro expr:
                expr.Expansion = value;
                Collect(invocation, expansion, builder => builder.VisitExpr(value));
                break;
            case Stmt.OfMacro stmt:
                Stmt made = stmt.HasSemicolon ? new Stmt.Semi(Session.Ids.Next(), value, value.Span) : new Stmt.OfExpr(Session.Ids.Next(), value, value.Span);
                stmt.Expansion = [made];
                Collect(invocation, expansion, builder => builder.VisitStmt(made));
                break;
            case Pat.OfMacro pat when value is Expr.OfLit:
                pat.Expansion = new Pat.OfExpr(Session.Ids.Next(), value, value.Span);
                Finish(invocation);
                break;
            default:
                Fail(invocation, Sink.Report(Diagnostic.ErrorWithoutCode($"the macro `{expansion.MacroName}!` makes an expression, which cannot stand here", invocation.Span)));
                break;
        }
    }

    private void PutItems(Invocation invocation, ImmutableArray<Item> items, ExpansionInfo expansion)
    {
        switch (invocation.Node)
        {
            case Item.OfMacro item:
                item.Expansion = items;
                Collect(invocation, expansion, builder => builder.VisitItems(items));
                break;
            case Stmt.OfMacro stmt:
                ImmutableArray<Stmt>.Builder stmts = ImmutableArray.CreateBuilder<Stmt>(items.Length);
                foreach (Item item in items)
                {
                    stmts.Add(new Stmt.OfItem(Session.Ids.Next(), item, item.Span));
                }
                stmt.Expansion = stmts.MoveToImmutable();
                Collect(invocation, expansion, builder => builder.VisitItems(items));
                break;
            default:
                Fail(invocation, Sink.Report(Diagnostic.ErrorWithoutCode($"the macro `{expansion.MacroName}!` makes an item, which cannot stand here", invocation.Span)));
                break;
        }
    }

    private void ParseInto(Invocation invocation, TokenStream tokens, SourceSpan end, ExpansionInfo expansion)
    {
        Parser parser = new(Session, tokens, end);
        switch (invocation.Node)
        {
            case Expr.OfMacro expr:
                Expr value = parser.ParseExpr();
                if (parser.LastError is null && !parser.IsAtEnd)
                {
                    // `{ …; }` after a final semicolon is tolerated, as rustc does with a lint.
                    parser.TryEat(TokenKind.Semi);
                }
                CheckConsumed(parser, invocation, expansion, "expression");
                expr.Expansion = value;
                Collect(invocation, expansion, builder => builder.VisitExpr(value));
                break;
            case Pat.OfMacro pat:
                Pat pattern = parser.ParsePat();
                CheckConsumed(parser, invocation, expansion, "pattern");
                pat.Expansion = pattern;
                Collect(invocation, expansion, builder => builder.VisitPat(pattern));
                break;
            case Ty.OfMacro ty:
                Ty type = parser.ParseTy();
                CheckConsumed(parser, invocation, expansion, "type");
                ty.Expansion = type;
                Collect(invocation, expansion, builder => builder.VisitTy(type));
                break;
            case Stmt.OfMacro stmt:
                ImmutableArray<Stmt> stmts = parser.ParseStmts();
                CheckConsumed(parser, invocation, expansion, "statement");
                if (stmt.HasSemicolon && stmts.Length > 0)
                {
                    stmts = stmts.SetItem(stmts.Length - 1, AddSemicolon(stmts[^1]));
                }
                stmt.Expansion = stmts;
                Collect(invocation, expansion, builder =>
                {
                    foreach (Stmt inner in stmts)
                    {
                        builder.VisitStmt(inner);
                    }
                });
                break;
            case Item.OfMacro item:
                ImmutableArray<Item> items = parser.ParseItems(invocation.State.Items == ItemContext.Statement ? ItemContext.Module : invocation.State.Items);
                CheckConsumed(parser, invocation, expansion, "item");
                item.Expansion = items;
                Collect(invocation, expansion, builder => builder.VisitItems(items));
                break;
        }
        parser.ReportDeferred();
    }

    private Stmt AddSemicolon(Stmt last) => last switch
    {
        Stmt.OfExpr { Expr: Expr.OfMacro { Attrs.IsEmpty: true } macro } => new Stmt.OfMacro(Session.Ids.Next(), macro.Macro, HasSemicolon: true, last.Span),
        Stmt.OfExpr expr => new Stmt.Semi(Session.Ids.Next(), expr.Expr, last.Span),
        Stmt.OfMacro { HasSemicolon: false } macro => macro with { HasSemicolon = true },
        _ => last,
    };

    private void CheckConsumed(Parser parser, Invocation invocation, ExpansionInfo expansion, string position)
    {
        if (parser.IsAtEnd || parser.LastError is not null)
        {
            return;
        }
        Sink.Report(Diagnostic.ErrorWithoutCode($"macro expansion ignores {Parser.Describe(parser.Current)} and any tokens following", parser.Current.Span)
            .WithLabel(invocation.Span, "caused by the macro expansion here")
            .WithNote($"the usage of `{expansion.MacroName}!` is likely invalid in {position} context"));
    }

    private void ExpandDerive(Invocation invocation, MacroDefinition macro, ExpansionInfo expansion)
    {
        Item item = (Item)invocation.Node;
        if (macro.Extension is not MacroExtension.Builtin { Kind: { IsDerive: true } kind })
        {
            Finish(invocation);
            Sink.Report(Diagnostic.ErrorWithoutCode($"expected derive macro, found macro `{macro.Name}`", invocation.Span).WithPrimaryLabel("not a derive macro"));
            return;
        }
        SourceSpan marked = invocation.Span.WithContext(HygieneTable.ApplyMark(SyntaxContext.Root, expansion));
        ImmutableArray<Item> derived = DeriveExpander.Expand(kind, item, DerivesCopy(item), marked, invocation.Span, Session);
        item.Derived = item.Derived.AddRange(derived);
        Collect(invocation, expansion, builder => builder.VisitItems(derived));
    }

    private static bool DerivesCopy(Item item)
    {
        foreach (Attr attr in item.Attrs)
        {
            if (attr.Path.Segments is [{ } name] && name.Ident.Name.Text == "derive" && attr.Args is AttrArgs.Delimited args)
            {
                foreach (Token token in args.Tokens.Tokens)
                {
                    if (token.Kind == TokenKind.Ident && token.Name.Text == "Copy")
                    {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    public override Expr? ExpandEagerly(Expr argument)
    {
        Invocation outer = _current!;
        Expr? result = argument;
        while (result is Expr.OfMacro or Expr.Paren)
        {
            if (result is Expr.Paren paren)
            {
                result = paren.Inner;
                continue;
            }
            Expr.OfMacro macro = (Expr.OfMacro)result;
            if (macro.Expansion is null)
            {
                int before = _pending.Count;
                Invocation inner = new(InvocationPosition.Expr, macro, macro.Macro.Path, macro.Span, outer.State) { Call = macro.Macro };
                bool isExpanded = TryExpand(inner);
                // What the argument contains is collected again with the whole call.
                _pending.RemoveRange(before, _pending.Count - before);
                _current = outer;
                if (!isExpanded)
                {
                    return null;
                }
            }
            result = macro.Expansion;
        }
        return result;
    }
}
