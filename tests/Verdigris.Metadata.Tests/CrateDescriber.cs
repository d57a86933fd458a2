using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Mir;
using Verdigris.Expand;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata.Tests;

/// <summary>Everything that a crate tells about one definition, as text; what cannot be asked is left out.</summary>
internal sealed class CrateDescriber(CrateInterface crate, Program program, SourceMap sources, Func<TypeContext, DefId, Body?> bodyOf)
{
    private readonly TypeContext _context = TypeContext.Create(program, crate.Id, new DiagnosticSink());

    public string Describe(int index)
    {
        DefId def = new(crate.Id, index);
        CrateDefinitions definitions = crate.Definitions;
        DefKind kind = definitions.KindOf(index);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{kind} {definitions.NameOf(index)}#{definitions.DisambiguatorOf(index)} in {definitions.ParentOf(index)}");
        text.Append(CultureInfo.InvariantCulture, $" at {At(definitions.SpanOf(index))} visible to {definitions.VisibilityOf(index)}\n");
        foreach (ModuleChild child in crate.ChildrenOf(def))
        {
            text.Append(CultureInfo.InvariantCulture, $"  child {child.Name} {child.Res} {child.Visibility} {At(child.Span)}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"  lifetimes {crate.LifetimeParamCountOf(def)} self {crate.HasSelfParam(def)}\n");
        Try(text, "ctor", () => kind == DefKind.Ctor ? definitions.CtorOf(index).ToString() : "");
        Try(text, "macro", () => kind == DefKind.Macro ? Describe(crate.MacroOf(def)) : "");
        Try(text, "generics", () => Describe(_context.GenericsOf(def)));
        Try(text, "predicates", () => Describe(_context.PredicatesOf(def)));
        Try(text, "type", () => _context.TypeOf(def).ToString());
        Try(text, "default", () => kind == DefKind.ConstParam ? _context.ConstParamDefaultOf(def).ToString() : "");
        Try(text, "supertraits", () => kind == DefKind.Trait ? Describe(_context.SuperPredicatesOf(def)) : "");
        Try(text, "bounds", () => kind is DefKind.AssocTy or DefKind.OpaqueTy && IsBounded(def, kind) ? Describe(_context.ItemBoundsOf(def)) : "");
        Try(text, "sig", () => $"{_context.FnSigOf(def).Value} {_context.FnSigOf(def).Vars.Count}");
        Try(text, "adt", () => kind is DefKind.Struct or DefKind.Enum or DefKind.Union ? Describe(_context.AdtDefOf(def)) : "");
        Try(text, "trait", () => kind == DefKind.Trait ? _context.TraitDefOf(def).ToString() : "");
        Try(text, "impl", () => kind == DefKind.Impl ? _context.ImplHeaderOf(def).ToString() : "");
        Try(text, "items", () => kind is DefKind.Impl or DefKind.Trait ? string.Join("; ", _context.AssocItemsOf(def).Items) : "");
        Try(text, "item", () => kind is DefKind.AssocConst or DefKind.AssocFn or DefKind.AssocTy ? _context.AssocItemOf(def).ToString() : "");
        Try(text, "variances", () => kind is DefKind.Struct or DefKind.Enum or DefKind.Union ? string.Join(",", _context.VariancesOf(def).Of) : "");
        Try(text, "hidden", () => kind == DefKind.OpaqueTy ? _context.HiddenTypeOf(def).ToString() : "");
        Try(text, "attrs", () => kind is DefKind.Fn or DefKind.AssocFn or DefKind.Static ? Describe(_context.FnAttrsOf(def)) : "");
        Try(text, "const", () => kind is DefKind.Fn or DefKind.AssocFn ? _context.IsConstFn(def).ToString() : "");
        Try(text, "mutable", () => kind == DefKind.Static ? _context.IsMutableStatic(def).ToString() : "");
        if (bodyOf(_context, def) is { } body)
        {
            text.Append(MirPrinter.Print(body, program.Crates)).Append(At(body.Span)).Append('\n');
            foreach (BasicBlockData block in body.Blocks.AsSpan())
            {
                text.Append(At(block.Terminator.Source.Span)).Append(block.Terminator.Source.Span.Context.IsRoot ? " " : "+ ");
            }
        }
        return text.ToString();
    }

    public string DescribeImpls(DefId trait) => string.Join(", ", program.FactsOf(crate.Id).ImplsOf(_context, trait));

    public string DescribeInherentImpls(SimplifiedTy shape) => string.Join(", ", program.FactsOf(crate.Id).InherentImpls(_context, shape));

    public string DescribeLangItems()
    {
        List<string> items = [];
        foreach ((Symbol name, DefId def) in crate.LangItems)
        {
            items.Add($"{name}={def}");
        }
        items.Sort(string.CompareOrdinal);
        return string.Join(", ", items);
    }

    /// <summary>The bounds of an impl's associated type are those of the trait's: they are not told.</summary>
    private bool IsBounded(DefId def, DefKind kind) => kind == DefKind.OpaqueTy || _context.KindOf(_context.ParentOf(def)) == DefKind.Trait;

    private static string Describe(Generics generics) => $"{generics with { Own = [] }} {string.Join("; ", generics.Own)}";

    private string Describe(GenericPredicates predicates)
    {
        StringBuilder text = new(predicates.Parent.ToString());
        foreach (SpannedPredicate predicate in predicates.Own)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {predicate.Predicate} {At(predicate.Span)}");
        }
        return text.ToString();
    }

    private static string Describe(AdtDef adt)
    {
        StringBuilder text = new($"{adt.Kind} {adt.Name} {adt.Repr} {adt.Flags}");
        foreach (VariantDef variant in adt.Variants)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {variant with { Fields = [] }}: {string.Join(", ", variant.Fields)}");
        }
        return text.ToString();
    }

    private static string Describe(FnAttrs attrs) => $"{attrs with { TargetFeatures = [] }} {string.Join(",", attrs.TargetFeatures)}";

    private string Describe(MacroDefinition macro)
    {
        StringBuilder text = new($"{macro.Name} {At(macro.Span)} {macro.Edition} {macro.IsExported}");
        if (macro.Extension is MacroExtension.Rules { Macro: var rules })
        {
            foreach (Syntax.Lexing.Token token in rules.Body.Tokens)
            {
                text.Append(CultureInfo.InvariantCulture, $" {token}:{token.Link}{At(token.Span)}");
            }
        }
        return text.ToString();
    }

    private string At(SourceSpan span)
    {
        SourceLocation lo = sources.LocationOf(span.Lo);
        SourceLocation hi = sources.LocationOf(span.Hi);
        return span.IsDummy ? "-" : $"{lo.File?.Path}:{lo.Line}:{lo.Column}-{hi.Line}:{hi.Column}";
    }

    private static void Try(StringBuilder text, string what, Func<string> ask)
    {
        string answer;
        try
        {
            answer = ask();
        }
        catch (Exception e) when (e is Base.CompilerBug or InvalidCastException or KeyNotFoundException)
        {
            return;
        }
        if (answer.Length != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {what}: {answer}\n");
        }
    }
}
