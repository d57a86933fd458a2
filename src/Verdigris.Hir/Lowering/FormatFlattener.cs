using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>
/// Puts into a <c>format_args!</c> what is known of it: <c>format_args!("a {} {}", "b", format_args!("{c}!"))</c> becomes
/// <c>format_args!("a b {c}!")</c>. It saves the arguments' temporaries, and lets text without placeholders live for
/// <c>'static</c>, which programs can tell (<c>Arguments::as_str</c>).
/// </summary>
internal static class FormatFlattener
{
    public static Ast.FormatArgs Flatten(Ast.FormatArgs format) => InlineLiterals(FlattenNested(format));

    /// <summary>A nested <c>format_args!</c> that is shown once takes its placeholder's place, its arguments that of the argument.</summary>
    private static Ast.FormatArgs FlattenNested(Ast.FormatArgs format)
    {
        for (int i = 0; i < format.Pieces.Length; i++)
        {
            // Options are no hindrance: `Arguments` ignores them.
            while (i < format.Pieces.Length
                && format.Pieces[i] is Ast.FormatPiece.Placeholder { Trait: Ast.FormatTrait.Display or Ast.FormatTrait.Debug } placeholder
                && Peel(format.Arguments[placeholder.Argument].Value) is Ast.Expr.OfFormatArgs { Format: var nested }
                && UsesOf(format, placeholder.Argument) == 1)
            {
                format = Splice(format, i, placeholder.Argument, nested);
            }
        }
        return format;
    }

    private static Ast.FormatArgs Splice(Ast.FormatArgs outer, int at, int argument, Ast.FormatArgs inner)
    {
        ImmutableArray<Ast.FormatPiece>.Builder pieces = ImmutableArray.CreateBuilder<Ast.FormatPiece>();
        for (int i = 0; i < outer.Pieces.Length; i++)
        {
            if (i != at)
            {
                pieces.Add(Renumber(outer.Pieces[i], index => index < argument ? index : index + inner.Arguments.Length - 1));
                continue;
            }
            foreach (Ast.FormatPiece piece in inner.Pieces)
            {
                pieces.Add(Renumber(piece, index => index + argument));
            }
        }
        ImmutableArray<Ast.FormatArgument> arguments = outer.Arguments.RemoveAt(argument).InsertRange(argument, inner.Arguments);
        return outer with { Pieces = pieces.DrainToImmutable(), Arguments = arguments };
    }

    /// <summary>Strings and integers shown by <c>{}</c> become text; arguments that nothing uses any more go.</summary>
    private static Ast.FormatArgs InlineLiterals(Ast.FormatArgs format)
    {
        HashSet<int> inlined = [];
        ImmutableArray<Ast.FormatPiece>.Builder pieces = ImmutableArray.CreateBuilder<Ast.FormatPiece>(format.Pieces.Length);
        foreach (Ast.FormatPiece piece in format.Pieces)
        {
            if (piece is Ast.FormatPiece.Placeholder { Trait: Ast.FormatTrait.Display, Options.IsDefault: true } placeholder
                && Peel(format.Arguments[placeholder.Argument].Value) is Ast.Expr.OfLit { Lit: var literal }
                && TextOf(literal) is { } text)
            {
                inlined.Add(placeholder.Argument);
                pieces.Add(new Ast.FormatPiece.Text(text));
            }
            else
            {
                pieces.Add(piece);
            }
        }
        if (inlined.Count == 0)
        {
            return format;
        }
        format = format with { Pieces = pieces.DrainToImmutable() };
        int[] renumbered = new int[format.Arguments.Length];
        ImmutableArray<Ast.FormatArgument>.Builder kept = ImmutableArray.CreateBuilder<Ast.FormatArgument>();
        for (int i = 0; i < renumbered.Length; i++)
        {
            renumbered[i] = kept.Count;
            if (!inlined.Contains(i) || UsesOf(format, i) > 0)
            {
                kept.Add(format.Arguments[i]);
            }
        }
        for (int i = 0; i < format.Pieces.Length; i++)
        {
            pieces.Add(Renumber(format.Pieces[i], index => renumbered[index]));
        }
        return format with { Pieces = pieces.DrainToImmutable(), Arguments = kept.DrainToImmutable() };
    }

    /// <summary>As <c>Display</c> shows it; null if that is not known here, or if the value is too large for its type, which a lint will say.</summary>
    private static Symbol? TextOf(Ast.Lit literal) => literal switch
    {
        Ast.Lit.Str text => text.Value,
        Ast.Lit.Int number when number.Value <= MaximumOf(number.Suffix) => Symbol.Intern(number.Value.ToString()),
        _ => null,
    };

    private static UInt128 MaximumOf(Ast.LitSuffix suffix) => suffix switch
    {
        Ast.LitSuffix.None or Ast.LitSuffix.I32 => int.MaxValue,
        Ast.LitSuffix.I8 => (UInt128)sbyte.MaxValue,
        Ast.LitSuffix.I16 => (UInt128)short.MaxValue,
        Ast.LitSuffix.I64 => long.MaxValue,
        Ast.LitSuffix.I128 => (UInt128)Int128.MaxValue,
        Ast.LitSuffix.U8 => byte.MaxValue,
        Ast.LitSuffix.U16 => ushort.MaxValue,
        Ast.LitSuffix.U32 => uint.MaxValue,
        Ast.LitSuffix.U64 => ulong.MaxValue,
        Ast.LitSuffix.U128 => UInt128.MaxValue,
        // Those of the target's size are left to the program, and `1f32` is no integer.
        _ => 0,
    };

    private static Ast.Expr Peel(Ast.Expr expr)
    {
        while (true)
        {
            switch (expr)
            {
                case Ast.Expr.OfMacro { Expansion: { } expansion }:
                    expr = expansion;
                    break;
                case Ast.Expr.Paren it:
                    expr = it.Inner;
                    break;
                case Ast.Expr.AddrOf { Kind: Ast.BorrowKind.Ref } it:
                    expr = it.Operand;
                    break;
                default:
                    return expr;
            }
        }
    }

    private static int UsesOf(Ast.FormatArgs format, int argument)
    {
        int uses = 0;
        foreach (Ast.FormatPiece piece in format.Pieces)
        {
            if (piece is Ast.FormatPiece.Placeholder placeholder)
            {
                uses += placeholder.Argument == argument ? 1 : 0;
                uses += placeholder.Options.Width is Ast.FormatCount.OfArgument width && width.Argument == argument ? 1 : 0;
                uses += placeholder.Options.Precision is Ast.FormatCount.OfArgument precision && precision.Argument == argument ? 1 : 0;
            }
        }
        return uses;
    }

    private static Ast.FormatPiece Renumber(Ast.FormatPiece piece, Func<int, int> newIndex) => piece is not Ast.FormatPiece.Placeholder placeholder ? piece : placeholder with
    {
        Argument = newIndex(placeholder.Argument),
        Options = placeholder.Options with { Width = Renumber(placeholder.Options.Width, newIndex), Precision = Renumber(placeholder.Options.Precision, newIndex) },
    };

    private static Ast.FormatCount? Renumber(Ast.FormatCount? count, Func<int, int> newIndex) =>
        count is Ast.FormatCount.OfArgument argument ? argument with { Argument = newIndex(argument.Argument) } : count;
}
