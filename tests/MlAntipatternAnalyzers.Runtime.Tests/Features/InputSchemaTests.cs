using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

public sealed class InputSchemaTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_class_that_trained_fits_and_one_without_the_label_too()
    {
        var schema = SavedSchema();
        schema.Check<House>();
        schema.Check<Request>();
    }

    [Fact]
    public void Every_difference_is_named_at_once()
    {
        var error = Assert.Throws<InputSchemaException>(() => SavedSchema().Check<Wrong>());
        Assert.Equal("Wrong", error.RowType);
        Assert.Equal(
            [
                "'Town' is Single in 'Wrong', and was Text when the model was trained; change the member.",
                "'Rooms' is Vector<Single, 2> in 'Wrong', and was Vector<Single, 3> when the model was trained; change the member.",
                "'Zone' is UInt32 in 'Wrong', and was Key<UInt32, 9> when the model was trained; change the member.",
                "'Metres' (Single) is no column that the model was trained with; rename the member or its [ColumnName], or mark it with [NoColumn].",
            ],
            error.Differences);
        Assert.Equal("'Wrong' does not fit the schema that the model was saved with:\n  " + string.Join("\n  ", error.Differences), error.Message);
    }

    /// <summary>What the check is for: ML.NET makes the engine and predicts, and the misspelled member has no effect.</summary>
    [Fact]
    public void A_member_that_the_model_does_not_know_is_predicted_without_a_word_and_found_by_the_check()
    {
        using var directory = new TemporaryDirectory();
        var path = directory["house.zip"];
        Save(path, withSchema: true);
        var model = _ml.Model.Load(path, out var schema);

        using var engine = _ml.Model.CreatePredictionEngine<Misspelled, Price>(model);
        Assert.Equal(engine.Predict(new Misspelled { Rooms = [1, 2, 3], Area = 0 }).Score, engine.Predict(new Misspelled { Rooms = [1, 2, 3], Area = 500 }).Score);

        Assert.StartsWith("'Area' (Single)", Assert.Single(Assert.Throws<InputSchemaException>(() => schema.Check<Misspelled>()).Differences), System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_of_varying_size_fits_any_and_what_is_no_column_is_not_looked_at() => SavedSchema().Check<Loose>();

    [Fact]
    public void A_model_without_a_schema_is_said_so()
    {
        using var directory = new TemporaryDirectory();
        var path = directory["house.zip"];
        Save(path, withSchema: false);
        _ml.Model.Load(path, out var schema);
        var error = Assert.Throws<InputSchemaException>(() => schema.Check<House>());
        Assert.Contains("saved without a schema", error.Message, System.StringComparison.Ordinal);
    }

    private DataViewSchema SavedSchema()
    {
        using var directory = new TemporaryDirectory();
        var path = directory["house.zip"];
        Save(path, withSchema: true);
        _ml.Model.Load(path, out var schema);
        return schema;
    }

    private void Save(string path, bool withSchema)
    {
        var houses = _ml.Data.LoadFromEnumerable(Enumerable.Range(1, 20).Select(i => new House { Town = "A", Rooms = [i, 1, 2], Zone = 1, Cost = i }));
        var model = _ml.Transforms.Concatenate("Features", "Rooms").Append(_ml.Regression.Trainers.Sdca("Cost")).Fit(houses);
        _ml.Model.Save(model, withSchema ? houses.Schema : null, path);
    }

    private sealed class House
    {
        public string Town { get; set; } = "";

        [VectorType(3)]
        public float[] Rooms { get; set; } = [];

        [KeyType(9)]
        public uint Zone { get; set; }

        public float Cost { get; set; }
    }

    private sealed class Request
    {
        public string Town { get; set; } = "";

        [VectorType(3)]
        public float[] Rooms { get; set; } = [];

        [KeyType(4)]
        public uint Zone { get; set; }
    }

    private sealed class Wrong
    {
        public float Town { get; set; }

        [VectorType(2)]
        public float[] Rooms { get; set; } = [];

        public uint Zone { get; set; }

        public float Metres { get; set; }
    }

    private sealed class Misspelled
    {
        [VectorType(3)]
        public float[] Rooms { get; set; } = [];

        public float Area { get; set; }
    }

    private sealed class Loose
    {
        public float[] Rooms { get; set; } = [];

        [NoColumn]
        public string RequestId { get; set; } = "";
    }

    private sealed class Price
    {
        public float Score { get; set; }
    }
}
