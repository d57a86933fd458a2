using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Check.Typeck;

/// <summary>
/// The types reached by dereferencing again and again: references, boxes, and types that implement <c>Deref</c>. The first is
/// the type itself. Raw pointers stop it, unless asked otherwise. [expr.method.autoref-deref]
/// </summary>
internal sealed class Autoderef(BodyChecker checker, Ty start, SourceSpan span, bool throughRawPointers = false)
{
    private readonly List<(Ty From, bool IsOverloaded)> _steps = [];
    private bool _started;

    public Ty Current { get; private set; } = start;

    /// <summary>Dereferences made so far.</summary>
    public int Steps => _steps.Count;

    /// <summary>For each step: the type dereferenced, and whether that goes through <c>Deref</c>.</summary>
    public IReadOnlyList<(Ty From, bool IsOverloaded)> Path => _steps;

    /// <summary>A step through a raw pointer was made.</summary>
    public bool PassedRawPointer { get; private set; }

    /// <summary>Moves to the next type; the first call stays at the start. False at the end.</summary>
    public bool Next()
    {
        if (!_started)
        {
            _started = true;
            return true;
        }
        Current = checker.Shallow(Current);
        if (_steps.Count > checker.Crate.RecursionLimit)
        {
            checker.Taint(TypeckErrors.AutoderefLimit(checker, span, checker.Resolve(Current), checker.Crate.RecursionLimit));
            return false;
        }
        if (checker.BuiltinDeref(Current, throughRawPointers) is { } pointee)
        {
            PassedRawPointer |= Current is Ty.RawPtr;
            _steps.Add((Current, false));
            Current = pointee;
            return true;
        }
        if (checker.OverloadedDerefTarget(Current, span) is { } target)
        {
            _steps.Add((Current, true));
            Current = target;
            return true;
        }
        return false;
    }

    /// <summary>Makes exactly so many steps.</summary>
    public void Advance(int steps)
    {
        Next();
        for (int i = 0; i < steps; i++)
        {
            if (!Next())
            {
                throw new Base.CompilerBug("a method was found behind more dereferences than there are");
            }
        }
    }
}
