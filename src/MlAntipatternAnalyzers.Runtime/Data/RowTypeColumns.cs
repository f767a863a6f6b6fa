using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The columns of a row class.</summary>
internal static class RowTypeColumns
{
    public static IEnumerable<ColumnExpectation> Of(Type rowType) =>
        Definition(rowType).Select(column => new ColumnExpectation(column.ColumnName, TypeOf(rowType, column)));

    /// <summary>The columns with the members that hold them, fields or properties.</summary>
    public static IEnumerable<(string Column, ColumnType Type, MemberInfo Member)> WithMembers(Type rowType) =>
        Definition(rowType).Select(column => (column.ColumnName, TypeOf(rowType, column), Members(rowType, column)[0]));

    /// <summary>ML.NET's own reading of the class, with an error that names the class.</summary>
    public static SchemaDefinition Definition(Type rowType)
    {
        try
        {
            return SchemaDefinition.Create(rowType);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"'{rowType}' cannot be a row class of ML.NET: {e.Message}", e);
        }
    }

    /// <summary>The columns of the members that are marked with <see cref="TrainingOnlyAttribute"/>, or with one of that name that the program declares itself.</summary>
    public static IEnumerable<string> TrainingOnly(Type rowType) => Definition(rowType)
        .Where(column => Members(rowType, column).SelectMany(m => m.CustomAttributes).Any(a => a.AttributeType.Name == nameof(TrainingOnlyAttribute)))
        .Select(column => column.ColumnName);

    private static ColumnType TypeOf(Type rowType, SchemaDefinition.Column column)
    {
        var type = ColumnType.From(column.ColumnType);
        if (type is not { IsVector: true, VectorSize: null })
            return type;
        var size = Members(rowType, column)
            .SelectMany(m => m.CustomAttributes)
            .Where(a => a.AttributeType == typeof(LoadColumnAttribute))
            .Select(LoadedItems)
            .FirstOrDefault();
        return size > 0 ? type.Item.Vector(size) : type;
    }

    private static MemberInfo[] Members(Type rowType, SchemaDefinition.Column column) => rowType.GetMember(column.MemberName, BindingFlags.Public | BindingFlags.Instance);

    // The attribute keeps its ranges to itself; how it was written is public.
    private static int LoadedItems(CustomAttributeData loadColumn) => loadColumn.ConstructorArguments switch
    {
        [{ Value: int }] => 1,
        [{ Value: int from }, { Value: int to }] => to - from + 1,
        [{ Value: IReadOnlyCollection<CustomAttributeTypedArgument> indices }] => indices.Count,
        _ => 0,
    };
}
