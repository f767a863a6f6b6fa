using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.MlNet;

/// <summary>
/// The types that each operator takes and writes, as the catalog says, against ML.NET: every operator is given a column of every type, inside a chain
/// and alone; whether ML.NET throws, and what it writes, must be what the catalog says.
/// </summary>
public sealed class OperatorTypeTests
{
    private const string Nothing = "-";

    /// <summary>Where the catalog says that it does not know: what an expression takes is in its text, what a lookup view holds in its data.</summary>
    private static readonly Regex Undecided = new(@"^(T\.Expression|C\.MapValue\(""Out"", Lookup)");

    private static readonly Lazy<Task<string[]>> Output = new(RunAsync);

    private static readonly string[] Estimators = Lines(OperatorCalls.Estimators).Concat(Lines(OperatorCalls.Trainers).SelectMany(InTurn)).ToArray();
    private static readonly string[] Views = Lines(OperatorCalls.Views);

    /// <summary>The calls as the model reads them, a program for some of them at a time: what one flow may cost is limited.</summary>
    private static readonly Lazy<(IReadOnlyList<Step> Steps, IReadOnlyList<ProgramEvent> Reads, MlNetSymbols Symbols)> Model = new(Read);

    [Fact]
    public async Task Estimators_take_what_the_catalog_says()
    {
        var output = await Output.Value;
        var table = new StringBuilder();
        foreach (var (call, step) in Estimators.Zip(Model.Value.Steps))
        {
            foreach (var real in Cells(output, call))
            {
                var schema = With(output, real.Candidate);
                foreach (var (alone, throws) in new[] { (false, real.ThrowsInChain), (true, real.ThrowsAlone) })
                {
                    var verdict = Verdict(step.Operator!, step, schema, alone, out var problems);
                    if (verdict is null ? !Undecided.IsMatch(call) && !(alone && IsLenient(step)) : verdict != !throws)
                        table.Append($"{call} [{real.Candidate}] {(alone ? "alone" : "in a chain")}: ML.NET {(throws ? "throws " + real.Message : "takes it")}; the catalog {(verdict is null ? "does not know" : verdict == true ? "takes it" : "does not: " + problems)}\n");
                }
            }
        }

        Assert.True(table.Length == 0, table.ToString());
    }

    [Fact]
    public async Task Estimators_write_what_the_catalog_says()
    {
        var output = await Output.Value;
        var ml = Model.Value.Symbols;
        var table = new StringBuilder();
        foreach (var (call, step) in Estimators.Zip(Model.Value.Steps))
        {
            foreach (var real in Cells(output, call).Where(real => real.Columns is not null))
            {
                var schema = With(output, real.Candidate);
                var after = StepSchema.After(step, schema, ml);
                var expected = real.Columns!.OrderBy(column => column.Name, StringComparer.Ordinal).ToList();
                var actual = after.Columns.OrderBy(column => column.Name, StringComparer.Ordinal).ToList();
                var names = string.Join(",", actual.Select(column => column.Name));
                if (names != string.Join(",", expected.Select(column => column.Name)))
                    table.Append($"{call} [{real.Candidate}]: ML.NET has {string.Join(",", expected.Select(column => column.Name))}; the catalog {names}\n");
                foreach (var (name, type) in expected)
                {
                    if (after.Find(name) is { } said && !(Fits(said.Type, type) && (said.Type.IsKnown || Undecided.IsMatch(call) || call.Contains("float[]>"))))
                        table.Append($"{call} [{real.Candidate}]: ML.NET writes {name} as {Full(type)}; the catalog says {Full(said.Type)}\n");
                }
            }
        }

        Assert.True(table.Length == 0, table.ToString());
    }

    [Fact]
    public async Task Readers_of_views_take_what_the_catalog_says()
    {
        var output = await Output.Value;
        var table = new StringBuilder();
        foreach (var (call, recorded) in Views.Zip(Model.Value.Reads))
        {
            foreach (var real in Cells(output, call))
            {
                var schema = With(output, real.Candidate);
                var problems = ViewReads.ProblemsOf(recorded, schema, Model.Value.Symbols).ToList();
                if (problems.Count == 0 == real.ThrowsInChain && !(real.ThrowsInChain && real.Candidate.Contains("Key") && call.StartsWith("B.")))
                    table.Append($"{call} [{real.Candidate}]: ML.NET {(real.ThrowsInChain ? "throws " + real.Message : "takes it")}; the catalog {(problems.Count == 0 ? "takes it" : "does not: " + problems[0])}\n");
            }
        }

        Assert.True(table.Length == 0, table.ToString());
    }

    /// <summary>Outside a chain, some estimators check so little that what happens depends on the rows.</summary>
    private static bool IsLenient(Step step) => step.Operator!.Name is "Platt" or "Isotonic" or "Naive" or "FieldAwareFactorizationMachine" or "SelectFeaturesBasedOnMutualInformation";

    private static bool? Verdict(Operator known, Step step, Schema schema, bool alone, out string problems)
    {
        var found = StepSchema.ProblemsOf(step, schema, alone, fits: true, Model.Value.Symbols).ToList();
        problems = string.Join("; ", found);
        if (found.Count > 0)
            return false;
        var context = new StepContext(step, schema);
        foreach (var role in step.Columns.Where(columns => known.Reads(columns.Key)))
        {
            foreach (var name in role.Value.Names.Where(name => name == "In"))
            {
                var each = role.Key == ColumnRole.Input && !known.IsMerging ? context.For(name) : context;
                if (schema.Find(name) is not null && known.AcceptedAs(role.Key, each, alone) is { } accepted && accepted.Takes(schema.TypeOf(name)) is null)
                    return null;
            }
        }

        return true;
    }

