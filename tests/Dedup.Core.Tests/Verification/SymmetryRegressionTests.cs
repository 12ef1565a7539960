using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Verification;

/// <summary>Pairs on which the verdict once depended on which body was named first.</summary>
public sealed class SymmetryRegressionTests
{
    private static readonly Verifier Verifier = new(new VerificationOptions());

    [Fact]
    public void Robot_verdict_does_not_depend_on_the_order_of_the_bodies()
    {
        string tail = string.Join(' ', Enumerable.Range(0, 60).Select(i => "word" + (char)('a' + i % 26) + (char)('a' + i / 26)));
        ShingleSet a = Read($"7 alpha 7 1 3 beta {tail}");
        ShingleSet b = Read($"5 alpha 7 alpha 9 5 {tail}");
        Assert.Equal(Verifier.Verify(a, b, 0).Relation, Verifier.Verify(b, a, 0).Relation);
    }

    [Fact]
    public void Bodies_of_equal_length_have_one_relation_both_ways()
    {
        ulong[] few = [.. Enumerable.Range(1, 20).Select(i => (ulong)(2 * i))];
        ulong[] many = [.. Enumerable.Range(1, 100).Select(i => (ulong)(2 * i))];
        var a = new ShingleSet([.. few, .. few, .. few, .. few, .. few], few, 100);
        var b = new ShingleSet(many, many, 100);
        Assert.Equal(Relation.Truncated, Verifier.Verify(a, b, 0).Relation);
        Assert.Equal(Relation.Truncated, Verifier.Verify(b, a, 0).Relation);
    }

    private static ShingleSet Read(string body)
    {
        var sketcher = new Sketcher(Scheme.Default);
        sketcher.Read(body);
        return sketcher.ShingleSet();
    }
}
