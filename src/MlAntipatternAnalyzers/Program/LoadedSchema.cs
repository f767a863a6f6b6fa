using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The schema that a load gives its view.</summary>
internal static class LoadedSchema
{
    public static Schema Of(LoadInfo load, MlNetSymbols ml)
    {
        var isDatabase = load.Call is not null && load.Api == Api.LoadOther;
        if (load.HasDefinition)
            return OfDefinition(load, ml);
        if (load is { Api: Api.LoadOther, RowType: null, Reader: "LoadFromSvmLightFile" or "LoadFromSvmLightFileWithFeatureNames" or "CreateSvmLightLoader" })
            return OfSvmLight(load.Size);
        if (load.RowType is not null)
            return (load.Api == Api.LoadEnumerable ? RowColumns.Of(load.RowType, RowUse.Read, ml) : OfText(load.RowType, ml)) ?? Schema.Unknown;
        return load.Columns is SequenceValue columns && !isDatabase ? OfColumns(columns) : Schema.Unknown;
    }

    /// <summary>The columns of every SVM-light file.</summary>
    private static Schema OfSvmLight(int? size) => new(
        ImmutableArray.Create(
            new SchemaColumn("Label", ColumnType.Single),
            new SchemaColumn("Weight", ColumnType.Single),
            new SchemaColumn("GroupId", ColumnType.Scalar(Items.UInt64).WithKey(Items.UInt64Key, ulong.MaxValue - 1, Items.None)),
            new SchemaColumn("Comment", ColumnType.Scalar(Items.Text)),
            new SchemaColumn("Features", ColumnType.Vector(Items.Single, size))),
        true);

    /// <summary>The columns of a class, where a definition made of that class gave some of them other types.</summary>
    private static Schema OfDefinition(LoadInfo load, MlNetSymbols ml)
    {
        if (load.Definition is not { IsSpoiled: false } definition || !SymbolEqualityComparer.Default.Equals(definition.Row, load.RowType)
            || RowColumns.Of(load.RowType, RowUse.Read, ml) is not { } schema || RowColumns.Of(load.RowType, RowUse.Write, ml)?.Columns.Length != schema.Columns.Length)
            return Schema.Unknown;
        foreach (var name in definition.Retyped)
        {
            if (schema.Find(name) is null)
                return Schema.Unknown;
            schema = schema.With(name, ColumnType.Unknown);
        }

        return schema;
    }

    /// <summary>What a text loader, or a database loader, makes of a class; null where it throws.</summary>
    public static Schema? OfText(ITypeSymbol type, MlNetSymbols ml)
    {
        if (type is not INamedTypeSymbol row)
            return null;
        var columns = ImmutableArray.CreateBuilder<SchemaColumn>();
        foreach (var member in RowMembers.Of(row, RowUse.Load, ml))
        {
            var items = RowColumns.ItemsOf(member.Type is IArrayTypeSymbol array ? array.ElementType : member.Type);
            if (member.LoadColumn is not { } load || items == Items.None)
                return null;
            if (member.KeyType is not null && (ColumnType.KeyOf(items) == Items.None || RowMembers.CountOf(member.KeyType) is null))
                return null;
            columns.Add(new SchemaColumn(member.Name, Typed(items, member.KeyType is null ? null : RowMembers.CountOf(member.KeyType), SizeOf(load))));
        }

        return columns.Count == 0 ? null : new Schema(columns.ToImmutable(), true);
    }

    /// <summary>The columns that a list of <c>TextLoader.Column</c>s describes.</summary>
    private static Schema OfColumns(SequenceValue columns)
    {
        var found = ImmutableArray.CreateBuilder<SchemaColumn>();
        var isClosed = columns.Exact;
        foreach (var item in columns.Items)
        {
            if (item is ObjectValue column && Content(column, "Name") is string name && columns.Certain)
                found.Add(new SchemaColumn(name.Trim(), TypeOf(column)));
            else
                isClosed = false;
        }

        var schema = new Schema(found.ToImmutable(), isClosed);
        return isClosed ? schema : new Schema(schema.Columns, false);
    }

