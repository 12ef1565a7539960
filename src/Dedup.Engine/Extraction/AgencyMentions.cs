using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>The agencies that a text names, and the text with every name made one and the same word.</summary>
/// <remarks>
/// A form that holds the hundred names of all agencies is a method of 100 kilobytes, which the runtime compiles without
/// optimisation; a form over the folded text holds one letter for all of them, and places in both texts are the same.
/// </remarks>
internal sealed class AgencyMentions(string text, List<(int At, int Length, string Agency)> found)
{
    /// <summary>One name in a form. The letters are of a script (Lisu) that no crawl of news holds.</summary>
    public const string Any = "\uA4D0\uA4D1*";

    private const char First = '\uA4D0';
    private const char Rest = '\uA4D1';

    /// <summary>No mention.</summary>
    public static readonly AgencyMentions None = new(string.Empty, []);

    private readonly List<(int At, int Length, string Agency)> _found = found;

    /// <summary>The text with each name in the letters of <see cref="Any"/>.</summary>
    public string Folded => field ??= string.Create(text.Length, (text, _found), static (folded, state) =>
    {
        state.text.CopyTo(folded);
        foreach ((int at, int length, _) in state._found)
        {
            folded.Slice(at, length).Fill(Rest);
            folded[at] = First;
        }
    });

    public IReadOnlyList<(int At, int Length, string Agency)> Found => _found;

    /// <summary>The agency that the form's group "agency" names, with the words that matched; null without a match.</summary>
    public Found? Matched(Regex form)
    {
        if (_found.Count == 0) return null;
        Match match = form.Match(Folded);
        if (!match.Success) return null;
        int at = match.Groups["agency"].Index;
        string? agency = _found.Find(name => name.At == at).Agency;
        return agency is null ? null : new Found(agency, text.Substring(match.Index, match.Length).Trim());
    }
}
