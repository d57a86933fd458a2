using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Verdigris.Driver.Pictures;
using Xunit;

namespace Verdigris.Driver.Tests.Pictures;

/// <summary>
/// What pictures of borrows say, as text: bands and loans by line, counted from the function's own first line. All functions are
/// compiled at once, against the library's sources.
/// </summary>
public sealed class PictureTests(PictureTests.Drawn drawn) : IClassFixture<PictureTests.Drawn>
{
    private const string Program =
        """
        #![no_std]
        pub struct Parcel(u32, Stamp);
        pub struct Stamp(u32);
        impl Drop for Stamp { fn drop(&mut self) {} }
        impl Parcel {
            fn weigh(&self) -> u32 { self.0 }
            fn stuff(&mut self, by: u32) { self.0 += by }
        }
        fn make() -> Parcel { Parcel(1, Stamp(2)) }
        fn post(_: Parcel) {}
        fn stick(_: Stamp) {}

        fn straight() {
            let parcel = make();
            let same = parcel;
            post(same);
        }

        fn move_in_loop(rounds: u32) {
            let parcel = make();
            for _ in 0..rounds {
                post(parcel);
            }
        }

        fn conditional_move(keep: bool) {
            let parcel = make();
            if keep {
                parcel.weigh();
            } else {
                post(parcel);
            }
            make();
        }

        fn part() {
            let parcel = make();
            stick(parcel.1);
            let weight = parcel.0;
        }

        fn late(first: bool) {
            let number;
            if first {
                number = 1;
            } else {
                number = 2;
            }
            let sum = number + 1;
        }

        fn two_phase(parcel: &mut Parcel) {
            parcel.stuff(parcel.weigh());
        }

        fn reborrow(parcel: &mut Parcel) {
            let inner = &mut *parcel;
            inner.stuff(1);
            inner.stuff(2);
            parcel.stuff(3);
        }

        fn capture() {
            let mut count = 0;
            let mut add = |by: u32| {
                count += by;
            };
            add(1);
            add(2);
            count += 1;
        }

        fn collision() {
            let mut parcel = make();
            let inside = &parcel.1;
            parcel.stuff(1);
            let number = inside.0;
        }

        fn again() {
            let mut number = 0;
            let mut kept: [Option<&mut u32>; 2] = [None, None];
            for i in 0..2 {
                kept[i] = Some(&mut number);
            }
            let last = kept;
        }

        fn shadowed(value: Parcel) {
            let value = value.weigh();
            let sum = value + 1;
        }
        """;

    [Fact]
    public void AMoveEndsOneLifeAndBeginsAnother() => Assert.Equal(
        """
        parcel: owned 2, moved 3-5
        same: owned 3, moved 4-5
        """, drawn.Text("straight"));

    [Fact]
    public void AMoveInALoopLeavesNothingForTheNextRound() => Assert.Equal(
        """
        rounds: owned 1-6
        parcel: owned 2, perhaps moved 3, moved 4, perhaps moved 5-6
        error E0382 in 4: parcel
        """, drawn.Text("move_in_loop"));

    [Fact]
    public void AMoveOnOnePathIsPerhapsAMove() => Assert.Equal(
        """
        keep: owned 1-9
        parcel: owned 2-5, moved 6, perhaps moved 7-9
        """, drawn.Text("conditional_move", lasting: true));

    [Fact]
    public void AMovedPartLeavesTheRest() => Assert.Equal(
        """
        parcel: owned 2, partly moved 3-5
        weight: owned 4-5
        """, drawn.Text("part"));

    [Fact]
    public void AVariableWithoutAValueGetsOneOnEachPath() => Assert.Equal(
        """
        first: owned 1-9
        number: no value yet 2-3, owned 4-9
        sum: owned 8-9
        """, drawn.Text("late"));

    [Fact]
    public void ATwoPhaseBorrowIsSharedUntilTheCallBegins() => Assert.Equal(
        """
        parcel: owned 1-3
        &mut *parcel 2-2, active in 2, reborrow, for the call of `stuff`
        & *parcel 2-2, reborrow, for the call of `weigh`
        """, drawn.Text("two_phase"));

    [Fact]
    public void AReborrowLastsUntilItsLastUse() => Assert.Equal(
        """
        parcel: owned 1, borrowed mutably 2-4, owned 5-6
        inner: owned 2-6
        &mut *parcel 2-4, reborrow, for `inner`
        """, drawn.Text("reborrow", lasting: true));

    [Fact]
    public void AClosureHoldsWhatItChangesUntilItsLastCall() => Assert.Equal(
        """
        count: owned 2, borrowed mutably 3-7, owned 8-9
        add: owned 3-9
        &mut count 3-7, capture, for the closure `add`
        """, drawn.Text("capture", lasting: true));

    [Fact]
    public void AnErrorIsWhereALoanAndAUseCollide() => Assert.Equal(
        """
        parcel: owned 2, borrowed shared 3-5, owned 6
        inside: owned 3-6
        number: owned 5-6
        & parcel.1 3-5, for `inside`, contested
        error E0502 in 4: parcel
        """, drawn.Text("collision", lasting: true));

    [Fact]
    public void VariablesOfOneNameAreApart() => Assert.Equal(
        """
        value: owned 1-4
        value: owned 2-4
        sum: owned 3-4
        """, drawn.Text("shadowed", lasting: true));

