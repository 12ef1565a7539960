namespace Dedup.Quality.Templates;

/// <summary>A page whose first screenful is the consent dialogue: paragraphs, purposes, vendors; then a plain article.</summary>
internal static class ConsentWall
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Line(d.House("We value your privacy", "Your privacy, your choice", d.Story.Site + " asks for your consent to use your personal data to:", "Welcome"));
        d.Lines(Pitches.Consent(d));
        d.Lines(d.Some(
            [
                "Store and/or access information on a device", "Use limited data to select advertising", "Create profiles for personalised advertising",
                "Measure content performance", "Understand audiences through statistics", "Develop and improve services", "Use precise geolocation data",
                "Ensure security, prevent and detect fraud, and fix errors", "List of Partners (vendors)",
            ],
            d.Between(3, 7)));
        d.Lines(d.House("Consent", "Agree and close", "I Accept"), d.House("Manage options", "Learn More →", "Reject All"));
        d.Maybe(0.4, d.Site());
        d.Lines(d.HousePart(Menus.National, 40));
        d.Maybe(0.5, d.Section());
        d.Line(d.Title());
        if (d.HouseHas("date before name", 50))
        {
            When(d);
            Who(d);
        }
        else
        {
            Who(d);
            When(d);
        }

        Footers.Share(d);
        d.Maybe(0.5, Captions.Full(d));
        d.Body(d.Chance(0.5) ? [() => d.Line(Footers.Ad(d))] : []);
        d.Teasers(d.House("Read more", "Related topics", "Next article"), d.Between(1, 4));
        d.Maybe(0.6, d.House("Do you want to know more? Our editors answer questions from readers every Thursday.", "Got a story? Get in touch.", "Follow us for the latest."));
        d.Maybe(0.5, d.House("Change your consent", "Cookie preferences", "Privacy manager"), Pitches.Consent(d)[^1]);
        Menus.Foot(d);
        d.Line(Footers.Copyright(d));
        return d.Render();
    }

    private static void Who(PageDraft d)
    {
        if (d.Byline() is { } name)
        {
            d.Line(d.House("By ", "Text: ", "") + name);
        }
    }

    private static void When(PageDraft d) => d.Line(d.House("a", "b", "c", "d") switch
    {
        "a" => PageDraft.Minute("Date created: " + DateForms.In(d.At, "dd.MM.yyyy HH:mm")),
        "b" => PageDraft.Minute("Published on " + DateForms.In(d.At, "dd/MM/yyyy - HH:mm")),
        "c" => PageDraft.Minute($"{DateForms.In(d.At, "dddd, d MMMM yyyy")} · {DateForms.In(d.At, "HH:mm")} CET"),
        _ => PageDraft.Day($"{DateForms.Ordinal(d.At.Day)} {DateForms.In(d.At, "MMMM yyyy")}"),
    });
}
