using System;

namespace Verdigris.Cargo.Jobs;

/// <summary>How a compiler ended that has said what was wrong itself: of interest only with <c>-v</c>.</summary>
internal sealed class VerboseCause(string message) : Exception(message);
