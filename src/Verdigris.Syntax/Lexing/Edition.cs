namespace Verdigris.Syntax.Lexing;

/// <summary>Editions in order; the source decides which keywords and path rules hold.</summary>
public enum Edition : byte
{
    E2015,
    E2018,
    E2021,
    E2024,
}

public static class Editions
{
    public static bool TryParse(string text, out Edition edition)
    {
        (bool known, edition) = text switch
        {
            "2015" => (true, Edition.E2015),
            "2018" => (true, Edition.E2018),
            "2021" => (true, Edition.E2021),
            "2024" => (true, Edition.E2024),
            _ => (false, Edition.E2015),
        };
        return known;
    }

    extension(Edition edition)
    {
        public string Year => edition switch
        {
            Edition.E2015 => "2015",
            Edition.E2018 => "2018",
            Edition.E2021 => "2021",
            Edition.E2024 => "2024",
        };
    }
}
