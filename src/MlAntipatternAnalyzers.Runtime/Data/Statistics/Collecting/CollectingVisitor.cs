using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Gives rows to one collector of all rows, and to its like of each slice.</summary>
/// <param name="collector">That of all rows.</param>
/// <param name="at">Which of a set's collectors it is.</param>
/// <param name="splitters">The ways to slice.</param>
internal sealed class CollectingVisitor(RowCollector collector, int at, IReadOnlyList<SliceSplitter> splitters) : BlockVisitor
{
    public override void Visit(RowBlock block, int start, int count, long firstRow)
    {
        collector.Add(block, new RowRange(start, count));
        for (var splitter = 0; splitter < splitters.Count; splitter++)
        {
            var slices = splitters[splitter].Slices;
            foreach (var (slice, rows) in block.Sliced(splitter).Of(start, count))
                slices[slice].Set.Collectors[at].Add(block, rows);
        }
    }
}
