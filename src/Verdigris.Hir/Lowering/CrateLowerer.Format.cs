using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>
/// <c>format_args!</c> to <c>unsafe { Arguments::new(b"template", &amp;[Argument::new_display(&amp;a), …]) }</c>, or
/// <c>Arguments::from_str("text")</c> without placeholders. The template's encoding is that of <c>core::fmt::rt</c>.
/// </summary>
public sealed partial class CrateLowerer
{
    private static readonly Symbol s_args = Symbol.Intern("args");

    private HirExpr LowerFormatArgs(Ast.FormatArgs format, SourceSpan span)
    {
        format = FormatFlattener.Flatten(format);
        bool hasPlaceholder = false;
        foreach (Ast.FormatPiece piece in format.Pieces)
        {
            hasPlaceholder |= piece is Ast.FormatPiece.Placeholder;
        }
        if (!hasPlaceholder)
        {
            HirExpr text = new HirExpr.Literal(NextId(), span, new HirLit.Str(JoinText(format)));
            return CallAssociated("format_arguments", "from_str", span, text);
        }
        // One runtime argument for each use of a value by a trait, or as a count.
        List<(int Argument, Ast.FormatTrait? Trait)> uses = [];
        byte[] template = EncodeTemplate(format, uses);
        HirExpr templateExpr = new HirExpr.Literal(NextId(), span, new HirLit.ByteStr([.. template]));
        HirExpr arguments = LowerFormatArguments(format, uses, span);
        HirExpr call = CallAssociated("format_arguments", "new", span, templateExpr, arguments);
        return UnsafeExpr(span, call);
    }

    private static Symbol JoinText(Ast.FormatArgs format)
    {
        if (format.Pieces.Length == 1)
        {
            return ((Ast.FormatPiece.Text)format.Pieces[0]).Value;
        }
        System.Text.StringBuilder text = new();
        foreach (Ast.FormatPiece piece in format.Pieces)
        {
            text.Append(((Ast.FormatPiece.Text)piece).Value.Text);
        }
        return Symbol.Intern(text.ToString());
    }

    /// <summary><c>&lt;lang item&gt;::name(args)</c></summary>
    private HirExpr CallAssociated(string langItem, string name, SourceSpan span, params ImmutableArray<HirExpr> args)
    {
        HirId id = NextId();
        HirTy self = new HirTy.Path(NextId(), LangQPath(langItem, span));
        HirPathSegment segment = new(NextId(), new HirIdent(Symbol.Intern(name), span), null, null, InferArgs: true);
        HirExpr callee = new HirExpr.Path(NextId(), new HirQPath.TypeRelative(self, segment, span));
        return new HirExpr.Call(id, span, callee, args);
    }

    /// <summary>
    /// <c>&amp;[Argument::new_display(&amp;a), …]</c>. When a value is used more than once it is evaluated once:
    /// <c>&amp;match (&amp;a, &amp;b) { args => [Argument::new_display(args.0), …] }</c>.
    /// </summary>
    private HirExpr LowerFormatArguments(Ast.FormatArgs format, List<(int Argument, Ast.FormatTrait? Trait)> uses, SourceSpan span)
    {
        bool isDirect = uses.Count == format.Arguments.Length;
        for (int i = 0; i < uses.Count && isDirect; i++)
        {
            isDirect = uses[i].Argument == i;
        }
        ImmutableArray<HirExpr>.Builder elements = ImmutableArray.CreateBuilder<HirExpr>(uses.Count);
        if (isDirect)
        {
            foreach ((int argument, Ast.FormatTrait? trait) in uses)
            {
                Ast.Expr value = format.Arguments[argument].Value;
                SourceSpan valueSpan = value.Span;
                HirExpr borrowed = new HirExpr.AddrOf(NextId(), valueSpan, IsRaw: false, IsMutable: false, LowerExpr(value));
                elements.Add(CallAssociated("format_argument", ConstructorOf(trait), valueSpan, borrowed));
            }
            HirExpr array = new HirExpr.Array(NextId(), span, elements.MoveToImmutable());
            return new HirExpr.AddrOf(NextId(), span, IsRaw: false, IsMutable: false, array);
        }
        ImmutableArray<HirExpr>.Builder values = ImmutableArray.CreateBuilder<HirExpr>(format.Arguments.Length);
        foreach (Ast.FormatArgument argument in format.Arguments)
        {
            values.Add(new HirExpr.AddrOf(NextId(), argument.Value.Span, IsRaw: false, IsMutable: false, LowerExpr(argument.Value)));
        }
        HirExpr tuple = new HirExpr.Tuple(NextId(), span, values.MoveToImmutable());
        HirPat.Binding args = BindingPat(s_args, span);
        foreach ((int argument, Ast.FormatTrait? trait) in uses)
        {
            SourceSpan valueSpan = format.Arguments[argument].Value.Span;
            HirExpr field = new HirExpr.Field(NextId(), valueSpan, LocalExpr(args.Id, s_args, span), new HirIdent(Ast.Names.OfIndex(argument), valueSpan));
            elements.Add(CallAssociated("format_argument", ConstructorOf(trait), valueSpan, field));
        }
        HirExpr all = new HirExpr.Array(NextId(), span, elements.MoveToImmutable());
        HirArm arm = new(NextId(), span, args, null, all);
        HirExpr match = new HirExpr.Match(NextId(), span, tuple, [arm], HirMatchSource.FormatArgs);
        return new HirExpr.AddrOf(NextId(), span, IsRaw: false, IsMutable: false, match);
    }

