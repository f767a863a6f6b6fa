using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class HeaderCheckTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("Name,TripTime,Fare,P0,P1\na,1,2,3,4\n")]
    [InlineData("Name,TripTime,Fare,P0,P1")]
    [InlineData("name,trip_time,FARE,x,y\r\na,1,2,3,4\r\n")]
    [InlineData(" Name , Trip Time , fare , a , b \n")]
    [InlineData("NAME,trip-time,Fare,,\n")]
    [InlineData("\uFEFFName,TripTime,Fare,a,b\n")]
    [InlineData("Name,TripTime,Fare,a,b,more,than,asked\n")]
    public void A_header_that_fits(string content)
    {
        var path = _directory.Write("trips.csv", content);

        Assert.Equal(path, _ml.Data.VerifyHeader<Row>(path, ','));
    }

    /// <summary>What ML.NET loads without a word, and what is said now.</summary>
    [Fact]
    public void A_file_whose_columns_were_reordered()
    {
        var path = _directory.Write("trips.csv", "Name,Fare,TripTime,a,b\nx,10,2,0,0\n");

        var loaded = _ml.Data.CreateEnumerable<Row>(_ml.Data.LoadFromTextFile<Row>(path, ',', hasHeader: true), false).Single();
        Assert.Equal((10, 2), (loaded.TripTime, loaded.Price));

        var mismatch = Assert.Throws<HeaderMismatchException>(() => _ml.Data.VerifyHeader<Row>(path, ','));
        Assert.Equal(
            $"The header of '{path}' is not the one that class 'Row' is loaded by:\n"
            + "  position 1: expected 'TripTime', found 'Fare' ('TripTime' is at position 2)\n"
            + "  position 2: expected 'Fare', found 'TripTime' ('Fare' is at position 1)\n"
            + "ML.NET binds columns by position, and would load others without an error. Correct the file, or the positions in the code; "
            + "where the file calls a column otherwise, say so with [LoadColumnName(\"…\")] at the member.",
            mismatch.Message);
        Assert.Equal(path, mismatch.Path);
        Assert.Equal(new HeaderMismatch(1, "TripTime", "Fare", 2), mismatch.Mismatches[0]);
    }

    [Fact]
    public void A_column_that_was_inserted()
    {
        var mismatch = Mismatch("Id,Name,TripTime,Fare,a,b\n");

        Assert.Equal([0, 1, 2, 3], mismatch.Mismatches.Select(one => one.Position));
        Assert.Equal(new HeaderMismatch(3, null, "Fare", null), mismatch.Mismatches[3]);
        Assert.Contains("position 3: expected no other column's name, found 'Fare'", mismatch.Message);
    }

    [Fact]
    public void A_line_that_is_too_short() =>
        Assert.Equal([new(2, "Fare", null, null), new(3, "Pixels", null, null)], Mismatch("Name,TripTime\n").Mismatches);

    [Fact]
    public void Another_separator()
    {
        var mismatch = Mismatch("Name;TripTime;Fare;a;b\n");

        Assert.Equal("Name;TripTime;Fare;a;b", mismatch.Mismatches[0].Found);
    }

    [Fact]
    public void A_file_without_a_header() => Assert.Contains("expected 'Name', found '7'", Mismatch("7,1,2,3,4\n").Message);

    [Fact]
    public void Quotes_belong_to_the_name_unless_they_are_allowed()
    {
        var path = _directory.Write("trips.csv", "\"Name, short\",TripTime,\"Fare\",a,b\n");

        Assert.Throws<HeaderMismatchException>(() => _ml.Data.VerifyHeader<Quoted>(path, ','));
        _ml.Data.VerifyHeader<Quoted>(path, ',', allowQuoting: true);
        _ml.Data.VerifyHeader<Quoted>(path, new TextLoader.Options { Separators = [','], AllowQuoting = true, HasHeader = true });
    }

    [Theory]
    [InlineData("\"Name \"\"short\"\"\",TripTime\n", false)]
    [InlineData("\"Name\nshort\",TripTime\n", true)]
    public void Quotes_inside_of_quotes_and_lines_inside_of_them(string content, bool readMultilines) => _ml.Data.VerifyHeader<Quoted>(
        _directory.Write("trips.csv", content),
        new TextLoader.Options { Separators = [','], AllowQuoting = true, HasHeader = true, ReadMultilines = readMultilines });

    [Fact]
    public void Each_file_of_a_pattern()
    {
        _directory.Write("a.csv", "Name,TripTime,Fare,a,b\n");
        _directory.Write("b.csv", "Name,Fare,TripTime,a,b\n");

        var mismatch = Assert.Throws<HeaderMismatchException>(() => _ml.Data.VerifyHeader<Row>(_directory["*.csv"], ','));
        Assert.EndsWith("b.csv", mismatch.Path);
        Assert.ThrowsAny<IOException>(() => _ml.Data.VerifyHeader<Row>(_directory["none.csv"], ','));
    }

    [Fact]
    public void The_columns_of_options_and_a_header_in_a_file_of_its_own()
    {
        var options = new TextLoader.Options
        {
            Separators = [';'],
            HasHeader = true,
            Columns = [new("Name", DataKind.String, 0), new("Fare", DataKind.Single, 2), new("Rest", DataKind.Single, [new(3, null)])],
        };

        _ml.Data.VerifyHeader(_directory.Write("a.csv", "Name;x;Fare;y;z\n"), options);
        Assert.Equal(
            [new(0, "Name", "Fare", 2), new(2, "Fare", "Name", 0), new(4, null, "fare", null)],
            Assert.Throws<HeaderMismatchException>(() => _ml.Data.VerifyHeader(_directory.Write("b.csv", "Fare;x;Name;y;fare\n"), options)).Mismatches);

        options.HasHeader = false;
        Assert.Contains("has no header", Assert.Throws<ArgumentException>(() => _ml.Data.VerifyHeader(_directory["a.csv"], options)).Message);
        options.HeaderFile = _directory["a.csv"];
        Assert.Equal("c.csv", _ml.Data.VerifyHeader("c.csv", options));
    }

    [Fact]
    public void Names_that_the_file_has_are_said_at_the_member()
    {
        _ml.Data.VerifyHeader<Named>(_directory.Write("a.csv", "medv;x1;x2\n"), ';');
        Assert.Equal(
            [new(0, "medv", "Price", null), new(2, "x2", "x3", null)],
            Assert.Throws<HeaderMismatchException>(() => _ml.Data.VerifyHeader<Named>(_directory.Write("b.csv", "Price;x1;x3\n"), ';')).Mismatches);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void An_empty_file(string content) =>
        Assert.Contains("has no header", Assert.Throws<InvalidDataException>(() => _ml.Data.VerifyHeader<Row>(_directory.Write("empty.csv", content), ',')).Message);

    /// <summary>No more than the first line is read, however long the file; and of a file that has none, not all of it.</summary>
    [Fact]
    public void A_line_without_end()
    {
        using (var file = new StreamWriter(_directory["binary.csv"]))
        {
            for (var i = 0; i < 40; i++)
                file.Write(new string('\0', 1 << 19));
        }

        Assert.Contains("has no line end", Assert.Throws<InvalidDataException>(() => _ml.Data.VerifyHeader<Row>(_directory["binary.csv"], ',')).Message);
    }

    [Fact]
    public void A_class_that_says_nothing_of_positions()
    {
        Assert.Contains("No member of class 'Nothing'", Assert.Throws<ArgumentException>(() => _ml.Data.VerifyHeader<Nothing>("a.csv")).Message);
        Assert.Contains("is loaded from 2 field(s), and its [LoadColumnName] names 1", Assert.Throws<ArgumentException>(() => _ml.Data.VerifyHeader<Contradiction>("a.csv")).Message);
        Assert.Contains("no columns", Assert.Throws<ArgumentException>(() => _ml.Data.VerifyHeader("a.csv", new TextLoader.Options { HasHeader = true })).Message);
    }

    private HeaderMismatchException Mismatch(string content) =>
        Assert.Throws<HeaderMismatchException>(() => _ml.Data.VerifyHeader<Row>(_directory.Write("trips.csv", content), ','));

    private sealed class Row
    {
        [LoadColumn(0)]
        public string Name { get; set; } = "";

        [LoadColumn(1)]
        public float TripTime { get; set; }

        [LoadColumn(2), ColumnName("Fare")]
        public float Price { get; set; }

        [LoadColumn(3, 4)]
        public float[] Pixels { get; set; } = [];
    }

    private sealed class Quoted
    {
        [LoadColumn(0)]
        public string NameShort { get; set; } = "";

        [LoadColumn(1)]
        public float TripTime { get; set; }
    }

    private sealed class Named
    {
        [LoadColumn(0), LoadColumnName("medv")]
        public float Price { get; set; }

        [LoadColumn(1, 2), LoadColumnName("x1", "x2")]
        public float[] Xs { get; set; } = [];
    }

    private sealed class Contradiction
    {
        [LoadColumn(0, 1), LoadColumnName("x")]
        public float[] Xs { get; set; } = [];
    }

    private sealed class Nothing
    {
        public float X { get; set; }
    }
}
