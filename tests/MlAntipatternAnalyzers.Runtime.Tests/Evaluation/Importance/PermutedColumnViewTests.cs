using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

public sealed class PermutedColumnViewTests
{
    private readonly MLContext _ml = new(seed: 1);

    private IDataView Data => _ml.Data.LoadFromEnumerable(Visit.Rows(5));

    [Fact]
    public void Vectors_come_whole_and_a_reader_that_writes_into_its_own_does_no_harm()
    {
        var view = View("Features", [4, 2, 0, 1, 3]);
        for (var pass = 0; pass < 2; pass++)
        {
            using var cursor = view.GetRowCursor(view.Schema);
            var (id, features) = (cursor.GetGetter<float>(view.Schema["Id"]), cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]));
            float row = 0;
            VBuffer<float> value = default;
            foreach (var from in new[] { 4, 2, 0, 1, 3 })
            {
                Assert.True(cursor.MoveNext());
                id(ref row);
                features(ref value);
                Assert.Equal(cursor.Position, row);
                Assert.Equal([from, from], value.DenseValues());
                // What a getter of ML.NET does with the vector that it is handed.
                VBufferEditor.CreateFromBuffer(ref value).Values.Fill(-1);
            }
            Assert.False(cursor.MoveNext());
        }
    }

    [Fact]
    public void Only_that_column_moves_and_the_rows_have_one_order()
    {
        var view = View("Text", [1, 2, 3, 4, 0]);

        Assert.Equal(new[] { 1, 2, 3, 4, 0 }.Select(i => Visit.Rows(5)[i].Text), view.GetColumn<string>("Text"));
        Assert.Equal(Visit.Range(0, 5), view.GetColumn<float>("Id"));
        Assert.False(view.CanShuffle);
        Assert.Single(view.GetRowCursorSet(view.Schema, 4));
        Assert.Same(view.Schema, view.GetRowCursor([]).Schema);
        Assert.Throws<ArgumentException>(() => view.GetRowCursor(view.Schema).GetGetter<float>(view.Schema["Text"]));
        Assert.Throws<InvalidOperationException>(() => View("Text", [1, 0]).GetColumn<string>("Text").ToList());
    }

    private PermutedColumnView View(string column, int[] permutation)
    {
        var data = Data;
        return new(data, PermutedColumn.Read(data, data.Schema[column]), permutation);
    }
}
