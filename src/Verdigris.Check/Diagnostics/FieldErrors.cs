using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Check.Typeck;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Types;

namespace Verdigris.Check.Diagnostics;

/// <summary>Fields that do not exist, are private, missing or given twice: E0025 to E0027, E0062, E0063, E0559, E0560, E0609, E0610, E0615, E0616.</summary>
internal static class FieldErrors
{
    public static ErrorReported NoFieldOnExpr(BodyChecker checker, HirExpr.Field expr, Ty ty)
    {
        if (ty.HasError)
        {
            return DiagnosticSink.Promise();
        }
        HirIdent name = expr.Ident;
        if (ty is Ty.Primitive or Ty.Infer)
        {
            return checker.Diagnostics.Report(Diagnostic.Error(
                "E0610", $"`{checker.Print(ty)}` is a primitive type and therefore doesn't have fields", name.Span));
        }
        if (MethodProbe.ForCall(checker, ty, name, [], name.Span).Pick is { } method)
        {
            bool takesArgs = checker.Context.FnSigOf(method.Item.Id).Value.Inputs.Length > 1;
            return checker.Diagnostics.Report(Diagnostic.Error(
                    "E0615", $"attempted to take value of method `{name.Name}` on type `{checker.Print(ty)}`", name.Span)
                .WithPrimaryLabel("method, not a field")
                .WithVerboseSuggestion(
                    "use parentheses to call the method", takesArgs ? Applicability.HasPlaceholders : Applicability.MachineApplicable,
                    Wording.InsertAfter(expr.Span, takesArgs ? "(_)" : "()")));
        }
        return NoField(checker, name, ty);
    }

    public static ErrorReported NoField(BodyChecker checker, HirIdent name, Ty ty)
    {
        if (ty.HasError)
        {
            return DiagnosticSink.Promise();
        }
        Diagnostic diagnostic = Diagnostic.Error("E0609", $"no field `{name.Name}` on type `{checker.PrintValueType(ty)}`", name.Span)
            .WithPrimaryLabel("unknown field");
        List<Symbol> fields = FieldsOf(checker, Peel(ty));
        if (fields.Count > 0 && Peel(ty) is Ty.Adt && TypoSuggestion.Find(name.Name, fields) is { } similar)
        {
            diagnostic.WithVerboseSuggestion("a field with a similar name exists", Applicability.MaybeIncorrect, new SuggestionEdit(name.Span, similar.Text));
        }
        else if (fields.Count > 0)
        {
            diagnostic.WithNote(Available(fields));
        }
        return checker.Diagnostics.Report(diagnostic);
    }

    private static List<Symbol> FieldsOf(BodyChecker checker, Ty ty)
    {
        List<Symbol> names = [];
        switch (ty)
        {
            case Ty.Adt { Def.IsEnum: false } it:
                foreach (FieldDef field in it.Def.SingleVariant.Fields)
                {
                    if (checker.Context.Crates.IsAccessible(field.Visibility, checker.Module))
                    {
                        names.Add(field.Name);
                    }
                }
                break;
            case Ty.Tuple it:
                for (int i = 0; i < it.Elements.Count; i++)
                {
                    names.Add(Symbol.Intern(i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                }
                break;
        }
        return names;
    }

    private const int MaxShown = 5;

    private static string Available(List<Symbol> fields)
    {
        List<string> shown = [];
        for (int i = 0; i < fields.Count && (fields.Count <= MaxShown + 1 || i < MaxShown); i++)
        {
            shown.Add(fields[i].Text);
        }
        string names = Wording.Quoted(shown);
        string more = fields.Count > shown.Count ? $" ... and {fields.Count - shown.Count} others" : "";
        return fields.Count == 1 ? $"available field is: {names}" : $"available fields are: {names}{more}";
    }

    public static ErrorReported PrivateField(BodyChecker checker, HirExpr.Field expr, Ty ty, Ty owner) =>
        checker.Diagnostics.Report(Diagnostic.Error(
                "E0616", $"field `{expr.Ident.Name}` of {KindWord(owner)} `{(owner is Ty.Adt adt ? checker.PathOf(adt.Def.Id) : checker.Print(owner))}` is private", expr.Ident.Span)
            .WithPrimaryLabel("private field"));

    public static ErrorReported PrivateFieldInPattern(BodyChecker checker, HirIdent name, Ty.Adt adt) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0451", $"field `{name.Name}` of {Wording.KindOf(adt.Def)} `{checker.PathOf(adt.Def.Id)}` is private", name.Span)
            .WithPrimaryLabel("private field"));

    public static ErrorReported GivenTwice(BodyChecker checker, HirExprField first, HirExprField second) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0062", $"field `{second.Ident.Name}` specified more than once", second.Ident.Span)
            .WithPrimaryLabel("used more than once")
            .WithLabel(first.Span, $"first use of `{second.Ident.Name}`"));

