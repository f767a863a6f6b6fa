using static MlAntipatternAnalyzers.MlNet.Learning;
using static MlAntipatternAnalyzers.MlNet.Numbers;
using static MlAntipatternAnalyzers.MlNet.OperatorKind;

namespace MlAntipatternAnalyzers.MlNet;

internal static partial class OperatorCatalog
{
    /// <summary><c>mlContext.Transforms</c>: scaling.</summary>
    private static Operator[] Normalizers =>
        new[]
        {
            new Operator("NormalizeMinMax", Transform, Yes).Scales().Takes(Types.Real).Makes(Produced.Same),
            new Operator("NormalizeMeanVariance", Transform, Yes).Scales().Takes(Types.Real).Makes(Produced.Same),
            new Operator("NormalizeLogMeanVariance", Transform, Yes).Scales().Takes(Types.Real).Makes(Produced.Same),
            new Operator("NormalizeRobustScaling", Transform, Yes).Scales().Takes(Types.Real).Makes(Produced.Same),
            new Operator("NormalizeBinning", Transform, Yes).Scales().Takes(Types.Real).Makes(Produced.Same),
            new Operator("NormalizeSupervisedBinning", Transform, Yes).Scales().Takes(Types.Real).Takes(ColumnRole.Label, Types.PrimitiveScalar).Makes(Produced.Same),
            new Operator("NormalizeLpNorm", Transform, No).Scales().Takes(Types.Singles).Makes(Produced.Same),
            new Operator("NormalizeGlobalContrast", Transform, No).Scales().Takes(Types.Singles).Makes(Produced.Same),
        };

    /// <summary><c>mlContext.Transforms</c>: projections.</summary>
    private static Operator[] Projections =>
        new[]
        {
            // Sines and cosines double the rank.
            new Operator("ApproximatedKernelMap", Transform, Yes).Scales()
                .Draws(Unseeded)
                .Takes(Types.Singles)
                .Makes(use => ColumnType.Vector(Items.Single, use.Int("rank", 1000) * (use.Flag("useCosAndSinBases", false) is { } both ? both ? 2 : 1 : null))),
            new Operator("ProjectToPrincipalComponents", Transform, Yes).Scales()
                .Draws(Unseeded)
                .Takes(Types.Singles)
                .Takes(ColumnRole.Weight, Types.Single)
                .Makes(use => ColumnType.Vector(Items.Single, use.Int("rank", 20))),
            new Operator("VectorWhiten", Transform, Yes).Scales()
                .Takes(Types.Singles)
                .Makes(use => ColumnType.Vector(Items.Single, use.Int("rank", 0) == 0 ? use.In.Size : null)),
        };

    /// <summary><c>mlContext.Transforms</c>: missing values.</summary>
    private static Operator[] MissingValues =>
        new[]
        {
            new Operator("ReplaceMissingValues", Transform, Yes).Takes(Types.RealOfAnyShape).Makes(Produced.Same),
            new Operator("IndicateMissingValues", Transform, No).Takes(Types.RealOfAnyShape, Types.RealOrKey).Makes(use => use.In.With(Items.Boolean)),
        };

    /// <summary><c>mlContext.Transforms.FeatureSelection</c>: how many slots of a vector remain is learnt.</summary>
    private static Operator[] FeatureSelection =>
        new[]
        {
            new Operator("SelectFeaturesBasedOnCount", Transform, Yes)
                .Takes(
                    new Accepted("Single, Double or String, alone or in a vector of known size", Items.Real | Items.Text, Items.Real | Items.Text),
                    new Accepted("a primitive type, alone or in a vector of known size", Items.Primitive, Items.Primitive))
                .Makes(Selected),
            new Operator("SelectFeaturesBasedOnMutualInformation", Transform, Yes)

                // A Boolean column that tells nothing of the label is left out whole, and then missed.
                .Takes(Types.Real, new Accepted("Single, Double, Boolean or a key, alone or in a vector of known size", Items.Real | Items.Boolean | Items.Key, Items.Real | Items.Boolean | Items.Key, unsure: Items.Boolean))
                .Takes(ColumnRole.Label, new Accepted("Single, Double, Boolean, Int32 or a key", Items.Real | Items.Boolean | Items.Int32 | Items.Key))
                .Makes(Selected),
        };

    private static ColumnType Selected(OperatorUse use) => use.In.IsScalar ? use.In : use.In.With(use.In.Shapes);
}
