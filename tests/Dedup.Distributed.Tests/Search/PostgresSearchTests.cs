using CsCheck;
using Dapper;
using Dedup.Distributed.Search;
using Dedup.Engine;
using Dedup.Engine.Queries;
using Dedup.Engine.Search;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;
using Dedup.Engine.Tests.Support;
using Npgsql;

namespace Dedup.Distributed.Tests.Search;

/// <summary>The search index of PostgreSQL against that of a SQLite file, and what only the one of PostgreSQL has.</summary>
public sealed class PostgresSearchTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;

    public PostgresSearchTests() => _options = TestStore.Options(_folder.File("search"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_finds_what_the_index_of_a_file_finds(bool bodies)
    {
        const int Seed = 20_261;
        List<Page> pages = [.. MadeWorld.Pages(Seed, stories: 25), .. Crawl.SamplePages(), Crawl.Page("accents", "L’été à Skårholm, où le café d’Äpfel naît. Đorđe čeka żółw.", "Été", "Café crème")];
        var file = new DedupOptions { Database = _folder.File("a.db") };
        foreach (DedupOptions each in new[] { file, _options })
        {
            each.Search.Bodies = bodies;
            Crawl.Ingest(each, pages);
            Searched.CatchUp(each);
        }
        using var alone = new Reader(file.Store);
        using var server = new Reader(_options.Store);
        string[] words = [.. pages.SelectMany(page => page.Text!.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Distinct().Order(StringComparer.Ordinal)];
        string[][] lines = [.. pages.SelectMany(page => page.Text!.Split('\n')).Select(line => line.Split(' ')).Where(line => line.Length >= 3)];
        var random = new Random(Seed);
        string Word() => words[random.Next(words.Length)].Replace("\"", "", StringComparison.Ordinal);
        string Near(int count)
        {
            string[] line = lines[random.Next(lines.Length)];
            return string.Join(' ', line.Skip(random.Next(line.Length - 2)).Take(count)).Replace("\"", "", StringComparison.Ordinal);
        }
        int found = 0;
        for (int i = 0; i < 300; i++)
        {
            string query = (i % 10) switch
            {
                0 => Word(),
                1 => Near(2),
                2 => $"\"{Near(2)}\"",
                3 => $"\"{Near(3)}\"",
                4 => Word()[..1] + "*",
                5 => "title:" + Word(),
                6 => $"{Word()[..1]}* -{Word()[..1]}*",
                7 => $"title:{Word()[..1]}* {Word()[..2]}*",
                8 => $"{Near(1)} -\"{Near(2)}\"",
                _ => "cafe ete skarholm",
            };
            string[] expected = Keys(alone, query, DocumentOrder.Newest);
            found += expected.Length;
            Assert.True(expected.SequenceEqual(Keys(server, query, DocumentOrder.Newest)), $"seed {Seed}, query {i}: {query}");
            Assert.True(expected.Order().SequenceEqual(Keys(server, query, DocumentOrder.Rank).Order()), $"seed {Seed}, ranked query {i}: {query}");
            Assert.True(Clusters(alone, query).SequenceEqual(Clusters(server, query)), $"seed {Seed}, clusters of query {i}: {query}");
        }
        Assert.True(found > 1_000, $"{found} found by all queries: the test finds too little");
    }

    [Fact]
    public void Pages_by_rank_go_on_where_the_one_before_ended()
    {
        Crawl.Ingest(_options, MadeWorld.Pages(seed: 7, stories: 15));
        Searched.CatchUp(_options);
        using var reader = new Reader(_options.Store);
        var filter = new DocumentFilter { Query = "b*", Limit = 7 };
        string[] whole = [.. reader.SearchDocuments(filter with { Limit = 1_000 }).Documents.Select(row => row.Document.Key)];
        List<string> paged = [];
        for (string? cursor = null; ;)
        {
            DocumentPage page = reader.SearchDocuments(filter, cursor);
            paged.AddRange(page.Documents.Select(row => row.Document.Key));
            if ((cursor = page.Next) is null) break;
        }
        Assert.True(whole.Length > 20, $"{whole.Length} are found");
        Assert.Equal(whole, paged);
    }

    [Fact]
    public void A_page_that_is_more_than_postgres_takes_is_found_by_its_beginning()
    {
        string word = new('w', 900), many = string.Join(' ', Enumerable.Range(0, 400_000).Select(i => $"word{i}"));
        _options.Search.Bodies = true;
        Crawl.Ingest(_options, Crawl.Page("long", $"Beginning {word} end.\n{many}", "Site", "It's 'quoted' \\ & | ! <-> :* title"));
        Searched.CatchUp(_options);
        using var reader = new Reader(_options.Store);
        foreach (string query in new[] { "beginning", "quoted", "word5", "\"word7 word8\"", word, "' & \\ beginning" }) Assert.Equal(["long"], Keys(reader, query, DocumentOrder.Rank));
        Assert.Empty(Keys(reader, "word399999", DocumentOrder.Rank));
    }

    [Fact]
    public void One_that_is_of_another_form_or_life_is_not_asked_and_made_anew()
    {
        Crawl.Ingest(_options, Crawl.Page("a", "One ferry.", "Site", "Towed"));
        Searched.CatchUp(_options);
        foreach (string damage in new[] { "UPDATE search_mark SET format = 99", "UPDATE search_mark SET salt = salt + 1" })
        {
            using (var past = new NpgsqlConnection(_options.Database)) past.Execute(damage);
            using (var reader = new Reader(_options.Store)) Assert.Equal(SearchIndexHealth.Unusable, reader.SearchState.Health);
            Searched.CatchUp(_options);
            using (var reader = new Reader(_options.Store)) Assert.Equal(["a"], Keys(reader, "ferry", DocumentOrder.Rank));
        }
    }

    [Fact]
    public void Another_takes_over_from_one_whose_session_has_ended()
    {
        Crawl.Ingest(_options, Crawl.Page("a", "One ferry.", "Site", "Towed"));
        using SearchIndexer first = SearchIndexer.TryOpen(_options)!;
        Assert.Null(SearchIndexer.TryOpen(_options));
        using (var past = new NpgsqlConnection(_options.Database))
            past.Execute("SELECT pg_terminate_backend(l.pid, 10000) FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = 1936023922 AND l.objid = (hashtext(current_schema())::bigint & 4294967295)::oid");
        Searched.CatchUp(_options);
        Assert.Throws<DatabaseException>(() => first.CatchUp(100, CancellationToken.None));
        using var reader = new Reader(_options.Store);
        Assert.Equal(["a"], Keys(reader, "ferry", DocumentOrder.Rank));
    }

    [Fact]
    public void Whatever_is_typed_is_asked_without_an_error()
    {
        Crawl.Ingest(_options, Crawl.Page("a", "One ferry.", "Site", "Towed"));
        Searched.CatchUp(_options);
        using var reader = new Reader(_options.Store);
        TypedQueries.Any.Sample(text => reader.SearchDocuments(new DocumentFilter { Query = text, Order = DocumentOrder.Rank }), iter: 1_000, threads: 1);
        Assert.Equal(["a"], Keys(reader, "ferry", DocumentOrder.Rank));
    }

    [Theory]
    [InlineData("skårholm", "skarholm")]
    [InlineData("été", "ete")]
    [InlineData("café\u0301", "cafe")]
    [InlineData("йога", "йога")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("plain", "plain")]
    public void Marks_of_latin_letters_alone_are_left_out(string token, string lexeme) => Assert.Equal(lexeme.Normalize(System.Text.NormalizationForm.FormC), Lexemes.Folded(token));

    private static string[] Keys(Reader reader, string query, DocumentOrder order) => [.. reader.SearchDocuments(new DocumentFilter { Query = query, Order = order, Limit = 1_000 }).Documents.Select(row => row.Document.Key)];

    private static string[] Clusters(Reader reader, string query) => [.. reader.Clusters(new ClusterFilter { Query = query, MinDocuments = 1, Limit = 1_000 }).Clusters.Select(row => row.Representative)];
}
