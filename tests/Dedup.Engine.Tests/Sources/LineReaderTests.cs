using System.Text;
using Dedup.Engine.Sources.Input;

namespace Dedup.Engine.Tests.Sources;

public sealed class LineReaderTests
{
    /// <summary>Lengths on both sides of the reader's buffer of 65,536 bytes and of its double.</summary>
    private static readonly (int From, int To)[] Lengths = [(0, 40), (65_530, 65_540), (131_068, 131_076)];

    [Fact]
    public void Lines_are_those_of_string_split_whatever_the_buffer_and_the_reads()
    {
        for (int seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            bool tiny = random.Next(2) == 0;
            string text = string.Join('\n', Enumerable.Range(0, random.Next(6)).Select(i =>
            {
                (int from, int to) = Lengths[tiny ? 0 : random.Next(3)];
                return new string((char)('a' + i), random.Next(from, to + 1));
            })) + (random.Next(2) == 0 ? "\n" : "");
            string[] expected = text.Split('\n');
            // What stands behind the last line feed is a line only where it is something.
            if (expected[^1].Length == 0) expected = expected[..^1];

            List<string> lines = Read(text, tiny ? random.Next(1, 4) : random.Next(4_000, 70_000), int.MaxValue);

            Assert.True(lines.SequenceEqual(expected), $"seed {seed}");
        }
    }

    [Fact]
    public void A_line_over_the_limit_is_passed_over_whole()
    {
        string text = "short\n" + new string('x', 300_000) + "\nnext\n" + new string('y', 300_000);

        Assert.Equal(["short", "<too long>", "next", "<too long>"], Read(text, 70_000, 1_000));
    }

    [Fact]
    public void An_empty_stream_has_no_lines() => Assert.Empty(Read("", 10, 10));

    private static List<string> Read(string text, int chunk, int maxBytes)
    {
        var reader = new LineReader(new ChunkedStream(Encoding.UTF8.GetBytes(text), chunk), maxBytes);
        var lines = new List<string>();
        while (reader.TryRead(out ReadOnlyMemory<byte> line, out bool tooLong))
            lines.Add(tooLong ? "<too long>" : Encoding.UTF8.GetString(line.Span));
        return lines;
    }

    /// <summary>Gives at most so many bytes a read, as pipes and sockets do.</summary>
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }
}
