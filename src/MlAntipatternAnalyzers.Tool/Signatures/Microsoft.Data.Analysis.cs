using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.IO;
using System.Text;
using Microsoft.Data.Analysis;

namespace Microsoft.ML
{
    public static class IDataViewExtensions
    {
        public static DataFrame ToDataFrame(this IDataView dataView, long maxRows = 100) => throw null!;
        public static DataFrame ToDataFrame(this IDataView dataView, params string[] selectColumns) => throw null!;
        public static DataFrame ToDataFrame(this IDataView dataView, long maxRows, params string[] selectColumns) => throw null!;
    }
}

namespace Microsoft.Data.Analysis
{
    public enum DropNullOptions
    {
        Any,
        All,
    }

    public enum JoinAlgorithm
    {
        Left,
        Right,
        FullOuter,
        Inner,
    }

    public class DataFrame : Microsoft.ML.IDataView
    {
        public DataFrame(IEnumerable<DataFrameColumn> columns) => throw null!;
        public DataFrame(params DataFrameColumn[] columns) => throw null!;

        public static DataFrame LoadCsv(string filename, char separator = ',', bool header = true, string[] columnNames = null, Type[] dataTypes = null, int numRows = -1, int guessRows = 10, bool addIndexColumn = false, Encoding encoding = null, bool renameDuplicatedColumns = false, CultureInfo cultureInfo = null) => throw null!;
        public static DataFrame LoadCsv(Stream csvStream, char separator = ',', bool header = true, string[] columnNames = null, Type[] dataTypes = null, long numberOfRowsToRead = -1, int guessRows = 10, bool addIndexColumn = false, Encoding encoding = null, bool renameDuplicatedColumns = false, CultureInfo cultureInfo = null, Func<IEnumerable<string>, Type> guessTypeFunction = null) => throw null!;
        public static DataFrame LoadCsvFromString(string csvString, char separator = ',', bool header = true, string[] columnNames = null, Type[] dataTypes = null, long numberOfRowsToRead = -1, int guessRows = 10, bool addIndexColumn = false, bool renameDuplicatedColumns = false, CultureInfo cultureInfo = null, Func<IEnumerable<string>, Type> guessTypeFunction = null) => throw null!;
        public static void SaveCsv(DataFrame dataFrame, string path, char separator = ',', bool header = true, Encoding encoding = null, CultureInfo cultureInfo = null) => throw null!;
        public static void SaveCsv(DataFrame dataFrame, Stream csvStream, char separator = ',', bool header = true, Encoding encoding = null, CultureInfo cultureInfo = null) => throw null!;

        public DataFrameColumnCollection Columns => throw null!;
        public DataFrameRowCollection Rows => throw null!;
        public DataFrameColumn this[string columnName] { get => throw null!; set => throw null!; }
        public object this[long rowIndex, int columnIndex] { get => throw null!; set => throw null!; }
        public DataFrame this[PrimitiveDataFrameColumn<bool> rowFilter] => throw null!;
        public DataFrame this[IEnumerable<bool> rowFilter] => throw null!;
        public DataFrame Filter(PrimitiveDataFrameColumn<bool> filter) => throw null!;
        public DataFrame Head(int numberOfRows) => throw null!;
        public DataFrame Tail(int numberOfRows) => throw null!;
        public DataFrame Sample(int numberOfRows) => throw null!;
        public DataFrame Clone() => throw null!;
        public DataFrame Info() => throw null!;
        public DataFrame Description() => throw null!;
        public DataFrame OrderBy(string columnName, bool ascending = true, bool putNullValuesLast = true) => throw null!;
        public DataFrame OrderByDescending(string columnName, bool putNullValuesLast = true) => throw null!;
        public GroupBy GroupBy(string columnName) => throw null!;
        public GroupBy<TKey> GroupBy<TKey>(string columnName) => throw null!;
        public DataFrame DropNulls(DropNullOptions options = DropNullOptions.Any) => throw null!;
        public DataFrame FillNulls(object value, bool inPlace = false) => throw null!;
        public DataFrame FillNulls(IList<object> values, bool inPlace = false) => throw null!;
        public DataFrame Append(IEnumerable<DataFrameRow> rows, bool inPlace = false, CultureInfo cultureInfo = null) => throw null!;
        public DataFrame Append(IEnumerable<object> row = null, bool inPlace = false, CultureInfo cultureInfo = null) => throw null!;
        public DataFrame Merge(DataFrame other, string[] leftJoinColumns, string[] rightJoinColumns, string leftSuffix = "_left", string rightSuffix = "_right", JoinAlgorithm joinAlgorithm = JoinAlgorithm.Left) => throw null!;
        public DataFrame Merge<TKey>(DataFrame other, string leftJoinColumn, string rightJoinColumn, string leftSuffix = "_left", string rightSuffix = "_right", JoinAlgorithm joinAlgorithm = JoinAlgorithm.Left) => throw null!;

