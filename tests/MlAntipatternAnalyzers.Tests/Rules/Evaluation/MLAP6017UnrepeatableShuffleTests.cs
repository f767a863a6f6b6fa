using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6017UnrepeatableShuffleAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6017UnrepeatableShuffleCodeFix>;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6017UnrepeatableShuffleAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6017UnrepeatableShuffleTests
{
    private const string Tail =
        """
        static IEnumerable<Trip> Read() => File.ReadLines("trips.csv").Select(line => line.Split(',')).Select(cells => new Trip { TripTime = float.Parse(cells[0]), FareAmount = float.Parse(cells[1]) });

        static void Train(IEnumerable<Trip> rows) =>
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(mlContext.Data.LoadFromEnumerable(rows));
        """;

    [Fact]
    public Task Rows_ordered_by_a_new_GUID() => F.Body(
        """
        // Mix them.
        var rows = Read().[|OrderBy|](_ => Guid.NewGuid()).ToList();
        Train(rows);

        """ + Tail,
        """
        var random = new Random(0);
        // Mix them.
        var rows = Read().OrderBy(_ => random.Next()).ToList();
        Train(rows);

        """ + Tail,
        new Setup { Messages = ["'OrderBy' shuffles rows that are trained on by 'Guid.NewGuid', which has no seed, otherwise in every run: the model cannot be made again, and no metric can be compared with the last one; draw from a Random with a seed"] });

    [Fact]
    public Task The_shared_Random_a_local_one_and_one_of_the_lambdas_own_in_one_method() => F.Body(
        """
        var local = new Random();
        Train(Read().[|OrderBy|](x => Random.Shared.Next()));
        Train(Read().[|OrderByDescending|](x => local.NextDouble()).Take(100).ToArray());
        Train(Read().OrderBy(x => x.FareAmount).[|ThenBy|](x => new Random().Next()));

        """ + Tail,
        """
        var local = new Random(0);
        var random = new Random(0);
        Train(Read().OrderBy(x => random.Next()));
        Train(Read().OrderByDescending(x => local.NextDouble()).Take(100).ToArray());
        Train(Read().OrderBy(x => x.FareAmount).ThenBy(x => random.Next()));

        """ + Tail);

    [Fact]
    public Task An_array_shuffled_in_place_and_a_sample() => F.Body(
        """
        var rows = Read().ToArray();
        Random.Shared.[|Shuffle|](rows);
        Train(rows);
        Train(Read().[|Where|](_ => Random.Shared.NextDouble() < 0.1));

        """ + Tail,
        """
        var rows = Read().ToArray();
        new Random(0).Shuffle(rows);
        Train(rows);
        var random = new Random(0);
        Train(Read().Where(_ => random.NextDouble() < 0.1));

        """ + Tail);

    [Fact]
    public Task A_field_and_a_time_for_a_seed() => F.Members(
        """
        private static readonly Random Numbers = new Random();

        public static void Run(List<Trip> rows)
        {
            Fit(rows.[|OrderBy|](row => Numbers.Next()).ToList());
            var clock = new Random(DateTime.Now.Millisecond);
            Fit(new List<Trip>(rows.[|OrderBy|](row => clock.Next())));
        }

        private static void Fit(List<Trip> rows) => mlContext.Regression.Trainers.FastTree("FareAmount", "TripTime").Fit(mlContext.Data.LoadFromEnumerable(rows));
        """,
        """
        private static readonly Random Numbers = new Random(0);

        public static void Run(List<Trip> rows)
        {
            Fit(rows.OrderBy(row => Numbers.Next()).ToList());
            var clock = new Random(0);
            Fit(new List<Trip>(rows.OrderBy(row => clock.Next())));
        }

        private static void Fit(List<Trip> rows) => mlContext.Regression.Trainers.FastTree("FareAmount", "TripTime").Fit(mlContext.Data.LoadFromEnumerable(rows));
        """);

    [Fact]
    public Task Files_that_rows_are_read_from_and_lists_that_rows_are_added_to() => V.Body(
        """
        Train(FromFiles());
        var all = new List<Trip>();
        foreach (var trip in Read().[|OrderBy|](_ => Guid.NewGuid()).Take(50))
            all.Add(new Trip { FareAmount = trip.FareAmount });
        Train(all);
        var more = new List<Trip>();
        more.AddRange(Read().Reverse().[|OrderBy|](_ => Guid.NewGuid()).Select(trip => new Trip { TripTime = trip.TripTime }));
        Train(more.Concat(all));

        static IEnumerable<Trip> FromFiles()
        {
            foreach (var file in Directory.GetFiles("trips", "*.csv").[|OrderBy|](_ => Random.Shared.Next()))
            {
                foreach (var line in File.ReadLines(file))
                    yield return new Trip { FareAmount = float.Parse(line) };
            }
        }

        """ + Tail);

    [Fact]
    public Task A_helper_of_the_programs_own_and_a_cross_validation() => V.Members(
        """
        public static void Run(IDataView loaded)
        {
            var rows = Mix(mlContext.Data.CreateEnumerable<Trip>(loaded, reuseRowObject: false).ToList());
            mlContext.Regression.CrossValidate(mlContext.Data.LoadFromEnumerable(rows), mlContext.Regression.Trainers.FastTree("FareAmount", "TripTime"));
        }

        private static List<T> Mix<T>(List<T> rows)
        {
            var random = new Random();
            return rows.[|OrderBy|](_ => random.Next()).ToList();
        }
        """);

    [Fact]
    public Task No_fix_where_a_helper_draws_or_no_statement_is_near() => F.NotOffered(
        """
        Train(Read().[|OrderBy|](_ => Draw()));
        Train(Mixed());
        static int Draw() => Random.Shared.Next();
        static IEnumerable<Trip> Mixed() => Read().[|OrderBy|](_ => Guid.NewGuid());

        """ + Tail);

    [Fact]
    public Task Silent_where_a_seed_is_there_or_may_be() => V.Members(
        """
        private static readonly Random Numbers = new Random(7);

        public static void Run(List<Trip> rows, Random given, int seed, int? perhaps)
        {
            Fit(rows.OrderBy(row => Numbers.Next()).ToList());
            Fit(rows.OrderBy(row => given.Next()).ToList());
            var local = new Random(seed);
            Fit(rows.OrderBy(row => local.Next()).ToList());
            var asked = perhaps.HasValue ? new Random(perhaps.Value) : new Random();
            Fit(rows.OrderBy(row => asked.Next()).ToList());
            Fit(rows.OrderBy(row => row.FareAmount).ToList());
        }

        private static void Fit(List<Trip> rows) => mlContext.Regression.Trainers.FastTree("FareAmount", "TripTime").Fit(mlContext.Data.LoadFromEnumerable(rows));
        """);

    [Fact]
    public Task Silent_where_a_field_gets_a_seed_elsewhere() => V.Members(
        """
        private static Random numbers = new Random();

        public static void Seed(int seed) => numbers = new Random(seed);

        public static void Run(List<Trip> rows) =>
            mlContext.Regression.Trainers.FastTree("FareAmount", "TripTime").Fit(mlContext.Data.LoadFromEnumerable(rows.OrderBy(row => numbers.Next())));
        """);

    [Fact]
    public Task Silent_where_the_shuffled_rows_are_not_trained_on() => V.Body(
        """
        var rows = Read().ToList();
        Train(rows);
        foreach (var row in rows.OrderBy(_ => Guid.NewGuid()).Take(5))
            Console.WriteLine(row.FareAmount);
        var mixed = Read().OrderBy(_ => Guid.NewGuid()).ToList();
        Train(mixed.OrderBy(row => row.TripTime));
        foreach (var file in Directory.GetFiles("trips").OrderBy(_ => Random.Shared.Next()))
        {
            var own = new List<Trip>();
            own.Add(new Trip { FareAmount = file.Length });
            Train(own);
        }

        Train(Read().Select(row => new Trip { FareAmount = row.FareAmount, TripTime = row.TripTime + Random.Shared.NextSingle() }));
        var shown = mlContext.Data.LoadFromEnumerable(mixed);
        mlContext.Transforms.NormalizeMinMax("TripTime").Fit(shown);

        """ + Tail);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = "Train(Read().OrderBy(_ => Guid.NewGuid()));\n" + Tail;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task A_program_that_measures_otherwise_each_time_measures_the_same_with_a_seed()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var noise = new Random(3);
            var rows = Enumerable.Range(0, 300).Select(i => new Row { Features = new[] { (float)i, noise.NextSingle() }, Label = i + 50 * noise.NextSingle() }).ToList();
            var context = new MLContext(seed: 1);
            var data = context.Data.LoadFromEnumerable(rows.OrderBy(_ => Guid.NewGuid()).ToList());
            var split = context.Data.TrainTestSplit(data, testFraction: 0.2);
            var model = context.Regression.Trainers.FastTree(numberOfTrees: 10).Fit(split.TrainSet);
            Console.WriteLine(context.Regression.Evaluate(model.Transform(split.TestSet)).RootMeanSquaredError);

            internal sealed class Row
            {
                [VectorType(2)] public float[] Features { get; set; }
                public float Label { get; set; }
            }
            """);
        var fixedProgram = await FixRunner.FixAsync<MLAP6017UnrepeatableShuffleAnalyzer, MLAP6017UnrepeatableShuffleCodeFix>(program);

        Assert.NotEqual(await OutputAsync(program), await OutputAsync(program));
        Assert.Equal(await OutputAsync(fixedProgram.Text), await OutputAsync(fixedProgram.Text));

        static async Task<string> OutputAsync(string text) => (await ProgramRunner.RunAsync(text)).OutputOrThrow();
    }
}
