using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Infer;

/// <summary>What relating regions means.</summary>
public enum RegionMode
{
    /// <summary>
    /// Type checking and code generation: regions never make types differ. A region variable takes the first region that it
    /// meets, so that the result is as precise as one match can make it; nothing is ever demanded.
    /// </summary>
    Ignore,

    /// <summary>Borrow checking: relating regions yields outlives constraints.</summary>
    Constrain,
}

/// <summary>
/// The inference variables of one body, and unification over them. Union-find for types and constants; everything can be
/// undone back to a <see cref="Snapshot"/>, so that candidates can be tried. For one thread.
/// Source: Robinson's unification, with integer and float variables as sorts of their own.
/// </summary>
public sealed partial class Inference
{
    private readonly IdMap<TyVid, TyVar> _tyVars = new();
    private readonly IdMap<ConstVid, ConstVar> _constVars = new();
    private readonly List<Region?> _regionVars = [];
    private readonly List<Undo> _undoLog = [];
    private int _openSnapshots;

    public Inference(TypeContext context, RegionMode regionMode = RegionMode.Ignore)
        : this(context, context.Types.CreateLocal(), regionMode)
    {
    }

    /// <param name="localTypes">The interner to use: made for this inference.</param>
    public Inference(TypeContext context, TypeInterner localTypes, RegionMode regionMode)
    {
        Context = context.WithLocalTypes(localTypes);
        RegionMode = regionMode;
    }

    /// <summary>With this inference's own interner.</summary>
    public TypeContext Context { get; }

    public TypeInterner Types => Context.Types;

    public RegionMode RegionMode { get; }

    /// <summary>Grows whenever a variable learns something: a cheap test whether anything can have changed.</summary>
    public int Version { get; private set; }

    /// <summary>In <see cref="RegionMode.Constrain"/>: what relating found, in order.</summary>
    public List<RegionConstraint> RegionConstraints { get; } = [];

    public int TyVarCount => _tyVars.Count;

    public Ty NewTyVar(SourceSpan origin = default, InferKind kind = InferKind.General, bool isDiverging = false)
    {
        TyVid id = _tyVars.NextId;
        _tyVars.Add(new TyVar { Parent = id, Kind = kind, Origin = origin, IsDiverging = isDiverging });
        Log(new Undo(UndoKind.NewTyVar, id.Index, default, null));
        return Types.Infer(id, kind);
    }

    public Const NewConstVar(SourceSpan origin = default)
    {
        ConstVid id = _constVars.NextId;
        _constVars.Add(new ConstVar { Parent = id, Origin = origin });
        Log(new Undo(UndoKind.NewConstVar, id.Index, default, null));
        return Types.InferConst(id);
    }

    /// <summary>Borrow checking keeps its own region variables in <see cref="RegionVariables"/>; otherwise a local matching variable.</summary>
    public Region NewRegionVar()
    {
        if (RegionVariables is not null)
        {
            return Types.RegionVar(RegionVariables.New(_universe));
        }
        int index = _regionVars.Count;
        _regionVars.Add(null);
        Log(new Undo(UndoKind.NewRegionVar, index, default, null));
        return Types.RegionVar(RegionVid.FromIndex(index));
    }

    /// <summary>Set by the borrow checker.</summary>
    public IRegionVariables? RegionVariables { get; init; }

    public GenericArg NewVarFor(GenericParamDef param, SourceSpan origin) => param.Kind switch
    {
        GenericParamKind.Lifetime => NewRegionVar(),
        GenericParamKind.Type => NewTyVar(origin),
        GenericParamKind.Const => NewConstVar(origin),
    };

    /// <summary>Fresh variables for all parameters of an item.</summary>
    public GenericArgs FreshArgsFor(Resolve.Definitions.DefId def, SourceSpan origin)
    {
        Generics generics = Context.GenericsOf(def);
        GenericArg[] args = new GenericArg[generics.Count];
        Fill(generics, args, origin);
        return Types.Args(args);
    }

    /// <summary>The variable's origin, for messages.</summary>
    public SourceSpan OriginOf(Ty.Infer variable) => _tyVars[Root(variable.Id)].Origin;

    /// <summary>Marks a variable as standing for a diverging expression: it falls back to <c>()</c> or <c>!</c>.</summary>
    public bool IsDiverging(Ty.Infer variable) => _tyVars[Root(variable.Id)].IsDiverging;

    /// <summary>What is known of the outermost constructor: the type bound to a variable, or the variable's representative.</summary>
    public Ty Shallow(Ty ty)
    {
        if (ty is not Ty.Infer variable)
        {
            return ty;
        }
        TyVid root = Root(variable.Id);
        ref TyVar data = ref _tyVars[root];
        return data.Value is { } value ? Shallow(value) : Types.Infer(root, data.Kind);
    }

