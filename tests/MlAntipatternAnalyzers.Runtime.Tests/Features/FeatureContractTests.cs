using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

public sealed class FeatureContractTests : IDisposable
{
    private const string House = """
        # What the price service promises.
        mlcontract 1

        raw District Text
        raw Note Text
        raw Price Single
        raw Rooms Single
        raw Size Single

        compute Rooms = Count(RoomList) #0123456789abcdef

        step OneHotEncoding(District) -> Code
        step Concatenate(Size, Rooms, Code) -> Features
        step FastTree(Features, label: Price) ?

        label Price

        feature District
        feature Rooms
        feature Size

        output Score Single
        """;

    private static readonly HouseRow[] Houses = [.. Enumerable.Range(0, 80).Select(i => new HouseRow { District = i % 2 == 0 ? "Old Town" : "Harbour", Size = 40 + i, Rooms = 1 + (i % 5), Price = 100 + (2 * i) })];

    private readonly TemporaryDirectory _directory = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_loaded_model_and_the_row_class_of_its_service_keep_the_contract()
    {
        var contract = Load();
        _ml.Model.Save(Train(), Rows().Schema, _directory["House.zip"]);
        var model = new MLContext().Model.Load(_directory["House.zip"], out var schema);

        contract.Verify(model, schema);
        contract.Verify<ServedHouse>();
        contract.Verify<HouseRow>();
        // What is served has neither the label nor what no feature reads.
        contract.Verify(model, _ml.Data.LoadFromEnumerable(Array.Empty<ServedHouse>()).Schema);

        Assert.Equal("House", contract.Name);
        Assert.Equal(["District", "Rooms", "Size"], contract.FeatureColumnNames);
        Assert.Equal((5, "Price", "Score"), (contract.RawColumnNames.Count, Assert.Single(contract.LabelColumnNames), Assert.Single(contract.OutputColumnNames)));
    }

    [Fact]
    public void A_model_that_reads_other_columns_breaks_it_at_the_contracts_lines()
    {
        var narrow = _ml.Transforms.Concatenate("Features", "Size", "Price").Append(_ml.Regression.Trainers.FastTree("Price", numberOfTrees: 2)).Fit(Rows());

        var e = Assert.Throws<FeatureContractException>(() => Load().Verify(narrow, Rows().Schema));

        Assert.Equal(
            [
                "line 18: the contract has 'District' among the features, which is missing here",
                "here is 'Price' among the features, which the contract does not have",
                "line 19: the contract has 'Rooms' among the features, which is missing here",
            ],
            e.Differences.Select(d => d.ToString()));
        Assert.Contains("breaks the feature contract '" + _directory["House.mlcontract"] + "' in 3 points", e.Message, StringComparison.Ordinal);
        Assert.Equal(_directory["House.mlcontract"], e.Contract);
    }

