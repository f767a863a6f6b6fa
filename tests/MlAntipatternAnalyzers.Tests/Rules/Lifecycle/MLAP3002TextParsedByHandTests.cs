using System.Threading.Tasks;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using Check = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP3002TextParsedByHandAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Lifecycle;

public sealed class MLAP3002TextParsedByHandTests
{
    [Fact]
    public Task Lines_split_in_a_query() => Check.Body("""
        var rows = File.[|ReadAllLines|]("trips.csv")
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(parts => new Trip { VendorId = parts[0], TripDistance = float.Parse(parts[1]) });
        var view = mlContext.Data.LoadFromEnumerable(rows);
        """, new Setup
    {
        Messages = ["The rows of 'Trip' are cut out of text by hand: a quoted separator, an empty field or another culture breaks them, and each program that reads the file has its own reading of it; load them by LoadFromTextFile<Trip> with [LoadColumn] on the members"],
    });

    [Fact]
    public Task A_reader_in_a_loop_that_adds_to_a_list() => Check.Members("""
        private static List<Trip> Read(string path)
        {
            var trips = new List<Trip>();
            using (var reader = new StreamReader(path))
            {
                string line;
                while ((line = reader.[|ReadLine|]()) != null)
                {
                    var cells = line.Split(';');
                    var trip = new Trip();
                    trip.VendorId = cells[0].Trim();
                    if (float.TryParse(cells[1], out var distance))
                        trip.TripDistance = distance;
                    trips.Add(trip);
                }
            }

            return trips;
        }

        internal static IDataView Load() => mlContext.Data.LoadFromEnumerable(Read("trips.csv"));
        """);

    [Fact]
    public Task Lines_read_asynchronously_and_yielded() => Check.Members("""
        private static IEnumerable<Trip> Rows(string[] lines)
        {
            foreach (var line in lines)
                yield return Parse(line);
        }

        private static Trip Parse(string line)
        {
            var parts = line.[|Split|]('\t');
            return new Trip { VendorId = parts[0], FareAmount = Convert.ToSingle(parts[6]) };
        }

        internal static async Task<IDataView> Load() => mlContext.Data.LoadFromEnumerable(Rows(await File.ReadAllLinesAsync("trips.tsv")));
        """);

    [Fact]
    public Task Text_that_came_from_elsewhere() => Check.Members("""
        internal static IDataView Load(string blob)
        {
            var rows = blob.[|Split|]('\n').Select(line => line.Split(',')).Select(parts => new Trip { VendorId = parts[0], FareAmount = float.Parse(parts[1]) });
            return mlContext.Data.LoadFromEnumerable(rows.ToList());
        }
        """);

    [Fact]
    public Task Members_that_are_set_by_reflection() => Check.Members("""
        private static T Parse<T>(string line) where T : new()
        {
            var row = new T();
            var parts = line.[|Split|](',');
            var i = 0;
            foreach (var property in typeof(T).GetProperties())
                property.SetValue(row, System.Convert.ChangeType(parts[i++], property.PropertyType));
            return row;
        }

        internal static IDataView Load() => mlContext.Data.LoadFromEnumerable(File.ReadLines("trips.csv").Select(line => Parse<Trip>(line)));
        """);

    [Fact]
    public Task One_of_several_stores_parses() => Check.Members("""
        internal abstract class Store
        {
            public abstract List<Trip> Read();
        }

        internal sealed class Database : Store
        {
            public override List<Trip> Read() => new List<Trip>();
        }

        internal sealed class TextFile : Store
        {
            public override List<Trip> Read() =>
                File.[|ReadAllLines|]("trips.csv").Select(line => line.Split(',')).Select(parts => new Trip { VendorId = parts[0] }).ToList();
        }

        internal static IDataView Load(Store store) => mlContext.Data.LoadFromEnumerable(store.Read());
        """);

    [Fact]
    public Task A_parser_in_a_file_that_does_not_mention_the_library() => Check.Members("""
        internal static IDataView Load() => mlContext.Data.LoadFromEnumerable<Trip>(TripFile.Read("trips.csv"));
        """, new Setup
    {
        Sources =
        [
            ("/0/TripFile.cs", """
                using System.Collections.Generic;
                using System.IO;
                using System.Linq;

                internal static class TripFile
                {
                    internal static IEnumerable<Trip> Read(string path) =>
                        File.[|ReadLines|](path).Select(line => line.Split(',')).Select(cells => new Trip { VendorId = cells[0], FareAmount = float.Parse(cells[1]) });
                }
                """),
        ],
    });

