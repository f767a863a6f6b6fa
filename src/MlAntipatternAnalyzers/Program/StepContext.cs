using System.Collections.Immutable;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A step applied to a schema: what the catalog's entry needs to know to say what comes out.</summary>
internal sealed class StepContext : OperatorUse
{
    private readonly Step step;
    private readonly Schema schema;
    private ImmutableArray<string> inputs;

    public StepContext(Step step, Schema schema)
    {
        this.step = step;
        this.schema = schema;
        inputs = step.Column(ColumnRole.Input)?.Names ?? ImmutableArray<string>.Empty;
    }

    public override int InputCount => inputs.Length;

    /// <summary>The same where each input becomes an output of its own.</summary>
    public StepContext For(string input) => new(step, schema) { inputs = ImmutableArray.Create(input) };

    public override ColumnType Input(int index) => index < inputs.Length ? schema.TypeOf(inputs[index]) : ColumnType.Unknown;

    public override ColumnType Column(ColumnRole role) => step.Column(role)?.Single is { } name ? schema.TypeOf(name) : ColumnType.Unknown;

    public override object? Argument(string parameter) => step.Arguments is { } arguments ? arguments.Constant(parameter) : NotKnown;

    public override Items TypeArgument(int index)
    {
        if (step.Arguments?.TypeArgument(index) is not { } type)
            return Items.Any;
        var items = RowColumns.ItemsOf(RowMembers.ItemOf(type));
        return items == Items.None ? Items.Any : items;
    }
}
