using Dedup.Engine.Check;
using Dedup.Engine.Explain;
using Dedup.Engine.Export;
using Dedup.Engine.Ingest;
using Dedup.Engine.Judging;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Judging;

/// <summary>An analyst's word in a real database: what it does, what it is shown as, and what it outlives.</summary>
public sealed class JudgeTests : IDisposable
{
    private const string A = "calder-1014.txt", Near = "elmsworth-0144.txt", Far = "danforth-0688.txt", Other = "inkwell-0276.txt", SameBody = "haigang-0206.txt";

    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public JudgeTests()
    {
        _options = Crawl.Options(_folder);
        Crawl.Ingest(_options, Crawl.SamplePages());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Different_takes_the_farther_one_out_and_unlink_puts_it_back()
    {
        string before = Crawl.Canonical(_options);

        JudgementRow row = Link(Near, Far, same: false).Judgement!;

        Assert.Equal((Far, Near, "different", "a reason", "Quell", JudgementRow.Holds), (row.A, row.B, row.Verdict, row.Why, row.Who, row.State));
        Dictionary<string, DocumentRow> documents = Crawl.Documents(_options);
        Assert.Equal(documents[A].Cluster, documents[Near].Cluster);
        Assert.NotEqual(documents[A].Cluster, documents[Far].Cluster);
        RequireSound();

        Assert.Equal(JudgementRow.TakenBack, Judge().Unlink(Far, Near).Judgement!.State);
        Assert.Equal(before, Crawl.Canonical(_options));
        RequireSound();
        Assert.Null(Judge().Unlink(Far, Near).Run);
    }

    [Fact]
    public void Same_joins_two_clusters_and_every_view_says_who_and_why()
    {
        string before = Crawl.Canonical(_options);
        long smaller = Crawl.Documents(_options)[Other].Cluster;

        JudgementRow row = Link(A, Other, same: true).Judgement!;

        Dictionary<string, DocumentRow> documents = Crawl.Documents(_options);
        Assert.Equal((JudgementRow.Holds, documents[A].Cluster), (row.State, documents[Other].Cluster));
        Assert.Equal("linked", documents[Other].Relation);
        RequireSound();
        using (var reader = new Reader(_options.Store))
        {
            ClusterPast past = ClusterPast.Of(reader, smaller)!;
            Assert.Equal((ClusterPast.Merged, documents[A].Cluster), (past.State, past.Heir));
            Assert.Contains("(Quell, ", past.Events[^1].Words, StringComparison.Ordinal);
            Assert.Contains("a reason", past.Events[^1].Words, StringComparison.Ordinal);
            Assert.Single(past.Judgements);
            ExplainedCluster cluster = new Explainer(reader, _options).Document(Other)!.Cluster!;
            Assert.Contains("an analyst's word says that", cluster.Ground, StringComparison.Ordinal);
            Assert.Equal("linked", cluster.ToRepresentative!.Relation);
            Assert.Equal("Quell", Assert.Single(cluster.Judgements).Who);
            using var export = new StringWriter();
            Assert.Equal(1, Exporter.Judgements(reader, export, ExportFormat.JsonLines));
            Assert.Contains("\"who\":\"Quell\"", export.ToString(), StringComparison.Ordinal);
            // Nothing is dropped on a word alone: all that is dropped is dropped for a body that it is verified to be close to.
            using DecisionList decisions = DecisionList.Make(reader, DecisionPolicy.Longest, withExcerpts: false);
            Assert.Contains(decisions.Rows(), d => d.Decision == "keep" && documents[d.Key].Relation == "linked");
            Assert.All(decisions.Rows().Where(d => d.Kept is not null), d => Assert.Contains(d.Relation, new[] { "exact", "near", "corrected", "truncated" }));
        }
        Judge().Unlink(A, Other);
        Assert.Equal(before, Crawl.Canonical(_options));
    }

    [Fact]
    public void Every_document_of_judged_clusters_can_be_explained()
    {
        Link(A, Other, same: true);
        Link(Near, Far, same: false);
        Link("newsbasket-0660.txt", A, same: true);
        Link("calder-0662.txt", Other, same: true);
        RequireSound();

        using var reader = new Reader(_options.Store);
        foreach (DocumentRow document in Crawl.Documents(_options).Values)
        {
            ExplainedCluster cluster = new Explainer(reader, _options).Document(document.Key)!.Cluster!;
            Assert.Equal((document.Cluster, document.Relation), (cluster.Cluster!.Value, cluster.Relation));
            Assert.Empty(cluster.Changes);
        }
        ExplainedCluster told = new Explainer(reader, _options).Document(Far)!.Cluster!;
        Assert.Contains("is another story", told.Ground, StringComparison.Ordinal);
        Assert.Contains(told.Others, o => o.Ground.Contains("is another story", StringComparison.Ordinal));
        // A page that is not stored is foretold in judged clusters too.
        new Explainer(reader, _options).Page(Crawl.SamplePages().Single(p => p.Key == Far) with { Key = "another" });
    }

    [Fact]
    public void Contradictions_are_refused_and_the_words_in_the_way_are_named()
    {
        Link(A, Other, same: true);
        Link(Other, "tickerlane-1087.txt", same: true);

        string refused = Assert.Throws<DatabaseException>(() => Link("tickerlane-1087.txt", A, same: false)).Message;

        Assert.Contains($"{A} and {Other} were said to be the same (Quell, ", refused, StringComparison.Ordinal);
        Assert.Contains($"{Other} and tickerlane-1087.txt were said", refused, StringComparison.Ordinal);
        Assert.Contains("dedup unlink", refused, StringComparison.Ordinal);
        Link(Near, "southland-1140.txt", same: false);
        Link(Near, A, same: true);
        Assert.Contains("different (Quell, ", Assert.Throws<DatabaseException>(() => Link("southland-1140.txt", "tickerlane-1087.txt", same: true)).Message, StringComparison.Ordinal);
        Assert.Contains("were said to be the same", Assert.Throws<DatabaseException>(() => Link(A, Other, same: false)).Message, StringComparison.Ordinal);
        Assert.Contains("carry the same body", Assert.Throws<DatabaseException>(() => Link(A, SameBody, same: false)).Message, StringComparison.Ordinal);
        Assert.Equal(4, Crawl.Scalar<long>(_options, "SELECT count(*) FROM judgements"));
        RequireSound();
    }

    [Fact]
    public void A_word_said_again_takes_the_place_of_the_first_and_one_on_unknown_keys_is_none()
    {
        Link(A, Other, same: true);
        Judge().Link(Other, A, true, "a better reason", null);

        using (var reader = new Reader(_options.Store))
        {
            JudgementRow only = Assert.Single(JudgementRow.All(reader));
            Assert.Equal(("a better reason", null), (only.Why, only.Who));
        }
        Assert.Equal(["nobody", "no one"], Judge().Link("nobody", "no one", true, "x", null).Unknown);
    }

    [Fact]
    public void It_outlives_rebuild_changed_bodies_and_the_deletion_and_return_of_a_page()
    {
        Link(A, Other, same: true);
        Link(Near, Far, same: false);
        string judged = Crawl.Canonical(_options);

        Crawl.Rebuild(_options);
        Assert.Equal(judged, Crawl.Canonical(_options));

        new Deleter(_options, TimeProvider.System).Run(new DeleteRequest([A, Far], null), null, CancellationToken.None);
        Assert.NotEqual(Crawl.Documents(_options)[Near].Cluster, Crawl.Documents(_options)[Other].Cluster);
        using (var reader = new Reader(_options.Store)) Assert.All(JudgementRow.All(reader), j => Assert.Equal(JudgementRow.NotStored, j.State));
        RequireSound();
        Crawl.Ingest(_options, Crawl.SamplePages());
        Assert.Equal(judged, Crawl.Canonical(_options));

        Page changed = Crawl.SamplePages().Single(p => p.Key == Other) with { Text = Crawl.SamplePages().Single(p => p.Key == "tickerlane-1087.txt").Text };
        Crawl.Ingest(_options, changed);
        Assert.Equal(Crawl.Documents(_options)[A].Cluster, Crawl.Documents(_options)[Other].Cluster);
        RequireSound();
        // Now they carry one body, and nothing can keep them apart.
        Crawl.Ingest(_options, Crawl.SamplePages().Single(p => p.Key == Near) with { Text = Crawl.SamplePages().Single(p => p.Key == Far).Text });
        using (var reader = new Reader(_options.Store)) Assert.Equal(JudgementRow.SameBody, JudgementRow.OfDocument(reader, Near).Single().State);
        RequireSound();
        Crawl.Ingest(_options, Crawl.SamplePages());
        Assert.Equal(judged, Crawl.Canonical(_options));
    }

    [Fact]
    public void Where_a_document_goes_and_another_keeps_its_body_what_was_joined_by_its_word_parts_again()
    {
        DedupOptions few = Crawl.Options(_folder, "few.db");
        Crawl.Ingest(few, Crawl.Page("a", Stories.Text(Stories.Ferry)), Crawl.Page("copy", Stories.Text(Stories.Ferry)), Crawl.Page("b", Stories.Text(Stories.Orchard)));
        new Judge(few, TimeProvider.System).Link("a", "b", true, "a reason", null);
        Assert.Equal(Crawl.Documents(few)["copy"].Cluster, Crawl.Documents(few)["b"].Cluster);

        new Deleter(few, TimeProvider.System).Run(new DeleteRequest(["a"], null), null, CancellationToken.None);

        Assert.NotEqual(Crawl.Documents(few)["copy"].Cluster, Crawl.Documents(few)["b"].Cluster);
        Assert.Equal(0, DatabaseCheck.Run(few, TimeProvider.System, null).Faults);
    }

    private Judge Judge() => new(_options, TimeProvider.System);

    private JudgeSummary Link(string a, string b, bool same) => Judge().Link(a, b, same, "a reason", "Quell");

    private void RequireSound()
    {
        CheckReport report = DatabaseCheck.Run(_options, TimeProvider.System, null);
        Assert.Empty(report.Parts.SelectMany(p => p.Examples));
        Assert.Equal(DatabaseCheck.PartCount, report.Parts.Count);
    }
}
