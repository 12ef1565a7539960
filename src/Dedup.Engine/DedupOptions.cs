using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Engine.Ingest;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Engine;

/// <summary>Everything that can be configured: the section <c>Dedup</c> of appsettings.json.</summary>
public sealed class DedupOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Dedup";

    /// <summary>What holds the database: <c>Sqlite</c>, a file, or <c>PostgreSql</c>, which several machines may share; default <c>Sqlite</c>. A <c>Database</c> that is a connection string is PostgreSQL's in any case.</summary>
    public StorageKind Storage { get; set; }

    /// <summary>The SQLite file, relative to the working directory; or the connection string of PostgreSQL, for example <c>Host=localhost;Database=dedup</c>; default <c>dedup.db</c>.</summary>
    public string Database { get; set; } = "dedup.db";

    /// <summary>The database that these options name: a SQLite file, unless another was given.</summary>
    public IStore Store => _store ??= new SqliteStore(Database);

    private IStore? _store;

    /// <summary>Says that the database is another than a SQLite file.</summary>
    public void Use(IStore store) => _store = store;

    /// <summary>Opens the candidate index for the writer; null for one in this process.</summary>
    internal Func<VariantStore, ICandidateIndex>? OpenIndex { get; set; }

    /// <summary>Bodies of which the clusters are worked out together, whose memory that takes; where more wait, or pages to be learned from, some threads work out what another writes.</summary>
    internal int BodiesTogether { get; set; } = 4_000;

    /// <summary>Pages that are prepared together, and documents that are deleted or worked out again together, where a transaction may have so many.</summary>
    internal int PagesTogether
    {
        get => Math.Min(field, Ingest.BatchPages);
        set;
    } = 256;

    /// <summary>Other hosts that prepare pages for the writer; null for none.</summary>
    internal IPreparers? Preparers { get; set; }

    /// <summary>What makes sketches comparable; fixed for the life of a database.</summary>
    public SketchOptions Sketch { get; set; } = new();

    /// <summary>What makes a candidate pair; fixed for the life of a database.</summary>
    public CandidateOptions Candidates { get; set; } = new();

    /// <summary>The figures of the default rule; fixed for the life of a database.</summary>
    public VerificationOptions Verification { get; set; } = new();

    /// <summary>How pages are taken in.</summary>
    public IngestOptions Ingest { get; set; } = new();

    /// <summary>What <c>dedup serve</c> watches.</summary>
    public WatchOptions Watch { get; set; } = new();

    /// <summary>How <c>dedup serve</c> answers over HTTP.</summary>
    public ServeOptions Serve { get; set; } = new();

    /// <summary>What <c>dedup serve</c> deletes by age.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>What <c>dedup serve</c> does at set times.</summary>
    public UpkeepOptions Upkeep { get; set; } = new();

    /// <summary>What the search index holds.</summary>
    public SearchOptions Search { get; set; } = new();

    /// <summary>How <c>dedup serve</c> is one host of several over one database of PostgreSQL.</summary>
    public ClusterSettings Cluster { get; set; } = new();
}

/// <summary>What holds a database.</summary>
public enum StorageKind
{
    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A database of a PostgreSQL server.</summary>
    PostgreSql,
}

/// <summary>How several hosts share a database: the same on all of them, but for <see cref="Address"/>.</summary>
public sealed class ClusterSettings
{
    /// <summary>Address and port at which the other hosts reach this one, for example <c>10.0.0.5:11111</c>; empty, the default: this host is alone. Whoever reaches it there is trusted: it must be a network of the hosts alone.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>Name of the cluster, 1–100 characters; default <c>dedup</c>.</summary>
    public string Name { get; set; } = "dedup";

    /// <summary>Shards of the candidate index, 1–1,024; default 12: with more than hosts each has its part, and a host more takes some of each. With another number the shards are filled anew.</summary>
    public int Shards { get; set; } = 12;

