using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Check.Collect;

/// <summary>Generic arguments: matching what is written with the parameters, filling in defaults. [items.generics.param-default]</summary>
internal abstract partial class TypeLowerer
{
    /// <summary>
    /// The arguments of an item from the segment that names it. <paramref name="self"/> is a trait's self type;
    /// <paramref name="parentArgs"/> are the arguments of the item's parent, where it has one with parameters.
    /// </summary>
    public GenericArgs LowerArgs(DefId item, HirPathSegment segment, SourceSpan span, Ty? self, GenericArgs? parentArgs)
    {
        Generics generics = Context.GenericsOf(item);
        if (generics.Count == 0 && segment.Args is null)
        {
            return Common.EmptyArgs;
        }
        GenericArg[] args = new GenericArg[generics.Count];
        int filled = 0;
        if (parentArgs is not null)
        {
            parentArgs.AsSpan()[..generics.ParentCount].CopyTo(args);
            filled = generics.ParentCount;
        }
        if (generics.HasSelf && generics.ParentCount == 0)
        {
            args[0] = self ?? Common.SelfParam;
            filled = 1;
        }
        // In `<T as Trait>` what is not written is the default; only a trait named without its self type is inferred whole.
        bool mayInfer = self is null or Ty.Infer || parentArgs is not null;
        FillOwnArgs(generics, filled, segment, span, args, mayInfer);
        return Types.Args(args);
    }

    /// <summary>Set when arguments did not fit the item they were written for; the type is poison even if it has no parameters.</summary>
    private ErrorReported? _argsMismatch;

    /// <summary>The arguments of an associated item: its container's, then its own from the segment.</summary>
    public GenericArgs LowerOwnArgs(DefId item, HirPathSegment segment, SourceSpan span, GenericArgs parentArgs) =>
        Context.GenericsOf(item).Own.Length == 0 && segment.Args is null
            ? parentArgs
            : LowerArgs(item, segment, span, null, parentArgs);

    private void FillOwnArgs(Generics generics, int filled, HirPathSegment segment, SourceSpan span, GenericArg[] args, bool mayInfer)
    {
        ImmutableArray<HirGenericArg> written = segment.Args?.Args ?? [];
        int lifetimes = 0;
        while (lifetimes < written.Length && written[lifetimes] is HirGenericArg.Lifetime)
        {
            lifetimes++;
        }
        ErrorReported? mismatch = CheckCounts(generics, filled, segment, written, lifetimes, span);
        _argsMismatch = mismatch;
        int nextLifetime = 0;
        int nextOther = lifetimes;
        bool infers = InfersArgs && mayInfer && (segment.InferArgs || segment.Args is null || lifetimes == written.Length);
        foreach (GenericParamDef param in generics.Own)
        {
            if (param.Index < filled)
            {
                continue;
            }
            if (param.Kind == GenericParamKind.Lifetime)
            {
                args[param.Index] = nextLifetime < lifetimes
                    ? Lower(((HirGenericArg.Lifetime)written[nextLifetime++]).Value)
                    : InferRegion(span);
            }
            else if (mismatch is not null)
            {
                args[param.Index] = param.Kind == GenericParamKind.Type ? Types.ErrorTy(mismatch) : Types.ErrorConst(mismatch);
            }
            else if (param.IsSynthetic)
            {
                args[param.Index] = InferTy(span);
            }
            else if (nextOther < written.Length)
            {
                args[param.Index] = LowerArg(param, segment, written[nextOther++], args);
            }
            else
            {
                args[param.Index] = MissingArg(param, infers, args, span);
            }
        }
    }

