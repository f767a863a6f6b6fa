using static MlAntipatternAnalyzers.MlNet.Learning;
using static MlAntipatternAnalyzers.MlNet.Numbers;
using static MlAntipatternAnalyzers.MlNet.OperatorKind;

namespace MlAntipatternAnalyzers.MlNet;

internal static partial class OperatorCatalog
{
    /// <summary>Microsoft.ML.ImageAnalytics.</summary>
    private static Operator[] Images =>
        new[]
        {
            new Operator("LoadImages", Transform, No, Replaced).Takes(Types.Text).Makes(_ => ColumnType.Image(0, 0)),
            new Operator("LoadRawImageBytes", Transform, No, Replaced).Takes(Types.Text).Makes(_ => ColumnType.Variable(Items.Byte)),
            new Operator("ResizeImages", Transform, No, Replaced)
                .Takes(Types.Image)
                .Makes(use => use.Int("imageHeight", 0) is { } height and > 0 && use.Int("imageWidth", 0) is { } width and > 0 ? ColumnType.Image(height, width) : ColumnType.Scalar(Items.Image)),
            new Operator("ConvertToGrayscale", Transform, No, Replaced).Takes(Types.Image).Makes(Produced.Same),
            new Operator("ExtractPixels", Transform, No, Replaced).Takes(Pixels.Sources).Makes(Pixels.Extracted),
            new Operator("ConvertToImage", Transform, No, Replaced).Takes(Pixels.Vectors).Makes(Pixels.Image),
        };
}
