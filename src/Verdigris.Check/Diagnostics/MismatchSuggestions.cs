using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Typeck;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Diagnostics;

/// <summary>Small changes to a value that would give it the expected type.</summary>
internal static class MismatchSuggestions
{
    /// <summary>Adds the first that fits; values that a macro made cannot be changed where they show.</summary>
    public static void Add(BodyChecker checker, Diagnostic diagnostic, SourceSpan span, Ty expected, Ty found)
    {
        if (!span.Context.IsRoot)
        {
            return;
        }
        string text = checker.Context.Program.SourceMap.SnippetOf(span);
        switch (expected, found)
        {
            case (Ty.Primitive { Kind: PrimTy.U8 }, Ty.Primitive { Kind: PrimTy.Char }) when text.StartsWith('\''):
                diagnostic.WithVerboseSuggestion("if you meant to write a byte literal, prefix with `b`", Applicability.MachineApplicable, Wording.Insert(span, "b"));
                break;
            case (Ty.Adt { Def.Id: var def }, Ty.Ref { Pointee: Ty.Primitive { Kind: PrimTy.Str } } or Ty.Infer { Kind: InferKind.Integer })
                when checker.Context.LangItemOf(def) == LangItem.String:
                diagnostic.WithVerboseSuggestion("try using a conversion method", Applicability.MachineApplicable, Wording.InsertAfter(span, ".to_string()"));
                break;
            case (Ty.Ref { IsMutable: var isMutable, Pointee: var pointee }, _) when found == pointee || IsDerefOf(checker, found, pointee):
                diagnostic.WithVerboseSuggestion(
                    isMutable ? "consider mutably borrowing here" : "consider borrowing here", Applicability.MachineApplicable, Wording.Insert(span, isMutable ? "&mut " : "&"));
                break;
            case (_, Ty.Ref { Pointee: var pointee }) when pointee == expected && text.StartsWith('&'):
            {
                uint length = text.StartsWith("&mut ", System.StringComparison.Ordinal) ? 5u : 1u;
                diagnostic.WithVerboseSuggestion(
                    "consider removing the borrow", Applicability.MachineApplicable, new SuggestionEdit(new SourceSpan(span.Lo, span.Lo + length, span.Context), ""));
                break;
            }
            case (_, Ty.Ref { Pointee: var pointee }) when pointee == expected && checker.IsCopy(expected):
                diagnostic.WithVerboseSuggestion("consider dereferencing the borrow", Applicability.MachineApplicable, Wording.Insert(span, "*"));
                break;
            case (Ty.Adt { Def.Id: var def } option, _) when checker.Context.LangItemOf(def) == LangItem.Option && option.Args.TypeAt(0) == found:
                diagnostic.WithVerboseSuggestion(
                    "try wrapping the expression in `Some`", Applicability.MaybeIncorrect, Wording.Insert(span, "Some("), Wording.InsertAfter(span, ")"));
                break;
        }
    }

    private static bool IsDerefOf(BodyChecker checker, Ty found, Ty pointee) =>
        pointee.IsStr && found is Ty.Adt { Def.Id: var def } && checker.Context.LangItemOf(def) == LangItem.String;
}
