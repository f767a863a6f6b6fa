using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Lifecycle;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using Check = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP3002TextParsedByHandAnalyzer, MlAntipatternAnalyzers.CodeFixes.Lifecycle.MLAP3002TextParsedByHandCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Lifecycle;

public sealed class MLAP3002TextParsedByHandCodeFixTests
{
    private const string House = """
        public class House
        {
            public string Street { get; set; }

            public float Price { get; set; }
        }

        """;

    private const string LoadedHouse = """
        public class House
        {
            [LoadColumn(0)]
            public string Street { get; set; }

            [LoadColumn(2)]
            public float Price { get; set; }
        }

        """;

    [Fact]
    public Task A_query_in_a_variable() => Check.Members(House + """
        internal static IDataView Load(string path)
        {
            // Houses of last year.
            var rows = File.[|ReadAllLines|](path)
                .Skip(1)
                .Select(line => line.Split(','))
                .Select(cells => new House { Street = cells[0], Price = float.Parse(cells[2]) })
                .ToList();
            return mlContext.Data.LoadFromEnumerable(rows);
        }
        """, LoadedHouse + """
        internal static IDataView Load(string path)
        {
            // Houses of last year.
            return mlContext.Data.LoadFromTextFile<House>(path, separatorChar: ',', hasHeader: true);
        }
        """);

    [Fact]
    public Task A_loop_that_fills_a_list_in_a_method_of_its_own() => Check.Members(House + """
        internal static IDataView Load() => mlContext.Data.LoadFromEnumerable(Read("houses.tsv"));

        private static List<House> Read(string path)
        {
            var houses = new List<House>();
            foreach (var line in File.[|ReadLines|](path))
            {
                var cells = line.Split('\t');
                houses.Add(new House { Street = cells[0], Price = Convert.ToSingle(cells[2]) });
            }

            return houses;
        }
        """, LoadedHouse + """
        internal static IDataView Load() => mlContext.Data.LoadFromTextFile<House>("houses.tsv", separatorChar: '\t');
        """);

    [Fact]
    public Task The_lines_in_a_variable_and_a_lambda_with_a_body() => Check.Members(House + """
        internal static IDataView Load()
        {
            string[] lines = File.[|ReadAllLines|]("houses.csv");
            return mlContext.Data.LoadFromEnumerable(lines.Select(line =>
            {
                var cells = line.Split(new[] { ';' });
                return new House { Street = cells[0], Price = float.Parse(cells[2].Trim(), System.Globalization.CultureInfo.InvariantCulture) };
            }));
        }
        """, LoadedHouse + """
        internal static IDataView Load()
        {
            return mlContext.Data.LoadFromTextFile<House>("houses.csv", separatorChar: ';');
        }
        """);

    [Fact]
    public Task Two_loads_of_two_classes_in_two_files() => Check.Program("""
        using System.IO;
        using System.Linq;
        using Microsoft.ML;

        class Program
        {
            static void Run(MLContext mlContext)
            {
                var streets = mlContext.Data.LoadFromEnumerable(File.[|ReadLines|]("a.csv").Select(line => line.Split(',')).Select(cells => new Street { Name = cells[1] }));
                var towns = mlContext.Data.LoadFromEnumerable(File.[|ReadLines|]("b.csv").Select(line => line.Split(',')).Select(cells => new Town { Size = int.Parse(cells[0]) }));
            }
        }

        class Town { public int Size; }
        """, """
        using System.IO;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        class Program
        {
            static void Run(MLContext mlContext)
            {
                var streets = mlContext.Data.LoadFromTextFile<Street>("a.csv", separatorChar: ',');
                var towns = mlContext.Data.LoadFromTextFile<Town>("b.csv", separatorChar: ',');
            }
        }

        class Town { [LoadColumn(0)] public int Size; }
        """, new Setup
    {
        Sources =
        [
            ("/0/Street.cs", """
                public class Street
                {
                    // Without its number.
                    public string Name { get; set; }
                }
                """),
        ],
        SourcesAfter =
        [
            ("/0/Street.cs", """
                using Microsoft.ML.Data;

                public class Street
                {
                    // Without its number.
                    [LoadColumn(1)]
                    public string Name { get; set; }
                }
                """),
        ],
    });

