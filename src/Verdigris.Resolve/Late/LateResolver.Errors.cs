using System.Collections.Immutable;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>Paths that mean nothing, or something else than is wanted.</summary>
internal sealed partial class LateResolver
{
    private static string TextOf(ImmutableArray<PathSegment> segments, int count)
    {
        StringBuilder text = new();
        for (int i = 0; i < count; i++)
        {
            if (segments[i].Ident.Name != Names.PathRoot)
            {
                text.Append(text.Length > 0 ? "::" : "").Append(segments[i].Ident.Name.Text);
            }
        }
        return text.ToString();
    }

    private ErrorReported ReportUnresolved(ImmutableArray<PathSegment> segments, PathSource source, Lookup lookup)
    {
        Ident last = segments[^1].Ident;
        if (segments.Length > 1 && lookup.FailedSegment < segments.Length - 1)
        {
            return ReportUnresolvedModule(segments, lookup);
        }
        if (segments.Length == 1 && last.Name == Names.SelfLower)
        {
            return Sink.Report(Diagnostic.Error("E0424", "expected value, found module `self`", last.Span)
                .WithPrimaryLabel("`self` value is a keyword only available in methods with a `self` parameter"));
        }
        if (segments.Length == 1 && last.Name == Names.SelfUpper)
        {
            return source.Namespace == Namespace.Type
                ? Sink.Report(Diagnostic.Error(source == PathSource.Struct ? "E0433" : "E0411", source == PathSource.Struct ? "failed to resolve: `Self` is only available in impls, traits, or type definitions" : "cannot find type `Self` in this scope", last.Span)
                    .WithPrimaryLabel("`Self` is only available in impls, traits, or type definitions"))
                : Sink.Report(Diagnostic.Error("E0411", "cannot find type `Self` in this scope", last.Span)
                    .WithPrimaryLabel("`Self` is only available in impls, traits, or type definitions"));
        }
        // The name may exist in the other namespace: "expected value, found …".
        if (FindOther(segments, source) is { } other)
        {
            return ReportUnexpected(segments, source, other);
        }
        string expected = source switch
        {
            PathSource.Callee => "function",
            PathSource.Callee or PathSource.Expr when segments.Length > 1 => "value",
            _ => source.Expected,
        };
        if (source == PathSource.Callee && last.Name.Utf8 is [>= (byte)'A' and <= (byte)'Z', ..])
        {
            expected = "function, tuple struct or tuple variant";
        }
        if (source == PathSource.Callee && last.Name.Utf8 is not [>= (byte)'A' and <= (byte)'Z', ..])
        {
            expected = "function";
        }
        string where = segments.Length == 1 ? "this scope" : lookup.FailedIn == _resolver.Root ? "the crate root" : lookup.FailedIn is { } module
            ? (module.Entity!.Kind == DefKind.Mod && module.Parent is null ? $"crate `{module.Name}`" : $"{module.Entity.Kind.Describe()} `{TextOf(segments, segments.Length - 1)}`")
            : "this scope";
        string label = segments.Length == 1 ? "not found in this scope" : lookup.FailedIn == _resolver.Root ? "not found in the crate root" : $"not found in `{TextOf(segments, segments.Length - 1)}`";
        Diagnostic diagnostic = Diagnostic.Error(source.MissingCode, $"cannot find {expected} `{last}` in {where}", last.Span).WithPrimaryLabel(label);
        if (segments.Length == 1)
        {
            AddTypo(diagnostic, last, source);
        }
        return Sink.Report(diagnostic);
    }

    private void AddTypo(Diagnostic diagnostic, Ident ident, PathSource source)
    {
        Symbol? similar = TypoSuggestion.Find(ident.Name, _ribs.NamesInScope(source.Namespace, res => source.Accepts(res, res is Res.Def { Kind: DefKind.Ctor } def ? CtorKindOf(def.Id) : null)));
        if (similar is not null)
        {
            diagnostic.WithSuggestion($"an item with a similar name exists", Applicability.MaybeIncorrect, new SuggestionEdit(ident.Span, similar.Text));
        }
    }

    private Res? FindOther(ImmutableArray<PathSegment> segments, PathSource source)
    {
        PathSource other = source.Namespace == Namespace.Type ? PathSource.Expr : PathSource.Type;
        Lookup found = segments.Length == 1 ? LookupQuietly(segments[0].Ident, other.Namespace) : LookupInModule(segments, other.Namespace);
        return found is { Unresolved: 0, Res: not (null or Res.Error) } ? found.Res : null;
    }

