using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What a program trains, by the class of the rows and by the files that the models are saved in.</summary>
internal sealed class TrainedModels
{
    private readonly ILookup<string?, Training> byRow;
    private readonly ILookup<string, IReadOnlyList<Training>> bySaved;
    private readonly Dictionary<Training, HashSet<string>> files = new();

    public TrainedModels(IReadOnlyList<Training> trainings, IReadOnlyList<ProgramEvent> saves)
    {
        byRow = trainings.ToLookup(training => Lineage.RowClassOf(training.View)?.Name);
        var byModel = trainings.ToLookup(training => training.Fit.Result);
        var saved = saves
            .Select(save => (File: FileNames.Of(save), save.Model))
            .Where(save => save.File is not null)
            .SelectMany(save => save.Model.Alternatives.Select(model => (File: save.File!, Trainings: Made(Lineage.PartsOf(model).ToList()))))
            .ToList();
        bySaved = saved.ToLookup(save => save.File, save => save.Trainings, StringComparer.Ordinal);
        foreach (var (file, made) in saved)
        {
            foreach (var training in made)
            {
                if (!files.TryGetValue(training, out var known))
                    files.Add(training, known = new HashSet<string>(StringComparer.Ordinal));
                known.Add(file);
            }
        }

        IReadOnlyList<Training> Made(List<TransformerValue> parts) => ServedModels.Fitted(parts, parts.SelectMany(part => byModel[part]).Distinct()).ToList();
    }

    /// <summary>The trainings on rows of a class of a name.</summary>
    public IEnumerable<Training> On(string row) => byRow[row];

    /// <summary>The models that are saved in a file of a name: of each, the trainings that it is made of; none where that is not known.</summary>
    public IReadOnlyList<IReadOnlyList<Training>> SavedAs(string file) => bySaved[file].ToList();

    /// <summary>Whether the model of a training is known to be saved in a file of another name.</summary>
    public bool IsSavedElsewhere(Training training, string file) => files.TryGetValue(training, out var known) && known.Any(other => other != file);
}
