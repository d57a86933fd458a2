using System;
using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Printing;

/// <summary>Paths of definitions, and types that are known by where they are defined: functions, closures, opaque types.</summary>
public sealed partial class TyPrinter
{
    /// <summary>A definition as messages name it: <c>Foo</c>, or its path where the bare name would be ambiguous.</summary>
    public string PrintPath(DefId def)
    {
        _text.Clear();
        AppendDef(def);
        return _text.ToString();
    }

    /// <summary>A trait with its arguments: <c>Add&lt;i32&gt;</c>, <c>Fn(i32)</c>.</summary>
    public string PrintTrait(TraitRef traitRef)
    {
        _text.Clear();
        _binders.Clear();
        AppendTraitPath(traitRef);
        return _text.ToString();
    }

    private void AppendTraitPath(TraitRef traitRef) => AppendTraitPath(traitRef.Trait, traitRef.Args.AsSpan()[1..]);

    private void AppendTraitPath(DefId trait, ReadOnlySpan<GenericArg> args)
    {
        AppendDef(trait);
        if (IsFnFamily(trait) && args is [Ty.Tuple inputs])
        {
            _text.Append('(');
            AppendList(inputs.Elements.AsSpan());
            _text.Append(')');
            return;
        }
        AppendArgs(args);
    }

    private bool IsFnFamily(DefId trait) => _context?.LangItemOf(trait) is LangItem.Fn or LangItem.FnMut or LangItem.FnOnce;

    private void AppendPath(DefId def)
    {
        if (IsTerse)
        {
            _text.Append(_crates!.NameOf(def).Text);
            return;
        }
        if (_names is null)
        {
            _text.Append(_crates!.NameOf(def).Text);
            return;
        }
        if (!PrefersPaths && _names.TryGetUnique(def, out Base.Interning.Symbol? unique))
        {
            _text.Append(unique.Text);
            return;
        }
        if (_names.TryGetVisibleParent(def, out DefId visibleParent, out Base.Interning.Symbol? name))
        {
            AppendVisiblePath(visibleParent, name.Text);
            return;
        }
        DefId parent = _crates!.ParentOf(def);
        if (parent.IsNone)
        {
            _text.Append(_crates[def.Crate].Name.Text);
            return;
        }
        switch (_crates.KindOf(def))
        {
            case DefKind.TyParam or DefKind.LifetimeParam or DefKind.ConstParam:
                _text.Append(_crates.NameOf(def).Text);
                return;
            case DefKind.Impl when _context is not null:
                AppendImpl(def);
                return;
            case DefKind.ForeignMod:
                AppendPath(parent);
                return;
        }
        AppendParent(parent);
        _text.Append(_crates.KindOf(def) switch
        {
            DefKind.Closure => "{closure#" + _crates[def.Crate].DisambiguatorOf(def.Index) + "}",
            DefKind.AnonConst or DefKind.InlineConst => "{constant#" + _crates[def.Crate].DisambiguatorOf(def.Index) + "}",
            DefKind.OpaqueTy => "{opaque#" + _crates[def.Crate].DisambiguatorOf(def.Index) + "}",
            _ => _crates.NameOf(def).Text,
        });
    }

    /// <summary>From the crate's name on, through public modules only.</summary>
    private void AppendVisiblePath(DefId module, string name)
    {
        string path = name;
        for (DefId at = module; ;)
        {
            if (!_names!.TryGetVisibleParent(at, out DefId above, out Base.Interning.Symbol? own))
            {
                _text.Append(_crates!.ParentOf(at).IsNone ? _crates[at.Crate].Name.Text : _crates.NameOf(at).Text).Append("::").Append(path);
                return;
            }
            path = $"{own.Text}::{path}";
            at = above;
        }
    }

    /// <summary>The path up to and with the separator; nothing at the root of the crate itself.</summary>
    private void AppendParent(DefId parent)
    {
        if (parent.Crate == _context!.Crate && _crates!.ParentOf(parent).IsNone)
        {
            return;
        }
        if (_crates!.KindOf(parent) == DefKind.ForeignMod)
        {
            AppendParent(_crates.ParentOf(parent));
            return;
        }
        AppendPath(parent);
        _text.Append("::");
    }

