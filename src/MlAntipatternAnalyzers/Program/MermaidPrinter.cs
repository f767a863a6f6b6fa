using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The model as a Mermaid flowchart: a subgraph a flow, a node an event, an edge where one event's result goes into another.</summary>
internal sealed class MermaidPrinter
{
    private readonly ModelPrinter printer = new(Flows.None);
    private readonly Dictionary<Value, string> makers = new();
    private readonly StringBuilder text = new("flowchart TD\n");
    private readonly HashSet<string> edges = new();
    private int count;

    public static string Print(Flows flows)
    {
        var mermaid = new MermaidPrinter();
        foreach (var root in flows.Roots.Where(root => root.Events.Any(recorded => recorded.IsLandmark)))
            mermaid.Draw(root);
        return mermaid.text.ToString();
    }

    private void Draw(FlowRoot root)
    {
        text.Append("  subgraph \"").Append(Quote(root.Body.ToString())).Append("\"\n");
        var drawn = new List<(string Node, ProgramEvent Event)>();
        foreach (var recorded in root.Events.Where(recorded => recorded.IsLandmark))
        {
            var node = "n" + (++count).ToString(CultureInfo.InvariantCulture);
            text.Append("    ").Append(node).Append("[\"").Append(Quote(Label(recorded))).Append("\"]\n");
            if (!recorded.Result.IsUnknown && !makers.ContainsKey(recorded.Result))
                makers.Add(recorded.Result, node);
            drawn.Add((node, recorded));
        }

        text.Append("  end\n");
        foreach (var (node, recorded) in drawn)
        {
            Edges(recorded.View, node);
            Edges(recorded.Model, node);
        }
    }

    private void Edges(Value value, string node)
    {
        foreach (var alternative in value.Alternatives)
            Edge(alternative, node, "");
    }

    private void Edge(Value value, string node, string label)
    {
        switch (value)
        {
            case ViewValue { Kind: ViewKind.TrainSide, Split: { } split }:
                Edge(split, node, "train");
                break;
            case ViewValue { Kind: ViewKind.TestSide or ViewKind.ValidationSide, Split: { } split }:
                Edge(split, node, "test");
                break;
            case ViewValue { Kind: ViewKind.Filtered or ViewKind.Same, Parent: { } parent }:
                foreach (var alternative in parent.Alternatives)
                    Edge(alternative, node, label);
                break;
            case TransformerValue { Kind: TransformerKind.Chain } chain:
                Edges(chain.First!, node);
                Edges(chain.Second!, node);
                break;
            case TransformerValue { Kind: TransformerKind.Part } part:
                Edges(part.First!, node);
                break;
            default:
                if (makers.TryGetValue(value, out var maker) && maker != node)
                {
                    var line = $"  {maker} -->{(label.Length > 0 ? $"|{label}|" : "")} {node}\n";
                    if (edges.Add(line))
                        text.Append(line);
                }

                break;
        }
    }

    private string Label(ProgramEvent recorded) =>
        recorded.Kind switch
        {
            EventKind.Load => $"{recorded.Method.Name} {printer.Describe(recorded.Argument)}",
            EventKind.Fit or EventKind.CrossValidate => $"{recorded.Method.Name} {printer.Describe(recorded.Estimator)}",
            EventKind.Save or EventKind.LoadModel => $"{recorded.Method.Name} {printer.Describe(recorded.Argument)}",
            _ => recorded.Method.Name,
        };

    private static string Quote(string label) => label.Replace("\"", "#quot;").Replace("<", "#lt;").Replace(">", "#gt;");
}
