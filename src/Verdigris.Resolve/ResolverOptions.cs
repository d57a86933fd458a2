using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Resolve;

/// <summary>What resolution is told about the crate.</summary>
public sealed record ResolverOptions(Symbol CrateName, CrateId CrateId, Edition Edition, ExternCrates Externs, bool IsTest)
{
    /// <summary>What tells crates of equal name apart: a hash of name and metadata.</summary>
    public ulong StableCrateId { get; init; }
}
