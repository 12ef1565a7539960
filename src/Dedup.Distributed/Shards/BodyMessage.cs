using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedup.Core.Candidates;

namespace Dedup.Distributed.Shards;

/// <summary>Bodies with the keys of one shard, as they are sent to it and stand in its log: for each a head of 48 bytes, then its keys, 8 bytes each; numbers are little-endian.</summary>
internal static class BodyMessage
{
    /// <summary>Appends a body.</summary>
    public static void Write(IBufferWriter<byte> message, in BodyFigures body, BodyKeys keys)
    {
        var head = new Head
        {
            Id = body.Id,
            Samples = body.Samples,
            Rank = body.Rank,
            Fingerprint = body.Fingerprint,
            LowerFacts = (ulong)body.Facts,
            UpperFacts = (ulong)(body.Facts >> 64),
            BandKeys = checked((ushort)keys.Bands.Length),
            BlockKeys = checked((ushort)keys.Blocks.Length),
            SampleKeys = keys.Samples.Length,
        };
        message.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Head>(in head)));
        message.Write(MemoryMarshal.AsBytes(keys.Bands));
        message.Write(MemoryMarshal.AsBytes(keys.Blocks));
        message.Write(MemoryMarshal.AsBytes(keys.Samples));
    }

    /// <summary>Reads a message from its beginning.</summary>
    public static Reader Read(ReadOnlySpan<byte> message) => new(message);

    /// <summary>Stands before the first body until <see cref="Next"/> is asked.</summary>
    public ref struct Reader(ReadOnlySpan<byte> message)
    {
        private ReadOnlySpan<byte> _left = message;

        /// <summary>The body.</summary>
        public BodyFigures Body { get; private set; }

        /// <summary>Its keys.</summary>
        public BodyKeys Keys { get; private set; }

        /// <summary>Goes on to the next body; false at the end.</summary>
        /// <exception cref="InvalidDataException">The message is cut off.</exception>
        public bool Next()
        {
            if (_left.IsEmpty) return false;
            if (_left.Length < Unsafe.SizeOf<Head>()) throw Cut();
            Head head = MemoryMarshal.Read<Head>(_left);
            long keys = (long)head.BandKeys + head.BlockKeys + head.SampleKeys;
            if (head.SampleKeys < 0 || _left.Length - Unsafe.SizeOf<Head>() < keys * sizeof(ulong)) throw Cut();
            ReadOnlySpan<ulong> all = MemoryMarshal.Cast<byte, ulong>(_left.Slice(Unsafe.SizeOf<Head>(), (int)keys * sizeof(ulong)));
            Body = new BodyFigures(head.Id, head.Rank, head.Fingerprint, new UInt128(head.UpperFacts, head.LowerFacts), head.Samples);
            Keys = new BodyKeys(all[..head.BandKeys], all.Slice(head.BandKeys, head.BlockKeys), all[(head.BandKeys + head.BlockKeys)..]);
            _left = _left[(Unsafe.SizeOf<Head>() + ((int)keys * sizeof(ulong)))..];
            return true;
        }

        private static InvalidDataException Cut() => new("a message of bodies is cut off");
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Head
    {
        public int Id;
        public int Samples;
        public ulong Rank;
        public ulong Fingerprint;
        public ulong LowerFacts;
        public ulong UpperFacts;
        public ushort BandKeys;
        public ushort BlockKeys;
        public int SampleKeys;
    }
}