    /// <summary>Whether what the catalog says is true of a type, as far as it says anything.</summary>
    private static bool Fits(ColumnType said, ColumnType type) =>
        (said.Items & type.Items) == type.Items
        && (said.Shapes & type.Shapes) == type.Shapes
        && (said.Dimensions.IsEmpty || said.Dimensions.SequenceEqual(type.Dimensions))
        && (said.KeyCount is null || said.KeyCount == type.KeyCount)
        && (!type.IsKey || (said.Values == Items.None ? type.Values == Items.None : (said.Values & type.Values) == type.Values && (type.Values != Items.None || said.Values == Items.Any)));

    private static string Full(ColumnType type) => type + (type.IsKey ? $" of {type.Values}" : "");

    private static (IReadOnlyList<Step> Steps, IReadOnlyList<ProgramEvent> Reads, MlNetSymbols Symbols) Read()
    {
        var steps = new List<Step>();
        var reads = new List<ProgramEvent>();
        MlNetSymbols? symbols = null;
        foreach (var (estimators, views) in Estimators.Chunk(60).Select(chunk => (chunk, Array.Empty<string>())).Append(([], Views)))
        {
            var model = ModelText.ModelOf(ModelText.Compile(OperatorTypeProgram.Source(estimators, views)));
            var flows = model.AllFlows(CancellationToken.None);
            symbols ??= model.Symbols;
            var fits = flows.Of(EventKind.Fit).Where(fit => fit is { Body.Method.Name: "Try", Estimator: EstimatorValue { IsKnown: true } }).ToList();
            Assert.Equal(estimators.Length, fits.Count);
            steps.AddRange(fits.Select(fit => ((EstimatorValue)fit.Estimator).Steps.Single()));
            reads.AddRange(flows.Events.Where(recorded => recorded.Kind is EventKind.Evaluate or EventKind.Filter or EventKind.Split or EventKind.ReadColumn && recorded.Body.Type?.Name != "Matrix" && recorded.Method.MethodKind != MethodKind.PropertyGet));
        }

        Assert.Equal(Views.Length, reads.Count);
        return (steps, reads, symbols!);
    }

    /// <summary>The columns that every call finds, and the one that is tried out.</summary>
    private static Schema With(string[] output, string candidate)
    {
        var types = output.Where(line => line.StartsWith("type|")).Select(line => line.Split('|')).ToDictionary(parts => parts[1], parts => Parse(parts[2]));
        var schema = new Schema(types.Select(type => new SchemaColumn(type.Key, type.Value)).ToImmutableArray(), true);
        return candidate == Nothing ? schema : schema.With("In", types[candidate]);
    }

    private static IEnumerable<Cell> Cells(string[] output, string call)
    {
        var cells = output.Where(line => line.StartsWith("cell|" + call + "|")).Select(line => line.Split('|')).ToList();
        Assert.NotEmpty(cells);
        foreach (var parts in cells)
        {
            var columns = parts[5].Length == 0 ? null : parts[5].Split('#').Select(column => column.Split('=')).Select(pair => (pair[0], Parse(pair[1]))).ToList();
            yield return new Cell(parts[2], parts[3] == "throws", parts[4] == "throws", columns, parts[6]);
        }
    }

    private static ColumnType Parse(string text)
    {
        var parts = text.Split(';');
        var items = Enum.Parse<Items>(parts[0]);
        var dimensions = parts[2].Length == 0 ? ImmutableArray<int>.Empty : parts[2].Split(',').Select(length => int.Parse(length, CultureInfo.InvariantCulture)).ToImmutableArray();
        if (items == Items.Image)
            return ColumnType.Image(dimensions[0], dimensions[1]);
        var type = ColumnType.Of(items, Enum.Parse<Shapes>(parts[1])).With(Enum.Parse<Shapes>(parts[1]), dimensions);
        return parts[3].Length == 0 ? type : type.WithKey(items, ulong.Parse(parts[3], CultureInfo.InvariantCulture), Enum.Parse<Items>(parts[4]));
    }

    /// <summary>A trainer's call with each of its columns tried out in turn.</summary>
    private static IEnumerable<string> InTurn(string call)
    {
        foreach (var role in new[] { "features", "label", "weight", "group" }.Where(role => call.Contains("{" + role)))
        {
            yield return Regex.Replace(call, @"\{(\w+)(?::(\w+))?\}", match => "\"" + (match.Groups[1].Value == role ? "In" : match.Groups[1].Value switch { "features" => "F", "weight" => "W", "group" => "Group", _ => match.Groups[2].Value }) + "\"")
                .Replace(role == "weight" ? "\0" : ", \"W\"", role == "weight" ? "" : call.Contains("{weight}, ") ? ", null" : "");
        }
    }

    private static string[] Lines(string text) => Sources.Normalize(text).Split('\n');

    private static async Task<string[]> RunAsync()
    {
        var result = await ProgramRunner.RunAsync(OperatorTypeProgram.Source(Estimators, Views), new Setup { Sources = ModelText.Shared });
        return result.OutputOrThrow().Split('\n');
    }

    private sealed record Cell(string Candidate, bool ThrowsInChain, bool ThrowsAlone, IReadOnlyList<(string Name, ColumnType Type)>? Columns, string Message);
}
