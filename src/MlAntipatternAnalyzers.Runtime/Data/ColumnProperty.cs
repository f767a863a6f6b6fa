using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One property of a column in a schema's file: how it is written, read, and taken away. What is at its default is not written.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Version">The first version of the format that has it.</param>
/// <param name="IsSet">Whether it is not at its default.</param>
/// <param name="Write">Writes the value.</param>
/// <param name="Read">Reads the value that the cursor is at.</param>
/// <param name="Reset">Goes back to the default.</param>
internal sealed record ColumnProperty(
    string Name,
    int Version,
    Func<ColumnExpectation, bool> IsSet,
    Action<Utf8JsonWriter, ColumnExpectation> Write,
    ColumnProperty.Reader Read,
    Func<ColumnExpectation, ColumnExpectation> Reset)
{
    public delegate ColumnExpectation Reader(ref JsonCursor json, ColumnExpectation column);

    /// <summary>All but name and type, in the order of the file.</summary>
    public static ImmutableArray<ColumnProperty> All { get; } =
    [
        Text("description", c => c.Description, (c, v) => c with { Description = v }),
        Text("owner", c => c.Owner, (c, v) => c with { Owner = v }),
        Flag("personalData", 2, false, c => c.PersonalData, (c, v) => c with { PersonalData = v }),
        new("lifecycle", 2, c => c.Lifecycle != LifecycleStage.Unknown, (json, c) => json.WriteStringValue(CamelCase.Of(c.Lifecycle)),
            (ref JsonCursor json, ColumnExpectation c) => c with { Lifecycle = json.Enumeration<LifecycleStage>("lifecycle") }, c => c with { Lifecycle = default }),
        Environments("environments", c => c.Environments, (c, v) => c with { Environments = v }),
        Environments("notInEnvironments", c => c.NotInEnvironments, (c, v) => c with { NotInEnvironments = v }),
        Flag("required", 1, true, c => c.Required, (c, v) => c with { Required = v }),
        Number("minFraction", c => c.MinFraction, (c, v) => c with { MinFraction = v }),
        new("minCount", 1, c => c.MinCount > 0, (json, c) => json.WriteNumberValue(c.MinCount),
            (ref JsonCursor json, ColumnExpectation c) => c with { MinCount = json.Integer(SchemaTexts.WholeNumber("minCount")) }, c => c with { MinCount = 0 }),
        Length("minValues", c => c.MinValues, (c, v) => c with { MinValues = v }),
        Length("maxValues", c => c.MaxValues, (c, v) => c with { MaxValues = v }),
        new("format", 1, c => c.Format != ValueFormat.Any, (json, c) => json.WriteStringValue(CamelCase.Of(c.Format)),
            (ref JsonCursor json, ColumnExpectation c) => c with { Format = json.Enumeration("format", ValueFormat.Any) }, c => c with { Format = default }),
        new("booleanTokens", 2, c => c.BooleanTokens is not null, (json, c) => SchemaJson.Write(json, c.BooleanTokens!),
            (ref JsonCursor json, ColumnExpectation c) => c with { BooleanTokens = SchemaJson.ReadTokens(ref json) }, c => c with { BooleanTokens = null }),
        Text("timeFormat", c => c.TimeFormat, (c, v) => c with { TimeFormat = v }),
        Number("min", c => c.Min, (c, v) => c with { Min = v }),
        Number("max", c => c.Max, (c, v) => c with { Max = v }),
        Flag("allowNaN", 1, true, c => c.AllowNaN, (c, v) => c with { AllowNaN = v }),
        Flag("allowInfinity", 1, true, c => c.AllowInfinity, (c, v) => c with { AllowInfinity = v }),
        Flag("allowInvalidUtf8", 2, false, c => c.AllowInvalidUtf8, (c, v) => c with { AllowInvalidUtf8 = v }),
        new("domain", 1, c => c.Domain is not null, (json, c) => SchemaJson.WriteUse(json, c.Domain!),
            (ref JsonCursor json, ColumnExpectation c) => c with { Domain = SchemaJson.ReadUse(ref json) }, c => c with { Domain = null }),
        new("unique", 2, c => c.Unique is not null, (json, c) => SchemaJson.Write(json, c.Unique!),
            (ref JsonCursor json, ColumnExpectation c) => c with { Unique = SchemaJson.ReadUnique(ref json) }, c => c with { Unique = null }),
        Comparator("driftComparator", c => c.DriftComparator, (c, v) => c with { DriftComparator = v }),
        Comparator("skewComparator", c => c.SkewComparator, (c, v) => c with { SkewComparator = v }),
    ];

    public static ColumnProperty? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    private static ColumnProperty Text(string name, Func<ColumnExpectation, string?> get, Func<ColumnExpectation, string?, ColumnExpectation> set) => new(
        name, 2, c => get(c) is not null, (json, c) => json.WriteStringValue(get(c)),
        (ref JsonCursor json, ColumnExpectation c) => set(c, json.String($"a text for '{name}'")), c => set(c, null));

    private static ColumnProperty Flag(string name, int version, bool usual, Func<ColumnExpectation, bool> get, Func<ColumnExpectation, bool, ColumnExpectation> set) => new(
        name, version, c => get(c) != usual, (json, c) => json.WriteBooleanValue(get(c)),
        (ref JsonCursor json, ColumnExpectation c) => set(c, json.Boolean(SchemaTexts.TrueOrFalse(name))), c => set(c, usual));

    private static ColumnProperty Number(string name, Func<ColumnExpectation, double?> get, Func<ColumnExpectation, double?, ColumnExpectation> set) => new(
        name, 1, c => get(c) is not null, (json, c) => json.WriteNumberValue(get(c)!.Value),
        (ref JsonCursor json, ColumnExpectation c) => set(c, json.Number(SchemaTexts.Number(name))), c => set(c, null));

    private static ColumnProperty Length(string name, Func<ColumnExpectation, int?> get, Func<ColumnExpectation, int?, ColumnExpectation> set) => new(
        name, 1, c => get(c) is not null, (json, c) => json.WriteNumberValue(get(c)!.Value),
        (ref JsonCursor json, ColumnExpectation c) => set(c, (int)json.Count(name, int.MaxValue)), c => set(c, null));

    private static ColumnProperty Environments(string name, Func<ColumnExpectation, EnvironmentSet> get, Func<ColumnExpectation, EnvironmentSet, ColumnExpectation> set) => new(
        name, 2, c => get(c).Count > 0, (json, c) => SchemaJson.Write(json, get(c)),
        (ref JsonCursor json, ColumnExpectation c) => set(c, SchemaJson.ReadEnvironments(ref json, name)), c => set(c, []));

    private static ColumnProperty Comparator(string name, Func<ColumnExpectation, DistributionComparator?> get, Func<ColumnExpectation, DistributionComparator?, ColumnExpectation> set) => new(
        name, 2, c => get(c) is not null, (json, c) => SchemaJson.Write(json, get(c)!),
        (ref JsonCursor json, ColumnExpectation c) => set(c, SchemaJson.ReadComparator(ref json, name)), c => set(c, null));
}
