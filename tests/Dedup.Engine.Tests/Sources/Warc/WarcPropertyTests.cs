using CsCheck;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Sources.Warc;

/// <summary>Archives that were cut or damaged anywhere.</summary>
public sealed class WarcPropertyTests
{
    private static readonly byte[][] Records = [WarcText.Info(), .. WarcReaderTests.Stories(6), WarcText.Conversion("https://example.org/last", "The last.")];

    private static readonly Gen<string> Form = Reading.OneOf("plain", "a member a record");

    [Fact]
    public void An_archive_cut_at_any_byte_gives_all_whole_pages_and_one_rejection() => Gen.Select(Form, Gen.Double.Unit).Sample((form, share) =>
    {
        byte[] bytes = WarcReaderTests.Join(form, Records);
        int cut = (int)(share * (bytes.Length + 1));
        if (cut is 0 or 1 or 2 or 3 or 4) return;
        List<SourceItem> whole = Reading.Of(bytes);

        List<SourceItem> items = Reading.Of(bytes[..cut]);

        List<string> pages = [.. items.Where(item => item.Page is not null).Select(item => item.Page!.Text)];
        int rejected = items.Count - pages.Count;
        long[] starts = Starts(form);
        bool isClean = starts.Append(bytes.Length).Any(start => cut <= start && cut >= start - (form == "plain" ? 4 : 0));
        int wholePages = whole.Count(item => starts.Append(bytes.Length).First(start => start >= item.Line) - (form == "plain" ? 4 : 0) <= cut);
        Assert.Equal(whole.Take(wholePages).Select(item => item.Page!.Text), pages);
        Assert.Equal(isClean ? 0 : 1, rejected);
        if (rejected == 1) Assert.Null(items[^1].Page);
    }, iter: 400);

    [Fact]
    public void Damage_anywhere_never_throws_and_loses_only_what_it_hits() => Gen.Select(Form, Gen.Double.Unit, Gen.Byte.Array[1, 40]).Sample((form, share, damage) =>
    {
        byte[] bytes = WarcReaderTests.Join(form, Records);
        int at = 400 + (int)(share * (bytes.Length - damage.Length - 400));
        damage.CopyTo(bytes.AsSpan(at));

        List<SourceItem> items = Reading.Of(bytes);

        // A page may be damaged without a sign of it in plain archives; records never vanish unsaid.
        long[] starts = Starts(form);
        int hit = starts.Zip(starts.Skip(1).Append(bytes.Length)).Count(record => at < record.Second && at + damage.Length > record.First);
        Assert.InRange(items.Count(item => item.Page is not null), Records.Length - 1 - hit, Records.Length - 1);
    }, iter: 400);

    [Fact]
    public void Reading_on_from_every_place_of_a_damaged_archive_gives_exactly_the_rest() => Gen.Select(Form, Gen.Double.Unit).Sample((form, share) =>
    {
        byte[] bytes = WarcReaderTests.Join(form, Records);
        bytes.AsSpan((int)(share * (bytes.Length - 20)), 20).Clear();
        List<SourceItem> all = Reading.Of(bytes);
        if (all.Any(item => item.Line == 0)) return;

        for (int i = 0; i < all.Count; i++)
        {
            if (i + 1 < all.Count) Assert.True(all[i].Line < all[i + 1].Line);
            Assert.Equal(Reading.Brief(all.Skip(i + 1)), Reading.Brief(Reading.Of(bytes, done: all[i].Line)));
        }
    }, iter: 100);

    [Fact]
    public void Random_bytes_never_throw_and_end() => Gen.Select(Reading.OneOf<byte[]>([], [0x1F, 0x8B, 8, 0], [.. "WARC/1.0\r\n"u8], [.. "PAR1"u8], [0x28, 0xB5, 0x2F, 0xFD], [.. "{\""u8], [.. "text,url\n"u8]), Gen.Byte.Array[1, 3000])
        .Sample((head, tail) =>
        {
            byte[] bytes = [.. head, .. tail];
            Assert.All(Reading.Of(bytes).Concat(Reading.Of(bytes, canSeek: false)), item => Assert.DoesNotContain("please report", item.Rejection?.Reason ?? "", StringComparison.Ordinal));
        }, iter: 500);

    private static long[] Starts(string form)
    {
        var starts = new List<long>();
        long start = 0;
        foreach (byte[] record in Records)
        {
            starts.Add(start);
            start += WarcReaderTests.Join(form, [record]).Length;
        }
        return [.. starts];
    }
}