    [Fact]
    public void Another_type_another_output_and_a_column_that_nobody_knows_are_differences()
    {
        var rows = _ml.Data.LoadFromEnumerable(Houses.Select(h => new WholeRooms { District = h.District, Rooms = (int)h.Rooms, Size = h.Size, Price = h.Price > 150, Garden = 1 }));
        var binary = _ml.Transforms.Conversion.ConvertType("Count", "Rooms")
            .Append(_ml.Transforms.Categorical.OneHotEncoding("Code", "District"))
            .Append(_ml.Transforms.Concatenate("Features", "Size", "Count", "Code"))
            .Append(_ml.BinaryClassification.Trainers.FastTree("Price", numberOfTrees: 2)).Fit(rows);

        var differences = Load().Compare(binary, rows.Schema).Select(d => d.Message).ToList();

        Assert.Contains("here is the raw column 'Garden' (Single), which the contract does not have", differences);
        Assert.Contains("the raw column 'Rooms' is Int32; in the contract it is Single", differences);
        Assert.Contains("the raw column 'Price' is Boolean; in the contract it is Single", differences);
        Assert.Contains("here is the output 'Probability' (Single), which the contract does not have", differences);
        Assert.DoesNotContain(differences, d => d.Contains("'Note'", StringComparison.Ordinal) || d.Contains("'Score'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_that_does_not_fit_the_schema_or_is_without_one_is_a_difference()
    {
        var schema = _ml.Data.LoadFromEnumerable(Array.Empty<HouseWithoutSize>()).Schema;

        var differences = Load().Compare(Train(), schema);

        Assert.StartsWith("the model cannot be applied to its input's schema: Could not find input column 'Size'", differences[0].Message, StringComparison.Ordinal);
        Assert.Equal((8, "Size", "the contract has the raw column 'Size' (Single), which is missing here"), (differences[1].Line, differences[1].Column, differences[1].Message));
        Assert.Equal(2, differences.Count);
        Assert.Contains("without the schema", Assert.Single(Load().Compare(Train(), null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_class_that_lacks_what_features_read_breaks_it()
    {
        Assert.Equal(["line 8: the features read 'Size' (Single), and 'HouseWithoutSize' has no such column"], Differences<HouseWithoutSize>());
        Assert.Equal(["line 8: the features read 'Size' (Single), and 'LowerCase' has no such column; it has 'size', which is another one"], Differences<LowerCase>());
        Assert.Equal(["line 7: 'WholeRooms.Rooms' is Int32; in the contract it is Single"], Differences<WholeRooms>());
        Assert.Equal(["line 7: the features read 'Rooms', and 'Forgotten' marks it with [TrainingOnly]: serving leaves it at its default"], Differences<Forgotten>());
        Assert.Equal(["line 4: the features read 'District' (Text), and 'NotAColumn' has no such column"], Differences<NotAColumn>());

        var e = Assert.Throws<FeatureContractException>(() => Load().Verify<HouseWithoutSize>());
        Assert.Contains("The row class 'MlAntipatternAnalyzers.Runtime.Tests.Features.FeatureContractTests+HouseWithoutSize' breaks the feature contract", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_class_of_another_contract_is_refused()
    {
        Assert.Equal(["'Taxi' is tied to the contract 'Taxi' by [FeatureContract], and this is 'House'"], Differences<TaxiRows.Taxi>());
        Assert.Equal(["'Taxi' is tied to the contract 'Taxi' by [FeatureContract], and this is 'House'"], Differences<OwnAttribute.Taxi>());
        Assert.Equal("House", typeof(ServedHouse).GetCustomAttributes(typeof(FeatureContractAttribute), false).Cast<FeatureContractAttribute>().Single().Name);
    }

    [Fact]
    public void What_a_contract_leaves_open_is_no_difference()
    {
        var open = Load("""
            mlcontract 1
            raw Size ?
            raw ?
            feature Size
            feature ?
            output ?
            """);

        Assert.Empty(open.Compare(Train(), Rows().Schema));
        Assert.Empty(open.Compare<WholeRooms>());
        Assert.Single(open.Compare<HouseWithoutSize>());
    }

    [Fact]
    public void The_contract_of_a_model_is_written_read_and_kept_by_the_model()
    {
        var contract = FeatureContract.Of(Train(), Rows().Schema);
        contract.Save(_directory["Of.mlcontract"]);

        var read = FeatureContract.Load(_directory["Of.mlcontract"]);

        Assert.Equal(contract.ToString(), read.ToString());
        Assert.Equal(["District", "Rooms", "Size"], read.FeatureColumnNames);
        Assert.Contains("step ?\n", read.ToString(), StringComparison.Ordinal);
        read.Verify(Train(), Rows().Schema);
        Assert.Equal((null, null), (contract.Name, contract.Path));
        Assert.Contains("'.mlcontract'", Assert.Throws<ArgumentException>(() => contract.Save("House.txt")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raw Size Single", "raw Size Float", 8, 10, "expected a type such as Single")]
    [InlineData("mlcontract 1", "mlcontract 2", 2, 12, "this is version 2 of the format")]
    [InlineData("mlcontract 1", "{ \"format\": \"mlschema\" }", 2, 1, "expected 'mlcontract 1'")]
    [InlineData("raw Size Single", "row Size Single", 8, 1, "expected")]
    public void A_file_that_is_wrong_says_where_and_what_was_expected(string from, string to, int line, int position, string problem)
    {
        var e = Assert.Throws<FeatureContractFormatException>(() => Load(House.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.Equal((_directory["House.mlcontract"], line, position), (e.Path, e.Line, e.Position));
        Assert.StartsWith(FormattableString.Invariant($"{e.Path}({line},{position}): "), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_lines_that_are_wrong_are_named_at_once()
    {
        var e = Assert.Throws<FeatureContractFormatException>(() => Load(House.Replace("Text", "Txt", StringComparison.Ordinal)));

        Assert.Contains("House.mlcontract(4,", e.Message, StringComparison.Ordinal);
        Assert.Contains("House.mlcontract(5,", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_says_how_it_comes_to_be() =>
        Assert.Contains("mlap contract write", Assert.Throws<FileNotFoundException>(() => FeatureContract.Load("Nowhere.mlcontract")).Message, StringComparison.Ordinal);

    private FeatureContract Load(string text = House) => FeatureContract.Load(_directory.Write("House.mlcontract", text));

    private string[] Differences<TRow>()
        where TRow : class => [.. Load().Compare<TRow>().Select(d => d.ToString())];

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(Houses);

    private ITransformer Train() => _ml.Transforms.Categorical.OneHotEncoding("Code", "District")
        .Append(_ml.Transforms.Concatenate("Features", "Size", "Rooms", "Code"))
        .Append(_ml.Regression.Trainers.FastTree("Price", numberOfTrees: 2))
        .Fit(Rows());

    private class HouseWithoutSize
    {
        public string District { get; set; } = "";
        public float Rooms { get; set; }

        [TrainingOnly]
        public float Price { get; set; }
        public string Note { get; set; } = "";
    }

    private sealed class HouseRow : HouseWithoutSize
    {
        public float Size { get; set; }
    }

    [FeatureContract("House")]
    private sealed class ServedHouse
    {
        public string District { get; set; } = "";

        [ColumnName("Rooms")]
        public float RoomCount { get; set; }
        public float Size { get; set; }
    }

    private sealed class LowerCase
    {
        public string District { get; set; } = "";
        public float Rooms { get; set; }
        public float size { get; set; }
    }

    private sealed class WholeRooms
    {
        public string District { get; set; } = "";
        public int Rooms { get; set; }
        public float Size { get; set; }
        public bool Price { get; set; }
        public float Garden { get; set; }
    }

    private sealed class Forgotten
    {
        public string District { get; set; } = "";

        [TrainingOnly]
        public float Rooms { get; set; }
        public float Size { get; set; }
    }

    private sealed class NotAColumn
    {
        [NoColumn]
        public string District { get; set; } = "";
        public float Rooms { get; set; }
        public float Size { get; set; }
    }

    [FeatureContract("Taxi.mlcontract")]
    private static class TaxiRows
    {
        public sealed class Taxi
        {
            public string District { get; set; } = "";
            public float Rooms { get; set; }
            public float Size { get; set; }
        }
    }

    private static class OwnAttribute
    {
        [FeatureContract("Taxi")]
        public sealed class Taxi
        {
            public string District { get; set; } = "";
            public float Rooms { get; set; }
            public float Size { get; set; }
        }

        [AttributeUsage(AttributeTargets.Class)]
        private sealed class FeatureContractAttribute(string name) : Attribute
        {
            public string Contract { get; } = name;
        }
    }
}
