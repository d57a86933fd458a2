using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Metadata.Write;

/// <summary>
/// Types, regions, constants, predicates and lists of them, each written once and referred to by number. What a record
/// mentions has a lower number than itself.
/// </summary>
internal sealed class InternedTable(CrateNumbers crates, SymbolTable symbols)
{
    private readonly Dictionary<Interned, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly OffsetTable _records = new();

    public int NumberOf(Interned value)
    {
        if (_numbers.TryGetValue(value, out int number))
        {
            return number;
        }
        RecordWriter record = new();
        Write(record, value);
        number = _records.Add(record);
        _numbers.Add(value, number);
        return number;
    }

    public void WriteTo(RecordWriter output) => _records.WriteTo(output);

    private void Write(RecordWriter output, Interned value)
    {
        switch (value)
        {
            case Ty ty:
                WriteTy(output, ty);
                break;
            case Region region:
                WriteRegion(output, region);
                break;
            case Const constant:
                WriteConst(output, constant);
                break;
            case Predicate predicate:
                WritePredicate(output, predicate);
                break;
            case ExistentialPredicate predicate:
                WriteExistential(output, predicate);
                break;
            case GenericArgs args:
                WriteList(output, InternedTag.Args, args);
                break;
            case TyList tys:
                WriteList(output, InternedTag.TyList, tys);
                break;
            case ExistentialPredicates predicates:
                WriteList(output, InternedTag.ExistentialPredicates, predicates);
                break;
            case BoundVars vars:
                Tag(output, InternedTag.BoundVars);
                output.Var(vars.Count);
                foreach (BoundRegionDecl decl in vars.AsSpan())
                {
                    WriteDecl(output, decl);
                }
                break;
            case FnSig sig:
                Tag(output, InternedTag.FnSig);
                Child(output, sig.InputsAndOutput);
                output.Byte((byte)((sig.IsVariadic ? 1 : 0) | (sig.IsUnsafe ? 2 : 0)));
                output.Var(symbols.IndexOf(sig.Abi));
                break;
            case TraitRef traitRef:
                Tag(output, InternedTag.TraitRef);
                WriteDef(output, traitRef.Trait);
                Child(output, traitRef.Args);
                break;
            default:
                throw new CompilerBug($"{value.GetType().Name} has no place in metadata");
        }
    }

    private void WriteTy(RecordWriter output, Ty ty)
    {
        switch (ty)
        {
            case Ty.Primitive it:
                Tag(output, InternedTag.Primitive);
                output.Byte((byte)it.Kind);
                break;
            case Ty.Never:
                Tag(output, InternedTag.Never);
                break;
            case Ty.Adt it:
                WithArgs(output, InternedTag.Adt, it.Def.Id, it.Args);
                break;
            case Ty.Foreign it:
                Tag(output, InternedTag.Foreign);
                WriteDef(output, it.Def);
                break;
            case Ty.Array it:
                Tag(output, InternedTag.Array);
                Child(output, it.Element);
                Child(output, it.Length);
                break;
            case Ty.Slice it:
                Tag(output, InternedTag.Slice);
                Child(output, it.Element);
                break;
            case Ty.RawPtr it:
                Tag(output, InternedTag.RawPtr);
                output.Bool(it.IsMutable);
                Child(output, it.Pointee);
                break;
            case Ty.Ref it:
                Tag(output, InternedTag.Ref);
                output.Bool(it.IsMutable);
                Child(output, it.Region);
                Child(output, it.Pointee);
                break;
            case Ty.FnDef it:
                WithArgs(output, InternedTag.FnDef, it.Def, it.Args);
                break;
            case Ty.FnPtr it:
                Tag(output, InternedTag.FnPtr);
                Child(output, it.Sig.Value);
                Child(output, it.Sig.Vars);
                break;
            case Ty.Dynamic it:
                Tag(output, InternedTag.Dynamic);
                Child(output, it.Predicates);
                Child(output, it.Region);
                break;
            case Ty.Closure it:
                WithArgs(output, InternedTag.Closure, it.Def, it.Args);
                break;
            case Ty.Coroutine it:
                WithArgs(output, InternedTag.Coroutine, it.Def, it.Args);
                break;
            case Ty.Tuple it:
                Tag(output, InternedTag.Tuple);
                Child(output, it.Elements);
                break;
            case Ty.Alias it:
                WithArgs(output, InternedTag.Alias, it.Def, it.Args);
                output.Byte((byte)it.Kind);
                break;
            case Ty.Param it:
                Tag(output, InternedTag.Param);
                output.Var(it.Index);
                output.Var(symbols.IndexOf(it.Name));
                break;
            case Ty.Error:
                Tag(output, InternedTag.ErrorTy);
                break;
            case Ty.Infer or Ty.Fresh:
                throw new CompilerBug($"{ty} outlived its body");
        }
    }

