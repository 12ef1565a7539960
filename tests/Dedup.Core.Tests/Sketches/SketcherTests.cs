using CsCheck;
using Dedup.Core.Sketches;
using Dedup.Core.Tests.Text;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

public sealed class SketcherTests
{
    /// <summary>Words of which several are the same token or as long, so that unlike texts often have the same body.</summary>
    private static readonly string[] Words = ["a", "A", "a,", "don't", "dont", "DON\u2019T", "\uFB01", "fi", "7", "\uFF17", "-", ""];

    private static readonly Gen<string> Bodies = Gen.Int[0, Words.Length - 1].Array[0, 4].Select(w => string.Join(' ', w.Select(i => Words[i])));

    [Fact]
    public void Body_hash_is_equal_if_and_only_if_tokens_and_length_are_and_names_where_asked() => Gen.Select(Bodies, Bodies).Sample((one, other) =>
    {
        Sketcher a = Read(Scheme.Default, one);
        Sketcher b = Read(Scheme.Default, other);
        bool same = TokenizerOracle.Words(one).SequenceEqual(TokenizerOracle.Words(other))
            && TokenizerOracle.Characters(one) == TokenizerOracle.Characters(other);
        Assert.Equal(same, a.BodyHash(withNames: false) == b.BodyHash(withNames: false));
        Assert.Equal(same && Names(a).SequenceEqual(Names(b)), a.BodyHash(withNames: true) == b.BodyHash(withNames: true));
    }, iter: 3000);

    [Fact]
    public void Tokens_and_shingles_equal_the_oracle() => Gen.Select(MixedText.Any, Gen.Int[1, 8]).Sample((body, words) =>
    {
        Sketcher sketcher = Read(new Scheme(words), body);
        Assert.Equal(TokenizerOracle.Tokenize(body), sketcher.Tokens.ToArray());
        Assert.Equal(SketchOracle.Shingles(body, words), sketcher.Shingles.ToArray());
        Assert.Equal(TokenizerOracle.Characters(body), sketcher.Characters);
    }, iter: 500);

    [Fact]
    public void Samples_are_the_distinct_shingles_under_the_limit_ascending() =>
        Gen.Select(LongBody(200), Gen.Int[1, 1024], Gen.Int[1, 3]).Sample((body, modulus, words) =>
        {
            Sketcher sketcher = Read(new Scheme(words, 16, modulus), body);
            SortedSet<ulong> expected = [.. SketchOracle.Shingles(body, words).Where(s => s <= ulong.MaxValue / (ulong)modulus)];
            Assert.Equal(expected, sketcher.Sketch().Samples);
        }, iter: 300);

    [Fact]
    public void Every_shingle_is_sampled_with_modulus_one()
    {
        Sketcher sketcher = Read(new Scheme(1, 16, 1), "one two three two one");
        Assert.Equal(3, sketcher.Sketch().Samples.Length);
    }

    [Fact]
    public void A_sketch_holds_the_signature_and_the_fingerprint_of_the_shingles() => LongBody(60).Sample(body =>
    {
        var scheme = new Scheme(3, 48);
        Sketch sketch = Read(scheme, body).Sketch();
        List<ulong> shingles = SketchOracle.Shingles(body, 3);
        Assert.Equal(MinHashTests.Signature(new MinHash(48), shingles.ToArray()), sketch.Signature);
        Assert.Equal(SketchOracle.Fingerprint(shingles), sketch.Fingerprint);
    }, iter: 200);

    [Fact]
    public void Reuse_gives_the_same_as_a_fresh_one() => LongBody(1500).Array[1, 5].Sample(bodies =>
    {
        var reused = new Sketcher(Scheme.Default);
        foreach (string body in bodies)
        {
            reused.Read(body);
            Sketcher fresh = Read(Scheme.Default, body);
            Assert.Equal(fresh.Tokens.ToArray(), reused.Tokens.ToArray());
            Assert.Equal(fresh.Shingles.ToArray(), reused.Shingles.ToArray());
            Assert.Equal(fresh.BodyHash(withNames: true), reused.BodyHash(withNames: true));
            Assert.Equivalent(fresh.Sketch(), reused.Sketch(), strict: true);
        }
    }, iter: 40);

