using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class RowTypeColumnsTests
{
    [Fact]
    public void The_columns_are_those_that_the_text_loader_makes_of_the_class()
    {
        using var directory = new TemporaryDirectory();
        var view = new MLContext().Data.LoadFromTextFile<Loaded>(directory.Write("rows.csv", "1,2,3,4,5,x,7,2\n"), ',');

        var schema = DataSchema.FromRowType<Loaded>();

        Assert.Empty(schema.Validate(view));
        Assert.Equal(
            view.Schema.Select(c => (c.Name, ColumnType.From(c.Type).ToString())).Order(),
            schema.Columns.Select(c => (c.Name, c.Type.ToString())).Order());
    }

    [Fact]
    public void The_columns_are_those_that_an_enumerable_gives()
    {
        var view = new MLContext().Data.LoadFromEnumerable(Array.Empty<InMemory>());

        var schema = DataSchema.FromRowType<InMemory>();

        Assert.Empty(schema.Validate(view));
        Assert.Equal(["Renamed", "Fixed", "Varying", "Kind", "When", "Hidden"], schema.Columns.Select(c => c.Name));
        Assert.Equal(
            ["Text", "Vector<Single, 3>", "Vector<Single>", "Key<UInt32, 5>", "DateTime", "Int32"],
            schema.Columns.Select(c => c.Type.ToString()));
        Assert.All(schema.Columns, c => Assert.Equal(new ColumnExpectation(c.Name, c.Type), c));
    }

    [Fact]
    public void A_member_that_ML_NET_has_no_column_for_is_named()
    {
        var e = Assert.Throws<ArgumentException>(() => DataSchema.FromRowType<WithDecimal>());

        Assert.Contains(nameof(WithDecimal), e.Message, StringComparison.Ordinal);
        Assert.Contains("Price", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_members_with_one_column_name_are_an_error()
    {
        var e = Assert.Throws<ArgumentException>(() => DataSchema.FromRowType<Twice>());

        Assert.Contains("'Same'", e.Message, StringComparison.Ordinal);
    }

    private sealed class Loaded
    {
        [LoadColumn(0)]
        public float One { get; set; }

        [LoadColumn(1, 3)]
        public float[] Range { get; set; } = [];

        [LoadColumn(0, 2), VectorType(3)]
        public float[] Sized { get; set; } = [];

        [LoadColumn([0, 4])]
        public float[] Picked { get; set; } = [];

        [LoadColumn(5), ColumnName("Title")]
        public string Text { get; set; } = "";

        [LoadColumn(6), KeyType(10)]
        public uint Key { get; set; }

        [LoadColumn(7)]
        public double Real { get; set; }
    }

    private class Base
    {
        public int Hidden { get; set; }
    }

    private sealed class InMemory : Base
    {
        [ColumnName("Renamed")]
        public string Text { get; set; } = "";

        [VectorType(3)]
        public float[] Fixed { get; set; } = [];

        public float[] Varying { get; set; } = [];

        [KeyType(5)]
        public uint Kind { get; set; }

        public DateTime When { get; set; }

        [NoColumn]
        public decimal Ignored { get; set; }
    }

    private sealed class WithDecimal
    {
        public decimal Price { get; set; }
    }

    private sealed class Twice
    {
        [ColumnName("Same")]
        public float A { get; set; }

        [ColumnName("Same")]
        public float B { get; set; }
    }
}
