using System.Collections.Immutable;

namespace Verdigris.Syntax.Ast;

/// <summary>
/// Visits a tree in source order. Override <c>VisitX</c> to see a node, call <c>WalkX</c> to go on below it. Macro calls that
/// were expanded are seen through; others are given to <see cref="VisitMacroCall"/>. Derived items come after their item.
/// </summary>
public abstract class AstVisitor
{
    public virtual void VisitMacroCall(MacroCall call)
    {
    }

    public virtual void VisitCrate(Crate crate)
    {
        VisitAttrs(crate.Attrs);
        VisitItems(crate.Items);
    }

    public virtual void VisitItems(ImmutableArray<Item> items)
    {
        foreach (Item item in items)
        {
            VisitItem(item);
        }
    }

    public virtual void VisitItem(Item item) => WalkItem(item);

    public virtual void VisitBlock(Block block) => WalkBlock(block);

    public virtual void VisitStmt(Stmt stmt) => WalkStmt(stmt);

    public virtual void VisitExpr(Expr expr) => WalkExpr(expr);

    public virtual void VisitPat(Pat pat) => WalkPat(pat);

    public virtual void VisitTy(Ty ty) => WalkTy(ty);

    public virtual void VisitAnonConst(AnonConst value) => VisitExpr(value.Value);

    public virtual void VisitPath(Path path)
    {
        foreach (PathSegment segment in path.Segments)
        {
            VisitPathSegment(segment);
        }
    }

    public virtual void VisitPathSegment(PathSegment segment)
    {
        if (segment.Args is { } args)
        {
            VisitGenericArgs(args);
        }
    }

    public virtual void VisitGenericArgs(GenericArgs args) => WalkGenericArgs(args);

    public virtual void VisitGenericParam(GenericParam parameter) => WalkGenericParam(parameter);

    public virtual void VisitGenerics(Generics generics)
    {
        foreach (GenericParam parameter in generics.Params)
        {
            VisitGenericParam(parameter);
        }
        foreach (WherePredicate predicate in generics.Where)
        {
            VisitWherePredicate(predicate);
        }
    }

    public virtual void VisitWherePredicate(WherePredicate predicate)
    {
        switch (predicate)
        {
            case WherePredicate.Bound bound:
                foreach (GenericParam parameter in bound.BoundLifetimes)
                {
                    VisitGenericParam(parameter);
                }
                VisitTy(bound.Bounded);
                VisitBounds(bound.Bounds);
                break;
            case WherePredicate.Outlives outlives:
                VisitLifetime(outlives.Lifetime);
                foreach (Lifetime lifetime in outlives.Bounds)
                {
                    VisitLifetime(lifetime);
                }
                break;
        }
    }

    public virtual void VisitLifetime(Lifetime lifetime)
    {
    }

    public virtual void VisitBound(GenericBound bound) => WalkBound(bound);

    public virtual void VisitAttr(Attr attr)
    {
    }

    public virtual void VisitParam(Param parameter)
    {
        VisitAttrs(parameter.Attrs);
        VisitPat(parameter.Pat);
        VisitTy(parameter.Ty);
    }

    public virtual void VisitVariant(Variant variant) => WalkVariant(variant);

    public virtual void VisitField(FieldDef field)
    {
        VisitAttrs(field.Attrs);
        VisitTy(field.Ty);
    }

    public virtual void VisitArm(Arm arm)
    {
        VisitAttrs(arm.Attrs);
        VisitPat(arm.Pat);
        VisitOptional(arm.Guard);
        VisitExpr(arm.Body);
    }

    protected void VisitAttrs(ImmutableArray<Attr> attrs)
    {
        foreach (Attr attr in attrs)
        {
            VisitAttr(attr);
        }
    }

    protected void VisitOptional(Expr? expr)
    {
        if (expr is not null)
        {
            VisitExpr(expr);
        }
    }

    protected void VisitOptional(Ty? ty)
    {
        if (ty is not null)
        {
            VisitTy(ty);
        }
    }

    protected void VisitExprs(ImmutableArray<Expr> exprs)
    {
        foreach (Expr expr in exprs)
        {
            VisitExpr(expr);
        }
    }

    protected void VisitBounds(ImmutableArray<GenericBound> bounds)
    {
        foreach (GenericBound bound in bounds)
        {
            VisitBound(bound);
        }
    }

    protected void VisitQSelf(QSelf? qself)
    {
        if (qself is not null)
        {
            VisitTy(qself.Ty);
        }
    }

    protected void WalkVariant(Variant variant)
    {
        VisitAttrs(variant.Attrs);
        foreach (FieldDef field in variant.Data.Fields)
        {
            VisitField(field);
        }
        if (variant.Discriminant is { } discriminant)
        {
            VisitAnonConst(discriminant);
        }
    }

