namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Where data is and how it is read, besides its name.</summary>
internal sealed record DataRequest
{
    public DelimitedOptions Text { get; init; } = new();

    /// <summary>The class of the program's rows; null: not known.</summary>
    public RowClass? Row { get; init; }

    /// <summary>The database in which the names are tables or queries; null: they are files.</summary>
    public DatabaseRequest? Database { get; init; }
}