    private void AppendImpl(DefId impl)
    {
        ImplHeader header = _context!.ImplHeaderOf(impl);
        if (header.TraitRef is { } traitRef)
        {
            Append((Interned)traitRef);
        }
        else if (header.SelfTy is Ty.Adt adt)
        {
            AppendDef(adt.Def.Id);
            if (adt.Args.Count > 0 && HasTypes(adt.Args))
            {
                _text.Append("::");
                AppendArgs(adt.Args.AsSpan());
            }
        }
        else
        {
            _text.Append('<');
            Append(header.SelfTy);
            _text.Append('>');
        }
    }

    private static bool HasTypes(GenericArgs args)
    {
        foreach (GenericArg arg in args)
        {
            if (arg is not Region)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary><c>fn(i32) -> bool {name}</c></summary>
    private void AppendFnDef(Ty.FnDef fn)
    {
        if (_context is null)
        {
            _text.Append("fn item {");
            AppendDef(fn.Def);
            AppendArgs(fn.Args.AsSpan());
            _text.Append('}');
            return;
        }
        Binder<FnSig> sig = _context.Types.Instantiate(_context.FnSigOf(fn.Def), fn.Args);
        AppendSig(sig.Value, sig.Vars);
        _text.Append(" {");
        AppendFnPath(fn);
        _text.Append('}');
    }

    private void AppendFnPath(Ty.FnDef fn)
    {
        DefId parent = _crates!.ParentOf(fn.Def);
        Generics generics = _context!.GenericsOf(fn.Def);
        if (_crates.KindOf(fn.Def) == DefKind.Ctor)
        {
            AppendDef(fn.Def);
            AppendTurbofish(fn.Args.AsSpan());
            return;
        }
        if (_crates.KindOf(parent) == DefKind.Trait)
        {
            int ofTrait = generics.ParentCount;
            _text.Append('<');
            Append(fn.Args.TypeAt(0));
            _text.Append(" as ");
            AppendTraitPath(parent, fn.Args.AsSpan()[1..ofTrait]);
            _text.Append(">::").Append(_crates.NameOf(fn.Def).Text);
            AppendTurbofish(fn.Args.AsSpan()[ofTrait..]);
            return;
        }
        if (_crates.KindOf(parent) == DefKind.Impl)
        {
            Ty self = _context.Types.Instantiate(_context.TypeOf(parent), fn.Args);
            if (self is Ty.Adt adt)
            {
                AppendDef(adt.Def.Id);
                AppendTurbofish(adt.Args.AsSpan());
            }
            else
            {
                _text.Append('<');
                Append(self);
                _text.Append('>');
            }
            _text.Append("::").Append(_crates.NameOf(fn.Def).Text);
            AppendTurbofish(fn.Args.AsSpan()[generics.ParentCount..]);
            return;
        }
        AppendDef(fn.Def);
        AppendTurbofish(fn.Args.AsSpan());
    }

    private void AppendTurbofish(ReadOnlySpan<GenericArg> args)
    {
        bool any = false;
        foreach (GenericArg arg in args)
        {
            any |= arg is not Region;
        }
        if (any)
        {
            _text.Append("::");
            AppendArgs(args);
        }
    }

    /// <summary><c>{closure@src/main.rs:3:5: 3:8}</c></summary>
    private void AppendCoroutine(DefId def)
    {
        if (_context is not null && _context.Program.FactsOf(def.Crate).IsAsyncFnBody(def))
        {
            _text.Append("{async fn body of ").Append(PrintPath(_context.ParentOf(def))).Append("()}");
            return;
        }
        AppendPlaced("async block", def);
    }

    private void AppendPlaced(string what, DefId def)
    {
        _text.Append('{').Append(what).Append('@');
        if (_context is null)
        {
            _text.Append(def.Index).Append('}');
            return;
        }
        SourceSpan span = _context.HeadSpanOf(def);
        SourceLocation start = _context.Program.SourceMap.LocationOf(span.Lo);
        SourceLocation end = _context.Program.SourceMap.LocationOf(span.Hi);
        string path = start.File?.Path ?? "";
        _text.Append(IsTerse ? System.IO.Path.GetFileName(path) : path)
            .Append(':').Append(start.Line).Append(':').Append(start.Column)
            .Append(": ").Append(end.Line).Append(':').Append(end.Column).Append('}');
    }

    /// <summary><c>impl Iterator&lt;Item = u8&gt; + Send</c></summary>
    private void AppendOpaque(Ty.Alias opaque)
    {
        if (_context is null)
        {
            _text.Append("impl ");
            AppendDef(opaque.Def);
            AppendArgs(opaque.Args.AsSpan());
            return;
        }
        _text.Append("impl ");
        List<Predicate> bounds = [];
        foreach (SpannedPredicate bound in _context.ItemBoundsOf(opaque.Def).Own)
        {
            bounds.Add(_context.Types.Instantiate(bound.Predicate, opaque.Args));
        }
        bool any = false;
        bool isSized = false;
        foreach (Predicate bound in bounds)
        {
            if (bound is not Predicate.Trait trait)
            {
                continue;
            }
            if (_context.LangItemOf(trait.TraitRef.Trait) == LangItem.Sized)
            {
                isSized = true;
                continue;
            }
            if (_context.LangItemOf(trait.TraitRef.Trait) is LangItem.MetaSized or LangItem.PointeeSized)
            {
                continue;
            }
            _text.Append(any ? " + " : "");
            any = true;
            AppendFor(trait.Vars);
            AppendOpaqueBound(trait.TraitRef, bounds);
            _binders.Pop();
        }
        _text.Append(isSized ? any ? "" : "Sized" : any ? " + ?Sized" : "?Sized");
    }

    private void AppendOpaqueBound(TraitRef traitRef, List<Predicate> bounds)
    {
        bool isFn = IsFnFamily(traitRef.Trait) && traitRef.Args.Count == 2 && traitRef.Args[1] is Ty.Tuple;
        if (isFn)
        {
            AppendTraitPath(traitRef);
        }
        else
        {
            AppendDef(traitRef.Trait);
        }
        bool any = false;
        if (!isFn)
        {
            foreach (GenericArg arg in traitRef.Args.AsSpan()[1..])
            {
                _text.Append(any ? ", " : "<");
                any = true;
                Append(arg);
            }
        }
        foreach (Predicate bound in bounds)
        {
            if (bound is not Predicate.Projection projection)
            {
                continue;
            }
            DefId owner = _crates!.ParentOf(projection.Alias.Def);
            if (isFn && _context!.LangItemOf(owner) == LangItem.FnOnce)
            {
                if (!projection.Term.IsUnit)
                {
                    _text.Append(" -> ");
                    Append(projection.Term);
                }
            }
            else if (owner == traitRef.Trait)
            {
                _text.Append(any ? ", " : "<").Append(_crates.NameOf(projection.Alias.Def).Text).Append(" = ");
                any = true;
                Append(projection.Term);
            }
        }
        _text.Append(any ? ">" : "");
    }

    /// <summary>The lifetime names in a value, so that those made up differ.</summary>
    private sealed class RegionNamesIn : TypeVisitor
    {
        private readonly HashSet<string> _names = [];

        public static HashSet<string> Of(Interned value)
        {
            RegionNamesIn finder = new();
            switch (value)
            {
                case Ty ty:
                    finder.Visit(ty);
                    break;
                case Predicate.Trait trait:
                    finder.Visit(trait.TraitRef.Args);
                    break;
                case TraitRef traitRef:
                    finder.Visit(traitRef.Args);
                    break;
            }
            return finder._names;
        }

        public override bool Visit(Region region)
        {
            switch (region)
            {
                case Region.EarlyParam it:
                    _names.Add(it.Name.Text);
                    break;
                case Region.LateParam it:
                    _names.Add(it.Decl.Name.Text);
                    break;
            }
            return false;
        }
    }
}
