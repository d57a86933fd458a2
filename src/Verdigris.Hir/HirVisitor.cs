namespace Verdigris.Hir;

/// <summary>
/// Walks the expressions, patterns and statements of a body in source order, into closures and inline constants, not into
/// items. Override a method to look at a node and call the base to go on inside.
/// </summary>
public abstract class HirVisitor
{
    public virtual void Visit(HirPat pat)
    {
        switch (pat)
        {
            case HirPat.Binding { Subpattern: { } inner }:
                Visit(inner);
                break;
            case HirPat.Struct it:
                foreach (HirPatField field in it.Fields)
                {
                    Visit(field.Pat);
                }
                break;
            case HirPat.TupleStruct it:
                foreach (HirPat element in it.Elements)
                {
                    Visit(element);
                }
                break;
            case HirPat.Tuple it:
                foreach (HirPat element in it.Elements)
                {
                    Visit(element);
                }
                break;
            case HirPat.Or it:
                foreach (HirPat alternative in it.Alternatives)
                {
                    Visit(alternative);
                }
                break;
            case HirPat.Ref it:
                Visit(it.Pattern);
                break;
            case HirPat.Box it:
                Visit(it.Pattern);
                break;
            case HirPat.Slice it:
                foreach (HirPat before in it.Before)
                {
                    Visit(before);
                }
                if (it.Rest is not null)
                {
                    Visit(it.Rest);
                }
                foreach (HirPat after in it.After)
                {
                    Visit(after);
                }
                break;
        }
    }

    public virtual void Visit(HirStmt stmt)
    {
        switch (stmt)
        {
            case HirStmt.Let it:
                if (it.Init is not null)
                {
                    Visit(it.Init);
                }
                Visit(it.Pat);
                if (it.Else is not null)
                {
                    Visit(it.Else);
                }
                break;
            case HirStmt.Expr it:
                Visit(it.Value);
                break;
            case HirStmt.Semi it:
                Visit(it.Value);
                break;
            case HirStmt.Item:
                break;
        }
    }

    public virtual void Visit(HirBlock block)
    {
        foreach (HirStmt stmt in block.Stmts)
        {
            Visit(stmt);
        }
        if (block.Expr is not null)
        {
            Visit(block.Expr);
        }
    }

    public virtual void Visit(HirExpr expr)
    {
        switch (expr)
        {
            case HirExpr.ConstBlock it:
                Visit(it.Body.Value);
                break;
            case HirExpr.Array it:
                foreach (HirExpr element in it.Elements)
                {
                    Visit(element);
                }
                break;
            case HirExpr.Repeat it:
                Visit(it.Element);
                break;
            case HirExpr.Call it:
                Visit(it.Callee);
                foreach (HirExpr arg in it.Args)
                {
                    Visit(arg);
                }
                break;
            case HirExpr.MethodCall it:
                Visit(it.Receiver);
                foreach (HirExpr arg in it.Args)
                {
                    Visit(arg);
                }
                break;
            case HirExpr.Tuple it:
                foreach (HirExpr element in it.Elements)
                {
                    Visit(element);
                }
                break;
            case HirExpr.Binary it:
                Visit(it.Left);
                Visit(it.Right);
                break;
            case HirExpr.Unary it:
                Visit(it.Operand);
                break;
            case HirExpr.Cast it:
                Visit(it.Operand);
                break;
            case HirExpr.DropTemps it:
                Visit(it.Inner);
                break;
            case HirExpr.Let it:
                Visit(it.Init);
                Visit(it.Pat);
                break;
            case HirExpr.If it:
                Visit(it.Condition);
                Visit(it.Then);
                if (it.Else is not null)
                {
                    Visit(it.Else);
                }
                break;
            case HirExpr.Loop it:
                Visit(it.Body);
                break;
            case HirExpr.Match it:
                Visit(it.Scrutinee);
                foreach (HirArm arm in it.Arms)
                {
                    Visit(arm.Pat);
                    if (arm.Guard is not null)
                    {
                        Visit(arm.Guard);
                    }
                    Visit(arm.Body);
                }
                break;
            case HirExpr.Closure it:
                foreach (HirParam param in it.Body.Params)
                {
                    Visit(param.Pat);
                }
                Visit(it.Body.Value);
                break;
            case HirExpr.Block it:
                Visit(it.Value);
                break;
            case HirExpr.Assign it:
                Visit(it.Value);
                Visit(it.Target);
                break;
            case HirExpr.AssignOp it:
                Visit(it.Value);
                Visit(it.Target);
                break;
            case HirExpr.Field it:
                Visit(it.Base);
                break;
            case HirExpr.Index it:
                Visit(it.Base);
                Visit(it.IndexValue);
                break;
            case HirExpr.AddrOf it:
                Visit(it.Operand);
                break;
            case HirExpr.Break { Value: { } value }:
                Visit(value);
                break;
            case HirExpr.Return { Value: { } value }:
                Visit(value);
                break;
            case HirExpr.Struct it:
                foreach (HirExprField field in it.Fields)
                {
                    Visit(field.Value);
                }
                if (it.Base is not null)
                {
                    Visit(it.Base);
                }
                break;
            case HirExpr.InlineAsm it:
                Visit(it.Value);
                break;
            case HirExpr.Yield it:
                Visit(it.Value);
                break;
        }
    }

    private void Visit(HirInlineAsm asm)
    {
        foreach (HirAsmOperand operand in asm.Operands)
        {
            switch (operand)
            {
                case HirAsmOperand.In it:
                    Visit(it.Value);
                    break;
                case HirAsmOperand.Out { Place: { } place }:
                    Visit(place);
                    break;
                case HirAsmOperand.InOut it:
                    Visit(it.Value);
                    if (it.OutPlace is not null)
                    {
                        Visit(it.OutPlace);
                    }
                    break;
                case HirAsmOperand.Sym it:
                    Visit(it.Value);
                    break;
            }
        }
    }
}
