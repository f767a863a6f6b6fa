using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

/// <summary>For each code of an anomaly that data can have: a schema, data that has it, and data that nearly has it.</summary>
internal sealed record AnomalyCase(string Code, DataSchema Schema, IDataView Bad, IDataView Good)
{
    private static readonly MLContext Ml = new(seed: 1);

    public Func<DataValidationOptions> Options { get; init; } = () => new();

    /// <summary>Of the near miss, where it lies in the options.</summary>
    public Func<DataValidationOptions>? GoodOptions { get; init; }

    public static IReadOnlyList<AnomalyCase> All { get; } = [.. Booleans(), .. Texts(), .. Presence(), .. Unique(), .. Numbers(), .. Columns(), .. Datasets(), .. Comparators()];

    private static ColumnExpectation Real => new("X", ColumnType.Single);

    private static ColumnExpectation Text => new("T", ColumnType.Text);

    private static IEnumerable<AnomalyCase> Booleans()
    {
        var number = new ColumnExpectation("N", ColumnType.Int32) { Format = ValueFormat.Boolean };
        yield return new(DataAnomalyCode.BoolTypeBigInt, Of(number), Integers(0, 1, 2), Integers(0, 1, 1));
        yield return new(DataAnomalyCode.BoolTypeSmallInt, Of(number), Integers(0, -1), Integers(0, 1));
        yield return new(DataAnomalyCode.BoolTypeUnexpectedFloat, Of(Real with { Format = ValueFormat.Boolean }), Reals(0, 0.5f, 1), Reals(0, 1));
        yield return new(DataAnomalyCode.BoolTypeUnexpectedString, Of(Text with { Format = ValueFormat.Boolean }), Strings("true", "FALSE", "yes"), Strings("true", "FALSE", "True"));
        yield return new(DataAnomalyCode.BoolTypeUnexpectedString, Of(Text with { Format = ValueFormat.Boolean, BooleanTokens = new("Y", null) }), Strings("Y", "N"), Strings("Y", ""));
        yield return new(DataAnomalyCode.BoolTypeUnexpectedString, Of(Text with { Format = ValueFormat.Boolean, BooleanTokens = new("Y", "N") }), Strings("Y", "N", "n"), Strings("Y", "N"));
    }

    private static IEnumerable<AnomalyCase> Texts()
    {
        yield return new(DataAnomalyCode.EnumTypeUnexpectedStringValues, Of(Text with { Domain = new(["a", "b"]) }), Strings("a", "b", "c"), Strings("a", "b", "a"));
        yield return new(DataAnomalyCode.EnumTypeUnexpectedStringValues, Of(Text with { Domain = new(["a"], 0.75) }), Strings("a", "a", "b", "c"), Strings("a", "a", "a", "c"));
        yield return new(DataAnomalyCode.EnumTypeUnexpectedStringValues, Of(Text with { Domain = new TextDomain(["a"]).WithName("letters") }, new("U", ColumnType.Text) { Domain = new TextDomain(["a"]).WithName("letters"), Required = false }), Strings("a", "b"), Strings("a"));
        yield return new(DataAnomalyCode.EnumTypeInvalidUtf8, Of(Text with { Domain = new(["a"]) }), Strings("a", "M\uFFFDller"), Strings("a", "a"));
        yield return new(DataAnomalyCode.InvalidDomainSpecification, Of(Text with { Domain = new(["v0"]) }), Strings([.. Numbered(401)]), Strings("v0"));
        yield return new(DataAnomalyCode.SemanticDomainUpdate, Of(Text with { TimeFormat = "yyyy-MM-dd" }), Strings("2024-02-29", "2023-02-29"), Strings("2024-02-29", "2023-02-28"));
        yield return new(DataAnomalyCode.SemanticDomainUpdate, Of(new ColumnExpectation("N", ColumnType.Int32) { TimeFormat = "unixDays" }), Integers(1, 2932897), Integers(-719162, 2932896));
        yield return new(DataAnomalyCode.SemanticDomainUpdate, Of(Text), Strings("2024-02-29", "2024-03-01"), Strings("2024-02-29", "2024-03-32")) { Options = () => new() { SuggestTimeFormats = true } };
        yield return new(DataAnomalyCode.IntTypeNotIntString, Of(Text with { Format = ValueFormat.Integer }), Strings("1", "1.5"), Strings("1", "-15"));
        yield return new(DataAnomalyCode.IntTypeNotIntString, Of(Text with { Format = ValueFormat.Integer, Max = 10 }), Strings("1", "one"), Strings("1", "10"));
        yield return new(DataAnomalyCode.FloatTypeStringNotFloat, Of(Text with { Format = ValueFormat.Real, Max = 10 }), Strings("1", "1,5"), Strings("1", "1.5e0"));
        yield return new(DataAnomalyCode.IntTypeBigInt, Of(Text with { Format = ValueFormat.Integer, Max = 10 }), Strings("11", "3"), Strings("10"));
        yield return new(DataAnomalyCode.FloatTypeSmallFloat, Of(Text with { Format = ValueFormat.Real, Min = -0.5 }), Strings("-0.51", "3"), Strings("-0.5"));
    }

