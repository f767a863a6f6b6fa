using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Columns that only some following makes known: through streams, definitions made at run time, expressions, a schema's indexer.</summary>
public sealed class KnownColumnsTests
{
    [Fact]
    public void A_binary_file_has_the_columns_that_were_written_into_it() => Is(
        """
        flow Flow.Main()
          v1 = load LoadFromEnumerable<Row> rows
              Text: String, Number: Single
          v2 = load LoadFromBinary "rows.idv"
              Text: String, Number: Single
          m1 = fit [NormalizeMinMax(Nowhere)] on v2
              Text: String, Number: Single
              NormalizeMinMax(Nowhere) + Nowhere: ?
              ! no column Nowhere
        """,
        """
        using (var stream = File.Create("rows.idv"))
            mlContext.Data.SaveAsBinary(mlContext.Data.LoadFromEnumerable(new List<Row>()), stream);
        mlContext.Transforms.NormalizeMinMax("Nowhere").Fit(mlContext.Data.LoadFromBinary("rows.idv"));
        """);

    [Fact]
    public void A_binary_file_of_another_name_or_origin_is_not_known() => Is(
        """
        flow Flow.Main()
          v1 = load LoadFromEnumerable<Row> rows
              Text: String, Number: Single
          v2 = load LoadFromBinary "other.idv"
              …
          m1 = fit [NormalizeMinMax(Nowhere)] on v2
              …
              NormalizeMinMax(Nowhere) + Nowhere: ?
        """,
        """
        using (var stream = File.Create("rows.idv"))
            mlContext.Data.SaveAsBinary(mlContext.Data.LoadFromEnumerable(new List<Row>()), stream);
        mlContext.Transforms.NormalizeMinMax("Nowhere").Fit(mlContext.Data.LoadFromBinary("other.idv"));
        """);

    [Fact]
    public void A_model_that_is_saved_to_memory_and_loaded_again_is_the_same() => Is(
        """
        flow Flow.Main()
          v1 = load LoadFromEnumerable<Row> rows
              Text: String, Number: Single
          m1 = fit [NormalizeMinMax(Scaled <- Number)] on v1
              Text: String, Number: Single
              NormalizeMinMax(Scaled <- Number) + Scaled: Single
          save m1 to ?
          m2 = load model ?
          e1 = engine<Other, Row> of m2
              ! no column Number
              ! no column Text
              ! no column Number
        """,
        """
        var data = mlContext.Data.LoadFromEnumerable(new List<Row>());
        using var stream = new MemoryStream();
        mlContext.Model.Save(mlContext.Transforms.NormalizeMinMax("Scaled", "Number").Fit(data), data.Schema, stream);
        stream.Position = 0;
        var engine = mlContext.Model.CreatePredictionEngine<Other, Row>(mlContext.Model.Load(stream, out _));
        """);

    [Fact]
    public void A_definition_may_give_columns_other_types() => Is(
        """
        flow Flow.Main()
          v1 = load LoadFromEnumerable<Row> rows
              Text: String, Number: ?
          m1 = fit [NormalizeMinMax(Nowhere)] on v1
              Text: String, Number: ?
              NormalizeMinMax(Nowhere) + Nowhere: ?
              ! no column Nowhere
        """,
        """
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Number"].ColumnType = NumberDataViewType.Double;
        mlContext.Transforms.NormalizeMinMax("Nowhere").Fit(mlContext.Data.LoadFromEnumerable(new List<Row>(), definition));
        """);

    [Theory]
    [InlineData("definition[\"Number\"].ColumnName = \"Nowhere\";")]
    [InlineData("definition.RemoveAt(0);")]
    [InlineData("definition[1].ColumnName = \"Nowhere\";")]
    [InlineData("foreach (var column in definition) column.ColumnName = \"Nowhere\";")]
    [InlineData("Rename(definition);")]
    [InlineData("((Action<SchemaDefinition>)Rename)(definition);")]
    [InlineData("definition.ForEach(column => column.ColumnName += \"2\");")]
    [InlineData("new List<SchemaDefinition> { definition }[0][\"Number\"].ColumnName = \"Nowhere\";")]
    [InlineData("Spoiler.Spoil(definition);")]
    public void A_definition_that_is_changed_otherwise_is_not_known(string change)
    {
        var text = Of(
            $$"""
            var definition = SchemaDefinition.Create(typeof(Row));
            {{change}}
            mlContext.Transforms.NormalizeMinMax("Nowhere").Fit(mlContext.Data.LoadFromEnumerable(new List<Row>(), definition));
            """);
        Assert.Contains("\n      …\n      NormalizeMinMax(Nowhere)", text);
        Assert.DoesNotContain("!", text);
    }