    protected void WalkFnDecl(FnDecl decl)
    {
        foreach (Param parameter in decl.Params)
        {
            VisitParam(parameter);
        }
        VisitOptional(decl.Output);
    }

    protected void WalkBlock(Block block)
    {
        foreach (Stmt stmt in block.Stmts)
        {
            VisitStmt(stmt);
        }
    }

    protected void WalkGenericParam(GenericParam parameter)
    {
        VisitAttrs(parameter.Attrs);
        switch (parameter)
        {
            case GenericParam.OfLifetime lifetime:
                foreach (Lifetime bound in lifetime.Bounds)
                {
                    VisitLifetime(bound);
                }
                break;
            case GenericParam.OfType type:
                VisitBounds(type.Bounds);
                VisitOptional(type.Default);
                break;
            case GenericParam.OfConst constant:
                VisitTy(constant.Ty);
                if (constant.Default is { } value)
                {
                    VisitAnonConst(value);
                }
                break;
        }
    }

    protected void WalkGenericArgs(GenericArgs args)
    {
        if (args is GenericArgs.Parenthesized parenthesized)
        {
            foreach (Ty input in parenthesized.Inputs)
            {
                VisitTy(input);
            }
            VisitOptional(parenthesized.Output);
            return;
        }
        foreach (GenericArg arg in ((GenericArgs.AngleBracketed)args).Args)
        {
            switch (arg)
            {
                case GenericArg.OfLifetime lifetime:
                    VisitLifetime(lifetime.Lifetime);
                    break;
                case GenericArg.OfType type:
                    VisitTy(type.Ty);
                    break;
                case GenericArg.OfConst constant:
                    VisitAnonConst(constant.Value);
                    break;
                case GenericArg.Equality equality:
                    if (equality.Args is not null)
                    {
                        VisitGenericArgs(equality.Args);
                    }
                    VisitOptional(equality.Ty);
                    if (equality.Const is not null)
                    {
                        VisitAnonConst(equality.Const);
                    }
                    break;
                case GenericArg.Bound bound:
                    if (bound.Args is not null)
                    {
                        VisitGenericArgs(bound.Args);
                    }
                    VisitBounds(bound.Bounds);
                    break;
            }
        }
    }

    protected void WalkBound(GenericBound bound)
    {
        switch (bound)
        {
            case GenericBound.Trait trait:
                foreach (GenericParam parameter in trait.Poly.BoundLifetimes)
                {
                    VisitGenericParam(parameter);
                }
                VisitPath(trait.Poly.TraitRef.Path);
                break;
            case GenericBound.Outlives outlives:
                VisitLifetime(outlives.Lifetime);
                break;
            case GenericBound.Use use:
                foreach (PreciseCapture capture in use.Captures)
                {
                    if (capture is PreciseCapture.OfLifetime lifetime)
                    {
                        VisitLifetime(lifetime.Lifetime);
                    }
                }
                break;
        }
    }

    protected void WalkTy(Ty ty)
    {
        switch (ty)
        {
            case Ty.Slice slice:
                VisitTy(slice.Element);
                break;
            case Ty.Array array:
                VisitTy(array.Element);
                VisitAnonConst(array.Length);
                break;
            case Ty.Ptr pointer:
                VisitTy(pointer.Pointee);
                break;
            case Ty.Ref reference:
                if (reference.Lifetime is not null)
                {
                    VisitLifetime(reference.Lifetime);
                }
                VisitTy(reference.Referent);
                break;
            case Ty.BareFn function:
                foreach (GenericParam parameter in function.BoundLifetimes)
                {
                    VisitGenericParam(parameter);
                }
                WalkFnDecl(function.Decl);
                break;
            case Ty.Tuple tuple:
                foreach (Ty element in tuple.Elements)
                {
                    VisitTy(element);
                }
                break;
            case Ty.OfPath path:
                VisitQSelf(path.QSelf);
                VisitPath(path.Path);
                break;
            case Ty.TraitObject traitObject:
                VisitBounds(traitObject.Bounds);
                break;
            case Ty.ImplTrait implTrait:
                VisitBounds(implTrait.Bounds);
                break;
            case Ty.Paren paren:
                VisitTy(paren.Inner);
                break;
            case Ty.OfMacro { Expansion: { } expansion }:
                VisitTy(expansion);
                break;
            case Ty.OfMacro macro:
                VisitMacroCall(macro.Macro);
                break;
        }
    }