    /// <summary>Seconds after which a host that does not answer is held for dead, and others take over what it had, 1–600; default 5. A host that was held for dead ends when it hears of it.</summary>
    public double DeadAfterSeconds { get; set; } = 5;
}

/// <summary>What the search index holds; another choice makes it anew.</summary>
public sealed class SearchOptions
{
    /// <summary>Whether words of bodies are found too, and not only those of titles and leads; default false: the index is several times larger with them.</summary>
    public bool Bodies { get; set; }

    /// <summary>Most documents taken into the search index in one transaction, 1–100,000; default 2,000.</summary>
    public int BatchDocuments { get; set; } = 2_000;
}

/// <summary>See <see cref="Scheme"/>, which these figures make.</summary>
public sealed class SketchOptions
{
    /// <summary>Consecutive words in a shingle, 1–16; default 5.</summary>
    public int ShingleWords { get; set; } = 5;

    /// <summary>Values in a MinHash signature, a multiple of 16 from 16 to 1,024; default 128.</summary>
    public int Hashes { get; set; } = 128;

    /// <summary>One shingle in this many is sampled for partial copies, 1–1,024; default 8.</summary>
    public int SampleModulus { get; set; } = 8;

    /// <summary>The scheme of these figures.</summary>
    public Scheme Scheme => new(ShingleWords, Hashes, SampleModulus);
}

/// <summary>How pages are taken in.</summary>
public sealed class IngestOptions
{
    /// <summary>Pages written in one transaction, 1–10,000; default 2,048; fewer where the next ones are not there yet, and after a second.</summary>
    public int BatchPages { get; set; } = 2_048;

    /// <summary>
    /// Pages of a run after which chrome is learned for the first time, and again whenever there are four times as many, 1–1,000,000; default
    /// 1,000. Of a database that holds documents, when it holds four times as many. It is learned at the end of the run in any case: what is learned before spares most pages from being extracted twice.
    /// </summary>
    public int LearnAfterPages { get; set; } = 1_000;

    /// <summary>
    /// Bodies that must have come or gone before the candidate index is saved again beside the database at the end of a run, 1–1,000,000,000; default 4,096, and at
    /// least a sixteenth of all. The saved index is what makes programs start at once on a large database.
    /// </summary>
    public int SaveIndexAfterBodies { get; set; } = 4_096;

    /// <summary>Largest page in bytes, 1,024 to 1 GiB; larger ones are rejected; default 16 MiB.</summary>
    public int MaxPageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Worker threads for extraction and sketching, 0–256; 0, the default, takes one for each processor.</summary>
    public int Workers { get; set; }

    /// <summary>The number of worker threads that this comes to.</summary>
    public int Threads => Workers > 0 ? Workers : Environment.ProcessorCount;

    /// <summary>Words of bodies of which the shingles are kept in memory for verification, 100,000 to 1,000,000,000; default 4,000,000 (21 bytes each).</summary>
    public int CachedWords { get; set; } = 4_000_000;
}

/// <summary>What <c>dedup serve</c> watches, and how.</summary>
public sealed class WatchOptions
{
    /// <summary>The folders; none by default.</summary>
    public List<WatchedFolder> Folders { get; set; } = [];

    /// <summary>Seconds for which a file must not have changed to count as complete, 0–3,600; default 2.</summary>
    public double SettleSeconds { get; set; } = 2;

    /// <summary>Seconds between two looks into the folders, 0.05–3,600; default 1.</summary>
    public double PollSeconds { get; set; } = 1;
}

/// <summary>A folder that files are dropped into.</summary>
public sealed class WatchedFolder
{
    /// <summary>Its path, relative to the working directory; folders inside are watched too, hidden ones are not.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>Prefix of every key; none by default.</summary>
    public string? Source { get; set; }

