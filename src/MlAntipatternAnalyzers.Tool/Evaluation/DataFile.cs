using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>Loads labelled rows: text with a header line by the columns that a model was saved with, or ML.NET's own binary form.</summary>
internal sealed class DataFile(MLContext mlContext, string path, DataOptions options)
{
    // Every column of a text file by name; empty for other files and without a header.
    private IReadOnlyList<string> _header = [];

    // How the text was loaded last; null for other files.
    private TextLoader.Options? _loaded;

    /// <param name="models">The models that are to read the rows.</param>
    /// <param name="more">Columns that are asked for besides the model's, each with its type where the model does not say another.</param>
    /// <exception cref="CannotEvaluateException">The file is missing, empty or damaged, or lacks a column that is asked for.</exception>
    public IDataView Load(IReadOnlyList<ModelFile> models, IReadOnlyList<(string Name, DataKind Kind)> more)
    {
        if (!File.Exists(path))
            throw new CannotEvaluateException($"There is no data file '{path}'.");
        return Path.GetExtension(path).Equals(".idv", StringComparison.OrdinalIgnoreCase) ? LoadBinary() : LoadText(models, more);
    }

    /// <summary>What columns there are, for a message about one that is not; empty when that is not known.</summary>
    public string Listed => _header.Count == 0 ? "" : $" The data has {string.Join(", ", _header.Select(name => $"'{name}'"))}.";

    /// <summary>One column of a text file as the text that it is; null for other files.</summary>
    public IDataView? TextOf(string column)
    {
        if (_loaded is null)
            return null;
        var source = _loaded.Columns.Single(loaded => loaded.Name == column).Source;
        return mlContext.Data.CreateTextLoader(new TextLoader.Options
        {
            Columns = [new TextLoader.Column(column, DataKind.String, source)],
            HasHeader = _loaded.HasHeader,
            Separators = _loaded.Separators,
            AllowQuoting = _loaded.AllowQuoting,
            ReadMultilines = _loaded.ReadMultilines,
        }).Load(path);
    }

    private IDataView LoadBinary()
    {
        try
        {
            return mlContext.Data.LoadFromBinary(path);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or IOException or InvalidOperationException or ArgumentException)
        {
            throw new CannotEvaluateException($"The data '{path}' is damaged, or not what mlContext.Data.SaveAsBinary wrote: {e.Message}");
        }
    }

    private IDataView LoadText(IReadOnlyList<ModelFile> models, IReadOnlyList<(string Name, DataKind Kind)> more)
    {
        var saved = SavedColumns(models);
        var wanted = saved.Select(column => column.Name).Concat(more.Select(column => column.Name)).ToHashSet(StringComparer.Ordinal);
        wanted.ExceptWith(options.Places.Keys);
        var header = options.HasHeader ? HeaderLine.Read(path, options.Separator, wanted) : null;
        _header = header?.Names ?? [];

        var columns = new List<TextLoader.Column>();
        foreach (var column in saved)
        {
            if (Place(column, header) is { } ranges)
                columns.Add(ColumnOf(column, ranges));
        }
        foreach (var (name, kind) in more.DistinctBy(column => column.Name))
        {
            if (saved.All(column => column.Name != name) && Place(name, header) is { } place)
                columns.Add(new TextLoader.Column(name, kind, [RangeOf(place)]));
        }
        if (columns.Count == 0)
        {
            throw new CannotEvaluateException(
                $"The data '{path}' has none of the columns that the model reads ({string.Join(", ", saved.Select(column => $"'{column.Name}'"))}).{Listed} " +
                "If the file has no line of names, say so by --no-header and give the places by --column NAME=INDEX; if its columns are separated otherwise, by --separator.");
        }
        _loaded = new TextLoader.Options
        {
            Columns = [.. columns],
            HasHeader = options.HasHeader,
            Separators = [header?.Separator ?? options.Separator ?? (Path.GetExtension(path).ToLowerInvariant() is ".tsv" or ".txt" ? '\t' : ',')],
            AllowQuoting = true,
            ReadMultilines = true,
            MissingRealsAsNaNs = !options.MissingIsZero,
        };
        return mlContext.Data.CreateTextLoader(_loaded).Load(path);
    }

