using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Browser;

/// <summary>Stories, their copies, documents and diffs in a browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class StoryPageTests(SampleService sample)
{
    private const string Gondola = "nbxworld-0345.txt";

    [Fact]
    public async Task Words_of_a_story_find_its_cluster_and_its_documents()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open();
        await tab.GoUntil("/search?q=gondolas+Krasnica", "#clusters tr[data-cluster]");
        Assert.Contains("Sloveni", await tab.Text("#clusters tr[data-cluster]"), StringComparison.Ordinal);
        await tab.GoUntil("/search?q=gondolas+Krasnica&in=documents", "#documents li[data-key]");
        Assert.Contains(Gondola, await tab.All("#documents li[data-key]", "data-key"));

        // The same by hand: from the field at the top of every page.
        await tab.Go("/sites");
        await tab.Page.FillAsync("#find", "gondolas");
        await tab.Page.PressAsync("#find", "Enter");
        await tab.Page.WaitForURLAsync("**/search?q=gondolas");
        Assert.True(await tab.Count("#clusters tr[data-cluster]") > 0);
        await tab.Page.ClickAsync("#in-documents");
        await tab.Page.WaitForURLAsync("**in=documents*");
        Assert.True(await tab.Count("#documents li[data-key]") > 3);
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task Order_and_filters_change_the_list_and_the_next_page_turns()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open();
        await tab.Go("/search");
        string[] bySize = await tab.All("#clusters tr[data-cluster]", "data-cluster");
        await tab.Page.SelectOptionAsync("#search select[name=sort]", "oldest");
        await tab.Submit("#search");
        string[] byAge = await tab.All("#clusters tr[data-cluster]", "data-cluster");
        Assert.NotEqual(bySize, byAge);
        Assert.Equal(bySize.Order(StringComparer.Ordinal), byAge.Order(StringComparer.Ordinal));

        await tab.Page.FillAsync("#search input[name=site]", "Newsbasket");
        await tab.Submit("#search");
        string[] ofSite = await tab.All("#clusters tr[data-cluster]", "data-cluster");
        Assert.InRange(ofSite.Length, 1, bySize.Length - 1);
        Assert.Equal("oldest", await tab.Page.InputValueAsync("#search select[name=sort]"));
        await tab.Page.FillAsync("#search input[name=from]", "2090-01-01");
        await tab.Submit("#search");
        Assert.Equal(0, await tab.Count("#clusters tr[data-cluster]"));
        Assert.True(await tab.Page.IsVisibleAsync("#clusters"));

        await tab.Go("/search?in=documents");
        string[] first = await tab.All("#documents li[data-key]", "data-key");
        await tab.Page.ClickAsync("#next-page");
        await tab.Page.WaitForURLAsync("**cursor=*");
        string[] second = await tab.All("#documents li[data-key]", "data-key");
        Assert.Equal(25, first.Length);
        Assert.NotEmpty(second);
        Assert.Empty(first.Intersect(second, StringComparer.Ordinal));
        await tab.Page.ClickAsync("#first-page");
        await tab.Page.WaitForSelectorAsync($"#documents li[data-key='{first[0]}']");
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task A_cluster_shows_its_members_marks_made_up_dates_and_leads_to_a_diff()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open();
        string cluster = await tab.ClusterOf(Gondola);
        string[] members = await tab.All("#members tr[data-key]", "data-key");
        Assert.Contains(Gondola, members);
        Assert.All(await tab.All("#members tr[data-key]", "data-relation"), relation => Assert.False(string.IsNullOrEmpty(relation)));
        Assert.Equal(members.Order(StringComparer.Ordinal), (await tab.All("#timeline g[data-key]", "data-key")).Order(StringComparer.Ordinal));
        Assert.True(await tab.Count("#timeline g[data-contradicted] path.madeup") > 0, "no date is marked as contradicted");
        Assert.True(await tab.Count("#members .doubted") > 0);
        Assert.NotEmpty(await tab.Text("#origin li"));
        Assert.True(await tab.Count("#link-table tbody tr") > 0);
        Assert.True(await tab.Count("#history") > 0);
        Assert.Contains(cluster, await tab.Text("#facts"), StringComparison.Ordinal);

        await tab.Page.SelectOptionAsync("#compare-a", Gondola);
        await tab.Page.SelectOptionAsync("#compare-b", "primeaxis-1047.txt");
        await tab.Submit("#compare");
        Assert.Equal("diff", await tab.Page.GetAttributeAsync("body", "data-page"));
        Assert.False(string.IsNullOrEmpty(await tab.Page.GetAttributeAsync("#verdict", "data-relation")));
        Assert.True(await tab.Count("#diff del") > 0);
        Assert.True(await tab.Count("#diff ins") > 0);
        // Marked for the eye too, and not by colour alone.
        Assert.Contains("line-through", await tab.Style("#diff del", "textDecorationLine"), StringComparison.Ordinal);
        Assert.Contains("underline", await tab.Style("#diff ins", "textDecorationLine"), StringComparison.Ordinal);
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task A_document_shows_dropped_lines_grey_with_the_reason()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open();
        await tab.Go("/document?key=" + Gondola);
        Assert.Equal(Gondola, await tab.Text("#key"));
        Assert.True(await tab.Count("#fields tr[data-field]") > 3);
        Assert.True(await tab.Count("#lines tr.kept") > 3);
        Assert.True(await tab.Count("#lines tr.dropped") > 10);
        Assert.All(await tab.All("#lines tr.dropped", "data-reason"), reason => Assert.False(string.IsNullOrEmpty(reason)));
        Assert.NotEqual(await tab.Style("#lines tr.kept td.words", "color"), await tab.Style("#lines tr.dropped td.words", "color"));
        Assert.NotEmpty((await tab.Text("#lines tr.dropped td:last-child")).Trim());
        Assert.Contains("Krasnica", await tab.Text("#body"), StringComparison.Ordinal);
        await tab.Page.ClickAsync("#to-cluster");
        // Waiting for a state of the page's loading may come behind it, and then waits for ever.
        await Assertions.Expect(tab.Page).ToHaveURLAsync(new Regex("/cluster/[0-9]+$"), new() { Timeout = 30_000 });
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task A_judgement_by_the_form_becomes_a_job_and_shows_on_the_cluster()
    {
        SampleService.NeedsBrowser();
        const string a = "coinmeadow-0269.txt", b = "deltanote-0591.txt";
        await using Tab tab = await sample.Open();
        await tab.ClusterOf(a);
        await tab.Page.SelectOptionAsync("#judge-a", a);
        await tab.Page.SelectOptionAsync("#judge-b", b);
        await tab.Page.CheckAsync("#judge input[value=same]");
        await tab.Page.FillAsync("#judge input[name=why]", "read <b>both</b> today");
        await tab.Submit("#judge");
        Assert.Equal("jobs", await tab.Page.GetAttributeAsync("body", "data-page"));
        Assert.True(await tab.Page.IsVisibleAsync("#asked"));
        Assert.Contains(a, await tab.Text("#jobs tr.marked"), StringComparison.Ordinal);
        await tab.GoUntil("/jobs", "#jobs tr[data-state=done]");
        await tab.ClusterOf(a);
        string cluster = tab.Page.Url;
        await tab.GoUntil(cluster, "#judgements li");
        Assert.Contains("read <b>both</b> today", await tab.Text("#judgements li"), StringComparison.Ordinal);

        // And back.
        await tab.Submit("#judgements form");
        await tab.GoUntil(cluster, "#judgements p.none");
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task Deleting_by_the_form_removes_the_document()
    {
        SampleService.NeedsBrowser();
        const string key = "tidewater-1155.txt";
        await using Tab tab = await sample.Open();
        await tab.Go("/document?key=" + key);
        await tab.Page.ClickAsync("details.danger summary");
        await tab.Page.CheckAsync("#delete input[name=sure]");
        await tab.Submit("#delete");
        Assert.Contains(key, await tab.Text("#jobs tr.marked"), StringComparison.Ordinal);
        Assert.Empty(tab.Faults);
        for (int i = 0; i < 100 && (await tab.Page.GotoAsync("/document?key=" + key))!.Status != 404; i++) await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Contains(key, await tab.Text("main"), StringComparison.Ordinal);
        Assert.Equal("fault", await tab.Page.GetAttributeAsync("body", "data-page"));
    }

    [Fact]
    public async Task A_pasted_text_and_a_sent_file_are_known_as_copies_and_not_stored()
    {
        SampleService.NeedsBrowser();
        string file = Path.Combine(Checkout.SamplePages, "nbxworld-0376.txt");
        await using Tab tab = await sample.Open();
        string before = await tab.Documents();
        await tab.Go("/paste");
        await tab.Page.FillAsync("#paste textarea", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        await tab.Submit("#paste");
        string[] pasted = await tab.All("#matches tr[data-cluster]", "data-relation");
        Assert.NotEmpty(pasted);
        Assert.Contains("Chile", await tab.Text("#matches tr[data-cluster]"), StringComparison.Ordinal);

        await tab.Go("/paste");
        await tab.Page.SetInputFilesAsync("#paste input[type=file]", file);
        await tab.Submit("#paste");
        Assert.Equal(pasted, await tab.All("#matches tr[data-cluster]", "data-relation"));

        await tab.Go("/paste");
        await tab.Page.FillAsync("#paste textarea", string.Join("\n\n", Enumerable.Range(1, 6).Select(i => $"Paragraph number {i} tells of an otter called Bram who opened {i * 7} letterboxes in a town that nobody else has written about yet, and of the postman's calm reply.")));
        await tab.Submit("#paste");
        Assert.Contains("copy of nothing", await tab.Text("#matches"), StringComparison.Ordinal);
        Assert.Empty(tab.Faults);
        Assert.Equal(before, await tab.Documents());
    }
}
