using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>The columns of a class that a program's rows are, as ML.NET reads the class.</summary>
internal sealed class RowClass
{
    private RowClass(string name, IReadOnlyList<RowClassColumn> columns)
    {
        Name = name;
        Columns = columns;
    }

    public string Name { get; }

    public IReadOnlyList<RowClassColumn> Columns { get; }

    /// <summary>Finds a class of an assembly that is loaded, by its full name or, where that is enough, its last part.</summary>
    /// <exception cref="CannotEvaluateException">There is no such class, there are several, or ML.NET cannot read rows into it.</exception>
    public static RowClass Find(Assembly assembly, string path, string name)
    {
        var types = Types(assembly, path);
        var found = types.Where(type => type.FullName == name).ToList();
        if (found.Count == 0)
            found = [.. types.Where(type => type.Name == name || type.FullName?.EndsWith("." + name, StringComparison.Ordinal) == true || type.FullName?.EndsWith("+" + name, StringComparison.Ordinal) == true)];
        return found switch
        {
            [var type] => Of(type),
            [] => throw new CannotEvaluateException($"The assembly '{path}' has no class '{name}'.{Nearest(types, name)} --row takes ASSEMBLY.dll:CLASS, as bin/Release/net8.0/Training.dll:Shop.Visit."),
            _ => throw new CannotEvaluateException($"The assembly '{path}' has {found.Count} classes '{name}': {string.Join(", ", found.Select(type => type.FullName))}. Give the full name."),
        };
    }

    private static RowClass Of(Type type)
    {
        try
        {
            return new(type.Name, [.. SchemaDefinition.Create(type).Select(column => Of(type, column))]);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new CannotEvaluateException($"'{type}' cannot be a row class of ML.NET: {e.Message}");
        }
    }

    private static RowClassColumn Of(Type type, SchemaDefinition.Column column)
    {
        var columnType = ColumnType.From(column.ColumnType);
        // The attribute keeps its ranges to itself; how it was written is public.
        var attribute = type.GetMember(column.MemberName, BindingFlags.Public | BindingFlags.Instance).SelectMany(member => member.CustomAttributes)
            .FirstOrDefault(attribute => attribute.AttributeType == typeof(LoadColumnAttribute));
        (int First, int Last)? place = attribute?.ConstructorArguments switch
        {
            [{ Value: int only }] => (only, only),
            [{ Value: int first }, { Value: int last }] => (first, last),
            [{ Value: IReadOnlyCollection<CustomAttributeTypedArgument> indices }] when indices.Select(each => (int)each.Value!).ToList() is { Count: > 0 } list
                && list.Zip(list.Skip(1)).All(pair => pair.Second == pair.First + 1) => (list[0], list[^1]),
            _ => null,
        };
        if (columnType is { IsVector: true, VectorSize: null } && place is { } range)
            columnType = ColumnType.Scalar(columnType.Kind).Vector(range.Last - range.First + 1);
        return new(column.ColumnName, columnType, place);
    }

    private static List<Type> Types(Assembly assembly, string path)
    {
        try
        {
            return [.. assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false })];
        }
        catch (ReflectionTypeLoadException e)
        {
            throw new CannotEvaluateException($"The assembly '{path}' cannot be read: {e.LoaderExceptions.FirstOrDefault()?.Message} Give the .dll in the program's own output folder, with all that it needs beside it.");
        }
    }

    private static string Nearest(List<Type> types, string name)
    {
        var last = name[(name.LastIndexOfAny(['.', '+']) + 1)..];
        var alike = types.Where(type => type.Name.Contains(last, StringComparison.OrdinalIgnoreCase) || last.Contains(type.Name, StringComparison.OrdinalIgnoreCase)).Select(type => type.FullName).Take(3).ToList();
        return alike.Count == 0 ? "" : $" Is it {string.Join(" or ", alike.Select(each => $"'{each}'"))}?";
    }
}

/// <summary>A column of a row class.</summary>
/// <param name="Place">Where <c>[LoadColumn]</c> says that it is in a text file, from 0; null when it does not say.</param>
internal sealed record RowClassColumn(string Name, ColumnType Type, (int First, int Last)? Place);
