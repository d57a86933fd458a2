using Xunit;

namespace Verdigris.Base.Tests;

/// <summary>That this file compiles without warning is the test of the analyzer: the switch below has no discard arm.</summary>
public sealed class ClosedHierarchyTests
{
    [Fact]
    public void CompleteSwitchNeedsNoDiscard() => Assert.Equal(2, Count(new Shape.Pair(new Shape.Dot(), new Shape.Dot())));

    private static int Count(Shape shape) => shape switch
    {
        Shape.Dot => 1,
        Shape.Pair(var left, var right) => Count(left) + Count(right),
    };

    [Closed]
    private abstract record Shape
    {
        private Shape()
        {
        }

        public sealed record Dot : Shape;

        public sealed record Pair(Shape Left, Shape Right) : Shape;
    }
}
