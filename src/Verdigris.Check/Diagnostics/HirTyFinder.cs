using System;
using System.Collections.Generic;
using Verdigris.Hir;

namespace Verdigris.Check.Diagnostics;

/// <summary>The types written inside a type, outermost first.</summary>
internal static class HirTyFinder
{
    /// <summary>Adds the type and those inside it that pass a test.</summary>
    public static void FindAll(HirTy ty, Func<HirTy, bool> isWanted, List<HirTy> found)
    {
        if (isWanted(ty))
        {
            found.Add(ty);
        }
        foreach (HirTy part in PartsOf(ty))
        {
            FindAll(part, isWanted, found);
        }
    }

    /// <summary>What a type is made of; not what stands in the bounds of a trait object.</summary>
    public static List<HirTy> PartsOf(HirTy ty)
    {
        List<HirTy> parts = [];
        switch (ty)
        {
            case HirTy.Slice it:
                parts.Add(it.Element);
                break;
            case HirTy.Array it:
                parts.Add(it.Element);
                break;
            case HirTy.Ptr it:
                parts.Add(it.Pointee);
                break;
            case HirTy.Ref it:
                parts.Add(it.Pointee);
                break;
            case HirTy.Tuple it:
                parts.AddRange(it.Elements);
                break;
            case HirTy.FnPtr it:
                parts.AddRange(it.Decl.Inputs);
                if (it.Decl.Output is { } output)
                {
                    parts.Add(output);
                }
                break;
            case HirTy.Path { QPath: HirQPath.Resolved it }:
                if (it.SelfTy is { } self)
                {
                    parts.Add(self);
                }
                foreach (HirPathSegment segment in it.Path.Segments)
                {
                    AddArgs(segment, parts);
                }
                break;
            case HirTy.Path { QPath: HirQPath.TypeRelative it }:
                parts.Add(it.SelfTy);
                AddArgs(it.Segment, parts);
                break;
        }
        return parts;
    }

    private static void AddArgs(HirPathSegment segment, List<HirTy> parts)
    {
        foreach (HirGenericArg arg in segment.Args?.Args ?? [])
        {
            if (arg is HirGenericArg.Type it)
            {
                parts.Add(it.Value);
            }
        }
    }
}