    private static IEnumerable<AnomalyCase> Presence()
    {
        yield return new(DataAnomalyCode.FeatureTypeNotPresent, Of(Real with { MinCount = 1 }), Reals(float.NaN, float.NaN), Reals(float.NaN, 1));
        yield return new(DataAnomalyCode.FeatureTypeLowFractionPresent, Of(Real with { MinFraction = 0.5 }), Reals(1, float.NaN, float.NaN), Reals(1, float.NaN));
        yield return new(DataAnomalyCode.FeatureTypeLowFractionPresent, Of(Real with { MinFraction = 0.99, MinCount = 3 }), Reals(1, 2, float.NaN), Reals(1, 2, 3));
        yield return new(DataAnomalyCode.FeatureTypeLowNumberPresent, Of(Real with { MinCount = 3 }), Reals(1, 2, float.NaN), Reals(1, 2, 3));
        var vector = new ColumnExpectation("V", ColumnType.Single.Vector());
        yield return new(DataAnomalyCode.FeatureTypeLowNumberValues, Of(vector with { MinValues = 2 }), Vectors([1], [1, 2]), Vectors([1, 3], []));
        yield return new(DataAnomalyCode.FeatureTypeHighNumberValues, Of(vector with { MaxValues = 2 }), Vectors([1, 2, 3], [1]), Vectors([1, 2], [0]));
        yield return new(DataAnomalyCode.FloatTypeHasNan, Of(vector with { AllowNaN = false }), Vectors([1, float.NaN]), Vectors([1, 2]));
    }

    private static IEnumerable<AnomalyCase> Unique()
    {
        yield return new(DataAnomalyCode.FeatureTypeHighUnique, Of(Text with { Unique = new(null, 2) }), Strings("a", "b", "c"), Strings("a", "b", "a"));
        yield return new(DataAnomalyCode.FeatureTypeLowUnique, Of(Text with { Unique = new(2, null) }), Strings("a", "a", ""), Strings("a", "b"));
        yield return new(DataAnomalyCode.FeatureTypeLowUnique, Of(new ColumnExpectation("B", ColumnType.Boolean) { Unique = new(2, 2) }), Flags(true, true), Flags(true, false));
        yield return new(DataAnomalyCode.FeatureTypeNoUnique, Of(Real with { Unique = new(1, 5) }), Reals(1, 2), Strings("a")) { GoodSchema = Of(Text with { Unique = new(1, 5) }) };
    }

