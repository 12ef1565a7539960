using System.Data.Common;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>A second thread of a writer's: it reads what the writer has committed, and asks the writer's index, while that writes.</summary>
internal sealed class WriterBeside : IDisposable
{
    /// <summary>Opens what it reads through.</summary>
    /// <param name="options">The store.</param>
    /// <param name="writers">The writer's comparer.</param>
    /// <exception cref="DatabaseException">It cannot be read.</exception>
    public WriterBeside(DedupOptions options, BodyComparer writers)
    {
        Connection = options.Store.OpenForReading();
        try
        {
            Variants = new VariantStore(Connection);
            Comparer = writers.On(Variants);
        }
        catch
        {
            Connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads.</summary>
    public DbConnection Connection { get; }

    /// <summary>Bodies, over <see cref="Connection"/>.</summary>
    public VariantStore Variants { get; }

    /// <summary>Compares them.</summary>
    public BodyComparer Comparer { get; }

    public void Dispose()
    {
        Comparer.Dispose();
        Variants.Dispose();
        Connection.Dispose();
    }
}
