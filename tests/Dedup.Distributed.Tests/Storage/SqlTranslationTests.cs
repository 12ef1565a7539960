using Dedup.Distributed.Storage;

namespace Dedup.Distributed.Tests.Storage;

public sealed class SqlTranslationTests
{
    [Theory]
    [InlineData("SELECT 1 FROM a CROSS JOIN b ON b.x = a.x", "SELECT 1 FROM a JOIN b ON b.x = a.x")]
    [InlineData("BEGIN IMMEDIATE", "BEGIN")]
    [InlineData("BEGIN DEFERRED", "BEGIN ISOLATION LEVEL REPEATABLE READ")]
    [InlineData("CREATE TEMP TABLE t(a INTEGER, b REAL) WITHOUT ROWID", "CREATE TEMP TABLE t(a bigint, b double precision) ")]
    [InlineData("SELECT c.id FROM clusters c INDEXED BY clusters_by_size WHERE x LIKE @y", "SELECT c.id FROM clusters c  WHERE x ILIKE @y")]
    [InlineData("DROP TABLE IF EXISTS temp.decisions", "DROP TABLE IF EXISTS pg_temp.decisions")]
    public void Words_of_one_engine_become_words_of_the_other(string sqlite, string postgres) => Assert.Equal(postgres, SqlTranslation.Of(sqlite));

    [Fact]
    public void Each_part_numbers_the_parameters_that_it_names()
    {
        IReadOnlyList<StatementPart> parts = SqlTranslation.Parts("UPDATE a SET x = ?3 WHERE y = ?1 OR z = ?3; DELETE FROM b WHERE c = ?2;");

        Assert.Equal(["UPDATE a SET x = $1 WHERE y = $2 OR z = $1", "DELETE FROM b WHERE c = $1"], parts.Select(part => part.Sql));
        Assert.Equal([2, 0], parts[0].Values);
        Assert.Equal([1], parts[1].Values);
        Assert.All(parts, part => Assert.Null(part.Insert));
    }

    [Fact]
    public void An_insert_of_values_is_known_as_one_and_any_other_is_not()
    {
        BulkInsert insert = BulkInsert.Of("INSERT INTO t(a, b) VALUES (?2, ?1) ON CONFLICT(a) DO UPDATE SET b = ?1")!;
        Assert.Equal("t", insert.Table);
        Assert.False(insert.MayCopy);
        Assert.True(BulkInsert.Of("INSERT INTO t(a) VALUES (?1)")!.MayCopy);
        Assert.Null(BulkInsert.Of("INSERT INTO t(a) SELECT ?1"));
        Assert.Null(BulkInsert.Of("INSERT INTO t(a) VALUES (?1) RETURNING id"));
        Assert.Null(BulkInsert.Of("INSERT INTO t(a, b) VALUES (?1, 0)"));
    }
}
