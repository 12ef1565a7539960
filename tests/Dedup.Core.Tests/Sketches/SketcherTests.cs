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
    public void Body_hash_is_equal_if_and_only_if_tokens_and_length_are() => Gen.Select(Bodies, Bodies).Sample((one, other) =>
    {
        Sketcher a = Read(Scheme.Default, one);
        Sketcher b = Read(Scheme.Default, other);
        bool same = TokenizerOracle.Words(one).SequenceEqual(TokenizerOracle.Words(other))
            && TokenizerOracle.Characters(one) == TokenizerOracle.Characters(other);
        Assert.Equal(same, a.BodyHash() == b.BodyHash());
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
            Assert.Equal(fresh.BodyHash(), reused.BodyHash());
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

    /// <summary>A change here alters stored sketches: raise <see cref="Scheme.ArithmeticVersion"/> with it.</summary>
    [Fact]
    public void Stored_arithmetic_has_not_changed()
    {
        Sketcher sketcher = Read(Scheme.Default,
            "ROME (Reuters) - Italy\u2019s caf\u00E9s lost 1,204 euros on Friday; \u6771\u4EAC\u90FD said so, too.");
        Sketch sketch = sketcher.Sketch();
        Assert.Equal(2, Scheme.ArithmeticVersion);
        Assert.Equal("1BA249F22FF35B53305ECC62DBE0C3F0", sketcher.BodyHash().ToString("X32"));
        Assert.Equal(0xB3EDC94997058821, sketch.Fingerprint);
        Assert.Equal([0x00E132EB, 0x24275385, 0x17A703DE], sketch.Signature[..3]);
        Assert.Equal([0x188408E2DE4C8BAF], sketch.Samples);
        Assert.Equal("00000020000008000100000008800000", sketch.Facts.ToString("X32"));
    }

    [Fact]
    public void Refuses_null() => Assert.Throws<ArgumentNullException>(() => new Sketcher(null!));

    private static Gen<string> LongBody(int words) => Gen.Int[0, 60].Array[0, words].Select(w => string.Join(' ', w.Select(i => $"word{i}")));

    private static Sketcher Read(Scheme scheme, string body)
    {
        var sketcher = new Sketcher(scheme);
        sketcher.Read(body);
        return sketcher;
    }
}
