using CsCheck;
using Dapper;
using Dedup.Distributed.Storage;
using Dedup.Distributed.Tests.Support;
using Dedup.Engine.Storage;
using Npgsql;

namespace Dedup.Distributed.Tests.Storage;

/// <summary>Writes that are gathered come to the same as writes that are sent one by one.</summary>
public sealed class WaitingWritesTests
{
    private const string Tables =
        """
        CREATE TABLE variants (id bigint PRIMARY KEY, name text);
        CREATE TABLE documents (id bigint PRIMARY KEY, variant bigint REFERENCES variants(id), name text, share double precision, page bytea);
        CREATE TABLE marks (id bigint PRIMARY KEY);
        """;

    /// <summary>A new body with its page, a page of a known body, a mark, a change, a deletion: in any order, with reads between or without.</summary>
    [Fact]
    public void In_any_order()
    {
        Gen.Select(Gen.Int[0, 6], Gen.Int[1, 12], Gen.String[Gen.Char.AlphaNumeric, 0, 5].Null(), Gen.Double[0, 1].Nullable()).Array[0, 120].Sample(steps =>
        {
            using PostgresConnection together = Open();
            using PostgresConnection alone = Open();
            Run(together, steps, flush: false);
            Run(alone, steps, flush: true);
            return State(alone) == State(together);
        }, iter: 20);
    }

    private static void Run(PostgresConnection connection, (int, int, string?, double?)[] steps, bool flush)
    {
        using Statement variant = Statement.Prepare(connection, "INSERT INTO variants(id, name) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
        using Statement document = Statement.Prepare(connection,
            "INSERT INTO documents(name, variant, id, share, page) VALUES (?2, ?3, ?1, ?4, ?5) ON CONFLICT(id) DO UPDATE SET name = ?2, variant = ?3, share = ?4, page = ?5");
        using Statement mark = Statement.Prepare(connection, "INSERT INTO marks(id) VALUES (?1) ON CONFLICT DO NOTHING");
        using Statement unmark = Statement.Prepare(connection, "DELETE FROM marks WHERE id = ?1");
        using Statement rename = Statement.Prepare(connection, "UPDATE documents SET name = ?2 WHERE variant = ?1 RETURNING id");
        using Statement both = Statement.Prepare(connection, "INSERT INTO marks(id) VALUES (?1) ON CONFLICT DO NOTHING; UPDATE documents SET share = ?2 WHERE id = ?1");
        using Statement count = Statement.Prepare(connection, "SELECT count(*) FROM documents");
        using var transaction = new WriteTransaction(connection);
        int stored = 0;
        foreach ((int kind, int id, string? name, double? share) in steps)
        {
            switch (kind)
            {
                case 0 or 1:
                    variant.Execute(id, name);
                    document.Execute(id * (kind + 1), name, id, share, new byte[] { (byte)id });
                    stored++;
                    break;
                case 2: mark.Execute(id); break;
                case 3: unmark.Execute(id); break;
                case 4: rename.Execute(id, name); break;
                case 5: both.Execute(id, share); break;
                default: Assert.InRange(count.Scalar()!.Value, 0, stored); break;
            }
            if (flush) connection.Flush();
        }
        transaction.Commit();
    }

    private static PostgresConnection Open()
    {
        var connection = new PostgresConnection(new NpgsqlConnection(PostgresServer.Running.NewSchema()));
        connection.Open();
        connection.Inner.Execute(Tables);
        return connection;
    }

    private static string State(PostgresConnection connection) => string.Join('\n',
        connection.Query<string>("SELECT row(id, name)::text FROM variants ORDER BY id")
            .Concat(connection.Query<string>("SELECT row(id, variant, name, share, page)::text FROM documents ORDER BY id"))
            .Concat(connection.Query<string>("SELECT id::text FROM marks ORDER BY id")));
}
