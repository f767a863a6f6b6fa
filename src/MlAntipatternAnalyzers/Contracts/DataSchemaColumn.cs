namespace MlAntipatternAnalyzers.Contracts;

/// <summary>What a data schema says of one column, as far as rules ask about it.</summary>
internal sealed class DataSchemaColumn
{
    public DataSchemaColumn(string name, ContractType type, JsonNode node)
    {
        Name = name;
        Type = type;
        Node = node;
    }

    public string Name { get; }

    public ContractType Type { get; }

    /// <summary>The column's object in the file.</summary>
    public JsonNode Node { get; }

    /// <summary>Whether data without the column are turned away, in every environment.</summary>
    public bool IsRequired => IsChecked && Node["required"] is not { Kind: JsonKind.False } && Node["environments"] is null && Node["notInEnvironments"] is null;

    /// <summary>Whether its values are looked at: a column that is planned, deprecated or for debugging may be absent and may hold anything.</summary>
    public bool IsChecked => Node["lifecycle"]?.Text is null or "unknown" or "beta" or "production";

    /// <summary>Whether data in which it is 0 are let pass.</summary>
    public bool AllowsZero => !IsChecked || (!(Node["min"]?.Number > 0) && !(Node["max"]?.Number < 0));

    /// <summary>Whether a missing number, which is NaN, is let pass.</summary>
    public bool AllowsMissing => !IsChecked || (Node["minFraction"] is { } fraction ? fraction.Number < 1 : Node["allowNaN"] is not { Kind: JsonKind.False });

    /// <summary>Whether a column of a type is what is expected: where the file leaves a vector's size or a key's count open, any will do.</summary>
    public bool Takes(ContractType found) =>
        Type.IsVector && Type.Size.Length == 0 && found.IsVector ? Type.Agrees(found.WithSize("")) : Type.Agrees(found);
}
