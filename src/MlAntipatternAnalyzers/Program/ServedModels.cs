using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How the models were trained that a program predicts with: in the same flow, or elsewhere in the compilation, where they are loaded from a file.</summary>
internal static class ServedModels
{
    /// <summary>The model that an event applies: an engine's, or its own; unknown where a pool keeps it.</summary>
    public static Value Of(ProgramEvent use) =>
        use.Kind == EventKind.Transform ? use.Model : use.Model.Alternatives.Any(model => model is EngineValue) ? JoinValue.Of(use.Model.Alternatives.Select(model => model is EngineValue engine ? engine.Model : Value.Unknown).ToList()) : Value.Unknown;

    /// <summary>The trainings of which one made a model; none where it may come from anywhere else.</summary>
    /// <param name="model">The model; several, where branches join.</param>
    /// <param name="row">The class of what it predicts for: where nothing else tells, a model comes from a training on rows of that class.</param>
    /// <param name="flows">The flows that predict.</param>
    public static ImmutableArray<Training> TrainingsOf(Value model, INamedTypeSymbol row, Flows flows)
    {
        var found = ImmutableArray.CreateBuilder<Training>();
        foreach (var alternative in model.Alternatives)
        {
            var trainings = TrainingsOfOne(alternative, row, flows).ToList();
            if (trainings.Count == 0)
                return ImmutableArray<Training>.Empty;
            found.AddRange(trainings);
        }

        return found.ToImmutable();
    }

    /// <summary>The trainings of which one made a model that is loaded, as far as the name of its file tells.</summary>
    public static ImmutableArray<Training> LoadedAs(string? file, ProgramModel program)
    {
        if (file is null)
            return ImmutableArray<Training>.Empty;
        var saved = program.Trained.SavedAs(file);
        return saved.All(trainings => trainings.Count > 0) ? saved.SelectMany(trainings => trainings).Distinct().ToImmutableArray() : ImmutableArray<Training>.Empty;
    }

    /// <summary>The name of the file that a model is loaded from.</summary>
    public static string? FileOf(Value model, Flows flows) =>
        model is TransformerValue { Kind: TransformerKind.Loaded } && flows.Of(EventKind.LoadModel).FirstOrDefault(load => model.Equals(load.Result)) is { } load ? FileNames.Of(load) : null;

    private static IEnumerable<Training> TrainingsOfOne(Value alternative, INamedTypeSymbol row, Flows flows)
    {
        var model = Lineage.Saved(alternative, flows.Events);
        var parts = Lineage.PartsOf(model).ToList();
        if (parts.Count > 0 && parts.All(IsFitted))
            return Fitted(parts, flows.Trainings);
        if (flows.Model is not { } program || parts.Count > 1 || parts.Any(part => part.Kind is not TransformerKind.Loaded and not TransformerKind.Opaque))
            return Enumerable.Empty<Training>();

        var file = FileOf(model, flows);
        var programs = Programs(program);
        foreach (var candidate in programs)
        {
            if (LoadedAs(file, candidate) is { IsEmpty: false } saved)
                return saved;
        }

        return programs.Select(candidate => LearnedFrom(row, file, candidate).ToList()).FirstOrDefault(trainings => trainings.Count > 0) ?? new List<Training>();
    }

    /// <summary>Where a program's models may be trained: in itself, or else in a project that it references.</summary>
    public static IEnumerable<ProgramModel> Programs(ProgramModel program)
    {
        yield return program;
        foreach (var project in program.Referenced)
            yield return project;
    }

    /// <summary>The program that a training belongs to.</summary>
    public static ProgramModel ProgramOf(Training training, ProgramModel program) =>
        Programs(program).FirstOrDefault(candidate => candidate.Symbols.Compilation.ContainsSyntaxTree(training.Fit.Node.SyntaxTree)) ?? program;

    /// <summary>The trainings on rows of a class, but those whose models are known to be saved in another file.</summary>
    private static IEnumerable<Training> LearnedFrom(INamedTypeSymbol row, string? file, ProgramModel program) =>
        program.Trained.On(row.Name).Where(training => AcrossProjects.AreSame(Lineage.RowClassOf(training.View)?.OriginalDefinition, row.OriginalDefinition) && (file is null || !program.Trained.IsSavedElsewhere(training, file)));

    private static bool IsFitted(TransformerValue part) => part.Kind is TransformerKind.Fitted or TransformerKind.Experiment;

    /// <summary>The trainings of a model whose parts are known; none where it lacks what was done to the rows before (MLAP4001).</summary>
    public static IEnumerable<Training> Fitted(IReadOnlyCollection<TransformerValue> parts, IEnumerable<Training> trainings) =>
        parts.All(IsFitted)
            ? trainings.Where(training => parts.Any(part => part.Equals(training.Fit.Result)) && Lineage.TransformersOf(training.View).SelectMany(Lineage.PartsOf).All(parts.Contains))
            : Enumerable.Empty<Training>();
}
