using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1005RowClassNotBindableAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1005RowClassNotBindableAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1005RowClassNotBindableCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1005RowClassNotBindableTests
{
    [Fact]
    public Task Members_without_a_LoadColumn() => F.Members(
        """
        private sealed class Row
        {
            [LoadColumn(0)] public float Rooms { get; set; }

            // In thousands.
            public float [|Price|] { get; set; }
            [VectorType(3)] public float[] [|Distances|] { get; set; }
            [ColumnName("Label")] public float [|Sold|] { get; set; }
            public float [|PerRoom|] => Price / Rooms;
            [NoColumn] public string [|Note|] { get; set; }
        }

        private static void Main() => mlContext.Data.LoadFromTextFile<Row>("rows.csv", ',');
        """,
        """
        private sealed class Row
        {
            [LoadColumn(0)] public float Rooms { get; set; }

            // In thousands.
            [LoadColumn(1)] public float Price { get; set; }
            [LoadColumn(2, 4)] [VectorType(3)] public float[] Distances { get; set; }
            [LoadColumn(5)] [ColumnName("Label")] public float Sold { get; set; }
            internal float PerRoom => Price / Rooms;
            [NoColumn] internal string Note { get; set; }
        }

        private static void Main() => mlContext.Data.LoadFromTextFile<Row>("rows.csv", ',');
        """,
        new Setup
        {
            Messages =
            [
                "LoadFromTextFile throws: 'Price' of Row has no [LoadColumn]; say which column of the file it is, or make it internal",
                "LoadFromTextFile throws: 'Distances' of Row has no [LoadColumn]; say which column of the file it is, or make it internal",
                "LoadFromTextFile throws: 'Sold' of Row has no [LoadColumn]; say which column of the file it is, or make it internal",
                "LoadFromTextFile throws: 'PerRoom' of Row has no [LoadColumn]; say which column of the file it is, or make it internal",
                "LoadFromTextFile throws: 'Note' of Row has no [LoadColumn]; loaders do not look at [NoColumn]: make it internal",
            ] });

    [Fact]
    public Task Between_its_neighbours_or_behind_all() => F.Members(
        """
        private sealed class First { public float [|A|]; public float[] [|B|]; [LoadColumn(4)] public float C; [LoadColumn(5)] public float D; }

        private sealed class Second { [LoadColumn(0)] public float A; public float [|B|]; [LoadColumn(1)] public float C; }

        private static void Main()
        {
            var loader = mlContext.Data.CreateTextLoader<First>(hasHeader: true);
            var data = mlContext.Data.LoadFromTextFile<Second>(path: "rows.csv", new TextLoader.Options());
        }
        """,
        """
        private sealed class First { [LoadColumn(0)] public float A; [LoadColumn(1, 3)] public float[] B; [LoadColumn(4)] public float C; [LoadColumn(5)] public float D; }

        private sealed class Second { [LoadColumn(0)] public float A; [LoadColumn(2)] public float B; [LoadColumn(1)] public float C; }

        private static void Main()
        {
            var loader = mlContext.Data.CreateTextLoader<First>(hasHeader: true);
            var data = mlContext.Data.LoadFromTextFile<Second>(path: "rows.csv", new TextLoader.Options());
        }
        """);

    [Fact]
    public Task Types_that_no_column_has() => F.Members(
        """
        private sealed class Row
        {
            [LoadColumn(0)] public decimal [|Price|] { get; set; }
            [LoadColumn(1)] public int? [|Rooms|] { get; set; }
            [LoadColumn(2)] public DateOnly [|Sold|] { get; set; }
            public List<float> [|History|] { get; set; }
            public float?[] [|Gaps|];
            [NoColumn] public object Tag { get; set; }
        }

        private static void Main() => mlContext.Data.LoadFromEnumerable(new List<Row>());
        """,
        """
        private sealed class Row
        {
            [LoadColumn(0)] public float Price { get; set; }
            [LoadColumn(1)] public int Rooms { get; set; }
            [LoadColumn(2)] public System.DateTime Sold { get; set; }
            public float[] History { get; set; }
            public float[] Gaps;
            [NoColumn] public object Tag { get; set; }
        }

        private static void Main() => mlContext.Data.LoadFromEnumerable(new List<Row>());
        """,
        new Setup
        {
            Messages =
            [
                "LoadFromEnumerable throws: 'Price' of Row is decimal, which no column can be; make it float",
                "LoadFromEnumerable throws: 'Rooms' of Row is int?, which no column can be; make it int",
                "LoadFromEnumerable throws: 'Sold' of Row is DateOnly, which no column can be; make it System.DateTime",
                "LoadFromEnumerable throws: 'History' of Row is List<float>, which no column can be; make it float[]",
                "LoadFromEnumerable throws: 'Gaps' of Row is float?[], which no column can be; make it float[]",
            ],
        });

    [Fact]
    public Task Attributes_that_do_not_fit() => F.Members(
        """
        private sealed class Row { [KeyType(5)] public int [|Kind|] { get; set; } [VectorType(3)] public float [|Value|] { get; set; } }

        private static void Main() => mlContext.Data.LoadFromEnumerable(new List<Row>());
        """,
        """
        private sealed class Row { [KeyType(5)] public uint Kind { get; set; } [VectorType(3)] public float[] Value { get; set; } }

        private static void Main() => mlContext.Data.LoadFromEnumerable(new List<Row>());
        """);

    [Fact]
    public Task A_column_that_is_loaded_twice() => F.Members(
        """
        private sealed class Row
        {
            [LoadColumn(0)] public float A { get; set; }
            [LoadColumn(1)] public float B { get; set; }
            [LoadColumn(1)] public float [|C|] { get; set; }
            [LoadColumn(3)] public float D { get; set; }
        }

        private sealed class Overlapping { [LoadColumn(0, 3)] public float[] Features { get; set; } [LoadColumn(3)] public float Label { get; set; } }

        // A number and its text, or a row and a part of it, may be wanted.
        private sealed class Wanted { [LoadColumn(0)] public float A { get; set; } [LoadColumn(0)] public string Text { get; set; } [LoadColumn(1)] public float B { get; set; } [LoadColumn(0, 1)] public string[] All { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Row>("rows.csv", ',');
            var more = mlContext.Data.LoadFromTextFile<Wanted>("rows.csv", ',');
        }
        """,
        """
        private sealed class Row
        {
            [LoadColumn(0)] public float A { get; set; }
            [LoadColumn(1)] public float B { get; set; }
            [LoadColumn(2)] public float C { get; set; }
            [LoadColumn(3)] public float D { get; set; }
        }

        private sealed class Overlapping { [LoadColumn(0, 3)] public float[] Features { get; set; } [LoadColumn(3)] public float Label { get; set; } }

        // A number and its text, or a row and a part of it, may be wanted.
        private sealed class Wanted { [LoadColumn(0)] public float A { get; set; } [LoadColumn(0)] public string Text { get; set; } [LoadColumn(1)] public float B { get; set; } [LoadColumn(0, 1)] public string[] All { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Row>("rows.csv", ',');
            var more = mlContext.Data.LoadFromTextFile<Wanted>("rows.csv", ',');
        }
        """,
        new Setup { Messages = ["LoadFromTextFile loads column 1 of the file into 'B' and into 'C' of Row; give one of them another [LoadColumn]"] });

    [Fact]
    public Task What_has_no_one_answer() => F.NotOfferedInProgram(
        """
        using System.Collections.Generic;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var ml = new MLContext(1);
        ml.Data.LoadFromEnumerable(new List<Keyed>());
        ml.Data.LoadFromEnumerable(new List<Twice>());
        ml.Data.LoadFromEnumerable(new List<Nested>());
        ml.Data.LoadFromTextFile<Open>("rows.csv");

        public sealed class Keyed { [KeyType] public uint [|Kind|] { get; set; } }
        public sealed class Twice { [ColumnName("Label")] public float A { get; set; } public float [|Label|] { get; set; } }
        public sealed class Nested { public Keyed [|Inner|] { get; set; } }
        public sealed class Open { public float[] [|Values|] { get; set; } }
        """);

    [Fact]
    public Task Classes_of_engines_rows_and_mappings() => V.Members(
        """
        private sealed class Served { public float TripTime { get; set; } public System.Guid [|Id|] { get; set; } }

        private sealed class Prediction { public float Score { get; set; } public System.Guid [|Id|] { get; set; } }

        private sealed class Mapped { public char [|Grade|] { get; set; } }

        private sealed class Read { public bool? [|IsHigh|] { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
            var served = mlContext.Model.CreatePredictionEngine<Served, TripPrediction>(model);
            var predicting = mlContext.Model.CreatePredictionEngine<Trip, Prediction>(model);
            var rows = mlContext.Data.CreateEnumerable<Read>(model.Transform(data), reuseRowObject: false);
            var mapped = mlContext.Transforms.CustomMapping<Trip, Mapped>((trip, grade) => grade.Grade = 'a', null).Fit(data);
        }
        """);

    [Fact]
    public Task A_class_that_the_call_does_not_name() => V.Body(
        """
        var data = mlContext.Data.[|LoadFromEnumerable|](Shop.Orders);
        """,
        new Setup
        {
            Sources =
            [
                ("Shop.cs", "using System.Collections.Generic; public static class Shop { public static List<Order> Orders { get; } = new(); }"),
                ("Order.cs", "public sealed class Order { public System.Guid Id { get; set; } public float Price { get; set; } }"),
            ],
        });

    [Fact]
    public Task What_can_be_bound() => V.Members(
        """
        private class Base { [LoadColumn(0)] public float Inherited { get; set; } }

        private sealed class Loaded : Base
        {
            public const decimal Rate = 1;
            public static object Shared;
            [LoadColumn(1)] public string Name;
            [LoadColumn(2, 4)] public float[] Values;
            [LoadColumn(5)] public TimeSpan Length { get; set; }
            [LoadColumn(6)] public ReadOnlyMemory<char> Text { get; set; }
            internal decimal Price { get; set; }
            private object tag;
            public decimal this[int index] => index;
            public decimal Average() => Price;
        }

        private sealed class Objects
        {
            public float Unmarked { get; set; }
            public float Computed => Unmarked + 1;
            public VBuffer<float> Sparse { get; set; }
            public float[] Loose { get; set; }
            public string[] Names;
            [KeyType(4)] public uint Key;
            [NoColumn] public decimal Price { get; set; }
        }

        private sealed class Output { public float Score { get; set; } public decimal Rounded => (decimal)Score; public object Tag { get; private set; } }

        public sealed class Generic<T> { public T Value { get; set; } }

        public IDataView Of<T>(List<Generic<T>> rows) => mlContext.Data.LoadFromEnumerable(rows);

        private void Run(SchemaDefinition definition)
        {
            var loaded = mlContext.Data.LoadFromTextFile<Loaded>("rows.csv", ',');
            var objects = mlContext.Data.LoadFromEnumerable(new List<Objects>());
            var anonymous = mlContext.Data.LoadFromEnumerable(new[] { new { A = 1f, B = "b" } });
            var described = mlContext.Data.LoadFromEnumerable(new List<Unbindable>(), definition);
            var rows = mlContext.Data.CreateEnumerable<Output>(objects, reuseRowObject: false, ignoreMissingColumns: true);
        }

        private sealed class Unbindable { public decimal Price { get; set; } }
        """);

    [Fact]
    public Task Types_that_the_program_registers() => V.Program(
        """
        using System;
        using System.Collections.Generic;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        DataViewTypeManager.Register(new MoneyType(), typeof(Money));
        new MLContext(1).Data.LoadFromEnumerable(new List<Row>());
        new MLContext(1).Data.LoadFromEnumerable(new List<Marked>());

        public sealed class Money { }
        public sealed class Row { public Money Price { get; set; } }
        public sealed class Marked { [Microsoft.ML.Transforms.Image.ImageType(8, 8)] public MLImage Picture { get; set; } }
        public sealed class MoneyType : StructuredDataViewType
        {
            public MoneyType() : base(typeof(Money)) { }
            public override bool Equals(DataViewType other) => other is MoneyType;
            public override int GetHashCode() => 1;
        }
        """);

    [Fact]
    public Task In_a_test_project_and_once_a_member() => V.Members(
        """
        private sealed class Row { public float? [|Value|] { get; set; } }

        private void Run()
        {
            var first = mlContext.Data.LoadFromEnumerable(new List<Row>());
            var second = mlContext.Data.LoadFromEnumerable(new List<Row>());
        }
        """,
        With.XunitFramework);

    [Fact]
    public Task Without_ML_NET() => V.Program("var data = Load<Row>(); class Row { public decimal Price { get; set; } }", With.NoMlNet);

    /// <summary>What ML.NET does with such a class, and what it does after the fix.</summary>
    [Theory]
    [InlineData("LoadFromTextFile<Row>(\"rows.csv\", ',')", "[LoadColumn(0)] public float A { get; set; } public float B { get; set; }")]
    [InlineData("LoadFromTextFile<Row>(\"rows.csv\", ',')", "[LoadColumn(0)] public float A { get; set; } [NoColumn] public string B { get; set; }")]
    [InlineData("LoadFromTextFile<Row>(\"rows.csv\", ',')", "[LoadColumn(0)] public float A { get; set; } public float B => A;")]
    [InlineData("LoadFromTextFile<Row>(\"rows.csv\", ',')", "[LoadColumn(0)] public decimal A { get; set; }")]
    [InlineData("LoadFromTextFile<Row>(\"rows.csv\", ',')", "[LoadColumn(0), KeyType(5)] public int A { get; set; }")]
    [InlineData("LoadFromEnumerable(new Row[1])", "public int? A { get; set; }")]
    [InlineData("LoadFromEnumerable(new Row[1])", "[KeyType(5)] public int A { get; set; }")]
    [InlineData("LoadFromEnumerable(new Row[1])", "[VectorType(5)] public float A { get; set; }")]
    public async Task ML_NET_refuses_it_until_it_is_fixed(string load, string members)
    {
        var program = $$"""
            using System;
            using System.IO;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            public static class App
            {
                private sealed class Row { {{members}} }

                public static void Main()
                {
                    File.WriteAllText("rows.csv", "1,2\n");
                    try
                    {
                        new MLContext(1).Data.{{load}};
                        Console.WriteLine("loaded");
                    }
                    catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
                    {
                        Console.WriteLine("refused");
                    }
                }
            }
            """;
        var repaired = await FixRunner.FixAsync<MLAP1005RowClassNotBindableAnalyzer, MLAP1005RowClassNotBindableCodeFix>(program);

        Assert.Equal("refused", (await ProgramRunner.RunAsync(program)).OutputOrThrow().Trim());
        Assert.Equal("loaded", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow().Trim());
    }
}
