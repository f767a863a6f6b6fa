using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

internal sealed partial class Interpreter
{
    private Value ReadMember(ISymbol member, IOperation? instance, IOperation operation)
    {
        var receiver = instance is null ? Value.Unknown : Evaluate(instance);
        return ReadMember(member, receiver, operation);
    }

    private Value ReadMember(ISymbol member, Value receiver, IOperation operation)
    {
        if (receiver is JoinValue join)
            return JoinValue.Of(join.Alternatives.Select(alternative => ReadMember(member, alternative, operation)).ToList());

        if (ReadMlMember(member, receiver, operation) is { } known)
            return known;

        if (receiver is TupleValue tuple && member is IFieldSymbol { CorrespondingTupleField: { } field } && field.Name.StartsWith("Item", System.StringComparison.Ordinal)
            && int.TryParse(field.Name.Substring(4), out var index))
            return Item(tuple, index - 1);

        if (receiver is TupleValue pair && member.ContainingType.Name is "Tuple" or "KeyValuePair")
            return Item(pair, member.Name is "Key" or "Item1" ? 0 : member.Name is "Value" ? 1 : member.Name[member.Name.Length - 1] - '1');

        if (member is IFieldSymbol { HasConstantValue: true } constant)
            return new ConstantValue(constant.ConstantValue);

        var definition = member.OriginalDefinition;
        if (!model.IsSource(definition))
            return ReadForeign(member, receiver, operation);

        var owner = member.IsStatic ? null : receiver as ObjectValue;
        if (member.IsStatic || owner is not null)
        {
            if (store.TryGet(new StoreKey(owner, definition), out var value))
                return value;
            if (owner is { IsThis: false } && Written(owner, definition) is { } written)
                return written;
            if (owner is { IsThis: false })
                return IsDatum(member) ? DatumValue.Raw : ConstantValue.Null;
        }

        if (!member.IsStatic && receiver is DatumValue datum)
            return datum;
        var elsewhere = FieldFromElsewhere(definition);
        if (elsewhere.IsUnknown && member is IFieldSymbol or IPropertySymbol)
            elsewhere = OpaqueMember(definition, operation);
        if (member.IsStatic || owner is not null)
            store.Set(new StoreKey(owner, definition), elsewhere);
        return elsewhere;
    }

    /// <summary>What was assigned to a member of an object that another flow made, whose store is gone; null where nothing was.</summary>
    private static Value? Written(ObjectValue owner, ISymbol member)
    {
        List<Value>? values = null;
        foreach (var write in owner.Writes)
        {
            if (SymbolEqualityComparer.Default.Equals(write.Member, member))
                (values ??= new List<Value>()).Add(write.Value);
        }

        return values is null ? null : JoinValue.Of(values);
    }

