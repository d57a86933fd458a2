using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Writes to what is not mutable: E0384, E0594, E0596.</summary>
internal sealed partial class BorrowReporter
{
    /// <summary>E0384</summary>
    public void AssignTwice(Local local, Location location, SourceSpan span)
    {
        LocalDecl declaration = _body.Locals[local];
        string name = declaration.Info.Name is { } symbol ? $"`{symbol.Text}`" : "value";
        bool isParameter = _body.IsArg(local);
        Diagnostic diagnostic = Diagnostic.Error(
            "E0384", isParameter ? $"cannot assign to immutable argument {name}" : $"cannot assign twice to immutable variable {name}", span);
        if (isParameter)
        {
            diagnostic.WithPrimaryLabel("cannot assign to immutable argument");
        }
        else
        {
            diagnostic.WithPrimaryLabel("cannot assign twice to immutable variable");
            Location? first = EverInitialised.FirstInitOf(_body, local);
            SourceSpan firstSpan = first is { } at ? _body.SourceInfoAt(at).Span : declaration.Source.Span;
            if (first is null || declaration.Source.Span.Contains(firstSpan) || IsInitialisedByLet(local))
            {
                diagnostic.WithLabel(declaration.Source.Span, $"first assignment to {name}");
            }
            else if (firstSpan != span)
            {
                diagnostic.WithLabel(firstSpan, $"first assignment to {name}");
            }
        }
        SuggestMut(diagnostic, declaration);
        Buffer(diagnostic);
    }

