using System;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Types;

namespace Verdigris.Check.Collect;

/// <summary>Reads attributes that matter to types and code generation. Faults in them are reported where attributes are checked.</summary>
internal static class AttrReader
{
    private static readonly Symbol s_panicHandler = Symbol.Intern("rust_begin_unwind");

    public static Attr? Find(ImmutableArray<Attr> attrs, string name)
    {
        foreach (Attr attr in attrs)
        {
            if (attr.Path.Segments.Length == 1 && attr.Path.Segments[0].Ident.Name.Text == name)
            {
                return attr;
            }
        }
        return null;
    }

    public static bool Has(ImmutableArray<Attr> attrs, string name) => Find(attrs, name) is not null;

    /// <summary>The string of <c>#[name = "value"]</c>.</summary>
    public static Symbol? ValueOf(ImmutableArray<Attr> attrs, string name) =>
        Find(attrs, name) is { Args: AttrArgs.Value { Expr: Expr.OfLit { Lit: Lit.Str text } } } ? text.Value : null;

    /// <summary>The words of <c>#[rustc_skip_during_method_dispatch(array, boxed_slice)]</c>.</summary>
    public static SkippedReceivers SkippedReceiversOf(ImmutableArray<Attr> attrs)
    {
        SkippedReceivers skipped = SkippedReceivers.None;
        if (Find(attrs, "rustc_skip_during_method_dispatch")?.Args is AttrArgs.Delimited { Tokens: TokenStream tokens })
        {
            for (int i = 0; i < tokens.Count; i = tokens.SkipTree(i))
            {
                skipped |= tokens[i].Name.Text switch
                {
                    "array" => SkippedReceivers.Array,
                    "boxed_slice" => SkippedReceivers.BoxedSlice,
                    _ => SkippedReceivers.None,
                };
            }
        }
        return skipped;
    }

    /// <summary><c>repr</c> and the scalar range attributes of a type.</summary>
    public static ReprOptions ReprOf(ImmutableArray<Attr> attrs)
    {
        ReprOptions repr = ReprOptions.Default;
        foreach (Attr attr in attrs)
        {
            if (attr.Args is not AttrArgs.Delimited { Tokens: TokenStream tokens } || attr.Path.Segments.Length != 1)
            {
                continue;
            }
            repr = attr.Path.Segments[0].Ident.Name.Text switch
            {
                "repr" => ReadRepr(repr, tokens),
                "rustc_layout_scalar_valid_range_start" => repr with { ScalarStart = ReadInteger(tokens, 0) },
                "rustc_layout_scalar_valid_range_end" => repr with { ScalarEnd = ReadInteger(tokens, 0) },
                _ => repr,
            };
        }
        return repr;
    }

    public static FnAttrs FnAttrsOf(ImmutableArray<Attr> attrs)
    {
        if (attrs.IsEmpty)
        {
            return FnAttrs.None;
        }
        InlineHint inline = InlineHint.None;
        FnAttrFlags flags = FnAttrFlags.None;
        ImmutableArray<Symbol>.Builder features = ImmutableArray.CreateBuilder<Symbol>();
        foreach (Attr attr in attrs)
        {
            if (attr.Path.Segments.Length != 1)
            {
                continue;
            }
            switch (attr.Path.Segments[0].Ident.Name.Text)
            {
                case "inline":
                    inline = attr.Args is AttrArgs.Delimited { Tokens: { Count: 1 } hint }
                        ? hint[0].Name.Text switch { "always" => InlineHint.Always, "never" => InlineHint.Never, _ => InlineHint.Hint }
                        : InlineHint.Hint;
                    break;
                case "target_feature":
                    ReadTargetFeatures(attr, features);
                    break;
                case { } name:
                    flags |= FlagOf(name);
                    break;
            }
        }
        // The library calls the panic handler by a fixed name.
        Symbol? exportName = Has(attrs, "panic_handler") ? s_panicHandler : ValueOf(attrs, "export_name");
        return new FnAttrs(
            inline, flags, exportName, ValueOf(attrs, "link_name"), ValueOf(attrs, "link_section"), features.ToImmutable(),
            Has(attrs, "must_use") ? ValueOf(attrs, "must_use") ?? Symbol.Empty : null);
    }

