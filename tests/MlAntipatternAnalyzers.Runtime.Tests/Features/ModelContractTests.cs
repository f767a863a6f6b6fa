using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

public sealed class ModelContractTests
{
    private static readonly House[] Houses =
        [.. Enumerable.Range(0, 60).Select(i => new House { District = i % 2 == 0 ? "Old Town" : "Harbour", Size = 40 + i, Rooms = 1 + (i % 5), Note = "-", Class = i % 3 == 0 ? "dear" : "cheap", Price = 100 + (2 * i) })];

    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void A_regression_depends_on_the_raw_columns_behind_its_features() => AreEqual(
        """
        mlcontract 1

        raw Class Text
        raw District Text
        raw Note Text
        raw Price Single
        raw Rooms Single
        raw Size Single

        compute ?

        step ?

        label ?

        feature District
        feature Size

        output Score Single

        """,
        _mlContext.Transforms.Categorical.OneHotEncoding("Code", "District")
            .Append(_mlContext.Transforms.NormalizeMinMax("Scaled", "Size"))
            .Append(_mlContext.Transforms.Concatenate("Features", "Scaled", "Code"))
            .Append(_mlContext.Regression.Trainers.Sdca("Price")));

    [Fact]
    public void A_key_that_is_mapped_back_is_the_output_and_the_label_is_no_feature()
    {
        var contract = Of(
            _mlContext.Transforms.Conversion.MapValueToKey("Label", "Class")
                .Append(_mlContext.Transforms.Concatenate("Features", "Size", "Rooms"))
                .Append(_mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy())
                .Append(_mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")));
        Assert.Equal(["Rooms", "Size"], contract.Features.Select(feature => feature.Name));
        Assert.Equal(["output PredictedLabel Text", "output Score Vector<Single, 2>"], contract.Outputs.Select(output => output.ToString()));
    }

    [Fact]
    public void Of_a_model_that_predicts_nothing_the_outputs_are_open()
    {
        var contract = Of(_mlContext.Transforms.NormalizeMinMax("Size"));
        Assert.True(contract.IsOpen(ContractFactKind.Output));
        Assert.True(contract.IsOpen(ContractFactKind.Feature));
        Assert.Equal(6, contract.Raw.Count());
    }

    [Fact]
    public void Of_a_model_without_schema_everything_is_open()
    {
        var model = _mlContext.Transforms.NormalizeMinMax("Size").Fit(_mlContext.Data.LoadFromEnumerable(Houses));
        var contract = ModelContract.Of(model, null);
        Assert.All(Enum.GetValues<ContractFactKind>(), kind => Assert.True(contract.IsOpen(kind)));
    }

    private void AreEqual(string expected, IEstimator<ITransformer> pipeline) => Assert.Equal(expected.ReplaceLineEndings("\n"), ContractWriter.Write(Of(pipeline)));

    // As it comes out of a file: that is what serving and the tool have.
    private Contract Of(IEstimator<ITransformer> pipeline)
    {
        var rows = _mlContext.Data.LoadFromEnumerable(Houses);
        using var file = new MemoryStream();
        _mlContext.Model.Save(pipeline.Fit(rows), rows.Schema, file);
        file.Position = 0;
        return ModelContract.Of(_mlContext.Model.Load(file, out var schema), schema);
    }

    private sealed class House
    {
        public string District { get; set; } = "";

        public float Size { get; set; }

        public float Rooms { get; set; }

        public string Note { get; set; } = "";

        public string Class { get; set; } = "";

        public float Price { get; set; }
    }
}
