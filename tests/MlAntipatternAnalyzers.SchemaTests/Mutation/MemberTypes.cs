using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.SchemaTests.Mutation;

/// <summary>The types that people give a member by mistake.</summary>
internal static class MemberTypes
{
    /// <summary>What a value becomes when its member's type changes; {0} is the value.</summary>
    private const string Same = "{0}", Text = "({0}).ToString()", Length = "({0}).Length", First = "({0})[0]", One = "new[] {{ {0} }}";

    private static readonly ImmutableDictionary<string, (string Type, string Value)[]> Mistakes = new Dictionary<string, (string, string)[]>
    {
        ["float"] = [("string", Text), ("double", Same), ("float[]", "new float[] {{ {0} }}"), ("int", "(int)({0})"), ("bool", "({0}) > 0"), ("float?", Same), ("decimal", "(decimal)({0})"), ("uint", "(uint)({0})")],
        ["string"] = [("float", Length), ("string[]", One), ("bool", "({0}).Length > 3"), ("int", Length), ("char", First)],
        ["bool"] = [("float", "({0}) ? 1 : 0"), ("string", Text), ("uint", "({0}) ? 1u : 0u"), ("bool?", Same), ("int", "({0}) ? 1 : 0")],
        ["uint"] = [("float", Same), ("int", "(int)({0})"), ("string", Text), ("uint[]", One), ("long", Same)],
        ["int"] = [("float", Same), ("uint", "(uint)({0})"), ("string", Text), ("int?", Same), ("long", Same)],
        ["long"] = [("float", Same), ("int", "(int)({0})"), ("string", Text)],
        ["short"] = [("float", Same), ("int", Same), ("string", Text)],
        ["byte"] = [("float", Same), ("int", Same), ("string", Text)],
        ["double"] = [("float", "(float)({0})"), ("string", Text), ("decimal", "(decimal)({0})"), ("double[]", "new double[] {{ {0} }}")],
        ["float[]"] = [("float", First), ("double[]", "System.Array.ConvertAll({0}, item => (double)item)"), ("string[]", "System.Array.ConvertAll({0}, item => item.ToString())"), ("string", "string.Join(' ', {0})"), ("System.Collections.Generic.List<float>", "[.. {0}]")],
        ["double[]"] = [("float[]", "System.Array.ConvertAll({0}, item => (float)item)"), ("double", First), ("string[]", "System.Array.ConvertAll({0}, item => item.ToString())")],
        ["string[]"] = [("string", First), ("float[]", "System.Array.ConvertAll({0}, item => (float)item.Length)")],
        ["bool[]"] = [("bool", First), ("float[]", Same)],
        ["DateTime"] = [("System.DateOnly", "System.DateOnly.FromDateTime({0})"), ("DateTime?", Same), ("long", "({0}).Ticks"), ("string", Text)],
        ["VBuffer<float>"] = [("float[]", "({0}).DenseValues().ToArray()"), ("VBuffer<double>", Same), ("float", "({0}).GetItemOrDefault(0)")],
        ["ReadOnlyMemory<char>"] = [("string", Text), ("float", Length)],
    }.ToImmutableDictionary();

    /// <summary>Mistakes in the place of a type, each with what an assigned value becomes, in an order that the index turns; not all of them will compile.</summary>
    public static IEnumerable<(string Type, string Value)> InsteadOf(string type, int index) => Mistakes.TryGetValue(type, out var mistakes)
        ? Enumerable.Range(index, mistakes.Length).Select(position => mistakes[position % mistakes.Length])
        : [];
}
