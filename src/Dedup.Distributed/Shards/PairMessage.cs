using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedup.Core.Candidates;

namespace Dedup.Distributed.Shards;

/// <summary>Pairs of held bodies with those of their common keys that are a shard's, and its answers: for each pair what proposes it, and the shared samples that pair it.</summary>
internal static class PairMessage
{
    /// <summary>Appends a pair.</summary>
    public static void Write(IBufferWriter<byte> message, int a, int b, BodyKeys common)
    {
        var head = new Head { A = a, B = b, BandKeys = common.Bands.Length, BlockKeys = common.Blocks.Length, SampleKeys = common.Samples.Length };
        message.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Head>(in head)));
        message.Write(MemoryMarshal.AsBytes(common.Bands));
        message.Write(MemoryMarshal.AsBytes(common.Blocks));
        message.Write(MemoryMarshal.AsBytes(common.Samples));
    }

    /// <summary>Answers for all pairs of a message.</summary>
    public static byte[] Answer(ReadOnlySpan<byte> message, CandidateShard shard)
    {
        var answers = new List<Support>();
        while (!message.IsEmpty)
        {
            Head head = MemoryMarshal.Read<Head>(message);
            ReadOnlySpan<ulong> keys = MemoryMarshal.Cast<byte, ulong>(message[Unsafe.SizeOf<Head>()..])[..(head.BandKeys + head.BlockKeys + head.SampleKeys)];
            (ProposedBy by, int shared) = shard.Pairs(head.A, head.B, new BodyKeys(keys[..head.BandKeys], keys.Slice(head.BandKeys, head.BlockKeys), keys[(head.BandKeys + head.BlockKeys)..]));
            answers.Add(new Support((int)by, shared));
            message = message[(Unsafe.SizeOf<Head>() + (keys.Length * sizeof(ulong)))..];
        }
        return MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(answers)).ToArray();
    }

    /// <summary>What a shard says of the pairs.</summary>
    public static ReadOnlySpan<Support> Read(ReadOnlySpan<byte> answer) => MemoryMarshal.Cast<byte, Support>(answer);

    /// <summary>Of one pair.</summary>
    /// <param name="By">Bands, fingerprint.</param>
    /// <param name="Shared">Samples.</param>
    public readonly record struct Support(int By, int Shared);

    [StructLayout(LayoutKind.Sequential)]
    private struct Head
    {
        public int A;
        public int B;
        public int BandKeys;
        public int BlockKeys;
        public int SampleKeys;
        private readonly int _unused;
    }
}