    public Const Shallow(Const constant)
    {
        if (constant is not Const.Infer variable)
        {
            return constant;
        }
        ConstVid root = Root(variable.Id);
        return _constVars[root].Value is { } value ? Shallow(value) : Types.InferConst(root);
    }

    public Region Shallow(Region region)
    {
        while (RegionMode == RegionMode.Ignore && region is Region.Var variable && _regionVars[variable.Id.Index] is { } value)
        {
            region = value;
        }
        return region;
    }

    /// <summary>Replaces all variables of which something is known, everywhere inside.</summary>
    public Ty Resolve(Ty ty) => NeedsResolving(ty) ? new VarResolver(this).Fold(ty) : ty;

    public Const Resolve(Const constant) => NeedsResolving(constant) ? new VarResolver(this).Fold(constant) : constant;

    public GenericArg Resolve(GenericArg arg) => NeedsResolving(arg) ? new VarResolver(this).Fold(arg) : arg;

    public GenericArgs Resolve(GenericArgs args) => NeedsResolving(args) ? new VarResolver(this).Fold(args) : args;

    public TraitRef Resolve(TraitRef traitRef) => NeedsResolving(traitRef) ? new VarResolver(this).Fold(traitRef) : traitRef;

    public FnSig Resolve(FnSig sig) => NeedsResolving(sig) ? new VarResolver(this).Fold(sig) : sig;

    public Predicate Resolve(Predicate predicate) => NeedsResolving(predicate) ? new VarResolver(this).Fold(predicate) : predicate;

    /// <summary>Whether a general variable is still unknown.</summary>
    public bool IsUnresolved(TyVid id) => _tyVars[Root(id)].Value is null;

    public bool SameVar(TyVid a, TyVid b) => Root(a) == Root(b);

    private static bool NeedsResolving(Interned value) => (value.Flags & (TypeFlags.HasInfer | TypeFlags.HasRegionVar)) != 0;

    private void Fill(Generics generics, GenericArg[] args, SourceSpan origin)
    {
        if (generics.Parent.IsSome)
        {
            Fill(Context.GenericsOf(generics.Parent), args, origin);
        }
        foreach (GenericParamDef param in generics.Own)
        {
            args[param.Index] = NewVarFor(param, origin);
        }
    }

    private TyVid Root(TyVid id)
    {
        // No path compression: it would have to be undone, and union by age keeps chains short in practice.
        while (_tyVars[id].Parent != id)
        {
            id = _tyVars[id].Parent;
        }
        return id;
    }

    private ConstVid Root(ConstVid id)
    {
        while (_constVars[id].Parent != id)
        {
            id = _constVars[id].Parent;
        }
        return id;
    }

    private void Set(TyVid root, TyVar data)
    {
        Log(new Undo(UndoKind.SetTyVar, root.Index, _tyVars[root], null));
        _tyVars[root] = data;
        Version++;
    }

    private void Log(Undo undo)
    {
        if (_openSnapshots > 0)
        {
            _undoLog.Add(undo);
        }
    }

    private struct TyVar
    {
        public TyVid Parent;
        public Ty? Value;
        public InferKind Kind;
        public bool IsDiverging;
        public SourceSpan Origin;
    }

    private struct ConstVar
    {
        public ConstVid Parent;
        public Const? Value;
        public SourceSpan Origin;
    }

    private enum UndoKind
    {
        NewTyVar,
        SetTyVar,
        NewConstVar,
        SetConstVar,
        NewRegionVar,
        SetRegionVar,
    }

    private readonly record struct Undo(UndoKind Kind, int Index, TyVar OldTy, ConstVar? OldConst);

    private sealed class VarResolver(Inference inference) : TypeFolder(inference.Types)
    {
        public override Ty Fold(Ty ty)
        {
            ty = inference.Shallow(ty);
            return ty is Ty.Infer ? ty : SuperFold(ty);
        }

        public override Region Fold(Region region) => inference.Shallow(region);

        public override Const Fold(Const constant) => SuperFold(inference.Shallow(constant));

        protected override bool ShouldSkip(Interned value) => !NeedsResolving(value);
    }
}

/// <summary>The region variables of a borrow check, which outlive its unification.</summary>
public interface IRegionVariables
{
    int Count { get; }

    /// <param name="universe">The variable may name placeholders of this universe and those before it.</param>
    RegionVid New(int universe);

    /// <summary>Forgets the newest variables: what made them was taken back.</summary>
    void Truncate(int count);
}

/// <summary><c>Longer: Shorter</c>, from relating types in the borrow checker.</summary>
public readonly record struct RegionConstraint(Region Longer, Region Shorter);
