using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How a member of a row is filled at one place: what it gets from which raw inputs, told by trials.</summary>
internal sealed class Computation
{
    private readonly ProgramModel model;
    private readonly FilledPlace place;
    private readonly Lazy<Facts> facts;
    private readonly Lazy<string> text;
    private readonly Lazy<string> hash;

    public Computation(ProgramModel model, ISymbol member, SyntaxNode node, FilledPlace place)
    {
        this.model = model;
        this.place = place;
        Member = member;
        Node = node;
        facts = new Lazy<Facts>(() => model.Ask(Find));
        text = new Lazy<string>(() => model.Ask(() => ComputationText.Of(model.Source, node, member.Name)));
        hash = new Lazy<string>(() => model.Ask(ComputeHash));
    }

    /// <summary>The member that is filled.</summary>
    public ISymbol Member { get; }

    /// <summary>The assignment, or the creation of a record.</summary>
    public SyntaxNode Node { get; }

    /// <summary>How it is computed, for people: variables replaced by what is in them.</summary>
    public string Text => text.Value;

    /// <summary>Whether it is known what the member gets, on some inputs at least.</summary>
    public bool IsKnown => facts.Value.IsKnown;

    /// <summary>Whether it is but the name of a class, because the class does not say what its text is.</summary>
    public bool IsTypeName => facts.Value.IsTypeName;

    /// <summary>The raw inputs that it depends on.</summary>
    public IReadOnlyList<RawInput> Inputs => facts.Value.Inputs;

    /// <summary>Whether it depends on other rows than its own: a mean, a count.</summary>
    public bool IsAggregate => facts.Value.IsAggregate;

    /// <summary>Whether it depends on nothing: a literal, a sample that is made up.</summary>
    public bool IsConstant => IsKnown && Inputs.Count == 0 && !IsAggregate && !IsTypeName;

    /// <summary>The one raw input that the member is a copy of, parsed or printed perhaps; else null.</summary>
    public RawInput? Copied => facts.Value.Copied;

    /// <summary>The collections from outside that are gone through on the way.</summary>
    public IReadOnlyCollection<string> Collections => place.Collections;

    /// <summary>The classes of the records from outside that are read on the way.</summary>
    public IEnumerable<string> Records => place.Records;

    public IReadOnlyCollection<double> Thresholds => place.Thresholds;

    public IReadOnlyCollection<string> Words => place.Words;

    /// <summary>16 hexadecimal digits that all spellings of one computation from inputs of the same names have in common.</summary>
    public string Hash => hash.Value;

    /// <summary>What the member gets on some inputs. To be asked inside <see cref="ProgramModel.Ask{T}"/>.</summary>
    public object? On(TrialSetting setting, bool sharesKeys = true, Func<RawInput, string>? names = null, string signature = "") => place.Value(Node, Member.Name, setting, sharesKeys, names, signature);

    /// <summary>Whether it depends on an input of the row itself, and not only on that of other ones.</summary>
    public bool IsOfRow(RawInput input) => model.Ask(() => place.IsOfRow(Node, Member.Name, input));

    /// <summary>Answers a question about trials while the program is not asked anything else.</summary>
    public T Ask<T>(Func<T> question) => model.Ask(question);

    private Facts Find()
    {
        var found = new Facts { Inputs = place.InputsOf(Node, Member.Name), IsAggregate = place.IsAggregate(Node, Member.Name) };
        var copied = found.Inputs.Count == 1 && !found.IsAggregate ? found.Inputs[0] : null;

        // Of the row itself, or of one other that is picked.
        var places = Enumerable.Range(0, TrialSetting.Standard[0].Elements + 1).ToList();
        foreach (var sharesKeys in new[] { true, false })
        {
            foreach (var setting in TrialSetting.Standard)
            {
                var value = On(setting, sharesKeys);
                if (TrialValue.Key(value) is not { } key)
                    continue;
                found.IsTypeName = value is TrialTypeName && (found.IsTypeName || !found.IsKnown);
                found.IsKnown = true;
                if (copied is not null)
                    places.RemoveAll(place => !IsSame(key, new TrialInputs(setting, FilledPlace.NameOf, sharesKeys).ValueOf(copied, place)));
            }

            if (place.Collections.Count == 0)
                break;
        }

        found.Copied = found.IsKnown && places.Count > 0 ? copied : null;
        return found;
    }

    /// <summary>Whether a result is what an input is, as a number or as a text.</summary>
    private static bool IsSame(string key, object? raw) => TrialValue.Key(raw) == key || (TrialText.Of(raw) is { } text && (key == "s" + text || (raw is string && key == "n" + text.Trim())));

    /// <summary>Hashes what the member gets on a grid of inputs, which does not depend on how the computation is spelled: FNV-1a.</summary>
    private string ComputeHash()
    {
        var sum = 14695981039346656037ul;
        foreach (var setting in TrialSetting.Standard.Concat(TrialSetting.Grid))
            Add(TrialValue.Key(On(setting)) ?? "?");
        foreach (var word in Words.Where(IsDecisive).OrderBy(word => word, StringComparer.Ordinal))
            Add(word);
        return sum.ToString("x16", CultureInfo.InvariantCulture);

        void Add(string content)
        {
            foreach (var unit in content)
                sum = (sum ^ unit) * 1099511628211ul;
            sum = (sum ^ '\n') * 1099511628211ul;
        }
    }

    /// <summary>Whether it matters that a text is, or has in it, just this word.</summary>
    private bool IsDecisive(string word)
    {
        var other = new string(word.Select((unit, i) => char.IsLetterOrDigit(unit) ? (char)('k' + (i % 7)) : unit).ToArray());
        return word.Length > 0 && other != word && Given(word) != Given(other);

        string? Given(string content) => TrialValue.Key(On(new TrialSetting { Seed = 1, Texts = TrialTexts.Word, Word = content }))?.Replace(content, "\u25a1");
    }

    private sealed class Facts
    {
        public IReadOnlyList<RawInput> Inputs { get; set; } = Array.Empty<RawInput>();

        public bool IsKnown { get; set; }

        public bool IsTypeName { get; set; }

        public bool IsAggregate { get; set; }

        public RawInput? Copied { get; set; }
    }
}
