using System.Globalization;
using System.Text;
using Dedup.Engine.Storage;

namespace Dedup.Distributed.Storage;

/// <summary>A row that PostgreSQL has given, whole.</summary>
internal sealed class PostgresRow(object[] values) : SqlRow
{
    /// <inheritdoc/>
    public override bool IsNull(int column) => values[column] is DBNull;

    /// <inheritdoc/>
    public override long Integer(int column) => IsNull(column) ? 0 : ToInteger(values[column]);

    /// <inheritdoc/>
    public override double Real(int column) => IsNull(column) ? 0 : Convert.ToDouble(values[column], CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string Text(int column) => values[column] is string text ? text : base.Text(column);

    /// <inheritdoc/>
    public override SqlValue Value(int column) => values[column] switch
    {
        DBNull => default,
        string text => text,
        byte[] bytes => bytes,
        double real => real,
        object integer => ToInteger(integer),
    };

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Bytes(int column) => values[column] switch
    {
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        _ => [],
    };

    /// <summary>An integer of any width, or a truth value.</summary>
    internal static long ToInteger(object value) => value is long integer ? integer : Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
