using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A piece of code that fills the members of a row, reached on one way: all of them are tried out at once.</summary>
internal sealed class FilledPlace
{
    private const int MaximalInputs = 48;

    /// <summary>Stands for the other elements of a collection.</summary>
    private const string Others = "others";

    private readonly Func<TrialInputs, IReadOnlyDictionary<SyntaxNode, IReadOnlyDictionary<string, object?>>> run;
    private readonly Dictionary<string, IReadOnlyDictionary<SyntaxNode, IReadOnlyDictionary<string, object?>>> known = new(StringComparer.Ordinal);
    private readonly Dictionary<(SyntaxNode Node, string Member), HashSet<string>> dependencies = new();
    private readonly Dictionary<string, RawInput> inputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> collections = new(StringComparer.Ordinal);
    private readonly HashSet<double> thresholds = new();
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly HashSet<(SyntaxNode Node, string Member)> strict = new();
    private bool isDiscovered;

    public FilledPlace(Func<TrialInputs, IReadOnlyDictionary<SyntaxNode, IReadOnlyDictionary<string, object?>>> run) => this.run = run;

    /// <summary>The collections from outside that are gone through.</summary>
    public IReadOnlyCollection<string> Collections => Discovered(collections);

    /// <summary>The classes of the records from outside that are read.</summary>
    public IEnumerable<string> Records => Discovered(inputs).Values.Where(input => !input.IsAssumed).Select(input => input.Owner?.ToDisplayString()).OfType<string>().Distinct();

    /// <summary>The constants that numbers are compared with.</summary>
    public IReadOnlyCollection<double> Thresholds => Discovered(thresholds);

    /// <summary>The constants that texts are compared with.</summary>
    public IReadOnlyCollection<string> Words => Discovered(words);

    /// <summary>The raw inputs that a member depends on: where they are changed, so is it.</summary>
    public IReadOnlyList<RawInput> InputsOf(SyntaxNode node, string member) =>
        Discovered(dependencies).TryGetValue((node, member), out var ids) ? ids.Where(id => id != Others).Select(id => inputs[id]).OrderBy(input => input.Id, StringComparer.Ordinal).ToList() : Array.Empty<RawInput>();

    /// <summary>Whether a member depends on what else there is besides the row itself.</summary>
    public bool IsAggregate(SyntaxNode node, string member) => Discovered(dependencies).TryGetValue((node, member), out var ids) && ids.Contains(Others);

    /// <summary>Whether a member depends on an input of the row itself, and not only on that of other ones.</summary>
    public bool IsOfRow(SyntaxNode node, string member, RawInput input)
    {
        var isStrict = Discovered(strict).Contains((node, member));
        return TrialSetting.Standard.Select(setting => setting.Strict(isStrict)).Any(setting =>
            KeyIn(Run(setting, true, NameOf, "", null)) is { } before && KeyIn(Run(setting, true, NameOf, "", null, input.Id + TrialInputs.OfRow)) is { } after && before != after);

        string? KeyIn(IReadOnlyDictionary<SyntaxNode, IReadOnlyDictionary<string, object?>> values) =>
            values.TryGetValue(node, out var found) && found.TryGetValue(member, out var value) ? TrialValue.Key(value) : null;
    }

    /// <summary>What a member gets on some inputs.</summary>
    /// <param name="node">The assignment, or the creation.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="setting">How the inputs are chosen.</param>
    /// <param name="sharesKeys">Whether all rows have the same keys.</param>
    /// <param name="names">By which names inputs are told apart; null for their own.</param>
    /// <param name="signature">What two such namings have in common if they are alike.</param>
    public object? Value(SyntaxNode node, string member, TrialSetting setting, bool sharesKeys, Func<RawInput, string>? names = null, string signature = "") =>
        Run(setting.Strict(Discovered(strict).Contains((node, member))), sharesKeys, names ?? NameOf, signature, null).TryGetValue(node, out var values) && values.TryGetValue(member, out var value) ? value : TrialValue.Unknown;

    /// <summary>What an input is called where nobody calls it otherwise: what it is called in the code, however that is capitalised.</summary>
    public static string NameOf(RawInput input) => input.Name.Length > 0 ? input.Name.ToUpperInvariant() : input.Id;

