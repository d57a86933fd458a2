using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand.Derive;

/// <summary>What all derives share: the impl's header with its bounds, methods, patterns and fields of <c>self</c>.</summary>
internal sealed class DeriveBuilder(AstBuilder ast, DerivedType type)
{
    public AstBuilder Ast => ast;

    public DerivedType Type => type;

    /// <summary>
    /// <c>impl&lt;T: Bounds + Trait&gt; Trait for Name&lt;T&gt; where …</c>: every type parameter is bounded, and every field type
    /// that is a projection of one.
    /// </summary>
    public Item Impl(string[] trait, ImmutableArray<Item> items, bool withBounds = true)
    {
        ImmutableArray<GenericParam>.Builder parameters = ImmutableArray.CreateBuilder<GenericParam>();
        ImmutableArray<GenericArg>.Builder args = ImmutableArray.CreateBuilder<GenericArg>();
        HashSet<Symbol> typeParams = [];
        foreach (GenericParam parameter in type.Generics.Params)
        {
            switch (parameter)
            {
                case GenericParam.OfLifetime lifetime:
                    parameters.Add(lifetime with { Attrs = [] });
                    args.Add(new GenericArg.OfLifetime(new Lifetime(ast.NextId(), lifetime.Ident)));
                    break;
                case GenericParam.OfType typeParam:
                    typeParams.Add(typeParam.Ident.Name);
                    ImmutableArray<GenericBound> bounds = withBounds ? typeParam.Bounds.Insert(0, ast.Bound(ast.CratePath(trait))) : typeParam.Bounds;
                    parameters.Add(typeParam with { Attrs = [], Bounds = bounds, Default = null });
                    args.Add(new GenericArg.OfType(ast.PathTy(ast.PathOf(typeParam.Ident))));
                    break;
                case GenericParam.OfConst constant:
                    parameters.Add(constant with { Attrs = [], Default = null });
                    args.Add(new GenericArg.OfType(ast.PathTy(ast.PathOf(constant.Ident))));
                    break;
            }
        }
        ImmutableArray<WherePredicate>.Builder where = ImmutableArray.CreateBuilder<WherePredicate>();
        where.AddRange(type.Generics.Where);
        if (withBounds && typeParams.Count > 0)
        {
            ProjectionFinder finder = new(typeParams);
            foreach (FieldDef field in type.AllFields)
            {
                finder.VisitTy(field.Ty);
            }
            foreach (Ty.OfPath projection in finder.Found)
            {
                where.Add(new WherePredicate.Bound(ast.NextId(), [], projection, [ast.Bound(ast.CratePath(trait))], ast.Span));
            }
        }
        Generics generics = new(parameters.DrainToImmutable(), where.DrainToImmutable(), type.Generics.Span, type.Generics.WhereSpan);
        PathSegment segment = new(ast.NextId(), type.Name, args.Count == 0 ? null : new GenericArgs.AngleBracketed(args.DrainToImmutable(), ast.Span));
        Ty self = ast.PathTy(new Path([segment], type.Name.Span));
        TraitRef traitRef = new(ast.NextId(), ast.CratePath(trait));
        return new Item.Impl(ast.NextId(), IsUnsafe: false, IsNegative: false, IsConst: false, generics, traitRef, self, items, ast.Span, ast.Span)
        {
            Attrs = [ast.WordAttr("automatically_derived")],
        };
    }

    /// <summary>An inlined method with <c>&amp;self</c>.</summary>
    public Item Method(string name, ImmutableArray<Param> others, Ty? output, Expr body, Generics? generics = null, bool hasSelf = true)
    {
        ImmutableArray<Param>.Builder parameters = ImmutableArray.CreateBuilder<Param>();
        if (hasSelf)
        {
            Ty self = ast.RefTy(new Ty.ImplicitSelf(ast.NextId(), ast.Span));
            parameters.Add(new Param(ast.NextId(), ast.Binding(ast.Ident(Names.SelfLower)), self, IsSelf: true, ast.Span));
        }
        parameters.AddRange(others);
        Block block = body is Expr.OfBlock { Label: null, Block.Safety: BlockSafety.Default } wrapped ? wrapped.Block : ast.Block(ast.Tail(body));
        FnDecl decl = new(parameters.DrainToImmutable(), output, IsVariadic: false, ast.Span);
        return new Item.Fn(ast.NextId(), ast.Ident(name), generics ?? Generics.Empty, FnHeader.Empty, decl, block, ast.Span, ast.Span)
        {
            Attrs = [ast.WordAttr("inline")],
        };
    }

    public Param Param(string name, Ty ty) => new(ast.NextId(), ast.Binding(ast.Ident(name)), ty, IsSelf: false, ast.Span);

    /// <summary><c>other: &amp;Self</c></summary>
    public Param Other() => Param("other", ast.RefTy(ast.SelfTy()));

    public Expr Self => ast.Name("self");

    public Path VariantPath(DerivedVariant variant) => type.IsEnum ? ast.PathOf(type.Name, variant.Name) : ast.PathOf(type.Name);