    [Theory]
    [InlineData("")]
    [InlineData("only four words here")]
    public void Bodies_shorter_than_a_shingle_have_an_empty_sketch(string body)
    {
        Sketcher sketcher = Read(Scheme.Default, "a long body that was read before this one and left its shingles");
        sketcher.Read(body);
        Sketch sketch = sketcher.Sketch();
        Assert.Equal(0, sketcher.Shingles.Length);
        Assert.Equal(0UL, sketch.Fingerprint);
        Assert.Empty(sketch.Samples);
        Assert.All(sketch.Signature, value => Assert.Equal(uint.MaxValue, value));
    }

    /// <summary>A record, an array of values and one of samples, each with its header: nothing else, whatever the script.</summary>
    [Theory]
    [InlineData("The mayor of Lakeside don\u2019t say \u2014 \u201CWe know 1,204 caf\u00E9s\u201D ")]
    [InlineData("\u041C\u044D\u0440 \u041C\u043E\u0441\u043A\u0432\u044B \u0441\u043A\u0430\u0437\u0430\u043B \u00AB\u043D\u0435\u0442\u00BB ")]
    [InlineData("\u6771\u4EAC\u90FD\uFF0C\u5341\u3007\u4EBA 2024 \u30C8\u30E8\u30BF\u3002")]
    [InlineData("wait\u2026 \uFB01re \u2122 ")]
    public void Nothing_is_allocated_for_a_body_but_the_sketch_that_is_returned(string part)
    {
        string body = string.Concat(Enumerable.Range(0, 200).Select(i => $"{part}{i} "));
        Sketcher sketcher = Read(Scheme.Default, body);
        Sketch sketch = sketcher.Sketch();
        long before = GC.GetAllocatedBytesForCurrentThread();
        sketcher.Read(body);
        long read = GC.GetAllocatedBytesForCurrentThread() - before;
        sketcher.Sketch();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, read);
        long kept = sizeof(uint) * sketch.Signature.Length + sizeof(ulong) * sketch.Samples.Length;
        Assert.InRange(allocated, kept, kept + 3 * 24 + 48);
    }

    /// <summary>A change here alters stored sketches: raise <see cref="Scheme.ArithmeticVersion"/> with it.</summary>
    [Fact]
    public void Stored_arithmetic_has_not_changed()
    {
        Sketcher sketcher = Read(Scheme.Default,
            "ROME (Reuters) - Italy\u2019s caf\u00E9s lost 1,204 euros on Friday; \u6771\u4EAC\u90FD said so, too.");
        Sketch sketch = sketcher.Sketch();
        Assert.Equal(4, Scheme.ArithmeticVersion);
        Assert.Equal("63EA00D8BB7B2AEF61DD7792D7864722", sketcher.BodyHash(withNames: false).ToString("X32"));
        Assert.Equal("92EAA7D0DDA19FC9441EAB835C8DF95B", sketcher.BodyHash(withNames: true).ToString("X32"));
        Assert.Equal(0xFDAAE0583CF215D8, sketch.Fingerprint);
        Assert.Equal([0x22528AAC, 0x034B17A2, 0x198975F0], sketch.Signature[..3]);
        Assert.Equal([0x0C3EC27CDE7317C8, 0x1D962B1C84CEF74C], sketch.Samples);
        Assert.Equal("20000000000000000208000080000000", sketch.Facts.ToString("X32"));
    }

    [Fact]
    public void Refuses_null() => Assert.Throws<ArgumentNullException>(() => new Sketcher(null!));

    private static Gen<string> LongBody(int words) => Gen.Int[0, 60].Array[0, words].Select(w => string.Join(' ', w.Select(i => $"word{i}")));

    private static IEnumerable<bool> Names(Sketcher sketcher) => Enumerable.Range(0, sketcher.Tokens.Length).Select(sketcher.ShingleSet().IsName);

    private static Sketcher Read(Scheme scheme, string body)
    {
        var sketcher = new Sketcher(scheme);
        sketcher.Read(body);
        return sketcher;
    }
}
