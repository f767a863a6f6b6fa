using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The model as text: a flow a block, an event a line, values named in the order in which they appear.</summary>
internal sealed class ModelPrinter
{
    private readonly Dictionary<Value, string> names = new();
    private readonly Dictionary<char, int> counters = new();
    private readonly StringBuilder text = new();

    private readonly Flows flows;
    private readonly bool withSchemas;

    public ModelPrinter(Flows flows, bool withSchemas = false)
    {
        this.flows = flows;
        this.withSchemas = withSchemas;
    }

    /// <param name="flows">What is printed.</param>
    /// <param name="withSchemas">Whether the columns are shown that each load, and each step of what is fitted, comes out with.</param>
    public static string Text(Flows flows, bool withSchemas = false)
    {
        var printer = new ModelPrinter(flows, withSchemas);
        foreach (var root in flows.Roots.Where(root => root.Events.Any(recorded => recorded.IsLandmark)))
            printer.Print(root);
        return printer.text.ToString();
    }

    private void Print(FlowRoot root)
    {
        var type = root.ThisType is not null && !Microsoft.CodeAnalysis.SymbolEqualityComparer.Default.Equals(root.ThisType, root.Body.Type) ? $" on {root.ThisType.Name}" : "";
        text.Append("flow ").Append(root.Body).Append(type).Append('\n');
        var schemas = withSchemas ? new SchemaPrinter(flows.SchemasOf(root), text) : null;
        foreach (var recorded in root.Events.Where(recorded => recorded.IsLandmark))
        {
            text.Append("  ").Append(Line(recorded)).Append(recorded.InLoop ? " (again and again)" : "").Append('\n');
            schemas?.Print(recorded);
        }
    }

    private string Line(ProgramEvent recorded) =>
        recorded.Kind switch
        {
            EventKind.Load => $"{Name(recorded.Result)} = load {LoadText(recorded)}",
            EventKind.Split => $"{Name(recorded.Result)} = split {Describe(recorded.View)}",
            EventKind.Fit => $"{Name(recorded.Result)} = fit {Describe(recorded.Estimator)} on {Describe(recorded.View)}",
            EventKind.Transform => $"{Name(recorded.Result)} = transform {Describe(recorded.View)} by {Describe(recorded.Model)}",
            EventKind.CrossValidate => $"cross-validate {Describe(recorded.Estimator)} on {Describe(recorded.View)}",
            EventKind.Evaluate => $"evaluate {Describe(recorded.View)} as {recorded.Task}",
            EventKind.Validate => $"{Name(recorded.Result)} = validate {Describe(recorded.View)}",
            EventKind.Save => $"save {Describe(recorded.Model)} to {Describe(recorded.Argument)}",
            EventKind.LoadModel => $"{Name(recorded.Result)} = load model {Describe(recorded.Argument)}",
            EventKind.Importance => $"importance of the features of {Describe(recorded.Model)} on {Describe(recorded.View)}",
            EventKind.CreateEngine => $"{Name(recorded.Result)} = engine{Rows(recorded.Result)} of {Describe(recorded.Model)}",
            EventKind.Predict => $"predict {Describe(recorded.Argument)} by {Describe(recorded.Model)}",
            _ => recorded.Kind.ToString(),
        };

    private string LoadText(ProgramEvent recorded)
    {
        var load = (recorded.Result as ViewValue)?.Load;
        var row = load?.RowType is null ? "" : $"<{load.RowType.Name}>";
        return $"{recorded.Method.Name}{row} {Describe(recorded.Argument)}";
    }

    /// <summary>The row classes of an engine.</summary>
    private static string Rows(Value value) =>
        value is EngineValue { Input: { } input, Output: { } output } ? $"<{input.Name}, {output.Name}>" : "";

    public string Describe(Value value)
    {
        switch (value)
        {
            case ConstantValue { Content: null }:
                return "null";
            case ConstantValue { Content: string content }:
                return "\"" + content + "\"";
            case ConstantValue constant:
                return System.Convert.ToString(constant.Content, CultureInfo.InvariantCulture) ?? "";
            case JoinValue join:
                return "(" + string.Join(" | ", join.Alternatives.Select(Describe)) + ")";
            case ViewValue { Kind: ViewKind.TrainSide, Split: { } split }:
                return Name(split) + ".train";
            case ViewValue { Kind: ViewKind.TestSide, Split: { } split }:
                return Name(split) + ".test";
            case ViewValue { Kind: ViewKind.ValidationSide, Split: { } split }:
                return Name(split) + ".validation";
            case ViewValue { Kind: ViewKind.Filtered } view:
                return (view.Repeats ? "rows, some again, of " : "some rows of ") + Describe(view.Parent!);
            case ViewValue { Kind: ViewKind.Same } view:
                return Describe(view.Parent!);
            case ViewValue or SplitValue or EngineValue:
                return Name(value);
            case TransformerValue { Kind: TransformerKind.Chain } chain:
                return $"{Describe(chain.First!)} then {Describe(chain.Second!)}";
            case TransformerValue { Kind: TransformerKind.Part } part:
                return $"a part of {Describe(part.First!)}";
            case TransformerValue:
                return Name(value);
            case EstimatorValue estimator:
                return "[" + string.Join(" > ", estimator.Steps.Select(Describe)) + "]";
            case SequenceValue { Exact: true, Items.Count: > 0 } texts when texts.Items.All(item => item is ConstantValue { Content: string }):
                return string.Join(", ", texts.Items.Select(Describe));
            case SequenceValue { Literal: true }:
                return "rows written out";
            case SequenceValue { Repeats: true }:
                return "rows, some of them again";
            case SequenceValue:
                return "rows";
            case ObjectValue instance:
                return instance.Type.Name;
            case DatumValue:
                return "data";
            case RowValue row:
                return $"a row of {Describe(row.View)}";
            case SchemaValue schema:
                return $"the schema of {Describe(schema.View)}";
            default:
                return "?";
        }
    }

    public static string Describe(Step step)
    {
        if (step.Operator is null)
            return "?";
        var columns = new List<string>();
        if (step.Operator.IsTrainer && step.Column(ColumnRole.Output) is null)
        {
            columns.Add(Names(step.Column(ColumnRole.Label)));
            columns.Add(Names(step.Column(ColumnRole.Feature) ?? step.Column(ColumnRole.Input)));
        }
        else
        {
            var output = Names(step.Column(ColumnRole.Output) ?? step.Column(ColumnRole.Kept) ?? step.Column(ColumnRole.Dropped));
            var input = step.Column(ColumnRole.Input) is null ? output : Names(step.Column(ColumnRole.Input));
            columns.Add(output == input ? output : $"{output} <- {input}");
        }

        return $"{step.Operator.Name}({string.Join("; ", columns.Where(column => column.Length > 0))})";
    }

    private static string Names(ColumnNames? names) =>
        names is null ? "" : string.Join(", ", names.Names) + (names.Complete ? "" : names.Names.IsEmpty ? "?" : ", ?");

    private string Name(Value value)
    {
        if (names.TryGetValue(value, out var name))
            return name;
        var letter = value switch
        {
            ViewValue => 'v',
            SplitValue => 's',
            TransformerValue => 'm',
            EngineValue => 'e',
            _ => 'x',
        };
        counters[letter] = counters.TryGetValue(letter, out var count) ? count + 1 : 1;
        name = letter + counters[letter].ToString(CultureInfo.InvariantCulture);
        names.Add(value, name);
        return name;
    }
}
