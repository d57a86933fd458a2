using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Metadata.Write;

/// <summary>Crates as a file numbers them: 0 is the crate itself, then its dependencies in the order of the file's list.</summary>
internal sealed class CrateNumbers
{
    private readonly Dictionary<CrateId, int> _numbers = [];

    public CrateNumbers(CrateId own, IReadOnlyList<CrateDependency> dependencies)
    {
        _numbers.Add(own, 0);
        for (int i = 0; i < dependencies.Count; i++)
        {
            _numbers.Add(dependencies[i].Id, i + 1);
        }
    }

    public int Of(CrateId crate) =>
        _numbers.TryGetValue(crate, out int number) ? number : throw new CompilerBug("metadata mentions a crate that is no dependency");

    public int? Find(CrateId crate) => _numbers.TryGetValue(crate, out int number) ? number : null;
}