    [Theory]
    [InlineData("File.[|ReadLines|](path).Where(line => line != \"\").Select(line => line.Split(',')).Select(cells => new House { Street = cells[0], Price = float.Parse(cells[2]) })")]
    [InlineData("File.[|ReadLines|](path).Skip(2).Select(line => line.Split(',')).Select(cells => new House { Street = cells[0], Price = float.Parse(cells[2]) })")]
    [InlineData("File.[|ReadLines|](path).Select(line => line.Split(',')).Select(cells => new House { Street = cells[0] })")]
    [InlineData("File.[|ReadLines|](path).Select(line => line.Split(',')).Select(cells => new House { Street = cells[0].ToLower(), Price = float.Parse(cells[2]) })")]
    [InlineData("File.[|ReadLines|](path).Select(line => line.Split(',')).Select(cells => new House { Street = cells[0], Price = float.Parse(cells[2]) / 1000 })")]
    [InlineData("File.[|ReadLines|](path).Select(line => line.Split(';')).Select(cells => new House { Street = cells[0], Price = float.Parse(cells[2], new System.Globalization.CultureInfo(\"de\")) })")]
    [InlineData("File.[|ReadLines|](path).Select(line => line.Split(',', ';')).Select(cells => new House { Street = cells[0], Price = float.Parse(cells[2]) })")]
    [InlineData("File.[|ReadLines|](path).Select(line => line.Split(',')).Select(cells => /* dear */ new House { Street = cells[0], Price = float.Parse(cells[2]) })")]
    public Task It_is_not_offered_for_what_it_cannot_keep(string query) => NotOffered(House + $$"""
        internal static IDataView Load(string path) => mlContext.Data.LoadFromEnumerable({{query}});
        """);

    [Fact]
    public Task It_is_not_offered_where_the_rows_are_used_elsewhere() => NotOffered(House + """
        internal static IDataView Load(string path)
        {
            var rows = File.[|ReadLines|](path).Select(line => line.Split(',')).Select(cells => new House { Street = cells[0], Price = float.Parse(cells[2]) }).ToList();
            Console.WriteLine(rows.Count);
            return mlContext.Data.LoadFromEnumerable(rows);
        }
        """);

    [Fact]
    public async Task The_same_rows_come_out_of_both()
    {
        const string program = """
            using System;
            using System.Globalization;
            using System.IO;
            using System.Linq;
            using Microsoft.ML;

            class House
            {
                public string Street { get; set; }
                public float Price { get; set; }
                public int Rooms { get; set; }
                public bool Sold { get; set; }
            }

            class Program
            {
                static void Main()
                {
                    var mlContext = new MLContext();
                    var rows = File.ReadAllLines("houses.csv")
                        .Skip(1)
                        .Select(line => line.Split(';'))
                        .Select(cells => new House
                        {
                            Street = cells[0],
                            Price = float.Parse(cells[3], CultureInfo.InvariantCulture),
                            Rooms = int.Parse(cells[1]),
                            Sold = bool.Parse(cells[2]),
                        });
                    var view = mlContext.Data.LoadFromEnumerable(rows);
                    foreach (var house in mlContext.Data.CreateEnumerable<House>(view, reuseRowObject: false))
                        Console.WriteLine(FormattableString.Invariant($"{house.Street}|{house.Price}|{house.Rooms}|{house.Sold}"));
                }
            }
            """;
        (string, string)[] inputs = [("houses.csv", "street;rooms;sold;price\nElm St 1;3;true;1200.5\n\"Old\" Road;4;false;9e5\nÜberweg, 7;12;true;-3\n")];

        var before = (await ProgramRunner.RunAsync(program, inputs: inputs)).OutputOrThrow();
        var after = await FixRunner.FixAsync<MLAP3002TextParsedByHandAnalyzer, MLAP3002TextParsedByHandCodeFix>(program);

        Assert.Equal("Elm St 1|1200.5|3|True\n\"Old\" Road|900000|4|False\nÜberweg, 7|-3|12|True\n", before);
        Assert.DoesNotContain("Split", after.Text);
        Assert.Equal(before, (await ProgramRunner.RunAsync(after, inputs: inputs)).OutputOrThrow());
    }

    [Fact]
    public async Task Line_ends_stay()
    {
        var program = """
            using System.IO;
            using System.Linq;
            using Microsoft.ML;

            class Town
            {
                public int Size { get; set; }
            }

            class Program
            {
                static void Main()
                {
                    var rows = File.ReadLines("t.csv").Select(line => line.Split(',')).Select(cells => new Town { Size = int.Parse(cells[0]) });
                    new MLContext().Data.LoadFromEnumerable(rows);
                }
            }
            """.ReplaceLineEndings("\r\n");
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Program.cs", "")], new Setup { Output = OutputKind.ConsoleApplication });
        project = project.Documents.Single().WithText(SourceText.From(program)).Project;

        var fixedProject = await FixRunner.FixAllAsync(project, new MLAP3002TextParsedByHandAnalyzer(), new MLAP3002TextParsedByHandCodeFix(), null);

        var text = (await fixedProject.Documents.Single().GetTextAsync()).ToString();
        Assert.Contains("using Microsoft.ML.Data;\r\n", text);
        Assert.Contains("[LoadColumn(0)]\r\n    public int Size", text);
        Assert.Equal(text.ReplaceLineEndings("\r\n"), text);
    }

    private static Task NotOffered(string members) => Check.Members(members, members);
}
