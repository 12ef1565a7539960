using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Tests.Extraction.Chrome;

public sealed class TitleWordsTests
{
    private const int MaxWords = 24;

    [Fact]
    public void The_words_of_a_headline_are_those_of_its_words_in_ascending_order()
    {
        for (int seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            string[] words = [.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => $"{(random.Next(2) == 0 ? "Weir" : "weir")}{random.Next(1, 60):00}")];
            var expected = new SortedSet<uint>();
            foreach (string word in words)
            {
                if (expected.Count < MaxWords) expected.UnionWith(TitleWords.Of(word));
            }

            Assert.Equal(expected, TitleWords.Of(string.Join(", ", words)));
        }
    }

    [Fact]
    public void Of_scripts_without_spaces_it_is_the_pairs() => Assert.Equal(TitleWords.Of("消息").Concat(TitleWords.Of("息財")).Order(), TitleWords.Of("消息財"));

    [Fact]
    public void Short_and_empty_words_say_nothing() => Assert.Empty(TitleWords.Of("The US and after that: today"));
}