    /// <summary>Names of JSON fields by the field they hold, where they differ; as <c>--field</c> of ingest.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>
    /// Where files go that have been taken in, relative to the folder, or absolute. Empty, the default: they stay, and the
    /// database remembers them by path, size and time.
    /// </summary>
    public string MoveTo { get; set; } = string.Empty;
}

/// <summary>How <c>dedup serve</c> answers over HTTP.</summary>
public sealed class ServeOptions
{
    /// <summary>
    /// Address to listen at, <c>http://HOST:PORT</c>; port 0 takes a free one; empty: nowhere, and only folders are watched. Default <c>http://127.0.0.1:8787</c>. At other
    /// addresses than those of this machine alone it refuses to listen without API keys (<c>dedup keys</c>).
    /// </summary>
    public string Address { get; set; } = "http://127.0.0.1:8787";

    /// <summary>Names under which browsers may ask for it, beside the address itself, separated by semicolons; none by default.</summary>
    public string Hosts { get; set; } = string.Empty;

    /// <summary>Largest body of a request in bytes, 1,024 to 1 GiB; default 32 MiB, packed and unpacked.</summary>
    public int MaxBodyBytes { get; set; } = 32 << 20;

    /// <summary>Most pages in one post, 1–4,096; default 1,000.</summary>
    public int MaxPostPages { get; set; } = 1_000;

    /// <summary>Megabytes of posts that may wait to be stored, 1–1,000,000; default 1,024. Beyond it posts are refused with 503 and a time to come again.</summary>
    public int QueueMegabytes { get; set; } = 1_024;

    /// <summary>Requests of one client in a second, 1–1,000,000; default 2,000. Beyond it they are refused with 429.</summary>
    public int RequestsPerSecond { get; set; } = 2_000;

    /// <summary>
    /// How far the work behind the answers (taking in, searches' index, networks) gives way to them and to all else on the machine, 0–19 as of <c>nice</c>; default 10. At 19
    /// answers are the fastest, and other busy processes of the same session may bring taking in nearly to a stand; Linux alone.
    /// </summary>
    public int Nice { get; set; } = 10;

    /// <summary>Where metrics and traces are sent by OTLP, <c>http://HOST:4317</c>; empty, the default: nowhere.</summary>
    public string OtlpAddress { get; set; } = string.Empty;
}

/// <summary>What <c>dedup serve</c> deletes by age: days since a page was first seen.</summary>
public sealed class RetentionOptions
{
    /// <summary>Days that documents are kept, 0–100,000; 0, the default: for ever.</summary>
    public double Days { get; set; }

    /// <summary>Sites with a rule of their own; none by default.</summary>
    public List<SiteRetention> Sites { get; set; } = [];
}

/// <summary>How long documents of one site are kept.</summary>
public sealed class SiteRetention
{
    /// <summary>Name of the site, in any case.</summary>
    public string Site { get; set; } = string.Empty;

    /// <summary>Days, 0–100,000; 0: for ever.</summary>
    public double Days { get; set; }
}

/// <summary>What <c>dedup serve</c> does at set times, each in its turn with pages that come in.</summary>
public sealed class UpkeepOptions
{
    /// <summary>Hours between two deletions by the retention rules, 0.01–10,000; default 24.</summary>
    public double RetentionHours { get; set; } = 24;

    /// <summary>Hours between two backups, 0–10,000; 0, the default: none are made.</summary>
    public double BackupHours { get; set; }

    /// <summary>Folder of backups, relative to the working directory; none by default.</summary>
    public string BackupFolder { get; set; } = string.Empty;

    /// <summary>Backups that are kept, 1–10,000; default 7.</summary>
    public int KeepBackups { get; set; } = 7;

    /// <summary>Hours between two checks that everything stored agrees, 0–10,000; 0, the default: none are made. Pages wait meanwhile.</summary>
    public double CheckHours { get; set; }

    /// <summary>Whether a database of other extraction rules or settings is worked out again at start, and not refused; default false.</summary>
    public bool RebuildAtStart { get; set; }
}
