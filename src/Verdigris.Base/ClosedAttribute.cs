using System;

namespace Verdigris.Base;

/// <summary>
/// Marks an abstract class whose only derived classes are the sealed ones nested in it. A switch expression over it that
/// names every case is complete; the analyzer withdraws the compiler's warning then.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClosedAttribute : Attribute;
