using System.Collections.Generic;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>The customary operators that make one type of column another.</summary>
internal static class ColumnConversion
{
    /// <summary>Calls on <c>mlContext.Transforms</c> that turn a column into one that is taken: <c>{0}</c> is the output, <c>{1}</c> the input.</summary>
    public static IEnumerable<string> For(ColumnType actual, Accepted expected)
    {
        if (Fits(expected, ColumnType.Key(Items.UInt32Key, null, Items.Text).With(actual.Shapes)) && Types.Primitive.Takes(actual) == true)
            yield return "Conversion.MapValueToKey({0}, {1})";
        if (Fits(expected, actual.With(Items.Boolean)) && Convertible(actual, Items.Boolean))
            yield return "Conversion.ConvertType({0}, {1}, DataKind.Boolean)";
        if (Fits(expected, actual.With(Items.Single)) && Convertible(actual, Items.Single))
            yield return "Conversion.ConvertType({0}, {1}, DataKind.Single)";
        if (Fits(expected, actual.With(Items.Text)) && actual.Items != Items.Text && Convertible(actual, Items.Text))
            yield return "Conversion.ConvertType({0}, {1}, DataKind.String)";
        if (actual.Items == Items.Text && IsArithmetic(expected))
        {
            yield return "Conversion.ConvertType({0}, {1}, DataKind.Single)";
            yield break;
        }

        if (!Fits(expected, ColumnType.Vector(Items.Single)))
            yield break;
        if (actual.Items == Items.Text)
        {
            yield return "Categorical.OneHotEncoding({0}, {1})";
            yield return "Text.FeaturizeText({0}, {1})";
        }
        else if (actual.IsKey && Types.NamedKey.Takes(actual) == true)
        {
            yield return "Conversion.MapKeyToVector({0}, {1})";
        }
        else if (actual.IsScalar && actual.Items == Items.Single)
        {
            yield return "Concatenate({0}, {1})";
        }
    }

    private static bool Fits(Accepted expected, ColumnType type) => expected.Takes(type) == true;

    /// <summary>Whether whole numbers are calculated with, one by one: texts that come there can only be meant as numbers.</summary>
    private static bool IsArithmetic(Accepted expected) => expected.Scalar != Items.Any && (expected.Scalar & Items.Int32) != 0 && (expected.Scalar & Items.Text) == 0;

    /// <summary>Texts are parsed, which most of them are not made for: only numbers and flags are converted.</summary>
    private static bool Convertible(ColumnType actual, Items target) =>
        (actual.Items & (Items.Number | Items.Boolean)) == actual.Items && !actual.IsKey
        && (target != Items.Text || actual.Items != Items.Text);
}
