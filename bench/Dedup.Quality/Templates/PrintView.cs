namespace Dedup.Quality.Templates;

/// <summary>A printer-friendly view: the page's address, page numbers, a blank line after every paragraph.</summary>
internal static class PrintView
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        string host = d.Story.Site.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        string slug = string.Join('-', d.Story.Title.ToLowerInvariant().Split(' ').Select(w => new string([.. w.Where(char.IsAsciiLetterOrDigit)])).Where(w => w.Length > 0).Take(8));
        string address = $"http{d.House("s", "")}://www.{(host.All(char.IsAscii) ? host : "news")}.example/{DateForms.In(d.At, "yyyy/MM/dd")}/{slug}{d.House("/", ".html", "/print")}";
        d.Maybe(0.7, d.House("Print this article", "Click here to print", "Print Close Window", "Print page  |  Close"));
        d.Maybe(0.7, d.House("This copy is for your personal, non-commercial use only.", "Printer-friendly version", $"This page was printed from: {address}"));
        d.Maybe(0.5, $"{DateForms.In(DateForms.Visit(d), "M/d/yy, h:mm tt")} {d.Title()} | {d.Site()}");
        d.Line(d.House(d.Site(), "https://" + host + ".example", d.Site() + " - Print Article"));
        d.Line("");
        d.Line(d.Title());
        d.Line("");
        string? name = d.Byline();
        string date = PageDraft.Day(DateForms.In(d.At, d.House("MMMM d, yyyy", "dddd, MMMM d, yyyy", "d MMMM yyyy", "M/d/yyyy")));
        if (d.HouseHas("one line", 40))
        {
            d.Line(name is null ? date : $"{name} | {date}");
        }
        else
        {
            d.Line(d.House("Posted: ", "", "Date: ") + date);
            if (name is not null)
            {
                d.Line("By " + name);
            }
        }

        d.Maybe(0.3, "Section: " + d.Section());
        d.Line("");
        List<Action> breaks = [];
        for (int i = 1; i < d.Story.Paragraphs.Count; i++)
        {
            breaks.Add(() => d.Line(""));
        }

        int turn = d.Between(0, breaks.Count + 2);
        if (turn < breaks.Count)
        {
            breaks[turn] = () => d.Lines("", $"{address} Page 1 of 2", $"{d.Title()} {DateForms.In(DateForms.Visit(d), "M/d/yy, h:mm tt")}", "");
        }

        d.Body([.. breaks]);
        d.Line("");
        d.Maybe(0.5, d.House("URL: ", "Source URL: ", "Find this article at: ") + address);
        d.Maybe(0.4, d.House("Check the box to include the list of links referenced in the article.", "To order presentation-ready copies for distribution to colleagues, clients or customers visit our reprints page.", "Links:\n[1] " + address).Split('\n'));
        d.Maybe(0.5, d.House("Page 1 of 1", "1/2", "Page 2 of 2"));
        d.Maybe(0.6, $"Copyright {d.Year}, {d.Site()}");
        return d.Render();
    }
}
