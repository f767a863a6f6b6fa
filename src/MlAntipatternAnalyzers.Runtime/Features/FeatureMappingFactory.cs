using System;
using Microsoft.ML.Transforms;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Computes features row by row inside the pipeline, so that the saved model contains the computation and serving cannot do it differently.
/// Derive a class, give it a contract name, and append it with <c>mlContext.Transforms.FeatureMapping(new …())</c>.
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
/// The class is made anew, by its parameterless constructor, wherever the model is loaded: it can hold constants and tables that it fills
/// itself, and nothing that its caller gives it.
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

    /// <summary>The mapping as ML.NET asks for it when it loads a model.</summary>
    // The method group, not a lambda: ML.NET writes into the model which assembly holds the delegate's method and loads that one when the
    // model is loaded. Of a lambda it would be this library's assembly, in which no factory is found.
    public sealed override Action<TSrc, TDst> GetMapping() => Map;
}