    /// <summary>A field or property of which only its identity is known: the same wherever it is read.</summary>
    private Value OpaqueMember(ISymbol member, IOperation operation)
    {
        var type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        var syntax = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) ?? operation.Syntax;
        return Opaque(type, new Origin(syntax, null));
    }

    private static bool IsDatum(ISymbol member)
    {
        var type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        return type is { SpecialType: not SpecialType.None and not SpecialType.System_Object };
    }

    /// <summary>What the rest of the compilation assigns to a member.</summary>
    private Value FieldFromElsewhere(ISymbol member)
    {
        if (ml.TypeOf((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type) == MlType.Context && member.DeclaringSyntaxReferences.FirstOrDefault() is { } declared)
            return new ContextValue(new Origin(declared.GetSyntax(cancellationToken), null), member);

        root.Fields.Add(member);
        var value = Doubted(model.MemberValue(member, cancellationToken));

        // Somebody else may have changed it by now.
        if (value is DefinitionValue or DefinedColumnValue)
            return Value.Unknown;

        // A copy: what this flow adds to a collection is added to its own view of it.
        return value is SequenceValue shared ? new SequenceValue(shared.Origin, shared.Items, shared.Exact, shared.Literal) { View = shared.View, Certain = shared.Certain, Shuffles = shared.Shuffles } : value;
    }

    /// <summary>A member of a class outside the compilation: of an options object, a task, a datum.</summary>
    private Value ReadForeign(ISymbol member, Value receiver, IOperation operation)
    {
        switch (receiver)
        {
            case LazyValue { PerThread: true } local when member.Name == "Value":
                // Made where it is read: another thread makes another one.
                return Invoke(local.Factory, ImmutableArray<Value>.Empty, operation);

            case LazyValue lazy when member.Name == "Value":
                return Force(lazy);

            case ObjectValue instance when store.TryGet(new StoreKey(instance, member.OriginalDefinition), out var value):
                return value;

            case DatumValue datum:
                // A part of a date is a feature made of it; a string's length too.
                return member.ContainingType.SpecialType is SpecialType.System_String or SpecialType.System_DateTime || member.ContainingType.Name is "TimeSpan" or "DateTimeOffset" or "DateOnly"
                    ? datum.With(computed: datum.Computed ?? operation.Syntax)
                    : datum;

            default:
                if (member is { Name: "NewLine", ContainingType.Name: "Environment" })
                    return new ConstantValue("\n");

                // The clock is no datum.
                if (receiver == Value.Invented || member is { IsStatic: true, Name: "Now" or "UtcNow" or "Today" })
                    return Value.Invented;
                if (member.Name == "Result" && member.ContainingType.Name is "Task" or "ValueTask")
                    return receiver;
                if (member.Name is "Value" && member.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
                    return receiver;
                if (member.Name == "Value" && member.ContainingType.Name == "KeyValuePair")
                    return receiver;
                if (member.Name == "Values" && receiver is SequenceValue)
                    return receiver;
                var type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
                return receiver is SequenceValue && member.Name is "Count" or "Length" ? DatumValue.Raw : Opaque(type, Here(operation.Syntax));
        }
    }

    private readonly Dictionary<LazyValue, Value> forced = new();

    /// <summary>What a lazy value's factory makes: once, and the same in every flow.</summary>
    private Value Force(LazyValue lazy)
    {
        if (forced.TryGetValue(lazy, out var made))
            return made;

        var (path, loops) = (frame.Path, frame.Loops);
        (frame.Path, frame.Loops) = (lazy.Origin.Path, 0);
        forced[lazy] = Value.Unknown;
        forced[lazy] = made = Invoke(lazy.Factory, ImmutableArray<Value>.Empty, lazy.Creation);
        (frame.Path, frame.Loops) = (path, loops);
        return made;
    }

    private Value ReadProperty(IPropertyReferenceOperation property)
    {
        var receiver = property.Instance is null ? Value.Unknown : Evaluate(property.Instance);
        if (property.Property.IsIndexer)
            return ReadIndexer(property, receiver, property.Arguments.Select(argument => Evaluate(argument.Value)).ToImmutableArray());

        var target = Resolve(property.Property, receiver);
        if (target.GetMethod is { } getter && model.BodyOf(getter) is { } body)
            return Copied(Call(body, getter, receiver, ImmutableArray<Value>.Empty, property));
        return ReadMember(target, receiver, property);
    }

    /// <summary>What another class computes is read here, and by everybody who reads it alike.</summary>
    private static Value Copied(Value value) =>
        value switch
        {
            DatumValue datum => datum.Copied(),
            JoinValue join => JoinValue.Of(join.Alternatives.Select(Copied).ToList()),
            _ => value,
        };

    private Value ReadIndexer(IPropertyReferenceOperation property, Value receiver, ImmutableArray<Value> arguments)
    {
        if (receiver is DefinitionValue definition)
            return ColumnOf(definition, arguments);
        if (receiver is SchemaValue schema)
            return ReadSchema(property, schema, arguments);
        Spoil(receiver);
        if (receiver is SequenceValue { Exact: true } known && property.Arguments.Length == 1 && arguments[0] is ConstantValue { Content: int i } && i >= 0 && i < known.Items.Count)
            return known.Items[i];
        if (property.Property.GetMethod is { } getter && model.BodyOf(getter) is { } body)
            return Call(body, getter, receiver, arguments, property);
        var element = ElementOf(receiver);
        if (element.IsUnknown && ml.TypeOf(property.Type) != MlType.Other)
            return Opaque(property.Type, Here(property.Syntax));
        return element;
    }

    private void WriteProperty(IPropertyReferenceOperation property, Value value)
    {
        if (property.Property.IsIndexer && PutFirst(property, value))
            return;
        var receiver = property.Instance is null ? Value.Unknown : Evaluate(property.Instance);
        if (receiver is DefinedColumnValue column)
        {
            Redefine(column, property.Property);
            return;
        }

        Spoil(receiver);
        if (property.Property.IsIndexer)
        {
            foreach (var argument in property.Arguments)
                Evaluate(argument.Value);
            Put(property.Instance, receiver, value);
            if (!receiver.Alternatives.All(alternative => alternative is SequenceValue))
                Expose(value);
            return;
        }

        var target = Resolve(property.Property, receiver);
        if (target.SetMethod is { } setter && model.BodyOf(setter) is { } body)
            Call(body, setter, receiver, ImmutableArray.Create(value), property);
        else
            WriteMember(target, receiver, value, property.Syntax.Parent ?? property.Syntax);
    }

    /// <summary>Puts a value into a collection that is a member and that this flow has not looked at yet.</summary>
    /// <remarks>What else is in it does not matter for that; to ask would mean to run every flow that fills it, this one among them.</remarks>
    private bool PutFirst(IPropertyReferenceOperation property, Value value)
    {
        if (property.Instance is not IMemberReferenceOperation { Member: var member, Instance: null or IInstanceReferenceOperation } holder || value.IsUnknown || !model.IsSource(member.OriginalDefinition))
            return false;
        var owner = member.IsStatic ? null : frame.This as ObjectValue;
        var key = new StoreKey(owner, member.OriginalDefinition);
        if ((!member.IsStatic && owner is null) || store.TryGet(key, out _))
            return false;
        foreach (var argument in property.Arguments)
            Evaluate(argument.Value);
        var collection = new SequenceValue(Here(holder.Syntax), new[] { value }, exact: false);
        store.Set(key, collection);
        root.Write(member.OriginalDefinition, collection);
        return true;
    }

    private void WriteMember(ISymbol member, Value receiver, Value value, SyntaxNode node)
    {
        var definition = member.OriginalDefinition;
        Meet(value, MetricFate.Stored, texts: model.IsSource(definition));
        foreach (var alternative in member.IsStatic ? ImmutableArray.Create<Value>(Value.Unknown) : receiver.Alternatives)
        {
            var owner = alternative as ObjectValue;
            owner?.Writes.Add(new MemberWrite(definition, value, node, frame.Path));
            if (member.IsStatic || owner is not null)
                store.Set(new StoreKey(member.IsStatic ? null : owner, definition), value);
        }

        if (model.IsSource(definition))
            root.Write(definition, value);
        else if (!ml.IsMlNet(definition))
            Expose(value);
    }

    /// <summary>Adds to a list or array what is put in at a place or in a branch that may not be taken.</summary>
    private void AddTo(Value collection, Value value, bool exact)
    {
        foreach (var alternative in collection.Alternatives)
        {
            if (alternative is not SequenceValue sequence)
                continue;
            MixIn(sequence);
            if (!exact || store.Depth - 1 != frame.Journal || frame.Loops > 0)
                sequence.Exact = sequence.Certain = false;
            if (!sequence.Items.Contains(value))
                sequence.Items.Add(value);
            else if (sequence.Exact)
                sequence.Exact = false;
        }
    }
}
