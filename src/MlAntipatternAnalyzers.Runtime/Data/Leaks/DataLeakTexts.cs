using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Says what leaks, and what to do.</summary>
internal static class DataLeakTexts
{
    public static IEnumerable<DataLeak> Of(SharedRows? rows)
    {
        if (rows is not { TestRowsInTrain: > 0, IsByChance: false })
            yield break;
        var examples = string.Join(", ", rows.Sample.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.TestRow} (training row {row.TrainRow})")));
        yield return new(DataLeakKind.SharedRows, "", string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.TestRowsInTrain} of {rows.TestRows} test rows ({TextFormats.Percent(rows.Share)}) are in the training data too, where chance explains {rows.ExpectedByChance:0.#}, such as test row {examples}; the model remembers them, and the metrics count that as skill. Remove duplicates before the split, or split by what they have in common (a group)."));
    }

    public static DataLeak Of(LabelRelation relation)
    {
        var numbers = double.IsNaN(relation.LabelEntropy)
            ? string.Create(CultureInfo.InvariantCulture, $"squared correlation {relation.Share:0.###}, p = {relation.PValue:G2}, {relation.Rows} rows")
            : string.Create(CultureInfo.InvariantCulture, $"{relation.MutualInformation:0.###} of {relation.LabelEntropy:0.###} bits, {TextFormats.Percent(relation.Share)} beyond chance, p = {relation.PValue:G2}, {relation.Rows} rows");
        return new(relation.Kind, relation.Column, relation.Kind switch
        {
            DataLeakKind.ColumnDeterminesLabel =>
                $"The column alone tells nearly all about the label ({numbers}). It is probably made from the label, or known only after it; leave it out unless it is known when the model is asked.",
            DataLeakKind.OrderPredictsLabel when relation.Column.Length == 0 =>
                $"Where a row stands in the data predicts the label ({numbers}). A part of the data is not like the whole: shuffle before you split by position or take the first rows; if rows are in order of time, split by time.",
            DataLeakKind.OrderPredictsLabel =>
                $"The column should only tell rows apart or date them, and its order predicts the label ({numbers}). Leave it out of the features; if it is a time, or grows with time, split by it.",
            _ =>
                $"Rows next to each other have labels that go together ({numbers}). After a random split test rows have neighbours in training that give them away: split by time or by group.",
        });
    }
}
