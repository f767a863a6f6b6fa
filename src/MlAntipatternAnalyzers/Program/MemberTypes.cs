using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The C# types that hold the values of columns.</summary>
internal static class MemberTypes
{
    /// <summary>The type of a member that a column can be read into, as it is written; null where there is no plain one.</summary>
    public static string? Of(ColumnType column)
    {
        var item = KeywordOf(ColumnType.RawOf(column.Items));
        return item is null || (!column.IsScalar && !column.IsVector) ? null : column.IsVector ? item + "[]" : item;
    }

    /// <summary>The C# keyword of the type of a column's items; null where it has none.</summary>
    public static string? KeywordOf(Items items) =>
        items switch
        {
            Items.Single => "float",
            Items.Double => "double",
            Items.Boolean => "bool",
            Items.Text => "string",
            Items.SByte => "sbyte",
            Items.Byte => "byte",
            Items.Int16 => "short",
            Items.UInt16 => "ushort",
            Items.Int32 => "int",
            Items.UInt32 => "uint",
            Items.Int64 => "long",
            Items.UInt64 => "ulong",
            _ => null,
        };
}
