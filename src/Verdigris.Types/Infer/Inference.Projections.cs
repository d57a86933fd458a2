using System.Collections.Generic;
using Verdigris.Types.Traits;

namespace Verdigris.Types.Infer;

/// <summary>Knows projections, and sees itself to what has to hold with them.</summary>
public interface IKnownProjections
{
    /// <summary>Null for one that it does not know.</summary>
    Ty? Find(ParamEnv env, Ty.Alias alias);
}

/// <summary>
/// What projections were found to be, so that nobody looks twice: each adaptor of a chain of iterators mentions the item of the
/// one before it several times, and to follow each mention anew takes exponential time. An entry says that the obligations that
/// come with it were handed to somebody; taking back what was done since takes back the entry too.
/// </summary>
public sealed partial class Inference
{
    private readonly Dictionary<(ParamEnv, Ty.Alias), Ty> _projections = [];
    private readonly List<(ParamEnv, Ty.Alias)> _projectionLog = [];

    /// <summary>Whether obligations that were handed out once are not handed out again: for whoever sees to it that none gets lost.</summary>
    public bool KeepsProjections { get; init; }

    /// <summary>Somebody else who knows what projections are.</summary>
    public IKnownProjections? KnownProjections { get; set; }

    /// <summary>Not while something is tried out: what comes with an answer can't be taken back.</summary>
    internal Ty? AskProjection(ParamEnv env, Ty.Alias alias) => _openSnapshots == 0 ? KnownProjections?.Find(env, alias) : null;

    internal Ty? FindProjection(ParamEnv env, Ty.Alias alias) => _projections.GetValueOrDefault((env, alias));

    internal void AddProjection(ParamEnv env, Ty.Alias alias, Ty value)
    {
        if (_projections.TryAdd((env, alias), value) && _openSnapshots > 0)
        {
            _projectionLog.Add((env, alias));
        }
    }

    /// <summary>Ends the time in which obligations are wanted once only.</summary>
    public void ForgetProjections()
    {
        if (_openSnapshots == 0)
        {
            _projections.Clear();
        }
    }

    private void TakeBackProjections(int count)
    {
        for (int i = count; i < _projectionLog.Count; i++)
        {
            _projections.Remove(_projectionLog[i]);
        }
        _projectionLog.RemoveRange(count, _projectionLog.Count - count);
    }
}
