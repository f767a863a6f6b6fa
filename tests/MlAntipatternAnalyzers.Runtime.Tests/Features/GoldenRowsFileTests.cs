using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

public sealed class GoldenRowsFileTests : IDisposable
{
    private const string Minimal = """
        {
          "format": "mlgolden",
          "version": 1,
          "inputs": [
            { "name": "X", "type": "Single" },
            { "name": "Y", "type": "Single", "trainingOnly": true },
            { "name": "K", "type": "Key<UInt32, 3>" }
          ],
          "outputs": [ { "name": "Z", "type": "Vector<Single, 3>" } ],
          "rows": [
            { "inputs": { "X": 1.5, "K": 3 }, "outputs": { "Z": [1, "NaN", "-Infinity"] } },
            { "inputs": { "X": "Infinity", "K": 0 }, "outputs": { "Z": { "length": 3, "indices": [2], "values": [7] } } }
          ]
        }
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Every_type_comes_back_to_the_bit(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new(culture);
        try
        {
            var rows = new AllTypes[] { new(), AllTypes.Extreme, AllTypes.Odd };
            var view = _ml.Data.LoadFromEnumerable(rows);
            var names = view.Schema.Select(c => c.Name).ToArray();
            // What comes out is what goes in, under another name: the whole way there and back.
            var model = names.Aggregate(new EstimatorChain<ITransformer>(), (chain, name) => chain.Append<ITransformer>(_ml.Transforms.CopyColumns("Same" + name, name))).Fit(view);
            var path = _directory["all.mlgolden.json"];
            GoldenRows.Record(_ml, model, view).Save(path);

            var loaded = GoldenRows.Load(path);

            Assert.Equal(names.Select(name => "Same" + name), loaded.OutputColumnNames);
            loaded.Verify(_ml, model, GoldenTolerance.Exact);
            var first = File.ReadAllBytes(path);
            loaded.Save(path);
            Assert.Equal(first, File.ReadAllBytes(path));
            // The raw view itself, not only the file's idea of it.
            loaded.Verify<AllTypes, SameTypes>(_ml, row => new(row), GoldenTolerance.Exact);
            loaded.Verify<AllTypes>(_ml, model, GoldenTolerance.Exact);
            var back = _ml.Data.CreateEnumerable<AllTypes>(new GoldenRowsView([.. loaded.Inputs.Select(c => c.ToMembers())], loaded.Count), reuseRowObject: false).ToArray();
            Assert.Equal(rows.Select(r => r.Written), back.Select(r => r.Written));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Random_numbers_come_back_to_the_bit()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 5_000).Select(_ => new Numbers
        {
            Single = Real(BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))),
            Double = Real(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))),
            Whole = (ulong)random.NextInt64(long.MinValue, long.MaxValue),
        }).ToList();
        var view = _ml.Data.LoadFromEnumerable(rows);
        var golden = GoldenRows.Record(_ml, _ml.Transforms.CopyColumns("Copy", "Single").Fit(view), view, new() { MaxRows = rows.Count });
        golden.Save(_directory["numbers.mlgolden.json"]);

        var back = new GoldenRowsView(GoldenRows.Load(_directory["numbers.mlgolden.json"]).Inputs, rows.Count);

        Assert.Equal(rows.Select(r => BitConverter.SingleToInt32Bits(r.Single)), back.GetColumn<float>("Single").Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(rows.Select(r => BitConverter.DoubleToInt64Bits(r.Double)), back.GetColumn<double>("Double").Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(rows.Select(r => r.Whole), back.GetColumn<ulong>("Whole"));

        static T Real<T>(T value)
            where T : System.Numerics.IFloatingPointIeee754<T> => T.IsNaN(value) ? T.NaN : value;
    }

    [Fact]
    public void A_vector_of_few_values_is_written_sparse_and_stays_so()
    {
        var rows = new[] { new Sentence { Words = "alpha beta" }, new Sentence { Words = "gamma" }, new Sentence() };
        var view = _ml.Data.LoadFromEnumerable(rows);
        var model = _ml.Transforms.Text.ProduceHashedWordBags("Bag", "Words", numberOfBits: 16).Fit(view);
        GoldenRows.Record(_ml, model, view).Save(_directory["bag.mlgolden.json"]);

        Assert.True(new FileInfo(_directory["bag.mlgolden.json"]).Length < 2_000, "65536 slots are written out");
        GoldenRows.Load(_directory["bag.mlgolden.json"]).Verify(_ml, model, GoldenTolerance.Exact);
        var other = _ml.Transforms.Text.ProduceHashedWordBags("Bag", "Words", numberOfBits: 16, seed: 1).Fit(view);
        Assert.NotEmpty(GoldenRows.Load(_directory["bag.mlgolden.json"]).Compare(_ml, other));
    }

    [Fact]
    public void A_file_written_by_hand_is_read()
    {
        var golden = GoldenRows.Load(_directory.Write("a.mlgolden.json", Minimal));

        Assert.Equal(2, golden.Count);
        var view = new GoldenRowsView(golden.Inputs, golden.Count);
        Assert.Equal([1.5f, float.PositiveInfinity], view.GetColumn<float>("X"));
        Assert.Equal([0f, 0f], view.GetColumn<float>("Y"));
        Assert.Equal([3u, 0u], view.GetColumn<uint>("K"));
        Assert.Equal([[1, float.NaN, float.NegativeInfinity], [0, 0, 7]], new GoldenRowsView(golden.Outputs, golden.Count).GetColumn<float[]>("Z"));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", 3, "expected format version 1 at most, found 2: a later release wrote this file")]
    [InlineData("mlgolden", "mlschema", 2, "expected the format 'mlgolden', found 'mlschema'")]
    [InlineData("\"X\": 1.5", "\"X\": \"one\"", 11, "expected a number, \"NaN\", \"Infinity\" or \"-Infinity\" for the Single 'X', found the text 'one'")]
    [InlineData("\"X\": 1.5", "\"X\": 1e39", 11, "for the Single 'X', found the number 1e39")]
    [InlineData("\"X\": 1.5", "\"Y\": 1.5", 11, "expected a column of 'inputs' ('X', 'K'), found 'Y'")]
    [InlineData("\"X\": 1.5, ", "", 11, "expected a value for the column 'X', found none")]
    [InlineData("\"K\": 3", "\"K\": 4", 11, "expected a key from 0 to 3 for the Key<UInt32, 3> 'K', found the number 4")]
    [InlineData("\"K\": 3", "\"K\": -1", 11, "expected a whole number from 0 to 4294967295 for the Key<UInt32, 3> 'K', found the number -1")]
    [InlineData("\"K\": 3", "\"K\": 1.0", 11, "found the number 1.0")]
    [InlineData("[1, \"NaN\", \"-Infinity\"]", "[1, 2]", 11, "expected 3 values for the Vector<Single, 3> 'Z', found 2")]
    [InlineData("\"indices\": [2]", "\"indices\": [3]", 12, "expected indices below the length (3)")]
    [InlineData("\"indices\": [2]", "\"indices\": [2, 2]", 12, "in rising order, found the number 2 after 2")]
    [InlineData("\"indices\": [2]", "\"indices\": [1, 2]", 12, "expected as many values as indices (2)")]
    [InlineData("\"length\": 3", "\"length\": 3000000000", 12, "a whole number from 0 to 134217728 for the length")]
    [InlineData("\"length\": 3, ", "", 12, "expected length, indices, values for the Vector<Single, 3> 'Z', found only indices, values")]
    [InlineData("Key<UInt32, 3>", "Key<UInt32>", 7, "expected a key with its count")]
    [InlineData("Key<UInt32, 3>", "Other<Image>", 7, "expected a type whose values a file can hold")]
    [InlineData("Key<UInt32, 3>", "Float", 7, "expected a type: Boolean, SByte")]
    [InlineData("\"name\": \"Y\"", "\"name\": \"X\"", 6, "expected each column once, found 'X' again")]
    [InlineData("\"trainingOnly\"", "\"training\"", 6, "expected one of the properties name, type, trainingOnly; found 'training'")]
    [InlineData("\"rows\"", "\"row\"", 10, "expected one of the properties format, version, inputs, outputs, rows; found 'row'")]
    [InlineData("{ \"inputs\": { \"X\": 1.5, \"K\": 3 }, ", "{ ", 11, "expected the row to have 'inputs' and 'outputs'")]
    public void A_file_that_is_wrong_says_where_and_what_was_expected(string from, string to, int line, string problem)
    {
        Assert.Contains(from, Minimal, StringComparison.Ordinal);
        var at = Minimal.IndexOf(from, StringComparison.Ordinal);
        var path = _directory.Write("a.mlgolden.json", Minimal[..at] + to + Minimal[(at + from.Length)..]);

        var e = Assert.Throws<GoldenRowsFormatException>(() => GoldenRows.Load(path));

        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.Equal((path, line), (e.Path, e.Line));
    }

    [Theory]
    [InlineData("", "the end of the file")]
    [InlineData("{ \"format\": \"mlgolden\", \"version\": 1 }", "expected the property 'rows', found none")]
    [InlineData("{ \"format\": \"mlgolden\", \"version\": 1, \"rows\": [] }", "'inputs' and 'outputs' before 'rows'")]
    [InlineData("{ \"format\": \"mlgolden\", \"version\": 1, \"inputs\": [], \"outputs\": [], \"rows\": [] }", "nothing would be compared")]
    [InlineData("{ \"format\": \"mlgolden\", \"version\": 1, \"inputs\": [", "the end of the file")]
    [InlineData("Distance,Hours", "expected JSON")]
    [InlineData("PK\u0003\u0004 and no archive", "an archive that is damaged")]
    public void A_file_that_is_no_golden_rows_is_named(string content, string problem)
    {
        var path = _directory.Write("a.mlgolden.json", content);

        Assert.Contains(problem, Assert.Throws<GoldenRowsFormatException>(() => GoldenRows.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_golden_rows_says_how_they_get_there()
    {
        var view = _ml.Data.LoadFromEnumerable([new Sentence()]);
        _ml.Model.Save(_ml.Transforms.CopyColumns("Copy", "Words").Fit(view), view.Schema, _directory["model.zip"]);

        Assert.Contains("SaveInto", Assert.Throws<GoldenRowsFormatException>(() => GoldenRows.Load(_directory["model.zip"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_half_a_character_is_refused()
    {
        var view = _ml.Data.LoadFromEnumerable([new Sentence { Words = "a\ud83d" }]);

        Assert.Contains(
            "half of a surrogate pair",
            Assert.Throws<ArgumentException>(() => GoldenRows.Record(_ml, _ml.Transforms.CopyColumns("Copy", "Words").Fit(view), view)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0, 1.000009, true)]
    [InlineData(1.0, 1.0001, false)]
    [InlineData(-1000.0, -1000.009, true)]
    [InlineData(0.0, 1e-8, true)]
    [InlineData(0.0, 1e-6, false)]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(double.NaN, 0.0, false)]
    [InlineData(0.0, double.NaN, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, false)]
    [InlineData(double.PositiveInfinity, 1e308, false)]
    [InlineData(1e308, double.PositiveInfinity, false)]
    public void The_default_tolerance_is_the_larger_of_an_absolute_and_a_relative_one(double expected, double found, bool same) =>
        Assert.Equal(same, new GoldenTolerance().Allows(expected, found));

    private sealed class Sentence
    {
        public string Words { get; set; } = "";
    }

    private sealed class Numbers
    {
        public float Single { get; set; }
        public double Double { get; set; }
        public ulong Whole { get; set; }
    }

    private class AllTypes
    {
        public float A { get; set; }
        public double B { get; set; }
        public sbyte C { get; set; }
        public short D { get; set; }
        public int E { get; set; }
        public long F { get; set; }
        public byte G { get; set; }
        public ushort H { get; set; }
        public uint I { get; set; }
        public ulong J { get; set; }
        public bool K { get; set; }
        public string L { get; set; } = "";
        public DateTime M { get; set; }
        public DateTimeOffset N { get; set; }
        public TimeSpan O { get; set; }

        [KeyType(4)]
        public uint P { get; set; }

        [VectorType(3)]
        public float[] Q { get; set; } = [0, 0, 0];

        [VectorType]
        public string[] R { get; set; } = [];

        [VectorType(2)]
        public double[] S { get; set; } = [0, 0];

        [VectorType(2)]
        public bool[] T { get; set; } = [false, false];

        [VectorType(2), KeyType(9)]
        public byte[] U { get; set; } = [0, 0];

        [VectorType(1)]
        public long[] V { get; set; } = [0];

        [NoColumn]
        public string Written => string.Join('|', new object[]
        {
            BitConverter.SingleToInt32Bits(A), BitConverter.DoubleToInt64Bits(B), C, D, E, F, G, H, I, J, K, L, M.Ticks, N.Ticks, N.Offset.Ticks, O.Ticks, P,
            string.Join(',', Q.Select(BitConverter.SingleToInt32Bits)), string.Join(',', R), string.Join(',', S.Select(BitConverter.DoubleToInt64Bits)), string.Join(',', T), string.Join(',', U), V[0],
        }.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

        public static AllTypes Extreme { get; } = new()
        {
            A = float.NaN, B = double.NegativeInfinity, C = sbyte.MinValue, D = short.MinValue, E = int.MinValue, F = long.MinValue, G = byte.MaxValue, H = ushort.MaxValue, I = uint.MaxValue,
            J = ulong.MaxValue, K = true, L = "a \"b\" \\ 東京\r\n\u0000\ud83d\ude00", M = DateTime.MaxValue, N = DateTimeOffset.MaxValue, O = TimeSpan.MinValue, P = 4,
            Q = [float.Epsilon, float.MaxValue, float.NegativeInfinity], R = ["", "x", "\u2028"], S = [double.Epsilon, double.MinValue], T = [true, true], U = [9, 0], V = [long.MaxValue],
        };

        public static AllTypes Odd { get; } = new()
        {
            A = -0f, B = 0.1 + 0.2, L = " ", M = new DateTime(2024, 5, 31, 8, 15, 0, DateTimeKind.Utc).AddTicks(7), N = new(2024, 5, 31, 8, 15, 0, TimeSpan.FromHours(5.5)), O = TimeSpan.FromTicks(-1),
            Q = [0.1f, float.NaN, 16777217f], R = [""], S = [-0.0, double.NaN],
        };
    }

    private sealed class SameTypes(AllTypes row)
    {
        public float SameA { get; } = row.A;
        public double SameB { get; } = row.B;
        public string SameL { get; } = row.L;
        public DateTimeOffset SameN { get; } = row.N;

        // As an engine gives it out: the key itself, from 1 on.
        [KeyType(4)]
        public uint SameP { get; } = row.P < 4 ? row.P + 1 : 0;
    }
}
