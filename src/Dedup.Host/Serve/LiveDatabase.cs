using System.Collections.Concurrent;
using Dedup.Engine;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;

namespace Dedup.Host.Serve;

/// <summary>The service has not opened its database yet, or has lost it.</summary>
internal sealed class NotReadyException(string message) : Exception(message);

/// <summary>The database as requests ask it: a few readers and matchers that stay open, each for one request at a time.</summary>
/// <remarks>
/// More than a few at once would only take the processors from one another. Each request sees the database as it stands when it comes; none
/// holds an old state of it when it has gone, or the log could not be shortened.
/// </remarks>
internal sealed class LiveDatabase(DedupOptions options) : IDisposable
{
    private readonly ConcurrentBag<Reader> _readers = [];
    private readonly ConcurrentBag<ResidentMatcher> _matchers = [];
    private readonly SemaphoreSlim _reading = new(2 * Environment.ProcessorCount);
    private readonly SemaphoreSlim _matching = new(Environment.ProcessorCount);
    private volatile LiveIndex? _live;

    /// <summary>What the writer keeps, or in a cluster what all hosts share, whichever of them writes; null where the database is not open.</summary>
    public LiveIndex? Live
    {
        get => Shared ?? _live;
        set => _live = value;
    }

    /// <summary>What all hosts of a cluster share; null for a service alone.</summary>
    public LiveIndex? Shared { get; set; }

    /// <summary>Asks the database something; a request that is given up interrupts its query.</summary>
    /// <exception cref="NotReadyException">It is not open.</exception>
    /// <exception cref="OperationCanceledException">The request was given up.</exception>
    public async Task<T> Read<T>(Func<Reader, T> question, CancellationToken cancellation)
    {
        RequireReady();
        await _reading.WaitAsync(cancellation);
        try
        {
            if (!_readers.TryTake(out Reader? reader)) reader = new Reader(options.Store);
            try
            {
                T answer;
                using (cancellation.Register(reader.Interrupt)) answer = question(reader);
                cancellation.ThrowIfCancellationRequested();
                reader.Renew();
                _readers.Add(reader);
                return answer;
            }
            catch (Exception e)
            {
                reader.Dispose();
                if (e is System.Data.Common.DbException) cancellation.ThrowIfCancellationRequested();
                throw;
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>What a page is a copy of.</summary>
    /// <exception cref="NotReadyException">It is not open.</exception>
    public async Task<(MatchedPage? Matched, Rejection? Rejection)> Match(Page page, CancellationToken cancellation)
    {
        await _matching.WaitAsync(cancellation);
        try
        {
            LiveIndex live = RequireReady();
            ResidentMatcher? matcher;
            while (_matchers.TryTake(out matcher) && matcher.Live != live) matcher.Dispose();
            matcher ??= new ResidentMatcher(options, live);
            if (matcher.Live != live) matcher = new ResidentMatcher(options, live);
            try
            {
                MatchedPage? matched = matcher.Match(page, out Rejection? rejection);
                _matchers.Add(matcher);
                return (matched, rejection);
            }
            catch
            {
                matcher.Dispose();
                throw;
            }
        }
        finally
        {
            _matching.Release();
        }
    }

    public void Dispose()
    {
        while (_readers.TryTake(out Reader? reader)) reader.Dispose();
        while (_matchers.TryTake(out ResidentMatcher? matcher)) matcher.Dispose();
        _reading.Dispose();
        _matching.Dispose();
    }

    private LiveIndex RequireReady() => Live ?? throw new NotReadyException("the database is being opened, or its disk has failed; come again in a moment");

    private sealed class ResidentMatcher : IDisposable
    {
        private readonly Reader _reader;
        private readonly Matcher _matcher;

        public ResidentMatcher(DedupOptions options, LiveIndex live)
        {
            Live = live;
            _reader = new Reader(options.Store);
            try
            {
                _matcher = new Matcher(_reader, options, live);
                _reader.Renew();
            }
            catch
            {
                _reader.Dispose();
                throw;
            }
        }

        public LiveIndex Live { get; }

        public MatchedPage? Match(Page page, out Rejection? rejection)
        {
            MatchedPage? matched = _matcher.TryMatch(page, out rejection);
            _reader.Renew();
            return matched;
        }

        public void Dispose()
        {
            _matcher.Dispose();
            _reader.Dispose();
        }
    }
}
