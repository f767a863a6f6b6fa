using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A member with <see cref="PositionalFeatureAttribute"/>, and its neutral value as the member's own type.</summary>
internal sealed record PositionalMember(MemberInfo Member, Type Type, object Neutral)
{
    /// <exception cref="InvalidOperationException">No member has the attribute, or one cannot be given its neutral value; names it.</exception>
    public static IReadOnlyList<PositionalMember> Of(Type rowType)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var members = rowType.GetMembers(All)
            .Select(m => (Member: m, Attribute: m.GetCustomAttribute<PositionalFeatureAttribute>()))
            .Where(m => m.Attribute is not null)
            .Select(m => Create(rowType, m.Member, m.Attribute!.Neutral))
            .ToList();
        return members.Count > 0
            ? members
            : throw new InvalidOperationException($"No member of '{rowType}' is marked with [PositionalFeature]: there is no position to make neutral.");
    }

    private static PositionalMember Create(Type rowType, MemberInfo member, object? neutral)
    {
        var (type, isPublic, settable) = member switch
        {
            PropertyInfo property => (property.PropertyType, property.GetMethod?.IsPublic == true, property.SetMethod?.IsPublic == true),
            FieldInfo field => (field.FieldType, field.IsPublic, !field.IsInitOnly),
            _ => throw new InvalidOperationException($"'{rowType}.{member.Name}' is no property or field."),
        };
        if (!isPublic || !settable)
            throw new InvalidOperationException($"[PositionalFeature] '{rowType}.{member.Name}' cannot be set to its neutral value: make it public, with a public setter.");
        if (type != typeof(string) && type != typeof(bool) && !IsNumber(type))
            throw new InvalidOperationException($"[PositionalFeature] '{rowType}.{member.Name}' is {type.Name}; a position is a number, a truth value or a text.");
        return new(member, type, Convert(rowType, member, type, neutral));
    }

    private static object Convert(Type rowType, MemberInfo member, Type type, object? neutral)
    {
        if (neutral is null)
            return type == typeof(string) ? "" : Activator.CreateInstance(type)!;
        if (neutral.GetType() == type)
            return neutral;
        if (IsNumber(type) && IsNumber(neutral.GetType()))
        {
            try
            {
                var converted = System.Convert.ChangeType(neutral, type, CultureInfo.InvariantCulture);
                // ChangeType rounds 1.5 to 2: a member of whole numbers takes whole numbers only. A real one takes the nearest.
                if (IsReal(type) || IsWhole(neutral))
                    return converted;
            }
            catch (OverflowException)
            {
                // Out of the member's range: reported below, with what was given.
            }
        }
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"The neutral value of [PositionalFeature] '{rowType}.{member.Name}' is {neutral} ({neutral.GetType().Name}), which is no {type.Name}; write a value of the member's type."));
    }

    private static bool IsWhole(object number) =>
        !IsReal(number.GetType()) || double.IsInteger(System.Convert.ToDouble(number, CultureInfo.InvariantCulture));

    private static bool IsReal(Type type) => type == typeof(float) || type == typeof(double);

    private static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Double;
}
