using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What an evaluation, a filter, a split or <c>GetColumn</c> would throw about.</summary>
internal static class ViewReads
{
    /// <param name="recorded">The call.</param>
    /// <param name="schema">The columns of the view that it is given.</param>
    /// <param name="result">The columns of what an estimator makes of it; null where there is none.</param>
    /// <param name="ml">The library.</param>
    public static IEnumerable<SchemaProblem> ProblemsOf(ProgramEvent recorded, Schema schema, MlNetSymbols ml, Schema? result = null)
    {
        if (ReadsRows(recorded))
        {
            foreach (var problem in RowColumns.Of(recorded.Arguments?.TypeArgument(0), RowUse.Write, ml) is { } row ? RowBinding.ProblemsOf(row, schema, ColumnRole.Input) : Enumerable.Empty<SchemaProblem>())
                yield return problem;
            yield break;
        }

        if (recorded.Arguments is not { } arguments || ViewCatalog.Find(recorded.Method) is not { } known)
            yield break;
        foreach (var reading in known.Readings)
        {
            if ((GivenFor(reading, arguments) ?? ColumnOf(recorded, arguments)) is not { } given || given is ConstantValue { Content: null } || (reading.IsOfResult ? result : schema) is not { } read)
                continue;
            var accepted = recorded.Kind == EventKind.ReadColumn ? ItemOf(arguments) : reading.Types;
            foreach (var name in StepReader.Names(given).Names)
            {
                var column = read.Find(name);
                if (column is null && read.IsClosed && arguments["column"] is null)
                    yield return new SchemaProblem(name, reading.Role, null, null);
                else if (column is { IsCertain: true } && accepted.Takes(column.Type) == false)
                    yield return new SchemaProblem(name, reading.Role, accepted, column.Type);
            }
        }
    }

    /// <summary>Whether a method's own reading of a view is known.</summary>
    public static bool Has(ProgramEvent recorded) => ReadsRows(recorded) || ViewCatalog.Find(recorded.Method) is not null;

    /// <summary>Whether the program's own code is given each row as an object of its class.</summary>
    private static bool ReadsRows(ProgramEvent recorded) => recorded.Method.Name is "FilterByCustomPredicate" or "FilterByStatefulCustomPredicate";

    private static Value? GivenFor(ViewOperator.Reading reading, StepArguments arguments) => reading.Implied is { } name ? new ConstantValue(name) : arguments[reading.Parameter];

    /// <summary>The name of a column that was taken out of a schema, which has thrown already where there is none.</summary>
    private static Value? ColumnOf(ProgramEvent recorded, StepArguments arguments) =>
        recorded.Kind == EventKind.ReadColumn && arguments["column"] is ObjectValue column && column.Writes.Count == 1 ? column.Writes[0].Value : null;

    /// <summary>What <c>GetColumn</c> can give: exactly what it is asked for.</summary>
    private static Accepted ItemOf(StepArguments arguments)
    {
        if (arguments.TypeArgument(0) is not { } type)
            return Accepted.Anything;
        var items = RowColumns.ItemsOf(RowMembers.ItemOf(type));
        if (items == Items.None)
            return Accepted.Anything;
        var all = items | ColumnType.KeyOf(items);
        return RowMembers.IsVector(type)
            ? new Accepted($"a vector of {ColumnType.NamesOf(items, "")}", Items.None, all, all)
            : new Accepted(ColumnType.NamesOf(items, ""), all);
    }
}
