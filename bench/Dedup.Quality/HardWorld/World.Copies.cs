namespace Dedup.Quality.HardWorld;

/// <content>What becomes of a story on other sites.</content>
internal sealed partial class World
{
    /// <summary>Two to five copies for three stories of four, up to sixty for the others; the first is the story as it was written.</summary>
    private void AddCopies(Story story)
    {
        int copies = Math.Min(60, (int)(2 / Math.Pow(1 - _random.NextDouble(), 0.8)));
        DateTime at = Day();
        int[] sites = [.. Enumerable.Range(0, _sites.Count)];
        _random.Shuffle(sites);
        for (int copy = 0; copy < copies; copy++)
        {
            (string kind, Story text) = copy == 0 ? ("full", story) : Copy(story);
            Add(text, kind, story.Id, at.AddMinutes(copy == 0 ? 0 : _random.Next(5, 6000)), sites[copy % sites.Length]);
        }
    }

    private (string Kind, Story Text) Copy(Story story) => _random.Next(100) switch
    {
        < 20 => ("full", story),
        < 33 => ("light", Edits.Light(story, _random)),
        < 43 => ("edited", Edits.Edited(story, _random)),
        < 52 => ("truncated", Edits.Truncated(story, 0.5 + (0.4 * _random.NextDouble()))),
        < 59 => story.WordCount < 250 ? ("full", story) : ("excerpt", Edits.Excerpt(story, 0.18 + (0.16 * _random.NextDouble()), _random)),
        < 67 => ("spun", Edits.Spun(story, _random)),
        < 72 => ("reordered", Edits.Reordered(story, _random)),
        < 77 => ("shuffled", Edits.Shuffled(story, _random)),
        < 83 => ("relead", Edits.Relead(story, _random)),
        < 89 => ("correction", Edits.Corrected(story, _random)),
        _ => Pad(story),
    };

    private (string Kind, Story Text) Pad(Story story)
    {
        double own = 0.3 + (0.7 * _random.NextDouble());
        bool told = own < 0.55 || _random.Next(2) == 0;
        Story Donor()
        {
            Story other = Told[_random.Next(_copied.Length + _alone.Length)];
            return told && other != story ? other : Prose.Story("untold", _random);
        }
        Story padded = Mixtures.Padded(story, own, Donor, _random);
        double share = (double)story.Paragraphs.Sum(Edits.Length) / padded.Paragraphs.Sum(Edits.Length);
        return (share >= 0.7 ? "padded 70-100" : share >= 0.5 ? "padded 50-70" : "padded 30-50", padded);
    }
}
