namespace Dedup.Host.Rest;

/// <summary>The body of a request, read whole; of large ones there are only so many at once, in the order in which they come.</summary>
internal sealed class WholeBody : IDisposable
{
    /// <summary>Bodies up to this size wait for none of the large ones, however slowly those come.</summary>
    private const int SmallBytes = 1 << 20;

    private const int MostLarge = 8;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private static readonly SemaphoreSlim Large = new(MostLarge);

    private readonly MemoryStream _bytes = new();
    private bool _isLarge;

    private WholeBody()
    {
    }

    /// <summary>Its bytes.</summary>
    public Memory<byte> Bytes => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    /// <summary>Its bytes from the beginning.</summary>
    public MemoryStream Stream
    {
        get
        {
            _bytes.Position = 0;
            return _bytes;
        }
    }

    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="BadHttpRequestException">It is larger than is allowed, or stopped coming.</exception>
    public static async Task<WholeBody> Read(HttpContext context)
    {
        var body = new WholeBody();
        try
        {
            if (await body.ReadUpTo(SmallBytes, context)) return body;
            await Large.WaitAsync(context.RequestAborted);
            body._isLarge = true;
            await body.ReadUpTo(long.MaxValue, context);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_isLarge) Large.Release();
        _isLarge = false;
        _bytes.Dispose();
    }

    /// <summary>Reads until there are so many bytes, and says whether that was all of it.</summary>
    /// <remarks>Who sends the first part fast and no more must not keep a place for as long as the average allows.</remarks>
    private async Task<bool> ReadUpTo(long most, HttpContext context)
    {
        byte[] buffer = new byte[1 << 16];
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        while (_bytes.Length < most)
        {
            stalled.CancelAfter(LongestPause);
            int read;
            try
            {
                read = await context.Request.Body.ReadAsync(buffer, stalled.Token);
            }
            catch (OperationCanceledException e) when (!context.RequestAborted.IsCancellationRequested)
            {
                throw new BadHttpRequestException("the body has stopped coming", StatusCodes.Status408RequestTimeout, e);
            }
            if (read == 0) return true;
            _bytes.Write(buffer, 0, read);
        }
        return false;
    }
}
