using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Mir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata.Read;

/// <summary>The facts about a decoded crate's definitions, each decoded when it is asked for; the asker remembers it.</summary>
internal sealed class DecodedFacts : CrateFacts, IBodySource
{
    private readonly DecodedDefinitions _definitions;
    private readonly MetadataDecoder _decoder;
    private readonly FactReader _facts;
    private readonly DecodedInterface _resolved;
    private Dictionary<SimplifiedTy, ImmutableArray<DefId>>? _inherentImpls;

    public DecodedFacts(
        DecodedDefinitions definitions, MetadataDecoder decoder, DecodedInterface resolved, ImmutableArray<CrateId> visibleCrates, int edition)
        : base(definitions)
    {
        _definitions = definitions;
        _decoder = decoder;
        _resolved = resolved;
        _facts = new FactReader(decoder);
        VisibleCrates = visibleCrates;
        Edition = edition;
    }

    public override ImmutableArray<CrateId> VisibleCrates { get; }

    public override int Edition { get; }

    public override IReadOnlyDictionary<Symbol, DefId> LangItems => _resolved.LangItems;

    public override ImmutableArray<TraitImpl> ImplsOf(TypeContext context, DefId trait)
    {
        if (!TryFindImpls(trait, out RecordReader input))
        {
            return [];
        }
        ImmutableArray<TraitImpl>.Builder impls = ImmutableArray.CreateBuilder<TraitImpl>(input.Int());
        for (int i = 0; i < impls.Capacity; i++)
        {
            DefId impl = _decoder.Def(ref input);
            impls.Add(new TraitImpl(impl, _facts.Shape(ref input)));
        }
        return impls.MoveToImmutable();
    }

    public override ImmutableArray<DefId> InherentImpls(TypeContext context, SimplifiedTy shape)
    {
        Dictionary<SimplifiedTy, ImmutableArray<DefId>> impls = Volatile.Read(ref _inherentImpls) ?? ReadInherentImpls();
        return impls.TryGetValue(shape, out ImmutableArray<DefId> found) ? found : [];
    }

    public override Generics GenericsOf(TypeContext context, DefId def)
    {
        if (_definitions.Record(def.Index).TryFind(RecordPart.Generics, out RecordReader input))
        {
            return _facts.Generics(ref input, def);
        }
        // Fields, variants and constructors have those of their type and none of their own.
        if (_definitions.KindOf(def.Index) is DefKind.Field or DefKind.Variant or DefKind.Ctor)
        {
            DefId parent = _definitions.ParentOf(def.Index);
            Generics inherited = context.GenericsOf(parent);
            return new Generics(def, parent, inherited.Count, [], inherited.HasSelf, false);
        }
        return new Generics(def, default, 0, [], false, false);
    }

    public override Ty TypeOf(TypeContext context, DefId def)
    {
        RecordReader input = Find(def, RecordPart.Type);
        return _decoder.Interned<Ty>(ref input, context);
    }

    public override Const ConstParamDefaultOf(TypeContext context, DefId def)
    {
        RecordReader input = Find(def, RecordPart.ConstDefault);
        return _decoder.Interned<Const>(ref input, context);
    }

    public override GenericPredicates PredicatesOf(TypeContext context, DefId def)
    {
        if (_definitions.Record(def.Index).TryFind(RecordPart.Predicates, out RecordReader input))
        {
            return _facts.Predicates(ref input, context);
        }
        bool isPart = _definitions.KindOf(def.Index) is DefKind.Field or DefKind.Variant or DefKind.Ctor;
        return new GenericPredicates(isPart ? _definitions.ParentOf(def.Index) : default, []);
    }

    public override GenericPredicates SuperPredicatesOf(TypeContext context, DefId trait) => PredicateList(context, trait, RecordPart.SuperPredicates);

    public override GenericPredicates ItemBoundsOf(TypeContext context, DefId def) => PredicateList(context, def, RecordPart.ItemBounds);

    public override Ty.FnPtr FnSigOf(TypeContext context, DefId def)
    {
        if (_definitions.KindOf(def.Index) == DefKind.Closure)
        {
            return context.TypeOf(def) is Ty.Closure closure
                ? (Ty.FnPtr)closure.SigTy
                : throw new Base.CompilerBug("the signature of a coroutine is asked");
        }
        RecordReader input = Find(def, RecordPart.Signature);
        return _decoder.Interned<Ty.FnPtr>(ref input, context);
    }

    public override AdtDef AdtDefOf(TypeContext context, DefId def)
    {
        RecordReader input = Find(def, RecordPart.Adt);
        return _facts.Adt(ref input, def);
    }

