using System;

namespace Verdigris.Base.Diagnostics;

/// <summary>How messages put nouns.</summary>
public static class Nouns
{
    extension(string noun)
    {
        /// <summary><c>a struct</c>, <c>an enum</c>, <c>a unit variant</c>. The noun is not empty.</summary>
        public string WithArticle =>
            (noun[0] is 'a' or 'e' or 'i' or 'o' or 'u' && !noun.StartsWith("uni", StringComparison.Ordinal) ? "an " : "a ") + noun;
    }
}
