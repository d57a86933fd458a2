using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Mir;

/// <summary>Where the bodies of a crate that is not compiled from source come from. Pure and thread-safe.</summary>
public interface IBodySource
{
    /// <summary>The body for other crates' use: of generic, inline and const functions, constants, closures; null for others.</summary>
    Body? BodyOf(TypeContext context, DefId def);
}
