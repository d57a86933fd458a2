using System.Globalization;

namespace Verdigris.Cargo.Manifests;

/// <summary>Reads the pieces of versions and requirements; errors are worded as the semver crate words them.</summary>
internal sealed class VersionScanner(string text)
{
    private int _position;

    public bool IsAtEnd => _position == text.Length;

    public char Current => IsAtEnd ? '\0' : text[_position];

    public ulong Number(string part)
    {
        if (IsAtEnd)
        {
            throw new CargoException($"unexpected end of input while parsing {part} version number");
        }
        int start = _position;
        while (Current is >= '0' and <= '9')
        {
            _position++;
        }
        if (_position == start)
        {
            throw new CargoException($"unexpected character '{Current}' while parsing {part} version number");
        }
        if (_position - start > 1 && text[start] == '0')
        {
            throw new CargoException($"invalid leading zero in {part} version number");
        }
        return ulong.TryParse(text[start.._position], NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new CargoException($"value of {part} version number exceeds u64::MAX");
    }

    public void Dot(string after)
    {
        if (TryTake('.'))
        {
            return;
        }
        throw new CargoException(IsAtEnd
            ? $"unexpected end of input while parsing {after} version number"
            : $"unexpected character '{Current}' after {after} version number");
    }

    public bool TryTake(char wanted)
    {
        if (Current != wanted || IsAtEnd)
        {
            return false;
        }
        _position++;
        return true;
    }

    public bool TryTake(string wanted)
    {
        if (string.CompareOrdinal(text, _position, wanted, 0, wanted.Length) != 0)
        {
            return false;
        }
        _position += wanted.Length;
        return true;
    }

    public void SkipSpaces()
    {
        while (Current == ' ')
        {
            _position++;
        }
    }

    public string Identifiers(string kind)
    {
        int start = _position;
        int segment = _position;
        while (true)
        {
            if (Current is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-')
            {
                _position++;
                continue;
            }
            if (_position == segment)
            {
                throw new CargoException($"empty identifier segment in {kind} identifier");
            }
            if (kind == "pre-release" && _position - segment > 1 && text[segment] == '0' && IsNumeric(segment))
            {
                throw new CargoException("invalid leading zero in pre-release identifier");
            }
            if (Current != '.')
            {
                return text[start.._position];
            }
            _position++;
            segment = _position;
        }
    }

    public void End(string after)
    {
        if (!IsAtEnd)
        {
            throw new CargoException($"unexpected character '{Current}' after {after}");
        }
    }

    private bool IsNumeric(int start)
    {
        for (int i = start; i < _position; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                return false;
            }
        }
        return true;
    }
}
