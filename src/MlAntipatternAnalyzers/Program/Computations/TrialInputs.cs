using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>One raw input of a computation: a member of a record, a parameter, what another component answers.</summary>
internal sealed class RawInput
{
    public RawInput(string id, string name, ITypeSymbol? type, INamedTypeSymbol? owner)
    {
        Id = id;
        Name = name;
        Type = type;
        Owner = owner;
    }

    public string Id { get; }

    /// <summary>The members that lead to it, or the parameter's name; empty where it has none, as a part of a line of text.</summary>
    public string Name { get; }

    public ITypeSymbol? Type { get; }

    /// <summary>The class of the record that it is read from.</summary>
    public INamedTypeSymbol? Owner { get; }

    /// <summary>Whether it is what a component answers that is not looked into.</summary>
    public bool IsAnswer { get; set; }

    /// <summary>Whether it stands for what the code itself makes, in a way that is not known.</summary>
    public bool IsAssumed { get; set; }
}

/// <summary>What the texts are in a trial.</summary>
internal enum TrialTexts
{
    Free,
    Numbers,
    Dates,
    Word,
}

/// <summary>How the raw inputs of a trial are chosen.</summary>
internal sealed class TrialSetting
{
    public int Seed { get; set; }

    /// <summary>The classes whose objects count as records from outside even where the code makes them: others of them come from outside.</summary>
    public IReadOnlyCollection<string> Records { get; set; } = Array.Empty<string>();

    /// <summary>Whether what the code makes in a way that is not known is unknown, and does not count as a raw input.</summary>
    public bool IsStrict { get; private set; }

    /// <summary>The same trial, with objects of some classes as records.</summary>
    public TrialSetting With(IReadOnlyCollection<string> records) => Changed(copy => copy.Records = records);

    /// <summary>The same trial, with other things unknown.</summary>
    public TrialSetting Strict(bool isStrict) => Changed(copy => copy.IsStrict = isStrict);

    /// <summary>The same trial, with other collections.</summary>
    public TrialSetting WithElements(int elements) => Changed(copy => copy.Elements = elements);

    /// <summary>A trial in which every input is quite another one.</summary>
    public TrialSetting Altered => Changed(copy =>
    {
        copy.Seed += 100;
        copy.Magnitude *= 6;
        copy.Side = Side == 0 ? 1 : -Side;
        copy.Texts = Texts == TrialTexts.Word ? TrialTexts.Free : Texts;
        copy.Length++;
    });

    private TrialSetting Changed(Action<TrialSetting> change)
    {
        var copy = (TrialSetting)MemberwiseClone();
        change(copy);
        return copy;
    }

    /// <summary>What two settings have in common if and only if they are alike.</summary>
    public string Key => string.Join("|", Seed, Magnitude.ToString("R", CultureInfo.InvariantCulture), Threshold?.ToString("R", CultureInfo.InvariantCulture), Side, Texts, Word, Length, Elements, IsStrict, string.Join(",", Records));

    /// <summary>About how large numbers are.</summary>
    public double Magnitude { get; set; } = 10;

    /// <summary>A number that all inputs are close to: below it, above it or, where they are integers or codes, at it.</summary>
    public double? Threshold { get; set; }

    public int Side { get; set; }

    public TrialTexts Texts { get; set; }

    /// <summary>What every text is.</summary>
    public string? Word { get; set; }

    /// <summary>How many elements a collection from outside has.</summary>
    public int Elements { get; set; } = 4;

    /// <summary>How often a free text is repeated in itself.</summary>
    public int Length { get; set; } = 1;

    /// <summary>The trials that every computation is put to.</summary>
    public static readonly IReadOnlyList<TrialSetting> Standard = new[]
    {
        new TrialSetting { Seed = 1, Magnitude = 20, Texts = TrialTexts.Numbers },
        new TrialSetting { Seed = 2, Magnitude = 3 },
        new TrialSetting { Seed = 3, Magnitude = 60, Length = 12 },
        new TrialSetting { Seed = 4, Magnitude = 1500, Texts = TrialTexts.Dates },
        new TrialSetting { Seed = 5, Magnitude = 700, Texts = TrialTexts.Numbers },
        new TrialSetting { Seed = 6, Magnitude = 0.3, Length = 3 },
        new TrialSetting { Seed = 7, Magnitude = 11 },
        new TrialSetting { Seed = 8, Magnitude = 90000 },
    };

