using System.Net;
using Dedup.Host.Tests.Support;
using static Dedup.Host.Tests.Support.Asking;

namespace Dedup.Host.Tests.Service;

/// <summary>Jobs that need settings, and jobs that outlive the process.</summary>
public sealed class UpkeepJobTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void ABackupIsADatabaseOfItsOwnAndOldOnesGo()
    {
        using var service = new RunningService(_cli, "Upkeep:BackupFolder=backups", "Upkeep:KeepBackups=1");
        service.Http.PostAndSettle(Page("backed", 1));

        Answered first = service.Http.Job(new { kind = "backup" });
        Assert.True(first["state"] == "done", first.Text);
        service.Http.PostAndSettle(Page("backed/2", 2));
        // Backups are named by the second.
        Poll.Until(() => service.Http.Job(new { kind = "backup" })["state"] == "done" && !first["result"]!.Contains(Path.GetFileName(Backup()), StringComparison.Ordinal), () => Backup());

        Assert.Equal(0, _cli.Run("check", "--db", Backup()).ExitCode);
        Assert.Equal(2, _cli.Run("status", "--json", "--db", Backup()).Json.GetProperty("documents").GetInt64());
    }

    [Fact]
    public void RetentionDeletesWhatIsTooOldAndASiteHasItsOwnRule()
    {
        using var service = new RunningService(_cli, "Retention:Days=30", "Retention:Sites:0:Site=Archive.example", "Retention:Sites:0:Days=0");
        string today = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ");
        service.Http.PostAndSettle($"[{Page("old", 1, fetched: "2020-01-01T00:00:00Z")},{Page("new", 2, fetched: today)},{Page("undated", 3)},{Page("archived", 4, "archive.example", "2020-01-01T00:00:00Z")}]");

        Answered job = service.Http.Job(new { kind = "retention" });

        Assert.True(job["state"] == "done", job.Text);
        Assert.Equal("1", job["documents"]);
        Assert.Equal(HttpStatusCode.NotFound, service.Http.Document("old").Status);
        foreach (string kept in new[] { "new", "undated", "archived" }) Assert.Equal(HttpStatusCode.OK, service.Http.Document(kept).Status);
    }

    [Fact]
    public void AJobThatWasAcknowledgedIsDoneThoughTheProcessIsKilled()
    {
        string where;
        using (var killed = new RunningService(_cli))
        {
            killed.Http.PostAndSettle($"[{Page("gone", 1)},{Page("stays", 2)}]");
            Answered asked = killed.Http.Delete("/v1/document?key=gone");
            Assert.Equal(HttpStatusCode.Accepted, asked.Status);
            where = asked.Message.Headers.Location!.ToString();
            killed.Kill();
        }

        using var next = new RunningService(_cli);
        Poll.Until(() => next.Http.Get(where)["state"] == "done", () => next.Http.Get(where).Text);
        Assert.Equal(HttpStatusCode.NotFound, next.Http.Document("gone").Status);
        Assert.Equal(HttpStatusCode.OK, next.Http.Document("stays").Status);
    }

    private string Backup() => Directory.GetFiles(_cli.File("backups"), "*.db").Single();
}
