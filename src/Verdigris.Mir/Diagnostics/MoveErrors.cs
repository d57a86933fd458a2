using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.Moves;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Uses of what is not there: E0381, E0382; moves out of what must stay: E0507, E0508, E0509.</summary>
internal static class MoveErrors
{
    public static ErrorReported Uninitialised(
        TypeContext context, Body body, Place place, SourceSpan span, UseVerb verb, bool isPossibly, DiagnosticSink sink)
    {
        string name = PlaceNames.Describe(context, body, place) ?? "value";
        string possibly = isPossibly ? "possibly-uninitialized" : "isn't initialized";
        string what = verb switch
        {
            UseVerb.PartlyAssigned => $"partially assigned binding `{name}` isn't fully initialized",
            _ => isPossibly ? $"used binding `{name}` is {possibly}" : $"used binding `{name}` {possibly}",
        };
        Diagnostic diagnostic = Diagnostic.Error("E0381", what, span)
            .WithPrimaryLabel($"`{name}` used here but it {(isPossibly ? "is possibly-uninitialized" : "isn't initialized")}");
        diagnostic.WithLabel(body.Locals[place.Local].Source.Span, "binding declared here but left uninitialized");
        return sink.Report(diagnostic);
    }

    public static ErrorReported UseAfterMove(
        TypeContext context, Body body, Place place, Place moved, SourceSpan span, UseVerb verb, Location use, List<Location> moves, DiagnosticSink sink)
    {
        string? name = PlaceNames.Describe(context, body, place);
        string named = name is null ? "value" : $"`{name}`";
        bool isPartial = moved.Projection.Length > place.Projection.Length;
        string partially = isPartial ? "partially " : "";
        string action = verb == UseVerb.Borrowed ? "borrow" : verb == UseVerb.PartlyAssigned ? "assign to part" : "use";
        Ty ty = PlaceTy.Of(body, moved, context.Types).Ty;
        TyPrinter printer = new(context.Crates);
        Diagnostic diagnostic = Diagnostic.Error(
            "E0382", name is null ? $"{action} of {partially}moved value" : $"{action} of {partially}moved value: {named}", span);
        string done = verb switch
        {
            UseVerb.Borrowed => "borrowed",
            UseVerb.PartlyAssigned => "partially assigned",
            _ => "used",
        };
        foreach (Location move in moves)
        {
            SourceSpan moveSpan = body.SourceInfoAt(move).Span;
            if (move == use || moveSpan == span)
            {
                diagnostic.WithPrimaryLabel("value moved here, in previous iteration of loop");
            }
            else
            {
                diagnostic.WithLabel(moveSpan, $"value {partially}moved here");
            }
        }
        if (diagnostic.PrimaryLabel is null)
        {
            diagnostic.WithPrimaryLabel($"value {done} here after {(isPartial ? "partial " : "")}move");
        }
        LocalDecl local = body.Locals[place.Local];
        if (local.IsUserVariable && !isPartial)
        {
            diagnostic.WithLabel(
                local.Source.Span, $"move occurs because {named} has type `{printer.Print(ty)}`, which does not implement the `Copy` trait");
        }
        else
        {
            diagnostic.WithNote($"move occurs because value has type `{printer.Print(ty)}`, which does not implement the `Copy` trait");
        }
        return sink.Report(diagnostic);
    }

    public static ErrorReported IllegalMove(TypeContext context, Body body, IllegalMove move, DiagnosticSink sink)
    {
        SourceSpan span = body.SourceInfoAt(move.Location).Span;
        TyPrinter printer = new(context.Crates);
        string? name = PlaceNames.Describe(context, body, move.Place);
        Ty movedTy = PlaceTy.Of(body, move.Place, context.Types).Ty;
        string because = name is null
            ? $"move occurs because value has type `{printer.Print(movedTy)}`, which does not implement the `Copy` trait"
            : $"move occurs because `{name}` has type `{printer.Print(movedTy)}`, which does not implement the `Copy` trait";
        switch (move.Kind)
        {
            case IllegalMoveKind.InteriorOfDrop:
                return sink.Report(Diagnostic.Error(
                        "E0509", $"cannot move out of type `{printer.Print(move.Ty)}`, which implements the `Drop` trait", span)
                    .WithPrimaryLabel("cannot move out of here")
                    .WithNote(because));
            case IllegalMoveKind.Indexed:
                return sink.Report(Diagnostic.Error(
                        "E0508", $"cannot move out of type `{printer.Print(move.Ty)}`, a non-copy {(move.Ty is Ty.Slice ? "slice" : "array")}", span)
                    .WithPrimaryLabel("cannot move out of here")
                    .WithNote(because));
            default:
            {
                string what = body.Locals[move.Place.Local].Info.Kind == LocalKind.StaticRef
                    ? $"static item `{context.Crates.NameOf(body.Locals[move.Place.Local].Info.Def)}`"
                    : move.Ty is Ty.RawPtr
                        ? $"`{name ?? "*ptr"}` which is behind a raw pointer"
                        : name is null
                            ? $"a {(move.Ty is Ty.Ref { IsMutable: true } ? "mutable" : "shared")} reference"
                            : $"`{name}` which is behind a {(move.Ty is Ty.Ref { IsMutable: true } ? "mutable" : "shared")} reference";
                return sink.Report(Diagnostic.Error("E0507", $"cannot move out of {what}", span).WithPrimaryLabel(because));
            }
        }
    }
}