        bool Microsoft.ML.IDataView.CanShuffle => throw null!;
        Microsoft.ML.DataViewSchema Microsoft.ML.IDataView.Schema => throw null!;
        long? Microsoft.ML.IDataView.GetRowCount() => throw null!;
        Microsoft.ML.DataViewRowCursor Microsoft.ML.IDataView.GetRowCursor(IEnumerable<Microsoft.ML.DataViewSchema.Column> columnsNeeded, Random rand) => throw null!;
        Microsoft.ML.DataViewRowCursor[] Microsoft.ML.IDataView.GetRowCursorSet(IEnumerable<Microsoft.ML.DataViewSchema.Column> columnsNeeded, int n, Random rand) => throw null!;
    }

    public class DataFrameColumnCollection : Collection<DataFrameColumn>
    {
        internal DataFrameColumnCollection() => throw null!;

        public DataFrameColumn this[string columnName] { get => throw null!; set => throw null!; }
        public void RenameColumn(string currentName, string newName) => throw null!;
        public void Remove(string columnName) => throw null!;
        public int IndexOf(string columnName) => throw null!;
        public PrimitiveDataFrameColumn<T> GetPrimitiveColumn<T>(string name) where T : unmanaged => throw null!;
        public StringDataFrameColumn GetStringColumn(string name) => throw null!;
        public BooleanDataFrameColumn GetBooleanColumn(string name) => throw null!;
        public DoubleDataFrameColumn GetDoubleColumn(string name) => throw null!;
        public SingleDataFrameColumn GetSingleColumn(string name) => throw null!;
        public Int32DataFrameColumn GetInt32Column(string name) => throw null!;
        public Int64DataFrameColumn GetInt64Column(string name) => throw null!;
        public DateTimeDataFrameColumn GetDateTimeColumn(string name) => throw null!;
    }

    public class DataFrameRow : IEnumerable<object>
    {
        internal DataFrameRow() => throw null!;

        public object this[int index] { get => throw null!; set => throw null!; }
        public object this[string columnName] { get => throw null!; set => throw null!; }
        public IEnumerator<object> GetEnumerator() => throw null!;
        IEnumerator IEnumerable.GetEnumerator() => throw null!;
    }

    public class DataFrameRowCollection : IEnumerable<DataFrameRow>
    {
        internal DataFrameRowCollection() => throw null!;

        public long Count => throw null!;
        public DataFrameRow this[long index] => throw null!;
        public IEnumerator<DataFrameRow> GetEnumerator() => throw null!;
        IEnumerator IEnumerable.GetEnumerator() => throw null!;
    }

    public abstract class GroupBy
    {
        public abstract DataFrame Count(params string[] columnNames);
        public abstract DataFrame First(params string[] columnNames);
        public abstract DataFrame Max(params string[] columnNames);
        public abstract DataFrame Min(params string[] columnNames);
        public abstract DataFrame Product(params string[] columnNames);
        public abstract DataFrame Sum(params string[] columnNames);
        public abstract DataFrame Mean(params string[] columnNames);
        public abstract DataFrame Head(int numberOfRows);
        public abstract DataFrame Tail(int numberOfRows);
    }

    public abstract class GroupBy<TKey> : GroupBy
    {
    }

    public abstract class DataFrameColumn : IEnumerable
    {
        protected DataFrameColumn(string name, long length, Type type) => throw null!;

