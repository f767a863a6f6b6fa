namespace MlAntipatternAnalyzers.MlNet;

/// <summary>The types of a column that an operator takes; all others make it throw.</summary>
internal sealed class Accepted
{
    /// <summary>Whatever the column holds.</summary>
    public static readonly Accepted Anything = new("any type", Items.Any, Items.Any, Items.Any);

    /// <summary>No type at all.</summary>
    public static readonly Accepted Nothing = new("no column at all", Items.None, Items.None, Items.None);

    /// <param name="text">What it takes, in words for a message: "a vector of Single of known size".</param>
    /// <param name="scalar">The kinds of single values.</param>
    /// <param name="fixedSize">The kinds of values in vectors of known size.</param>
    /// <param name="variable">The kinds of values in vectors whose size varies.</param>
    /// <param name="named">Whether keys must know the values that they stand for.</param>
    /// <param name="unsure">Kinds of values that are taken or not for a reason that the catalog does not know.</param>
    public Accepted(string text, Items scalar, Items fixedSize = Items.None, Items variable = Items.None, bool named = false, Items unsure = Items.None)
    {
        Text = text;
        Scalar = scalar;
        Fixed = fixedSize;
        Variable = variable;
        Named = named;
        Unsure = unsure;
    }

    public string Text { get; }

    public Items Scalar { get; }

    public Items Fixed { get; }

    public Items Variable { get; }

    public bool Named { get; }

    public Items Unsure { get; }

    public static Accepted AnyShape(string text, Items items, bool named = false) => new(text, items, items, items, named);

    /// <summary>Whether a column of this type is taken; null where too little is known of it.</summary>
    public bool? Takes(ColumnType type)
    {
        bool? verdict = null;
        for (var shape = Shapes.Scalar; shape <= Shapes.Variable; shape = (Shapes)((int)shape << 1))
        {
            if ((type.Shapes & shape) == 0)
                continue;
            var taken = type.Items & (shape == Shapes.Scalar ? Scalar : shape == Shapes.Fixed ? Fixed : Variable);
            if (taken != Items.None && (taken != type.Items || (taken & Unsure) != 0))
                return null;
            var each = taken != Items.None;
            if (verdict is not null && verdict != each)
                return null;
            verdict = each;
        }

        if (verdict == true && Named && (type.Items & Items.Key) != 0)
            return type.Values == Items.None ? false : type.Values == Items.Any ? null : true;
        return verdict;
    }
}
