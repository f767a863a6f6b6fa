using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

/// <summary>A view with a column of a type that nothing but its own package knows, as images are. Nobody gets to its rows.</summary>
internal sealed class PictureView : IDataView
{
    public PictureView()
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Id", TextDataViewType.Instance);
        schema.AddColumn("Picture", new PictureType());
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => throw new NotSupportedException();

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => throw new NotSupportedException();

    private sealed class PictureType() : StructuredDataViewType(typeof(object))
    {
        public override bool Equals(DataViewType? other) => other is PictureType;

        public override bool Equals(object? obj) => obj is PictureType;

        public override int GetHashCode() => 0;
    }
}
