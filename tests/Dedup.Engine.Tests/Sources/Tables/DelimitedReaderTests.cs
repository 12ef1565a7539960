using System.Text;
using CsCheck;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Sources.Tables;

public sealed class DelimitedReaderTests
{
    [Theory]
    [InlineData(',', "x")]
    [InlineData('\t', "x")]
    [InlineData(';', "x")]
    [InlineData('|', "x.csv")]
    public void Columns_are_mapped_by_name_whatever_the_delimiter(char delimiter, string name)
    {
        string table = "id,url,text,title,published,language,author,other\n7,https://example.org/a,Body,A title,2025-04-14,en,Ada,z\n".Replace(',', delimiter);

        Page page = Assert.Single(Read(table, name)).Page!;

        Assert.Equal(("7", "Body", "file:1"), (page.Key, page.Text, "file" + page.Place[page.Place.LastIndexOf(':')..]));
        Assert.Equal(("https://example.org/a", "A title", "2025-04-14", "en", "Ada"), (page.Hints.Url, page.Hints.Title, page.Hints.Published, page.Hints.Language, page.Hints.Author));
    }

    [Fact]
    public void Quotes_hold_line_breaks_delimiters_and_quotes() =>
        Assert.Equal(["One,\r\n\"two\"\n", "Three"], Reading.Brief(Read("text,id\r\n\"One,\r\n\"\"two\"\"\n\",1\r\nThree,2")));