    [Fact]
    public void NamesInTheSourceLeadToTheirVariable()
    {
        BorrowPicture picture = drawn.Picture("shadowed");
        string[] names = [.. picture.Names.Select(n => $"{n.Line - picture.FirstLine + 1}:{picture.Lines[n.Line - picture.FirstLine].Substring(n.Column, n.Length)}={n.Variable}")];
        Assert.Equal(["1:value=0", "2:value=1", "2:value=0", "3:sum=2", "3:value=1"], names);
    }

    [Fact]
    public void StoriesTellWhatHappened() => Assert.Equal(
        """
        2: gets its value
        4: is borrowed shared for the call of `weigh`
        6: moves into the call of `post`
        9: is dropped if it still has its value
        """, drawn.Story("conditional_move", "parcel"));

    [Fact]
    public void ALoopCarriesALoanIntoItsNextRound() => Assert.Equal(
        """
        &mut number 5-7, into the next round, for `kept`, contested
        error E0499 in 5: number
        """, string.Join('\n', drawn.Text("again", lasting: true).Split('\n')[^2..]));

    [Fact]
    public void ThePageNeedsNothingElse()
    {
        string page = drawn.Page;
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.Contains("E0502", page, StringComparison.Ordinal);
        Assert.Contains("&amp;mut", page, StringComparison.Ordinal);
    }

    [Fact]
    public void CodesAreAcceptedAsRustcDoes()
    {
        string page = Output("--explain", "E0382");
        Assert.StartsWith("A variable is used after its value has been moved", page, StringComparison.Ordinal);
        Assert.Equal(page, Output("--explain", "0382"));
        Assert.Equal(page, Output("--explain", "382"));
        Assert.Equal(page, Output("--explain", "e0382"));
        Assert.Equal("error: E9999 is not a valid error code\n\n", Output("--explain", "E9999"));
    }

    private static string Output(params string[] arguments)
    {
        using MemoryStream output = new();
        using StringWriter error = new();
        CompilerHost host = new() { StandardOutput = output, StandardError = error, StandardInput = Stream.Null, DefaultSysroot = "" };
        RustcCommand.Run(arguments, host);
        return Encoding.UTF8.GetString(output.ToArray()) + error;
    }

    /// <summary>The program's pictures.</summary>
    public sealed class Drawn : IDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("verdigris-pictures").FullName;
        private readonly IReadOnlyList<(BorrowPicture Picture, ImmutableArray<ColouredPiece> Colours)> _pictures;

        public Drawn()
        {
            string file = Path.Combine(_directory, "program.rs");
            File.WriteAllText(file, Program);
            CompilerHost host = new() { StandardOutput = Stream.Null, StandardError = TextWriter.Null, StandardInput = Stream.Null, DefaultSysroot = RepositoryRoot };
            CompilerOptions options = new() { Input = file, CrateTypes = [CrateType.Rlib], Edition = "2024" };
            ExplainCommand.DrawWithStack(options, host, null, out var pictures);
            _pictures = pictures ?? throw new InvalidOperationException("the program does not come as far as the borrow checker");
        }

        public static string RepositoryRoot
        {
            get
            {
                string directory = AppContext.BaseDirectory;
                while (!File.Exists(Path.Combine(directory, "Verdigris.slnx")))
                {
                    directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("not inside the repository");
                }
                return directory;
            }
        }

        internal string Page => PicturePage.Write("program.rs", _pictures);

        public void Dispose() => Directory.Delete(_directory, recursive: true);

        internal BorrowPicture Picture(string function) => _pictures.Single(p => p.Picture.Title == function).Picture;

        /// <param name="function">Its name.</param>
        /// <param name="lasting">Loans that begin and end on one line are left out.</param>
        internal string Text(string function, bool lasting = false)
        {
            BorrowPicture picture = Picture(function);
            int zero = picture.FirstLine - 1;
            List<string> lines = [];
            foreach (VariableLife life in picture.Variables)
            {
                lines.Add($"{life.Name}: " + string.Join(", ", life.Bands.Select(b => $"{BandWords.NameOf(b.State)} {Range(b.FirstLine - zero, b.LastLine - zero)}")));
            }
            foreach (LoanArc loan in picture.Loans.Where(l => !lasting || l.LastLine > l.Line || l.IsIntoNextRound))
            {
                string line = $"{(loan.IsMutable ? "&mut" : "&")} {loan.Place.Trim('`')} {loan.Line - zero}-{loan.LastLine - zero}";
                line += loan.ActiveLine == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", active in {loan.ActiveLine - zero}");
                line += (loan.IsReborrow ? ", reborrow" : "") + (loan.IsCapture ? ", capture" : "") + (loan.IsIntoNextRound ? ", into the next round" : "");
                line += loan.Holder.Length == 0 ? "" : $", for {loan.Holder}";
                lines.Add(line + (loan.IsContested ? ", contested" : ""));
            }
            foreach (PictureError error in picture.Errors)
            {
                lines.Add($"error {error.Code} in {error.Line - zero}: {string.Join(' ', error.Variables.Select(v => picture.Variables[v].Name))}");
            }
            return string.Join('\n', lines);
        }

        internal string Story(string function, string variable)
        {
            BorrowPicture picture = Picture(function);
            return string.Join('\n', picture.Variables.Single(v => v.Name == variable).Events.Select(e => $"{e.Line - picture.FirstLine + 1}: {e.Words}"));
        }

        private static string Range(int first, int last) => first == last ? $"{first}" : $"{first}-{last}";
    }
}