    /// <summary>Whether a <c>let</c> gives the variable its first value, and no assignment later.</summary>
    private bool IsInitialisedByLet(Local local)
    {
        foreach (BasicBlockData block in _body.Blocks.AsSpan())
        {
            foreach (Statement statement in block.Statements)
            {
                if (statement is Statement.FakeRead { Cause: FakeReadCause.ForLet } read && read.Place.AsLocal == local)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static void SuggestMut(Diagnostic diagnostic, LocalDecl declaration)
    {
        if (declaration.Info is { Kind: LocalKind.Variable or LocalKind.SelfParam, IsByRefBinding: false })
        {
            diagnostic.WithVerboseSuggestion(
                "consider making this binding mutable", Applicability.MachineApplicable, new SuggestionEdit(declaration.Source.Span.ShrinkToLo(), "mut "));
        }
    }

    /// <summary>E0594</summary>
    public void CannotAssign(Place place, Place obstacle, Location location, SourceSpan span) =>
        Immutable("E0594", place, obstacle, location, span, isBorrow: false);

    /// <summary>E0596</summary>
    public void CannotBorrowAsMutable(Place place, Place obstacle, Location location, SourceSpan span) =>
        Immutable("E0596", place, obstacle, location, span, isBorrow: true);

    private void Immutable(string code, Place place, Place obstacle, Location location, SourceSpan span, bool isBorrow)
    {
        UseSpans spans = SpansAt(location);
        SourceSpan at = isBorrow ? spans.VarOrUse : span;
        (string? item, string reason) = ItemAndReason(place, obstacle, isBorrow);
        string described = item ?? "value";
        string message = isBorrow ? $"cannot borrow {described} as mutable{reason}" : $"cannot assign to {described}{reason}";
        Diagnostic diagnostic = Diagnostic.Error(code, message, at);
        AddMutabilityHelp(diagnostic, place, obstacle, isBorrow);
        Buffer(diagnostic);
    }

    /// <summary>What cannot be written, and why.</summary>
    private (string? Item, string Reason) ItemAndReason(Place place, Place obstacle, bool isBorrow)
    {
        string? accessed = Describe(place) is { } name ? $"`{name}`" : null;
        LocalDecl root = _body.Locals[obstacle.Local];
        if (_upvars.FieldOf(obstacle) is { } upvar)
        {
            string variable = _upvars.NameOf(upvar) ?? "value";
            if (_upvars.Captures[upvar].IsMutable)
            {
                // The variable is mutable; the closure may not change it.
                return (accessed, ", as it is a captured variable in a `Fn` closure");
            }
            return (accessed, accessed is null || accessed == $"`{variable}`" ? ", as it is not declared as mutable" : $", as `{variable}` is not declared as mutable");
        }
        if (obstacle.Projection.Length == 0)
        {
            string local = root.Info.Name is { } symbol ? $"`{symbol.Text}`" : "value";
            return (accessed, place.AsLocal is not null ? ", as it is not declared as mutable" : $", as {local} is not declared as mutable");
        }
        // Behind a reference or pointer.
        Place pointer = obstacle.Base();
        if (root.Info.Kind == LocalKind.StaticRef && obstacle.Projection.Length == 1)
        {
            string what = $"`{_context.Crates.NameOf(root.Info.Def).Text}`";
            return place.Projection.Length == 1 ? ($"immutable static item {what}", "") : (accessed, $", as {what} is an immutable static item");
        }
        if (root.Info.Kind == LocalKind.RefForGuard && obstacle.Projection.Length == 1)
        {
            return (accessed, ", as it is immutable for the pattern guard");
        }
        if (_regions.Universal.ClosureEnv.IsSome && pointer.AsLocal is { Index: 1 })
        {
            return (accessed, ", as `Fn` closures cannot mutate their captured variables");
        }
        string kind = PlaceTy.Of(_body, pointer, _context.Types).Ty is Ty.RawPtr ? "`*const` pointer" : "`&` reference";
        return accessed is null ? ($"data in a {kind}", "") : (accessed, $", {(isBorrow ? "as it" : "which")} is behind a {kind}");
    }

    private void AddMutabilityHelp(Diagnostic diagnostic, Place place, Place obstacle, bool isBorrow)
    {
        string label = isBorrow ? "cannot borrow as mutable" : "cannot assign";
        LocalDecl root = _body.Locals[obstacle.Local];
        if (_upvars.FieldOf(obstacle) is { } upvar)
        {
            AddUpvarHelp(diagnostic, upvar, label);
            return;
        }
        if (root.Info.Kind == LocalKind.RefForGuard && obstacle.Projection.Length == 1)
        {
            diagnostic.WithPrimaryLabel(label).WithNote("variables bound in patterns are immutable until the end of the pattern guard");
            return;
        }
        if (obstacle.AsLocal is not null)
        {
            diagnostic.WithPrimaryLabel(label);
            if (isBorrow && root.Ty is Ty.Closure closure && ClosureKindOriginOf(closure.Def) is { Place: { } mutated } origin
                && CaptureName(closure.Def, mutated) is { } variable)
            {
                string reason = mutated.Kind == CaptureKind.Value ? "possible mutation" : "mutable borrow";
                diagnostic.WithLabel(origin.Span, $"calling `{root.Info.Name?.Text}` requires mutable binding due to {reason} of `{variable}`");
            }
            if (root.IsUserVariable)
            {
                diagnostic.WithVerboseSuggestion(
                    "consider changing this to be mutable", Applicability.MachineApplicable, new SuggestionEdit(root.Source.Span.ShrinkToLo(), "mut "));
            }
            return;
        }
        Place pointer = obstacle.Base();
        if (pointer.AsLocal is { } local && _body.Locals[local] is { IsUserVariable: true } declaration && declaration.Ty is Ty.Ref or Ty.RawPtr)
        {
            string name = declaration.Info.Name!.Text;
            string pointerKind = declaration.Ty is Ty.Ref ? "`&` reference" : "`*const` pointer";
            diagnostic.WithPrimaryLabel(
                $"`{name}` is a {pointerKind}, so it cannot be {(isBorrow ? "borrowed as mutable" : "written to")}");
            SuggestMutReference(diagnostic, local, declaration);
            return;
        }
        diagnostic.WithPrimaryLabel(label);
    }

    /// <summary>The captured variable is not <c>mut</c>, or the closure is to be callable while shared.</summary>
    private void AddUpvarHelp(Diagnostic diagnostic, int upvar, string label)
    {
        CapturedPlace capture = _upvars.Captures[upvar];
        SourceSpan? declared = DeclarationOf(capture.Variable);
        diagnostic.WithPrimaryLabel(label);
        if (!capture.IsMutable)
        {
            if (declared is { } variable)
            {
                diagnostic.WithVerboseSuggestion("consider changing this to be mutable", Applicability.MachineApplicable, new SuggestionEdit(variable.ShrinkToLo(), "mut "));
            }
            return;
        }
        if (declared is { } outside)
        {
            diagnostic.WithLabel(outside, $"`{_upvars.NameOf(upvar)}` declared here, outside the closure");
        }
        if (_crate.Hir.NodeOf(_body.Def) is not HirNode.Closure { Value: var closure })
        {
            return;
        }
        diagnostic.WithLabel(closure.DeclSpan, "in this closure");
        if (_crate.BodyOf(_crate.BodyOwnerOf(_body.Def)) is not { } hir)
        {
            return;
        }
        BodySyntax around = new(hir);
        HirExpr? call = around.Innermost(closure.Span) is { } expr ? around.ParentOf(expr) : null;
        if (CalledWithClosure(call, closure) is var (callee, index, name))
        {
            if (callee.Crate == _body.Def.Crate && _crate.HirSigOf(callee) is { } sig && index < sig.Decl.Inputs.Length)
            {
                diagnostic.WithLabel(sig.Decl.Inputs[index].Span, "change this to accept `FnMut` instead of `Fn`");
                diagnostic.WithLabel(name, "expects `Fn` instead of `FnMut`");
            }
        }
    }

    private (DefId Callee, int Index, SourceSpan Name)? CalledWithClosure(HirExpr? call, HirExpr.Closure closure)
    {
        TypeckResults results = _crate.TypeckOf(_context, _body.Def);
        (DefId Callee, System.Collections.Immutable.ImmutableArray<HirExpr> Args, int Offset, SourceSpan Name)? found = call switch
        {
            HirExpr.Call it when results.TryTypeOf(it.Callee.Id) is Ty.FnDef def => (def.Def, it.Args, 0, it.Callee.Span),
            HirExpr.MethodCall it when results.TypeDependentDefOf(it.Id) is { } method => (method.Def, it.Args, 1, it.CallSpan),
            _ => null,
        };
        for (int i = 0; i < found?.Args.Length; i++)
        {
            if (found.Value.Args[i].Id == closure.Id)
            {
                return (found.Value.Callee, i + found.Value.Offset, found.Value.Name);
            }
        }
        return null;
    }

    private void SuggestMutReference(Diagnostic diagnostic, Local local, LocalDecl declaration)
    {
        if (!_body.IsArg(local) || NewNames().ReferenceSyntaxOf(local) is not { } ampersand)
        {
            return;
        }
        string what = declaration.Ty is Ty.Ref ? "reference" : "pointer";
        diagnostic.WithVerboseSuggestion(
            $"consider changing this to be a mutable {what}", Applicability.MachineApplicable, new SuggestionEdit(ampersand.ShrinkToHi(), "mut "));
    }
}
