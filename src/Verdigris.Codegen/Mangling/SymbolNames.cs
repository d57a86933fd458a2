using System;
using System.Security.Cryptography;
using System.Text;
using Verdigris.Base.Collections;
using Verdigris.Codegen.Collect;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Codegen.Mangling;

/// <summary>What things are called in object files, and who can see them. Stateless: safe on all threads.</summary>
/// <param name="CrateHash">Tells symbols of private data of different crates apart.</param>
/// <param name="PanicHandler">The function marked <c>#[panic_handler]</c>, if it is emitted with this crate.</param>
public sealed record SymbolNames(ulong CrateHash, DefId PanicHandler = default)
{
    /// <summary>Instances that other crates have.</summary>
    public UpstreamInstances Upstream { get; init; } = UpstreamInstances.None;

    /// <summary>What core calls to panic; the program's panic handler has this name.</summary>
    private const string PanicHandlerName = "rust_begin_unwind";

    /// <summary>What code of crates below std refers to: the personality is defined in std.</summary>
    public const string PersonalityName = "rust_eh_personality";

    public string Of(MonoQueries queries, Instance instance)
    {
        if (instance.Kind is InstanceKind.Item && ExplicitName(queries, instance.Def) is { } name)
        {
            return name;
        }
        if (!IsCopied(queries, instance))
        {
            return new V0Mangler(queries).Mangle(instance, default(CrateId));
        }
        CrateId owner = Upstream.OwnerOf(queries, instance);
        return new V0Mangler(queries).Mangle(instance, owner.IsSome ? owner : queries.LocalCrate);
    }

    public string OfStatic(MonoQueries queries, DefId def) => ExplicitName(queries, def) ?? new V0Mangler(queries).Mangle(def);

    /// <summary>C, or a crate that links to us by a name it knows, may refer to it.</summary>
    public bool IsPublicSymbol(MonoQueries queries, Instance instance) =>
        instance.Kind == InstanceKind.Item && ExplicitName(queries, instance.Def) is not null;

    public bool IsPublicStatic(MonoQueries queries, DefId def) => ExplicitName(queries, def) is not null;

    /// <summary>128 bits of hash of the type's full name with the ids of its crates.</summary>
    public static UInt128 TypeIdOf(MonoQueries queries, Ty ty)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(new V0Mangler(queries).MangleType(ty)));
        return new UInt128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    /// <summary>For messages to people.</summary>
    public string ReadableOf(MonoQueries queries, MonoItem item) => item switch
    {
        MonoItem.Fn function => ReadableOf(queries, function.Instance),
        MonoItem.Static it => PathOf(queries, it.Def),
    };

    public string ReadableOf(MonoQueries queries, Instance instance)
    {
        string path = instance.Def.IsNone ? instance.Kind.ToString() : PathOf(queries, instance.Def);
        return instance.Ty is { } ty ? $"{path}::<{ty}>" : instance.Args.Count == 0 ? path : $"{path}{instance.Args}";
    }

    public static string PathOf(MonoQueries queries, DefId def)
    {
        DefId parent = queries.Types.ParentOf(def);
        if (parent.IsNone)
        {
            return queries.Types.Crates[def.Crate].Name.Text;
        }
        DefKind kind = queries.Types.KindOf(def);
        string name = kind switch
        {
            DefKind.Closure => "{closure}",
            DefKind.Impl => "{impl}",
            DefKind.ForeignMod or DefKind.Ctor => "",
            _ => queries.Types.Crates.NameOf(def).Text,
        };
        string prefix = PathOf(queries, parent);
        return name.Length == 0 ? prefix : $"{prefix}::{name}";
    }

    /// <summary>Functions with types to fill in, shims and inline functions may be in several crates, each with its own.</summary>
    private static bool IsCopied(MonoQueries queries, Instance instance)
    {
        if (instance.Kind != InstanceKind.Item)
        {
            return true;
        }
        return !UpstreamItems.IsEmittedUpstream(queries, instance);
    }

    private string? ExplicitName(MonoQueries queries, DefId def)
    {
        DefKind kind = queries.Types.KindOf(def);
        if (kind is not (DefKind.Fn or DefKind.AssocFn or DefKind.Static))
        {
            return null;
        }
        if (def == PanicHandler || def == queries.LangItem(LangItem.PanicImpl))
        {
            return PanicHandlerName;
        }
        if (def == queries.LangItem(LangItem.EhPersonality))
        {
            return PersonalityName;
        }
        FnAttrs attrs = queries.Types.FnAttrsOf(def);
        string name = queries.Types.Crates.NameOf(def).Text;
        bool isForeign = queries.Types.ParentOf(def) is { IsSome: true } parent && queries.Types.KindOf(parent) == DefKind.ForeignMod;
        if (isForeign)
        {
            return name == "panic_impl" ? PanicHandlerName : attrs.LinkName?.Text ?? name;
        }
        return attrs.ExportName?.Text
            ?? ((attrs.Flags & (FnAttrFlags.NoMangle | FnAttrFlags.StdInternalSymbol)) != 0 ? name : null);
    }
}
