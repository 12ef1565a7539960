using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dedup.Core.Candidates;

namespace Dedup.Distributed.Shards;

/// <summary>A shard's answer to <see cref="IShardGrain.Find"/>: how many bodies it holds, then for each body that was asked for the number of those it met and these, 24 bytes each.</summary>
internal static class MetMessage
{
    private const int Number = sizeof(int);

    /// <summary>Begins an answer.</summary>
    public static void Begin(IBufferWriter<byte> message, int held) => WriteNumber(message, held);

    /// <summary>Appends what one body met.</summary>
    public static void Write(IBufferWriter<byte> message, List<MetBody> met)
    {
        WriteNumber(message, met.Count);
        foreach (MetBody body in met)
        {
            var row = new Row { Fingerprint = body.Fingerprint, Id = body.Id, By = (int)body.By, Shared = body.Shared, Samples = body.Samples };
            message.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Row>(in row)));
        }
    }

    /// <summary>Bodies that the shard holds.</summary>
    public static int Held(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadInt32LittleEndian(message);

    /// <summary>Adds what the next body met to a list.</summary>
    /// <param name="message">The answer.</param>
    /// <param name="at">Where it stands; 0 at first.</param>
    /// <param name="met">Takes them.</param>
    public static void Read(ReadOnlySpan<byte> message, ref int at, List<MetBody> met)
    {
        if (at == 0) at = Number;
        int count = BinaryPrimitives.ReadInt32LittleEndian(message[at..]);
        at += Number;
        foreach (ref readonly Row row in MemoryMarshal.Cast<byte, Row>(message.Slice(at, count * Unsafe.SizeOf<Row>())))
            met.Add(new MetBody(row.Id, (ProposedBy)row.By, row.Shared, row.Samples, row.Fingerprint));
        at += count * Unsafe.SizeOf<Row>();
    }

    private static void WriteNumber(IBufferWriter<byte> message, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(message.GetSpan(Number), number);
        message.Advance(Number);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Row
    {
        public ulong Fingerprint;
        public int Id;
        public int By;
        public int Shared;
        public int Samples;
    }
}
