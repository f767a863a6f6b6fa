using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests;

public sealed class SqlDataViewTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Every_type_is_read_as_ML_NET_has_it()
    {
        using var connection = DuckDb.Open("""
            CREATE TABLE t AS SELECT * FROM (VALUES
              (1::TINYINT, 2::SMALLINT, 3::INTEGER, 4::BIGINT, 5::UTINYINT, 18446744073709551615::UBIGINT, 1.5::FLOAT, 2.5::DOUBLE, 3.25::DECIMAL(10,2), 'Zoë 😀', true,
               TIMESTAMP '2024-02-29 10:30:00', DATE '2024-03-01', TIMESTAMPTZ '2024-01-01 10:00:00+02', TIME '01:02:03', [1.5, NULL]::DOUBLE[], [1, 2]::FLOAT[2], ['a', NULL, 'b'], 'a'::ENUM('a', 'b')))
              v(i1, i2, i4, i8, u1, u8, f, d, dec, s, b, ts, da, tz, ti, list, arr, texts, e)
            """);
        var source = SqlDataSource.FromTable(connection, "t");
        Assert.Equal(
            "i1: SByte, i2: Int16, i4: Int32, i8: Int64, u1: Byte, u8: UInt64, f: Single, d: Double, dec: Double, s: Text, b: Boolean, ts: DateTime, da: DateTime, tz: DateTimeOffset, ti: TimeSpan, "
            + "list: Vector<Double>, arr: Vector<Single, 2>, texts: Vector<Text>, e: Text",
            source.GetColumns().Describe());

        var view = source.ToDataView();
        Assert.Equal((sbyte)1, view.Values<sbyte>("i1").Single());
        Assert.Equal((short)2, view.Values<short>("i2").Single());
        Assert.Equal(3, view.Values<int>("i4").Single());
        Assert.Equal(4L, view.Values<long>("i8").Single());
        Assert.Equal((byte)5, view.Values<byte>("u1").Single());
        Assert.Equal(ulong.MaxValue, view.Values<ulong>("u8").Single());
        Assert.Equal(1.5f, view.Values<float>("f").Single());
        Assert.Equal(2.5, view.Values<double>("d").Single());
        Assert.Equal(3.25, view.Values<double>("dec").Single());
        Assert.Equal("Zoë 😀", view.Values<string>("s").Single());
        Assert.True(view.Values<bool>("b").Single());
        Assert.Equal(new(2024, 2, 29, 10, 30, 0), view.Values<DateTime>("ts").Single());
        Assert.Equal(new(2024, 3, 1), view.Values<DateTime>("da").Single());
        Assert.Equal(new DateTime(2024, 1, 1, 8, 0, 0, DateTimeKind.Utc), view.Values<DateTimeOffset>("tz").Single().UtcDateTime);
        Assert.Equal(new(1, 2, 3), view.Values<TimeSpan>("ti").Single());
        Assert.Equal([1.5, double.NaN], view.Values<double[]>("list").Single());
        Assert.Equal([1f, 2f], view.Values<float[]>("arr").Single());
        Assert.Equal(["a", "", "b"], view.Values<ReadOnlyMemory<char>[]>("texts").Single().Select(text => text.ToString()));
        Assert.Equal("a", view.Values<string>("e").Single());
    }

    [Fact]
    public void What_is_NULL_is_missing_and_types_that_cannot_be_missing_give_way()
    {
        using var connection = DuckDb.Open(
            "CREATE TABLE t(i1 TINYINT, i8 BIGINT, f FLOAT, d DOUBLE, s VARCHAR, b BOOLEAN, ts TIMESTAMP, list FLOAT[], arr FLOAT[2])",
            "INSERT INTO t VALUES (1, 2, 1.5, 2.5, 'x', true, TIMESTAMP '2024-02-29 10:30:00', [1], [1, 2]), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        var source = SqlDataSource.FromTable(connection, "t");
        Assert.Equal("i1: Single, i8: Double, f: Single, d: Double, s: Text, b: Text, ts: Text, list: Vector<Single>, arr: Vector<Single, 2>", source.GetColumns().Describe());

        var view = source.ToDataView();
        Assert.Equal([1f, float.NaN], view.Values<float>("i1"));
        Assert.Equal([2, double.NaN], view.Values<double>("i8"));
        Assert.Equal([1.5f, float.NaN], view.Values<float>("f"));
        Assert.Equal([2.5, double.NaN], view.Values<double>("d"));
        Assert.Equal(["x", ""], view.Values<string>("s"));
        Assert.Equal(["True", ""], view.Values<string>("b"));
        Assert.Equal(["2024-02-29 10:30:00", ""], view.Values<string>("ts"));
        Assert.Equal([[1f], []], view.Values<float[]>("list"));
        Assert.Equal([[1f, 2f], [float.NaN, float.NaN]], view.Values<float[]>("arr"));
    }

    [Fact]
    public void A_type_that_was_given_stays_and_a_NULL_that_it_cannot_hold_is_an_error_that_names_the_row()
    {
        using var connection = DuckDb.Open("CREATE TABLE t(i BIGINT, d DOUBLE)", "INSERT INTO t VALUES (1, 0.1), (NULL, 0.2)");
        var types = new System.Collections.Generic.Dictionary<string, ColumnType> { ["i"] = ColumnType.Int32, ["d"] = ColumnType.Single };
        var view = SqlDataSource.FromTable(connection, "t", options: new() { Types = types }).ToDataView();
        Assert.Equal([0.1f, 0.2f], view.Values<float>("d"));
        var error = Assert.Throws<InvalidOperationException>(() => view.Values<int>("i"));
        Assert.StartsWith("Column 'i' is NULL in row 2, and ML.NET has no missing Int32. Read it as a real number", error.Message);
    }

    [Fact]
    public void Hostile_names_are_names()
    {
        const string Table = "a\"; DROP TABLE t; --";
        const string Column = "x\" FROM t; DELETE FROM t; -- 'é😀\n";
        using var connection = DuckDb.Open("CREATE TABLE t(i INT)", "INSERT INTO t VALUES (1)", $"CREATE TABLE \"{Table.Replace("\"", "\"\"")}\" (\"{Column.Replace("\"", "\"\"")}\" DOUBLE)", $"INSERT INTO \"{Table.Replace("\"", "\"\"")}\" VALUES (7)");
        Assert.Equal([7.0], SqlDataSource.FromTable(connection, Table).ToDataView().Values<double>(Column));
        Assert.Equal([1], SqlDataSource.FromTable(connection, "t", "main").ToDataView().Values<int>("i"));
        Assert.Throws<ArgumentException>(() => SqlDataSource.FromTable(connection, "a\0b"));
    }

    [Fact]
    public void Two_cursors_read_at_once_and_the_pipeline_reads_what_it_needs()
    {
        using var connection = DuckDb.Open("CREATE TABLE t AS SELECT i AS a, i * 2.0::DOUBLE AS b FROM range(10000) r(i)");
        var view = _ml.Data.LoadFromQuery(connection, "SELECT a, b FROM t ORDER BY a -- all");
        using var one = view.GetRowCursor([view.Schema["a"]]);
        using var two = view.GetRowCursor([view.Schema["b"]]);
        var (a, b) = (one.GetGetter<long>(view.Schema["a"]), two.GetGetter<double>(view.Schema["b"]));
        var (x, y, rows) = (0L, 0.0, 0);
        while (one.MoveNext() && two.MoveNext())
        {
            a(ref x);
            b(ref y);
            Assert.Equal(x * 2, y);
            Assert.Equal(rows++, one.Position);
        }
        Assert.Equal(10000, rows);
        Assert.False(one.IsColumnActive(view.Schema["b"]));
        Assert.Throws<ArgumentException>(() => one.GetGetter<double>(view.Schema["b"]));
        Assert.Throws<ArgumentException>(() => one.GetGetter<int>(view.Schema["a"]));
    }

    [Fact]
    public void Files_are_read_by_their_pattern()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["a1.csv"], "City,Fare,Riders\nRome,1.5,1\n,2.5,2\n");
        File.WriteAllText(folder["a2.csv"], "City,Fare,Riders\n\"O'Hara, \"\"x\"\"\",NaN,3\n");
        File.WriteAllText(folder["t.tsv"], "a;b\tc\n1;2\t3\n");
        var view = _ml.Data.LoadFromFiles(folder["a*.csv"]);
        Assert.Equal(["Rome", "", "O'Hara, \"x\""], view.Values<string>("City"));
        Assert.Equal([1.5, 2.5, double.NaN], view.Values<double>("Fare"));
        Assert.Equal([1, 2, 3L], view.Values<long>("Riders"));
        Assert.Equal(["a;b", "c"], _ml.Data.LoadFromFiles(folder["t.tsv"]).Schema.Select(column => column.Name));
    }

    [Fact]
    public void What_cannot_be_read_is_an_error_that_says_what_to_do()
    {
        using var folder = new TemporaryDirectory();
        var none = Assert.Throws<SqlQueryException>(() => _ml.Data.LoadFromFiles(folder["no*.csv"]));
        Assert.Contains("No files found", none.Message);
        Assert.Contains("DuckDB refused the query for the columns of", none.Message);
        Assert.Contains("read_csv", Assert.Throws<ArgumentException>(() => _ml.Data.LoadFromFiles("data.xyz")).Message);
        Assert.Contains("Files of one format", Assert.Throws<ArgumentException>(() => SqlDataSource.FromFiles(["a.csv", "b.parquet"])).Message);

        using var connection = DuckDb.Open();
        var absent = new SqlDataSourceOptions { Types = new System.Collections.Generic.Dictionary<string, ColumnType> { ["b"] = ColumnType.Single } };
        Assert.Contains("column 'b', and the query has no such column. It has: a.", Assert.Throws<SqlQueryException>(() => _ml.Data.LoadFromQuery(connection, "SELECT 1 AS a", absent)).Message);
    }

    [Fact]
    public void A_value_that_does_not_fit_is_an_error_that_names_the_line()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["a.csv"], "x\n" + string.Concat(Enumerable.Repeat("1\n", 30000)) + "oops\n");
        var error = Assert.Throws<SqlQueryException>(() => _ml.Data.LoadFromFiles(folder["a.csv"]).Values<long>("x"));
        Assert.Contains("30002", error.Message);
        Assert.Contains("oops", error.Message);
    }
}
