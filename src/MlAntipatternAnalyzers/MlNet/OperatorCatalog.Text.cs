using System.Collections.Immutable;
using static MlAntipatternAnalyzers.MlNet.Learning;
using static MlAntipatternAnalyzers.MlNet.Numbers;
using static MlAntipatternAnalyzers.MlNet.OperatorKind;

namespace MlAntipatternAnalyzers.MlNet;

internal static partial class OperatorCatalog
{
    /// <summary><c>mlContext.Transforms.Text</c>.</summary>
    private static Operator[] Text =>
        new[]
        {
            new Operator("FeaturizeText", Transform, Yes, Replaced).Takes(Types.TextOfAnyShape).MakesOne(_ => ColumnType.Vector(Items.Single)).Adds(Tokens),

            // Texts to shorter texts.
            new Operator("NormalizeText", Transform, No, Replaced)
                .Takes(Types.TextOfAnyShape)
                .Makes(use => use.In.IsScalar ? ColumnType.Text : ColumnType.Of(Items.Text, use.In.IsVector ? Shapes.Variable : Shapes.Scalar | Shapes.Variable)),
            new Operator("TokenizeIntoWords", Transform, No, Replaced).Takes(Types.TextOfAnyShape).Makes(_ => ColumnType.Variable(Items.Text)),
            new Operator("TokenizeIntoCharactersAsKeys", Transform, No, Replaced)
                .Takes(Types.TextOfAnyShape)
                .Makes(_ => ColumnType.Variable(Items.UInt16).WithKey(Items.UInt16Key, ushort.MaxValue, Items.Text)),
            new Operator("RemoveDefaultStopWords", Transform, No, Replaced).Takes(Types.Texts).Makes(_ => ColumnType.Variable(Items.Text)),
            new Operator("RemoveStopWords", Transform, No, Replaced).Takes(Types.Texts).Makes(_ => ColumnType.Variable(Items.Text)),

            // Tokens to counts.
            new Operator("ProduceNgrams", Transform, Yes, Replaced).Takes(Types.Keys).Makes(_ => ColumnType.Vector(Items.Single)),
            new Operator("ProduceHashedNgrams", Transform, No, Replaced).Takes(Types.Keys).MakesOne(HashedBag),
            new Operator("ProduceWordBags", Transform, Yes, Replaced)
                .Takes(use => ReferenceEquals(use.Argument("termSeparator"), OperatorUse.NotGiven) ? Types.TextOfAnyShape : Types.Text)
                .MakesOne(_ => ColumnType.Vector(Items.Single)),
            new Operator("ProduceHashedWordBags", Transform, No, Replaced).Takes(Types.TextOfAnyShape).MakesOne(HashedBag),

            // Tokens and counts to meanings: the size of an embedding is its file's affair.
            new Operator("ApplyWordEmbedding", Transform, No, Replaced).Takes(Types.Texts).Makes(_ => ColumnType.Vector(Items.Single)),
            new Operator("LatentDirichletAllocation", Transform, Yes, Replaced)
                .Takes(Types.Singles, new Accepted("a vector of numbers of known size", Items.None, Items.Number))
                .Makes(use => ColumnType.Vector(Items.Single, use.Int("numberOfTopics", 100))),
        };

    private static ColumnType HashedBag(OperatorUse use) => ColumnType.Vector(Items.Single, Produced.PowerOfTwo(use.Int("numberOfBits", 16)));

    /// <summary>The options of <c>FeaturizeText</c> may ask for the tokens as well.</summary>
    private static ImmutableArray<OutputColumn> Tokens(OperatorUse use) =>
        use.Argument("OutputTokensColumnName") switch
        {
            string name => ImmutableArray.Create(new OutputColumn(name, ColumnType.Variable(Items.Text))),
            var unknown when ReferenceEquals(unknown, OperatorUse.NotKnown) => ImmutableArray.Create(new OutputColumn(null, ColumnType.Unknown)),
            _ => ImmutableArray<OutputColumn>.Empty,
        };
}
