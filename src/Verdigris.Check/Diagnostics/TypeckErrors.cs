using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Check.Typeck;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Printing;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Diagnostics;

/// <summary>Errors of expressions and statements found by the type checker.</summary>
internal static class TypeckErrors
{
    public static ErrorReported TooDeep(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.ErrorWithoutCode("expression is nested too deeply", span));

    public static ErrorReported CannotInfer(BodyChecker checker, SourceSpan span) => CannotInfer(checker.Diagnostics, span);

    public static ErrorReported CannotInfer(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(CannotInferAt(span, "").WithPrimaryLabel("cannot infer type"));

    public static ErrorReported NotAValue(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.ErrorWithoutCode("this path does not name a value", span));

    public static ErrorReported SelfCtorNotTuple(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.ErrorWithoutCode(
            "the `Self` constructor must be used with unit, tuple or struct-like types", span));

    public static ErrorReported AutoderefLimit(BodyChecker checker, SourceSpan span, Ty ty, int limit) =>
        checker.Diagnostics.Report(Diagnostic.Error(
                "E0055", $"reached the recursion limit while auto-dereferencing `{checker.PrintValueType(ty)}`", span)
            .WithPrimaryLabel("deref recursion limit reached")
            .WithHelp($"consider increasing the recursion limit by adding a `#![recursion_limit = \"{limit * 2}\"]` attribute to your crate (`{checker.Context.Crates[checker.Context.Crate].Name}`)"));

    public static ErrorReported NotCallable(BodyChecker checker, HirExpr.Call expr, Ty callee) =>
        Silent(callee) ?? checker.Diagnostics.Report(Diagnostic.Error(
                "E0618", $"expected function, found `{checker.Print(callee)}`", expr.Callee.Span)
            .WithLabel(expr.Span, "call expression requires function"));

    public static ErrorReported NotOnTraitObject(BodyChecker checker, HirExpr.MethodCall expr, DefId method, SourceSpan bound)
    {
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode($"the `{expr.Segment.Ident.Name}` method cannot be invoked on a trait object", expr.Segment.Ident.Span);
        if (method.Crate == checker.Context.Crate)
        {
            diagnostic.WithLabel(bound, "this has a `Sized` requirement");
        }
        return checker.Diagnostics.Report(diagnostic);
    }

    /// <summary>Reported at the variable whose type it is, if it is one.</summary>
    public static ErrorReported MethodOfUnknownPointee(BodyChecker checker, HirExpr.MethodCall expr, Ty receiver)
    {
        const string Label = "cannot call a method on a raw pointer with an unknown pointee type";
        string text = checker.PrintValueType(receiver);
        if (expr.Receiver is HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Local local } } && checker.BindingSpanOf(local) is { } binding)
        {
            return checker.Diagnostics.Report(CannotInferAt(binding, $" for `{text}`")
                .WithLabel(expr.Segment.Ident.Span, Label)
                .WithVerboseSuggestion(
                    $"consider giving `{checker.Context.Program.SourceMap.SnippetOf(binding)}` an explicit type, where the placeholders `_` are specified",
                    Applicability.HasPlaceholders, Wording.InsertAfter(binding, $": {text}")));
        }
        return checker.Diagnostics.Report(CannotInferAt(expr.Segment.Ident.Span, "").WithPrimaryLabel(Label));
    }

    private static Diagnostic CannotInferAt(SourceSpan span, string what) => Diagnostic.Error("E0282", $"type annotations needed{what}", span);

    public static ErrorReported ExplicitDestructorCall(BodyChecker checker, HirExpr.MethodCall expr)
    {
        SourceSpan receiver = expr.Receiver.Span;
        Diagnostic diagnostic = Diagnostic.Error("E0040", "explicit use of destructor method", expr.Segment.Ident.Span)
            .WithPrimaryLabel("explicit destructor calls not allowed");
        return checker.Diagnostics.Report(diagnostic.WithVerboseSuggestion(
            "consider using `drop` function", Applicability.MaybeIncorrect,
            Wording.Insert(receiver, "drop("), new SuggestionEdit(new SourceSpan(receiver.Hi, expr.Span.Hi, expr.Span.Context), ")")));
    }

    public static ErrorReported ClosureArgCount(BodyChecker checker, HirExpr.Closure expr, int expected, int found) =>
        checker.Diagnostics.Report(Diagnostic.Error(
                "E0593", $"closure is expected to take {Count(expected)}, but it takes {Count(found)}", expr.DeclSpan)
            .WithPrimaryLabel($"takes {Count(found)}"));

    public static ErrorReported VariadicArg(BodyChecker checker, SourceSpan span, Ty ty) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0617", $"can't pass `{checker.Print(ty)}` to variadic function", span)
            .WithVerboseSuggestion(
                $"cast the value to `{PromotedType(checker, ty)}`", Applicability.MachineApplicable, Wording.InsertAfter(span, $" as {PromotedType(checker, ty)}")));

    /// <summary>What C's default argument promotions make of a type.</summary>
    private static string PromotedType(BodyChecker checker, Ty ty) => ty switch
    {
        Ty.Primitive { Kind: PrimTy.F32 } => "c_double",
        Ty.Primitive { Kind: PrimTy.I8 or PrimTy.I16 or PrimTy.Bool } => "c_int",
        Ty.Primitive { Kind: PrimTy.U8 or PrimTy.U16 } => "c_uint",
        _ => checker.FnPtrOf(ty) is { } pointer ? checker.Print(pointer) : checker.Print(ty),
    };

    public static ErrorReported NoMethod(BodyChecker checker, HirExpr.MethodCall expr, Ty receiver, ProbeResult probe)
    {
        HirIdent name = expr.Segment.Ident;
        if (Silent(receiver) is { } silent)
        {
            return silent;
        }
        if (probe.Ambiguous.Count > 0)
        {
            return MultipleApplicable(checker, name, probe);
        }
        if (probe.Private is not null)
        {
            return checker.Diagnostics.Report(Diagnostic.Error("E0624", $"method `{name.Name}` is private", name.Span)
                .WithPrimaryLabel("private method")
                .WithLabel(checker.Context.HeadSpanOf(probe.Private.Id), "private method defined here"));
        }
        if (receiver is Ty.Infer { Kind: InferKind.Integer or InferKind.Float })
        {
            return AmbiguousNumeric(checker, expr, receiver);
        }
        string kind = TypeWords.Kind(checker.Context, receiver);
        if (probe.Unsatisfied.Count > 0)
        {
            Diagnostic unsatisfied = NotFound(
                    $"the method `{name.Name}` exists for {kind} `{checker.Print(receiver)}`, but its trait bounds were not satisfied", name.Span)
                .WithPrimaryLabel($"method cannot be called on `{checker.Print(receiver)}` due to unsatisfied trait bounds");
            foreach ((_, Predicate? predicate) in probe.Unsatisfied)
            {
                if (predicate is not null)
                {
                    unsatisfied.WithNote($"the following trait bounds were not satisfied:\n`{checker.Print(predicate)}`");
                    break;
                }
            }
            return checker.Diagnostics.Report(unsatisfied);
        }
        Diagnostic diagnostic = NotFound($"no method named `{name.Name}` found for {kind} `{NameOfReceiver(checker, receiver)}` in the current scope", name.Span);
        diagnostic.WithPrimaryLabel(probe.Static is not null
            ? "this is an associated function, not a method"
            : $"method not found in `{checker.PrintValueType(receiver)}`");
        AddReceiver(checker, diagnostic, receiver, $"method `{name.Name}` not found for this {kind}");
        return checker.Diagnostics.Report(diagnostic);
    }

    private static Diagnostic WithReceiver(this Diagnostic diagnostic, BodyChecker checker, Ty receiver, string label)
    {
        AddReceiver(checker, diagnostic, receiver, label);
        return diagnostic;
    }

    /// <summary>Where the type is that lacks the item.</summary>
    private static void AddReceiver(BodyChecker checker, Diagnostic diagnostic, Ty receiver, string label)
    {
        if (Peel(receiver) is Ty.Adt adt && receiver is Ty.Adt && adt.Def.Id.Crate == checker.Context.Crate)
        {
            diagnostic.WithLabel(checker.Context.HeadSpanOf(adt.Def.Id), label);
        }
    }

    /// <summary>With its parameters if the item is missing whatever they are.</summary>
    private static string NameOfReceiver(BodyChecker checker, Ty receiver) =>
        receiver is Ty.Adt adt && adt.Def.Id.Crate == checker.Context.Crate && adt.Args.Count > 0
            ? checker.PrintValueType(checker.Context.TypeOf(adt.Def.Id))
            : checker.PrintValueType(receiver);

    private static ErrorReported AmbiguousNumeric(BodyChecker checker, HirExpr.MethodCall expr, Ty receiver)
    {
        string concrete = receiver is Ty.Infer { Kind: InferKind.Integer } ? "i32" : "f32";
        Diagnostic diagnostic = Diagnostic.Error(
            "E0689", $"can't call method `{expr.Segment.Ident.Name}` on ambiguous numeric type `{checker.Print(receiver)}`", expr.Segment.Ident.Span);
        if (expr.Receiver is HirExpr.Literal)
        {
            diagnostic.WithVerboseSuggestion(
                $"you must specify a concrete type for this numeric value, like `{concrete}`", Applicability.MaybeIncorrect,
                Wording.InsertAfter(expr.Receiver.Span, $"_{concrete}"));
        }
        else if (expr.Receiver is HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Local local } }
            && checker.BindingSpanOf(local) is { } binding)
        {
            diagnostic.WithVerboseSuggestion(
                $"you must specify a type for this binding, like `{concrete}`", Applicability.MaybeIncorrect, Wording.InsertAfter(binding, $": {concrete}"));
        }
        return checker.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported NoAssociatedItem(BodyChecker checker, HirIdent name, Ty self, ProbeResult probe)
    {
        if (Silent(self) is { } silent)
        {
            return silent;
        }
        if (probe.Ambiguous.Count > 0)
        {
            return MultipleApplicable(checker, name, probe);
        }
        if (probe.Private is not null)
        {
            return checker.Diagnostics.Report(PrivateItem(name)
                .WithLabel(checker.Context.HeadSpanOf(probe.Private.Id), "private associated function defined here"));
        }
        if (self is Ty.Adt { Def.IsEnum: true })
        {
            return checker.Diagnostics.Report(NotFound(
                    $"no variant or associated item named `{name.Name}` found for enum `{NameOfReceiver(checker, self)}` in the current scope", name.Span)
                .WithPrimaryLabel($"variant or associated item not found in `{checker.PrintValueType(self)}`")
                .WithReceiver(checker, self, $"variant or associated item `{name.Name}` not found for this enum"));
        }
        return checker.Diagnostics.Report(NotFound(
                $"no function or associated item named `{name.Name}` found for {TypeWords.Kind(checker.Context, self)} `{NameOfReceiver(checker, self)}` in the current scope", name.Span)
            .WithPrimaryLabel($"function or associated item not found in `{checker.PrintValueType(self)}`")
            .WithReceiver(checker, self, $"function or associated item `{name.Name}` not found for this {TypeWords.Kind(checker.Context, self)}"));
    }

    public static ErrorReported NoVariant(BodyChecker checker, HirIdent name, Ty.Adt adt) =>
        checker.Diagnostics.Report(NotFound($"no variant named `{name.Name}` found for enum `{checker.Print(adt)}`", name.Span)
            .WithPrimaryLabel($"variant not found in `{checker.Print(adt)}`"));

    public static ErrorReported CannotIndex(BodyChecker checker, HirExpr.Index expr, Ty ty) =>
        Silent(ty) ?? checker.Diagnostics.Report(Diagnostic.Error(
            "E0608", $"cannot index into a value of type `{checker.Print(ty)}`", expr.BracketsSpan));

    public static ErrorReported CannotDeref(BodyChecker checker, HirExpr.Unary expr, Ty ty) =>
        Silent(ty) ?? checker.Diagnostics.Report(Diagnostic.Error("E0614", $"type `{checker.Print(ty)}` cannot be dereferenced", expr.Span)
            .WithPrimaryLabel("can't be dereferenced"));

    public static ErrorReported UnaryOperator(BodyChecker checker, HirExpr.Unary expr, Ty ty)
    {
        string op = expr.Op == HirUnOp.Not ? "!" : "-";
        if (Silent(ty) is { } silent)
        {
            return silent;
        }
        Diagnostic diagnostic = Diagnostic.Error("E0600", $"cannot apply unary operator `{op}` to type `{checker.Print(ty)}`", expr.Span)
            .WithPrimaryLabel($"cannot apply unary operator `{op}`");
        AddMissingOperator(checker, diagnostic, ty, ty, checker.Context.LangItem(expr.Op == HirUnOp.Not ? LangItem.Not : LangItem.Neg));
        return checker.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported BinaryOperator(BodyChecker checker, HirExpr.Binary expr, Ty left, Ty right, DefId trait, bool isOverloaded)
    {
        if (Silent(left) is { } silent)
        {
            return silent;
        }
        bool isComparison = expr.Op is >= HirBinOp.Eq and <= HirBinOp.Gt;
        if (isOverloaded && isComparison)
        {
            return MismatchedTypes.Report(
                checker, expr.Right.Span, left, right, new MismatchCause.Assignment(expr.Left.Span, $"expected because this is `{checker.PrintValueType(left)}`"));
        }
        if (isOverloaded && trait.IsSome)
        {
            return OperandUnimplemented(checker, expr.OpSpan, trait, left, right);
        }
        string l = checker.PrintValueType(left);
        string r = checker.PrintValueType(right);
        string message = expr.Op switch
        {
            HirBinOp.Add => $"cannot add `{r}` to `{l}`",
            HirBinOp.Sub => $"cannot subtract `{r}` from `{l}`",
            HirBinOp.Mul => $"cannot multiply `{l}` by `{r}`",
            HirBinOp.Div => $"cannot divide `{l}` by `{r}`",
            HirBinOp.Rem => $"cannot calculate the remainder of `{l}` divided by `{r}`",
            HirBinOp.BitAnd => $"no implementation for `{l} & {r}`",
            HirBinOp.BitOr => $"no implementation for `{l} | {r}`",
            HirBinOp.BitXor => $"no implementation for `{l} ^ {r}`",
            HirBinOp.Shl => $"no implementation for `{l} << {r}`",
            HirBinOp.Shr => $"no implementation for `{l} >> {r}`",
            _ => $"binary operation `{Symbol(expr.Op)}` cannot be applied to type `{l}`",
        };
        Diagnostic diagnostic = Diagnostic.Error("E0369", message, expr.OpSpan)
            .WithLabel(expr.Left.Span, l)
            .WithLabel(expr.Right.Span, r);
        AddMissingOperator(checker, diagnostic, left, right, trait);
        return checker.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported CompoundAssign(BodyChecker checker, HirExpr.AssignOp expr, Ty left, Ty right, DefId trait, bool isOverloaded)
    {
        if (Silent(left) is { } silent)
        {
            return silent;
        }
        if (isOverloaded)
        {
            return OperandUnimplemented(checker, expr.OpSpan, trait, left, right);
        }
        Diagnostic diagnostic = Diagnostic.Error(
                "E0368", $"binary assignment operation `{Symbol(expr.Op)}=` cannot be applied to type `{checker.PrintValueType(left)}`", expr.Span)
            .WithLabel(expr.Target.Span, $"cannot use `{Symbol(expr.Op)}=` on type `{checker.PrintValueType(left)}`");
        AddMissingOperator(checker, diagnostic, left, right, trait);
        return checker.Diagnostics.Report(diagnostic);
    }

    /// <summary>The left operand's type knows the operator, but not with such a right operand.</summary>
    private static ErrorReported OperandUnimplemented(BodyChecker checker, SourceSpan span, DefId trait, Ty left, Ty right)
    {
        Predicate.Trait goal = (Predicate.Trait)checker.Types.TraitPredicate(checker.Types.TraitRef(trait, left, right));
        Obligation obligation = new(goal, checker.Env, new ObligationCause(span));
        ErrorScope scope = new(checker.Context, checker.Inference, checker.Owner) { IsInBody = true };
        return new Unimplemented(scope, new FulfillmentError(FulfillmentErrorKind.Unimplemented, obligation, obligation), goal, span, null).Report();
    }

    /// <summary>Who would have to implement the operator's trait, and how that is had cheaply.</summary>
    private static void AddMissingOperator(BodyChecker checker, Diagnostic diagnostic, Ty left, Ty right, DefId trait)
    {
        if (trait.IsNone)
        {
            return;
        }
        string name = checker.Context.Crates.NameOf(trait).Text;
        switch (Peel(left))
        {
            case Ty.Adt { Def: var adt } when adt.Id.Crate == checker.Context.Crate && left is Ty.Adt:
            {
                SourceSpan head = checker.Context.HeadSpanOf(adt.Id);
                string text = checker.PrintValueType(left);
                diagnostic.WithChild(new SubDiagnostic(
                    DiagnosticLevel.Note, $"an implementation of `{name}` might be missing for `{text}`", head, [new SpanLabel(head, $"must implement `{name}`", IsPrimary: true)]));
                if (name is "PartialEq" or "PartialOrd" && left == right)
                {
                    string derives = name == "PartialOrd" ? "PartialEq, PartialOrd" : name;
                    diagnostic.WithVerboseSuggestion(
                        $"consider annotating `{text}` with `#[derive({derives})]`", Applicability.MaybeIncorrect, Wording.Insert(head, $"#[derive({derives})]\n"));
                }
                break;
            }
            case Ty.Param param:
            {
                TraitRef traitRef = checker.Types.TraitRef(trait, param, param);
                BoundSuggestions.Restrict(new ErrorScope(checker.Context, checker.Inference, checker.Owner), diagnostic, param, traitRef, WithOutput(checker, trait, param));
                break;
            }
        }
    }

    /// <summary>Arithmetic on a parameter mostly wants the same type back.</summary>
    private static string WithOutput(BodyChecker checker, DefId trait, Ty.Param param) =>
        checker.Context.AssocItemsOf(trait).Find(Base.Interning.Symbol.Intern("Output"), DefKind.AssocTy) is null ? "" : $"<Output = {param.Name}>";

    public static ErrorReported RawBorrowOfValue(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0745", "cannot take address of a temporary", span).WithPrimaryLabel("temporary value"));

    public static ErrorReported InvalidAssignTarget(BodyChecker checker, HirExpr.Assign expr) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0070", "invalid left-hand side of assignment", expr.OpSpan)
            .WithLabel(expr.Target.Span, "cannot assign to this expression"));

    public static ErrorReported InvalidCompoundAssignTarget(BodyChecker checker, HirExpr.AssignOp expr) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0067", "invalid left-hand side of assignment", expr.OpSpan)
            .WithLabel(expr.Target.Span, "cannot assign to this expression"));

    public static ErrorReported IfWithoutElse(BodyChecker checker, HirExpr.If expr, Ty found) =>
        Silent(found) ?? checker.Diagnostics.Report(Diagnostic.Error("E0317", "`if` may be missing an `else` clause", expr.Span)
            .WithPrimaryLabel($"expected {TypeWords.Describe(new TyPrinter(checker.Context) { IsTerse = true }, checker.Context, found)}, found `()`")
            .WithLabel(expr.Then is HirExpr.Block { Value.Expr: { } tail } ? tail.Span : expr.Then.Span, "found here")
            .WithNote("`if` expressions without `else` evaluate to `()`")
            .WithHelp("consider adding an `else` block that evaluates to the expected type"));

    public static ErrorReported BreakOutside(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0268", "`break` outside of a loop or labeled block", span));

    public static ErrorReported BreakWithValue(BodyChecker checker, HirExpr.Break expr) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0571", "`break` with value from a `while` loop", expr.Span)
            .WithPrimaryLabel("can only break with a value inside `loop` or breakable block"));

    public static ErrorReported ReturnOutsideFn(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0572", "return statement outside of function body", span));

    public static ErrorReported ReturnWithoutValue(BodyChecker checker, SourceSpan span, Ty expected) =>
        Silent(expected) ?? checker.Diagnostics.Report(Diagnostic.Error(
            "E0069", "`return;` in a function whose return type is not `()`", span).WithPrimaryLabel("return type is not `()`"));

    public static ErrorReported CastToUnsized(BodyChecker checker, HirExpr.Cast expr, Ty from, Ty to) =>
        checker.Diagnostics.Report(WithReferenceCast(checker, expr, from, Diagnostic.Error(
            "E0620", $"cast to unsized type: `{checker.PrintValueType(from)}` as `{checker.PrintValueType(to)}`", expr.Span)));

    private static Diagnostic WithReferenceCast(BodyChecker checker, HirExpr.Cast expr, Ty from, Diagnostic diagnostic) => from switch
    {
        Ty.Ref it => diagnostic.WithVerboseSuggestion(
            "consider casting to a reference instead", Applicability.MachineApplicable, Wording.Insert(expr.Ty.Span, it.IsMutable ? "&mut " : "&")),
        Ty.Adt { Def.IsBox: true } => diagnostic.WithVerboseSuggestion(
            "you can cast to a `Box` instead", Applicability.MachineApplicable,
            Wording.Insert(expr.Ty.Span, "Box<"), Wording.InsertAfter(expr.Ty.Span, ">")),
        _ => diagnostic.WithHelp(expr.Operand.Span, "consider using a box or reference as appropriate"),
    };

    public static ErrorReported CastToUnknownPointer(BodyChecker checker, HirExpr.Cast expr) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0641", "cannot cast to a pointer of an unknown kind", expr.Ty.Span)
            .WithPrimaryLabel("needs more type information")
            .WithNote("the type information given here is insufficient to check whether the pointer cast is valid"));

    public static ErrorReported CastAddsAutoTrait(BodyChecker checker, HirExpr.Cast expr, DefId trait) =>
        checker.Diagnostics.Report(Diagnostic.Error(
                "E0804", $"cannot add auto trait `{checker.Context.Crates.NameOf(trait)}` to dyn bound via pointer cast", expr.Span)
            .WithPrimaryLabel("unsupported cast")
            .WithNote("this could allow UB elsewhere")
            .WithHelp("use `transmute` if you're sure this is sound"));

    public static ErrorReported InvalidCast(BodyChecker checker, HirExpr.Cast expr, Ty from, Ty to)
    {
        if (Silent(from) is { } silent)
        {
            return silent;
        }
        string f = checker.PrintValueType(from);
        string t = checker.PrintValueType(to);
        bool isFromScalar = from.IsScalar;
        if (to.IsChar && from.IsIntegral)
        {
            return checker.Diagnostics.Report(Diagnostic.Error("E0604", $"only `u8` can be cast as `char`, not `{f}`", expr.Span)
                .WithPrimaryLabel("invalid cast"));
        }
        if (to.IsBool && from.IsIntegral)
        {
            return checker.Diagnostics.Report(Diagnostic.Error("E0054", $"cannot cast `{f}` as `bool`", expr.Span)
                .WithVerboseSuggestion(
                    "compare with zero instead", Applicability.MachineApplicable,
                    new SuggestionEdit(new SourceSpan(expr.Operand.Span.Hi, expr.Span.Hi, expr.Span.Context), " != 0")));
        }
        if (to is Ty.RawPtr { Pointee: var target } && from is Ty.RawPtr { Pointee: var source }
            && target is (Ty.Dynamic or Ty.Slice) && source is not (Ty.Dynamic or Ty.Slice))
        {
            return checker.Diagnostics.Report(Diagnostic.Error(
                "E0607", $"cannot cast thin pointer `{f}` to wide pointer `{t}`", expr.Span));
        }
        if ((from is Ty.RawPtr && to is Ty.RawPtr) || (isFromScalar && to.IsScalar) || (from is Ty.Ref && to.IsNumeric) || (from is Ty.RawPtr && to.IsIntegral))
        {
            Diagnostic invalid = Diagnostic.Error("E0606", $"casting `{f}` as `{t}` is invalid", expr.Span);
            return checker.Diagnostics.Report(from is Ty.RawPtr { Pointee: Ty.Dynamic } && to is Ty.RawPtr { Pointee: Ty.Dynamic }
                ? invalid.WithNote("the trait objects may have different vtables")
                : invalid);
        }
        if (to is Ty.Ref { IsMutable: var isMutable } && from is Ty.RawPtr)
        {
            return checker.Diagnostics.Report(Diagnostic.Error("E0605", $"non-primitive cast: `{f}` as `{t}`", expr.Span)
                .WithPrimaryLabel("invalid cast")
                .WithVerboseSuggestion(
                    "consider borrowing the value", Applicability.MachineApplicable,
                    Wording.Insert(expr.Span, isMutable ? "&mut *" : "&*"),
                    new SuggestionEdit(new SourceSpan(expr.Operand.Span.Hi, expr.Span.Hi, expr.Span.Context), "")));
        }
        return checker.Diagnostics.Report(Diagnostic.Error("E0605", $"non-primitive cast: `{f}` as `{t}`", expr.Span)
            .WithPrimaryLabel("an `as` expression can only be used to convert between primitive types or to coerce to a specific trait object"));
    }

    public static ErrorReported NotAStruct(BodyChecker checker, SourceSpan span, Ty? found) =>
        checker.Diagnostics.Report(Diagnostic.Error(
                "E0071", $"expected struct, variant or union type, found {(found is null ? "another item" : $"`{checker.Print(found)}`")}", span)
            .WithPrimaryLabel("not a struct"));

    public static ErrorReported UnionFieldCount(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0784", "union expressions should have exactly one field", span));

    public static ErrorReported BaseOfNonStruct(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0436", "functional record update syntax requires a struct", span));

    public static ErrorReported NonExhaustiveConstructor(BodyChecker checker, SourceSpan span, Ty.Adt adt) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0639", "cannot create non-exhaustive struct using struct expression", span));

    public static ErrorReported NonExhaustivePattern(BodyChecker checker, SourceSpan span, Ty.Adt adt) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0638", "`..` required with struct marked as non-exhaustive", span));

    public static ErrorReported TupleVariantAsStruct(BodyChecker checker, SourceSpan span, Ty.Adt adt, VariantDef variant)
    {
        string path = adt.Def.IsEnum ? $"variant `{checker.PathOf(variant.Def)}`" : $"struct `{checker.PathOf(adt.Def.Id)}`";
        string kind = adt.Def.IsEnum ? "variant" : "struct";
        return checker.Diagnostics.Report(Diagnostic.Error("E0769", $"tuple {path} written as struct {kind}", span)
            .WithHelp($"use the tuple {kind} pattern syntax instead"));
    }

    public static ErrorReported FnCallInPattern(BodyChecker checker, SourceSpan span, Ty.Adt adt, HirIdent name) =>
        checker.Diagnostics.Report(Diagnostic.Error(
                "E0164", $"expected tuple struct or tuple variant, found associated function `{checker.Print(adt)}::{name.Name}`", span)
            .WithPrimaryLabel("`fn` calls are not allowed in patterns")
            .WithHelp("for more information, visit https://doc.rust-lang.org/book/ch19-00-patterns.html"));

    public static ErrorReported TraitObjectDerefPattern(BodyChecker checker, SourceSpan span, Ty ty)
    {
        string text = $"type `{checker.Print(ty)}` cannot be dereferenced";
        return checker.Diagnostics.Report(Diagnostic.Error("E0033", text, span).WithPrimaryLabel(text));
    }

    public static ErrorReported BindingModifierUnderReference(BodyChecker checker, SourceSpan span, bool isMutableReference) =>
        UnderDefaultBinding(checker, span, "binding modifiers may only be written when the default binding mode is `move`", "binding modifier", isMutableReference);

    public static ErrorReported ReferencePatternUnderReference(BodyChecker checker, SourceSpan span, bool isMutableReference) =>
        UnderDefaultBinding(checker, span, "reference patterns may only be written when the default binding mode is `move`", "reference pattern", isMutableReference);

    private static ErrorReported UnderDefaultBinding(BodyChecker checker, SourceSpan span, string message, string what, bool isMutableReference) =>
        checker.Diagnostics.Report(Diagnostic.ErrorWithoutCode(message, span)
            .WithPrimaryLabel($"{what} not allowed under `ref{(isMutableReference ? " mut" : "")}` default binding mode")
            .WithNote("for more information, see <https://doc.rust-lang.org/edition-guide/rust-2024/match-ergonomics.html>"));

    public static ErrorReported ReturnsTraitObject(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0746", "return type cannot be a trait object without pointer indirection", span)
            .WithPrimaryLabel("doesn't have a size known at compile-time"));

    public static ErrorReported NotTupleStructPattern(BodyChecker checker, SourceSpan span, Symbol name) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0164", $"expected tuple struct or tuple variant, found `{name}`", span)
            .WithPrimaryLabel("not a tuple struct or tuple variant"));

    public static ErrorReported TupleStructPatternCount(BodyChecker checker, HirPat.TupleStruct pat, AdtDef adt, VariantDef variant, int fields)
    {
        int given = pat.Elements.Length;
        string what = adt.IsEnum ? "tuple variant" : "tuple struct";
        string has = $"{fields} field{Wording.Plural(fields)}";
        SourceSpan first = given == 0 ? pat.Span : pat.Elements[0].Span;
        Diagnostic diagnostic = Diagnostic.Error(
            "E0023", $"this pattern has {given} field{Wording.Plural(given)}, but the corresponding {what} has {has}", first);
        string label = $"expected {has}, found {given}";
        if (given <= 1)
        {
            diagnostic.WithPrimaryLabel(label);
        }
        for (int i = 1; i < given; i++)
        {
            diagnostic.WithPrimarySpan(pat.Elements[i].Span, i == given - 1 ? label : "");
        }
        if (variant.Def.Crate == checker.Context.Crate)
        {
            for (int i = 0; i < fields; i++)
            {
                diagnostic.WithLabel(checker.Context.HeadSpanOf(variant.Fields[i].Def), i == fields - 1 ? $"{what} has {has}" : "");
            }
        }
        if (given < fields)
        {
            AddIgnoredFields(diagnostic, pat, given, fields);
        }
        return checker.Diagnostics.Report(diagnostic);
    }

    private static void AddIgnoredFields(Diagnostic diagnostic, HirPat.TupleStruct pat, int given, int fields)
    {
        SourceSpan end = new(pat.Span.Hi - 1, pat.Span.Hi - 1, pat.Span.Context);
        System.Text.StringBuilder wildcards = new();
        bool allWild = true;
        foreach (HirPat element in pat.Elements)
        {
            allWild &= element is HirPat.Wild;
        }
        for (int i = given; i < fields; i++)
        {
            wildcards.Append(i > 0 ? ", _" : "_");
        }
        diagnostic.WithVerboseSuggestion("use `_` to explicitly ignore each field", Applicability.MaybeIncorrect, new SuggestionEdit(end, wildcards.ToString()));
        if (allWild)
        {
            SourceSpan all = given == 0 ? end : pat.Elements[0].Span.To(pat.Elements[^1].Span);
            diagnostic.WithVerboseSuggestion("use `..` to ignore all fields", Applicability.MaybeIncorrect, new SuggestionEdit(all, ".."));
        }
        else if (fields - given > 1)
        {
            diagnostic.WithVerboseSuggestion("use `..` to ignore the rest of the fields", Applicability.MaybeIncorrect, new SuggestionEdit(end, ", .."));
        }
    }

    public static ErrorReported RangePatternType(BodyChecker checker, SourceSpan span, Ty ty) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0029", "only `char` and numeric types are allowed in range patterns", span)
            .WithPrimaryLabel($"this is of type `{checker.Print(ty)}` but it should be `char` or numeric"));

    public static ErrorReported NotASlice(BodyChecker checker, SourceSpan span, Ty ty) =>
        Silent(ty) ?? checker.Diagnostics.Report(Diagnostic.Error("E0529", $"expected an array or slice, found `{checker.Print(ty)}`", span)
            .WithPrimaryLabel($"pattern cannot match with input type `{checker.Print(ty)}`"));

    public static ErrorReported ArrayPatternLength(BodyChecker checker, HirPat.Slice pat, int count, ulong length)
    {
        string elements = $"{count} element{(count == 1 ? "" : "s")}";
        return checker.Diagnostics.Report(pat.Rest is null
            ? Diagnostic.Error("E0527", $"pattern requires {elements} but array has {length}", pat.Span)
                .WithPrimaryLabel($"expected {length} element{(length == 1 ? "" : "s")}")
            : Diagnostic.Error("E0528", $"pattern requires at least {elements} but array has {length}", pat.Span)
                .WithPrimaryLabel($"pattern cannot match array of {length} element{(length == 1 ? "" : "s")}"));
    }

    public static ErrorReported ArrayPatternUnknownLength(BodyChecker checker, SourceSpan span) =>
        checker.Diagnostics.Report(Diagnostic.Error("E0730", "cannot pattern-match on an array without a fixed length", span));

    private static Diagnostic NotFound(string message, SourceSpan span) => Diagnostic.Error("E0599", message, span);

    private static Diagnostic PrivateItem(HirIdent name) =>
        Diagnostic.Error("E0624", $"associated function `{name.Name}` is private", name.Span).WithPrimaryLabel("private associated function");

    private static ErrorReported MultipleApplicable(BodyChecker checker, HirIdent name, ProbeResult probe)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0034", "multiple applicable items in scope", name.Span)
            .WithPrimaryLabel($"multiple `{name.Name}` found");
        int number = 1;
        foreach (AssocItem item in probe.Ambiguous)
        {
            diagnostic.WithNote(checker.Context.Crates.SpanOf(item.Id), $"candidate #{number++} is defined in an impl or trait here");
        }
        return checker.Diagnostics.Report(diagnostic);
    }

    private static ErrorReported? Silent(Ty ty) => ty.HasError ? DiagnosticSink.Promise() : null;

    private static string Count(int count) => $"{count} argument{(count == 1 ? "" : "s")}";

    private static Ty Peel(Ty ty)
    {
        while (ty is Ty.Ref reference)
        {
            ty = reference.Pointee;
        }
        return ty;
    }

    private static string Name(BodyChecker checker, Ty ty) => ty is Ty.Adt adt ? adt.Def.Name.Text : checker.Print(ty);

    private static string Symbol(HirBinOp op) => op switch
    {
        HirBinOp.Add => "+",
        HirBinOp.Sub => "-",
        HirBinOp.Mul => "*",
        HirBinOp.Div => "/",
        HirBinOp.Rem => "%",
        HirBinOp.And => "&&",
        HirBinOp.Or => "||",
        HirBinOp.BitXor => "^",
        HirBinOp.BitAnd => "&",
        HirBinOp.BitOr => "|",
        HirBinOp.Shl => "<<",
        HirBinOp.Shr => ">>",
        HirBinOp.Eq => "==",
        HirBinOp.Lt => "<",
        HirBinOp.Le => "<=",
        HirBinOp.Ne => "!=",
        HirBinOp.Ge => ">=",
        HirBinOp.Gt => ">",
    };
}
