using System;
using System.Collections.Generic;
using System.IO;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Items;
using Verdigris.Hir;
using Verdigris.Hir.Lowering;
using Verdigris.Mir;
using Verdigris.Mir.Build;
using Verdigris.Resolve;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Cfg;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;
using Verdigris.Tests;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Xunit;
using Path = System.IO.Path;

namespace Verdigris.Metadata.Tests;

/// <summary>What is read is what was written.</summary>
public sealed class RoundTripTests
{
    private static readonly UInt128 s_compiler = new(1, 2);
    private static readonly string s_samplePath = Path.Combine(AppContext.BaseDirectory, "Sample.rs");
    private static readonly Lazy<Sample> s_sample = new(() => DeepStack.Run(Sample.Compile));

    [Fact]
    public void EveryDefinitionTellsTheSame()
    {
        Sample sample = s_sample.Value;
        SourceMap sources = new();
        // Other files in front: positions are not those of the process that wrote.
        sources.Add("other.rs", new byte[100]);
        Program program = new(new CrateStore(), sources);
        MetadataCrate crate = Load(sample.Bytes, sources, program);
        CrateDescriber read = new(crate.Resolved, program, sources, (context, def) => ((IBodySource)program.FactsOf(def.Crate)).BodyOf(context, def));
        CrateDescriber written = sample.Describer(read: (def) => ((IBodySource)program.FactsOf(def.Crate)).BodyOf(TypeContext.Create(program, def.Crate, new DiagnosticSink()), def) is not null);
        for (int i = 0; i < sample.Resolved.Definitions.Count; i++)
        {
            Assert.Equal(written.Describe(i), read.Describe(i));
        }
        Assert.Equal(written.DescribeLangItems(), read.DescribeLangItems());
        foreach (DefId trait in sample.Facts.ImplementedTraits)
        {
            Assert.Equal(written.DescribeImpls(trait), read.DescribeImpls(trait));
            Assert.NotEqual("", read.DescribeImpls(trait));
        }
        foreach (SimplifiedTy shape in sample.Facts.InherentImplsByShape(sample.Context).Keys)
        {
            Assert.Equal(written.DescribeInherentImpls(shape), read.DescribeInherentImpls(shape));
        }
    }

    [Fact]
    public void DecodedTypesAreTheSameObjects()
    {
        SourceMap sources = new();
        Program program = new(new CrateStore(), sources);
        MetadataCrate crate = Load(s_sample.Value.Bytes, sources, program);
        TypeContext context = TypeContext.Create(program, crate.Id, new DiagnosticSink());
        for (int i = 0; i < crate.Resolved.Definitions.Count; i++)
        {
            DefId def = new(crate.Id, i);
            if (crate.Resolved.Definitions.KindOf(i) == DefKind.Fn)
            {
                Assert.Same(context.TypeOf(def), context.Types.FnDef(def, context.IdentityArgsOf(def)));
            }
        }
    }

    [Fact]
    public void TheSameCrateGivesTheSameBytes() => Assert.Equal(s_sample.Value.Bytes, DeepStack.Run(Sample.Compile).Bytes);

    [Fact]
    public void FilesThatDoNotFitAreNamed()
    {
        byte[] bytes = s_sample.Value.Bytes;
        Assert.Null(MetadataHeader.TryRead(bytes, "x", new UInt128(1, 3), out MetadataFault fault));
        Assert.Equal(MetadataFault.OtherCompiler, fault);
        Assert.Null(MetadataHeader.TryRead(bytes.AsSpan(0, bytes.Length / 2), "x", s_compiler, out fault));
        Assert.Equal(MetadataFault.Invalid, fault);
        Assert.Null(MetadataHeader.TryRead("not metadata at all"u8, "x", s_compiler, out fault));
        Assert.Equal(MetadataFault.Invalid, fault);
    }

    /// <summary>Numbers that reach files.</summary>
    [Fact]
    public void TagsAreStable()
    {
        Assert.Equal(11, (int)Section.Count);
        Assert.Equal(18, (int)RecordPart.Mir);
        Assert.Equal(42, (int)InternedTag.ConstHasType);
        Assert.Equal(28, (int)MirTag.Aggregate);
    }

    private static MetadataCrate Load(byte[] bytes, SourceMap sources, Program program)
    {
        MetadataHeader header = MetadataHeader.TryRead(bytes, "libsample.rmeta", s_compiler, out _)!;
        Assert.Equal("sample", header.Name);
        Assert.Equal(2024, header.Edition);
        return MetadataCrate.Load(header, sources, program, []);
    }

    /// <summary>The crate compiled from source.</summary>
    private sealed class Sample
    {
        public required byte[] Bytes { get; init; }

        public required ResolvedCrate Resolved { get; init; }

        public required LocalCrateFacts Facts { get; init; }

        public required TypeContext Context { get; init; }

        public required MirFacts Mir { get; init; }

        public required SourceMap Sources { get; init; }

        public CrateDescriber Describer(Func<DefId, bool> read) =>
            new(Resolved, Context.Program, Sources, (context, def) => read(def) ? Mir.BodyOf(context, def) : null);

        public static Sample Compile()
        {
            SourceMap sources = new();
            DiagnosticSink sink = new();
            Program program = new(new CrateStore(), sources);
            ParseSession session = new(sources, sink, CfgOptions.ForX64Linux(debugAssertions: true), Edition.E2024, new NodeIdSource());
            Crate parsed = CrateResolver.Parse(s_samplePath, File.ReadAllBytes(s_samplePath), session)!;
            CrateId id = program.Crates.Reserve();
            ResolvedAst ast = CrateResolver.Resolve(parsed, s_samplePath, session, new ResolverOptions(Symbol.Intern("sample"), id, Edition.E2024, new ExternCrates(), false))!;
            program.Crates.Fill(ast.Definitions);
            HirCrate hir = CrateLowerer.Lower(ast, sources, sink);
            LocalCrateFacts facts = new(hir, [id], 2024, ast.Resolved.LangItems);
            program.Register(facts);
            TypeContext context = TypeContext.Create(program, id, sink);
            CrateChecker.CheckItems(context, facts);
            MirFacts mir = new(new MirBuildOptions(true, true));
            List<string> errors = [];
            foreach (Diagnostic diagnostic in sink.Take())
            {
                errors.Add(diagnostic.Message);
            }
            Assert.Empty(errors);
            MetadataInput input = new()
            {
                Resolved = ast.Resolved,
                Facts = facts,
                Mir = mir,
                Sources = sources,
                Types = context,
                Dependencies = [],
                Compiler = s_compiler,
                CompilerVersion = "test",
            };
            return new Sample { Bytes = MetadataWriter.Write(input), Resolved = ast.Resolved, Facts = facts, Context = context, Mir = mir, Sources = sources };
        }
    }
}