    protected void WalkPat(Pat pat)
    {
        switch (pat)
        {
            case Pat.Binding { Sub: { } sub }:
                VisitPat(sub);
                break;
            case Pat.Struct structPat:
                VisitQSelf(structPat.QSelf);
                VisitPath(structPat.Path);
                foreach (PatField field in structPat.Fields)
                {
                    VisitPat(field.Pat);
                }
                break;
            case Pat.TupleStruct tuple:
                VisitQSelf(tuple.QSelf);
                VisitPath(tuple.Path);
                VisitPats(tuple.Elements);
                break;
            case Pat.Or or:
                VisitPats(or.Alternatives);
                break;
            case Pat.OfPath path:
                VisitQSelf(path.QSelf);
                VisitPath(path.Path);
                break;
            case Pat.Tuple tuple:
                VisitPats(tuple.Elements);
                break;
            case Pat.Ref reference:
                VisitPat(reference.Inner);
                break;
            case Pat.Box box:
                VisitPat(box.Inner);
                break;
            case Pat.OfExpr value:
                VisitExpr(value.Value);
                break;
            case Pat.Range range:
                VisitOptional(range.Start);
                VisitOptional(range.End);
                break;
            case Pat.Slice slice:
                VisitPats(slice.Elements);
                break;
            case Pat.Paren paren:
                VisitPat(paren.Inner);
                break;
            case Pat.OfMacro { Expansion: { } expansion }:
                VisitPat(expansion);
                break;
            case Pat.OfMacro macro:
                VisitMacroCall(macro.Macro);
                break;
        }
    }

    protected void VisitPats(ImmutableArray<Pat> pats)
    {
        foreach (Pat pat in pats)
        {
            VisitPat(pat);
        }
    }

    protected void WalkStmt(Stmt stmt)
    {
        VisitAttrs(stmt.Attrs);
        switch (stmt)
        {
            case Stmt.Let let:
                VisitPat(let.Pat);
                VisitOptional(let.Ty);
                VisitOptional(let.Init);
                if (let.Else is not null)
                {
                    VisitBlock(let.Else);
                }
                break;
            case Stmt.OfItem item:
                VisitItem(item.Item);
                break;
            case Stmt.OfExpr expr:
                VisitExpr(expr.Expr);
                break;
            case Stmt.Semi semi:
                VisitExpr(semi.Expr);
                break;
            case Stmt.OfMacro { Expansion.IsDefault: false } macro:
                foreach (Stmt inner in macro.Expansion)
                {
                    VisitStmt(inner);
                }
                break;
            case Stmt.OfMacro macro:
                VisitMacroCall(macro.Macro);
                break;
        }
    }

    protected void WalkItem(Item item)
    {
        if (item.IsRemoved)
        {
            return;
        }
        VisitAttrs(item.Attrs);
        switch (item)
        {
            case Item.Static value:
                VisitTy(value.Ty);
                VisitOptional(value.Value);
                break;
            case Item.Const value:
                VisitGenerics(value.Generics);
                VisitTy(value.Ty);
                VisitOptional(value.Value);
                break;
            case Item.Fn function:
                VisitGenerics(function.Generics);
                WalkFnDecl(function.Decl);
                if (function.Body is not null)
                {
                    VisitBlock(function.Body);
                }
                break;
            case Item.Module { Items.IsDefault: false } module:
                VisitItems(module.Items);
                break;
            case Item.ForeignMod foreign:
                VisitItems(foreign.Items);
                break;
            case Item.GlobalAsm asm:
                WalkInlineAsm(asm.Asm);
                break;
            case Item.TyAlias alias:
                VisitGenerics(alias.Generics);
                VisitBounds(alias.Bounds);
                VisitOptional(alias.Ty);
                break;
            case Item.Enum enumeration:
                VisitGenerics(enumeration.Generics);
                foreach (Variant variant in enumeration.Variants)
                {
                    VisitVariant(variant);
                }
                break;
            case Item.Struct structure:
                VisitGenerics(structure.Generics);
                foreach (FieldDef field in structure.Data.Fields)
                {
                    VisitField(field);
                }
                break;
            case Item.Union union:
                VisitGenerics(union.Generics);
                foreach (FieldDef field in union.Data.Fields)
                {
                    VisitField(field);
                }
                break;
            case Item.Trait trait:
                VisitGenerics(trait.Generics);
                VisitBounds(trait.Supertraits);
                VisitItems(trait.Items);
                break;
            case Item.TraitAlias alias:
                VisitGenerics(alias.Generics);
                VisitBounds(alias.Bounds);
                break;
            case Item.Impl implementation:
                VisitGenerics(implementation.Generics);
                if (implementation.OfTrait is { } trait2)
                {
                    VisitPath(trait2.Path);
                }
                VisitTy(implementation.SelfTy);
                VisitItems(implementation.Items);
                break;
            case Item.OfMacro { Expansion.IsDefault: false } macro:
                VisitItems(macro.Expansion);
                break;
            case Item.OfMacro macro:
                VisitMacroCall(macro.Macro);
                break;
        }
        VisitItems(item.Derived);
    }

