namespace Verdigris.Driver;

/// <summary>What the process returns; rustc's numbers.</summary>
public static class ExitCode
{
    public const int Success = 0;

    /// <summary>At least one error.</summary>
    public const int Failure = 1;

    /// <summary>The compiler itself failed.</summary>
    public const int InternalError = 101;
}
