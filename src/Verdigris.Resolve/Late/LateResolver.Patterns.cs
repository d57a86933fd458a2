using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>Patterns: which names bind and which mean a constant. Reference: [patterns.ident].</summary>
internal sealed partial class LateResolver
{
    private enum PatternPlace
    {
        Let,
        Match,
        For,
        Parameter,
    }

    private readonly record struct Binding(NodeId Node, BindingMode Mode, SourceSpan Span);

    /// <summary>
    /// Resolves a pattern and brings its names into scope. <paramref name="names"/>: those of the same parameter list or pattern.
    /// </summary>
    private void ResolvePattern(Pat pat, Dictionary<(Symbol, SyntaxContext), Binding> names, PatternPlace place)
    {
        Dictionary<(Symbol, SyntaxContext), Binding> own = [];
        BindPattern(pat, own, [], place, names);
        foreach (((Symbol name, SyntaxContext context), Binding binding) in own)
        {
            names.TryAdd((name, context), binding);
        }
    }

    /// <param name="product">Names bound so far that this pattern must not bind again.</param>
    /// <param name="alternatives">Names bound by the alternatives before: the same name is the same binding.</param>
    /// <param name="parameters">Names of the parameters before.</param>
    private void BindPattern(
        Pat pat, Dictionary<(Symbol, SyntaxContext), Binding> product, Dictionary<(Symbol, SyntaxContext), Binding> alternatives, PatternPlace place,
        Dictionary<(Symbol, SyntaxContext), Binding> parameters)
    {
        switch (pat)
        {
            case Pat.Binding binding:
                if (!TryResolveAsConstant(binding, place))
                {
                    BindName(binding, product, alternatives, place, parameters);
                }
                if (binding.Sub is not null)
                {
                    BindPattern(binding.Sub, product, alternatives, place, parameters);
                }
                break;
            case Pat.Struct structure:
                ResolvePath(structure.Id, structure.QSelf, structure.Path, PathSource.Struct);
                foreach (PatField field in structure.Fields)
                {
                    BindPattern(field.Pat, product, alternatives, place, parameters);
                }
                break;
            case Pat.TupleStruct tuple:
                ResolvePath(tuple.Id, tuple.QSelf, tuple.Path, PathSource.TupleStruct);
                foreach (Pat element in tuple.Elements)
                {
                    BindPattern(element, product, alternatives, place, parameters);
                }
                break;
            case Pat.Or or:
                BindAlternatives(or, product, alternatives, place, parameters);
                break;
            case Pat.OfPath path:
                ResolvePath(path.Id, path.QSelf, path.Path, PathSource.Pat);
                break;
            case Pat.Tuple tuple:
                foreach (Pat element in tuple.Elements)
                {
                    BindPattern(element, product, alternatives, place, parameters);
                }
                break;
            case Pat.Slice slice:
                foreach (Pat element in slice.Elements)
                {
                    BindPattern(element, product, alternatives, place, parameters);
                }
                break;
            case Pat.Ref reference:
                BindPattern(reference.Inner, product, alternatives, place, parameters);
                break;
            case Pat.Box box:
                BindPattern(box.Inner, product, alternatives, place, parameters);
                break;
            case Pat.Paren paren:
                BindPattern(paren.Inner, product, alternatives, place, parameters);
                break;
            case Pat.OfMacro { Expansion: { } expansion }:
                BindPattern(expansion, product, alternatives, place, parameters);
                break;
            case Pat.OfExpr value:
                VisitPatternValue(value.Value);
                break;
            case Pat.Range range:
                if (range.Start is not null)
                {
                    VisitPatternValue(range.Start);
                }
                if (range.End is not null)
                {
                    VisitPatternValue(range.End);
                }
                break;
        }
    }

    private void VisitPatternValue(Expr value)
    {
        if (value is Expr.OfPath path)
        {
            ResolvePath(path.Id, path.QSelf, path.Path, PathSource.Pat);
            return;
        }
        VisitExpr(value);
    }

    /// <summary>A plain name that is a constant, unit struct or unit variant means that. E0530 when it may not be shadowed.</summary>
    private bool TryResolveAsConstant(Pat.Binding pat, PatternPlace place)
    {
        if (!_ribs.TryFind(pat.Ident.Name, pat.Ident.Span.Context, Namespace.Value, out RibMatch match))
        {
            return false;
        }
        match.Binding?.MarkUsed();
        Res? res = match.Res ?? (match.Binding!.Entity.Error is { } error ? new Res.Error(error) : match.Binding.Entity.ToRes());
        if (res is not Res.Def def)
        {
            return false;
        }
        bool isPlain = pat is { Sub: null, Mode: BindingMode.Move };
        bool isConstant = def.Kind is DefKind.Const or DefKind.ConstParam || (def.Kind == DefKind.Ctor && CtorKindOf(def.Id) == CtorKind.Const);
        if (isConstant && isPlain)
        {
            _resolutions.Record(pat.Id, def);
            return true;
        }
        if (!isConstant && def.Kind is not (DefKind.Ctor or DefKind.Static))
        {
            return false;
        }
        string who = place switch
        {
            PatternPlace.Parameter => "function parameters",
            PatternPlace.Match => "match bindings",
            PatternPlace.For => "`for` bindings",
            _ => "let bindings",
        };
        string what = DescribePlural(def);
        Diagnostic diagnostic = Diagnostic.Error("E0530", $"{who} cannot shadow {what}", pat.Ident.Span)
            .WithPrimaryLabel($"cannot be named the same as {DescribeRes(def).WithArticle}");
        SourceSpan defined = match.Binding?.Span ?? default;
        if (!defined.IsDummy)
        {
            diagnostic.WithLabel(defined, $"the {DescribeRes(def)} `{pat.Ident}` is {(match.Binding!.Import is null ? "defined" : "imported")} here");
        }
        ErrorReported reported = Sink.Report(diagnostic);
        _resolutions.Record(pat.Id, new Res.Error(reported));
        return true;
    }

