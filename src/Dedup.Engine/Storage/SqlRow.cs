using System.Text;

namespace Dedup.Engine.Storage;

/// <summary>The row that a statement stands at; columns count from 0. Not to be kept: it is another row when the statement goes on.</summary>
internal abstract class SqlRow
{
    public abstract bool IsNull(int column);

    /// <summary>An integer, or a truth value as 0 or 1.</summary>
    public abstract long Integer(int column);

    public abstract double Real(int column);

    public virtual string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes of a blob or a text, until the statement goes on.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    /// <summary>The value as it is.</summary>
    public abstract SqlValue Value(int column);

    public virtual byte[] Blob(int column) => Bytes(column).ToArray();
}
