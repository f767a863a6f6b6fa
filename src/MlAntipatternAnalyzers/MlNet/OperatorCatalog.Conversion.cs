using static MlAntipatternAnalyzers.MlNet.Learning;
using static MlAntipatternAnalyzers.MlNet.Numbers;
using static MlAntipatternAnalyzers.MlNet.OperatorKind;

namespace MlAntipatternAnalyzers.MlNet;

internal static partial class OperatorCatalog
{
    /// <summary><c>mlContext.Transforms.Conversion</c>.</summary>
    private static Operator[] Conversions =>
        new[]
        {
            new Operator("ConvertType", Transform, No).Takes(Conversion.SourcesOf).Makes(Conversion.Result),

            // Keys to numbers and back.
            new Operator("MapValueToKey", Transform, Keys, Replaced)
                .Takes(use => use.Flag("addKeyValueAnnotationsAsText", false) == true ? Types.Category : Types.Primitive, _ => Types.Primitive)
                .Makes(Produced.Keys),
            new Operator("MapKeyToValue", Transform, No).Takes(Types.NamedKey).Makes(Produced.ValuesOfKeys),
            new Operator("MapKeyToVector", Transform, No, Replaced)
                .Takes(Types.Key)
                .Makes(use => Produced.Indicators(use.In, Produced.CountOf(use.In), use.Flag("outputCountVector", false))),
            new Operator("MapKeyToBinaryVector", Transform, No, Replaced)
                .Takes(Types.Key)
                .Makes(use => Produced.Indicators(use.In, Produced.BitsFor(Produced.CountOf(use.In)), false)),

            // A dictionary of the program's: from the first type argument to the second.
            new Operator("MapValue", Transform, No, Replaced).Takes(Conversion.DictionaryKeys).Makes(Conversion.DictionaryValues),

            new Operator("Hash", Transform, No, Replaced).Takes(Types.Hashable).Makes(use => Produced.Hashes(use, 31)),
        };

    /// <summary><c>mlContext.Transforms.Categorical</c>.</summary>
    private static Operator[] Categories =>
        new[]
        {
            new Operator("OneHotEncoding", Transform, Yes, Replaced)
                .Takes(_ => Types.Category, use => use.Int("outputKind", Encoding.Indicator) == Encoding.Key ? Types.Primitive : Types.Category)
                .Makes(use => Encoding.Result(use, use.In.WithKey(Items.UInt32Key, null, Items.Text))),
            new Operator("OneHotHashEncoding", Transform, No, Replaced).Takes(Types.Hashable).Makes(use => Encoding.Result(use, Produced.Hashes(use, 16))),

            // Internal to ML.NET, and part of no package.
            new Operator("CountTargetEncode", Transform, Yes, Replaced),
        };
}