    private string DescribePlural(Res.Def def) => DescribeRes(def) switch
    {
        "unit struct" => "unit structs",
        "tuple struct" => "tuple structs",
        "unit variant" => "unit variants",
        "tuple variant" => "tuple variants",
        string other => other + "s",
    };

    private void BindName(
        Pat.Binding pat, Dictionary<(Symbol, SyntaxContext), Binding> product, Dictionary<(Symbol, SyntaxContext), Binding> alternatives, PatternPlace place,
        Dictionary<(Symbol, SyntaxContext), Binding> parameters)
    {
        (Symbol Name, SyntaxContext) key = (pat.Ident.Name, pat.Ident.Span.Context);
        if (pat.Ident.Name.IsEmpty)
        {
            return;
        }
        if (product.ContainsKey(key))
        {
            Sink.Report(Diagnostic.Error("E0416", $"identifier `{pat.Ident}` is bound more than once in the same pattern", pat.Ident.Span).WithPrimaryLabel("used in a pattern more than once"));
        }
        else if (place == PatternPlace.Parameter && parameters.ContainsKey(key))
        {
            Sink.Report(Diagnostic.Error("E0415", $"identifier `{pat.Ident}` is bound more than once in this parameter list", pat.Ident.Span).WithPrimaryLabel("used as parameter more than once"));
        }
        if (alternatives.TryGetValue(key, out Binding first))
        {
            _resolutions.Bindings[pat.Id] = first.Node;
            Res.Local same = new(new HirLocalRef(first.Node.Index));
            _resolutions.Record(pat.Id, same);
            product[key] = new Binding(first.Node, pat.Mode, pat.Ident.Span);
            return;
        }
        Res.Local local = new(new HirLocalRef(pat.Id.Index));
        _resolutions.Record(pat.Id, local);
        _ribs.BindLocal(pat.Ident.Name, pat.Ident.Span.Context, local);
        product[key] = new Binding(pat.Id, pat.Mode, pat.Ident.Span);
    }

    /// <summary>Every alternative must bind the same names: E0408, the same way: E0409.</summary>
    private void BindAlternatives(
        Pat.Or or, Dictionary<(Symbol, SyntaxContext), Binding> product, Dictionary<(Symbol, SyntaxContext), Binding> outer, PatternPlace place,
        Dictionary<(Symbol, SyntaxContext), Binding> parameters)
    {
        Dictionary<(Symbol, SyntaxContext), Binding> all = new(outer);
        List<Dictionary<(Symbol, SyntaxContext), Binding>> bound = [];
        foreach (Pat alternative in or.Alternatives)
        {
            Dictionary<(Symbol, SyntaxContext), Binding> own = new(product);
            BindPattern(alternative, own, all, place, parameters);
            foreach ((Symbol, SyntaxContext) key in product.Keys)
            {
                own.Remove(key);
            }
            bound.Add(own);
            foreach (((Symbol, SyntaxContext) key, Binding binding) in own)
            {
                all.TryAdd(key, binding);
            }
        }
        CheckAlternatives(or, bound);
        foreach (Dictionary<(Symbol, SyntaxContext), Binding> own in bound)
        {
            foreach (((Symbol, SyntaxContext) key, Binding binding) in own)
            {
                product.TryAdd(key, binding);
            }
        }
    }

    private void CheckAlternatives(Pat.Or or, List<Dictionary<(Symbol, SyntaxContext), Binding>> bound)
    {
        HashSet<(Symbol, SyntaxContext)> reported = [];
        for (int i = 0; i < bound.Count; i++)
        {
            foreach (((Symbol Name, SyntaxContext) key, Binding binding) in bound[i])
            {
                Diagnostic? missing = null;
                for (int j = 0; j < bound.Count; j++)
                {
                    if (!bound[j].TryGetValue(key, out Binding other))
                    {
                        if (!reported.Contains(key))
                        {
                            missing ??= Diagnostic.Error("E0408", $"variable `{key.Name}` is not bound in all patterns", or.Alternatives[j].Span).WithPrimaryLabel($"pattern doesn't bind `{key.Name}`");
                        }
                    }
                    else if (j > i && IsByRef(other.Mode) != IsByRef(binding.Mode) && reported.Add(key))
                    {
                        Sink.Report(Diagnostic.Error("E0409", $"variable `{key.Name}` is bound inconsistently across alternatives separated by `|`", other.Span)
                            .WithPrimaryLabel("bound in different ways").WithLabel(binding.Span, "first binding"));
                    }
                }
                if (missing is not null && reported.Add(key))
                {
                    Sink.Report(missing.WithLabel(binding.Span, "variable not in all patterns"));
                }
            }
        }
    }

    private static bool IsByRef(BindingMode mode) => mode is BindingMode.Ref or BindingMode.RefMut;
}
