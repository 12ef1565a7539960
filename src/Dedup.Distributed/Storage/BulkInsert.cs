using System.Globalization;
using System.Text.RegularExpressions;
using Dedup.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Dedup.Distributed.Storage;

/// <summary>An insert of one row of values, which may be done of many rows by one statement: <c>INSERT INTO t(…) VALUES (?1, …) [ON CONFLICT …]</c>.</summary>
internal sealed partial class BulkInsert
{
    // What other tables refer to comes before them.
    private static readonly string[] Order = ["runs", "clusters", "variants", "sketches", "unlinked", "documents", "pages", "outlines", "chrome_groups"];

    private readonly string[] _columns;
    private readonly int[] _values;
    private readonly string _conflict;
    private readonly int[] _target;

    private BulkInsert(string table, string[] columns, int[] values, string conflict, int[] target)
    {
        (Table, _columns, _values, _conflict, _target) = (table, columns, values, conflict, target);
        int order = Array.IndexOf(Order, table);
        Rank = order < 0 ? Order.Length : order;
    }

    /// <summary>The table.</summary>
    public string Table { get; }

    /// <summary>Its place among the tables that are written together.</summary>
    public int Rank { get; }

    /// <summary>Whether rows may be copied in: nothing is said of those that are there.</summary>
    public bool MayCopy => _conflict.Length == 0;

    /// <summary>What a statement is; null where it is something else.</summary>
    public static BulkInsert? Of(string sql)
    {
        Match match = Insert().Match(sql);
        if (!match.Success) return null;
        string[] columns = match.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries);
        int[] values = [.. Value().Matches(match.Groups["values"].Value).Select(value => int.Parse(value.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1)];
        if (values.Length != columns.Length) return null;
        // What is set is the row's own.
        string conflict = Value().Replace(match.Groups["conflict"].Value, value =>
            "excluded." + columns[Array.IndexOf(values, int.Parse(value.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1)]);
        string[] target = match.Groups["target"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new BulkInsert(match.Groups["table"].Value, columns, values, conflict, [.. target.Select(column => Array.IndexOf(columns, column))]);
    }

    /// <summary>The row of some values, in the order of the columns.</summary>
    public SqlValue[] Row(ReadOnlySpan<SqlValue> values)
    {
        var row = new SqlValue[_values.Length];
        for (int i = 0; i < row.Length; i++) row[i] = values[_values[i]];
        return row;
    }

    /// <summary>Copies rows in, as binary.</summary>
    public void Copy(NpgsqlConnection connection, IReadOnlyList<SqlValue[]> rows, IReadOnlyDictionary<string, NpgsqlDbType> types)
    {
        NpgsqlDbType[] kinds = [.. _columns.Select(column => types[column])];
        using NpgsqlBinaryImporter import = connection.BeginBinaryImport($"COPY {Table}({string.Join(", ", _columns)}) FROM STDIN (FORMAT binary)");
        foreach (SqlValue[] row in rows)
        {
            import.StartRow();
            for (int i = 0; i < row.Length; i++)
            {
                switch (row[i].Type)
                {
                    case SqlType.Null: import.WriteNull(); break;
                    case SqlType.Integer: import.Write(row[i].Bits, kinds[i]); break;
                    case SqlType.Real: import.Write(BitConverter.Int64BitsToDouble(row[i].Bits), kinds[i]); break;
                    case SqlType.Text: import.Write(PostgresCommand.Storable((string)row[i].Reference!), kinds[i]); break;
                    default: import.Write((byte[])row[i].Reference!, kinds[i]); break;
                }
            }
        }
        import.Complete();
    }

    /// <summary>One statement for all rows: an array a column.</summary>
    public NpgsqlBatchCommand Together(IReadOnlyList<SqlValue[]> rows, IReadOnlyDictionary<string, NpgsqlDbType> types)
    {
        rows = LastOfEach(rows);
        var command = new NpgsqlBatchCommand(
            $"INSERT INTO {Table}({string.Join(", ", _columns)}) SELECT * FROM unnest({string.Join(", ", Enumerable.Range(1, _columns.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"${i}")))}) {_conflict}");
        for (int i = 0; i < _columns.Length; i++)
        {
            NpgsqlDbType type = types[_columns[i]];
            int column = i;
            command.Parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Array | type,
                Value = type switch
                {
                    NpgsqlDbType.Bigint => rows.Select(row => row[column].Type == SqlType.Null ? default(long?) : row[column].Bits).ToArray(),
                    NpgsqlDbType.Double => rows.Select(row => row[column].Type switch
                    {
                        SqlType.Null => default(double?),
                        SqlType.Integer => row[column].Bits,
                        _ => BitConverter.Int64BitsToDouble(row[column].Bits),
                    }).ToArray(),
                    NpgsqlDbType.Bytea => rows.Select(row => (byte[]?)row[column].Reference).ToArray(),
                    _ => rows.Select(row => row[column].Reference is string text ? PostgresCommand.Storable(text) : null).ToArray(),
                },
            });
        }
        return command;
    }

    /// <summary>One statement may write a row once: of those that would write the same the last counts, as it would have.</summary>
    private IReadOnlyList<SqlValue[]> LastOfEach(IReadOnlyList<SqlValue[]> rows)
    {
        if (_target.Length == 0) return rows;
        var last = new Dictionary<string, SqlValue[]>(StringComparer.Ordinal);
        foreach (SqlValue[] row in rows) last[string.Join('\u001f', _target.Select(column => row[column].Reference is byte[] bytes ? Convert.ToHexString(bytes) : row[column].Reference ?? row[column].Bits))] = row;
        return [.. last.Values];
    }

    [GeneratedRegex(@"^INSERT INTO (?<table>\w+)\((?<columns>[\w, \n]+)\)\s+VALUES \((?<values>\?\d+(?:, \?\d+)*)\)(?<conflict>\s+ON CONFLICT(?:\((?<target>[\w, ]+)\))? DO (?:NOTHING|UPDATE SET [^;]+))?$")]
    private static partial Regex Insert();

    [GeneratedRegex(@"\?(\d+)")]
    private static partial Regex Value();
}
