using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>What a path that does not fit was likely to mean, by where it stands.</summary>
internal sealed partial class LateResolver
{
    private FnScope? _fn;
    // The expression that a path is the operand or the function of.
    private Expr? _pathUser;
    private FieldNames? _fields;

    /// <summary>The function around.</summary>
    private sealed record FnScope(Item.Fn Item, bool IsAssociated);

    private ErrorReported ReportNoSelfValue(SourceSpan span)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0424", "expected value, found module `self`", span)
            .WithPrimaryLabel("`self` value is a keyword only available in methods with a `self` parameter");
        if (_fn is { Item: { } function } scope)
        {
            diagnostic.WithLabel(function.Ident.Span, $"this function {(scope.IsAssociated ? "doesn't" : "can't")} have a `self` parameter");
            if (scope.IsAssociated && PlaceForSelf(function) is { } place)
            {
                diagnostic.WithVerboseSuggestion("add a `self` receiver parameter to make the associated `fn` a method", Applicability.MaybeIncorrect,
                    [new SuggestionEdit(place, function.Decl.Params.IsEmpty ? "&self" : "&self, ")]);
            }
        }
        return Sink.Report(diagnostic);
    }

    private SourceSpan? PlaceForSelf(Item.Fn function)
    {
        if (!function.Decl.Params.IsEmpty)
        {
            return function.Decl.Params[0].Span.ShrinkToLo();
        }
        uint start = uint.Max(function.Ident.Span.Hi, function.Generics.Span.Hi);
        int parenthesis = start >= function.Span.Hi ? -1 : _resolver.Sources.TextOf(new SourceSpan(start, function.Span.Hi)).IndexOf((byte)'(');
        return parenthesis < 0 ? null : new SourceSpan(start + (uint)parenthesis + 1, start + (uint)parenthesis + 1);
    }

    private ErrorReported ReportNoSelfType(SourceSpan span)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0411", "cannot find type `Self` in this scope", span)
            .WithPrimaryLabel("`Self` is only available in impls, traits, and type definitions");
        if (_item is { Name.IsDummy: false } item)
        {
            diagnostic.WithLabel(item.Name, $"`Self` not allowed in {item.Kind.WithArticle}");
        }
        return Sink.Report(diagnostic);
    }

    /// <summary>Help for a path that means something else than is wanted; false if there is none but the general label.</summary>
    private bool HelpByContext(Diagnostic diagnostic, SourceSpan span, Ident last, PathSource source, Res res)
    {
        switch (res)
        {
            case Res.Def { Kind: DefKind.TyAlias } when source == PathSource.Trait:
                diagnostic.WithPrimaryLabel("type aliases cannot be used as traits");
                return true;
            case Res.Def { Kind: DefKind.Mod } when source == PathSource.Expr && _pathUser is Expr.Field or Expr.MethodCall:
                Ident member = _pathUser is Expr.Field field ? field.Ident : ((Expr.MethodCall)_pathUser).Segment.Ident;
                diagnostic.WithVerboseSuggestion("use the path separator to refer to an item", Applicability.MaybeIncorrect,
                    [new SuggestionEdit(new SourceSpan(span.Hi, member.Span.Lo), "::")]);
                return true;
            case Res.Def { Kind: DefKind.Struct } def when source is PathSource.Expr or PathSource.Callee && FieldsOf(def.Id) is { } fields:
                SuggestLiteral(diagnostic, span, last, source, def, fields);
                return true;
        }
        return false;
    }

    private void SuggestLiteral(Diagnostic diagnostic, SourceSpan span, Ident last, PathSource source, Res.Def structure, ImmutableArray<FieldDef> fields)
    {
        List<string> values = [];
        foreach (FieldDef field in fields)
        {
            values.Add($"{field.Ident}: val");
        }
        string literal = $" {{ {string.Join(", ", values)} }}";
        foreach (Module module in _resolver.ModulesByNode.Values)
        {
            if (module.Find(last.Name, Namespace.Type)?.Binding is { } binding && binding.Entity.Id == structure.Id)
            {
                diagnostic.WithLabel(_resolver.Sources.HeadOf(binding.Root.Span) is var head && head.Hi < binding.Root.Span.Hi ? binding.Root.Span : head, $"`{last}` defined here");
                break;
            }
        }
        if (source == PathSource.Callee && _pathUser is Expr.Call call)
        {
            if (!call.Args.IsEmpty && call.Args.Length == fields.Length)
            {
                SuggestFieldNames(diagnostic, call, fields);
                return;
            }
            diagnostic.WithSuggestion(new Suggestion("use struct literal syntax instead", [new SuggestionEdit(call.Span, last + literal)], Applicability.HasPlaceholders));
            return;
        }
        diagnostic.WithVerboseSuggestion("use struct literal syntax instead", Applicability.HasPlaceholders, [new SuggestionEdit(span.ShrinkToHi(), literal)]);
    }

    /// <summary><c>S(1, 2)</c> to <c>S{a: 1, b: 2}</c>.</summary>
    private static void SuggestFieldNames(Diagnostic diagnostic, Expr.Call call, ImmutableArray<FieldDef> fields)
    {
        List<SuggestionEdit> edits = [];
        uint end = call.Callee.Span.Hi;
        for (int i = 0; i < fields.Length; i++)
        {
            edits.Add(new SuggestionEdit(new SourceSpan(end, call.Args[i].Span.Lo), $"{(i == 0 ? "{" : ", ")}{fields[i].Ident}: "));
            end = call.Args[i].Span.Hi;
        }
        edits.Add(new SuggestionEdit(new SourceSpan(end, call.Span.Hi), "}"));
        diagnostic.WithVerboseSuggestion("use struct literal syntax instead of calling", Applicability.MaybeIncorrect, edits);
    }

    /// <summary>A lone name that is a field or an associated item of <c>Self</c>.</summary>
    private bool SuggestSelfMember(Diagnostic diagnostic, Ident ident, PathSource source)
    {
        if (source is not (PathSource.Expr or PathSource.Callee) || _fn is not { IsAssociated: true } function || SelfStruct() is not { } structure)
        {
            return false;
        }
        foreach (FieldDef field in FieldsOf(structure) is { } fields && source == PathSource.Expr ? fields : [])
        {
            if (field.Ident.Name != ident.Name)
            {
                continue;
            }
            if (function.Item.Decl.HasSelf)
            {
                diagnostic.WithVerboseSuggestion("you might have meant to use the available field", Applicability.MaybeIncorrect, [new SuggestionEdit(ident.Span.ShrinkToLo(), "self.")]);
            }
            else
            {
                diagnostic.WithLabel(field.Ident.Span, "a field by that name exists in `Self`");
            }
            return true;
        }
        return false;
    }

    private DefId? SelfStruct() => _ribs.TryFind(Names.SelfUpper, default, Namespace.Type, out RibMatch self) && self.Res is Res.SelfTyAlias alias && _selfTypes.TryGetValue(alias.ImplOrAdt, out DefId adt) ? adt : null;

    /// <summary>The named fields of a struct of this crate.</summary>
    private ImmutableArray<FieldDef>? FieldsOf(DefId structure)
    {
        _fields ??= new FieldNames(this, _crate!);
        return _fields.ByStruct.TryGetValue(structure, out ImmutableArray<FieldDef> fields) ? fields : null;
    }

    /// <summary>Every struct with named fields, wherever it is declared.</summary>
    private sealed class FieldNames : AstVisitor
    {
        private readonly LateResolver _resolver;

        public FieldNames(LateResolver resolver, Crate crate)
        {
            _resolver = resolver;
            VisitItems(crate.Items);
        }

        public Dictionary<DefId, ImmutableArray<FieldDef>> ByStruct { get; } = [];

        public override void VisitItem(Item item)
        {
            if (item is Item.Struct { Data: VariantData.Record record } && !item.IsRemoved)
            {
                ByStruct[_resolver.DefOf(item.Id)] = record.Fields;
            }
            WalkItem(item);
        }
    }
}