    private static string ConstructorOf(Ast.FormatTrait? trait) => trait switch
    {
        null => "from_usize",
        Ast.FormatTrait.Display => "new_display",
        Ast.FormatTrait.Debug => "new_debug",
        Ast.FormatTrait.LowerExp => "new_lower_exp",
        Ast.FormatTrait.UpperExp => "new_upper_exp",
        Ast.FormatTrait.Octal => "new_octal",
        Ast.FormatTrait.Pointer => "new_pointer",
        Ast.FormatTrait.Binary => "new_binary",
        Ast.FormatTrait.LowerHex => "new_lower_hex",
        Ast.FormatTrait.UpperHex => "new_upper_hex",
    };

    private static byte[] EncodeTemplate(Ast.FormatArgs format, List<(int Argument, Ast.FormatTrait? Trait)> uses)
    {
        // Values first, in the order of placeholders, so that mostly no index is needed; counts behind them.
        Dictionary<(int, Ast.FormatTrait?), int> indices = [];
        int IndexOf(int argument, Ast.FormatTrait? trait)
        {
            if (!indices.TryGetValue((argument, trait), out int index))
            {
                index = uses.Count;
                indices.Add((argument, trait), index);
                uses.Add((argument, trait));
            }
            return index;
        }
        foreach (Ast.FormatPiece piece in format.Pieces)
        {
            if (piece is Ast.FormatPiece.Placeholder placeholder)
            {
                IndexOf(placeholder.Argument, placeholder.Trait);
            }
        }
        List<byte> bytes = [];
        int next = 0;
        foreach (Ast.FormatPiece piece in format.Pieces)
        {
            if (piece is Ast.FormatPiece.Text text)
            {
                AddText(bytes, text.Value.Utf8);
                continue;
            }
            Ast.FormatPiece.Placeholder placeholder = (Ast.FormatPiece.Placeholder)piece;
            int index = IndexOf(placeholder.Argument, placeholder.Trait);
            AddPlaceholder(bytes, placeholder.Options, index == next ? null : index, count => IndexOf(count, null));
            next = index + 1;
        }
        bytes.Add(0);
        return [.. bytes];
    }

    private static void AddText(List<byte> bytes, ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            int length = int.Min(text.Length, ushort.MaxValue);
            // Not inside a character.
            while (length < text.Length && (text[length] & 0xC0) == 0x80)
            {
                length--;
            }
            if (length < 0x80)
            {
                bytes.Add((byte)length);
            }
            else
            {
                bytes.Add(0x80);
                AddUInt16(bytes, length);
            }
            bytes.AddRange(text[..length]);
            text = text[length..];
        }
    }

    private static void AddUInt16(List<byte> bytes, int value)
    {
        Span<byte> buffer = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(buffer, (ushort)value);
        bytes.AddRange(buffer);
    }

    private static void AddPlaceholder(List<byte> bytes, Ast.FormatOptions options, int? index, Func<int, int> indexOfCount)
    {
        byte head = 0xC0;
        uint flags = FlagsOf(options);
        if (!options.IsDefault)
        {
            head |= 1;
        }
        (int Value, bool IsArgument)? width = CountOf(options.Width, indexOfCount);
        (int Value, bool IsArgument)? precision = CountOf(options.Precision, indexOfCount);
        head |= (byte)(width is null ? 0 : width.Value.IsArgument ? 2 | 16 : 2);
        head |= (byte)(precision is null ? 0 : precision.Value.IsArgument ? 4 | 32 : 4);
        head |= (byte)(index is null ? 0 : 8);
        bytes.Add(head);
        if ((head & 1) != 0)
        {
            Span<byte> buffer = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(buffer, flags);
            bytes.AddRange(buffer);
        }
        if (width is not null)
        {
            AddUInt16(bytes, width.Value.Value);
        }
        if (precision is not null)
        {
            AddUInt16(bytes, precision.Value.Value);
        }
        if (index is not null)
        {
            AddUInt16(bytes, index.Value);
        }
    }

    private static (int Value, bool IsArgument)? CountOf(Ast.FormatCount? count, Func<int, int> indexOfCount) => count switch
    {
        null => null,
        Ast.FormatCount.Literal literal => (literal.Value, false),
        Ast.FormatCount.OfArgument argument => (indexOfCount(argument.Argument), true),
    };

    private static uint FlagsOf(Ast.FormatOptions options)
    {
        uint flags = options.Fill == 0 ? ' ' : (uint)options.Fill;
        flags |= options.Sign switch { Ast.FormatSign.Plus => 1u << 21, Ast.FormatSign.Minus => 1u << 22, Ast.FormatSign.None => 0u };
        flags |= options.IsAlternate ? 1u << 23 : 0;
        flags |= options.IsZeroPadded ? 1u << 24 : 0;
        flags |= options.DebugHex switch { Ast.FormatDebugHex.Lower => 1u << 25, Ast.FormatDebugHex.Upper => 1u << 26, Ast.FormatDebugHex.None => 0u };
        flags |= options.Width is null ? 0 : 1u << 27;
        flags |= options.Precision is null ? 0 : 1u << 28;
        flags |= options.Alignment switch
        {
            Ast.FormatAlignment.Left => 0u,
            Ast.FormatAlignment.Right => 1u << 29,
            Ast.FormatAlignment.Center => 2u << 29,
            Ast.FormatAlignment.None => 3u << 29,
        };
        return flags;
    }
}
