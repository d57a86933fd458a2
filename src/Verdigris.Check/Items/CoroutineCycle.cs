using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Check.Items;

/// <summary>
/// No future contains itself without a pointer between: it would have no size (E0733). Walks depth-first what coroutines keep
/// by value. Requires: the MIR of the crate's coroutines can be built.
/// </summary>
public sealed class CoroutineCycle
{
    private const int MaxDepth = 128;

    private readonly TypeContext _context;
    private readonly LocalCrateFacts _crate;
    private readonly HashSet<Ty> _done = [];
    private readonly List<(DefId Coroutine, SourceSpan Use)> _path = [];
    private readonly HashSet<DefId> _reported = [];

    private CoroutineCycle(TypeContext context, LocalCrateFacts crate) => (_context, _crate) = (context, crate);

    public static void Check(TypeContext context, LocalCrateFacts crate)
    {
        CoroutineCycle checker = new(context, crate);
        for (int i = 0; i < crate.Hir.Definitions.Count; i++)
        {
            DefId def = new(crate.Hir.Id, i);
            if (crate.Hir.Definitions.KindOf(i) == DefKind.Closure && crate.Hir.NodeOf(def) is HirNode.Closure { Value.Kind: not HirClosureKind.Closure }
                && crate.TypeckOf(context, def).Tainted is null && context.TypeOf(def) is Ty.Coroutine coroutine)
            {
                checker.Visit(coroutine, default, 0);
            }
        }
    }

    private void Visit(Ty ty, SourceSpan use, int depth)
    {
        if (depth > MaxDepth)
        {
            return;
        }
        switch (ty)
        {
            case Ty.Coroutine it:
                VisitCoroutine(it, use, depth);
                break;
            case Ty.Alias { Kind: AliasKind.Opaque } it:
                Visit(_context.Types.Instantiate(_context.HiddenTypeOf(it.Def), it.Args), use, depth + 1);
                break;
            case Ty.Adt it when !_done.Contains(it):
                foreach (VariantDef variant in it.Def.Variants)
                {
                    foreach (FieldDef field in variant.Fields)
                    {
                        Visit(_context.Types.Instantiate(_context.TypeOf(field.Def), it.Args), use, depth + 1);
                    }
                }
                _done.Add(it);
                break;
            case Ty.Tuple it:
                foreach (Ty element in it.Elements)
                {
                    Visit(element, use, depth + 1);
                }
                break;
            case Ty.Array it:
                Visit(it.Element, use, depth + 1);
                break;
            case Ty.Closure it:
                Visit(it.UpvarsTy, use, depth + 1);
                break;
        }
    }

    private void VisitCoroutine(Ty.Coroutine coroutine, SourceSpan use, int depth)
    {
        int first = _path.FindIndex(step => step.Coroutine == coroutine.Def);
        if (first >= 0)
        {
            Report(first, use);
            return;
        }
        if (_done.Contains(coroutine))
        {
            return;
        }
        _path.Add((coroutine.Def, use));
        Visit(coroutine.UpvarsTy, _context.Crates.SpanOf(coroutine.Def), depth + 1);
        foreach (WitnessLocal local in _context.WitnessOf(coroutine.Def).Locals)
        {
            Visit(_context.Types.Instantiate(local.Ty, coroutine.Args), local.Span, depth + 1);
        }
        _path.RemoveAt(_path.Count - 1);
        _done.Add(coroutine);
    }

    /// <summary>The steps from <paramref name="first"/> on lead back to it, at last by <paramref name="use"/>.</summary>
    private void Report(int first, SourceSpan use)
    {
        List<(DefId Coroutine, SourceSpan Next)> cycle = [];
        bool isNew = true;
        for (int i = first; i < _path.Count; i++)
        {
            isNew &= _reported.Add(_path[i].Coroutine);
            cycle.Add((_path[i].Coroutine, i + 1 < _path.Count ? _path[i + 1].Use : use));
        }
        if (isNew)
        {
            RecursiveAsync.Report(_context, _crate, cycle);
        }
    }
}
