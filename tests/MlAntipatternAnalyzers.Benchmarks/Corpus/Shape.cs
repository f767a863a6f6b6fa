namespace MlAntipatternAnalyzers.Benchmarks.Corpus;

/// <summary>What is particular to one module.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Numbers">Columns of numbers.</param>
/// <param name="Texts">Columns of text.</param>
/// <param name="Trainer">The regression trainer.</param>
/// <param name="LoadsByOptions">Missing numbers load as NaN, and are replaced; else they load as 0.</param>
/// <param name="SplitsInTuple">The split is returned as a tuple; else it is kept in a field.</param>
/// <param name="EvaluatesOnTrainingData">A fault: the metrics are those of the training data.</param>
/// <param name="EngineInLoop">A fault: an engine is made for every row.</param>
internal sealed record Shape(
    string Namespace,
    string[] Numbers,
    string[] Texts,
    string Trainer,
    bool LoadsByOptions,
    bool SplitsInTuple,
    bool EvaluatesOnTrainingData,
    bool EngineInLoop);
