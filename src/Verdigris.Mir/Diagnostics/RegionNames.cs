using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Diagnostics;

/// <summary>A region's name in a message, and the label that says which region it is.</summary>
/// <param name="IsWritten">The user wrote it: nothing has to be explained but where.</param>
internal sealed record RegionName(string Text, SourceSpan Span, string? Label, bool IsWritten);

/// <summary>
/// Names for universal regions: the user's own, or <c>'1</c>, <c>'2</c> … with a label at the type that has the region. One
/// object a diagnostic, so that numbers begin anew.
/// </summary>
internal sealed class RegionNames(
    Body body, TypeContext context, LocalCrateFacts crate, RegionInference inference, IdMap<Local, Ty> localTypes, TyText text)
{
    private readonly Dictionary<RegionVid, RegionName> _given = [];
    private int _next = 1;

    public RegionName? NameOf(RegionVid region)
    {
        if (_given.TryGetValue(region, out RegionName? known))
        {
            return known;
        }
        RegionName? name = Written(region) ?? FromArgument(region) ?? FromUpvar(region) ?? FromEnv(region) ?? FromOutput(region);
        if (name is not null)
        {
            _given.Add(region, name);
        }
        return name;
    }

    /// <summary>Labels saying which regions were meant.</summary>
    public void Explain(Diagnostic diagnostic)
    {
        foreach (RegionName name in _given.Values)
        {
            if (name.Label is { } label && !name.Span.IsDummy)
            {
                diagnostic.WithLabel(name.Span, label);
            }
        }
    }

    /// <summary>The parameter whose type has the region, from 0 without the closure itself; null if there is none.</summary>
    public int? ArgumentWith(RegionVid region)
    {
        int first = crate.Hir.NodeOf(body.Def) is HirNode.Closure ? 2 : 1;
        for (int i = first; i <= body.ArgCount; i++)
        {
            if (i - 1 < inference.Universal.Inputs.Count && Mentions(inference.Universal.Inputs[i - 1], region))
            {
                return i - first;
            }
        }
        return null;
    }

    /// <summary>Name and span of the parameter with the region.</summary>
    public (string? Name, SourceSpan Span)? ArgumentNameAndSpan(RegionVid region)
    {
        if (ArgumentWith(region) is not { } index)
        {
            return null;
        }
        Local local = LocalOfArgument(index);
        LocalDecl declaration = body.Locals[local];
        return (declaration.Info.Name?.Text, PatternSpanOf(index) ?? declaration.Source.Span);
    }

    public Local LocalOfArgument(int index) => Local.FromIndex(index + (crate.Hir.NodeOf(body.Def) is HirNode.Closure ? 2 : 1));

    /// <summary>The variable that the closure captured in a type with the region.</summary>
    public int? UpvarWith(RegionVid region)
    {
        if (body.ArgCount == 0 || crate.Hir.NodeOf(body.Def) is not HirNode.Closure || inference.Universal.Inputs is not [var self, ..])
        {
            return null;
        }
        Ty closure = self is Ty.Ref reference ? reference.Pointee : self;
        if ((closure switch { Ty.Closure it => it.UpvarsTy, Ty.Coroutine it => it.UpvarsTy, _ => null }) is Ty.Tuple upvars)
        {
            for (int i = 0; i < upvars.Elements.Count; i++)
            {
                if (Mentions(upvars.Elements[i], region))
                {
                    return i;
                }
            }
        }
        return null;
    }

    /// <summary>The <c>&amp;</c> or <c>*const</c> of a parameter's written type; null if it is none.</summary>
    public SourceSpan? ReferenceSyntaxOf(Local argument)
    {
        int index = argument.Index - (crate.Hir.NodeOf(body.Def) is HirNode.Closure ? 2 : 1);
        return index < 0 ? null : TypeSyntaxOf(index) switch
        {
            HirTy.Ref it => new SourceSpan(it.Span.Lo, it.Lifetime.Ident.Name.Text.Length > 1 && it.Lifetime.Span.Hi > it.Lifetime.Span.Lo ? it.Lifetime.Span.Hi : it.Span.Lo + 1, it.Span.Context),
            _ => null,
        };
    }

    private bool Mentions(Ty ty, RegionVid region) => inference.Regions.FreeRegionsOf(ty).Contains(region);

    private RegionName? Written(RegionVid region)
    {
        switch (inference.Regions.Definitions[region].Named)
        {
            case Region.Static:
                return new RegionName("'static", default, null, IsWritten: true);
            case Region.EarlyParam it when it.Name.Text is not ("'_" or ""):
                return Declared(it.Name.Text, context.Crates.SpanOf(it.Def));
            case Region.LateParam { Decl: { Def.IsSome: true } decl } when decl.Name.Text is not ("'_" or ""):
                return Declared(decl.Name.Text, context.Crates.SpanOf(decl.Def));
            default:
                return null;
        }
    }

    private static RegionName Declared(string name, SourceSpan span) => new(name, span, $"lifetime `{name}` defined here", IsWritten: true);

    private string NextName() => $"'{_next++}";

    private RegionName? FromArgument(RegionVid region)
    {
        if (ArgumentWith(region) is not { } index)
        {
            return null;
        }
        string name = NextName();
        if (TypeSyntaxOf(index) is { } written)
        {
            if (FindReference(written, inference.Universal.Inputs[LocalOfArgument(index).Index - 1], region) is { } reference)
            {
                return new RegionName(name, reference, $"let's call the lifetime of this reference `{name}`", IsWritten: false);
            }
            if (written is not HirTy.Infer and not HirTy.ImplicitSelf)
            {
                SourceSpan span = written.Span;
                return new RegionName(name, span, $"has type `{text.WithRegion(inference.Universal.Inputs[LocalOfArgument(index).Index - 1], region, name)}`", IsWritten: false);
            }
        }
        Local local = LocalOfArgument(index);
        SourceSpan pattern = PatternSpanOf(index) ?? body.Locals[local].Source.Span;
        return new RegionName(
            name, pattern, $"has type `{text.WithRegion(inference.Universal.Inputs[local.Index - 1], region, name)}`", IsWritten: false);
    }

    private SourceSpan? PatternSpanOf(int index) =>
        crate.BodyOf(body.Def) is { } hir && index < hir.Params.Length ? hir.Params[index].Pat.Span : null;

    private HirTy? TypeSyntaxOf(int index)
    {
        HirFnDecl? decl = crate.Hir.NodeOf(body.Def) is HirNode.Closure closure ? closure.Value.Decl : crate.HirSigOf(body.Def)?.Decl;
        return decl is not null && index < decl.Inputs.Length ? decl.Inputs[index] : null;
    }

    /// <summary>The <c>&amp;</c> of the reference type with the region.</summary>
    private SourceSpan? FindReference(HirTy syntax, Ty ty, RegionVid region)
    {
        switch (syntax, ty)
        {
            case (HirTy.Ref reference, Ty.Ref it):
                if (inference.Regions.VidOf(it.Region) == region)
                {
                    return new SourceSpan(reference.Span.Lo, reference.Span.Lo + 1, reference.Span.Context);
                }
                return FindReference(reference.Pointee, it.Pointee, region);
            case (HirTy.Slice slice, Ty.Slice it):
                return FindReference(slice.Element, it.Element, region);
            case (HirTy.Path { QPath: HirQPath.Resolved { Path.Segments: [.., { Args: { } written }] } }, Ty.Adt it):
            {
                int at = 0;
                foreach (HirGenericArg arg in written.Args)
                {
                    if (arg is not HirGenericArg.Type type)
                    {
                        continue;
                    }
                    while (at < it.Args.Count && it.Args[at] is not Ty)
                    {
                        at++;
                    }
                    if (at < it.Args.Count && FindReference(type.Value, it.Args.TypeAt(at++), region) is { } found)
                    {
                        return found;
                    }
                }
                return null;
            }
            case (HirTy.Tuple tuple, Ty.Tuple it):
                for (int i = 0; i < tuple.Elements.Length && i < it.Elements.Count; i++)
                {
                    if (FindReference(tuple.Elements[i], it.Elements[i], region) is { } found)
                    {
                        return found;
                    }
                }
                return null;
            default:
                return null;
        }
    }

    private RegionName? FromUpvar(RegionVid region)
    {
        if (UpvarWith(region) is not { } index)
        {
            return null;
        }
        string name = NextName();
        var captures = crate.TypeckOf(context, body.Def).Captures[body.Def];
        SourceSpan span = index < captures.Length ? captures[index].PathSpan : body.Span;
        return new RegionName(name, span, $"lifetime `{name}` appears in the type of the captured variable", IsWritten: false);
    }

    private RegionName? FromEnv(RegionVid region)
    {
        if (!inference.Universal.ClosureEnv.IsSome || region != inference.Universal.ClosureEnv || crate.Hir.NodeOf(body.Def) is not HirNode.Closure closure)
        {
            return null;
        }
        string name = NextName();
        return new RegionName(name, closure.Value.DeclSpan, $"lifetime `{name}` represents this closure's body", IsWritten: false);
    }

    private RegionName? FromOutput(RegionVid region)
    {
        // An item has no locals.
        if (!Mentions(inference.Universal.Output, region) && (localTypes.Count == 0 || !Mentions(localTypes[Local.ReturnPlace], region)))
        {
            return null;
        }
        string name = NextName();
        bool isClosure = crate.Hir.NodeOf(body.Def) is HirNode.Closure;
        HirTy? written = crate.Hir.NodeOf(body.Def) is HirNode.Closure closure ? closure.Value.Decl.Output : crate.HirSigOf(body.Def)?.Decl.Output;
        if (written is not null && FindReference(written, inference.Universal.Output, region) is { } reference)
        {
            return new RegionName(name, reference, $"let's call the lifetime of this reference `{name}`", IsWritten: false);
        }
        SourceSpan span = written?.Span ?? (crate.BodyOf(body.Def)?.Value.Span.ShrinkToLo() ?? body.Span);
        string what = text.WithRegion(inference.Universal.Output, region, name);
        return new RegionName(name, span, $"return type{(isClosure ? " of closure" : "")} is {what}", IsWritten: false);
    }
}