    private T Discovered<T>(T result)
    {
        if (!isDiscovered)
        {
            isDiscovered = true;
            Discover();
        }

        return result;
    }

    private IReadOnlyDictionary<SyntaxNode, IReadOnlyDictionary<string, object?>> Run(TrialSetting setting, bool sharesKeys, Func<RawInput, string> names, string signature, Action<TrialInputs>? look, string? altered = null)
    {
        var key = (sharesKeys ? "s" : "d") + setting.Key + "#" + signature + "#" + altered;
        if (look is null && known.TryGetValue(key, out var result))
            return result;
        var tried = new TrialInputs(setting, names, sharesKeys, altered);
        known[key] = result = run(tried);
        look?.Invoke(tried);
        return result;
    }

    private void Discover()
    {
        // What is known without assumptions anywhere is asked for without them everywhere.
        var reached = new HashSet<(SyntaxNode Node, string Member)>();
        foreach (var sharesKeys in new[] { true, false })
        {
            foreach (var setting in TrialSetting.Standard)
            {
                strict.UnionWith(MembersIn(Run(setting.Strict(true), sharesKeys, NameOf, "", Note)));
                reached.UnionWith(MembersIn(Run(setting, sharesKeys, NameOf, "", Note)));
            }

            if (collections.Count == 0)
                break;
        }

        if (strict.Count > 0)
            FindDependencies(isStrict: true);
        if (!reached.IsSubsetOf(strict))
            FindDependencies(isStrict: false);
    }

    /// <summary>The members of which is known what they get.</summary>
    private static IEnumerable<(SyntaxNode Node, string Member)> MembersIn(IReadOnlyDictionary<SyntaxNode, IReadOnlyDictionary<string, object?>> values) =>
        values.SelectMany(place => place.Value.Where(member => TrialValue.Key(member.Value) is not null).Select(member => (place.Key, member.Key)));

    private void FindDependencies(bool isStrict)
    {
        if (collections.Count > 0)
        {
            foreach (var sharesKeys in new[] { true, false })
            {
                for (var i = 0; i < 2; i++)
                    Compare(isStrict, Others, Run(TrialSetting.Standard[i].Strict(isStrict), sharesKeys, NameOf, "", null), Run(TrialSetting.Standard[i].Strict(isStrict).WithElements(5), sharesKeys, NameOf, "", null));
            }
        }

        var telling = TrialSetting.Standard.Concat(TrialSetting.Around(thresholds.OrderBy(number => number).Take(3), words.OrderBy(word => word, StringComparer.Ordinal).Take(2))).Select(setting => setting.Strict(isStrict)).ToList();
        foreach (var input in inputs.Values.Where(input => !isStrict || !input.IsAssumed).Take(MaximalInputs).ToList())
        {
            foreach (var setting in telling)
                Compare(isStrict, input.Id, Run(setting, true, NameOf, "", null), Run(setting, true, NameOf, "", null, input.Id));
        }
    }

    private void Note(TrialInputs tried)
    {
        foreach (var input in tried.Used)
        {
            if (!inputs.TryGetValue(input.Key, out var noted))
                inputs.Add(input.Key, input.Value);
            else
                noted.IsAssumed &= input.Value.IsAssumed;
        }

        collections.UnionWith(tried.Collections);
        thresholds.UnionWith(tried.Thresholds);
        words.UnionWith(tried.Words);
    }

    /// <summary>Notes which members are others now that an input is another.</summary>
    private void Compare(bool isStrict, string input, IReadOnlyDictionary<SyntaxNode, IReadOnlyDictionary<string, object?>> before, IReadOnlyDictionary<SyntaxNode, IReadOnlyDictionary<string, object?>> after)
    {
        foreach (var place in before)
        {
            if (!after.TryGetValue(place.Key, out var others))
                continue;
            foreach (var member in place.Value)
            {
                if (strict.Contains((place.Key, member.Key)) != isStrict || TrialValue.Key(member.Value) is not { } key || !others.TryGetValue(member.Key, out var other) || TrialValue.Key(other) == key)
                    continue;
                if (!dependencies.TryGetValue((place.Key, member.Key), out var ids))
                    dependencies.Add((place.Key, member.Key), ids = new HashSet<string>(StringComparer.Ordinal));
                ids.Add(input);
            }
        }
    }
}
