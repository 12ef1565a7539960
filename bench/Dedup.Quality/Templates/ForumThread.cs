namespace Dedup.Quality.Templates;

/// <summary>A forum post that pastes the whole article; member boxes before, replies after.</summary>
internal static class ForumThread
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.7, d.Site());
        d.Maybe(0.5, d.House("Forums New posts Search forums", "FAQ Calendar Mark Forums Read", "Home Forums What's new Log in Register"));
        d.Line(d.House("Forums", "Home", "Board index") + d.House(" > ", " » ", " ‹ ") + d.Section() + d.House("", " > News Articles"));
        d.Line(d.House("Thread: ", "Topic: ", "", "Re: ") + d.Title());
        d.Maybe(0.5, d.House("Thread starter", "Started by"), People.Handle(d), "Start date", DateForms.In(d.At, "MMM d, yyyy"));
        d.Line(d.House("vb", "xf", "phpbb") switch
        {
            "vb" => PageDraft.Minute(DateForms.In(d.At, "MM-dd-yyyy, hh:mm tt")),
            "xf" => PageDraft.Minute(DateForms.In(d.At, "MMM d, yyyy 'at' h:mm tt")),
            _ => PageDraft.Minute($"by {People.Handle(d)} » {DateForms.In(d.At, "ddd MMM dd, yyyy h:mm")} {DateForms.In(d.At, "tt").ToLowerInvariant()}"),
        });
        d.Line("#1");
        Member(d);
        d.Maybe(0.5, d.Title());
        if (d.Story.Author is not null && d.Chance(0.5))
        {
            d.Line("By " + d.Byline());
        }

        d.Maybe(0.5, "https://www.link-removed.example/story");
        d.Body(d.Chance(0.3) ? [() => d.Line("Click to expand...")] : []);
        d.Maybe(0.5, d.House("__________________", "Last edited by a moderator", "Sent from my phone using Tapatalk"));
        d.Maybe(0.4, "“The only thing necessary is a strong cup of tea.”");
        d.Maybe(0.6, d.House("Reply With Quote", "Like Reply", "Top"), $"Reactions: {People.Handle(d)} and {People.Handle(d)}");
        for (int reply = 2, last = d.Between(1, 6); reply <= last; reply++)
        {
            d.Lines(DateForms.In(d.At.AddMinutes(reply * d.Between(5, 400)), "MM-dd-yyyy, hh:mm tt"), $"#{reply}");
            Member(d);
            d.Maybe(0.3, $"{People.Handle(d)} said:", Remarks.Comment(d), "Click to expand...");
            d.Line(Remarks.Comment(d));
        }

        d.Maybe(0.6, "You must log in or register to reply here.");
        d.Teasers(d.House("Similar threads", "Similar Topics", "Who is online"), d.Between(0, 4), () => $"{{0}}\n{People.Handle(d)}\nReplies: {d.Between(0, 90)} Views: {d.Between(100, 9000)}");
        d.Line(d.House("Powered by vBulletin® Version 4.2.5", "Community platform by XenForo® © 2010-2021", "Powered by phpBB® Forum Software © phpBB Limited"));
        return d.Render();
    }

    private static void Member(PageDraft d)
    {
        d.Line(People.Handle(d));
        d.Maybe(0.7, d.Pick("Senior Member", "Well-Known Member", "Newbie", "Site Supporter"), $"Join Date: {d.Pick("Mar", "Sep", "Nov")} {d.Between(2004, 2019)}", $"Posts: {DateForms.Grouped(d.Between(3, 40000))}");
    }
}