    [Fact]
    public void A_column_that_is_taken_out_of_a_schema_must_be_there()
    {
        var flows = ModelText.ModelOf(Compiled(
            """
            var view = mlContext.Data.LoadFromEnumerable(new List<Row>());
            Console.WriteLine(view.Schema["Nowhere"].Index + view.Schema["Text"].Index);
            if (view.Schema.GetColumnOrNull("Other") != null)
                Console.WriteLine(view.Schema["Other"].Index);
            var numbers = view.GetColumn<double>(view.Schema["Number"]);
            var texts = view.GetColumn<string>(view.Schema["Text"]);
            """)).AllFlows(CancellationToken.None);
        var problems = SchemaFinding.Of(flows).Select(finding => $"{finding.Use.Event.Method.Name} {finding.Problem}");
        Assert.Equal(["get_Item no column Nowhere", "GetColumn Number is Single, expected Double"], problems);
    }

    [Theory]
    [InlineData("(a, b) => a * b", "\"Number\", \"Number\"", "Single")]
    [InlineData("(a, b) => a + b", "\"Number\", \"Large\"", "Double")]
    [InlineData("a => a > 100f", "\"Number\"", "Boolean")]
    [InlineData("a => a > 1 ? -a : a", "\"Number\"", "Single")]
    [InlineData("a => lower(a)", "\"Text\"", "String")]
    [InlineData("a => a > 1 && !(a < 3)", "\"Vector\"", "Vector<Boolean, ?>")]
    public void An_expression_tells_what_it_computes(string expression, string inputs, string type) =>
        Assert.Contains($"+ Out: {type}\n", OfExpression(expression, inputs) + "\n");

    [Theory]
    [InlineData("a => a * 2")]
    [InlineData("a => sqrt(a)")]
    [InlineData("a : a * a")]
    [InlineData("(a, b) => a * b")]
    public void An_expression_that_is_not_read_computes_one_of_several_kinds(string expression) => Assert.Matches(@"\+ Out: \w+\|", OfExpression(expression, "\"Number\""));

    [Theory]
    [InlineData("(a, b) => a * b", "\"Number\", \"Text\"", "Text is String, expected a number")]
    [InlineData("a => lower(a)", "\"Number\"", "Number is Single, expected String")]
    public void An_expression_tells_what_it_takes(string expression, string inputs, string problem) => Assert.Contains("! " + problem, OfExpression(expression, inputs));

    [Theory]
    [InlineData("(a, b) => a + b", "\"Text\", \"Text\"")]
    [InlineData("(a, b) => lower(a) == b", "\"Text\", \"Text\"")]
    [InlineData("(a, b) => concat(a, b)", "\"Text\", \"Number\"")]
    [InlineData("(a, b) => lower(a) != lower(b) ? 1 : 0", "\"Text\", \"Text\"")]
    public void An_expression_may_take_more_than_is_known(string expression, string inputs) => Assert.DoesNotContain("!", OfExpression(expression, inputs).Replace(expression, "", System.StringComparison.Ordinal));

    private static string OfExpression(string expression, string inputs) =>
        Of($"mlContext.Transforms.Expression(\"Out\", \"{expression}\", {inputs}).Fit(mlContext.Data.LoadFromEnumerable(new List<Wide>()));");

    private static void Is(string expected, string main) => ModelText.AreEqual(expected, Of(main));

    private static string Of(string main) => ModelText.ModelOf(Compiled(main)).ToText(withSchemas: true);

    private static CSharpCompilation Compiled(string main) => ModelText.Compile(ModelText.Members($$"""
        private static void Main()
        {
            {{main}}
        }

        private static void Rename(SchemaDefinition given) => given["Number"].ColumnName = "Nowhere";

        public class Row { public string Text { get; set; } public float Number { get; set; } }
        public class Other { public string Words { get; set; } }
        public class Wide : Row { public double Large { get; set; } [VectorType(3)] public float[] Vector { get; set; } }

        private static class Spoiler
        {
            public static void Spoil(List<SchemaDefinition.Column> columns) => columns.Clear();
        }
        """));
}
