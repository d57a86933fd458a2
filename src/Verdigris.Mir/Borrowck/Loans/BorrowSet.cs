using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Verdigris.Base.Collections;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.Borrowck.Typing;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>All loans of a body, by number, by borrowed local and by the location that activates them.</summary>
internal sealed class BorrowSet(Body body, TypeContext context)
{
    private readonly Dictionary<Location, List<LoanIdx>> _activations = [];
    private readonly Dictionary<Local, List<LoanIdx>> _byLocal = [];
    private readonly Dictionary<Location, LoanIdx> _byLocation = [];

    public IdMap<LoanIdx, Loan> Loans { get; } = new();

    public bool IsEmpty => Loans.Count == 0;

    public Loan this[LoanIdx index] => Loans[index];

    public ReadOnlySpan<LoanIdx> OfLocal(Local local) => CollectionsMarshal.AsSpan(_byLocal.GetValueOrDefault(local));

    public ReadOnlySpan<LoanIdx> ActivatedAt(Location location) => CollectionsMarshal.AsSpan(_activations.GetValueOrDefault(location));

    public Loan? MadeAt(Location location) => _byLocation.TryGetValue(location, out LoanIdx loan) ? Loans[loan] : null;

    /// <summary>Adds a loan, unless what is borrowed lies behind a shared reference or raw pointer: nothing here can violate it.</summary>
    public void Add(Location at, BorrowKind kind, Place place, Place target, RegionVid region, RegionTable regions)
    {
        if (IsBehindShared(place))
        {
            return;
        }
        LoanIdx index = Loans.NextId;
        Loans.Add(new Loan(index, at, kind, place, target, region));
        if (!_byLocal.TryGetValue(place.Local, out List<LoanIdx>? loans))
        {
            _byLocal.Add(place.Local, loans = []);
        }
        loans.Add(index);
        _byLocation.Add(at, index);
    }

    /// <summary>
    /// A two-phase borrow is activated by the first use of the temporary that holds it. [RFC 2025]
    /// </summary>
    public void FindActivations(LocalUses uses)
    {
        foreach (Loan loan in Loans.AsSpan())
        {
            if (loan.Kind != BorrowKind.MutTwoPhase || loan.Target.AsLocal is not { } temp)
            {
                continue;
            }
            foreach ((int point, UseKind kind) in uses.Of(temp))
            {
                if (kind == UseKind.Use && uses.LocationOf(point) is var use && use != loan.At)
                {
                    loan.ActivatedAt = use;
                    if (!_activations.TryGetValue(use, out List<LoanIdx>? activated))
                    {
                        _activations.Add(use, activated = []);
                    }
                    activated.Add(loan.Idx);
                    break;
                }
            }
        }
    }

    private bool IsBehindShared(Place place)
    {
        PlaceTy ty = new(body.Locals[place.Local].Ty, null);
        for (int i = 0; i < place.Projection.Length; i++)
        {
            PlaceElem elem = place.Projection[i];
            if (elem is PlaceElem.Deref && ty.Ty is Ty.RawPtr or Ty.Ref { IsMutable: false } && !(i == 0 && IsThreadLocal(place.Local)))
            {
                return true;
            }
            ty = ty.Project(elem, context.Types);
        }
        return false;
    }

    /// <summary>Holds the address of a thread-local static, which dies with its thread.</summary>
    public bool IsThreadLocal(Local local) =>
        body.Locals[local].Info is { Kind: LocalKind.StaticRef, Def: var def } && (context.FnAttrsOf(def).Flags & FnAttrFlags.ThreadLocal) != 0;
}