    private static ColumnType TypeOf(ObjectValue column)
    {
        // DataKind.Single, unless another one is given.
        var given = Written(column, "DataKind");
        var items = given is null ? Items.Single : given is ConstantValue { Content: IConvertible kind and not string } ? Conversion.KindOf(kind.ToInt32(CultureInfo.InvariantCulture)) : Items.Any;
        if (items == Items.Any)
            return ColumnType.Unknown;
        var keys = Written(column, "KeyCount");
        ulong? count = keys switch
        {
            null or ConstantValue { Content: null } => null,
            ObjectValue limit when Written(limit, "Count") is { } stated => stated is ConstantValue { Content: IConvertible number } ? number.ToUInt64(CultureInfo.InvariantCulture) : 0,
            ObjectValue => RowColumns.LargestOf(items),
            _ => 0,
        };
        return Typed(items, count, SizeOf(column));
    }

    /// <summary>How many fields a column is loaded from.</summary>
    private static Size SizeOf(ObjectValue column)
    {
        if (Written(column, "index") is not null)
            return Size.One;
        if (Written(column, "minIndex") is { } first && Written(column, "maxIndex") is { } last)
            return Between(first, last);
        if (Written(column, "Source") is not SequenceValue { Exact: true } ranges || ranges.Items.Count == 0)
            return Size.Unknown;
        var sizes = ranges.Items.Select(range => range is ObjectValue known ? RangeOf(known) : Size.Unknown).ToList();
        if (sizes.Count == 1)
            return sizes[0];
        if (sizes.Any(size => size.Shapes == Shapes.Any))
            return Size.Unknown;
        return sizes.Any(size => size.Shapes == Shapes.Variable) ? new Size(Shapes.Variable, null) : new Size(Shapes.Fixed, sizes.Aggregate((int?)0, (sum, size) => sum + (size.Shapes == Shapes.Scalar ? 1 : size.Number)));
    }

    private static Size RangeOf(ObjectValue range)
    {
        if (range.Writes.Any(write => write.Member.Name is "VariableEnd" or "AllOther" or "ForceVector" or "AutoEnd"))
            return Size.Unknown;
        if (Written(range, "index") is not null)
            return Size.One;
        return Written(range, "Min") is { } min && Written(range, "Max") is { } max && range.Writes.All(write => write.Node == range.Origin.Node)
            ? Between(min, max)
            : Size.Unknown;
    }

    /// <summary>A range with an end is a vector, even of one; without an end it is as long as the first line.</summary>
    private static Size Between(Value first, Value last) =>
        last is ConstantValue { Content: null }
            ? new Size(Shapes.Fixed, null)
            : new Size(Shapes.Fixed, first is ConstantValue { Content: int from } && last is ConstantValue { Content: int to } && to >= from ? to - from + 1 : null);

    /// <summary>What a <c>[LoadColumn]</c> says: an index, a range, several indices.</summary>
    private static Size SizeOf(AttributeData load)
    {
        var arguments = load.ConstructorArguments;
        if (arguments.Length == 2)
            return new Size(Shapes.Fixed, arguments[0].Value is int from && arguments[1].Value is int to && to >= from ? to - from + 1 : null);
        if (arguments.Length == 1 && arguments[0].Kind == TypedConstantKind.Array)
            return arguments[0].Values.IsDefault || arguments[0].Values.Length != 1 ? new Size(Shapes.Fixed, arguments[0].Values.IsDefault ? null : arguments[0].Values.Length) : Size.One;
        return arguments.Length == 1 ? Size.One : Size.Unknown;
    }

    private static ColumnType Typed(Items items, ulong? keyCount, Size size)
    {
        var type = size.Shapes switch
        {
            Shapes.Scalar => ColumnType.Scalar(items),
            Shapes.Fixed => ColumnType.Vector(items, size.Number),
            _ => ColumnType.Of(items, size.Shapes),
        };
        return keyCount is { } count && ColumnType.KeyOf(items) is var key and not Items.None ? type.WithKey(key, count == 0 ? null : count, Items.None) : type;
    }

    private static object? Content(ObjectValue instance, string member) => (Written(instance, member) as ConstantValue)?.Content;

    private static Value? Written(ObjectValue instance, string member)
    {
        for (var i = instance.Writes.Count - 1; i >= 0; i--)
        {
            if (instance.Writes[i].Member.Name == member)
                return instance.Writes[i].Value;
        }

        return null;
    }

    private readonly struct Size
    {
        public static readonly Size One = new(Shapes.Scalar, null);

        public static readonly Size Unknown = new(Shapes.Any, null);

        public Size(Shapes shapes, int? number)
        {
            Shapes = shapes;
            Number = number;
        }

        public Shapes Shapes { get; }

        public int? Number { get; }
    }
}