    private static FnAttrFlags FlagOf(string name) => name switch
    {
        "track_caller" => FnAttrFlags.TrackCaller,
        "no_mangle" => FnAttrFlags.NoMangle,
        "cold" => FnAttrFlags.Cold,
        "rustc_intrinsic" => FnAttrFlags.Intrinsic,
        "thread_local" => FnAttrFlags.ThreadLocal,
        "naked" => FnAttrFlags.Naked,
        "used" => FnAttrFlags.Used,
        "rustc_nounwind" => FnAttrFlags.NoUnwind,
        "rustc_allocator" => FnAttrFlags.Allocator,
        "rustc_deallocator" => FnAttrFlags.Deallocator,
        "rustc_std_internal_symbol" => FnAttrFlags.StdInternalSymbol,
        "rustc_inherit_overflow_checks" => FnAttrFlags.InheritOverflowChecks,
        "rustc_deprecated_safe_2024" => FnAttrFlags.DeprecatedSafe2024,
        _ => FnAttrFlags.None,
    };

    private static void ReadTargetFeatures(Attr attr, ImmutableArray<Symbol>.Builder features)
    {
        if (attr.Args is not AttrArgs.Delimited { Tokens: TokenStream tokens })
        {
            return;
        }
        // enable = "sse2,avx"
        for (int i = 0; i + 2 < tokens.Count; i++)
        {
            if (tokens[i].Name.Text == "enable")
            {
                foreach (string feature in tokens[i + 2].Name.Text.Trim('"').Split(','))
                {
                    features.Add(Symbol.Intern(feature.Trim()));
                }
            }
        }
    }

    private static ReprOptions ReadRepr(ReprOptions repr, TokenStream tokens)
    {
        for (int i = 0; i < tokens.Count; i = tokens.SkipTree(i))
        {
            string name = tokens[i].Name.Text;
            bool hasArgument = i + 1 < tokens.Count && tokens[i + 1].Kind.IsOpenDelimiter;
            switch (name)
            {
                case "C":
                    repr = repr with { IsC = true };
                    break;
                case "transparent":
                    repr = repr with { IsTransparent = true };
                    break;
                case "simd":
                    repr = repr with { IsSimd = true };
                    break;
                case "packed":
                    int pack = hasArgument ? (int)ReadInteger(tokens.Inside(i + 1), 0) : 1;
                    repr = repr with { Pack = repr.Pack == 0 ? pack : int.Min(repr.Pack, pack) };
                    break;
                case "align":
                    repr = repr with { Align = int.Max(repr.Align, hasArgument ? (int)ReadInteger(tokens.Inside(i + 1), 0) : 0) };
                    break;
                default:
                    if (IntTyNamed(name) is { } integer)
                    {
                        repr = repr with { Int = integer };
                    }
                    break;
            }
        }
        return repr;
    }

    private static UInt128 ReadInteger(TokenStream tokens, int index)
    {
        if (index >= tokens.Count)
        {
            return 0;
        }
        string text = tokens[index].Name.Text.Replace("_", "", StringComparison.Ordinal);
        int suffix = text.AsSpan().IndexOfAny('u', 'i');
        text = suffix > 0 ? text[..suffix] : text;
        (System.Globalization.NumberStyles style, string digits) = text.StartsWith("0x", StringComparison.Ordinal)
            ? (System.Globalization.NumberStyles.AllowHexSpecifier, text[2..])
            : (System.Globalization.NumberStyles.None, text);
        return UInt128.TryParse(digits, style, System.Globalization.CultureInfo.InvariantCulture, out UInt128 value) ? value : 0;
    }

    private static PrimTy? IntTyNamed(string name) => name switch
    {
        "i8" => PrimTy.I8,
        "i16" => PrimTy.I16,
        "i32" => PrimTy.I32,
        "i64" => PrimTy.I64,
        "i128" => PrimTy.I128,
        "isize" => PrimTy.Isize,
        "u8" => PrimTy.U8,
        "u16" => PrimTy.U16,
        "u32" => PrimTy.U32,
        "u64" => PrimTy.U64,
        "u128" => PrimTy.U128,
        "usize" => PrimTy.Usize,
        _ => null,
    };
}
