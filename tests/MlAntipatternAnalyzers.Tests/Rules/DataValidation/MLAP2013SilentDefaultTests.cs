using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2013SilentDefaultTests
{
    private static string Flow(string row, string members = "", string chain = "") => $$"""
        {{members}}

        public static void Train(IEnumerable<Dictionary<string, string>> records, System.Data.Common.DbDataReader reader)
        {
            var trips = mlContext.Data.LoadFromEnumerable(records.Select(record => Read(record, reader)).ToList());
            var model = {{(chain.Length > 0 ? chain : "mlContext.Transforms.Concatenate(\"Features\", \"TripDistance\", \"TripTime\")")}}.Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }

        private static Trip Read(Dictionary<string, string> record, System.Data.Common.DbDataReader reader)
        {
            {{row}}
        }
        """;

    private static Task Row(string row, string members = "", Setup? setup = null) => Verify<MLAP2013SilentDefaultAnalyzer>.Members(Flow(row, members), setup);

    private static string Number(string code) => $$"""private static float Number(string text) { {{code}} }""";

    [Fact]
    public Task A_default_of_a_parser() => Row(
        """return new Trip { TripDistance = float.TryParse(record["km"], out var km) ? km : [|0|] };""",
        setup: new Setup { Messages = ["Where 'TripDistance' of 'Trip' is missing or cannot be read, the model learns 0 as if it were measured; make it NaN and replace it in the pipeline (ReplaceMissingValues), or leave the row out"] });

    [Fact]
    public Task A_label() => Row(
        """return new Trip { FareAmount = string.IsNullOrEmpty(record["fare"]) ? [|5f|] : float.Parse(record["fare"]) };""",
        setup: new Setup { Messages = ["Where 'FareAmount' of 'Trip' is missing or cannot be read, the model learns 5f as if it were measured; leave such rows out"] });

    [Theory]
    [InlineData("""return new Trip { TripDistance = record["km"] == "NA" ? [|-1|] : float.Parse(record["km"]) };""")]
    [InlineData("""float.[|TryParse|](record["km"], out var km); return new Trip { TripDistance = km };""")]
    [InlineData("""_ = float.[|TryParse|](record["km"], out var km); return new Trip { TripDistance = km };""")]
    [InlineData("""return new Trip { TripDistance = reader.IsDBNull(3) ? [|0|] : reader.GetFloat(3) };""")]
    [InlineData("""return new Trip { TripDistance = reader["km"] is DBNull ? [|0f|] : Convert.ToSingle(reader["km"]) };""")]
    [InlineData("""return new Trip { TripDistance = !string.IsNullOrWhiteSpace(record["km"]) ? float.Parse(record["km"]) : [|1.5f|] };""")]
    [InlineData("""var km = [|0f|]; if (float.TryParse(record["km"], out var parsed)) km = parsed; return new Trip { TripDistance = km };""")]
    [InlineData("""float km; try { km = float.Parse(record["km"]); } catch (FormatException) { km = [|7|]; } return new Trip { TripDistance = km };""")]
    [InlineData("""if (!float.TryParse(record["km"], out var km)) km = [|-1|]; return new Trip { TripDistance = km };""")]
    public Task Where_the_row_is_filled(string row) => Row(row);

    [Theory]
    [InlineData("try { return float.Parse(text); } catch { return [|0f|]; }")]
    [InlineData("try { return Convert.ToSingle(text); } catch (FormatException) { Console.WriteLine(text); } return [|0|];")]
    [InlineData("if (float.TryParse(text, out var number)) return number; return [|0|];")]
    [InlineData("if (string.IsNullOrEmpty(text)) return [|-1|]; return float.Parse(text);")]
    [InlineData("return float.TryParse(text, out var number) ? number : [|0|];")]
    public Task In_a_method_of_the_program(string code) => Row("""return new Trip { TripDistance = Number(record["km"]) };""", Number(code));

    [Theory]
    [InlineData("return float.TryParse(text, out var number) ? number : float.NaN;")]
    [InlineData("try { return float.Parse(text); } catch (FormatException) { throw new InvalidDataException(text); }")]
    [InlineData("if (string.IsNullOrEmpty(text)) return 0; return 1;")]
    [InlineData("return text == \"yes\" ? 1 : 0;")]
    [InlineData("if (!float.TryParse(text, out var number)) throw new FormatException(text); return number;")]
    [InlineData("return text.Length > 3 ? 0 : float.Parse(text);")]
    [InlineData("var sum = 0f; foreach (var part in text.Split(' ')) sum += float.Parse(part); return sum;")]
    public Task What_hides_nothing(string code) => Row("""return new Trip { TripDistance = Number(record["km"]) };""", Number(code));

    [Theory]
    [InlineData("""return new Trip { RateCode = float.TryParse(record["km"], out var km) ? km : 0 };""")]
    [InlineData("""return new Trip { PaymentType = string.IsNullOrEmpty(record["kind"]) ? "none" : record["kind"] };""")]
    [InlineData("""return float.TryParse(record["km"], out var km) ? new Trip { TripDistance = km } : null;""")]
    [InlineData("""return new Trip { TripDistance = string.IsNullOrEmpty(record["km"]) ? 0 : record["km"].Length };""")]
    public Task What_is_no_number_that_is_learned(string row) => Row(row);

    [Fact]
    public Task Not_in_test_projects() => Row("""return new Trip { TripDistance = float.TryParse(record["km"], out var km) ? km : 0 };""", setup: With.XunitFramework);

    [Fact]
    public Task Nothing_without_MLNet() => Verify<MLAP2013SilentDefaultAnalyzer>.Program("class Program { static float Read(string text) => float.TryParse(text, out var number) ? number : 0; }", With.NoMlNet);

    private const string Chain = """mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime")""";

    private static Task Fix(string before, string after, string members = "", string membersAfter = "", string replaced = "nameof(Trip.TripDistance)") =>
        VerifyFix<MLAP2013SilentDefaultAnalyzer, MLAP2013SilentDefaultCodeFix>.Members(
            Flow(before, members, Chain),
            Flow(after, membersAfter, $"mlContext.Transforms.ReplaceMissingValues({replaced}, replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean).Append({Chain})"),
            new Setup { Action = MLAP2013SilentDefaultCodeFix.UseNaN });

    [Fact]
    public Task A_default_becomes_NaN() => Fix(
        """return new Trip { TripDistance = float.TryParse(record["km"], out var km) ? km : [|0|] /* none */ };""",
        """return new Trip { TripDistance = float.TryParse(record["km"], out var km) ? km : float.NaN /* none */ };""");

    [Fact]
    public Task A_method_of_the_program() => Fix(
        """return new Trip { TripDistance = Number(record["km"]) };""",
        """return new Trip { TripDistance = Number(record["km"]) };""",
        Number("try { return float.Parse(text); } catch { return [|-1f|]; }"),
        Number("try { return float.Parse(text); } catch { return float.NaN; }"));

    [Fact]
    public Task A_TryParse_whose_answer_nobody_looks_at() => Fix(
        """
        float.[|TryParse|](record["km"], out var km);
                return new Trip { TripDistance = km };
        """,
        """
        if (!float.TryParse(record["km"], out var km))
                km = float.NaN;
                return new Trip { TripDistance = km };
        """);

    [Fact]
    public Task Two_at_once() => Fix(
        """return new Trip { TripDistance = Number(record["km"]) };""",
        """return new Trip { TripDistance = Number(record["km"]) };""",
        Number("if (string.IsNullOrEmpty(text)) return [|-1|]; try { return float.Parse(text); } catch { return [|0|]; }"),
        Number("if (string.IsNullOrEmpty(text)) return float.NaN; try { return float.Parse(text); } catch { return float.NaN; }"));

    [Fact]
    public Task Labels_are_not_replaced() => VerifyFix<MLAP2013SilentDefaultAnalyzer, MLAP2013SilentDefaultCodeFix>.Members(
        Flow("""return new Trip { FareAmount = float.TryParse(record["km"], out var fare) ? fare : [|0|] };"""), Flow("""return new Trip { FareAmount = float.TryParse(record["km"], out var fare) ? fare : [|0|] };"""));

    [Fact]
    public async Task The_model_learns_zeros_until_they_are_NaN_and_replaced()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Collections.Generic;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;

            var context = new MLContext(seed: 1);
            var lines = Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? $"{10 + i % 10};{2 * (10 + i % 10)}" : "n/a;30").ToList();
            var data = context.Data.LoadFromEnumerable(lines.Select(Read).ToList());
            var trained = context.Transforms.Concatenate("Features", "Size").Append(context.Regression.Trainers.FastTree("Price", minimumExampleCountPerLeaf: 1)).Fit(data);
            var score = context.Model.CreatePredictionEngine<House, Price>(trained).Predict(new House { Size = 0.5f }).Score;
            Console.WriteLine($"{(score > 27 ? "a tiny house costs what unknown ones do" : "a tiny house is cheap")}");

            static House Read(string line)
            {
                var fields = line.Split(';');
                return new House { Size = float.TryParse(fields[0], CultureInfo.InvariantCulture, out var size) ? size : 0, Price = float.Parse(fields[1], CultureInfo.InvariantCulture) };
            }

            public class House
            {
                public float Size { get; set; }
                public float Price { get; set; }
            }

            public class Price { public float Score { get; set; } }
            """);
        var repaired = await FixRunner.FixAsync<MLAP2013SilentDefaultAnalyzer, MLAP2013SilentDefaultCodeFix>(program);

        Assert.Equal("a tiny house costs what unknown ones do\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("a tiny house is cheap\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