    /// <summary>Trials around the numbers and words that computations compare with.</summary>
    public static IEnumerable<TrialSetting> Around(IEnumerable<double> thresholds, IEnumerable<string> words)
    {
        foreach (var threshold in thresholds.Distinct().Take(MaximalThresholds))
        {
            for (var side = -1; side <= 1; side++)
                yield return new TrialSetting { Seed = 20 + side, Threshold = threshold, Side = side };
            if (threshold > 0)
            {
                for (var seed = 24; seed < 28; seed++)
                    yield return new TrialSetting { Seed = seed, Magnitude = threshold };
            }
        }

        foreach (var word in words.Where(word => word.Length > 0).Distinct().Take(MaximalWords))
        {
            yield return new TrialSetting { Seed = 30, Texts = TrialTexts.Word, Word = word };
            yield return new TrialSetting { Seed = 31, Texts = TrialTexts.Word, Word = " " + word.ToUpperInvariant() + " x" };
        }
    }

    /// <summary>Trials whose numbers are close to each other, so that what they are compared with lies between two of them: 5 % apart, and every code and count to 31.</summary>
    public static IEnumerable<TrialSetting> Grid =>
        Enumerable.Range(0, 32).Select(code => new TrialSetting { Seed = 40, Threshold = code, Side = 0 })
            .Concat(Enumerable.Range(-140, 380).Select(step => new TrialSetting { Seed = 41, Threshold = Math.Pow(1.05, step), Side = 1 }));

    private const int MaximalThresholds = 8;
    private const int MaximalWords = 8;
}

/// <summary>The raw inputs of one trial: made up, the same for the same input, and none of them missing, empty, zero or negative.</summary>
/// <remarks>
/// So a check for what is missing is never met, and what it answers then does not count. Whether two computations treat missing values alike is another
/// question than whether they compute the same.
/// </remarks>
internal sealed class TrialInputs
{
    /// <summary>Behind the identity of an input that is altered: only that of the row itself is.</summary>
    public const string OfRow = "@row";

    private readonly Func<RawInput, string> naming;
    private readonly bool sharesKeys;
    private readonly TrialSetting usual;
    private readonly string? altered;
    private TrialSetting setting;

    /// <param name="setting">How the inputs are chosen.</param>
    /// <param name="naming">By which names they are told apart.</param>
    /// <param name="sharesKeys">Whether all rows have the same keys.</param>
    /// <param name="altered">The identity of the one input that is quite another than it would be.</param>
    public TrialInputs(TrialSetting setting, Func<RawInput, string> naming, bool sharesKeys, string? altered = null)
    {
        this.setting = usual = setting;
        this.altered = altered;
        this.naming = naming;
        this.sharesKeys = sharesKeys;
    }

    /// <summary>How many elements a collection from outside has.</summary>
    public int Elements => setting.Elements;

    public bool IsStrict => setting.IsStrict;

    public bool IsRecord(ITypeSymbol type) => setting.Records.Count > 0 && setting.Records.Contains(type.ToDisplayString());

    /// <summary>What was asked for, by its identity.</summary>
    public Dictionary<string, RawInput> Used { get; } = new(StringComparer.Ordinal);

    /// <summary>The collections that were gone through.</summary>
    public HashSet<string> Collections { get; } = new(StringComparer.Ordinal);

    /// <summary>The constants that numbers are compared with.</summary>
    public HashSet<double> Thresholds { get; } = new();

    /// <summary>The constants that texts are compared with or searched for.</summary>
    public HashSet<string> Words { get; } = new(StringComparer.Ordinal);

    public object? ValueOf(RawInput input, int index, string salt = "")
    {
        if (!Used.TryGetValue(input.Id, out var known))
            Used.Add(input.Id, input);
        else
            known.IsAssumed &= input.IsAssumed;
        setting = altered == input.Id || (index == 0 && altered == input.Id + OfRow) ? usual.Altered : usual;
        var type = input.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : input.Type;
        var name = naming(input) + salt;