    private void WriteRegion(RecordWriter output, Region region)
    {
        switch (region)
        {
            case Region.Static:
                Tag(output, InternedTag.StaticRegion);
                break;
            case Region.EarlyParam it:
                Tag(output, InternedTag.EarlyParam);
                WriteDef(output, it.Def);
                output.Var(it.Index);
                output.Var(symbols.IndexOf(it.Name));
                break;
            case Region.Bound it:
                Tag(output, InternedTag.BoundRegion);
                output.Var(it.Depth);
                output.Var(it.Index);
                break;
            case Region.LateParam it:
                Tag(output, InternedTag.LateParam);
                WriteDef(output, it.Scope);
                output.Var(it.Index);
                WriteDecl(output, it.Decl);
                break;
            case Region.Erased:
                Tag(output, InternedTag.ErasedRegion);
                break;
            case Region.Error:
                Tag(output, InternedTag.ErrorRegion);
                break;
            case Region.Var or Region.Placeholder:
                throw new CompilerBug($"{region} outlived its body");
        }
    }

    private void WriteConst(RecordWriter output, Const constant)
    {
        switch (constant)
        {
            case Const.Param it:
                Tag(output, InternedTag.ConstParam);
                output.Var(it.Index);
                output.Var(symbols.IndexOf(it.Name));
                break;
            case Const.Unevaluated it:
                WithArgs(output, InternedTag.Unevaluated, it.Def, it.Args);
                break;
            case Const.Value it:
                Tag(output, InternedTag.Value);
                Child(output, it.Ty);
                output.Var(it.Bits);
                break;
            case Const.Error:
                Tag(output, InternedTag.ErrorConst);
                break;
            case Const.Infer or Const.Fresh:
                throw new CompilerBug($"{constant} outlived its body");
        }
    }

    private void WritePredicate(RecordWriter output, Predicate predicate)
    {
        switch (predicate)
        {
            case Predicate.Trait it:
                Tag(output, InternedTag.TraitPredicate);
                Child(output, it.Vars);
                Child(output, it.TraitRef);
                output.Bool(it.IsNegative);
                break;
            case Predicate.Projection it:
                Tag(output, InternedTag.ProjectionPredicate);
                Child(output, it.Vars);
                Child(output, it.Alias);
                Child(output, it.Term);
                break;
            case Predicate.TypeOutlives it:
                Tag(output, InternedTag.TypeOutlives);
                Child(output, it.Vars);
                Child(output, it.Ty);
                Child(output, it.Region);
                break;
            case Predicate.RegionOutlives it:
                Tag(output, InternedTag.RegionOutlives);
                Child(output, it.Vars);
                Child(output, it.Longer);
                Child(output, it.Shorter);
                break;
            case Predicate.WellFormed it:
                Tag(output, InternedTag.WellFormed);
                Child(output, it.Arg);
                break;
            case Predicate.DynCompatible it:
                Tag(output, InternedTag.DynCompatible);
                WriteDef(output, it.Def);
                break;
            case Predicate.ConstHasType it:
                Tag(output, InternedTag.ConstHasType);
                Child(output, it.Const);
                Child(output, it.Ty);
                break;
        }
    }

    private void WriteExistential(RecordWriter output, ExistentialPredicate predicate)
    {
        switch (predicate)
        {
            case ExistentialPredicate.Trait it:
                WithArgs(output, InternedTag.ExistentialTrait, it.Def, it.Args);
                Child(output, it.Vars);
                break;
            case ExistentialPredicate.Projection it:
                WithArgs(output, InternedTag.ExistentialProjection, it.Def, it.Args);
                Child(output, it.Vars);
                Child(output, it.Term);
                break;
            case ExistentialPredicate.AutoTrait it:
                Tag(output, InternedTag.ExistentialAutoTrait);
                WriteDef(output, it.Def);
                break;
        }
    }

    private void WriteList<T>(RecordWriter output, InternedTag tag, InternedList<T> list)
        where T : Interned
    {
        Tag(output, tag);
        output.Var(list.Count);
        foreach (T item in list)
        {
            Child(output, item);
        }
    }

    private void WithArgs(RecordWriter output, InternedTag tag, DefId def, GenericArgs args)
    {
        Tag(output, tag);
        WriteDef(output, def);
        Child(output, args);
    }

    private static void Tag(RecordWriter output, InternedTag tag) => output.Byte((byte)tag);

    private void Child(RecordWriter output, Interned child) => output.Var(NumberOf(child));

    private void WriteDecl(RecordWriter output, BoundRegionDecl decl)
    {
        WriteDef(output, decl.Def);
        output.Var(symbols.IndexOf(decl.Name));
    }

    private void WriteDef(RecordWriter output, DefId def) => DefIdEncoding.Write(output, crates, def);
}
