using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>The steps of a pipeline as facts of a contract.</summary>
internal static class ContractSteps
{
    private static readonly (ColumnRole Role, string Word)[] Others = { (ColumnRole.Label, "label"), (ColumnRole.Weight, "weight"), (ColumnRole.Group, "group"), (ColumnRole.Score, "score") };

    /// <summary>The fact of a step; null for one that does nothing to columns.</summary>
    public static StepFact? Of(Step step)
    {
        if (step.Operator is not { } known)
            return StepFact.Open(source: step.Origin.Node);
        if (known.Kind == OperatorKind.Plumbing)
            return null;
        var inputs = new List<StepInput>();
        Add(inputs, step.Column(ColumnRole.Feature) ?? step.Column(ColumnRole.Kept) ?? step.Column(ColumnRole.Dropped) ?? step.Column(ColumnRole.Input), null);
        foreach (var (role, word) in Others)
        {
            if (known.Reads(role))
                Add(inputs, step.Column(role), word);
        }

        // What a trainer is told besides goes into the model, and is no promise to who serves it.
        var name = known.IsTrainer && known.Task != LearningTask.None ? CatalogOf(known.Task) + known.Name : known.Name;
        var isPromised = !known.IsTrainer && !step.IsExperiment;
        return new StepFact(
            name,
            inputs,
            Names(step.Column(ColumnRole.Output)),
            isPromised ? ParametersOf(step) : Array.Empty<StepParameter>(),
            !isPromised || step.Arguments is not { HasUnknownOptions: false, HasColumnOptions: false },
            source: step.Origin.Node);
    }

    private static IEnumerable<StepParameter> ParametersOf(Step step)
    {
        var seen = new HashSet<string>();
        foreach (var (parameter, type, value) in step.Arguments?.Given() ?? Enumerable.Empty<(string, ITypeSymbol, Value)>())
        {
            var name = char.ToLowerInvariant(parameter[0]) + parameter.Substring(1);

            // Of the library's mappings the model has the name, which is on the class.
            if (type.Name == "FeatureMappingFactory")
                yield return new StepParameter("contractName", MappingNameOf(value) is { } mapping ? ContractText.Quote(mapping) : ContractFact.Unknown);
            else if (ColumnRoles.Of(parameter) == ColumnRole.None && parameter != "options" && seen.Add(name) && Written(value, type) is { } written)
                yield return new StepParameter(name, written);
        }
    }

    private static string? MappingNameOf(Value value) =>
        (value as ObjectValue)?.Type?.GetAttributes().FirstOrDefault(applied => applied.AttributeClass?.Name == "CustomMappingFactoryAttributeAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>A value as contracts write it; null for what is no value but a part of the program: a delegate, a context.</summary>
    private static string? Written(Value value, ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate || type.Name is "MLContext" or "IHostEnvironment")
            return null;
        switch (value)
        {
            case ConstantValue constant:
                return Written(constant.Content, type);

            case SequenceValue { Exact: true, Items.Count: < 100 } sequence when type is IArrayTypeSymbol { ElementType: var element } && sequence.Items.All(item => item is ConstantValue):
                return "[" + string.Join(", ", sequence.Items.Select(item => Written(((ConstantValue)item).Content, element))) + "]";

            default:
                return ContractFact.Unknown;
        }
    }

    private static string Written(object? content, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        switch (content)
        {
            case null:
                return "null";
            case bool flag:
                return flag ? "true" : "false";
            case string text:
                return ContractText.Quote(text);
            case char character:
                return ContractText.Quote(character.ToString());
            case float number:
                return number.ToString("R", CultureInfo.InvariantCulture);
            case double number:
                return number.ToString("R", CultureInfo.InvariantCulture);
            case IFormattable number when type.TypeKind == TypeKind.Enum:
                return type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue && Equals(member.ConstantValue, content)).Select(member => member.Name).FirstOrDefault() ?? number.ToString(null, CultureInfo.InvariantCulture);
            case IFormattable number:
                return number.ToString(null, CultureInfo.InvariantCulture);
            default:
                return ContractFact.Unknown;
        }
    }

    private static void Add(List<StepInput> inputs, ColumnNames? columns, string? role)
    {
        if (columns is null)
            return;
        inputs.AddRange(columns.Names.Select(name => new StepInput(name, role)));
        if (!columns.Complete)
            inputs.Add(new StepInput(null, role));
    }

    private static IEnumerable<string?> Names(ColumnNames? columns) =>
        columns is null ? Enumerable.Empty<string?>() : columns.Complete ? columns.Names : columns.Names.Concat(new string?[] { null });

    /// <summary>The catalog that a trainer is called on, where trainers of several have its name.</summary>
    private static string CatalogOf(LearningTask task) =>
        task switch
        {
            LearningTask.Binary => "BinaryClassification.",
            LearningTask.Multiclass => "MulticlassClassification.",
            _ => task + ".",
        };
}
