using System.IO.Compression;
using CsCheck;
using Dedup.Engine.Sources.Input;
using Dedup.Engine.Tests.Sources.Warc;

namespace Dedup.Engine.Tests.Sources.Input;

public sealed class GzipMemberTests
{
    [Fact]
    public void A_member_ends_at_exactly_its_last_byte() =>
        Gen.Select(Gen.Byte.Array[1, 300], Gen.Int[1, 400], Reading.OneOf(CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize), Gen.Byte.Array[0, 20])
            .Sample((bytes, times, level, tail) =>
            {
                byte[] content = [.. Enumerable.Repeat(bytes, times).SelectMany(b => b)];
                byte[] member = WarcText.Gzip(content, level);
                var window = new ByteWindow(new MemoryStream([.. member, .. tail]));

                using var stream = new GzipMember(window);
                using var read = new MemoryStream();
                stream.CopyTo(read);

                Assert.Equal(content, read.ToArray());
                Assert.Equal(member.Length, window.Position);
                Assert.Equal(tail, window.Ahead(tail.Length + 1).ToArray());
            }, iter: 300);

    [Fact]
    public void A_cut_anywhere_is_said()
    {
        byte[] member = WarcText.Gzip([.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * i >> 3))]);
        for (int cut = 0; cut < member.Length; cut += cut < 40 || cut > member.Length - 40 ? 1 : 501)
        {
            Assert.Throws<InvalidDataException>(() =>
            {
                using var stream = new GzipMember(new ByteWindow(new MemoryStream(member[..cut])));
                stream.CopyTo(Stream.Null);
            });
        }
    }

    [Fact]
    public void Every_part_of_the_head_is_passed_over()
    {
        byte[] plain = WarcText.Gzip("words"u8.ToArray());
        byte[] full = [.. plain[..3], 2 + 4 + 8 + 16, .. plain[4..10], 3, 0, 1, 2, 3, .. "name\0"u8, .. "remark\0"u8, 9, 9, .. plain[10..]];
        using var stream = new GzipMember(new ByteWindow(new MemoryStream(full)));

        Assert.Equal("words", new StreamReader(stream).ReadToEnd());
    }

    [Fact]
    public void Zeros_behind_the_last_member_are_passed_over_and_other_bytes_are_not()
    {
        byte[] member = WarcText.Gzip("words"u8.ToArray());

        Assert.Equal("wordswords", new StreamReader(new GzipDecoder(new MemoryStream([.. member, .. member, .. new byte[1000]]))).ReadToEnd());
        Assert.Throws<InvalidDataException>(() => new StreamReader(new GzipDecoder(new MemoryStream([.. member, 1, 2]))).ReadToEnd());
    }
}
