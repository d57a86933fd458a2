using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Codegen;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Link;
using Verdigris.Hir;
using Verdigris.Metadata;
using Verdigris.Mir;
using Verdigris.Mir.Interpret;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>Generates the crate's code.</summary>
internal static class CodegenStage
{
    private static readonly Symbol s_panicHandler = Symbol.Intern("panic_handler");

    public static ImmutableArray<GeneratedUnit>? Run(Session session, CompilationWorld world, MirFacts mir, ConstEvaluator constants, FrontEndResult crate, OutputFiles outputs)
    {
        bool isExecutable = outputs.CrateTypes.Count == 1 && outputs.CrateTypes[0] == CrateType.Executable;
        DefId main = FindMain(crate);
        if (isExecutable && outputs.Writes(OutputKind.Link) && main.IsNone)
        {
            session.Diagnostics.Report(Diagnostic.Error(
                "E0601", $"`main` function not found in crate `{outputs.CrateName}`", SourceSpan.Dummy));
            return null;
        }
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        HashSet<CrateId> linked = [];
        foreach (MetadataCrate loaded in world.Loaded)
        {
            linked.Add(loaded.Id);
        }
        List<DefId> items = LocalItems(types, crate);
        DefId panicHandler = default;
        foreach (FrontEndResult other in world.Compiled)
        {
            foreach (DefId owner in other.Hir.BodyOwners)
            {
                bool isHandler = IsPanicHandler(other, owner);
                panicHandler = isHandler ? owner : panicHandler;
                if (other != crate && (isHandler || (types.KindOf(owner) is DefKind.Fn or DefKind.Static && IsExported(types, owner))))
                {
                    items.Add(owner);
                }
            }
        }
        CodegenInput input = new()
        {
            CrateName = outputs.CrateName,
            CrateHash = crate.Resolved.Definitions.StableCrateId,
            IsExecutable = isExecutable,
            Options = CodeOutput.OptionsFor(session.Options.Codegen, outputs),
            Target = session.Options.Target,
            Sources = world.Sources,
            Outputs = CodeOutput.FormsFor(outputs),
            LocalItems = items,
            PanicHandler = panicHandler,
            IsLinked = linked.Contains,
            Upstream = UpstreamOf(session, world),
            IsExported = def => def == panicHandler || IsExported(types, def),
            MainFunction = isExecutable ? main : default,
            NeedsAllocatorShims = isExecutable && world.Crates.Contains(Symbol.Intern("alloc")),
            HasGlobalAllocator = false,
            HasErrors = () => session.HasErrors,
            CreateQueries = () => new DriverQueries(TypeContext.Create(world.Program, crate.Id, session.Diagnostics), mir, constants),
        };
        try
        {
            return CodeGenerator.Generate(input);
        }
        catch (InstantiationLimitException limit)
        {
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode(
                $"reached the recursion limit while instantiating `{world.Crates.NameOf(limit.Def)}`", world.Crates.SpanOf(limit.Def)));
            return null;
        }
    }

    /// <summary>With optimisation a copy of one's own can be inlined, which is worth more than the time to make it.</summary>
    private static UpstreamInstances UpstreamOf(Session session, CompilationWorld world)
    {
        if (session.Options.Codegen.OptLevel is OptLevel.Default or OptLevel.Aggressive)
        {
            return UpstreamInstances.None;
        }
        List<(CrateId Crate, HashSet<ulong> Symbols)> crates = [];
        for (int i = world.Loaded.Count - 1; i >= 0; i--)
        {
            if (world.Loaded[i].Header.Path.EndsWith(".rlib", StringComparison.Ordinal))
            {
                HashSet<ulong> symbols = [];
                ArchiveReader.ReadSymbols(world.Loaded[i].Header.Path, name => symbols.Add(UpstreamInstances.HashOf(name)));
                crates.Add((world.Loaded[i].Id, symbols));
            }
        }
        return new UpstreamInstances(crates);
    }

    private static DefId FindMain(FrontEndResult crate)
    {
        Symbol main = Symbol.Intern("main");
        foreach (ModuleChild child in crate.Resolved.ChildrenOf(crate.Resolved.Definitions.Root))
        {
            if (child.Name == main && child.Res is Res.Def { Kind: DefKind.Fn } function)
            {
                return function.Id;
            }
        }
        return default;
    }

    /// <summary>Functions and statics that are known without anyone's generic arguments.</summary>
    private static List<DefId> LocalItems(TypeContext types, FrontEndResult crate)
    {
        List<DefId> items = [];
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            DefKind kind = types.KindOf(owner);
            if (kind is DefKind.Fn or DefKind.AssocFn or DefKind.Static && !HasTypeParameters(types, owner))
            {
                items.Add(owner);
            }
        }
        return items;
    }

    private static bool HasTypeParameters(TypeContext types, DefId def)
    {
        if (types.KindOf(def) == DefKind.Static)
        {
            return false;
        }
        for (Generics generics = types.GenericsOf(def); ; generics = types.GenericsOf(generics.Parent))
        {
            foreach (GenericParamDef param in generics.Own)
            {
                if (param.Kind != GenericParamKind.Lifetime)
                {
                    return true;
                }
            }
            if (generics.Parent.IsNone)
            {
                return generics.HasSelf;
            }
        }
    }

    private static bool IsExported(TypeContext types, DefId def)
    {
        FnAttrs attrs = types.FnAttrsOf(def);
        return attrs.ExportName is not null || (attrs.Flags & (FnAttrFlags.NoMangle | FnAttrFlags.Used | FnAttrFlags.StdInternalSymbol)) != 0;
    }

    private static bool IsPanicHandler(FrontEndResult crate, DefId def)
    {
        if (crate.Hir.NodeOf(def) is not HirNode.Item { Value.Attrs: var attrs })
        {
            return false;
        }
        foreach (Syntax.Ast.Attr attr in attrs)
        {
            if (attr.Is(s_panicHandler))
            {
                return true;
            }
        }
        return false;
    }
}
