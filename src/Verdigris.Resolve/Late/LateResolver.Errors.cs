using System.Collections.Generic;
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
            return ReportNoSelfValue(last.Span);
        }
        if (segments.Length == 1 && last.Name == Names.SelfUpper)
        {
            return source == PathSource.Struct
                ? Sink.Report(Diagnostic.Error("E0433", "cannot find `Self` in this scope", last.Span).WithPrimaryLabel("`Self` is only available in impls, traits, and type definitions"))
                : ReportNoSelfType(last.Span);
        }
        // The name may exist in the other namespace: "expected value, found …".
        if (FindOther(segments, source) is { } other)
        {
            return ReportUnexpected(segments, source, other);
        }
        string expected = ExpectedText(segments, source);
        (string where, string label) = Place(segments, lookup);
        Diagnostic diagnostic = Diagnostic.Error(source.MissingCode, $"cannot find {expected} `{last}` in {where}", last.Span);
        SuggestGenericParameter(diagnostic, segments, source);
        if (segments.Length == 1 && SuggestSelfMember(diagnostic, last, source))
        {
            return Sink.Report(diagnostic);
        }
        if (!AddTypo(diagnostic, last, segments.Length == 1 ? _ribs.NamesInScope(source.Namespace) : RibStack.NamesIn(lookup.FailedIn!, source.Namespace), source, isDefinitionShown: true))
        {
            diagnostic.WithPrimaryLabel(label);
        }
        SuggestImports(diagnostic, last, source, isInstead: false);
        return Sink.Report(diagnostic);
    }

    private static string ExpectedText(ImmutableArray<PathSegment> segments, PathSource source) => source != PathSource.Callee ? source.Expected
        : System.Text.Rune.IsUpper(FirstRune(segments[^1].Ident)) ? "function, tuple struct or tuple variant" : "function";

    private static Rune FirstRune(Ident ident) => Rune.DecodeFromUtf8(ident.Name.Utf8, out Rune first, out _) == System.Buffers.OperationStatus.Done ? first : default;

    /// <summary>Where a name was looked for, in the message and as a label.</summary>
    private (string Where, string Label) Place(ImmutableArray<PathSegment> segments, Lookup lookup)
    {
        if (segments.Length == 1)
        {
            return ("this scope", "not found in this scope");
        }
        if (segments.Length == 2 && (segments[0].Ident.Name == Names.Crate || segments[0].Ident.Name == Names.PathRoot))
        {
            return segments[0].Ident.Name == Names.PathRoot && lookup.FailedIn is null
                ? ("the list of imported crates", "not found in the list of imported crates")
                : ("the crate root", "not found in the crate root");
        }
        string path = TextOf(segments, segments.Length - 1);
        string kind = lookup.FailedIn is not { Entity: { } entity } module ? ""
            : (module.IsExternal && module.Parent is null ? "crate" : entity.Kind.Describe()) + " ";
        return ($"{kind}`{path}`", $"not found in `{path}`");
    }

    private bool Accepts(PathSource source, Res res) => source.Accepts(res, res is Res.Def { Kind: DefKind.Ctor } def ? CtorKindOf(def.Id) : null);

    /// <summary>Suggests the most similar name that would do, if there is one.</summary>
    private bool AddTypo(Diagnostic diagnostic, Ident ident, IEnumerable<NameInScope> names, PathSource source, bool isDefinitionShown)
    {
        List<NameInScope> fitting = [];
        List<Symbol> candidates = [];
        foreach (NameInScope name in names)
        {
            if (Accepts(source, name.Res))
            {
                fitting.Add(name);
                candidates.Add(name.Name);
            }
        }
        if (TypoSuggestion.Find(ident.Name, candidates) is not { } similar)
        {
            return false;
        }
        NameInScope found = fitting.Find(name => name.Name == similar);
        string kind = DescribeRes(found.Res);
        if (isDefinitionShown && found.Binding is { } binding && DefinitionOf(binding) is { IsDummy: false } definition)
        {
            if (definition.Contains(ident.Span))
            {
                return false;
            }
            diagnostic.WithLabel(definition, $"similarly named {kind} `{similar}` defined here");
        }
        diagnostic.WithVerboseSuggestion($"{kind.WithArticle} with a similar name exists", Applicability.MaybeIncorrect, [new SuggestionEdit(ident.Span, similar.Text)]);
        return true;
    }

    /// <summary>Where a name is defined, behind all imports.</summary>
    private SourceSpan DefinitionOf(NameBinding binding)
    {
        DefId id = binding.Entity.Id;
        return id.IsNone ? default
            : id.Crate == _definitions.Id ? _resolver.Sources.HeadOf(binding.Root.Span)
            : _resolver.Externs[id.Crate].Definitions.SpanOf(id.Index);
    }

    private void SuggestImports(Diagnostic diagnostic, Ident ident, PathSource source, bool isInstead) => ImportCandidates.Suggest(
        diagnostic,
        new ImportCandidates(_resolver).Find(ident.Name, source.Namespace, _module.NearestNormal, res => Accepts(source, res)),
        DescribeRes, _moduleItems, isInstead);

    /// <summary>Suggests modules that have the segment behind.</summary>
    private void SuggestModules(Diagnostic diagnostic, Ident ident, Ident next) => ImportCandidates.Suggest(
        diagnostic,
        new ImportCandidates(_resolver).Find(ident.Name, Namespace.Type, _module.NearestNormal, res => res is Res.Def { Kind: DefKind.Mod } def && HasName(def, next.Name)),
        DescribeRes, _moduleItems, isInstead: false);

    private bool HasName(Res.Def module, Symbol name)
    {
        Module? found = module.Id.Crate == _definitions.Id ? null : _resolver.ExternalEntity(DefKind.Mod, module.Id).Module;
        if (found is null)
        {
            foreach (Module local in _resolver.ModulesByNode.Values)
            {
                found ??= local.Entity?.Id == module.Id ? local : null;
            }
        }
        return found is not null && (found.Find(name, Namespace.Type)?.Binding ?? found.Find(name, Namespace.Value)?.Binding ?? found.Find(name, Namespace.Macro)?.Binding) is not null;
    }

    /// <summary>A type or constant that looks like a parameter nobody declared.</summary>
    private void SuggestGenericParameter(Diagnostic diagnostic, ImmutableArray<PathSegment> segments, PathSource source)
    {
        if (segments is not [{ Args: null } only] || source is not (PathSource.Type or PathSource.Expr) || _item is not { Generics: { } generics } item)
        {
            return;
        }
        string name = only.Ident.Name.Text;
        bool isSingleUpper = name.Length == 1 && char.IsUpper(name[0]);
        bool isInGenericArgs = _genericArgDepth > 0;
        bool isFitting = (item.Kind, isSingleUpper, isInGenericArgs) switch
        {
            ("function", _, _) when _resolver.Sources.SnippetOf(item.Name) == "main" => false,
            ("function" or "enum" or "struct" or "union", true, _) => true,
            ("implementation", true, true) => true,
            (_, false, true) => true,
            _ => false,
        };
        if (!isFitting || !generics.Span.Context.IsRoot || generics.Span.Contains(only.Ident.Span))
        {
            return;
        }
        (string message, string declaration) = source == PathSource.Type
            ? ("you might be missing a type parameter", name)
            : ("you might be missing a const parameter", $"const {name}: /* Type */");
        SuggestionEdit edit = generics.Params is [.., { } last]
            ? new SuggestionEdit(last.Span.ShrinkToHi(), $", {declaration}")
            : new SuggestionEdit(generics.Span, $"<{declaration}>");
        diagnostic.WithVerboseSuggestion(message, Applicability.MaybeIncorrect, [edit]);
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
        match.Binding!.MarkUsed();
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
        Diagnostic diagnostic = Diagnostic.Error("E0433", message, failed.Span).WithPrimaryLabel(label);
        if (lookup.FailedIn is null && failed.Name != Names.SelfUpper)
        {
            bool isTypeLike = label.StartsWith("use of undeclared type", System.StringComparison.Ordinal);
            if (!isTypeLike)
            {
                _resolver.SuggestCrate(diagnostic, failed);
            }
            AddTypo(diagnostic, failed, _ribs.NamesInScope(Namespace.Type), PathSource.Type, isDefinitionShown: false);
            if (isTypeLike)
            {
                SuggestImports(diagnostic, failed, PathSource.Type, isInstead: false);
            }
            else
            {
                SuggestModules(diagnostic, failed, segments[lookup.FailedSegment + 1].Ident);
            }
        }
        return Sink.Report(diagnostic);
    }

    /// <summary>E0603, with what the path would have led to.</summary>
    private void ReportPrivate(Ident ident, NameBinding binding, ImmutableArray<PathSegment> segments, Lookup lookup)
    {
        Ident outermost = segments[segments.Length - 1 - lookup.Unresolved].Ident;
        Diagnostic diagnostic = _resolver.PrivateItem(ident, binding);
        if (lookup.Res is not (null or Res.Error) && outermost.Span != ident.Span)
        {
            Namespace ns = lookup.Res is Res.Def { Kind: DefKind.Fn or DefKind.Const or DefKind.Static or DefKind.Ctor } ? Namespace.Value : Namespace.Type;
            List<ImportCandidate> candidates = new ImportCandidates(_resolver).Find(outermost.Name, ns, _resolver.Root == _module.NearestNormal ? _resolver.Root : _module.NearestNormal, res => res == lookup.Res);
            if (candidates.Count > 0)
            {
                diagnostic.WithVerboseSuggestion($"import this {DescribeRes(lookup.Res)} through its public re-export", Applicability.MaybeIncorrect,
                    [new SuggestionEdit(segments[0].Ident.Span.To(outermost.Span), candidates[0].Path)]);
            }
            else
            {
                diagnostic.WithLabel(outermost.Span, $"{DescribeRes(lookup.Res)} `{outermost}` is not publicly re-exported");
            }
        }
        Sink.Report(diagnostic);
    }

    private ErrorReported ReportOuterGeneric(Ident ident, Res res, ItemScope? item)
    {
        const string Independent = "nested items are independent from their parent item for everything except for privacy and name resolution";
        if (res is Res.SelfTyAlias or Res.SelfTyParam or Res.SelfCtor)
        {
            return Sink.Report(Diagnostic.Error("E0401", "can't use `Self` from outer item", ident.Span).WithPrimaryLabel("use of `Self` from outer item"));
        }
        Res.Def def = (Res.Def)res;
        string kind = def.Kind == DefKind.ConstParam ? "const" : "type";
        Diagnostic diagnostic = Diagnostic.Error("E0401", "can't use generic parameters from outer item", ident.Span)
            .WithPrimaryLabel("use of generic parameter from outer item")
            .WithLabel(_definitions.SpanOf(def.Id.Index), $"{kind} parameter from outer item");
        if (item is null)
        {
            return Sink.Report(diagnostic);
        }
        diagnostic.WithLabel(item.Name, $"generic parameter used in this inner {item.Kind}").WithNote(Independent);
        if (item.Kind is "constant item" or "static item")
        {
            diagnostic.WithNote($"a `{(item.Kind == "static item" ? "static" : "const")}` is a separate item from the item that contains it");
        }
        else if (item.Generics is { } generics && generics.Span.Context.IsRoot)
        {
            SuggestionEdit edit = generics.Params.IsEmpty
                ? new SuggestionEdit(generics.Span, $"<{ident}>")
                : new SuggestionEdit(new SourceSpan(generics.Span.Lo + 1, generics.Span.Lo + 1), $"{ident}, ");
            diagnostic.WithVerboseSuggestion("try introducing a local generic parameter here", Applicability.MachineApplicable, [edit]);
        }
        return Sink.Report(diagnostic);
    }

    private ErrorReported ReportUnexpected(ImmutableArray<PathSegment> segments, PathSource source, Res res)
    {
        SourceSpan span = segments[0].Ident.Span.To(segments[^1].Ident.Span);
        string text = TextOf(segments, segments.Length);
        string found = DescribeRes(res);
        if (res is Res.Def { Kind: DefKind.Mod } && segments[^1].Ident.Name == Names.SelfLower)
        {
            return ReportNoSelfValue(span);
        }
        string expected = ExpectedText(segments, source);
        Ident last = segments[^1].Ident;
        if (source == PathSource.Callee && _pathUser is Expr.Call call && res is Res.Def { Kind: DefKind.Struct } structure && FieldsOf(structure.Id) is not null)
        {
            span = call.Span;
        }
        Diagnostic diagnostic = Diagnostic.Error(source.UnexpectedCode, $"expected {expected}, found {found} `{text}`", span);
        bool isHelped = HelpByContext(diagnostic, span, last, source, res);
        isHelped |= segments.Length == 1 && AddTypo(diagnostic, last, _ribs.NamesInScope(source.Namespace), source, isDefinitionShown: true);
        if (!isHelped)
        {
            diagnostic.WithPrimaryLabel($"not {expected.WithArticle}");
        }
        SuggestImports(diagnostic, last, source, isInstead: true);
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
