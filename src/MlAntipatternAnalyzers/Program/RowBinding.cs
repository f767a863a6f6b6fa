using System.Collections.Generic;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Columns that are read into the members of a class: the input of a mapping, the rows of <c>CreateEnumerable</c>, a prediction.</summary>
internal static class RowBinding
{
    /// <summary>The members that cannot be filled: the column is not there, or is of a type that the member cannot hold.</summary>
    /// <param name="row">The class's columns, as its members can be set (<see cref="RowUse.Write"/>).</param>
    /// <param name="schema">The view's.</param>
    /// <param name="role">What the problem is to be called.</param>
    public static IEnumerable<SchemaProblem> ProblemsOf(Schema row, Schema schema, ColumnRole role)
    {
        foreach (var member in row.Columns)
        {
            if (schema.Find(member.Name) is not { } column)
            {
                if (schema.IsClosed)
                    yield return new SchemaProblem(member.Name, role, null, null);
                continue;
            }

            if (column.IsCertain && Holds(member.Type, column.Type) == false)
                yield return new SchemaProblem(member.Name, role, new Accepted(member.Type.ToString(), member.Type.Items), column.Type);
        }
    }

    /// <summary>
    /// Whether a member can hold a column's values. Of vectors the sizes need not agree, and a key may be read as the number that it is
    /// stored as.
    /// </summary>
    public static bool? Holds(ColumnType member, ColumnType column)
    {
        if (!column.IsKnown || !member.IsKnown)
            return null;
        if (member.IsVector != column.IsVector)
            return false;
        if (member.Items == Items.Custom || column.Items == Items.Custom)
            return null;
        return ColumnType.RawOf(member.Items) == ColumnType.RawOf(column.Items);
    }
}