    private Lookup LookupQuietly(Ident ident, Namespace ns)
    {
        if (!_ribs.TryFind(ident.Name, ident.Span.Context, ns, out RibMatch match))
        {
            return default;
        }
        if (match.Res is not null)
        {
            return new Lookup(match.Res, 0, 0, null, null);
        }
        return match.Binding!.Entity is { Error: null } entity ? new Lookup(entity.ToRes(), 0, 0, null, null) : default;
    }

    private Lookup LookupInModule(ImmutableArray<PathSegment> segments, Namespace ns)
    {
        PathResult result = _resolver.ResolveModulePath(segments, ns, _module, null, isFinal: true);
        return result is { State: Determinacy.Found, Unresolved: 0, Entity: { Error: null } entity } ? new Lookup(entity.ToRes(), 0, 0, null, null) : default;
    }

    private ErrorReported ReportUnresolvedModule(ImmutableArray<PathSegment> segments, Lookup lookup)
    {
        Ident failed = segments[lookup.FailedSegment].Ident;
        if (lookup.FailedIn is null && _resolver.ReportUnfitCrate(failed) is { } unfit)
        {
            return unfit;
        }
        string message;
        string label;
        if (failed.Name == Names.SelfUpper)
        {
            message = "cannot find `Self` in this scope";
            label = "`Self` is only available in impls, traits, and type definitions";
        }
        else if (lookup.FailedIn is null)
        {
            bool isTypeLike = failed.Name.Utf8 is [>= (byte)'A' and <= (byte)'Z', ..];
            message = $"cannot find {(isTypeLike ? "type" : "module or crate")} `{failed}` in this scope";
            label = isTypeLike ? $"use of undeclared type `{failed}`" : $"use of unresolved module or unlinked crate `{failed}`";
        }
        else
        {
            string container = lookup.FailedIn == _resolver.Root ? "the crate root" : $"`{lookup.FailedIn.Name}`";
            message = $"cannot find `{failed}` in `{lookup.FailedIn.Name}`";
            label = $"could not find `{failed}` in {container}";
        }
        return Sink.Report(Diagnostic.Error("E0433", message, failed.Span).WithPrimaryLabel(label));
    }

    private ErrorReported ReportUnexpected(ImmutableArray<PathSegment> segments, PathSource source, Res res)
    {
        SourceSpan span = segments[0].Ident.Span.To(segments[^1].Ident.Span);
        string text = TextOf(segments, segments.Length);
        string found = DescribeRes(res);
        if (res is Res.Def { Kind: DefKind.Mod } && segments[^1].Ident.Name == Names.SelfLower)
        {
            return Sink.Report(Diagnostic.Error("E0424", "expected value, found module `self`", span)
                .WithPrimaryLabel("`self` value is a keyword only available in methods with a `self` parameter"));
        }
        string expected = source == PathSource.Callee && res is not Res.Def { Kind: DefKind.Struct or DefKind.Enum or DefKind.Variant or DefKind.TyAlias or DefKind.Trait } ? "function" : source.Expected;
        if (source == PathSource.Callee && res is Res.Def { Kind: DefKind.Struct or DefKind.Variant or DefKind.Union })
        {
            expected = "function, tuple struct or tuple variant";
        }
        Diagnostic diagnostic = Diagnostic.Error(source.UnexpectedCode, $"expected {expected}, found {found} `{text}`", span);
        if (res is Res.Def { Kind: DefKind.Struct } or Res.Def { Kind: DefKind.Variant } && source is PathSource.Expr or PathSource.Callee)
        {
            diagnostic.WithPrimaryLabel($"not a {(source == PathSource.Expr ? "value" : "function")}");
        }
        else
        {
            diagnostic.WithPrimaryLabel(source == PathSource.Callee ? $"not a {expected}" : $"not {Resolver.Article(expected)}");
        }
        return Sink.Report(diagnostic);
    }

    private string DescribeRes(Res res)
    {
        if (res is Res.Def { Kind: DefKind.Ctor } ctor)
        {
            (CtorOf of, CtorKind kind) = ctor.Id.Crate == _definitions.Id
                ? _definitions.CtorOf(ctor.Id.Index)
                : _resolver.Externs[ctor.Id.Crate].Definitions.CtorOf(ctor.Id.Index);
            return (kind == CtorKind.Fn ? "tuple " : "unit ") + (of == CtorOf.Struct ? "struct" : "variant");
        }
        return res switch
        {
            Res.Def { Kind: DefKind.Mod, Id.Index: 0 } => "crate",
            Res.Def { Kind: DefKind.AssocFn } => "associated function",
            Res.Def def => def.Kind.Describe(),
            Res.Local => "local variable",
            Res.Primitive => "builtin type",
            Res.SelfTyParam or Res.SelfTyAlias => "self type",
            Res.SelfCtor => "self constructor",
            Res.NonMacroAttr => "attribute",
            Res.Error => "unresolved item",
        };
    }
}
