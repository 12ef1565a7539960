using Dedup.Engine.Check;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Check;

/// <summary>A sound database passes; whatever is made wrong in one is found.</summary>
public sealed class DatabaseCheckTests(SampleCrawl samples) : IClassFixture<SampleCrawl>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_samples_agree_in_every_part()
    {
        CheckReport report = DatabaseCheck.Run(samples.Options, TimeProvider.System, null);

        Assert.Equal(0, report.Faults);
        Assert.Equal(0, report.Waiting);
        Assert.Equal(DatabaseCheck.PartCount, report.Parts.Count);
        Assert.Equal([95, 95, 95], report.Parts.Skip(2).Take(3).Select(part => part.Checked));
        Assert.Equal(Crawl.Scalar<long>(samples.Options, "SELECT count(*) FROM links"), report.Parts.Single(p => p.Name.StartsWith("links against", StringComparison.Ordinal)).Checked);
        Assert.Equal(Crawl.Scalar<long>(samples.Options, "SELECT count(*) FROM clusters"), report.Parts.Single(p => p.Name.StartsWith("clusters", StringComparison.Ordinal)).Checked);
    }

    [Theory]
    [InlineData("pages", "UPDATE documents SET page_hash = zeroblob(16) WHERE id = 7")]
    [InlineData("pages", "UPDATE pages SET page = x'00112233' WHERE document_id = 7")]
    [InlineData("pages", "UPDATE documents SET page_hash = x'00' WHERE id = 7")]
    [InlineData("pages", "UPDATE pages SET body = x'00112233' WHERE document_id = 7")]
    [InlineData("pages", "UPDATE variants SET body_hash = x'00' WHERE id = (SELECT max(variant_id) FROM sketches)")]
    [InlineData("articles", "UPDATE documents SET url = 'https://example.org/' WHERE id = 7")]
    [InlineData("pages", "UPDATE pages SET hints = '{\"Site\":\"Another\"}' WHERE document_id = 7")]
    [InlineData("pages", "PRAGMA foreign_keys = OFF; DELETE FROM pages WHERE document_id = 7")]
    [InlineData("articles", "UPDATE documents SET title = 'x' WHERE id = 7")]
    [InlineData("articles", "UPDATE documents SET agency = NULL WHERE id = (SELECT min(id) FROM documents WHERE agency IS NOT NULL)")]
    [InlineData("articles", "UPDATE documents SET evidence = '{}' WHERE id = 7")]
    [InlineData("articles", "UPDATE pages SET lines = zeroblob(length(lines)) WHERE document_id = 7")]
    [InlineData("articles", "UPDATE pages SET body = (SELECT page FROM pages WHERE document_id = 8) WHERE document_id = 7")]
    [InlineData("learned", "DELETE FROM chrome_lines WHERE line = (SELECT min(line) FROM chrome_lines)")]
    [InlineData("learned", "UPDATE chrome_lines SET titles = titles + 1 WHERE line = (SELECT max(line) FROM chrome_lines)")]
    [InlineData("learned", "DELETE FROM chrome_members WHERE document_id IN (SELECT document_id FROM chrome_lines)")]
    [InlineData("pages", "UPDATE outlines SET groups = 'x' WHERE document_id = 7")]
    [InlineData("articles", "UPDATE outlines SET groups = '[]' WHERE document_id = 7")]
    [InlineData("articles", "UPDATE chrome_members SET rank = rank + 1 WHERE document_id = 7")]
    [InlineData("variants", "INSERT INTO chrome_members SELECT group_id, rank, 99999 FROM chrome_members LIMIT 1")]
    [InlineData("variants", "DELETE FROM chrome_groups WHERE id = (SELECT min(group_id) FROM chrome_members WHERE group_id NOT IN (SELECT group_id FROM chrome_lines))")]
    [InlineData("articles", "UPDATE outlines SET outline = x'00' WHERE document_id = (SELECT min(document_id) FROM outlines)")]
    [InlineData("bodies", "UPDATE variants SET body_hash = zeroblob(16) WHERE id = (SELECT max(variant_id) FROM sketches)")]
    [InlineData("bodies", "UPDATE variants SET words = words + 1 WHERE id = (SELECT max(variant_id) FROM sketches)")]
    [InlineData("bodies", "UPDATE sketches SET fingerprint = fingerprint + 1 WHERE variant_id = (SELECT max(variant_id) FROM sketches)")]
    [InlineData("bodies", "UPDATE sketches SET signature = zeroblob(512) WHERE variant_id = (SELECT max(variant_id) FROM sketches)")]
    [InlineData("bodies", "UPDATE sketches SET samples = x'' WHERE variant_id = (SELECT max(variant_id) FROM sketches)")]
    [InlineData("bodies", "DELETE FROM sketches WHERE variant_id = (SELECT max(variant_id) FROM sketches)")]
    [InlineData("bodies", "UPDATE documents SET variant_id = (SELECT min(id) FROM variants) WHERE id = (SELECT max(id) FROM documents)")]
    [InlineData("variants", "INSERT INTO variants(body_hash, words) VALUES (zeroblob(16), 3)")]
    [InlineData("links against", "UPDATE links SET shared = shared + 1 WHERE a = (SELECT min(a) FROM links)")]
    [InlineData("links against", "UPDATE links SET resemblance = resemblance + 0.001 WHERE a = (SELECT min(a) FROM links)")]
    [InlineData("links against", "UPDATE links SET relation = 'x' WHERE a = (SELECT min(a) FROM links)")]
    [InlineData("links against", "UPDATE links SET relation = 'robot' WHERE a = (SELECT min(a) FROM links)")]
    [InlineData("links against", "UPDATE links SET proposed_by = 7 - proposed_by WHERE a = (SELECT min(a) FROM links)")]
    [InlineData("links against", "DELETE FROM links WHERE a = (SELECT max(a) FROM links)")]
    [InlineData("links against", "INSERT INTO links SELECT 1, 2, relation, resemblance, containment_a, containment_b, shared, shingles_a, shingles_b, hamming, proposed_by, 0 FROM links LIMIT 1")]
    [InlineData("clusters", "UPDATE variants SET relation = 'near' WHERE id = (SELECT min(id) FROM variants WHERE relation = 'lone')")]
    [InlineData("clusters", "UPDATE variants SET resemblance = 0.123 WHERE id = (SELECT min(id) FROM variants WHERE relation = 'near')")]
    [InlineData("clusters", "UPDATE variants SET excerpt_of = NULL WHERE excerpt_of IS NOT NULL")]
    [InlineData("clusters", "UPDATE variants SET cluster_id = (SELECT max(id) FROM clusters) WHERE id = 1")]
    [InlineData("clusters", "UPDATE variants SET cluster_id = (SELECT max(cluster_id) FROM variants) WHERE relation = 'lone'")]
    [InlineData("clusters", "UPDATE clusters SET origin = 'x' WHERE id = 3")]
    [InlineData("clusters", "UPDATE clusters SET origin_reasons = '[]' WHERE id = 3")]
    [InlineData("clusters", "UPDATE clusters SET representative = 'x' WHERE id = 3")]
    [InlineData("clusters", "UPDATE clusters SET documents = documents + 1 WHERE id = 3")]
    [InlineData("clusters", "UPDATE clusters SET sites = sites + 1 WHERE id = 3")]
    [InlineData("clusters", "UPDATE clusters SET first_published = NULL WHERE id = (SELECT min(id) FROM clusters WHERE first_published IS NOT NULL)")]
    [InlineData("clusters", "UPDATE clusters SET last_published = '2030-01-01' WHERE id = 3")]
    [InlineData("clusters", "INSERT INTO clusters(representative, origin, origin_reasons, documents, sites) VALUES ('x', 'x', '[]', 1, 1)")]
    [InlineData("links that stand", "UPDATE links SET same_site = 1 - same_site")]
    [InlineData("redirects", "INSERT INTO redirects VALUES (1, 2, 1)")]
    [InlineData("redirects", "INSERT INTO redirects VALUES (901, 902, 1), (902, 1, 1)")]
    [InlineData("redirects", "INSERT INTO redirects VALUES (901, 903, 1)")]
    [InlineData("analysts", "INSERT INTO judgements VALUES ('calder-1014.txt', 'inkwell-0276.txt', 'same', 'x', NULL, '2026-01-01T00:00:00Z')")]
    [InlineData("clusters", "INSERT INTO judgements VALUES ('calder-1014.txt', 'inkwell-0276.txt', 'same', 'x', NULL, '2026-01-01T00:00:00Z')")]
    [InlineData("analysts", "INSERT INTO judgements VALUES ('danforth-0688.txt', 'elmsworth-0144.txt', 'different', 'x', NULL, '2026-01-01T00:00:00Z')")]
    [InlineData("analysts", "INSERT INTO judgements VALUES ('elmsworth-0144.txt', 'danforth-0688.txt', 'same', 'x', NULL, '2026-01-01T00:00:00Z')")]
    [InlineData("analysts", "INSERT INTO judgements VALUES ('danforth-0688.txt', 'elmsworth-0144.txt', 'perhaps', 'x', NULL, '2026-01-01T00:00:00Z')")]
    [InlineData("SQLite", "PRAGMA foreign_keys = OFF; DELETE FROM runs")]
    public void Whatever_is_wrong_is_found_in_its_part(string part, string wrong)
    {
        DedupOptions options = Copy();
        Crawl.Execute(options, wrong);

        CheckReport report = DatabaseCheck.Run(options, TimeProvider.System, null);

        CheckedPart found = Assert.Single(report.Parts, p => p.Name.StartsWith(part, StringComparison.Ordinal));
        Assert.True(found.Faults > 0, $"not found: {wrong}");
        Assert.NotEmpty(found.Examples);
    }

    [Fact]
    public void Rebuild_mends_what_is_derived()
    {
        DedupOptions options = Copy();
        string before = Crawl.Export(options);
        Crawl.Execute(options, "DELETE FROM links; DELETE FROM sketches; UPDATE documents SET title = 'x', site = NULL; UPDATE variants SET relation = 'near'; UPDATE clusters SET origin = 'y';");

        Crawl.Rebuild(options);

        Assert.Equal(0, DatabaseCheck.Run(options, TimeProvider.System, null).Faults);
        Assert.Equal(before, Crawl.Export(options));
    }

    [Fact]
    public void A_damaged_file_is_found()
    {
        DedupOptions options = Copy();
        using (FileStream file = File.OpenWrite(options.Database))
        {
            file.Position = 40 * 4096;
            file.Write(new byte[8 * 4096].Select((_, i) => (byte)(i * 7)).ToArray());
        }

        CheckReport report = DatabaseCheck.Run(options, TimeProvider.System, null);

        Assert.True(report.Faults > 0);
        Assert.Single(report.Parts);
    }

    [Fact]
    public void Clusters_that_wait_are_not_taken_for_faults()
    {
        DedupOptions options = Crawl.Options(_folder, "waiting.db");
        options.Ingest.BatchPages = 8;
        Crawl.Ingest(options, Crawl.SamplePages().Take(40));
        Assert.Throws<IOException>(() => Crawl.Ingest(options, Crawl.Breaking(Crawl.SamplePages())));
        Assert.True(Crawl.Scalar<long>(options, "SELECT count(*) FROM pending") > 0);

        CheckReport report = DatabaseCheck.Run(options, TimeProvider.System, null);

        Assert.True(report.Waiting > 0);
        Assert.Empty(report.Parts.SelectMany(part => part.Examples));
    }

    [Fact]
    public void Other_settings_than_its_own_are_refused()
    {
        DedupOptions options = Copy();
        options.Verification.NearResemblance = 0.6;

        Assert.Contains("dedup rebuild", Assert.Throws<DatabaseException>(() => DatabaseCheck.Run(options, TimeProvider.System, null)).Message, StringComparison.Ordinal);
    }

    private DedupOptions Copy()
    {
        DedupOptions options = Crawl.Options(_folder, "copy.db");
        Backup.Write(samples.Options.Store, options.Database, replace: false);
        return options;
    }
}
