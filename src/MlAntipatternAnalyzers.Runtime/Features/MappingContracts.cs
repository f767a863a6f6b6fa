using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.ML.Transforms;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The contract names of custom mappings, and what would keep a mapping from being found under its name.</summary>
internal static class MappingContracts
{
    /// <summary>The contract name of a factory class.</summary>
    /// <exception cref="InvalidOperationException">The class cannot be made from its name by the program that loads the model; says why and what to do.</exception>
    public static string NameOf(Type factory)
    {
        if (Declared(factory) is not { } name)
        {
            throw new InvalidOperationException(
                $"'{factory}' has no contract name, so a model with it could be saved and never loaded. Put [CustomMappingFactoryAttribute(\"{factory.Name}\")] on the class.");
        }
        if (string.IsNullOrWhiteSpace(name))
            throw new InvalidOperationException($"The contract name of '{factory}' is empty. Give it one that stays when the class is renamed, such as \"{factory.Name}\".");
        if (factory.IsGenericType)
            throw new InvalidOperationException($"'{factory}' is generic: a contract name does not say for which type it stands. Derive a class that is not generic and put the attribute there.");
        if (State(factory) is { } state)
        {
            throw new InvalidOperationException(
                $"'{factory}' gets {state} from its caller. The program that loads the model makes its own instance by the parameterless constructor and would compute other features. Make it a constant, or a column.");
        }
        if (Shared(factory) is { } shared)
        {
            throw new InvalidOperationException(
                $"'{factory}' holds the static '{shared}', which can change between two rows and is another one in the program that loads the model: features would depend on what ran before. Make it readonly or const, or a column.");
        }
        var doubles = Of(factory.Assembly)[name].ToList();
        if (doubles.Count > 1)
            throw Ambiguous(name, doubles);
        return name;
    }

    /// <summary>The factories of an assembly, by contract name.</summary>
    public static ILookup<string, Type> Of(Assembly assembly) =>
        Types(assembly).Where(t => Declared(t) is not null).ToLookup(t => Declared(t)!, StringComparer.Ordinal);

    public static InvalidOperationException Ambiguous(string name, IEnumerable<Type> factories) => new(
        $"The contract name '{name}' belongs to several classes: {string.Join(", ", factories.Select(t => $"'{t}'"))}. A loaded model would take any of them. Give each its own name.");

    private static string? Declared(Type type) =>
        type.IsAbstract ? null : type.GetCustomAttribute<CustomMappingFactoryAttributeAttribute>(inherit: false)?.ContractName;

    private static string? State(Type factory)
    {
        if (factory.GetConstructor(Type.EmptyTypes) is null)
            return "what its constructor needs (it has no public parameterless one)";
        for (var type = factory; type is not null && !IsLibraryBase(type); type = type.BaseType)
        {
            const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            if (type.GetConstructors(Own).FirstOrDefault(c => c.GetParameters().Length > 0) is { } constructor && type == factory)
                return $"the '{constructor.GetParameters()[0].Name}' of its constructor";
            if (type.GetProperties(Own).FirstOrDefault(p => p.CanWrite) is { } property)
                return $"'{property.Name}'";
            if (type.GetFields(Own).FirstOrDefault(f => !f.IsInitOnly) is { } field)
                return $"'{field.Name}'";
        }
        return null;
    }

    private static string? Shared(Type factory)
    {
        for (var type = factory; type is not null && !IsLibraryBase(type); type = type.BaseType)
        {
            const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            // What each thread has for itself is a buffer to work in.
            if (type.GetFields(Statics).FirstOrDefault(f => !f.IsInitOnly && !f.IsLiteral && !f.IsDefined(typeof(ThreadStaticAttribute))) is { } field)
                return Property(type, field)?.Name ?? field.Name;
        }
        return null;
    }

    // The field behind an automatic property has a name that nobody wrote.
    private static PropertyInfo? Property(Type type, FieldInfo field) =>
        type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).FirstOrDefault(p => field.Name == $"<{p.Name}>k__BackingField");

    private static bool IsLibraryBase(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(FeatureMappingFactory<,>);

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            // An optional dependency that is not deployed: the types that need it cannot be used, the others can.
            return e.Types.OfType<Type>();
        }
    }
}
