using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Custom mappings that travel with the saved model: appending them, and loading models that contain them.</summary>
public static class FeatureMappingCatalog
{
    /// <summary>Appends a mapping under the contract name that is written on its class.</summary>
    /// <param name="catalog"><c>mlContext.Transforms</c>.</param>
    /// <param name="mapping">A new instance of the class.</param>
    /// <returns>ML.NET's own estimator. It learns nothing, and a model with it can be saved.</returns>
    /// <exception cref="InvalidOperationException">
    /// The model could not be loaded again: the class has no <c>[CustomMappingFactoryAttribute("name")]</c>, shares its name with another
    /// class, is generic, has no public parameterless constructor, or is given something by its caller. The message says which, and what to do.
    /// </exception>
    public static CustomMappingEstimator<TSrc, TDst> FeatureMapping<TSrc, TDst>(this TransformsCatalog catalog, FeatureMappingFactory<TSrc, TDst> mapping)
        where TSrc : class, new()
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(mapping);
        return catalog.CustomMapping(mapping.GetMapping(), MappingContracts.NameOf(mapping.GetType()));
    }

    /// <summary>
    /// Lets a context find the mappings of these assemblies when it loads a model. Call it before <c>mlContext.Model.Load</c>, in
    /// every program that loads.
    /// </summary>
    /// <param name="mlContext">The context that will load.</param>
    /// <param name="assemblies">The assemblies that hold the mappings' classes: <c>typeof(TripFeatures).Assembly</c>.</param>
    /// <returns>The same context.</returns>
    /// <exception cref="ArgumentException">An assembly has no class with <c>[CustomMappingFactoryAttribute]</c>: it is the wrong one.</exception>
    /// <exception cref="InvalidOperationException">Two classes have one contract name.</exception>
    /// <remarks>
    /// ML.NET 5.0 writes into a model the name of the assembly that holds the mapping's method, and loads and registers that assembly itself when it is deployed
    /// under the same name. The registration is needed where the class is somewhere else: in another assembly than its method, or
    /// in a model that an earlier ML.NET saved. When the assembly that the model names is not deployed at all, ML.NET fails in spite of the
    /// registration; <c>LoadWithMappings</c> does not.
    /// </remarks>
    public static MLContext RegisterMappings(this MLContext mlContext, params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(assemblies);
        if (assemblies.Length == 0)
            throw new ArgumentException("No assembly is given; name the one that holds the mapping's class: typeof(MyMapping).Assembly.", nameof(assemblies));
        foreach (var assembly in assemblies)
        {
            var contracts = MappingContracts.Of(assembly);
            if (contracts.Count == 0)
            {
                throw new ArgumentException(
                    $"'{assembly.GetName().Name}' holds no class with [CustomMappingFactoryAttribute(\"name\")]; name the assembly that holds the mapping's class: typeof(MyMapping).Assembly.",
                    nameof(assemblies));
            }
            if (contracts.FirstOrDefault(c => c.Count() > 1) is { } doubles)
                throw MappingContracts.Ambiguous(doubles.Key, doubles);
        }
        // Across assemblies too: the catalog would keep the last of them and say nothing.
        var all = assemblies.Distinct().SelectMany(MappingContracts.Of).GroupBy(c => c.Key, c => c.Single(), StringComparer.Ordinal);
        if (all.FirstOrDefault(c => c.Count() > 1) is { } ambiguous)
            throw MappingContracts.Ambiguous(ambiguous.Key, ambiguous);
        foreach (var assembly in assemblies)
            mlContext.ComponentCatalog.RegisterAssembly(assembly);
        return mlContext;
    }

    /// <summary>Loads a model that contains custom mappings.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="inputSchema">The schema that the model was saved with; null when it was saved without one.</param>
    /// <param name="assemblies">The assemblies that hold the mappings' classes, wherever those were when the model was saved.</param>
    /// <exception cref="FileNotFoundException">There is no such model.</exception>
    /// <exception cref="InvalidOperationException">The file is no model, or holds something that this program lacks; names the file and the mappings that were at hand.</exception>
    /// <exception cref="ArgumentException">An assembly holds no mapping.</exception>
    /// <remarks>For a pool of engines, register instead: <c>services.AddOptions&lt;MLOptions&gt;().Configure(o =&gt; o.MLContext.RegisterMappings(typeof(TripFeatures).Assembly))</c>.</remarks>
    public static ITransformer LoadWithMappings(this MLContext mlContext, string path, out DataViewSchema? inputSchema, params Assembly[] assemblies)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        mlContext.RegisterMappings(assemblies);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no model '{path}' (looked for '{Path.GetFullPath(path)}').", path);
        using var file = File.OpenRead(path);
        return Load(mlContext, file, $"The model '{path}'", out inputSchema, assemblies);
    }

    /// <summary>Loads a model that contains custom mappings, from wherever it is kept.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">The content of the model's file. It must be able to seek; a download is copied to memory first.</param>
    /// <param name="inputSchema">The schema that the model was saved with; null when it was saved without one.</param>
    /// <param name="assemblies">The assemblies that hold the mappings' classes, wherever those were when the model was saved.</param>
    /// <exception cref="InvalidOperationException">It is no model, or holds something that this program lacks; names the mappings that were at hand.</exception>
    /// <exception cref="ArgumentException">An assembly holds no mapping, or the stream cannot seek.</exception>
    public static ITransformer LoadWithMappings(this MLContext mlContext, Stream model, out DataViewSchema? inputSchema, params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.CanSeek)
            throw new ArgumentException("A model is read from a stream that can seek; copy it to a MemoryStream first.", nameof(model));
        mlContext.RegisterMappings(assemblies);
        return Load(mlContext, model, "The model", out inputSchema, assemblies);
    }

    private static ITransformer Load(MLContext mlContext, Stream model, string what, out DataViewSchema? inputSchema, Assembly[] assemblies)
    {
        using var moved = new MovedAssembly(assemblies[0]);
        try
        {
            return mlContext.Model.Load(model, out inputSchema);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or TargetInvocationException or IOException)
        {
            var known = assemblies.SelectMany(a => MappingContracts.Of(a).Select(c => $"'{c.Key}' ({a.GetName().Name})"));
            throw new InvalidOperationException(
                $"{what} cannot be loaded: {e.GetBaseException().Message} Custom mappings at hand: {string.Join(", ", known)}. "
                + "When it is a mapping that is missing, pass the assembly that holds its class; when it is a trainer or transform, reference its package.",
                e);
        }
    }
}
