using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Cfg;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>What all parsers of one crate share.</summary>
public sealed record ParseSession(SourceMap Sources, DiagnosticSink Sink, CfgOptions Cfg, Edition Edition, NodeIdSource Ids);
