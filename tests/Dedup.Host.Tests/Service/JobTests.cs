using System.Net;
using Dedup.Host.Tests.Support;
using static Dedup.Host.Tests.Support.Asking;

namespace Dedup.Host.Tests.Service;

/// <summary>Jobs for the one writer.</summary>
public sealed class JobTests : IClassFixture<OpenService>
{
    private readonly OpenService _service;

    public JobTests(OpenService service) => _service = service;

    private HttpClient Http => _service.Http;

    [Fact]
    public void ADocumentIsDeletedByItsKey()
    {
        Http.PostAndSettle($"[{Page("key/gone", 101)},{Page("key/stays", 102)}]");

        Answered job = Http.WaitEnded(Http.Delete("/v1/document?key=key/gone"));

        Assert.True(job["state"] == "done", job.Text);
        Assert.Equal("1", job["documents"]);
        Assert.Equal(HttpStatusCode.NotFound, Http.Document("key/gone").Status);
        Assert.Equal(HttpStatusCode.OK, Http.Document("key/stays").Status);
        Assert.Equal(HttpStatusCode.NotFound, Http.Delete("/v1/document?key=key/gone").Status);
    }

    [Fact]
    public void ASiteIsDeletedWithAllItsDocuments()
    {
        Http.PostAndSettle($"[{Page("site/1", 111, "gone.example")},{Page("site/2", 112, "gone.example")},{Page("site/3", 111, "stays.example")}]");

        Answered job = Http.Job(new { kind = "delete", site = "gone.example" });

        Assert.True(job["state"] == "done", job.Text);
        Assert.Equal("2", job["documents"]);
        Assert.Equal(HttpStatusCode.NotFound, Http.Get("/v1/site?name=gone.example").Status);
        Assert.Equal(HttpStatusCode.OK, Http.Document("site/3").Status);
    }

    [Fact]
    public void AJudgementJoinsStoriesAndTakenBackPartsThem()
    {
        Http.PostAndSettle($"[{Page("said/a", 121)},{Page("said/b", 122)}]");
        Assert.NotEqual(Cluster("said/a"), Cluster("said/b"));

        Answered said = Judge("said/a", "said/b", "same");
        Assert.True(said["state"] == "done", said.Text);
        Assert.Equal(Cluster("said/a"), Cluster("said/b"));
        Assert.Contains("said/a", Http.Get("/v1/judgements").Text, StringComparison.Ordinal);

        Answered back = Http.WaitEnded(Http.Delete("/v1/judgements?a=said/a&b=said/b"));
        Assert.True(back["state"] == "done", back.Text);
        Assert.NotEqual(Cluster("said/a"), Cluster("said/b"));
        Assert.Equal("failed", Http.WaitEnded(Http.Delete("/v1/judgements?a=said/a&b=said/b"))["state"]);
    }

    [Fact]
    public void AJudgementThatContradictsOthersFailsAndSaysWhy()
    {
        Http.PostAndSettle($"[{Page("contra/a", 131)},{Page("contra/b", 132)},{Page("contra/c", 133)}]");
        Assert.Equal("done", Judge("contra/a", "contra/b", "same")["state"]);
        Assert.Equal("done", Judge("contra/b", "contra/c", "same")["state"]);

        Answered job = Judge("contra/a", "contra/c", "different");

        Assert.Equal("failed", job["state"]);
        Assert.NotEmpty(job["result"]!);
        Assert.Equal(Cluster("contra/a"), Cluster("contra/c"));
        Assert.Equal("failed", Judge("contra/a", "contra/unknown", "same")["state"]);
    }

    [Fact]
    public void OfAPostADeletionAndAPostTheLastPostStays()
    {
        Http.Post("/v1/pages", Page("order", 141));
        Answered delete = Http.Post("/v1/jobs", Of(new { kind = "delete", keys = new[] { "order" } }));
        Answered last = Http.Post("/v1/pages", Page("order", 142));
        Answered job = Http.WaitEnded(delete);
        Http.WaitSettled(last["post"]!);

        Assert.Equal(("done", "1"), (job["state"], job["documents"]));
        Assert.Contains(Text(142), Http.Document("order").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckFindsEverythingSound()
    {
        Http.PostAndSettle(Page("check", 151));

        Answered job = Http.Job(new { kind = "check" });

        Assert.True(job["state"] == "done", job.Text);
    }

    [Fact]
    public void AfterARebuildTheDocumentsAreThere()
    {
        Http.PostAndSettle(Page("rebuild", 161));

        Answered job = Http.Job(new { kind = "rebuild" });

        Assert.True(job["state"] == "done", job.Text);
        Poll.Until(() => Http.Document("rebuild").Status == HttpStatusCode.OK, () => Http.Document("rebuild").Text);
        Http.PostAndSettle(Page("rebuild/after", 162));
    }

    [Fact]
    public void ABackupWithoutAFolderForItFailsAndNamesTheSetting()
    {
        Answered job = Http.Job(new { kind = "backup" });

        Assert.Equal("failed", job["state"]);
        Assert.Contains("Upkeep:BackupFolder", job["result"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/jobs", "{}")]
    [InlineData("/v1/jobs", "{\"kind\":\"link\"}")]
    [InlineData("/v1/jobs", "{\"kind\":\"delete\"}")]
    [InlineData("/v1/jobs", "{\"kind\":\"delete\",\"keys\":[]}")]
    [InlineData("/v1/jobs", "{\"kind\":\"delete\",\"keys\":[null]}")]
    [InlineData("/v1/jobs", "{\"kind\":7}")]
    [InlineData("/v1/jobs", "null")]
    [InlineData("/v1/jobs", "{\"kind\"")]
    [InlineData("/v1/jobs", "")]
    [InlineData("/v1/judgements", "{\"a\":\"x\",\"b\":\"x\",\"verdict\":\"same\",\"why\":\"w\"}")]
    [InlineData("/v1/judgements", "{\"a\":\"x\",\"b\":\"y\",\"verdict\":\"perhaps\",\"why\":\"w\"}")]
    [InlineData("/v1/judgements", "{\"a\":\"x\",\"b\":\"y\",\"verdict\":\"same\",\"why\":\" \"}")]
    [InlineData("/v1/judgements", "[]")]
    public void AWrongRequestIsRefusedAtOnce(string path, string body) => Assert.Equal(HttpStatusCode.BadRequest, Http.Post(path, body).Status);

    [Fact]
    public void JobsAreListedTheNewestFirst()
    {
        Http.Job(new { kind = "retention" });
        Answered last = Http.Job(new { kind = "check" });

        List<long> numbers = [.. Http.Get("/v1/jobs?limit=1000").Json.EnumerateArray().Select(job => job.GetProperty("number").GetInt64())];

        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Equal(last["number"], numbers[0].ToString());
        Assert.Equal(HttpStatusCode.NotFound, Http.Get("/v1/jobs/1").Status);
    }

    private Answered Judge(string a, string b, string verdict) => Http.WaitEnded(Http.Post("/v1/judgements", Of(new { a, b, verdict, why = "read both" })));

    private string Cluster(string key) => Http.Document(key).Json.GetProperty("document").GetProperty("cluster").ToString();
}