    public static ErrorReported BoundTwice(BodyChecker checker, HirPatField first, HirPatField second) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0025", $"field `{second.Ident.Name}` bound multiple times in the pattern", second.Span)
            .WithPrimaryLabel($"multiple uses of `{second.Ident.Name}` in pattern")
            .WithLabel(first.Span, $"first use of `{second.Ident.Name}`"));

    public static ErrorReported MissingInExpr(BodyChecker checker, HirExpr.Struct expr, Ty.Adt adt, VariantDef variant, HashSet<Symbol> given)
    {
        List<string> missing = MissingNames(variant, given);
        string names = Shortened(missing);
        string owner = adt.Def.IsEnum ? checker.PathOf(variant.Def) : checker.Print(adt);
        return checker.Diagnostics.Report(Diagnostic.Error(
                "E0063", $"missing field{Wording.Plural(missing.Count)} {names} in initializer of `{owner}`", expr.QPath.Span)
            .WithPrimaryLabel($"missing {names}"));
    }

    public static ErrorReported MissingInPattern(BodyChecker checker, HirPat.Struct pat, VariantDef variant, HashSet<Symbol> given)
    {
        List<string> missing = MissingNames(variant, given);
        string names = Shortened(missing);
        string plural = Wording.Plural(missing.Count);
        Diagnostic diagnostic = Diagnostic.Error("E0027", $"pattern does not mention field{plural} {names}", pat.Span)
            .WithPrimaryLabel($"missing field{plural} {names}");
        bool isEmpty = pat.Fields.Length == 0;
        SourceSpan at = isEmpty
            ? new SourceSpan(pat.QPath.Span.Hi, pat.Span.Hi, pat.Span.Context)
            : new SourceSpan(pat.Fields[^1].Span.Hi, pat.Span.Hi, pat.Span.Context);
        (string start, string end) = (isEmpty ? " { " : ", ", " }");
        string them = missing.Count == 1 ? "this missing field" : "these missing fields";
        diagnostic.WithVerboseSuggestion(
            $"include the missing field{plural} in the pattern{(HasInaccessible(checker, variant, given) ? " and ignore the inaccessible fields" : "")}",
            Applicability.MachineApplicable, new SuggestionEdit(at, start + string.Join(", ", missing) + end));
        diagnostic.WithVerboseSuggestion(
            $"if you don't care about {them}, you can explicitly ignore {(missing.Count == 1 ? "it" : "them")}",
            Applicability.MachineApplicable, new SuggestionEdit(at, start + string.Join(", ", missing.ConvertAll(static name => $"{name}: _")) + end));
        diagnostic.WithVerboseSuggestion(
            "or always ignore missing fields here", Applicability.MachineApplicable, new SuggestionEdit(at, start + ".." + end));
        return checker.Diagnostics.Report(diagnostic);
    }

    private static bool HasInaccessible(BodyChecker checker, VariantDef variant, HashSet<Symbol> given)
    {
        foreach (FieldDef field in variant.Fields)
        {
            if (!given.Contains(field.Name) && !checker.Context.Crates.IsAccessible(field.Visibility, checker.Module))
            {
                return true;
            }
        }
        return false;
    }

    public static ErrorReported NoSuchFieldInStruct(BodyChecker checker, HirIdent name, Ty.Adt adt, VariantDef variant, HirExpr.Struct expr)
    {
        string path = adt.Def.IsEnum ? checker.PathOf(variant.Def) : checker.PathOf(adt.Def.Id);
        Diagnostic diagnostic = adt.Def.IsEnum
            ? Diagnostic.Error("E0559", $"variant `{path}` has no field named `{name.Name}`", name.Span)
            : Diagnostic.Error("E0560", $"{Wording.KindOf(adt.Def)} `{path}` has no field named `{name.Name}`", name.Span);
        HashSet<Symbol> given = [];
        foreach (HirExprField field in expr.Fields)
        {
            given.Add(field.Ident.Name);
        }
        List<Symbol> left = [];
        foreach (FieldDef field in variant.Fields)
        {
            if (!given.Contains(field.Name) && checker.Context.Crates.IsAccessible(field.Visibility, checker.Module))
            {
                left.Add(field.Name);
            }
        }
        if (TypoSuggestion.Find(name.Name, left) is { } similar)
        {
            diagnostic.WithPrimaryLabel("unknown field")
                .WithVerboseSuggestion("a field with a similar name exists", Applicability.MaybeIncorrect, new SuggestionEdit(name.Span, similar.Text));
        }
        else
        {
            diagnostic.WithPrimaryLabel($"`{path}` does not have this field");
            if (left.Count > 0)
            {
                diagnostic.WithNote($"available fields are: {Wording.Quoted(left.ConvertAll(static field => field.Text))}");
            }
            else if (variant.Fields.Length > 0)
            {
                diagnostic.WithNote("all struct fields are already assigned");
            }
        }
        return checker.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported NoSuchFieldInPattern(BodyChecker checker, HirIdent name, Ty.Adt adt, VariantDef variant, HirPat.Struct pat)
    {
        string owner = adt.Def.IsEnum ? $"variant `{checker.PathOf(variant.Def)}`" : $"{Wording.KindOf(adt.Def)} `{checker.PathOf(adt.Def.Id)}`";
        Diagnostic diagnostic = Diagnostic.Error("E0026", $"{owner} does not have a field named `{name.Name}`", name.Span)
            .WithPrimaryLabel($"{owner} does not have this field");
        HashSet<Symbol> given = [];
        foreach (HirPatField field in pat.Fields)
        {
            given.Add(field.Ident.Name);
        }
        List<Symbol> left = MissingNames(variant, given).ConvertAll(static text => Symbol.Intern(text));
        if (TypoSuggestion.Find(name.Name, left) is { } similar)
        {
            diagnostic.WithVerboseSuggestion("a field with a similar name exists", Applicability.MaybeIncorrect, new SuggestionEdit(name.Span, similar.Text));
        }
        else if (left.Count == 1)
        {
            diagnostic.WithVerboseSuggestion(
                $"`{checker.PathOf(adt.Def.IsEnum ? variant.Def : adt.Def.Id)}` has a field named `{left[0]}`", Applicability.MaybeIncorrect, new SuggestionEdit(name.Span, left[0].Text));
        }
        return checker.Diagnostics.Report(diagnostic);
    }

    private static List<string> MissingNames(VariantDef variant, HashSet<Symbol> given)
    {
        List<string> names = [];
        foreach (FieldDef field in variant.Fields)
        {
            if (!given.Contains(field.Name))
            {
                names.Add(field.Name.Text);
            }
        }
        return names;
    }

    private static string Shortened(List<string> names)
    {
        const int Shown = 3;
        return names.Count <= Shown
            ? Wording.QuotedWithAnd(names)
            : $"{Wording.Quoted(names.GetRange(0, Shown))} and {names.Count - Shown} other field{Wording.Plural(names.Count - Shown)}";
    }

    private static Ty Peel(Ty ty)
    {
        while (ty is Ty.Ref reference)
        {
            ty = reference.Pointee;
        }
        return ty;
    }

    private static string KindWord(Ty ty) => ty is Ty.Adt adt ? Wording.KindOf(adt.Def) : "type";
}
