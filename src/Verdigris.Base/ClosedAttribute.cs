using System;

namespace Verdigris.Base;

/// <summary>
/// Marks an abstract class whose cases are all nested in it (its constructor is private). A switch expression that handles
/// every case then needs no <c>_</c> arm: the project's analyzer withdraws CS8509, and a case added later breaks the build
/// at each switch that lacks it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClosedAttribute : Attribute;