    public override TraitDef TraitDefOf(TypeContext context, DefId def)
    {
        RecordReader input = Find(def, RecordPart.Trait);
        return FactReader.Trait(ref input, def);
    }

    public override ImplHeader ImplHeaderOf(TypeContext context, DefId def)
    {
        RecordReader input = Find(def, RecordPart.ImplHeader);
        return _facts.ImplHeader(ref input, context, def);
    }

    public override AssocItems AssocItemsOf(TypeContext context, DefId def)
    {
        RecordReader input = Find(def, RecordPart.AssocItems);
        return _facts.AssocItems(ref input);
    }

    public override AssocItem AssocItemOf(TypeContext context, DefId def)
    {
        RecordReader input = Find(def, RecordPart.AssocItem);
        return _facts.AssocItem(ref input, def);
    }

    public override Variances VariancesOf(TypeContext context, DefId def)
    {
        if (_definitions.Record(def.Index).TryFind(RecordPart.Variances, out RecordReader input))
        {
            return FactReader.Variances(ref input);
        }
        Variance[] invariant = new Variance[context.GenericsOf(def).Count];
        System.Array.Fill(invariant, Variance.Invariant);
        return new Variances([.. invariant]);
    }

    public override Ty HiddenTypeOf(TypeContext context, DefId opaque)
    {
        RecordReader input = Find(opaque, RecordPart.HiddenType);
        return _decoder.Interned<Ty>(ref input, context);
    }

    public override FnAttrs FnAttrsOf(TypeContext context, DefId def) =>
        _definitions.Record(def.Index).TryFind(RecordPart.FnAttrs, out RecordReader input) ? _facts.FnAttrs(ref input) : FnAttrs.None;

    public override bool IsConstFn(TypeContext context, DefId def) => (_definitions.Record(def.Index).Flags & RecordFlags.IsConstFn) != 0;

    public override bool IsMutableStatic(DefId staticDef) => (_definitions.Record(staticDef.Index).Flags & RecordFlags.IsMutableStatic) != 0;

    public Body? BodyOf(TypeContext context, DefId def) =>
        _definitions.Record(def.Index).TryFind(RecordPart.Mir, out RecordReader input) ? new MirReader(_decoder, context, def).Read(ref input) : null;

    private GenericPredicates PredicateList(TypeContext context, DefId def, RecordPart part) =>
        _definitions.Record(def.Index).TryFind(part, out RecordReader input) ? _facts.Predicates(ref input, context) : new GenericPredicates(default, []);

    private RecordReader Find(DefId def, RecordPart part) => _definitions.Record(def.Index).TryFind(part, out RecordReader input)
        ? input
        : throw new CompilerBug($"metadata of `{_definitions.Name}` has no {part} of {_definitions.KindOf(def.Index)} `{_definitions.NameOf(def.Index)}`");

    /// <summary>Binary search by crate and index.</summary>
    private bool TryFindImpls(DefId trait, out RecordReader input)
    {
        MetadataBlob blob = _decoder.Blob;
        int section = blob.OffsetOf(Section.TraitImpls);
        int count = (int)blob.UInt32At(section);
        int rows = section + 4;
        int crate = _decoder.NumberOf(trait.Crate);
        (int low, int high) = (0, count - 1);
        while (crate >= 0 && low <= high)
        {
            int middle = (low + high) >> 1;
            int row = rows + 12 * middle;
            int order = ((int)blob.UInt32At(row)).CompareTo(crate);
            order = order != 0 ? order : ((int)blob.UInt32At(row + 4)).CompareTo(trait.Index);
            if (order == 0)
            {
                input = _decoder.ReaderAt(rows + 12 * count + (int)blob.UInt32At(row + 8));
                return true;
            }
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }
        input = default;
        return false;
    }

    private Dictionary<SimplifiedTy, ImmutableArray<DefId>> ReadInherentImpls()
    {
        RecordReader input = _decoder.ReaderAt(_decoder.Blob.OffsetOf(Section.InherentImpls));
        int count = input.Int();
        Dictionary<SimplifiedTy, ImmutableArray<DefId>> all = new(count);
        for (int i = 0; i < count; i++)
        {
            SimplifiedTy shape = _facts.Shape(ref input);
            ImmutableArray<DefId>.Builder impls = ImmutableArray.CreateBuilder<DefId>(input.Int());
            for (int k = 0; k < impls.Capacity; k++)
            {
                impls.Add(_decoder.Def(ref input));
            }
            all.Add(shape, impls.MoveToImmutable());
        }
        Volatile.Write(ref _inherentImpls, all);
        return all;
    }
}
