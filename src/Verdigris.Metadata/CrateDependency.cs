using Verdigris.Resolve.Definitions;

namespace Verdigris.Metadata;

/// <summary>A crate that another one was compiled against, directly or not.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="Hash">Of its metadata: another hash is another interface.</param>
/// <param name="IsDirect">Named by the crate itself; others are reached through these.</param>
/// <param name="ExternName">What the crate calls it, if direct.</param>
public sealed record CrateDependency(string Name, ulong StableCrateId, System.UInt128 Hash, CrateId Id, bool IsDirect, string ExternName);
