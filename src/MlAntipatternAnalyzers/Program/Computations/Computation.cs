using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How a member of a row is filled at one place: what it gets from which raw inputs, told by trials.</summary>
internal sealed class Computation
{
    private readonly Func<TrialInputs, object?> run;
    private readonly Lazy<Discovery> discovery;
    private readonly Lazy<string> hash;

    public Computation(ISymbol member, SyntaxNode node, string text, Func<TrialInputs, object?> run)
    {
        Member = member;
        Node = node;
        Text = text;
        this.run = run;
        discovery = new Lazy<Discovery>(Discover);
        hash = new Lazy<string>(ComputeHash);
    }

    /// <summary>The member that is filled.</summary>
    public ISymbol Member { get; }

    /// <summary>The assignment.</summary>
    public SyntaxNode Node { get; }

    /// <summary>How it is computed, for people: variables replaced by what is in them.</summary>
    public string Text { get; }

    /// <summary>Whether it is known what the member gets, on some inputs at least.</summary>
    public bool IsKnown => discovery.Value.IsKnown;

    /// <summary>The raw inputs that it reads.</summary>
    public IReadOnlyCollection<RawInput> Inputs => discovery.Value.Inputs.Values;

    public IReadOnlyCollection<string> Collections => discovery.Value.Collections;

    public IReadOnlyCollection<double> Thresholds => discovery.Value.Thresholds;

    public IReadOnlyCollection<string> Words => discovery.Value.Words;

    /// <summary>The one raw input that the member is a copy of, parsed or printed perhaps; else null.</summary>
    public RawInput? Copied => discovery.Value.Copied;

    /// <summary>Whether it is but the name of a class, because the class does not say what its text is.</summary>
    public bool IsTypeName => discovery.Value.IsTypeName;

    /// <summary>16 hexadecimal digits that all spellings of one computation from inputs of the same names have in common.</summary>
    public string Hash => hash.Value;

    /// <summary>What the member gets on some inputs.</summary>
    public object? On(TrialInputs inputs) => run(inputs);

    private Discovery Discover()
    {
        var found = new Discovery();
        var isCopy = true;
        RawInput? copied = null;
        foreach (var sharesKeys in new[] { true, false })
        {
            foreach (var setting in TrialSetting.Standard)
            {
                var inputs = Named(setting, sharesKeys);
                var value = run(inputs);
                foreach (var input in inputs.Used)
                    found.Inputs[input.Key] = input.Value;
                found.Collections.UnionWith(inputs.Collections);
                found.Thresholds.UnionWith(inputs.Thresholds);
                found.Words.UnionWith(inputs.Words);
                if (TrialValue.Key(value) is not { } key)
                    continue;
                found.IsTypeName = value is TrialTypeName && (found.IsTypeName || !found.IsKnown);
                found.IsKnown = true;

                // A copy is what its only input is, as a number or as a text.
                if (inputs.Used.Count == 1)
                    copied ??= inputs.Used.Values.First();
                isCopy &= inputs.Used.Count == 1 && copied!.Id == inputs.Used.Keys.First() && IsSame(key, inputs.ValueOf(copied, 0));
            }

            if (found.Collections.Count == 0)
                break;
        }

        if (found.IsKnown && isCopy)
            found.Copied = copied;
        return found;
    }

    private static bool IsSame(string key, object? raw) => TrialValue.Key(raw) == key || (TrialText.Of(raw) is { } text && (key == "s" + text || (raw is string && key == "n" + text.Trim())));

    /// <summary>Inputs that are told apart by their names alone.</summary>
    private static TrialInputs Named(TrialSetting setting, bool sharesKeys = true) => new(setting, input => input.Name.Length > 0 ? input.Name.ToUpperInvariant() : input.Id, sharesKeys);

    /// <summary>Hashes what the member gets on a grid of inputs, which does not depend on how the computation is spelled: FNV-1a.</summary>
    private string ComputeHash()
    {
        var sum = 14695981039346656037ul;
        foreach (var setting in TrialSetting.Standard.Concat(TrialSetting.Grid))
            Add(TrialValue.Key(run(Named(setting))) ?? "?");
        foreach (var word in Words.Where(IsDecisive).OrderBy(word => word, StringComparer.Ordinal))
            Add(word);
        return sum.ToString("x16", CultureInfo.InvariantCulture);

        void Add(string text)
        {
            foreach (var unit in text)
                sum = (sum ^ unit) * 1099511628211ul;
            sum = (sum ^ '\n') * 1099511628211ul;
        }
    }

    /// <summary>Whether it matters that a text is, or has in it, just this word.</summary>
    private bool IsDecisive(string word)
    {
        var other = new string(word.Select((unit, i) => char.IsLetterOrDigit(unit) ? (char)('k' + (i % 7)) : unit).ToArray());
        return word.Length > 0 && other != word && Given(word) != Given(other);

        string? Given(string text) => TrialValue.Key(run(Named(new TrialSetting { Seed = 1, Texts = TrialTexts.Word, Word = text })))?.Replace(text, "\u25a1");
    }

    private sealed class Discovery
    {
        public Dictionary<string, RawInput> Inputs { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Collections { get; } = new(StringComparer.Ordinal);

        public HashSet<double> Thresholds { get; } = new();

        public HashSet<string> Words { get; } = new(StringComparer.Ordinal);

        public bool IsKnown { get; set; }

        public bool IsTypeName { get; set; }

        public RawInput? Copied { get; set; }
    }
}
