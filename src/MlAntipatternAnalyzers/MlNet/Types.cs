namespace MlAntipatternAnalyzers.MlNet;

/// <summary>The sets of types that several operators take.</summary>
internal static class Types
{
    public const Items OperandItems = Items.Real | Items.Int32 | Items.Int64 | Items.Boolean | Items.Text;

    public static readonly Accepted Real = new("Single or Double, alone or in a vector of known size", Items.Real, Items.Real);

    public static readonly Accepted RealOfAnyShape = Accepted.AnyShape("Single or Double, alone or in a vector", Items.Real);

    public static readonly Accepted RealOrKey = Accepted.AnyShape("Single, Double or a key, alone or in a vector", Items.Real | Items.Key);

    public static readonly Accepted Singles = TrainerColumns.Features;

    public static readonly Accepted Single = TrainerColumns.Number;

    public static readonly Accepted Flag = TrainerColumns.Flag;

    public static readonly Accepted Text = new("String", Items.Text);

    public static readonly Accepted TextOfAnyShape = Accepted.AnyShape("String, alone or in a vector", Items.Text);

    public static readonly Accepted Texts = new("a vector of String (TokenizeIntoWords)", Items.None, Items.Text, Items.Text);

    public static readonly Accepted Key = Accepted.AnyShape("a key, alone or in a vector (MapValueToKey)", Items.Key);

    public static readonly Accepted NamedKey = Accepted.AnyShape("a key that knows its values (MapValueToKey)", Items.Key, named: true);

    public static readonly Accepted Keys = new("a vector of keys (TokenizeIntoWords and MapValueToKey)", Items.None, Items.Key, Items.Key);

    public static readonly Accepted Image = new("an image (LoadImages)", Items.Image);

    /// <summary>What a dictionary can number: everything that is no image.</summary>
    public static readonly Accepted Primitive = Accepted.AnyShape("a primitive type", Items.Primitive);

    /// <summary>As <see cref="Primitive"/>, where what is a key already must know its values.</summary>
    public static readonly Accepted Category = Accepted.AnyShape("a primitive type; a key that knows its values", Items.Primitive, named: true);

    public static readonly Accepted Hashable = Accepted.AnyShape("a number, Boolean, String or key", Items.Number | Items.Boolean | Items.Text | Items.Key);

    public static readonly Accepted PrimitiveScalar = new("a primitive type that is no vector", Items.Primitive);

    /// <summary>What an expression computes with; which of these it takes is in its text.</summary>
    public static readonly Accepted Operand = new("Single, Double, Int32, Int64, Boolean or String", OperandItems, OperandItems, OperandItems, unsure: OperandItems);
}
