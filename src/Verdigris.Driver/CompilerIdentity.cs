using System;
using System.Security.Cryptography;

namespace Verdigris.Driver;

/// <summary>
/// Which build of the compiler this is: metadata is read by the build that wrote it. Made of the identities of all assemblies
/// that have a part in it, which follow from their contents.
/// </summary>
internal static class CompilerIdentity
{
    public static UInt128 Value { get; } = Compute();

    private static UInt128 Compute()
    {
        Span<byte> ids = stackalloc byte[16 * 9];
        Type[] parts =
        [
            typeof(Base.CompilerBug), typeof(Syntax.Lexing.Token), typeof(Expand.MacroDefinition), typeof(Resolve.CrateResolver), typeof(Hir.HirCrate),
            typeof(Types.Ty), typeof(Check.TypeckResults), typeof(Mir.Body), typeof(Metadata.MetadataWriter),
        ];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i].Module.ModuleVersionId.TryWriteBytes(ids[(16 * i)..]);
        }
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(ids, hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
