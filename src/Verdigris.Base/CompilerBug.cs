using System;

namespace Verdigris.Base;

/// <summary>
/// An impossible state inside the compiler. Never thrown for user input: user errors are diagnostics. The driver
/// catches it at the body being compiled, prints where it happened and exits with 101.
/// </summary>
public sealed class CompilerBug(string message) : Exception(message);
