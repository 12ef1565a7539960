using CsCheck;
using Dapper;
using Dedup.Engine.Search;
using Dedup.Engine.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dedup.Engine.Tests.Search;

public sealed class SearchQueryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ferry adrift", "\"ferry\" AND \"adrift\"")]
    [InlineData("\"Ferry adrift\" -towed", "(\"ferry adrift\") NOT (\"towed\")")]
    [InlineData("skar*", "\"skar\" *")]
    [InlineData("title:Ferry home", "title : \"ferry\" AND \"home\"")]
    [InlineData("-title:\"towed home\" a -b", "(\"a\") NOT (title : \"towed home\" OR \"b\")")]
    [InlineData("don't U.S.-China", "\"dont\" AND \"u s china\"")]
    [InlineData("AND OR NOT NEAR(a b)", "\"and\" AND \"or\" AND \"not\" AND \"near a\" AND \"b\"")]
    [InlineData("lead:x body : ^y", "\"lead x\" AND \"body\" AND \"y\"")]
    [InlineData("\"not closed at all", "\"not closed at all\"")]
    [InlineData("ab\"cd\"", "\"ab\" AND \"cd\"")]
    [InlineData("東京都", "\"東京 京都\"")]
    [InlineData("東", "\"東\" *")]
    [InlineData("「東京」　火災", "\"東京\" AND \"火災\"")]
    [InlineData("-only", null)]
    [InlineData("- ' \" * : ()", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_is_typed_becomes_an_expression(string? typed, string? expression) => Assert.Equal(expression, SearchQuery.Parse(typed).Expression);

    [Fact]
    public void It_is_bounded()
    {
        SearchQuery query = SearchQuery.Parse(string.Join(' ', Enumerable.Repeat("word", 10_000)));

        Assert.Equal(SearchQuery.MaxTerms, query.Terms.Count);
        Assert.InRange(SearchQuery.Parse(new string('x', 5_000)).Terms.Sum(t => t.Tokens.Sum(token => token.Length)), 1, SearchQuery.MaxLength);
    }

    [Fact]
    public void Whatever_is_typed_is_asked_without_an_error()
    {
        string database = _folder.File("a.db");
        using (ISearchWriter writer = new FileSearchStore(database).TryOpen(bodies: false)!) writer.Take([(1, new IndexedText(["ferry", "adrift"], ["a", "b", "c"], [], null, null))], default);
        using SqliteConnection index = SearchFile.OpenForWriting(database, bodies: false);
        TypedQueries.Any.Sample(
            text =>
            {
                if (SearchQuery.Parse(text).Expression is string expression) index.Execute("SELECT rowid, rank FROM text WHERE text MATCH @expression ORDER BY rank", new { expression });
            }, iter: 5_000, threads: 1);

        Assert.Equal(1, index.ExecuteScalar<long>("SELECT rowid FROM text WHERE text MATCH 'ferry'"));
    }
}
