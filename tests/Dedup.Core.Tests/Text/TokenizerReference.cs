using System.Globalization;
using System.Text;
using Dedup.Core.Text;

namespace Dedup.Core.Tests.Text;

/// <summary>
/// The tokeniser's tokens, names and length one character at a time over the framework's NFKC, in one state machine, as
/// <see cref="TokenizerOracle"/> does not: with names, and with tokens cut at the limit.
/// </summary>
internal sealed class TokenizerReference
{
    private readonly List<ulong> _hashes = [];
    private readonly List<bool> _names = [];
    private readonly StringBuilder _token = new();
    private readonly Rune[] _runes;
    private bool _capital;
    private bool _begins = true;

    private TokenizerReference(string normalized) => _runes = [.. normalized.EnumerateRunes()];

    public static (ulong[] Hashes, bool[] Names, int Characters) Tokenize(string text)
    {
        string normalized = string.Concat(text.EnumerateRunes().Select(r => Characters.IsNoncharacter(r.Value) ? "\uFFFD" : r.Value == 0xB4 ? "'" : r.ToString()))
            .Normalize(NormalizationForm.FormKC);
        var reference = new TokenizerReference(normalized);
        reference.Scan();
        return ([.. reference._hashes], [.. reference._names], Measure(normalized));
    }

    private void Scan()
    {
        for (int i = 0; i < _runes.Length; i++)
        {
            switch (Characters.Classify(_runes[i]))
            {
                case CharacterClass.Word:
                    Append(_runes[i]);
                    break;
                case CharacterClass.Unspaced:
                    Flush();
                    i = Unspaced(i);
                    break;
                case CharacterClass.Ignored:
                case CharacterClass.Apostrophe when _token.Length > 0 && WordFollows(i + 1):
                    break;
                default:
                    Flush();
                    _begins |= _runes[i].IsBmp && ".!?:;\"\n*\u201C\u201D\u2018\u201E\u00AB\u2026\u2022\u3002".Contains((char)_runes[i].Value, StringComparison.Ordinal);
                    break;
            }
        }
        Flush();
    }

    private void Append(Rune rune)
    {
        int bytes = Encoding.UTF8.GetByteCount(_token.ToString());
        if (bytes + (rune.IsAscii ? 1 : 4) > Tokenizer.MaxTokenBytes) Flush();
        if (_token.Length == 0) _capital = Rune.IsUpper(rune);
        _token.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)));
    }

    private int Unspaced(int from)
    {
        var signs = new List<string>();
        int i = from;
        for (; i < _runes.Length && Characters.Classify(_runes[i]) is CharacterClass.Unspaced or CharacterClass.Ignored; i++)
        {
            if (Characters.Classify(_runes[i]) == CharacterClass.Unspaced) signs.Add(Rune.ToLowerInvariant(Rune.ToUpperInvariant(_runes[i])).ToString());
        }
        if (signs.Count == 1) Add(signs[0], false);
        for (int k = 1; k < signs.Count; k++) Add(signs[k - 1] + signs[k], false);
        return i - 1;
    }

    private bool WordFollows(int from)
    {
        for (int i = from; i < _runes.Length; i++)
        {
            if (Characters.Classify(_runes[i]) != CharacterClass.Ignored) return Characters.Classify(_runes[i]) == CharacterClass.Word;
        }
        return false;
    }

    private void Flush()
    {
        if (_token.Length == 0) return;
        string token = _token.ToString();
        Add(token, _capital && !_begins && !token.EnumerateRunes().Any(Rune.IsDigit));
        _begins = false;
        _token.Clear();
    }

    private void Add(string token, bool isName)
    {
        _hashes.Add(TokenizerOracle.Hash(token));
        _names.Add(isName);
    }

    private static int Measure(string text)
    {
        int characters = 0;
        char last = ' ';
        foreach (char c in text)
        {
            char kind = c switch
            {
                _ when char.IsWhiteSpace(c) || c < ' ' => ' ',
                '-' or (>= '\u2010' and <= '\u2015') or '\u2212' => '-',
                _ when char.GetUnicodeCategory(c) == UnicodeCategory.Format => '\0',
                _ => c,
            };
            if (kind == '\0' || (kind == last && kind is ' ' or '-')) continue;
            if (!char.IsLowSurrogate(c)) characters++;
            last = kind;
        }
        return last == ' ' && characters > 0 ? characters - 1 : characters;
    }
}