    // What the models were saved with; each column once, of one type.
    private List<DataViewSchema.Column> SavedColumns(IReadOnlyList<ModelFile> models)
    {
        var saved = new List<DataViewSchema.Column>();
        foreach (var model in models)
        {
            if (model.InputSchema is not { } schema)
            {
                throw new CannotEvaluateException(
                    $"The model '{model.Path}' was saved without the columns of its input, by which the text of '{path}' is read. " +
                    "Save it with mlContext.Model.Save(model, trainData.Schema, path), or give the data as .idv (mlContext.Data.SaveAsBinary).");
            }
            foreach (var column in schema.Where(column => !column.IsHidden))
            {
                var at = saved.FindIndex(other => other.Name == column.Name);
                if (at < 0)
                    saved.Add(column);
                else if (!saved[at].Type.Equals(column.Type))
                    throw new CannotEvaluateException($"The models read the column '{column.Name}' as {saved[at].Type} and as {column.Type}, and text is read as one of them. Give the data as .idv (mlContext.Data.SaveAsBinary) if both take its type.");
            }
        }
        return saved;
    }

    private (int First, int Last)? Place(string name, HeaderLine? header) =>
        options.Places.TryGetValue(name, out var place) ? place : header?.IndexOf(name) is >= 0 and var index ? (index, index) : null;

    // Of two equal ends the loader makes a vector of one.
    private static TextLoader.Range RangeOf((int First, int Last) place) =>
        place.First == place.Last ? new TextLoader.Range(place.First) : new TextLoader.Range(place.First, place.Last);

    // A vector is where its slots are, which the header tells only when they have names.
    private TextLoader.Range[]? Place(DataViewSchema.Column column, HeaderLine? header)
    {
        if (options.Places.TryGetValue(column.Name, out var place))
            return [RangeOf(place)];
        if (header is null)
            return null;
        if (column.Type is not VectorDataViewType { Size: > 0 } vector)
            return header.IndexOf(column.Name) is >= 0 and var index ? [new TextLoader.Range(index)] : null;
        if (!column.HasSlotNames())
            return vector.Size == 1 && header.IndexOf(column.Name) is >= 0 and var single ? [new TextLoader.Range(single)] : null;
        VBuffer<ReadOnlyMemory<char>> slots = default;
        column.GetSlotNames(ref slots);
        var indices = slots.DenseValues().Select(slot => header.IndexOf(slot.ToString())).ToArray();
        return indices.All(slot => slot >= 0) ? Array.ConvertAll(indices, slot => new TextLoader.Range(slot)) : null;
    }

    private TextLoader.Column ColumnOf(DataViewSchema.Column column, TextLoader.Range[] ranges)
    {
        var item = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
        var size = column.Type is VectorDataViewType { Size: > 0 } sized ? sized.Size : 1;
        var count = ranges.Sum(range => range.Max - range.Min + 1);
        if (count != size)
            throw new CannotEvaluateException($"Column '{column.Name}' has {size} {(size == 1 ? "value" : "values")} a row in the model's input, and --column gives it {count}.");
        if (KindOf(item) is not { } kind)
            throw new CannotEvaluateException($"Column '{column.Name}' is of type {column.Type}, which is not read from text. Give the data as .idv (mlContext.Data.SaveAsBinary).");
        // Of one place the loader makes a number unless it is told to make a vector.
        if (column.Type is VectorDataViewType)
            ranges[0].ForceVector = true;
        var loaded = new TextLoader.Column(column.Name, kind, ranges);
        if (item is KeyDataViewType key)
            loaded.KeyCount = new KeyCount(key.Count);
        return loaded;
    }

    private static DataKind? KindOf(DataViewType type) => type.RawType switch
    {
        var raw when raw == typeof(bool) => DataKind.Boolean,
        var raw when raw == typeof(ReadOnlyMemory<char>) => DataKind.String,
        var raw when raw == typeof(float) => DataKind.Single,
        var raw when raw == typeof(double) => DataKind.Double,
        var raw when raw == typeof(sbyte) => DataKind.SByte,
        var raw when raw == typeof(byte) => DataKind.Byte,
        var raw when raw == typeof(short) => DataKind.Int16,
        var raw when raw == typeof(ushort) => DataKind.UInt16,
        var raw when raw == typeof(int) => DataKind.Int32,
        var raw when raw == typeof(uint) => DataKind.UInt32,
        var raw when raw == typeof(long) => DataKind.Int64,
        var raw when raw == typeof(ulong) => DataKind.UInt64,
        var raw when raw == typeof(DateTime) => DataKind.DateTime,
        var raw when raw == typeof(DateTimeOffset) => DataKind.DateTimeOffset,
        var raw when raw == typeof(TimeSpan) => DataKind.TimeSpan,
        _ => null,
    };
}
