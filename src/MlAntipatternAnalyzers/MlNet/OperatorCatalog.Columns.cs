using System.Collections.Immutable;
using static MlAntipatternAnalyzers.MlNet.Learning;
using static MlAntipatternAnalyzers.MlNet.Numbers;
using static MlAntipatternAnalyzers.MlNet.OperatorKind;

namespace MlAntipatternAnalyzers.MlNet;

internal static partial class OperatorCatalog
{
    /// <summary><c>mlContext.Transforms</c>: operators that move columns about, and those whose code the program brings along.</summary>
    private static Operator[] ColumnOperators =>
        new[]
        {
            new Operator("CopyColumns", Transform, No).Takes(Accepted.Anything).Makes(Produced.Same),

            // All of one kind; a chain's schema propagation lets no keys pass, though the transformer would join them.
            new Operator("Concatenate", Transform, No).Takes(use => Alike(use, Items.Primitive & ~Items.Key), use => Alike(use, Items.Primitive)).MakesOne(Produced.Together),

            // What they keep or drop is in the names (ColumnRole.Kept, ColumnRole.Dropped).
            new Operator("DropColumns", Transform, No),
            new Operator("SelectColumns", Transform, No),

            // What they read and write is in the row classes.
            new Operator("CustomMapping", Transform, No),
            new Operator("StatefulCustomMapping", Transform, No),
            new Operator("FeatureMapping", Transform, No),

            // Which of these types an expression takes, and what it yields, is in its text.
            new Operator("Expression", Transform, No).Takes(use => ColumnExpression.Of(use)?.Demand() ?? Types.Operand).MakesOne(use => Expressed(use)),

            // The runtime library's: the same columns, some of whose values change.
            new Operator("NeutralizePositions", Transform, No).Takes(Accepted.Anything).Makes(Produced.Same),

            // The names are the model's own where the call gives none; the types are in the model's file.
            new Operator("ApplyOnnxModel", Transform, No).Adds(NamedOrUnknown),
            new Operator("ScoreTensorFlowModel", Transform, No).Adds(NamedOrUnknown),
            new Operator("DnnFeaturizeImage", Transform, No, Replaced).Makes(_ => ColumnType.Vector(Items.Single)),

            // The columns that they read are those of the model that they are given.
            new Operator("CalculateFeatureContribution", Transform, No)
                .Adds(_ => ImmutableArray.Create(new OutputColumn("FeatureContributions", ColumnType.Vector(Items.Single)))),
        };

    private static Operator[] Plumbing =>
        new[]
        {
            new Operator("WithOnFitDelegate", OperatorKind.Plumbing, No),
        };

    /// <summary>All inputs alike: the numbers that most pipelines join, where there are some among them, else whatever the first one is.</summary>
    private static Accepted Alike(OperatorUse use, Items items)
    {
        var one = use.InputCount == 0 ? Items.Any : use.In.Items;
        for (var i = 1; i < use.InputCount && one != Items.Single; i++)
        {
            if (use.Input(i).Items == Items.Single || (use.Input(i).Items == Items.Double && one != Items.Double))
                one = use.Input(i).Items;
        }

        return (one & items) == one && (one & (one - 1)) == 0
            ? Accepted.AnyShape($"inputs of one type, here {ColumnType.NamesOf(one, " or ")}", one)
            : Accepted.AnyShape("inputs of one primitive type that is no key", items);
    }

    /// <summary>One value for each slot where one of the inputs is a vector.</summary>
    private static ColumnType Expressed(OperatorUse use)
    {
        var shapes = Shapes.Scalar;
        for (var i = 0; i < use.InputCount; i++)
        {
            var input = use.Input(i);
            shapes = input.IsScalar ? shapes : input.IsVector && shapes == Shapes.Scalar ? input.Shapes : Shapes.Any;
        }

        var items = Types.OperandItems & (ColumnExpression.Of(use)?.ResultOf(use) ?? Items.Any);
        return ColumnType.Of(items == Items.None ? Types.OperandItems : items, use.InputCount == 0 ? Shapes.Any : shapes);
    }

    private static ImmutableArray<OutputColumn> NamedOrUnknown(OperatorUse use) =>
        use.Argument("outputColumnName") is string || use.Argument("outputColumnNames") is not null && !ReferenceEquals(use.Argument("outputColumnNames"), OperatorUse.NotGiven)
            ? ImmutableArray<OutputColumn>.Empty
            : ImmutableArray.Create(new OutputColumn(null, ColumnType.Unknown));
}
