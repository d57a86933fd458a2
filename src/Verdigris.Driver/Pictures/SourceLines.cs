using System.Text;
using Verdigris.Base.Source;
using Verdigris.Mir;

namespace Verdigris.Driver.Pictures;

/// <summary>Which line of the user's file a step of MIR belongs to. Lines are numbered from 1; 0 is none.</summary>
internal sealed class SourceLines(SourceMap sources, SourceFile file, Body body)
{
    public int FirstOf(SourceSpan span) => HygieneTable.OutermostCallSite(span) is { IsDummy: false } site && Has(site) ? LineAt(site.Lo) : 0;

    public int LastOf(SourceSpan span)
    {
        SourceSpan site = HygieneTable.OutermostCallSite(span);
        return site.IsDummy || !Has(site) ? 0 : LineAt(site.Hi > site.Lo ? site.Hi - 1 : site.Lo);
    }

    /// <summary>
    /// Where a reader would say that it happens: calls when all of their arguments are there, the end of a variable at the end
    /// of its block, everything else where it starts. 0 for steps that only lead control on: they bear the place of a whole
    /// <c>if</c> or <c>match</c>.
    /// </summary>
    public int LineOf(Location at)
    {
        BasicBlockData block = body.Blocks[at.Block];
        if (at.Statement < block.Statements.Count)
        {
            Statement statement = block.Statements[at.Statement];
            return statement switch
            {
                Statement.StorageDead => LastOf(statement.Source.Span),
                Statement.Assign { Value: Rvalue.Use { Value: Operand.Constant } } assign when !IsVariable(assign.Target) => 0,
                Statement.Assign { Value: Rvalue.Aggregate { Fields.IsEmpty: true } } assign when !IsVariable(assign.Target) => 0,
                Statement.Assign or Statement.FakeRead or Statement.SetDiscriminant or Statement.CopyNonOverlapping => FirstOf(statement.Source.Span),
                Statement.StorageLive live when body.Locals[live.Local].IsUserVariable => FirstOf(statement.Source.Span),
                _ => 0,
            };
        }
        return block.Terminator switch
        {
            Terminator.Call call => call.Source.Span.Context.IsRoot ? LastOf(call.Source.Span) : FirstOf(call.Source.Span),
            Terminator.Drop { IsReplace: false } or Terminator.Return => LastOf(block.Terminator.Source.Span),
            Terminator.Drop or Terminator.SwitchInt or Terminator.Assert or Terminator.Yield or Terminator.InlineAsm => FirstOf(block.Terminator.Source.Span),
            _ => 0,
        };
    }

    /// <summary>The text of a span that lies in the file itself; null for others.</summary>
    public string? TextOf(SourceSpan span) => span.IsDummy || !Has(span) ? null : sources.SnippetOf(span);

    public SourceLocation LocationOf(uint position) => sources.LocationOf(position);

    public string LineText(int line) => Encoding.UTF8.GetString(file.LineText(line - 1));

    private bool IsVariable(Place place) => body.Locals[place.Local].IsUserVariable;

    private bool Has(SourceSpan span) => file.Start <= span.Lo && span.Lo <= file.End;

    private int LineAt(uint position) => file.LineIndexOf(position) + 1;
}
