using System.Threading.Tasks;
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
}