    [Fact]
    public Task A_regular_expression_and_a_path_made_of_a_cell() => Check.Body("""
        var rows = File.[|ReadAllLines|]("images.csv")
            .Select(line => System.Text.RegularExpressions.Regex.Split(line, ","))
            .Select(parts => new Ticket { Title = Path.Combine(Environment.CurrentDirectory, "images", parts[0]) });
        var view = mlContext.Data.LoadFromEnumerable(rows);
        """);

    [Fact]
    public Task The_row_class_parses_itself() => Check.Members("""
        public class Row
        {
            public Row() { }

            public Row(string line)
            {
                var parts = line.[|Split|](',');
                Name = parts[0];
                Values = parts.Skip(1).Select(float.Parse).ToArray();
            }

            public string Name { get; set; }
            public float[] Values { get; set; }

            public static Row Parse(string line)
            {
                string[] parts = line.[|Split|](';');
                var row = new Row();
                row.Name = parts[0];
                return row;
            }
        }

        internal static void Load()
        {
            var one = mlContext.Data.LoadFromEnumerable(File.ReadAllLines("a.csv").Skip(1).Select(Row.Parse));
            var other = mlContext.Data.LoadFromEnumerable((from line in File.ReadLines("b.csv") select new Row(line)).ToList());
        }
        """);

    [Fact]
    public Task Rows_that_go_elsewhere() => Check.Members("""
        internal static void Seed(List<Trip> table)
        {
            foreach (var parts in File.ReadAllLines("trips.csv").Select(line => line.Split(',')))
                table.Add(new Trip { VendorId = parts[0] });
        }

        internal static int Columns() => File.ReadLines("trips.csv").First().Split(',').Length;

        internal static IDataView Load() => mlContext.Data.LoadFromTextFile<Trip>("trips.csv", separatorChar: ',');
        """);

    [Fact]
    public Task Text_that_is_no_table() => Check.Body("""
        var trips = System.Text.Json.JsonSerializer.Deserialize<List<Trip>>(File.ReadAllText("trips.json"));
        var view = mlContext.Data.LoadFromEnumerable(trips);
        var lines = mlContext.Data.LoadFromEnumerable(File.ReadAllLines("reviews.txt").Select(line => new Review { Text = line }));
        var text = mlContext.Data.LoadFromEnumerable(File.ReadAllText("reviews.txt").Split(Environment.NewLine).Select(line => new Review { Text = line }));
        """);

    [Fact]
    public Task A_record_of_several_lines() => Check.Body("""
        var tickets = new List<Ticket>();
        using var reader = new StreamReader("tickets.txt");
        while (!reader.EndOfStream)
        {
            var ticket = new Ticket();
            ticket.Area = reader.ReadLine().Split(':')[1];
            ticket.Title = reader.ReadLine().Split(':')[1];
            tickets.Add(ticket);
        }

        var view = mlContext.Data.LoadFromEnumerable(tickets);
        """);

    [Fact]
    public Task A_separator_of_two_characters() => Check.Body("""
        var rows = File.ReadLines("ratings.dat").Select(line => line.Split("::")).Select(parts => new Ticket { Area = parts[0], Title = parts[1] });
        var view = mlContext.Data.LoadFromEnumerable(rows);
        """);

    [Fact]
    public Task A_member_that_is_cut_from_another_datum() => Check.Members("""
        internal sealed class Person { public string Name { get; set; } public string City { get; set; } }

        internal static IDataView Load(List<Person> people) =>
            mlContext.Data.LoadFromEnumerable(people.Select(person => new Ticket { Area = person.City, Title = person.Name.Split(' ')[0], Description = person.Name.Split(' ')[1] }));
        """);

    [Fact]
    public Task A_test_project_may() => Check.Body("""
        var rows = File.ReadAllLines("trips.csv").Select(line => line.Split(',')).Select(parts => new Trip { VendorId = parts[0] });
        var view = mlContext.Data.LoadFromEnumerable(rows);
        """, With.XunitFramework);

    [Fact]
    public Task Without_the_library_there_is_nothing_to_say() => Check.Program("""
        using System.IO;
        using System.Linq;

        class Trip { public string VendorId { get; set; } }

        class Program
        {
            static object Load() => File.ReadAllLines("trips.csv").Select(line => line.Split(',')).Select(parts => new Trip { VendorId = parts[0] });
        }
        """, With.NoMlNet);
}
