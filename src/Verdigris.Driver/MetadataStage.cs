using System;
using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Metadata;
using Verdigris.Mir;
using Verdigris.Resolve.Interface;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>Writes what other crates need to know of this one.</summary>
internal static class MetadataStage
{
    public static bool IsNeeded(OutputFiles outputs)
    {
        if (outputs.Writes(OutputKind.Metadata))
        {
            return true;
        }
        foreach (CrateType type in outputs.CrateTypes)
        {
            if (outputs.Writes(OutputKind.Link) && type == CrateType.Rlib)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The metadata; its own file is written if asked for.</summary>
    public static byte[] Run(Session session, CompilationWorld world, MirFacts mir, FrontEndResult crate, ExternCrates externs, OutputFiles outputs)
    {
        Dictionary<Verdigris.Resolve.Definitions.CrateId, string> direct = [];
        foreach ((Symbol name, CrateInterface named) in externs.Named)
        {
            direct[named.Id] = name.Text;
        }
        List<CrateDependency> dependencies = [];
        foreach (MetadataCrate loaded in world.Loaded)
        {
            bool isDirect = direct.TryGetValue(loaded.Id, out string? externName);
            dependencies.Add(new CrateDependency(
                loaded.Header.Name, loaded.Header.StableCrateId, loaded.Header.Hash, loaded.Id, isDirect, externName ?? loaded.Header.Name));
        }
        MetadataInput input = new()
        {
            Resolved = crate.Resolved,
            Facts = crate.Facts,
            Mir = mir,
            Sources = world.Sources,
            Types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics),
            Dependencies = dependencies,
            Compiler = CompilerIdentity.Value,
            CompilerVersion = VersionInfo.Short.TrimEnd(),
        };
        byte[] metadata = MetadataWriter.Write(input);
        if (outputs.Writes(OutputKind.Metadata))
        {
            CodeOutput.WriteForm(session, outputs, OutputKind.Metadata, "metadata", metadata);
        }
        return metadata;
    }
}
