using System.Collections.Generic;
using System.Diagnostics;
using Verdigris.Cargo.Configuration;
using Verdigris.Cargo.Resolve;
using Verdigris.Cargo.Terminal;

namespace Verdigris.Cargo.Commands;

/// <summary>A command that is being carried out.</summary>
/// <param name="Host">The outside.</param>
/// <param name="Config">The configuration for the directory.</param>
/// <param name="Shell">Where to print.</param>
/// <param name="Arguments">What was given.</param>
/// <param name="Started">When the command began.</param>
internal sealed record CommandContext(CargoHost Host, CargoConfig Config, Shell Shell, ParsedArguments Arguments, Stopwatch Started)
{
    /// <summary>Options in front of the command.</summary>
    public required ParsedArguments Global { get; init; }

    public LockPolicy LockPolicy => Has("frozen") ? LockPolicy.Frozen : Has("locked") ? LockPolicy.Locked : LockPolicy.Update;

    private bool Has(string option) => Arguments.Has(option) || Global.Has(option);
}
