using System.Runtime.Intrinsics;

namespace Dedup.Core.Text;

/// <summary>How many bits a kernel handles at a time. Every width gives the same result to the bit.</summary>
internal enum VectorWidth
{
    /// <summary>No vectors: the specification.</summary>
    Scalar = 0,

    /// <summary>SSE, NEON.</summary>
    Bits128 = 128,

    /// <summary>AVX2.</summary>
    Bits256 = 256,

    /// <summary>AVX-512.</summary>
    Bits512 = 512,
}

/// <summary>The one place that chooses how the kernels run.</summary>
internal static class VectorWidths
{
    /// <summary>The widest that the processor and the runtime's switches give: not the processor's sets alone, which the switches leave as they are.</summary>
    public static VectorWidth Widest =>
        Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : Vector128.IsHardwareAccelerated ? VectorWidth.Bits128
        : VectorWidth.Scalar;
}
