using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1005: ML.NET is given a row class that it refuses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1005RowClassNotBindableAnalyzer : ProgramRule
{
    /// <summary>The class's metadata name.</summary>
    internal const string RowProperty = "Row";

    /// <summary>What to change: the member, the <see cref="Edit"/> and its text, with spaces between; absent where nothing is known that helps.</summary>
    internal const string EditProperty = "Edit";

    private const int MaximalMembers = 4;

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1005",
        "A row class cannot be bound to columns",
        "{0} {1}; {2}",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "ML.NET looks at every public member of a row class: one whose type no column can have, or that a loader finds no [LoadColumn] at, is an exception when the program runs.",
        exploration: true);

    public MLAP1005RowClassNotBindableAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>What the fix does to a member.</summary>
    internal enum Edit
    {
        /// <summary>Gives it a <c>[LoadColumn]</c> with these arguments.</summary>
        Load,

        /// <summary>Gives its <c>[LoadColumn]</c> this index.</summary>
        Renumber,

        /// <summary>Makes it internal.</summary>
        Hide,

        /// <summary>Gives it this type.</summary>
        Type,
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        foreach (var root in context.Flows.Roots)
        {
            // What has thrown once is not come to again.
            var told = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            foreach (var given in RowClassUse.Of(root, context.Flows.SchemasOf(root)))
            {
                var faults = RowFault.Of(given.Row, given.Use, given.IsDatabase, context.Symbols).ToList();
                if (faults.Count == 0 && given.Use == RowUse.Load)
                    faults = RowFault.RepeatedIn(RowMembers.Of(given.Row, given.Use, context.Symbols).ToList()).ToList();
                faults.RemoveAll(fault => told.Contains(fault.Member.Symbol));
                told.UnionWith(faults.Select(fault => fault.Member.Symbol));
                if (faults.Count > 0)
                    Report(context, given, faults);
            }
        }
    }

    /// <summary>Reports each fault at its member; at the call, where that is too far from it.</summary>
    private static void Report(RuleContext context, RowClassUse given, List<RowFault> faults)
    {
        var edits = Edits(given, faults, context.Symbols);
        var elsewhere = faults.Where(fault => context.DeclarationOf(fault.Member.Symbol, given.Node) is null).ToList();
        foreach (var fault in faults.Except(elsewhere))
            ReportAt(context.DeclarationOf(fault.Member.Symbol, given.Node)!, fault, new[] { fault });
        if (elsewhere.Count > 0)
            ReportAt(given.Node, elsewhere[0], elsewhere.Where(fault => fault.Kind == elsewhere[0].Kind).ToList());

        void ReportAt(SyntaxNode place, RowFault fault, IReadOnlyCollection<RowFault> alike)
        {
            var (what, advice) = Describe(given.Row, fault, alike.Select(other => other.Member.Symbol.Name).ToList());
            var properties = ImmutableDictionary<string, string?>.Empty
                .Add(RowProperty, RowType.MetadataNameOf(given.Row.OriginalDefinition))
                .Add(EditProperty, edits.TryGetValue(fault.Member.Symbol.Name, out var edit) ? edit : null);
            context.Report(place, properties, given.Method.Name, what, advice);
        }
    }

    private static (string What, string Advice) Describe(INamedTypeSymbol row, RowFault fault, List<string> members)
    {
        var type = fault.Member.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var all = $"throws: '{string.Join("', '", members.Take(MaximalMembers))}'{(members.Count > MaximalMembers ? $" and {members.Count - MaximalMembers} more" : "")} of {row.Name}";
        var first = $"throws: '{members[0]}' of {row.Name}";
        return fault.Kind switch
        {
            RowFaultKind.NotLoaded => (
                $"{all} {(members.Count == 1 ? "has" : "have")} no [LoadColumn]",
                fault.Member.IsNoColumn ? "loaders do not look at [NoColumn]: make it internal" : "say which column of the file it is, or make it internal"),
            RowFaultKind.Type => (
                members.Count == 1 ? $"{first} is {type}, which no column can be" : $"{all} have types that no column can be",
                BindableType.InsteadOf(fault.Member.Type) is { } other ? $"make {(members.Count == 1 ? "it" : $"'{members[0]}'")} {other}" : "leave it out with [NoColumn], or give it a type that ML.NET knows"),
            RowFaultKind.KeyType => ($"{first} is {type}, and has a [KeyType]", "keys are unsigned integers"),
            RowFaultKind.KeyCount => ($"{first} has a [KeyType] without a count", "say how many values the key has"),
            RowFaultKind.VectorType => ($"{first} is {type}, and has a [VectorType]", "make it an array, or remove the attribute"),
            RowFaultKind.Repeated => ($"loads column {LoadedRange.Of(fault.Member.LoadColumn!)[0]} of the file into '{fault.Other!.Symbol.Name}' and into '{members[0]}' of {row.Name}", "give one of them another [LoadColumn]"),
            _ => ($"{first} is column '{fault.Member.Name}', which another member is, too", "give one of them another [ColumnName]"),
        };
    }

    /// <summary>The edit of each member that one is known for.</summary>
    private static Dictionary<string, string> Edits(RowClassUse given, List<RowFault> faults, MlNetSymbols ml)
    {
        var edits = new Dictionary<string, string>();
        var members = RowMembers.Of(given.Row, given.Use, ml).ToList();
        var unloaded = members.Where(member => faults.Any(fault => fault.Kind == RowFaultKind.NotLoaded && fault.Member.Symbol.Equals(member.Symbol, SymbolEqualityComparer.Default) && !IsHidden(member))).ToList();
        var columns = LoadedRange.Propose(members, unloaded);
        foreach (var fault in faults)
        {
            var (edit, text) = fault.Kind switch
            {
                RowFaultKind.NotLoaded when IsHidden(fault.Member) => (Edit.Hide, "internal"),
                RowFaultKind.NotLoaded => (Edit.Load, columns.TryGetValue(fault.Member.Symbol.Name, out var indices) ? indices : null),
                RowFaultKind.Type => (Edit.Type, BindableType.InsteadOf(fault.Member.Type)),
                RowFaultKind.KeyType => (Edit.Type, BindableType.KeyInsteadOf(fault.Member.Type)),
                RowFaultKind.VectorType => (Edit.Type, RowColumns.ItemsOf(fault.Member.Type) == Items.None ? null : fault.Member.Type.ToDisplayString() + "[]"),
                RowFaultKind.Repeated => (Edit.Renumber, LoadedRange.FreeBehind(members, fault.Member)?.ToString(CultureInfo.InvariantCulture)),
                _ => (Edit.Type, null),
            };
            if (text is not null)
                edits[fault.Member.Symbol.Name] = $"{fault.Member.Symbol.Name} {edit} {text}";
        }

        return edits;
    }

    /// <summary>Whether a member is not meant to be loaded: it is computed, or says so.</summary>
    private static bool IsHidden(RowMember member) => member.IsNoColumn || member.Symbol is IPropertySymbol { SetMethod: null };
}
