using System.Data.Common;
using Dapper;
using Dedup.Engine;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Ingest;
using Dedup.Engine.Sources;

namespace Dedup.Distributed.Preparing;

/// <summary>Has pages prepared by the other hosts of the cluster: by each as many batches at once as it has shown that it keeps up with.</summary>
/// <remarks>
/// Batches are stored in order, so that one slow host would hold all others back: what does not come within a few times of what a batch takes
/// as a rule is prepared here, and the host is left alone for a while.
/// </remarks>
internal sealed class OtherHosts(IGrainFactory grains, DedupOptions options, ILocalSiloDetails self, IClusterMembershipService members) : IPreparers
{
    /// <summary>Batches that one host has at once.</summary>
    private const int Each = 2;

    /// <summary>A batch may take so many times as long as they do as a rule.</summary>
    private const int Patience = 4;

    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(2), FirstPatience = TimeSpan.FromSeconds(15), Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, Place> _hosts = [];
    private (LearnedChrome Chrome, long Version)? _learned;

    // Of a page, in seconds, as it has been lately.
    private double _perPage;

    /// <inheritdoc/>
    public int Places => Each * Others().Length;

    /// <inheritdoc/>
    public void Learned(DbConnection connection, LearnedChrome chrome)
    {
        long version = connection.ExecuteScalar<long>("UPDATE chrome_version SET version = version + 1 RETURNING version");
        lock (_gate) _learned = (chrome, version);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PreparedElsewhere>?>? TryPrepare(IReadOnlyList<Page> pages, LearnedChrome chrome)
    {
        SiloAddress[] others = Others();
        lock (_gate)
        {
            if (pages.Count == 0 || others.Length == 0 || _learned is not { } learned || !ReferenceEquals(learned.Chrome, chrome)) return null;
            foreach (SiloAddress host in others)
            {
                if (!_hosts.TryGetValue(host, out Place? place)) _hosts[host] = place = new Place();
                if (place.Busy >= Each || place.RestsUntil > Environment.TickCount64) continue;
                place.Busy++;
                return Prepare(host, place, pages, learned.Chrome, learned.Version);
            }
            return null;
        }
    }

    private async Task<IReadOnlyList<PreparedElsewhere>?> Prepare(SiloAddress host, Place place, IReadOnlyList<Page> pages, LearnedChrome chrome, long version)
    {
        long began = Environment.TickCount64;
        bool isSlow = false;
        try
        {
            Task<PreparedMessage[]?> call = grains.GetGrain<IPreparerGrain>(host.ToParsableString()).Prepare(version, [.. pages.Select(PageMessage.Of)]);
            PreparedMessage[]? prepared = await call.WaitAsync(Longest(pages.Count)).ConfigureAwait(false);
            if (prepared is null) return null;
            lock (_gate) _perPage = (_perPage == 0 ? 1 : .8) * _perPage + ((_perPage == 0 ? 1 : .2) * (Environment.TickCount64 - began) / 1000 / pages.Count);
            return [.. prepared.Zip(pages, (message, page) => message.ToPrepared(page, options.Sketch.Scheme, chrome))];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever it is, the page is prepared here.
            isSlow = true;
            return null;
        }
        finally
        {
            lock (_gate)
            {
                place.Busy--;
                if (isSlow) place.RestsUntil = Environment.TickCount64 + (long)Rest.TotalMilliseconds;
            }
        }
    }

    private TimeSpan Longest(int pages)
    {
        lock (_gate) return _perPage == 0 ? FirstPatience : TimeSpan.FromSeconds(Math.Max(LeastPatience.TotalSeconds, Patience * _perPage * pages));
    }

    private SiloAddress[] Others() =>
        [.. members.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self.SiloAddress)).Select(member => member.SiloAddress)];

    private sealed class Place
    {
        public int Busy { get; set; }

        public long RestsUntil { get; set; }
    }
}
