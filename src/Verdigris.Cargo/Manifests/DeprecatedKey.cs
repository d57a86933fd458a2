using System.Collections.Generic;

namespace Verdigris.Cargo.Manifests;

/// <summary>Keys that were once spelled with an underscore.</summary>
internal static class DeprecatedKey
{
    public static void Check(string oldKey, string newKey, string name, string kind, Edition edition, bool hasNew, IList<string> warnings)
    {
        if (edition >= Edition.E2024)
        {
            throw new CargoException($"`{oldKey}` is unsupported as of the 2024 edition; instead use `{newKey}`\n(in the `{name}` {kind})");
        }
        warnings.Add(hasNew
            ? $"`{oldKey}` is redundant with `{newKey}`, preferring `{newKey}` in the `{name}` {kind}"
            : $"`{oldKey}` is deprecated in favor of `{newKey}` and will not work in the 2024 edition\n(in the `{name}` {kind})");
    }
}
