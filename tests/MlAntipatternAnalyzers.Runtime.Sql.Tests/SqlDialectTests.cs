using System;
using System.Data.Common;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests;

public sealed class SqlDialectTests
{
    [Theory]
    [InlineData("a", "\"a\"", "'a'")]
    [InlineData("a\"b", "\"a\"\"b\"", "'a\"b'")]
    [InlineData("O'Hara; --", "\"O'Hara; --\"", "'O''Hara; --'")]
    [InlineData("é😀\n", "\"é😀\n\"", "'é😀\n'")]
    public void Names_and_texts_are_quoted(string text, string identifier, string literal)
    {
        Assert.All([SqlDialect.DuckDb, SqlDialect.PostgreSql], dialect => Assert.Equal((identifier, literal), (dialect.Identifier(text), dialect.Text(text))));
    }

    [Fact]
    public void A_backslash_is_one_whatever_the_server_is_set_to() => Assert.Equal("E'a\\\\''b'", SqlDialect.PostgreSql.Text("a\\'b"));

    [Fact]
    public void What_no_engine_takes_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SqlDialect.DuckDb.Identifier(""));
        Assert.Contains("U+0000", Assert.Throws<ArgumentException>(() => SqlDialect.DuckDb.Identifier("a\0")).Message);
        Assert.Contains("U+0000", Assert.Throws<ArgumentException>(() => SqlDialect.PostgreSql.Text("\0")).Message);
    }

    [Fact]
    public void The_dialect_is_told_by_the_connection()
    {
        using var duckDb = DuckDb.Open();
        using var npgsql = new Npgsql.NpgsqlConnection();
        Assert.Same(SqlDialect.DuckDb, SqlDialect.Of(duckDb));
        Assert.Same(SqlDialect.PostgreSql, SqlDialect.Of(npgsql));
        using var other = new OtherConnection();
        Assert.Contains("Give one: SqlDialect.DuckDb, SqlDialect.PostgreSql, or a subclass", Assert.Throws<ArgumentException>(() => SqlDataSource.FromTable(other, "t")).Message);
    }

    /// <summary>What a dialect has to say is little: all the rest has a standard spelling.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(30_000)]
    public void A_small_dialect_gives_the_same_statistics(int rows)
    {
        using var connection = DuckDb.Open($"CREATE TABLE t AS {SqlStatisticsTests.Types.Replace("{0}", rows.ToString())}", "ALTER TABLE t ADD COLUMN tail DOUBLE", "UPDATE t SET tail = CASE WHEN id % 1000 = 13 THEN 1e13 ELSE pow(10, (hash(id, 20) % 100000) / 10000.0) END");
        var source = SqlDataSource.FromTable(connection, "t", options: new() { Dialect = new SmallDialect() });
        var options = new DataStatisticsOptions { WeightColumnName = "weight", Columns = ["real", "single", "far_off", "city", "code", "number_text", "flag", "at", "near_id", "tail"] };
        var actual = source.ComputeStatistics(options);
        SameStatistics.Hold(new MLContext().Data.ComputeStatistics(source.ToDataView(), options), actual);
        Assert.Equal("Small", actual.FindColumn("code")!.Text!.Distinct.HashName);

        // A database's own hashes are kept apart from those of others.
        if (rows > TopValues.DefaultLimit)
            Assert.Contains("one hash", Assert.Throws<ArgumentException>(() => DataStatistics.Merge(actual, SqlDataSource.FromTable(connection, "t").ComputeStatistics(options))).Message);
        Assert.Equal(2 * rows, DataStatistics.Merge(actual, actual).FindColumn("code")!.Text!.Count);
    }

    private sealed class SmallDialect : SqlDialect
    {
        public override string Name => "Small";

        protected internal override string Utf16Length(string text) => DuckDb.Utf16Length(text);

        protected internal override string Hash(string text) => $"hash({text})";

        protected internal override string Matches(string text, string pattern) => $"regexp_matches({text}, {Text(pattern)})";
    }

    private sealed class OtherConnection : DbConnection
    {
        [System.Diagnostics.CodeAnalysis.AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "";

        public override string DataSource => "";

        public override string ServerVersion => "";

        public override System.Data.ConnectionState State => System.Data.ConnectionState.Closed;

        public override void ChangeDatabase(string databaseName)
        {
        }

        public override void Close()
        {
        }

        public override void Open() => throw new InvalidOperationException();

        protected override DbTransaction BeginDbTransaction(System.Data.IsolationLevel isolationLevel) => throw new InvalidOperationException();

        protected override DbCommand CreateDbCommand() => throw new InvalidOperationException();
    }
}