    private static IEnumerable<AnomalyCase> Numbers()
    {
        yield return new(DataAnomalyCode.FloatTypeBigFloat, Of(Real with { Max = 0.7 }), Reals(0.1f, 0.71f), Reals(0.1f, 0.7f));
        yield return new(DataAnomalyCode.FloatTypeBigFloat, Of(Real with { Max = 1 }), Reals(0, float.PositiveInfinity), Reals(1));
        yield return new(DataAnomalyCode.FloatTypeSmallFloat, Of(Real with { Min = -0.1 }), Reals(-0.2f, 5), Reals(-0.1f, 5));
        yield return new(DataAnomalyCode.FloatTypeHasInf, Of(Real with { AllowInfinity = false }), Reals(1, float.NegativeInfinity), Reals(1, float.MaxValue));
        yield return new(DataAnomalyCode.FloatTypeHasNan, Of(Real with { AllowNaN = false }), Reals(1, float.NaN), Reals(1, 2));
        var number = new ColumnExpectation("N", ColumnType.Int32);
        yield return new(DataAnomalyCode.IntTypeBigInt, Of(number with { Max = 10 }), Integers(11), Integers(10));
        yield return new(DataAnomalyCode.IntTypeSmallInt, Of(number with { Min = 0 }), Integers(-1, 4), Integers(0, 4));
    }

    private static IEnumerable<AnomalyCase> Columns()
    {
        yield return new(DataAnomalyCode.SchemaMissingColumn, Of(Real, new("Y", ColumnType.Single)), Reals(1), Reals(1)) { GoodSchema = Of(Real, new("Y", ColumnType.Single) { Lifecycle = LifecycleStage.Planned }) };
        yield return new(DataAnomalyCode.SchemaMissingColumn, Of(Real, new("Y", ColumnType.Single)), Reals(1), Reals(1))
        {
            Options = () => new() { Environment = "SERVING" },
            GoodSchema = Of(Real, new("Y", ColumnType.Single) { NotInEnvironments = ["SERVING"] }),
        };
        yield return new(DataAnomalyCode.SchemaNewColumn, Of(), Reals(1), Reals(1)) { GoodSchema = Of(Real with { Lifecycle = LifecycleStage.Deprecated }) };
        yield return new(DataAnomalyCode.UnexpectedDataType, Of(Real with { Min = 0 }), IntegersOf("X", 1, 2), Reals(1));
        yield return new(DataAnomalyCode.DomainInvalidForType, Of(new ColumnExpectation("X", ColumnType.Text) { Domain = new(["a"]) }), Reals(1, 2), StringsOf("X", "a"));
        yield return new(DataAnomalyCode.InvalidFeatureShape, Of(new ColumnExpectation("V", ColumnType.Single.Vector(3))), FixedVectors([1, 2]), Vectors([1, 2])) { GoodSchema = Of(new ColumnExpectation("V", ColumnType.Single.Vector())) };
        yield return new(DataAnomalyCode.InvalidFeatureShape, Of(new ColumnExpectation("V", ColumnType.Single)), FixedVectors([1, 2]), FixedVectors([1, 2])) { GoodSchema = Of(new ColumnExpectation("V", ColumnType.Single.Vector(2))) };
    }

    private static IEnumerable<AnomalyCase> Datasets()
    {
        yield return new(DataAnomalyCode.DatasetLowNumExamples, Of(Real).WithRows(3), Reals(1, 2), Reals(1, 2, 3));
        yield return new(DataAnomalyCode.DatasetHighNumExamples, Of(Real).WithRows(0, 2), Reals(1, 2, 3), Reals(1, 2));
        yield return new(DataAnomalyCode.ComparatorLowNumExamples, Of(Real).WithRowsRatio(0.5), Reals(1), Reals(1, 2)) { Options = () => new() { Previous = Statistics(Reals(1, 2, 3, 4)) } };
        yield return new(DataAnomalyCode.ComparatorHighNumExamples, Of(Real).WithRowsRatio(null, 2), Reals(1, 2, 3), Reals(1, 2)) { Options = () => new() { Previous = Statistics(Reals(1)) } };
        yield return new(DataAnomalyCode.ComparatorHighNumExamples, Of(Real).WithRowsRatio(null, 2), Reals(1), Reals(1))
        {
            Options = () => new() { Previous = Statistics(Reals()) },
            GoodOptions = () => new() { Previous = Statistics(Reals(1)) },
        };
    }

