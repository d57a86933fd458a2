using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Validation;

/// <summary>
/// Rules that the grammar does not express and names do not decide, checked once on the expanded crate: unsafe and negative
/// impls, qualifiers of trait functions, ABIs, defaults of parameters, arguments of attributes.
/// </summary>
internal sealed class AstValidator(DiagnosticSink sink) : AstVisitor
{
    private static readonly HashSet<string> s_abis =
    [
        "Rust", "C", "C-unwind", "cdecl", "cdecl-unwind", "stdcall", "stdcall-unwind", "fastcall", "fastcall-unwind", "vectorcall", "thiscall",
        "thiscall-unwind", "aapcs", "aapcs-unwind", "win64", "win64-unwind", "sysv64", "sysv64-unwind", "system", "system-unwind", "efiapi",
        "rust-intrinsic", "rust-call", "unadjusted", "rust-cold", "msp430-interrupt", "ptx-kernel", "x86-interrupt", "avr-interrupt", "custom",
    ];

    public override void VisitCrate(Crate crate)
    {
        foreach (Item item in Late.FlattenItems.Of(crate.Items))
        {
            if (item is Item.Fn { Header.IsAsync: true } main && main.Ident.Name.Text == "main")
            {
                sink.Report(Diagnostic.Error("E0752", "`main` function is not allowed to be `async`", main.SignatureSpan).WithPrimaryLabel("`main` function is not allowed to be `async`"));
            }
        }
        base.VisitCrate(crate);
    }

    public override void VisitItem(Item item)
    {
        if (item.IsRemoved)
        {
            return;
        }
        AttributeValidator.Check(item, sink);
        switch (item)
        {
            case Item.Impl implementation:
                CheckImpl(implementation);
                break;
            case Item.Fn function:
                CheckAbi(function.Header.Abi);
                if (function is { Decl.IsVariadic: true, Body: not null, Header.Abi: null })
                {
                    sink.Report(Diagnostic.Error("E0658", "C-variadic functions are unstable", function.SignatureSpan));
                }
                break;
            case Item.Trait { IsConst: false } trait:
                CheckConstFns(trait.Items, "traits");
                break;
            case Item.ForeignMod foreign:
                CheckAbi(foreign.Abi);
                break;
        }
        WalkItem(item);
    }

    private void CheckAbi(Abi? abi)
    {
        if (abi is not null && !s_abis.Contains(abi.Name.Text))
        {
            sink.Report(Diagnostic.Error("E0703", $"invalid ABI: found `{abi.Name}`", abi.Span)
                .WithPrimaryLabel("invalid ABI").WithNote("invoke `rustc --print=calling-conventions` for a full list of supported calling conventions"));
        }
    }

    private void CheckImpl(Item.Impl item)
    {
        if (item.OfTrait is null)
        {
            if (item.IsUnsafe)
            {
                sink.Report(Diagnostic.Error("E0197", "inherent impls cannot be unsafe", item.SelfTy.Span).WithPrimaryLabel("inherent impl for this type"));
            }
            return;
        }
        if (item.IsUnsafe && item.IsNegative)
        {
            sink.Report(Diagnostic.Error("E0198", "negative impls cannot be unsafe", item.OfTrait.Span).WithPrimaryLabel("negative because of this"));
        }
        if (item.IsNegative && item.Items.Length > 0)
        {
            sink.Report(Diagnostic.Error("E0749", "negative impls cannot have any items", item.Items[0].Span));
        }
        if (!item.IsConst)
        {
            CheckConstFns(item.Items, "trait impls");
        }
    }

    private void CheckConstFns(ImmutableArray<Item> items, string where)
    {
        foreach (Item item in Late.FlattenItems.Of(items))
        {
            if (item is Item.Fn { Header.IsConst: true } function)
            {
                sink.Report(Diagnostic.Error("E0379", $"functions in {where} cannot be declared const", function.SignatureSpan)
                    .WithPrimaryLabel($"functions in {where} cannot be const"));
            }
        }
    }

    public override void VisitGenerics(Generics generics)
    {
        CheckDefaults(generics);
        CheckOrder(generics);
        base.VisitGenerics(generics);
    }

    /// <summary>A default may name only the parameters before it: E0128.</summary>
    private void CheckDefaults(Generics generics)
    {
        for (int i = 0; i < generics.Params.Length; i++)
        {
            if (generics.Params[i] is not GenericParam.OfType { Default: { } value })
            {
                continue;
            }
            HashSet<Symbol> later = [];
            for (int j = i; j < generics.Params.Length; j++)
            {
                if (generics.Params[j] is GenericParam.OfType or GenericParam.OfConst)
                {
                    later.Add(generics.Params[j].Ident.Name);
                }
            }
            new ForwardUseFinder(later, sink).VisitTy(value);
        }
    }

    private void CheckOrder(Generics generics)
    {
        bool sawOther = false;
        foreach (GenericParam parameter in generics.Params)
        {
            if (parameter is not GenericParam.OfLifetime)
            {
                sawOther = true;
            }
            else if (sawOther)
            {
                sink.Report(Diagnostic.ErrorWithoutCode("lifetime parameters must be declared prior to type and const parameters", parameter.Ident.Span));
                return;
            }
        }
    }

    private sealed class ForwardUseFinder(HashSet<Symbol> later, DiagnosticSink sink) : AstVisitor
    {
        public override void VisitTy(Ty ty)
        {
            if (ty is Ty.OfPath { QSelf: null, Path.Segments: [{ } first, ..] } && later.Contains(first.Ident.Name))
            {
                SourceSpan span = first.Ident.Span;
                sink.Report(Diagnostic.Error("E0128", "generic parameter defaults cannot reference parameters before they are declared", span)
                    .WithPrimaryLabel($"cannot reference `{first.Ident}` before it is declared"));
            }
            WalkTy(ty);
        }
    }
}
