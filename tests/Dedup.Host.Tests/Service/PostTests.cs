using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Dedup.Host.Tests.Support;
using static Dedup.Host.Tests.Support.Asking;

namespace Dedup.Host.Tests.Service;

/// <summary>Pages that are posted to a service.</summary>
public sealed class PostTests : IClassFixture<OpenService>
{
    private const string Lines = "application/x-ndjson";

    private readonly OpenService _service;

    public PostTests(OpenService service) => _service = service;

    private HttpClient Http => _service.Http;

    [Fact]
    public void AnObjectAnArrayLinesAndPackedLinesAreTakenAlike()
    {
        Answered one = Http.PostAndSettle(Page("form/one", 1));
        Http.PostAndSettle($"[{Page("form/two", 2)},{Page("form/three", 3)}]");
        Http.PostAndSettle($"{Page("form/four", 4)}\n\n{Page("form/five", 5)}\r\n", type: Lines);
        Answered packed = Http.Post("/v1/pages", Pack(Page("form/six", 6)), Lines, "gzip");
        Assert.Equal(HttpStatusCode.Accepted, packed.Status);
        Http.WaitSettled(packed["post"]!);

        Assert.Equal("/v1/posts/" + one["post"], one.Message.Headers.Location!.ToString());
        foreach ((string name, int text) in new[] { ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6) })
            Assert.Contains(Text(text), Http.Document("form/" + name).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ASourceBeginsTheKeys()
    {
        Http.PostAndSettle(Page("https://a.example/1", 11), "/v1/pages?source=crawl");

        Assert.Equal(HttpStatusCode.NotFound, Http.Document("https://a.example/1").Status);
        Assert.Matches("\"key\":\"crawl[^\"]*https://a.example/1\"", Http.Get("/v1/export/documents").Text);
    }

    [Fact]
    public void WrongLinesAreListedAndTheOthersTaken()
    {
        string key = new('k', 2049);
        Answered receipt = Http.PostAndSettle($"{Page("wrong/1", 21)}\n{{broken\n{Page(null, 22)}\n[]\n{Page(key, 23)}\n{Page("bad\u0001key", 24)}\n{Page("wrong/2", 25)}\n", type: Lines);

        Assert.Equal("2", receipt["accepted"]);
        Assert.Equal([2, 3, 4, 5, 6], receipt.Json.GetProperty("rejected").EnumerateArray().Select(line => line.GetProperty("line").GetInt64()));
        Assert.All(receipt.Json.GetProperty("rejected").EnumerateArray(), line => Assert.NotEmpty(line.GetProperty("reason").GetString()!));
        Assert.Equal(HttpStatusCode.OK, Http.Document("wrong/1").Status);
        Assert.Equal(HttpStatusCode.OK, Http.Document("wrong/2").Status);
    }

    [Theory]
    [InlineData("{}", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("[1, null, \"x\", []]", "application/json")]
    [InlineData("{broken\n", Lines)]
    [InlineData("", Lines)]
    public void APostWithoutAnyPageIsUnprocessableAndSaysWhy(string body, string type)
    {
        Answered receipt = Http.Post("/v1/pages", body, type);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, receipt.Status);
        Assert.Equal(JsonValueKind.Null, receipt.Json.TryGetProperty("post", out JsonElement post) ? post.ValueKind : JsonValueKind.Null);
        Assert.NotEqual(0, receipt.Json.GetProperty("rejected").GetArrayLength());
    }

    [Theory]
    [InlineData("{\"id\":", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("7", "application/json")]
    [InlineData("\"text\"", "application/json")]
    [InlineData("id,text", "text/csv")]
    [InlineData("{}", null)]
    public void WhatIsNoPostIsRefused(string body, string? type)
    {
        Answered answer = Http.Post("/v1/pages", Encoding.UTF8.GetBytes(body), type);

        Assert.InRange((int)answer.Status, 400, 499);
        Assert.Equal("application/problem+json", answer.Message.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(answer["title"]!);
    }

    [Theory]
    [InlineData("not packed at all", "gzip")]
    [InlineData("{}", "strange")]
    public void APackedBodyThatCannotBeUnpackedIsRefused(string body, string encoding)
    {
        Assert.InRange((int)Http.Post("/v1/pages", Encoding.UTF8.GetBytes(body), "application/json", encoding).Status, 400, 499);
    }

    [Fact]
    public void SentTwiceAPageIsStoredOnceAndHasNotChanged()
    {
        long unchanged = Count(Http.Get("/v1/status").Json, "unchanged");
        Http.PostAndSettle(Page("twice", 31));
        JsonElement before = Again(1), after = Again(2);

        // Pages are counted a moment behind their clusters, in order: where the second time is, the first is too.
        JsonElement Again(int times)
        {
            Http.PostAndSettle(Page("twice", 31));
            JsonElement status = default;
            Poll.Until(() => Count(status = Http.Get("/v1/status").Json, "unchanged") == unchanged + times, () => status.ToString());
            return status;
        }
        long Count(JsonElement status, string name) => status.GetProperty("taken").GetProperty(name).GetInt64();
        Assert.Equal(before.GetProperty("database").GetProperty("documents").GetInt64(), after.GetProperty("database").GetProperty("documents").GetInt64());
        Assert.Equal((Count(before, "added"), Count(before, "changed")), (Count(after, "added"), Count(after, "changed")));
    }

    [Fact]
    public void OfOneKeyTwiceInARequestTheFirstIsTakenAndTheSecondListed()
    {
        Answered receipt = Http.PostAndSettle($"[{Page("mistake", 41)},{Page("mistake", 42)}]");

        Assert.Equal("1", receipt["accepted"]);
        Assert.Equal(2, Assert.Single(receipt.Json.GetProperty("rejected").EnumerateArray()).GetProperty("line").GetInt64());
        Assert.Contains(Text(41), Http.Document("mistake").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void OfManyPostsOfOneKeyTheLastCounts()
    {
        string last = "";
        for (int text = 50; text < 60; text++)
        {
            Answered receipt = Http.Post("/v1/pages", Page("later", text));
            Assert.Equal(HttpStatusCode.Accepted, receipt.Status);
            last = receipt["post"]!;
        }
        Http.WaitSettled(last);

        Assert.Contains(Text(59), Http.Document("later").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void CopiesThatArePostedApartAreOneCluster()
    {
        Http.PostAndSettle(Page("copy/a", 61, "one.example"));
        Http.PostAndSettle(Page("copy/b", 61, "two.example"));

        string Cluster(string key) => Http.Document(key).Json.GetProperty("document").GetProperty("cluster").ToString();
        Assert.Equal(Cluster("copy/a"), Cluster("copy/b"));
        Assert.Equal(2, Http.Get("/v1/clusters/" + Cluster("copy/a")).Json.GetProperty("members").GetArrayLength());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("9999999999999999")]
    [InlineData("0")]
    public void OfNoPostThereIsNoProgress(string post) => Assert.Equal(HttpStatusCode.NotFound, Http.Get("/v1/posts/" + post).Status);

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