    private static IEnumerable<AnomalyCase> Comparators()
    {
        // Shares of a: 0.75 now, 0.5 before.
        Func<DataValidationOptions> before = () => new() { Previous = Statistics(Strings("a", "a", "b", "b")) };
        yield return new(DataAnomalyCode.ComparatorLInftyHigh, Of(Text with { DriftComparator = new() { LInfinity = 0.2 } }), Strings("a", "a", "a", "b"), Strings("a", "b", "a", "b")) { Options = before };
        yield return new(DataAnomalyCode.ComparatorLInftyHigh, Of(Text with { SkewComparator = new() { LInfinity = 0.2 } }), Strings("a", "a", "a", "b"), Strings("a", "a", "a", "b"))
        {
            Options = () => new() { Training = Statistics(Strings("a", "a", "b", "b")) },
            GoodOptions = before,
        };
        yield return new(DataAnomalyCode.ComparatorJensenShannonDivergenceHigh, Of(Text with { DriftComparator = new() { JensenShannon = 0.05 } }), Strings("b", "b", "b", "b"), Strings("a", "a", "b", "b")) { Options = before };
        yield return new(DataAnomalyCode.ComparatorJensenShannonDivergenceHigh, Of(Real with { SkewComparator = new() { JensenShannon = 0.1 } }), Reals(10, 11, 12), Reals(1, 2, 3)) { Options = () => new() { Serving = Statistics(Reals(1, 2, 3)) } };
        yield return new(DataAnomalyCode.ComparatorJensenShannonDivergenceHigh, Of(Real with { DriftComparator = new() { JensenShannon = 0.1, Histogram = HistogramKind.Quantiles } }), Reals(10, 11, 12), Reals(1, 2, 3)) { Options = () => new() { Previous = Statistics(Reals(1, 2, 3)) } };
        yield return new(DataAnomalyCode.ComparatorNormalizedAbsoluteDifferenceHigh, Of(Text with { DriftComparator = new() { NormalizedAbsoluteDifference = 0.1 } }), Strings("a", "a", "a", "b"), Strings("a", "b", "a", "b")) { Options = before };
        yield return new(DataAnomalyCode.ComparatorControlDataMissing, Of(Text with { DriftComparator = new() { LInfinity = 0.2 } }), Strings("a"), Strings("a"))
        {
            Options = () => new() { Previous = Statistics(Reals(1)) },
            GoodOptions = () => new() { Previous = Statistics(Strings("a")) },
        };
    }

    /// <summary>Of the near miss, where it lies in the schema.</summary>
    public DataSchema? GoodSchema { get; init; }

    public static DataSchema Of(params ColumnExpectation[] columns) => new(columns);

    public static DataStatistics Statistics(IDataView data) => Ml.Data.ComputeStatistics(data);

    public static IDataView Reals(params float[] values) => Of("X", NumberDataViewType.Single, values);

    public static IDataView Integers(params int[] values) => IntegersOf("N", values);

    public static IDataView IntegersOf(string name, params int[] values) => Of(name, NumberDataViewType.Int32, values);

    public static IDataView Flags(params bool[] values) => Of("B", BooleanDataViewType.Instance, values);

    public static IDataView Strings(params string[] values) => StringsOf("T", values);

    private static IDataView StringsOf(string name, params string[] values) => Of(name, TextDataViewType.Instance, values);

    private static IDataView Vectors(params float[][] values) => Of("V", new VectorDataViewType(NumberDataViewType.Single), values);

    private static IDataView FixedVectors(params float[][] values) => Of("V", new VectorDataViewType(NumberDataViewType.Single, values[0].Length), values);

    private static IEnumerable<string> Numbered(int count) => Enumerable.Range(0, count).Select(i => "v" + i.ToString(CultureInfo.InvariantCulture));

    private static IDataView Of<T>(string name, DataViewType type, T[] values)
    {
        var definition = SchemaDefinition.Create(typeof(Row<T>));
        (definition[0].ColumnName, definition[0].ColumnType) = (name, type);
        return Ml.Data.LoadFromEnumerable(values.Select(v => new Row<T> { Value = v }), definition);
    }

    private sealed class Row<T>
    {
        public T Value { get; set; } = default!;
    }
}
