using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What becomes of metrics: read, printed, compared, kept, handed on.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Whether the flow has metrics at all: most have none when they do most of what they do.</summary>
    private bool hasMetrics;

    /// <summary>The answer of an evaluation.</summary>
    private MetricsValue Metrics(MlCall call)
    {
        hasMetrics = true;
        var origin = call.Origin(frame);
        if (!root.Metrics.TryGetValue(origin, out var uses))
            root.Metrics.Add(origin, uses = new MetricUses());
        return new MetricsValue(origin, uses);
    }

    /// <summary>A metric as it is read; null of what is no metric.</summary>
    private static Value? ReadMetric(ISymbol member, Value receiver, SyntaxNode node)
    {
        switch (receiver)
        {
            // A fold's metrics are as good as the fold, of which nothing else is followed.
            case MetricsValue fold when member is { Name: "Metrics", ContainingType.Name: "CrossValidationResult" }:
                return fold;
            case MetricsValue { Uses: var uses } when member.ContainingType?.Name != "CrossValidationResult":
                uses.Reads.Add(member.Name);
                uses.ReadAt ??= node;
                return new MetricValue(new[] { uses });
            case MetricValue metric:
                // How many classes there are says nothing of the model.
                return member.Name is "Count" or "Length" ? Value.Unknown : metric;
            default:
                return null;
        }
    }

    /// <param name="value">A metric, or what holds some; anything else is left alone.</param>
    /// <param name="fate">What becomes of it.</param>
    /// <param name="texts">Whether that matters of a text too, that tells a metric.</param>
    private void Meet(Value value, MetricFate fate, bool texts = false)
    {
        if (!hasMetrics)
            return;
        foreach (var alternative in value.Alternatives)
        {
            switch (alternative)
            {
                case MetricsValue metrics:
                    metrics.Uses.Fate |= fate;
                    metrics.Uses.FateOfWhole |= fate;
                    break;
                case MetricValue metric when texts || !metric.IsText:
                    foreach (var uses in metric.Of)
                        uses.Fate |= fate;
                    break;
                case TupleValue tuple:
                    foreach (var item in tuple.Items)
                        Meet(item, fate, texts);
                    break;
                case SequenceValue sequence:
                    foreach (var item in sequence.Items)
                    {
                        if (item is not SequenceValue)
                            Meet(item, fate, texts);
                    }

                    break;
            }
        }
    }

    /// <summary>A method that saves the model and answers with its metrics leaves it to its caller what to do about them.</summary>
    private void MeetReturned(Value returned, int position)
    {
        if (!hasMetrics)
            return;
        for (var i = position; i < root.Events.Count; i++)
        {
            if (root.Events[i].Kind == EventKind.Save)
            {
                Meet(returned, MetricFate.Passed, texts: true);
                return;
            }
        }
    }

    /// <summary>Arithmetic keeps a metric one; a comparison is what it is for. Null where no operand is a metric.</summary>
    private Value? ComputeMetric(IOperation operation, Value left, Value right)
    {
        if (!hasMetrics || MetricValue.In(new[] { left, right }, operation.Type?.SpecialType == SpecialType.System_String) is not { } metric)
            return null;
        if (operation.Type?.SpecialType != SpecialType.System_Boolean)
            return metric;

        // Whether there is an answer at all is no matter of quality.
        if (left is not ConstantValue { Content: null } && right is not ConstantValue { Content: null })
        {
            Meet(left, MetricFate.Compared);
            Meet(right, MetricFate.Compared);
        }

        return Value.Unknown;
    }

    /// <summary>A call that is not followed and has to do with metrics; null for every other.</summary>
    private Value? UseMetrics(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (!hasMetrics || MetricValue.In(arguments.Add(receiver)) is not { } metric || method.ContainingType is not { } type)
            return null;
        if (method.Name is "CompareTo" or "Equals" or "Max" or "Min" or "IsNaN" or "Clamp" or "MaxMagnitude" && !model.IsSource(method.OriginalDefinition) && type.Name is not "Enumerable")
        {
            Meet(receiver, MetricFate.Compared);
            foreach (var argument in arguments)
                Meet(argument, MetricFate.Compared);
            return type.Name is "Math" or "MathF" or "Double" ? metric : Value.Unknown;
        }

        if (type.Name is "Math" or "MathF" or "Convert" or "Double" or "Single" or "Decimal" or "String" || (method.Name is "ToString" or "AsSpan" or "GetFormattedConfusionTable" or "ToImmutableArray"))
            return MetricValue.In(arguments.Add(receiver), method.ReturnType.SpecialType == SpecialType.System_String);
        if (!IsTelling(method))
        {
            // A file or message that others read is more than a line on a screen.
            if (type.Name is "File" or "JsonSerializer" or "StreamWriter" or "BinaryWriter")
            {
                foreach (var argument in arguments)
                    Meet(argument, MetricFate.Stored, texts: true);
            }

            return null;
        }

        WriteBack(invocation.Arguments);
        RunDelegates(invocation, arguments);
        return Opaque(method.ReturnType, Here(invocation.Syntax));
    }

    /// <summary>Whether a method only tells somebody what it is given.</summary>
    private static bool IsTelling(IMethodSymbol method)
    {
        var type = method.ContainingType.Name;
        if (type is "Console" or "Debug" or "Trace" or "StringBuilder" or "TextWriter" or "Logger" or "ILogger" or "LoggerExtensions" or "Log" or "AnsiConsole" or "MessageBox")
            return true;
        return type is not "File" and not "JsonSerializer" and not "StreamWriter" and not "BinaryWriter"
            && (Begins("AppendFormatted") || Begins("Log") || Begins("Print") || Begins("WriteLine") || Begins("Markup") || method.Name is "Write" or "Info" or "Debug" or "Information" or "Verbose" or "Trace" or "Warning" or "Warn" or "Track" or "TrackMetric" or "TrackEvent");

        bool Begins(string verb) => method.Name.StartsWith(verb, System.StringComparison.Ordinal);
    }
}
