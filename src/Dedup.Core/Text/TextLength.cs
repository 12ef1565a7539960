using System.Numerics;

namespace Dedup.Core.Text;

/// <summary>Counts characters as <see cref="TokenList.Characters"/> does, 64 at a time.</summary>
internal struct TextLength()
{
    private int _characters;

    // A text begins as if after white space, so that it counts none at its beginning.
    private bool _afterSpace = true;
    private bool _afterDash;

    /// <summary>The count, without white space at the text's end.</summary>
    public readonly int Characters => _afterSpace && _characters > 0 ? _characters - 1 : _characters;

    /// <summary>Counts the characters of a block.</summary>
    /// <param name="space">White space and controls, of which a run counts one.</param>
    /// <param name="dash">Dashes, likewise.</param>
    /// <param name="uncounted">Characters that count nothing.</param>
    /// <param name="valid">Characters of the block that stand in the text, 0–64.</param>
    public void Add(ulong space, ulong dash, ulong uncounted, int valid)
    {
        if (uncounted != 0)
        {
            AddSlowly(space, dash, uncounted, valid);
            return;
        }
        if (valid == 0) return;
        ulong text = ulong.MaxValue >> (TextBlocks.Length - valid);
        ulong again = (space & (space << 1 | (_afterSpace ? 1UL : 0))) | (dash & (dash << 1 | (_afterDash ? 1UL : 0)));
        _characters += BitOperations.PopCount(text & ~again);
        _afterSpace = (space >> (valid - 1) & 1) != 0;
        _afterDash = (dash >> (valid - 1) & 1) != 0;
    }

    /// <summary>Characters that count nothing do not part a run.</summary>
    private void AddSlowly(ulong space, ulong dash, ulong uncounted, int valid)
    {
        for (int i = 0; i < valid; i++)
        {
            if ((uncounted >> i & 1) != 0) continue;
            bool isSpace = (space >> i & 1) != 0;
            bool isDash = (dash >> i & 1) != 0;
            if (!(isSpace && _afterSpace) && !(isDash && _afterDash)) _characters++;
            _afterSpace = isSpace;
            _afterDash = isDash;
        }
    }
}