    /// <summary><c>E::V { x: __self_0 }</c>, binding every field.</summary>
    public Pat VariantPat(DerivedVariant variant, string prefix)
    {
        Path path = VariantPath(variant);
        switch (variant.Data)
        {
            case VariantData.Unit:
                return new Pat.OfPath(ast.NextId(), null, path, ast.Span);
            case VariantData.Tuple tuple:
                ImmutableArray<Pat>.Builder elements = ImmutableArray.CreateBuilder<Pat>();
                for (int i = 0; i < tuple.Members.Length; i++)
                {
                    elements.Add(ast.Binding(ast.Ident($"{prefix}_{i}")));
                }
                return new Pat.TupleStruct(ast.NextId(), null, path, elements.DrainToImmutable(), ast.Span);
            case VariantData.Record record:
                ImmutableArray<PatField>.Builder fields = ImmutableArray.CreateBuilder<PatField>();
                for (int i = 0; i < record.Members.Length; i++)
                {
                    fields.Add(new PatField(ast.NextId(), record.Members[i].Ident, ast.Binding(ast.Ident($"{prefix}_{i}")), IsShorthand: false, ast.Span));
                }
                return new Pat.Struct(ast.NextId(), null, path, fields.DrainToImmutable(), HasRest: false, ast.Span);
        }
        throw new Base.CompilerBug("unknown form of variant");
    }

    /// <summary><c>E::V { a: values[0] }</c></summary>
    public Expr Construct(DerivedVariant variant, ImmutableArray<Expr> values)
    {
        Path path = VariantPath(variant);
        switch (variant.Data)
        {
            case VariantData.Unit:
                return ast.PathExpr(path);
            case VariantData.Tuple:
                return ast.CallPath(path, values);
            default:
                ImmutableArray<ExprField>.Builder fields = ImmutableArray.CreateBuilder<ExprField>();
                for (int i = 0; i < values.Length; i++)
                {
                    fields.Add(new ExprField(ast.NextId(), variant.Data.Fields[i].Ident, values[i], IsShorthand: false, ast.Span));
                }
                return new Expr.Struct(ast.NextId(), null, path, fields.DrainToImmutable(), StructRest.None, ast.Span);
        }
    }

    /// <summary>The place of a struct's field; a copy in packed structs, whose fields cannot be borrowed.</summary>
    public Expr FieldOf(string owner, FieldDef field)
    {
        Expr place = ast.Field(ast.Name(owner), field.Ident);
        return type.IsPacked ? ast.BlockExpr(ast.Block(ast.Tail(place))) : place;
    }

    /// <summary>A field by reference: <c>&amp;self.a</c> in structs, the bound <c>__self_0</c> in enums.</summary>
    public Expr FieldRef(string owner, string prefix, DerivedVariant variant, int field) =>
        type.IsEnum ? ast.Name($"{prefix}_{field}") : ast.AddrOf(FieldOf(owner, variant.Data.Fields[field]));

    /// <summary><c>$crate::intrinsics::discriminant_value(x)</c></summary>
    public Expr Discriminant(string owner) => ast.CallPath(ast.CratePath("intrinsics", "discriminant_value"), ast.Name(owner));

    /// <summary><c>match (self, other) { (E::V(..), E::V(..)) => arm, …, _ => rest }</c> over variants that have fields.</summary>
    public Expr MatchPairs(System.Func<DerivedVariant, Expr> arm, System.Func<Expr> rest)
    {
        ImmutableArray<Arm>.Builder arms = ImmutableArray.CreateBuilder<Arm>();
        bool hasFieldless = false;
        foreach (DerivedVariant variant in type.Variants)
        {
            if (variant.Data.Fields.IsEmpty && type.Variants.Length > 1)
            {
                hasFieldless = true;
                continue;
            }
            Pat pair = ast.TuplePat(VariantPat(variant, "__self"), VariantPat(variant, "__arg1"));
            arms.Add(ast.Arm(pair, arm(variant)));
        }
        if (type.Variants.Length > 1)
        {
            arms.Add(ast.Arm(ast.Wild(), hasFieldless ? rest() : Unreachable()));
        }
        return ast.Match(ast.Tuple(Self, ast.Name("other")), arms.DrainToImmutable());
    }

    private Expr Unreachable()
    {
        Expr call = ast.CallPath(ast.CratePath("intrinsics", "unreachable"));
        Block block = ast.Block(ast.Tail(call)) with { Safety = BlockSafety.Unsafe };
        return ast.BlockExpr(block);
    }

    /// <summary><c>match *self {}</c></summary>
    public Expr MatchNothing() => ast.Match(ast.Deref(Self), []);

    /// <summary><c>let _: $crate::…::AssertParamIsX&lt;FieldTy&gt;;</c> for each type of field.</summary>
    public void AddAssertions(ImmutableArray<Stmt>.Builder stmts, params string[] assertion)
    {
        foreach (FieldDef field in type.AllFields)
        {
            AddAssertion(stmts, field.Ty, assertion);
        }
    }

    public void AddAssertion(ImmutableArray<Stmt>.Builder stmts, Ty asserted, params string[] assertion)
    {
        Path path = ast.CratePath(assertion);
        GenericArgs args = new GenericArgs.AngleBracketed([new GenericArg.OfType(asserted)], ast.Span);
        path = path with { Segments = path.Segments.SetItem(path.Segments.Length - 1, path.Segments[^1] with { Args = args }) };
        stmts.Add(new Stmt.Let(ast.NextId(), ast.Wild(), ast.PathTy(path), null, null, ast.Span));
    }

    /// <summary>Finds <c>T::Item</c> and its like in field types.</summary>
    private sealed class ProjectionFinder(HashSet<Symbol> typeParams) : AstVisitor
    {
        public List<Ty.OfPath> Found { get; } = [];

        public override void VisitTy(Ty ty)
        {
            if (ty is Ty.OfPath { Path.Segments: [{ } first, _, ..] } path && typeParams.Contains(first.Ident.Name))
            {
                Found.Add(path);
            }
            WalkTy(ty);
        }
    }
}
