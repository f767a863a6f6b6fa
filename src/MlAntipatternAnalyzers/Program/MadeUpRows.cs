using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Tells rows that the program makes up itself, at random or by counting, from rows that come from somewhere.</summary>
internal static class MadeUpRows
{
    /// <summary>Whether every member of every row is a constant or made of random numbers and counters.</summary>
    public static bool Are(Value rows) =>
        rows is SequenceValue { Items: { Count: > 0 } items }
        && items.SelectMany(item => item.Alternatives).All(row => row is ObjectValue { Writes: { Count: > 0 } writes } && writes.All(write => IsMadeUp(write.Value)));

    private static bool IsMadeUp(Value value) =>
        value.Alternatives.All(alternative => alternative switch
        {
            ConstantValue => true,
            SequenceValue sequence => AreMadeUp(sequence.Items),
            _ => alternative == Value.Invented,
        });

    private static bool AreMadeUp(IReadOnlyCollection<Value> values) => values.Count > 0 && values.All(IsMadeUp);
}
