using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>The schemas that loads give their views: what the model says, against what ML.NET prints.</summary>
public sealed class LoadedSchemaTests
{
    private const string Program = """
        using Microsoft.ML.Transforms.Image;

        var ml = new MLContext(1);
        File.WriteAllLines("rows.csv", Enumerable.Range(0, 4).Select(i => $"{i},{i},{i},{i},{i}"));
        var comma = new[] { ',' };

        // Objects.
        Show(ml.Data.LoadFromEnumerable(new[] { new Plain() }));
        Show(ml.Data.LoadFromEnumerable(new[] { new Derived() }));
        Show(ml.Data.LoadFromEnumerable(new[] { new Vectors { Sized = new float[3], Grid = new float[6], Named = new string[2], Keys = new uint[2] } }));
        Show(ml.Data.LoadFromEnumerable(new[] { new Tuple(1, "a") }));
        Show(ml.Data.LoadFromEnumerable(new List<Point> { new Point { X = 1 } }));
        Show(ml.Data.LoadFromEnumerable(new[] { new Picture() }));
        Show(ml.Data.LoadFromEnumerable(ml.Data.CreateEnumerable<Short>(ml.Data.LoadFromEnumerable(new[] { new Plain() }), false)));

        // Text files.
        Show(ml.Data.LoadFromTextFile<Lines>("rows.csv", ','));
        Show(ml.Data.LoadFromTextFile<Ranges>("rows.csv", ','));
        Show(ml.Data.LoadFromTextFile<More>("rows.csv", ','));
        Show(ml.Data.LoadFromTextFile("rows.csv", new[] { new TextLoader.Column("A", DataKind.Single, 0), new TextLoader.Column("B", DataKind.String, 1, 2), new TextLoader.Column("C", DataKind.Int32, 1, 1) }, ','));
        Show(ml.Data.LoadFromTextFile("rows.csv", new[] { new TextLoader.Column("A", DataKind.UInt32, new[] { new TextLoader.Range(0) }, new KeyCount(5)), new TextLoader.Column("B", DataKind.Double, new[] { new TextLoader.Range(0), new TextLoader.Range(2, 3) }) }, ','));
        Show(ml.Data.LoadFromTextFile("rows.csv", new TextLoader.Options { Separators = comma, Columns = new[] { new TextLoader.Column { Name = "A", Source = new[] { new TextLoader.Range(1) } }, new TextLoader.Column("B", DataKind.Boolean, 1) } }));
        Show(ml.Data.CreateTextLoader<Lines>(',').Load("rows.csv"));
        Show(ml.Data.CreateTextLoader(new TextLoader.Options { Separators = comma, Columns = new[] { new TextLoader.Column("T", DataKind.DateTime, 1) } }).Load("rows.csv"));

        // Other files.
        File.WriteAllLines("rows.svm", Enumerable.Range(0, 4).Select(i => $"{i} 1:2 3:{i}"));
        Show(ml.Data.LoadFromSvmLightFile("rows.svm", inputSize: 5));
        Show(ml.Data.CreateSvmLightLoader(inputSize: 4).Load("rows.svm"));

        // The same columns.
        Show(ml.Data.ShuffleRows(ml.Data.TakeRows(ml.Data.LoadFromTextFile<Lines>("rows.csv", ','), 2)));
        Show(ml.Data.TrainTestSplit(ml.Data.Cache(ml.Data.LoadFromEnumerable(new[] { new Short(), new Short() }))).TestSet);

        static void Show(IDataView view)
        {
            new MLContext().Data.TrainTestSplit(view);
            Console.WriteLine("@" + string.Join(", ", view.Schema.Where(column => !column.IsHidden).Select(column => column.Name + ": " + column.Type)));
        }

        public class Plain
        {
            public const float Constant = 1;
            public static float Shared;
            public float F;
            public double D { get; set; }
            public bool B { get; set; }
            public string S { get; set; }
            public ReadOnlyMemory<char> M { get; set; }
            public sbyte I1; public short I2; public int I4; public long I8; public byte U1; public ushort U2; public uint U4; public ulong U8;
            public DateTime Time; public DateTimeOffset Offset; public TimeSpan Span;
            [ColumnName("Renamed")] public float Original { get; set; }
            [NoColumn] public float Hidden { get; set; }
            public float Computed => F + 1;
            public float WriteOnly { set { } }
            internal float Internal { get; set; }
            private float Private { get; set; }
            public float this[int i] => i;
            [KeyType(4)] public uint Key;
            [KeyType(9)] public byte SmallKey;
        }

        public class Base { public float Inherited { get; set; } public virtual float Overridden { get; set; } }
        public sealed class Derived : Base { public override float Overridden { get; set; } public string Own { get; set; } }
        public class Vectors
        {
            public float[] Loose = new float[1];
            [VectorType] public float[] Open = new float[1];
            [VectorType(3)] public float[] Sized;
            [VectorType(2, 3)] public float[] Grid;
            [VectorType(2)] public string[] Named;
            [VectorType(2), KeyType(3)] public uint[] Keys;
            public VBuffer<double> Buffer { get; set; }
        }
        public record Tuple(float Number, string Text);
        public class Point { public float X { get; init; } public int Y { get; private set; } }
        public class Picture { [ImageType(4, 5)] public MLImage Sized { get; set; } }
        public class Short { public float F; }
        public class Lines
        {
            [LoadColumn(0)] public float A { get; set; }
            [LoadColumn(1), ColumnName("Second")] public string B { get; set; }
            [LoadColumn(2), KeyType(7)] public uint C { get; set; }
            [LoadColumn(3)] public bool D;
        }
        public class Ranges
        {
            [LoadColumn(0, 2)] public float[] A { get; set; }
            [LoadColumn(3)] public float[] B { get; set; }
            [LoadColumn(1, 1)] public float[] C { get; set; }
            [LoadColumn(new[] { 0, 3, 4 })] public double[] D { get; set; }
        }
        public class More : Lines { [LoadColumn(4), VectorType(8)] public int E { get; set; } }
        """;

