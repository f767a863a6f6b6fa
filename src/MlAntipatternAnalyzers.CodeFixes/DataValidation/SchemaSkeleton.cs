using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>A data schema to begin with, made from a row class, in the format that the runtime library's <c>DataSchema.Load</c> reads.</summary>
internal static class SchemaSkeleton
{
    /// <summary>The skeleton, or null where a member has a type that a data schema has no name for.</summary>
    /// <param name="row">The row class.</param>
    /// <param name="fromText">Whether the rows come from a text file: then <c>[LoadColumn]</c> says how long an array is.</param>
    /// <param name="ml">ML.NET.</param>
    public static string? Of(INamedTypeSymbol row, bool fromText, MlNetSymbols ml)
    {
        var json = new StringBuilder("{\n  \"format\": \"mlschema\",\n  \"version\": 1,\n  \"minRows\": 1,\n  \"columns\": [");
        var separator = "\n";
        foreach (var column in RowType.ColumnsOf(row, ml))
        {
            if (TypeOf(column, fromText) is not { } type)
                return null;
            json.Append(separator).Append("    {\n      \"name\": ").Append(DataSchemaChanges.Quote(column.Name)).Append(",\n      \"type\": \"").Append(type).Append("\"\n    }");
            separator = ",\n";
        }

        return separator == "\n" ? null : json.Append("\n  ]\n}\n").ToString();
    }

    /// <summary>Whether a schema's text speaks of exactly these columns: another one would turn the data away.</summary>
    public static bool Fits(string schema, IEnumerable<string> columns) =>
        DataSchemaReading.Of(schema) is { IsValid: true } reading && new HashSet<string>(reading.Columns.Select(column => column.Name)).SetEquals(columns);

    private static string? TypeOf(RowType.Column column, bool fromText)
    {
        if (ItemOf(column.Item) is not { } item)
            return null;
        if (Argument(column.Member, "KeyTypeAttribute") is { } key)
            item = key.FirstOrDefault().Value is { } count ? $"Key<{item}, {string.Format(CultureInfo.InvariantCulture, "{0}", count)}>" : $"Key<{item}>";
        if (SymbolEqualityComparer.Default.Equals(column.Item, column.Type))
            return item;

        var size = Argument(column.Member, "VectorTypeAttribute") is { } sizes ? Product(sizes) : fromText ? Loaded(column.Member) : null;
        return size is { } known ? $"Vector<{item}, {known.ToString(CultureInfo.InvariantCulture)}>" : $"Vector<{item}>";
    }

    private static string? ItemOf(ITypeSymbol type) =>
        type switch
        {
            { SpecialType: SpecialType.System_Boolean } => "Boolean",
            { SpecialType: SpecialType.System_SByte } => "SByte",
            { SpecialType: SpecialType.System_Byte } => "Byte",
            { SpecialType: SpecialType.System_Int16 } => "Int16",
            { SpecialType: SpecialType.System_UInt16 } => "UInt16",
            { SpecialType: SpecialType.System_Int32 } => "Int32",
            { SpecialType: SpecialType.System_UInt32 } => "UInt32",
            { SpecialType: SpecialType.System_Int64 } => "Int64",
            { SpecialType: SpecialType.System_UInt64 } => "UInt64",
            { SpecialType: SpecialType.System_Single } => "Single",
            { SpecialType: SpecialType.System_Double } => "Double",
            { SpecialType: SpecialType.System_String } => "Text",
            { SpecialType: SpecialType.System_DateTime } => "DateTime",
            INamedTypeSymbol { Name: "ReadOnlyMemory", TypeArguments: var of } when of.Length == 1 && of[0].SpecialType == SpecialType.System_Char => "Text",
            { Name: "DateTimeOffset" or "TimeSpan", ContainingNamespace.Name: "System" } => type.Name,
            { Name: "DataViewRowId" } => "RowId",
            _ => null,
        };

    private static ImmutableArray<TypedConstant>? Argument(ISymbol member, string attribute)
    {
        var applied = member.GetAttributes().FirstOrDefault(applied => applied.AttributeClass?.Name == attribute);
        return applied?.ConstructorArguments;
    }

    /// <summary>How many values <c>[VectorType(2, 3)]</c> means; null for a varying number.</summary>
    private static int? Product(ImmutableArray<TypedConstant> arguments)
    {
        var sizes = arguments.SelectMany(argument => argument.Kind == TypedConstantKind.Array ? argument.Values : ImmutableArray.Create(argument)).Select(size => size.Value).OfType<int>().ToList();
        var product = sizes.Aggregate(1, (product, size) => product * size);
        return sizes.Count > 0 && product > 0 ? product : null;
    }

    private static int? Loaded(ISymbol member)
    {
        if (Argument(member, "LoadColumnAttribute") is not { } arguments)
            return null;
        if (arguments.Length == 2 && arguments[0].Value is int from && arguments[1].Value is int to)
            return to - from + 1;
        return arguments.Length == 1 ? arguments[0].Kind == TypedConstantKind.Array ? arguments[0].Values.Length : 1 : null;
    }
}
