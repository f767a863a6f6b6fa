using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Tests what tells about the label and should not.</summary>
internal static partial class LabelChecks
{
    // Below it nothing is significant that is worth telling.
    private const int FewestRows = 50;

    // Cochran's rule: a test of counts needs as many in each cell.
    private const int SmallestExpected = 5;

    private const int MostBins = 32;

    /// <summary>The columns whose names and values are those of identifiers: all different, and named <c>Id</c>, <c>OrderNumber</c>, <c>row_key</c> …</summary>
    public static IEnumerable<string> Identifiers(LabelSample sample) =>
        sample.Rows.Count < FewestRows ? [] : sample.Columns.Where(column => IsNamedIdentifier(column.Name) && AreAllDifferent(column)).Select(column => column.Name);

    public static bool IsNamedIdentifier(string name) => IdentifierName().IsMatch(name);

    public static IReadOnlyList<LabelRelation> Run(LabelSample sample, IReadOnlyCollection<string> identifiers, DataLeakOptions options)
    {
        if (sample.Label is not { } label || sample.Rows.Count < FewestRows)
            return [];
        var (labels, count) = LabelClasses.OfLabel(label);
        if (count < 2)
            return [];

        var relations = new List<LabelRelation>();
        foreach (var column in sample.Columns.Where(column => !identifiers.Contains(column.Name)))
            relations.Add(Determines(column, labels, count, options));
        relations.Add(Order("", [.. sample.Rows.Select(row => (double)row)], labels, count, options));
        foreach (var column in sample.Columns.Where(column => column.IsTime || identifiers.Contains(column.Name)))
            relations.Add(Order(column.Name, column.Texts is { } texts ? LabelClasses.Ranks(texts) : column.Numbers, labels, count, options));
        if (sample.Neighbours.Test() is { } neighbours)
        {
            relations.Add(new(DataLeakKind.NeighboursPredictLabel, "", neighbours.Share, neighbours.PValue, sample.Neighbours.Rows) { Threshold = options.SmallestOrderShare });
        }
        return relations.ConvertAll(relation => relation with { SmallestPValue = options.SignificanceLevel / relations.Count });
    }

    private static LabelRelation Determines(SampleColumn column, int[] labels, int count, DataLeakOptions options)
    {
        var classes = column.IsOrdered && column.Numbers.Distinct().Skip(LabelClasses.MostValues).Any() ? MdlClasses.Of(column.Numbers, labels, count) : LabelClasses.Values(column);
        var table = new Contingency(classes, labels, count);
        // What chance gives need not be known well where it does not matter.
        var (share, p) = table.Adjusted(table.MutualInformation >= options.DeterminingShare * table.LabelEntropy ? 100 : 5);
        return new(DataLeakKind.ColumnDeterminesLabel, column.Name, share, p, labels.Length)
        {
            MutualInformation = table.MutualInformation,
            LabelEntropy = table.LabelEntropy,
            Threshold = options.DeterminingShare,
        };
    }

    private static LabelRelation Order(string name, IReadOnlyList<double> places, int[] labels, int count, DataLeakOptions options)
    {
        var rarest = labels.GroupBy(label => label).Min(group => group.Count());
        var bins = Math.Clamp(rarest / SmallestExpected, 2, MostBins);
        var table = new Contingency(LabelClasses.EqualFrequency(places, bins), labels, count);
        var (share, p) = table.LikelihoodRatio();
        return new(DataLeakKind.OrderPredictsLabel, name, share, p, labels.Length)
        {
            MutualInformation = table.MutualInformation,
            LabelEntropy = table.LabelEntropy,
            Threshold = options.SmallestOrderShare,
        };
    }

    // Of reals, that all are different says nothing.
    private static bool AreAllDifferent(SampleColumn column) => column.Texts is { } texts
        ? texts.Distinct(StringComparer.Ordinal).Count() == texts.Count
        : column.Type.IsInteger && column.Numbers.Distinct().Count() == column.Numbers.Count;

    // Id, userId, USER_ID, OrderNo, row_key, index; not Paid, Humid, Monkey.
    [GeneratedRegex(@"^(?i:id|guid|uuid|key|number|no|nr|index|rownum|row)$|[a-z0-9](?:I[dD]|Guid|GUID|Uuid|UUID|Key|Number|No|Nr|Index)$|[_\-. ](?i:id|guid|uuid|key|number|no|nr|index|num)$", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierName();
}
