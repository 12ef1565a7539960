using System.Globalization;
using System.Numerics;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

/// <summary>
/// Proves that a run that names a hardware path gets it. DEDUP_EXPECT_VECTOR_BITS states the width of Vector&lt;T&gt; wanted
/// (0 for no acceleration); without it the runtime's own switches do, and without those vectors must be accelerated.
/// </summary>
public sealed class HardwarePathTests
{
    /// <summary>Vector&lt;T&gt; is never wider unless asked for by another switch.</summary>
    private const int MaxBits = 256;

    [Fact]
    public void The_wanted_path_is_the_one_that_runs()
    {
        int actual = Vector.IsHardwareAccelerated ? 8 * Vector<byte>.Count : 0;
        if (Wanted() is int wanted) Assert.Equal(wanted, actual);
        else Assert.NotEqual(0, actual);
    }

    private static int? Wanted()
    {
        if (Read("DEDUP_EXPECT_VECTOR_BITS") is int bits) return bits;
        if (Read("DOTNET_EnableHWIntrinsic") == 0) return 0;
        return Read("DOTNET_PreferredVectorBitWidth") is int width ? Math.Min(width, MaxBits) : null;
    }

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;
}