        // Keys tell the rows of one customer from those of others: where one side asks for the rows of one, and the other for all, they must be alike.
        var number = IsReal(type) || IsTime(type) || IsIdentity(input) ? index : sharesKeys ? 0 : index % 2;
        if (type is null)
            return TrialValue.Unknown;
        if (type.TypeKind == TypeKind.Enum)
            return setting is { Threshold: { } code, Side: 0 } ? code : Math.Floor(Chance(name, number, 7) * 4);
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return Text(name, number);
            case SpecialType.System_Boolean:
                return Chance(name, number, 3) < 0.5;
            case SpecialType.System_Char:
                return (char)('a' + (int)(Chance(name, number, 5) * 26));
            case SpecialType.System_DateTime:
                return Time(name, number);
            case >= SpecialType.System_SByte and <= SpecialType.System_UInt64:
                return Number(name, number, isInteger: true);
            case SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal:
                return Number(name, number, setting.Texts == TrialTexts.Numbers);
        }

        return type.Name switch
        {
            "DateTimeOffset" or "DateOnly" => Time(name, number),
            "TimeSpan" or "TimeOnly" => Time(name, number).TimeOfDay,
            "Guid" => string.Join("-", "guid", name, number.ToString(CultureInfo.InvariantCulture), setting.Seed.ToString(CultureInfo.InvariantCulture)),
            _ => TrialValue.Unknown,
        };
    }

    private static bool IsTime(ITypeSymbol? type) => type is not null && (type.SpecialType == SpecialType.System_DateTime || type.Name is "DateTimeOffset" or "DateOnly");

    /// <summary>Whether a member tells each record from every other one, by its name.</summary>
    private static bool IsIdentity(RawInput input) =>
        input.Owner is { } owner && (string.Equals(input.Name, "Id", StringComparison.OrdinalIgnoreCase) || string.Equals(input.Name, owner.Name + "Id", StringComparison.OrdinalIgnoreCase));

    public static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;

    private double Number(string name, int index, bool isInteger)
    {
        var chance = Chance(name, index, 0);
        if (setting.Threshold is { } threshold && threshold > 0)
        {
            if (isInteger)
                return Math.Max(1, setting.Side < 0 ? Math.Ceiling(threshold) - 1 : setting.Side > 0 ? Math.Floor(threshold) + 1 : Math.Round(threshold));
            return threshold * (1 + (setting.Side * 0.02 * (0.5 + chance)));
        }

        var number = setting.Magnitude * (0.55 + (0.9 * chance));
        return isInteger ? Math.Max(1, Math.Round(number)) : number;
    }

    private string Text(string name, int index)
    {
        switch (setting.Texts)
        {
            case TrialTexts.Numbers:
                return Number(name, index, isInteger: true).ToString(CultureInfo.InvariantCulture);
            case TrialTexts.Dates:
                return Time(name, index).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            case TrialTexts.Word:
                return setting.Word!;
        }

        var code = (int)(Chance(name, index, 1) * 100000);
        var word = string.Concat((char)('A' + (code % 26)), (char)('a' + (code / 26 % 26)), code.ToString(CultureInfo.InvariantCulture));
        var sentence = $"{word} the <b>Kräx</b> of {word}, \"Quux's\" [{word.ToUpperInvariant()}]!\r\n see http://ab.cd/e?f=1;\t@Jon #12 - 5% x_y/z  {word} ";
        return (setting.Seed % 2 == 0 ? " " : "") + string.Concat(Enumerable.Repeat(sentence, setting.Length));
    }

    /// <summary>A time: what is filled is later than what it is compared with, since a computation that looks back looks at what was before.</summary>
    private DateTime Time(string name, int index) =>
        new DateTime(index == 0 ? 2024 : 2021, 1, 4).AddDays((int)(Chance(name, index, 11) * 700)).AddSeconds((int)(Chance(name, index, 13) * 86399));

    /// <summary>A number from 0 to 1 that a name, an index and the trial always have: FNV-1a, with Murmur's last mixing.</summary>
    private double Chance(string name, int index, int kind)
    {
        var hash = 2166136261u;
        foreach (var unit in name)
            hash = (hash ^ unit) * 16777619;
        hash = (hash ^ (uint)index) * 16777619;
        hash = (hash ^ (uint)setting.Seed) * 16777619;
        hash = (hash ^ (uint)kind) * 16777619;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return (hash ^ (hash >> 16)) / 4294967296.0;
    }
}
