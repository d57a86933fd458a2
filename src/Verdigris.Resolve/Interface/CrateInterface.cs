using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Resolve.Interface;

/// <summary>
/// What name resolution asks of another crate. Implemented by crates compiled in this process
/// (<see cref="ResolvedCrate"/>) and by crates decoded lazily from metadata. Thread-safe.
/// </summary>
public abstract class CrateInterface(CrateDefinitions definitions)
{
    public CrateDefinitions Definitions { get; } = definitions;

    public CrateId Id => Definitions.Id;

    public Symbol Name => Definitions.Name;

    /// <summary>The names in a module, an enum (its variants) or a trait (its items), re-exports included.</summary>
    public abstract IReadOnlyList<ModuleChild> ChildrenOf(DefId module);

    /// <summary>The macro behind a definition of kind <see cref="DefKind.Macro"/>.</summary>
    public abstract MacroDefinition MacroOf(DefId macro);

    /// <summary>How many lifetime parameters a type, trait or alias declares: elided ones in paths to it are counted by this.</summary>
    public abstract int LifetimeParamCountOf(DefId def);

    /// <summary>Whether the item has a <c>self</c> parameter, for functions in traits and impls.</summary>
    public abstract bool HasSelfParam(DefId function);

    /// <summary><c>#[lang = "…"]</c> items that this crate defines.</summary>
    public abstract IReadOnlyDictionary<Symbol, DefId> LangItems { get; }

    /// <summary><c>#[rustc_diagnostic_item = "…"]</c> items that this crate defines.</summary>
    public abstract IReadOnlyDictionary<Symbol, DefId> DiagnosticItems { get; }

    /// <summary>The crates that this one uses, by the names it knows them by.</summary>
    public abstract IReadOnlyDictionary<Symbol, CrateInterface> Dependencies { get; }
}

/// <summary>A name in a module. The namespace follows from <see cref="Res"/>.</summary>
public readonly record struct ModuleChild(Symbol Name, Res Res, Visibility Visibility, SourceSpan Span);
