namespace Verdigris.Syntax.Ast;

/// <summary>An attribute.</summary>
public abstract class Attr;