    [Theory]
    [InlineData("id,text\na,\"One.\nb,\"Two.\"\nc,Three.\n", "!1 Three.")]
    [InlineData("id,text\na,One.\nb,\"Two.\nc,Three.\n", "One. !2")]
    [InlineData("id,text\na,One.\nb,\"Two.", "One. !2")]
    [InlineData("id,text\na,One.\nb,\"Two\"\"", "One. !2")]
    [InlineData("id,text\na,\"One \"two\" three\"\nb,A 5\" pipe", "One_two\"_three\" A_5\"_pipe")]
    [InlineData("id,text\na,\"One \"\"two\"\"\"\nb,\"\"\"Three\"\"\"", "One_\"two\" \"Three\"")]
    public void A_quote_that_is_not_closed_in_its_row_costs_no_row_in_silence(string table, string expected)
    {
        List<SourceItem> items = Read(table);

        Assert.Equal(expected, string.Join(' ', items.Select(item => item.Page is { } page ? page.Text.Replace(' ', '_') : "!" + item.Line)));
        Assert.All(items.Where(item => item.Rejection is not null), item => Assert.Contains("not closed in its row", item.Rejection!.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_mapped_and_a_missing_one_is_said_with_those_that_are_there()
    {
        var options = new SourceOptions { FieldNames = new Dictionary<string, string> { ["text"] = "content" } };

        Assert.Equal(["Body"], Reading.Brief(Read("id,content\n1,Body\n", "x.csv", options)));
        Assert.Equal(["!no column \"content\" for --field text=content; columns: id, words"], Reading.Brief(Read("id,words\n1,Body\n", "x.csv", options)));
        Assert.Equal(
            ["!no column \"text\" or \"html\"; columns: id, words; name one with --field text=NAME or --field html=NAME"],
            Reading.Brief(Read("id,words\n1,Body\n", "x.csv")));
    }

    [Fact]
    public void A_column_of_html_makes_html_pages()
    {
        Page page = Assert.Single(Read("id,html\n1,<p>Body</p>\n")).Page!;

        Assert.Equal(("<p>Body</p>", "text/html"), (page.Text, page.Hints.MediaType));
    }

    [Fact]
    public void A_row_without_text_is_rejected_in_its_place()
    {
        List<SourceItem> items = Read("id,text\n1,One\n2\n3,Three\n");

        Assert.Equal(["One", "!no string field \"text\"; where it has another name, say so: --field text=NAME", "Three"], Reading.Brief(items));
        Assert.Equal([1L, 2L, 3L], items.Select(item => item.Line));
    }

    [Fact]
    public void A_quote_that_is_not_closed_is_a_bounded_rejection()
    {
        string table = "id,text\n1,One\n2,\"never closed " + new string('x', 3_000_000);

        List<SourceItem> items = Read(table, options: new SourceOptions { MaxPageBytes = 100_000 });

        Assert.Equal("One", items[0].Page!.Text);
        Assert.StartsWith("a row of more than 400000 characters", items[1].Rejection!.Reason, StringComparison.Ordinal);
        Assert.Equal(2, items[1].Line);
        Assert.Equal(2, items.Count);
    }

    [Fact]
    public void A_row_is_too_long_wherever_the_reads_before_it_end()
    {
        // The longest row has four times 2,000 characters; the reads of the file end anywhere in the rows before and in it.
        for (int before = 0; before < 1_900; before += 50)
        {
            string table = $"id,text,more\n1,{new string('a', before)},\n2,b,{new string('x', 7_994)}\n3,c,{new string('x', 7_996)}\n4,d,\n";

            List<SourceItem> items = Read(table, options: new SourceOptions { MaxPageBytes = 2_000 });

            Assert.Equal("b", items[1].Page?.Text ?? items[1].Rejection!.Reason);
            Assert.StartsWith("a row of more than 8000 characters", items[2].Rejection!.Reason, StringComparison.Ordinal);
            Assert.Equal(3, items.Count);
        }
    }

    [Fact]
    public void Tables_in_other_character_sets_are_read()
    {
        byte[] bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("id,text\n1,\"Ein schöner Tag für Äpfel\"\n");

        Assert.Equal(["Ein schöner Tag für Äpfel"], Reading.Brief(Reading.Of(bytes)));
        Assert.Equal(["Ä,ö"], Reading.Brief(Reading.Of([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("id;text\n1;Ä,ö\n")])));
    }

    [Fact]
    public void Text_whose_first_line_has_commas_is_text() =>
        Assert.StartsWith("Ferries, boats", Assert.Single(Read("Ferries, boats, and text of the harbour\nwere painted, says Ada.\n")).Page!.Text, StringComparison.Ordinal);

    [Fact]
    public void Any_values_come_back_and_reading_goes_on_behind_every_row() =>
        Gen.Select(Reading.OneOf(',', '\t', ';'), Gen.String[Gen.Char["ab,;\t\"\n\r é|"], 0, 12].Array[1, 8]).Sample((delimiter, texts) =>
        {
            string table = $"id{delimiter}text\r\n" + string.Concat(texts.Select((text, i) => $"{i}{delimiter}\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n"));
            byte[] bytes = Encoding.UTF8.GetBytes(table);
            List<SourceItem> all = Reading.Of(bytes, "t.csv");

            Assert.Equal(texts, all.Select(item => item.Page!.Text));
            Assert.All(all, item => Assert.Equal(Reading.Brief(all.Where(later => later.Line > item.Line)), Reading.Brief(Reading.Of(bytes, "t.csv", item.Line))));
        }, iter: 200);

    private static List<SourceItem> Read(string table, string name = "file", SourceOptions? options = null) =>
        Reading.Of(Encoding.UTF8.GetBytes(table), name, options: options);

    [Theory]
    [InlineData("д")]
    [InlineData("新")]
    [InlineData("😀")]
    public void A_long_table_is_UTF8_wherever_its_beginning_is_cut(string letter)
    {
        // What tells the encoding is a beginning of 64 KB, whose last character may be cut anywhere.
        for (int shift = 0; shift < 4; shift++)
        {
            string text = new string('a', shift) + string.Concat(Enumerable.Repeat(letter, 40_000));

            Assert.Equal([text], Reading.Brief(Read($"id,text\n1,{text}\n")));
        }
    }
}