        public long Length => throw null!;
        public abstract long NullCount { get; }
        public string Name => throw null!;
        public Type DataType => throw null!;
        public object this[long rowIndex] { get => throw null!; set => throw null!; }
        public void SetName(string newName) => throw null!;
        public virtual double Mean() => throw null!;
        public virtual double Median() => throw null!;
        public virtual object Max() => throw null!;
        public virtual object Min() => throw null!;
        public virtual object Sum() => throw null!;
        public virtual DataFrame ValueCounts() => throw null!;
        public virtual DataFrameColumn DropNulls() => throw null!;
        public virtual DataFrameColumn FillNulls(object value, bool inPlace = false) => throw null!;
        public virtual PrimitiveDataFrameColumn<bool> ElementwiseEquals<T>(T value) => throw null!;
        public virtual PrimitiveDataFrameColumn<bool> ElementwiseNotEquals<T>(T value) => throw null!;
        public virtual PrimitiveDataFrameColumn<bool> ElementwiseGreaterThan<T>(T value) => throw null!;
        public virtual PrimitiveDataFrameColumn<bool> ElementwiseLessThan<T>(T value) => throw null!;
        public virtual PrimitiveDataFrameColumn<bool> ElementwiseIsNotNull() => throw null!;
        IEnumerator IEnumerable.GetEnumerator() => throw null!;
    }

    public class PrimitiveDataFrameColumn<T> : DataFrameColumn, IEnumerable<T?>
        where T : unmanaged
    {
        public PrimitiveDataFrameColumn(string name, IEnumerable<T?> values) : base(name, 0, null) => throw null!;
        public PrimitiveDataFrameColumn(string name, IEnumerable<T> values) : base(name, 0, null) => throw null!;
        public PrimitiveDataFrameColumn(string name, long length = 0) : base(name, 0, null) => throw null!;

        public override long NullCount => throw null!;
        public new T? this[long rowIndex] { get => throw null!; set => throw null!; }
        public void Append(T? value) => throw null!;
        public IEnumerator<T?> GetEnumerator() => throw null!;
    }

    public class StringDataFrameColumn : DataFrameColumn, IEnumerable<string>
    {
        public StringDataFrameColumn(string name, long length = 0) : base(name, 0, null) => throw null!;
        public StringDataFrameColumn(string name, IEnumerable<string> values) : base(name, 0, null) => throw null!;

        public override long NullCount => throw null!;
        public new string this[long rowIndex] { get => throw null!; set => throw null!; }
        public void Append(string value) => throw null!;
        public IEnumerator<string> GetEnumerator() => throw null!;
    }

    public class BooleanDataFrameColumn : PrimitiveDataFrameColumn<bool>
    {
        public BooleanDataFrameColumn(string name, IEnumerable<bool?> values) : base(name, values) => throw null!;
        public BooleanDataFrameColumn(string name, IEnumerable<bool> values) : base(name, values) => throw null!;
        public BooleanDataFrameColumn(string name, long length = 0) : base(name, length) => throw null!;
    }

    public class DoubleDataFrameColumn : PrimitiveDataFrameColumn<double>
    {
        public DoubleDataFrameColumn(string name, IEnumerable<double?> values) : base(name, values) => throw null!;
        public DoubleDataFrameColumn(string name, IEnumerable<double> values) : base(name, values) => throw null!;
        public DoubleDataFrameColumn(string name, long length = 0) : base(name, length) => throw null!;
    }

    public class SingleDataFrameColumn : PrimitiveDataFrameColumn<float>
    {
        public SingleDataFrameColumn(string name, IEnumerable<float?> values) : base(name, values) => throw null!;
        public SingleDataFrameColumn(string name, IEnumerable<float> values) : base(name, values) => throw null!;
        public SingleDataFrameColumn(string name, long length = 0) : base(name, length) => throw null!;
    }

    public class Int32DataFrameColumn : PrimitiveDataFrameColumn<int>
    {
        public Int32DataFrameColumn(string name, IEnumerable<int?> values) : base(name, values) => throw null!;
        public Int32DataFrameColumn(string name, IEnumerable<int> values) : base(name, values) => throw null!;
        public Int32DataFrameColumn(string name, long length = 0) : base(name, length) => throw null!;
    }

    public class Int64DataFrameColumn : PrimitiveDataFrameColumn<long>
    {
        public Int64DataFrameColumn(string name, IEnumerable<long?> values) : base(name, values) => throw null!;
        public Int64DataFrameColumn(string name, IEnumerable<long> values) : base(name, values) => throw null!;
        public Int64DataFrameColumn(string name, long length = 0) : base(name, length) => throw null!;
    }

    public class DateTimeDataFrameColumn : PrimitiveDataFrameColumn<DateTime>
    {
        public DateTimeDataFrameColumn(string name, IEnumerable<DateTime?> values) : base(name, values) => throw null!;
        public DateTimeDataFrameColumn(string name, IEnumerable<DateTime> values) : base(name, values) => throw null!;
        public DateTimeDataFrameColumn(string name, long length = 0) : base(name, length) => throw null!;
    }
}
