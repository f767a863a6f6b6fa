using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2011UnpinnedSourceTests
{
    private const string Pipeline = """mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount"))""";

    private static Task File(string path, bool found = true, string before = "", Setup? setup = null) => Verify<MLAP2011UnpinnedSourceAnalyzer>.Members($$"""
        private const string Path = @"{{path}}";

        public static void Train(System.Net.WebClient client)
        {
            {{before}}
            var trips = mlContext.Data.{{(found ? "[|LoadFromTextFile<Trip>|]" : "LoadFromTextFile<Trip>")}}(Path, ',');
            var model = {{Pipeline}}.Fit(trips);
        }
        """, setup);

    private static string Rows(string command, string read, string members = "") => $$"""
        {{members}}

        public static void Train(System.Data.Common.DbConnection connection, System.Net.Http.HttpClient client)
        {
            var trips = mlContext.Data.LoadFromEnumerable(Read(connection, client).ToList());
            var model = {{Pipeline}}.Fit(trips);
        }

        private static IEnumerable<Trip> Read(System.Data.Common.DbConnection connection, System.Net.Http.HttpClient client)
        {
            using var command = connection.CreateCommand();
            command.CommandText = {{command}};
            using var reader = command.ExecuteReader();
            while (reader.Read())
                yield return {{read}};
        }
        """;

    [Theory]
    [InlineData("https://data.example.org/trips.csv")]
    [InlineData("data/latest/trips.csv")]
    [InlineData("data/trips_latest.csv")]
    [InlineData(@"c:\temp\trips.csv")]
    [InlineData("/tmp/trips.csv")]
    [InlineData("temp.csv")]
    public Task A_name_that_means_other_data_every_time(string path) => File(path);

    [Fact]
    public Task It_says_what_and_why() => File("data/latest.csv", setup: new Setup { Messages = ["The model is trained on 'data/latest.csv': the name means other data every time; name the version, and write it down with the model"] });

    [Theory]
    [InlineData("data/trips.csv")]
    [InlineData("data/daily-temp.csv")]
    [InlineData("data/temperatures/trips.csv")]
    [InlineData("data/trips-2024-03-01.csv")]
    [InlineData("https://data.example.org/v1.2/trips.csv")]
    [InlineData("https://raw.example.org/data/0123456789abcdef0123456789abcdef01234567/trips.csv")]
    [InlineData("http://localhost/trips.csv")]
    public Task A_name_that_means_the_same_data(string path) => File(path, found: false);

    [Fact]
    public Task A_download_into_the_file_that_is_loaded() => File(
        "trips.csv", found: false, """client.[|DownloadFile|]("https://data.example.org/trips.csv", Path);""",
        new Setup { Messages = ["The model is trained on 'https://data.example.org/trips.csv': what the address answers may be something else at the next training; keep a copy, and write its version or hash down with the model"] });

    [Theory]
    [InlineData("""client.DownloadFile("https://data.example.org/trips.csv", "other.csv");""")]
    [InlineData("""client.DownloadFile("https://data.example.org/releases/download/v3/trips.csv", Path);""")]
    [InlineData("""client.DownloadFile("https://data.example.org/trips.csv", Path); if (Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(Path))) != "AB") throw new InvalidDataException(Path);""")]
    public Task Another_file_or_a_pinned_one(string before) => File("trips.csv", found: false, before);

    [Theory]
    [InlineData("""{|#0:"SELECT * FROM Trips"|}""")]
    [InlineData("""{|#0:"select top 100 * from Trips"|}""")]
    [InlineData("""{|#0:@"SELECT DISTINCT * FROM Trips"|}""")]
    public Task All_columns(string query) => Verify<MLAP2011UnpinnedSourceAnalyzer>.Members(Rows(query.Replace("{|#0:", "[|").Replace("|}", "|]"), """new Trip { TripDistance = reader.GetFloat(0) }"""));

    [Theory]
    [InlineData("\"SELECT TripDistance FROM Trips\"")]
    [InlineData("\"SELECT COUNT(*) FROM Trips\"")]
    [InlineData("\"DELETE FROM Trips\"")]
    public Task Named_columns(string query) => Verify<MLAP2011UnpinnedSourceAnalyzer>.Members(Rows(query, "new Trip { TripDistance = reader.GetFloat(0) }"));

    [Fact]
    public Task A_database_loader() => Verify<MLAP2011UnpinnedSourceAnalyzer>.Members($$"""
        public static void Train(System.Data.Common.DbProviderFactory factory)
        {
            var source = new DatabaseSource(factory, "Data Source=trips", [|"SELECT * FROM Trips"|]);
            var trips = mlContext.Data.CreateDatabaseLoader<Trip>().Load(source);
            var model = {{Pipeline}}.Fit(trips);
        }
        """);

    [Fact]
    public Task An_answer_that_rows_are_made_of() => Verify<MLAP2011UnpinnedSourceAnalyzer>.Members($$"""
        public static async Task Train(System.Net.Http.HttpClient client)
        {
            var text = await client.[|GetStringAsync|]("https://data.example.org/trips");
            var trips = mlContext.Data.LoadFromEnumerable(text.Split('\n').Select(line => new Trip { TripDistance = line.Length }).ToList());
            var model = {{Pipeline}}.Fit(trips);
        }
        """);

    [Fact]
    public Task What_nothing_learns_from() => Verify<MLAP2011UnpinnedSourceAnalyzer>.Body("""
        var model = mlContext.Model.Load("model.zip", out _);
        var scored = model.Transform(mlContext.Data.LoadFromTextFile<Trip>("data/latest.csv"));
        """);

    [Fact]
    public Task Not_in_test_projects() => File("data/latest.csv", found: false, setup: With.XunitFramework);

    [Fact]
    public Task Nothing_without_MLNet() => Verify<MLAP2011UnpinnedSourceAnalyzer>.Program("class Program { const string Query = \"SELECT * FROM Trips\"; }", With.NoMlNet);

    private static Task Fix(string before, string after) => VerifyFix<MLAP2011UnpinnedSourceAnalyzer, MLAP2011UnpinnedSourceCodeFix>.Members(before, after, new Setup { Action = MLAP2011UnpinnedSourceCodeFix.NameColumns });

    [Fact]
    public Task The_columns_that_are_read_by_name() => Fix(
        Rows("""[|"SELECT * FROM Trips /* all of them */"|]""", """new Trip { TripDistance = reader.GetFloat(reader.GetOrdinal("Kilometres")), TripTime = (float)reader["Minutes"], FareAmount = (float)reader["Minutes"] }"""),
        Rows("\"SELECT Kilometres, Minutes FROM Trips /* all of them */\"", """new Trip { TripDistance = reader.GetFloat(reader.GetOrdinal("Kilometres")), TripTime = (float)reader["Minutes"], FareAmount = (float)reader["Minutes"] }"""));

    [Fact]
    public Task The_members_that_a_mapper_fills()
    {
        const string Mapper = """
            public class Ride { public float Kilometres { get; set; } public float Minutes { get; set; } public string Text => "" + Minutes; }
            public static class Mapper { public static IEnumerable<T> Query<T>(string query) => new T[0]; }
            """;
        static string Train(string query) => Mapper + $$"""

            public static void Train()
            {
                var trips = mlContext.Data.LoadFromEnumerable(Mapper.Query<Ride>({{query}}).Select(ride => new Trip { TripDistance = ride.Kilometres }).ToList());
                var other = mlContext.Data.LoadFromEnumerable(Mapper.Query<Ride>({{query.Replace("Trips", "Rides")}}));
                var model = {{Pipeline}}.Fit(trips);
                var second = {{Pipeline.Replace("TripDistance", "Kilometres")}}.Fit(other);
            }
            """;
        return Fix(Train("[|\"SELECT * FROM Trips\"|]"), Train("\"SELECT Kilometres, Minutes FROM Trips\""));
    }

    [Theory]
    [InlineData("new Trip { TripDistance = reader.GetFloat(0), TripTime = (float)reader[\"Minutes\"] }")]
    [InlineData("new Trip { TripDistance = (float)reader[\"Order\"] }")]
    [InlineData("new Trip { TripDistance = (float)reader[\"Trip km\"] }")]
    public Task Not_where_columns_are_counted_or_must_be_quoted(string read) => VerifyFix<MLAP2011UnpinnedSourceAnalyzer, MLAP2011UnpinnedSourceCodeFix>.Members(
        Rows("[|\"SELECT * FROM Trips\"|]", read), Rows("[|\"SELECT * FROM Trips\"|]", read));
}
