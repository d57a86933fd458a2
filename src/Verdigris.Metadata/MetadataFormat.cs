namespace Verdigris.Metadata;

/// <summary>
/// The layout of a metadata file; docs/metadata.md describes it. All fixed-width numbers are little-endian; sections begin at
/// multiples of four.
/// </summary>
internal static class MetadataFormat
{
    /// <summary>Raised with every change of the format. The compiler's identity is in the header besides.</summary>
    public const uint Version = 2;

    /// <summary>In an archive the metadata stands behind the header of an object file, so that linkers know what it is.</summary>
    public const int ObjectOffset = 64;

    public const int VersionOffset = 8;
    public const int LengthOffset = 12;

    /// <summary>16 bytes: which build of the compiler wrote it.</summary>
    public const int CompilerOffset = 16;

    /// <summary>16 bytes: hash of everything behind the header.</summary>
    public const int HashOffset = 32;

    public const int SectionTableOffset = 48;

    public const int HeaderSize = SectionTableOffset + 4 * (int)Section.Count;

    public static System.ReadOnlySpan<byte> Magic => "verdimd\n"u8;
}

/// <summary>The parts of a file, in order.</summary>
internal enum Section
{
    /// <summary>Name, id, edition, dependencies, native libraries, compiler's version: one record.</summary>
    Root,
    /// <summary>Number of definitions; then columns: kinds (1 byte), parents, names, disambiguators, records (4 bytes each).</summary>
    Definitions,
    /// <summary>The records of definitions.</summary>
    Records,
    /// <summary>Number; offsets (one more than the number); UTF-8.</summary>
    Symbols,
    /// <summary>Number; offsets; records of types, regions, constants, lists of them, predicates ….</summary>
    Interned,
    /// <summary>Number; offsets; records of macro expansions.</summary>
    Expansions,
    /// <summary>Number; pairs of parent and expansion, 4 bytes each.</summary>
    Contexts,
    /// <summary>Total length; number; start positions; offsets; records of source files.</summary>
    Files,
    /// <summary>Number; crate, index, offset of each trait that has impls here, sorted; their lists.</summary>
    TraitImpls,
    /// <summary>One record: inherent impls by shape of self type.</summary>
    InherentImpls,
    /// <summary>One record: lang items, then diagnostic items.</summary>
    NamedItems,
    Count,
}

/// <summary>What a definition's record may hold, in the order in which it stands there.</summary>
internal enum RecordPart
{
    /// <summary>Span and visibility; every record has it.</summary>
    Head,
    Generics,
    Type,
    ConstDefault,
    Predicates,
    SuperPredicates,
    ItemBounds,
    Signature,
    Adt,
    Trait,
    ImplHeader,
    AssocItems,
    AssocItem,
    Variances,
    HiddenType,
    FnAttrs,
    Children,
    Macro,
    Mir,
}

/// <summary>Small facts about a definition, at the head of its record.</summary>
[System.Flags]
internal enum RecordFlags
{
    None = 0,
    HasSelfParam = 1,
    IsConstFn = 2,
    IsMutableStatic = 4,
    CtorOfVariant = 8,
    CtorIsConst = 16,
}
