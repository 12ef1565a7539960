namespace Dedup.Engine.Storage;

/// <summary>A value on its way into a statement, without a box: a page is stored by some sixty of them.</summary>
internal readonly struct SqlValue
{
    private SqlValue(SqlType type, long bits, object? reference) => (Type, Bits, Reference) = (type, bits, reference);

    /// <summary>Which of SQLite's types it has; <c>default</c> is NULL.</summary>
    public SqlType Type { get; }

    /// <summary>The integer, or the bits of the real.</summary>
    public long Bits { get; }

    /// <summary>The text or the bytes.</summary>
    public object? Reference { get; }

    /// <summary>Whether it is NULL.</summary>
    public bool IsNull => Type == SqlType.Null;

    /// <summary>What a number is compared by: engines give a whole real back as one or the other.</summary>
    public double Number => Type == SqlType.Real ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    public static implicit operator SqlValue(long value) => new(SqlType.Integer, value, null);

    public static implicit operator SqlValue(int value) => new(SqlType.Integer, value, null);

    public static implicit operator SqlValue(bool value) => new(SqlType.Integer, value ? 1 : 0, null);

    public static implicit operator SqlValue(double value) => new(SqlType.Real, BitConverter.DoubleToInt64Bits(value), null);

    public static implicit operator SqlValue(long? value) => value is long some ? some : default(SqlValue);

    public static implicit operator SqlValue(double? value) => value is double some ? some : default(SqlValue);

    public static implicit operator SqlValue(string? value) => value is null ? default : new(SqlType.Text, 0, value);

    public static implicit operator SqlValue(byte[]? value) => value is null ? default : new(SqlType.Blob, 0, value);
}

/// <summary>The types of SQLite.</summary>
internal enum SqlType
{
    Null,
    Integer,
    Real,
    Text,
    Blob,
}
