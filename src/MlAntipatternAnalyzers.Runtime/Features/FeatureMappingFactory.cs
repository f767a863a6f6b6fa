using System;
using Microsoft.ML.Transforms;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// One featurizer for both sides: computes features row by row inside the pipeline, so that the saved model contains the computation and serving cannot do it
/// differently. Derive a class, give it a contract name, and append it with <c>mlContext.Transforms.FeatureMapping(new …())</c>. Where features are needed
/// without a model (an explanation, a log, a test), <see cref="Featurize"/> computes the same ones.
/// </summary>
/// <typeparam name="TSrc">The columns that are read: a class with a settable member for each.</typeparam>
/// <typeparam name="TDst">The columns that are added: a class with a member for each. It should not repeat the input's columns.</typeparam>
/// <example>
/// <code>
/// [CustomMappingFactoryAttribute("TripFeatures")]
/// public sealed class TripFeatures : FeatureMappingFactory&lt;Trip, TripFeatures.Output&gt;
/// {
///     public sealed class Output { public float Speed { get; set; } }
///
///     public override void Map(Trip input, Output output) =&gt; output.Speed = input.Distance / input.Hours;
/// }
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The class is made anew, by its parameterless constructor, wherever the model is loaded: it can hold constants and tables that it fills
/// itself, and nothing that its caller gives it. Appending one that holds more is an exception.
/// </para>
/// <para>
/// Whoever needs to know the day, a rate, a count of earlier rows: make it a column of the row. A mapping that reads the clock learns from the
/// days since an event at the time of training, and serves the days since then on another day; one that draws a random number gives one customer two
/// scores; one that counts rows gives scores that depend on who came before, and ML.NET calls it on several threads, in no order. None of
/// these throws: the metrics look right, because test rows are computed in the same minute. <see cref="GoldenRows"/> find it: they are computed twice
/// when they are recorded, and again wherever the model is loaded.
/// </para>
/// </remarks>
public abstract class FeatureMappingFactory<TSrc, TDst> : CustomMappingFactory<TSrc, TDst>
    where TSrc : class, new()
    where TDst : class, new()
{
    /// <summary>
    /// Fills <paramref name="output"/> from <paramref name="input"/>. It is pure: the same input gives the same output, on every machine, at
    /// every time, in every culture. It reads no clock, no file, no random number, nothing that changes.
    /// </summary>
    /// <param name="input">The row. It is used again for the next one: do not keep it, do not change it.</param>
    /// <param name="output">What is to be filled, every member in every call. It is used again too, and still holds the previous row's values.</param>
    /// <remarks>Called on several threads at once, each with its own input and output.</remarks>
    public abstract void Map(TSrc input, TDst output);

    /// <summary>The features of one row, outside of any pipeline: what the model computes for it, by the same code.</summary>
    /// <param name="input">The row; is not changed.</param>
    /// <returns>A new object, filled by <see cref="Map"/>.</returns>
    /// <remarks>Costs an allocation more than <see cref="Map"/>. Safe on several threads.</remarks>
    public TDst Featurize(TSrc input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = new TDst();
        Map(input, output);
        return output;
    }

    /// <summary>The mapping as ML.NET asks for it when it loads a model.</summary>
    // The method group, not a lambda: ML.NET writes into the model which assembly holds the delegate's method and loads that one when the
    // model is loaded. Of a lambda it would be this library's assembly, in which no factory is found.
    public sealed override Action<TSrc, TDst> GetMapping() => Map;
}