    private GenericArg LowerArg(GenericParamDef param, HirPathSegment segment, HirGenericArg written, GenericArg[] before)
    {
        switch (param.Kind, written)
        {
            case (GenericParamKind.Type, HirGenericArg.Type it):
                return LowerTypeArg(param, segment, it.Value);
            case (GenericParamKind.Type, HirGenericArg.Infer it):
                return InferTy(it.Span);
            case (GenericParamKind.Const, HirGenericArg.Const it):
                return Lower(it.Value, Instantiate(Context.TypeOf(param.Def), before));
            case (GenericParamKind.Const, HirGenericArg.Infer it):
                return InferConst(it.Span);
            case (GenericParamKind.Const, HirGenericArg.Type { Value: HirTy.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.ConstParam, Id: var id } } } }):
                return LowerConstParam(id);
            case (GenericParamKind.Const, HirGenericArg.Type { Value: HirTy.Path { QPath: HirQPath.Resolved { SelfTy: null } path } }):
                return Lower(new HirConstArg.Path(written is HirGenericArg.Type type ? type.Value.Id : default, path), Instantiate(Context.TypeOf(param.Def), before));
            case (GenericParamKind.Const, HirGenericArg.Type { Value: HirTy.Infer it }):
                return InferConst(it.Span);
            case (GenericParamKind.Type, _):
                return Types.ErrorTy(TypeLoweringErrors.WrongKindOfArg(Context.Diagnostics, written.Span, "Constant", "type"));
            case (GenericParamKind.Const, _):
                return Types.ErrorConst(TypeLoweringErrors.WrongKindOfArg(Context.Diagnostics, written.Span, "Type", "constant"));
            default:
                throw new CompilerBug("a lifetime parameter among types");
        }
    }

    private GenericArg MissingArg(GenericParamDef param, bool infers, GenericArg[] before, SourceSpan span)
    {
        if (!infers && param.HasDefault)
        {
            if (before is [Ty self, ..] && self == DummySelf && param.Kind == GenericParamKind.Type && MentionsSelf(Context.TypeOf(param.Def)))
            {
                return Types.ErrorTy(TypeLoweringErrors.DefaultMentionsSelf(Context, span, param));
            }
            return param.Kind == GenericParamKind.Type
                ? Instantiate(Context.TypeOf(param.Def), before)
                : InstantiateConst(Context.ConstParamDefaultOf(param.Def), before);
        }
        if (infers)
        {
            return param.Kind == GenericParamKind.Type ? InferTy(span) : InferConst(span);
        }
        // The count was reported already.
        ErrorReported reported = DiagnosticSink.Promise();
        return param.Kind == GenericParamKind.Type ? Types.ErrorTy(reported) : Types.ErrorConst(reported);
    }

    private static bool MentionsSelf(Ty ty)
    {
        SelfFinder finder = new();
        finder.Visit(ty);
        return finder.IsFound;
    }

    private sealed class SelfFinder : TypeVisitor
    {
        public bool IsFound { get; private set; }

        public override bool Visit(Ty ty)
        {
            IsFound |= ty is Ty.Param { Index: 0, Name.Text: "Self" };
            return SuperVisit(ty);
        }
    }

    /// <summary>A default may mention the parameters before it; those after it are not known yet.</summary>
    private Ty Instantiate(Ty ty, GenericArg[] before) => ty.HasParam ? Types.Instantiate(ty, KnownArgs(before)) : ty;

    private Const InstantiateConst(Const constant, GenericArg[] before) =>
        constant.HasParam ? Types.Instantiate(constant, KnownArgs(before)) : constant;

    private GenericArgs KnownArgs(GenericArg[] before)
    {
        int known = 0;
        while (known < before.Length && before[known] is not null)
        {
            known++;
        }
        return Types.Args(before.AsSpan(0, known));
    }

    /// <summary>Null if there are as many as may be.</summary>
    private ErrorReported? CheckCounts(
        Generics generics, int filled, HirPathSegment segment, ImmutableArray<HirGenericArg> written, int lifetimes, SourceSpan span)
    {
        int lifetimeParams = 0;
        int required = 0;
        int allowed = 0;
        bool hasSynthetic = false;
        foreach (GenericParamDef param in generics.Own)
        {
            if (param.Index < filled)
            {
                continue;
            }
            if (param.Kind == GenericParamKind.Lifetime)
            {
                lifetimeParams++;
                continue;
            }
            if (param.IsSynthetic)
            {
                hasSynthetic = true;
                continue;
            }
            allowed++;
            required += param.HasDefault ? 0 : 1;
        }
        int others = written.Length - lifetimes;
        bool mayOmit = InfersArgs && others == 0;
        // Late-bound lifetimes may be written where the function has no early-bound ones; they are checked with the signature.
        bool lifetimesFit = lifetimes == 0 || lifetimes == lifetimeParams || (generics.HasLateBoundRegions && lifetimeParams == 0);
        if (!lifetimesFit)
        {
            return WrongArgCount.Report(
                Context, new WrongArgCount(generics, segment, "lifetime", lifetimeParams, lifetimeParams, lifetimes, written, 0, InfersArgs, span));
        }
        if (others > allowed || (others < required && !mayOmit && !hasSynthetic))
        {
            return WrongArgCount.Report(
                Context, new WrongArgCount(generics, segment, "generic", required, allowed, others, written, lifetimes, InfersArgs, span));
        }
        return null;
    }
}