    protected void WalkInlineAsm(InlineAsm asm)
    {
        foreach (AsmOperand operand in asm.Operands)
        {
            VisitOptional(operand.In);
            if (!ReferenceEquals(operand.In, operand.Out))
            {
                VisitOptional(operand.Out);
            }
            if (operand.Const is not null)
            {
                VisitAnonConst(operand.Const);
            }
            if (operand.Label is not null)
            {
                VisitBlock(operand.Label);
            }
        }
    }

    protected void WalkExpr(Expr expr)
    {
        VisitAttrs(expr.Attrs);
        switch (expr)
        {
            case Expr.Array array:
                VisitExprs(array.Elements);
                break;
            case Expr.Repeat repeat:
                VisitExpr(repeat.Element);
                VisitAnonConst(repeat.Count);
                break;
            case Expr.ConstBlock block:
                VisitAnonConst(block.Value);
                break;
            case Expr.Call call:
                VisitExpr(call.Callee);
                VisitExprs(call.Args);
                break;
            case Expr.MethodCall call:
                VisitExpr(call.Receiver);
                VisitPathSegment(call.Segment);
                VisitExprs(call.Args);
                break;
            case Expr.Tuple tuple:
                VisitExprs(tuple.Elements);
                break;
            case Expr.Binary binary:
                VisitExpr(binary.Left);
                VisitExpr(binary.Right);
                break;
            case Expr.Unary unary:
                VisitExpr(unary.Operand);
                break;
            case Expr.Cast cast:
                VisitExpr(cast.Value);
                VisitTy(cast.Ty);
                break;
            case Expr.Let let:
                VisitPat(let.Pat);
                VisitExpr(let.Value);
                break;
            case Expr.If condition:
                VisitExpr(condition.Condition);
                VisitBlock(condition.Then);
                VisitOptional(condition.Else);
                break;
            case Expr.While loop:
                VisitExpr(loop.Condition);
                VisitBlock(loop.Body);
                break;
            case Expr.ForLoop loop:
                VisitPat(loop.Pat);
                VisitExpr(loop.Iterable);
                VisitBlock(loop.Body);
                break;
            case Expr.Loop loop:
                VisitBlock(loop.Body);
                break;
            case Expr.Match match:
                VisitExpr(match.Scrutinee);
                foreach (Arm arm in match.Arms)
                {
                    VisitArm(arm);
                }
                break;
            case Expr.Closure closure:
                foreach (GenericParam parameter in closure.Header.BoundLifetimes)
                {
                    VisitGenericParam(parameter);
                }
                WalkFnDecl(closure.Decl);
                VisitExpr(closure.Body);
                break;
            case Expr.OfBlock block:
                VisitBlock(block.Block);
                break;
            case Expr.Async block:
                VisitBlock(block.Block);
                break;
            case Expr.Await await:
                VisitExpr(await.Future);
                break;
            case Expr.Assign assign:
                VisitExpr(assign.Place);
                VisitExpr(assign.Value);
                break;
            case Expr.AssignOp assign:
                VisitExpr(assign.Place);
                VisitExpr(assign.Value);
                break;
            case Expr.Field field:
                VisitExpr(field.Base);
                break;
            case Expr.Index index:
                VisitExpr(index.Base);
                VisitExpr(index.Subscript);
                break;
            case Expr.Range range:
                VisitOptional(range.Start);
                VisitOptional(range.End);
                break;
            case Expr.OfPath path:
                VisitQSelf(path.QSelf);
                VisitPath(path.Path);
                break;
            case Expr.AddrOf borrow:
                VisitExpr(borrow.Operand);
                break;
            case Expr.Break exit:
                VisitOptional(exit.Value);
                break;
            case Expr.Return exit:
                VisitOptional(exit.Value);
                break;
            case Expr.Struct structure:
                VisitQSelf(structure.QSelf);
                VisitPath(structure.Path);
                foreach (ExprField field in structure.Fields)
                {
                    VisitExpr(field.Value);
                }
                if (structure.Rest is StructRest.Base rest)
                {
                    VisitExpr(rest.Value);
                }
                break;
            case Expr.Paren paren:
                VisitExpr(paren.Inner);
                break;
            case Expr.Try question:
                VisitExpr(question.Operand);
                break;
            case Expr.OfFormatArgs format:
                foreach (FormatArgument argument in format.Format.Arguments)
                {
                    VisitExpr(argument.Value);
                }
                break;
            case Expr.OffsetOf offset:
                VisitTy(offset.Container);
                break;
            case Expr.OfInlineAsm asm:
                WalkInlineAsm(asm.Asm);
                break;
            case Expr.OfMacro { Expansion: { } expansion }:
                VisitExpr(expansion);
                break;
            case Expr.OfMacro macro:
                VisitMacroCall(macro.Macro);
                break;
        }
    }
}
