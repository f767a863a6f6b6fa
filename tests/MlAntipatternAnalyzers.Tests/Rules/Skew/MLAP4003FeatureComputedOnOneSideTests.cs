using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using Check = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP4003FeatureComputedOnOneSideAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4003FeatureComputedOnOneSideTests
{
    private static string Reviews(string train, string predict, string others = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using Microsoft.ML;

        public class Review { public string Text { get; set; } public float Length { get; set; } public bool Liked { get; set; } }

        public class Row { public string Text { get; set; } public float Length { get; set; } public bool Label { get; set; } }

        public class Answer { public bool PredictedLabel { get; set; } }

        public class Critic
        {
            private readonly MLContext ml = new MLContext(1);
            private ITransformer model;

            {{train}}

            {{predict}}

            private void Fit(IEnumerable<Row> rows) =>
                model = ml.Transforms.Text.FeaturizeText("Words", "Text").Append(ml.Transforms.Concatenate("Features", "Words", "Length")).Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(ml.Data.LoadFromEnumerable(rows));

            private bool Judge(Row row) => ml.Model.CreatePredictionEngine<Row, Answer>(model).Predict(row).PredictedLabel;
        }

        {{others}}
        """;

    private static string Training(string text = "review.Text", string length = "review.Length") =>
        $"public void Train(List<Review> reviews) => Fit(reviews.Select(review => new Row {{ Text = {text}, Length = {length}, Label = review.Liked }}));";

    [Fact]
    public Task Lower_case_in_training_only() => Check.Program(
        Reviews(Training("review.Text.ToLower()"), "public bool Predict(Review review) => Judge(new Row { [|Text = review.Text|], Length = review.Length });"),
        new Setup { Messages = ["'Text' is 'review.Text' here, where it is served, and 'review.Text.ToLower()' where the model is trained: one side changes what the other hands on as it came; compute it in one method that both call"] });

    [Fact]
    public Task Trimmed_in_serving_only() => Check.Program(Reviews(Training(), "public bool Predict(Review review) => Judge(new Row { [|Text = review.Text.Trim()|], Length = review.Length });"));

    [Fact]
    public Task Scaled_in_training_only() => Check.Program(Reviews(Training(length: "review.Length / 1000f"), "public bool Predict(Review review) => Judge(new Row { Text = review.Text, [|Length = review.Length|] });"));

    [Fact]
    public Task Buckets_in_serving_only() => Check.Program(Reviews(Training(), "public bool Predict(Review review) => Judge(new Row { Text = review.Text, [|Length = review.Length switch { < 10 => 0, < 100 => 1, _ => 2 }|] });"));

    [Fact]
    public Task Text_of_a_request_that_has_the_same_name() => Check.Program(
        Reviews(Training("review.Text.Replace('\\n', ' ').Trim()"), "public bool Predict(Request request) => Judge(new Row { [|Text = request.Text|] });", "public class Request { public string Text { get; set; } }"));

    [Fact]
    public Task A_text_that_is_given() => Check.Program(Reviews(
        Training("Clean(review.Text)"),
        "private static string Clean(string text) => text.ToLowerInvariant(); public bool Predict(string text) => Judge(new Row { [|Text = text|] });"));

    [Fact]
    public Task A_column_of_a_file() => Check.Program(Reviews(
        "public void Train() => Fit(File.ReadAllLines(\"reviews.csv\").Select(line => line.Split(';')).Select(parts => new Row { Text = parts[1].ToLower(), Label = parts[0] == \"1\" }));",
        "public bool Predict(Review review) => Judge(new Row { [|Text = review.Text|] });"));

    [Fact]
    public Task Parsing_is_no_change() => Check.Program(Reviews(
        "public void Train() => Fit(File.ReadAllLines(\"reviews.csv\").Skip(1).Select(line => line.Trim().Split(';')).Select(parts => new Row { Text = parts[1].Trim('\"'), Length = float.Parse(parts[2]), Label = parts[0] == \"1\" }));",
        "public bool Predict(Review review) => Judge(new Row { Text = review.Text, Length = review.Length });"));

    [Fact]
    public Task All_callers_normalise() => Check.Program(Reviews(
        Training("review.Text.ToLowerInvariant()"),
        "private bool Predict(string text) => Judge(new Row { Text = text }); public bool ForWeb(Review review) => Predict(review.Text.ToLowerInvariant()); public bool ForMail(string mail) { var clean = mail.ToLowerInvariant(); return Predict(clean); }"));

    [Fact]
    public Task All_callers_normalise_a_record() => Check.Program(Reviews(
        Training("review.Text.ToLowerInvariant()"),
        "private bool Predict(Review review) => Judge(new Row { Text = review.Text }); public bool ForWeb(string text) => Predict(new Review { Text = text.ToLowerInvariant() });"));

    [Fact]
    public Task One_record_is_picked_to_be_served() => Check.Program(Reviews(
        "public void Train(string folder) => Fit(Read(folder)); private static IEnumerable<Row> Read(string folder) { foreach (var file in Directory.GetFiles(folder)) yield return new Row { Text = file, Label = file.Length > 9 }; }",
        "public bool Predict(string folder) { var first = Read(folder).First(); return Judge(new Row { Text = first.Text }); }"));

    [Fact]
    public Task Another_unit_of_another_class() => Check.Program(Reviews(
        Training(), "public bool Predict(Request request) => Judge(new Row { Length = request.Length * 2.54f });", "public class Request { public float Length { get; set; } }"));

    [Fact]
    public Task Training_rows_from_a_file() => Check.Program(Reviews(
        "public void Train() => model = ml.Transforms.Text.FeaturizeText(\"Features\", \"Text\").Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(ml.Data.LoadFromTextFile<Row>(\"rows.tsv\"));",
        "public bool Predict(Review review) => Judge(new Row { Text = review.Text.ToLower() });"));

    [Fact]
    public Task Missing_values_do_not_count() => Check.Program(Reviews(Training(), "public bool Predict(Review review) => Judge(new Row { Text = review.Text ?? \"\", Length = review.Length });"));

    [Fact]
    public Task Test_projects_are_left_alone() => Check.Program(Reviews(Training("review.Text.ToLower()"), "public bool Predict(Review review) => Judge(new Row { Text = review.Text });"), With.XunitFramework);
}