    [Fact]
    public async Task Schemas_are_those_that_ML_NET_prints()
    {
        var flows = ModelText.ModelOf(ModelText.Compile(Program)).AllFlows(CancellationToken.None);
        var shown = flows.Of(EventKind.Split).Where(split => split.Node.ToString().StartsWith("new MLContext()")).ToList();
        var result = await ProgramRunner.RunAsync(Program, new Setup { Sources = ModelText.Shared });
        var real = result.OutputOrThrow().Split('\n').Where(line => line.StartsWith('@')).Select(line => Sorted(line[1..])).ToList();

        var schemas = Schemas.Of(flows.Roots.First(root => root.Events.Count > 5), flows.Model!.Symbols);
        ModelText.AreEqual(string.Join("\n", real), string.Concat(shown.Select(split => Sorted(schemas.OfView(split.View).ToString()) + "\n")));
    }

    /// <summary>Which member comes first is reflection's affair.</summary>
    private static string Sorted(string columns) => string.Join(" ", (columns + ",").Split(' ').Aggregate(new List<string>(), Join).Order(StringComparer.Ordinal)).TrimEnd(',');

    /// <summary>A column a piece: those begin with a name and a colon.</summary>
    private static List<string> Join(List<string> pieces, string word)
    {
        if (word.EndsWith(':') || pieces.Count == 0)
            pieces.Add(word);
        else
            pieces[^1] += " " + word;
        return pieces;
    }

    [Theory]
    [InlineData("public decimal Price { get; set; }")]
    [InlineData("public int? Count { get; set; }")]
    [InlineData("public List<float> Many { get; set; }")]
    [InlineData("public DayOfWeek Day { get; set; }")]
    [InlineData("[KeyType] public uint Key { get; set; }")]
    public void A_class_with_a_member_that_ML_NET_has_no_type_for_is_unknown(string member) =>
        Assert.Equal("…", LoadedBy("mlContext.Data.LoadFromEnumerable(new[] { new Row() })", "public float A { get; set; } " + member));

    [Fact]
    public void A_member_without_an_index_makes_a_text_loader_throw() =>
        Assert.Equal("…", LoadedBy("mlContext.Data.LoadFromTextFile<Row>(\"rows.csv\")", "[LoadColumn(0)] public float A { get; set; } public float B { get; set; }"));

    [Fact]
    public void An_SVM_light_file_tells_itself_how_many_features_it_has() =>
        Assert.Equal(
            "Label: Single, Weight: Single, GroupId: Key<UInt64, 0-18446744073709551613>, Comment: String, Features: Vector<Single, ?>",
            LoadedBy("mlContext.Data.LoadFromSvmLightFile(\"rows.svm\")", ""));

    [Theory]
    [InlineData("names.Select(name => new TextLoader.Column(name, DataKind.Single, 0)).ToArray()", "…")]
    [InlineData("new[] { new TextLoader.Column(names[0], DataKind.Single, 0), new TextLoader.Column(\"B\", (DataKind)names.Length, 1) }", "B: ?, …")]
    [InlineData("new[] { new TextLoader.Column(\"A\", DataKind.Single, 0, names.Length), new TextLoader.Column(\"B\", DataKind.String, 1) }", "A: Vector<Single, ?>, B: String")]
    public void Columns_that_are_made_at_run_time_are_open(string columns, string expected) =>
        Assert.Equal(expected, LoadedBy($"mlContext.Data.LoadFromTextFile(\"rows.csv\", {columns})", "public float A;"));

    private static string LoadedBy(string load, string members)
    {
        var flows = ModelText.ModelOf(ModelText.Compile(ModelText.Members($"private static void Main(string[] names) => mlContext.Data.TrainTestSplit({load});\n\npublic class Row {{ {members} }}")))
            .AllFlows(CancellationToken.None);
        return flows.SchemasOf(flows.Roots[0]).OfView(Assert.Single(flows.Of(EventKind.Split)).View).ToString();
    }
}
