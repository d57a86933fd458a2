using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Verdigris.Cargo;

/// <summary>Hashes that are the same in every process and go into file names and fingerprints.</summary>
internal static class StableHash
{
    public static ulong Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>Sixteen hexadecimal digits.</summary>
    public static string Hex(string text) => Hex(Of(text));

    public static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
