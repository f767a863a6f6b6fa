using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>Images to vectors and back.</summary>
internal static class Pixels
{
    private const int Rgb = 14;

    private static readonly Accepted Sized = new("an image of known size (ResizeImages)", Items.Image);

    private static readonly Accepted Unsized = new("an image of known size (ResizeImages)", Items.None);

    /// <summary>ML.NET must know the size of an image before it can make a vector of it.</summary>
    public static Accepted Sources(OperatorUse use) =>
        use.In.Items == Items.Image && use.In.Dimensions.Length == 2 && use.In.Dimensions[0] == 0 ? Unsized : Sized;

    public static ColumnType Extracted(OperatorUse use)
    {
        var items = use.Flag("outputAsFloatArray", true) switch { true => Items.Single, false => Items.Byte, null => Items.Single | Items.Byte };
        var planes = Planes(use.Int("colorsToExtract", Rgb));
        if (planes is null || use.In.Dimensions.Length != 2 || use.In.Dimensions[0] == 0 || use.Flag("interleavePixelColors", false) is not { } interleaved)
            return ColumnType.Vector(items);
        var (height, width) = (use.In.Dimensions[0], use.In.Dimensions[1]);
        return ColumnType.Vector(items, interleaved ? ImmutableArray.Create(height, width, planes.Value) : ImmutableArray.Create(planes.Value, height, width));
    }

    /// <summary>Vectors of as many numbers as the image has.</summary>
    public static Accepted Vectors(OperatorUse use)
    {
        var needed = use.Int("imageHeight", 0) * use.Int("imageWidth", 0) * Planes(use.Int("colorsPresent", Rgb));
        var wrong = needed is not null && use.In.Size is { } size && size != needed;
        return new Accepted(
            needed is null ? "a vector of Single, Double or Byte" : $"a vector of {needed} Single, Double or Byte",
            Items.None,
            wrong ? Items.None : Items.Real | Items.Byte,
            unsure: needed is null || use.In.Size is null ? Items.Any : Items.None);
    }

    public static ColumnType Image(OperatorUse use) =>
        use.Int("imageHeight", 0) is { } height and > 0 && use.Int("imageWidth", 0) is { } width and > 0 ? ColumnType.Image(height, width) : ColumnType.Scalar(Items.Image);

    /// <summary>The number of colours: a bit each of <c>ColorBits</c>.</summary>
    private static int? Planes(int? colors)
    {
        if (colors is null)
            return null;
        var count = 0;
        for (var rest = colors.Value & 15; rest > 0; rest >>= 1)
            count += rest & 1;
        return count;
    }
}
