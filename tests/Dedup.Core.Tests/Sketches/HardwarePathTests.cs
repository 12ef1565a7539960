using System.Globalization;
using System.Runtime.Intrinsics;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

/// <summary>
/// Proves that a run that names a hardware path gets it. DEDUP_EXPECT_VECTOR_BITS states the kernels' width wanted (0 for
/// no acceleration); without it the runtime's own switches do, and without those vectors must be accelerated.
/// </summary>
public sealed class HardwarePathTests
{
    [Fact]
    public void The_wanted_path_is_the_one_that_runs()
    {
        var actual = (int)VectorWidths.Widest;
        if (Exact() is int wanted) Assert.Equal(wanted, actual);
        else if (Read("DOTNET_PreferredVectorBitWidth") is int most) Assert.InRange(actual, 128, most);
        else Assert.NotEqual(0, actual);
    }

    [Fact]
    public void Narrower_vectors_are_there_where_wider_ones_are() =>
        Assert.True(VectorWidths.Widest == VectorWidth.Scalar || Vector128.IsHardwareAccelerated);

    private static int? Exact() =>
        Read("DEDUP_EXPECT_VECTOR_BITS") ?? (Read("DOTNET_EnableHWIntrinsic") == 0 ? 0 : Read("DOTNET_PreferredVectorBitWidth") == 128 ? 128 : null);

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;
}
