using System;
using System.Text;
using Verdigris.Cargo.Jobs;

namespace Verdigris.Cargo;

/// <summary>
/// A mistake of the user's or of the system's that ends the command. The message says what could not be done; the inner
/// exceptions say why, and are printed below as <c>Caused by:</c>.
/// </summary>
public sealed class CargoException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What the process returns.</summary>
    public int ExitCode { get; init; } = 101;

    /// <summary>The message has been printed already (a diagnostic with source, or a failed compilation).</summary>
    public bool IsPrinted { get; init; }

    /// <summary>The message is complete as it is: no <c>error:</c> in front (a report with a snippet of the manifest).</summary>
    public bool IsRendered { get; init; }

    /// <summary>The text below <c>error: </c>, with causes indented by two.</summary>
    public static string Describe(Exception exception, bool isVerbose = false)
    {
        StringBuilder text = new(MessageOf(exception));
        for (Exception? cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is VerboseCause && !isVerbose)
            {
                break;
            }
            text.Append("\n\nCaused by:");
            foreach (string line in MessageOf(cause).Split('\n'))
            {
                text.Append('\n');
                if (line.Length != 0)
                {
                    text.Append("  ").Append(line);
                }
            }
        }
        return text.ToString();
    }

    private static string MessageOf(Exception exception) => exception is CargoException or VerboseCause ? exception.Message : IoErrors.Describe(exception);
}
