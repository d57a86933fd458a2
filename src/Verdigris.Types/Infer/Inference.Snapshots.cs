using System;
using Verdigris.Base.Collections;

namespace Verdigris.Types.Infer;

/// <summary>Trying things and taking them back.</summary>
public sealed partial class Inference
{
    /// <summary>A point to return to. Snapshots nest; each must be rolled back or committed, innermost first.</summary>
    public readonly record struct Snapshot(int UndoCount, int ConstraintCount, int RegionVarCount, int ProjectionCount);

    public Snapshot Begin()
    {
        _openSnapshots++;
        return new Snapshot(_undoLog.Count, RegionConstraints.Count, RegionVariables?.Count ?? 0, _projectionLog.Count);
    }

    public void Commit(Snapshot snapshot)
    {
        _openSnapshots--;
        if (_openSnapshots == 0)
        {
            _undoLog.Clear();
            _projectionLog.Clear();
        }
    }

    public void RollBack(Snapshot snapshot)
    {
        for (int i = _undoLog.Count - 1; i >= snapshot.UndoCount; i--)
        {
            Undo undo = _undoLog[i];
            switch (undo.Kind)
            {
                case UndoKind.NewTyVar:
                    _tyVars.Truncate(TyVid.FromIndex(undo.Index));
                    break;
                case UndoKind.SetTyVar:
                    _tyVars[TyVid.FromIndex(undo.Index)] = undo.OldTy;
                    break;
                case UndoKind.NewConstVar:
                    _constVars.Truncate(ConstVid.FromIndex(undo.Index));
                    break;
                case UndoKind.SetConstVar:
                    _constVars[ConstVid.FromIndex(undo.Index)] = undo.OldConst!.Value;
                    break;
                case UndoKind.NewRegionVar:
                    _regionVars.RemoveAt(undo.Index);
                    break;
                case UndoKind.SetRegionVar:
                    _regionVars[undo.Index] = null;
                    break;
            }
        }
        _undoLog.RemoveRange(snapshot.UndoCount, _undoLog.Count - snapshot.UndoCount);
        RegionConstraints.RemoveRange(snapshot.ConstraintCount, RegionConstraints.Count - snapshot.ConstraintCount);
        RegionVariables?.Truncate(snapshot.RegionVarCount);
        TakeBackProjections(snapshot.ProjectionCount);
        _openSnapshots--;
    }

    /// <summary>Runs something and takes back what it did to the variables.</summary>
    public TResult Probe<TState, TResult>(TState state, Func<TState, TResult> action)
    {
        Snapshot snapshot = Begin();
        try
        {
            return action(state);
        }
        finally
        {
            RollBack(snapshot);
        }
    }
}
