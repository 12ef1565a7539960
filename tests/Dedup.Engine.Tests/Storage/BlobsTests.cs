using Dedup.Engine.Extraction;
using Dedup.Engine.Storage;
using ZstdSharp;

namespace Dedup.Engine.Tests.Storage;

public sealed class BlobsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000)]
    public void Text_comes_back_however_well_it_packs(int length)
    {
        string text = new('a', length);

        Assert.Equal(text, Blobs.ToText(Blobs.FromText(text)));
        Assert.Equal(text, Chars(Blobs.FromText(text)));
    }

    [Theory]
    [InlineData("caf\u00E9, \u041C\u0438\u0440, \u5317\u4EAC, \U0001F600")]
    [InlineData("\r\n\uFEFF\0")]
    public void Signs_of_any_length_come_back(string text)
    {
        Assert.Equal(text, Blobs.ToText(Blobs.FromText(text)));
        Assert.Equal(text, Chars(Blobs.FromText(text)));
    }

    [Fact]
    public void A_frame_that_claims_more_than_its_bytes_can_hold_is_damaged_and_takes_no_memory()
    {
        // A frame of one segment that says in eight bytes how long its content is: two thousand million bytes.
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0xE0, .. BitConverter.GetBytes(2_000_000_000L), 1, 0, 0];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ZstdException>(() => Blobs.ToText(frame));
        Assert.Throws<ZstdException>(() => Chars(frame));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    private static string Chars(byte[] blob)
    {
        using Rented<char> chars = Blobs.ToChars(blob);
        return chars.Span.ToString();
    }
}
