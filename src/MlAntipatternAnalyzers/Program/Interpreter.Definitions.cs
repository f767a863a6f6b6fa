using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Schemas as values: definitions that are made at run time, and columns that are taken out of a view's schema.</summary>
internal sealed partial class Interpreter
{
    /// <summary><c>SchemaDefinition.Create(typeof(Row))</c>: the columns of a class, until something is changed about them.</summary>
    private Value Define(MlCall call)
    {
        if (call.Operation is not IInvocationOperation { Arguments: { Length: > 0 } arguments } || arguments[0].Value is not ITypeOfOperation { TypeOperand: var type })
            return Value.Unknown;
        return new DefinitionValue(call.Origin(frame), Substitute(type)!);
    }

    /// <summary>Notes what else is done with a definition than to change the type of one of its columns: after that nothing is known of it.</summary>
    private static void Spoil(Value value)
    {
        if (value is DefinitionValue or DefinedColumnValue or JoinValue)
        {
            foreach (var alternative in value.Alternatives)
            {
                if (alternative is DefinitionValue definition)
                    definition.IsSpoiled = true;
                else if (alternative is DefinedColumnValue column)
                    column.Definition.IsSpoiled = true;
            }
        }
    }

    private static void Spoil(Value receiver, ImmutableArray<Value> arguments)
    {
        Spoil(receiver);
        foreach (var argument in arguments)
            Spoil(argument);
    }

    /// <summary>One column of a definition.</summary>
    private static Value ColumnOf(DefinitionValue definition, ImmutableArray<Value> arguments)
    {
        if (arguments.Length == 1 && arguments[0] is ConstantValue { Content: string name })
            return new DefinedColumnValue(definition, name);
        definition.IsSpoiled = true;
        return Value.Unknown;
    }

    /// <summary>A column's type is changed; a change of anything else, its name for one, is not followed.</summary>
    private static void Redefine(DefinedColumnValue column, ISymbol member)
    {
        if (member.Name == "ColumnType")
            column.Definition.Retyped = column.Definition.Retyped.Add(column.Name);
        else
            column.Definition.IsSpoiled = true;
    }

    /// <summary><c>view.Schema["Name"]</c>, which throws where there is no such column.</summary>
    private Value ReadSchema(IPropertyReferenceOperation property, SchemaValue schema, ImmutableArray<Value> arguments)
    {
        if (property.Property.GetMethod is not { } getter || arguments.Length != 1 || arguments[0] is not ConstantValue { Content: string name } || property.Type is not INamedTypeSymbol type)
            return Value.Unknown;
        if (!IsGuarded(property.Syntax))
        {
            var recorded = Record(EventKind.ReadColumn, new MlCall(property, getter, schema, arguments));
            recorded.View = schema.View;
        }

        var column = new ObjectValue(Here(property.Syntax), type);
        if (FirstOf(type, "Name") is { } named)
            WriteMember(named, column, arguments[0], property.Syntax);
        return column;
    }

    private static IPropertySymbol? FirstOf(INamedTypeSymbol type, string name)
    {
        foreach (var member in type.GetMembers(name))
        {
            if (member is IPropertySymbol property)
                return property;
        }

        return null;
    }

    /// <summary>Whether a column is asked for only after the program has looked whether it is there, or is ready for the answer that it is not.</summary>
    private static bool IsGuarded(SyntaxNode node)
    {
        for (var current = node; current.Parent is { } parent && current is not MemberDeclarationSyntax; current = parent)
        {
            var condition = parent switch
            {
                IfStatementSyntax choice when current != choice.Condition => choice.Condition,
                ConditionalExpressionSyntax choice when current != choice.Condition => choice.Condition,
                WhileStatementSyntax loop when current != loop.Condition => loop.Condition,
                BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) && current == both.Right => both.Left,
                _ => null,
            };
            if (condition is not null && MentionsColumns(condition))
                return true;
        }

        return false;
    }

    private static bool MentionsColumns(SyntaxNode condition)
    {
        foreach (var node in condition.DescendantNodesAndSelf())
        {
            if (node is IdentifierNameSyntax { Identifier.ValueText: "Schema" or "GetColumnOrNull" or "HasColumn" or "Any" or "Contains" or "HasValue" or "Count" or "TryGetColumnIndex" or "All" or "Exists" })
                return true;
        }

        return false;
    }

    /// <summary>The file that a stream writes to or reads from, where its name is known; and a stream in memory is itself.</summary>
    private static Value? MediumOf(MlCall call, string pathParameter)
    {
        var medium = call[pathParameter];
        if (medium.IsUnknown && call.Has("stream"))
            medium = call["stream"];
        return medium switch
        {
            FileValue file => file.Name,
            ConstantValue { Content: string } => medium,
            ObjectValue { Type.Name: "MemoryStream" } => medium,
            _ => null,
        };
    }

    private static int? SizeOf(MlCall call) => call["inputSize"] is ConstantValue { Content: int and > 0 and var size } ? size : null;

    /// <summary>A file that is opened under a known name.</summary>
    private Value? Open(IOperation operation, ImmutableArray<Value> arguments) =>
        arguments.Length > 0 && arguments[0] is ConstantValue { Content: string } name ? new FileValue(Here(operation.Syntax), name) : null;

    private Value SaveData(MlCall call)
    {
        var recorded = Record(EventKind.SaveData, call);
        recorded.View = call.View;
        recorded.Medium = MediumOf(call, "path");
        return Value.Unknown;
    }
}
