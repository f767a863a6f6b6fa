using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

internal enum UnpinnedKind
{
    /// <summary>A web address that names no version.</summary>
    Address,

    /// <summary>All columns of a table, whichever those are.</summary>
    AllColumns,

    /// <summary>A name that means other data every time.</summary>
    Latest,

    /// <summary>A folder that anybody may empty.</summary>
    Temporary,
}

/// <summary>A source of training data that may give others tomorrow, and nobody could tell. To be asked inside <see cref="ProgramModel.Ask{T}"/>.</summary>
internal sealed class UnpinnedSource
{
    private static readonly Regex Select = new(@"^\s*SELECT\s+(TOP\s*\(?\d+\)?\s+|DISTINCT\s+)?\*\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Pinned = new(@"[0-9a-f]{40}|[0-9a-f]{64}|/v?\d+\.\d+|releases/download/|version|snapshot|//localhost|//127\.0\.0\.1", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Identifier = new(@"^[A-Za-z_]\w*$", RegexOptions.CultureInvariant);

    /// <summary>Words that a column's name must not be without quotes, which each database has its own of.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "ALL", "AND", "AS", "BY", "CASE", "CHECK", "COLUMN", "CURRENT", "DATE", "DEFAULT", "DESC", "END", "FROM", "FULL", "GROUP", "IN", "INDEX", "IS", "KEY", "LEFT", "LEVEL", "LIKE", "LIMIT", "NOT", "NULL",
        "NUMBER", "OF", "ON", "OPTION", "OR", "ORDER", "PERCENT", "PLAN", "PUBLIC", "RANGE", "RANK", "RIGHT", "ROW", "ROWS", "SELECT", "SET", "SIZE", "TABLE", "TIME", "TIMESTAMP", "TO", "TOP", "TYPE", "UNION",
        "USER", "VALUE", "VALUES", "VIEW", "WHEN", "WHERE", "YEAR", "MONTH", "DAY", "HOUR",
    };

    private static readonly int[] Fetching = new[] { "DownloadFile", "DownloadFileAsync", "DownloadFileTaskAsync" }.Select(TreeIndex.Hash).ToArray();

    private static readonly int[] Hashing = new[] { "SHA256", "SHA512", "SHA1", "MD5" }.Select(TreeIndex.Hash).ToArray();

    private UnpinnedSource(UnpinnedKind kind, SyntaxNode node, string text, string? columns = null)
    {
        Kind = kind;
        Node = node;
        Text = text;
        Columns = columns;
    }

    public UnpinnedKind Kind { get; }

    public SyntaxNode Node { get; }

    /// <summary>The path, the address, or the query.</summary>
    public string Text { get; }

    /// <summary>For a query of all columns: those that are read, where the code tells.</summary>
    public string? Columns { get; }

    /// <summary>The sources of what the flows train on.</summary>
    public static IEnumerable<UnpinnedSource> Of(Flows flows, ProgramModel program)
    {
        var learning = new HashSet<Value>(flows.Trainings.SelectMany(training => Lineage.Ancestors(training.View)));
        foreach (var root in flows.Roots)
        {
            foreach (var load in root.Events.Where(recorded => recorded.Kind == EventKind.Load && recorded.Result.Alternatives.Any(learning.Contains)))
            {
                var info = load.Result.Alternatives.OfType<ViewValue>().FirstOrDefault(view => view.Load is not null)?.Load;
                if (info is null)
                    continue;
                if (info is { Api: not Api.LoadEnumerable, Source: ConstantValue { Content: string path } } && OfPath(path, load.Node) is { } named)
                    yield return named;
                var sources = ValueSources.Of(load.Operation, program);
                foreach (var found in Queries(sources, info, program).Concat(Addresses(sources)))
                    yield return found;
                if (info.Api == Api.LoadEnumerable)
                {
                    foreach (var found in OfRows(info, program))
                        yield return found;
                }
                else
                {
                    foreach (var found in Downloads(root, load, sources, program))
                        yield return found;
                }
            }
        }
    }

    private static UnpinnedSource? OfPath(string path, SyntaxNode node)
    {
        if (IsAddress(path))
            return new UnpinnedSource(UnpinnedKind.Address, node, path);
        var segments = path.Split('/', '\\');
        var file = segments[segments.Length - 1];
        if (NameWords.Of(System.IO.Path.GetFileNameWithoutExtension(file)).Any(word => word is "latest" or "newest") || segments.Any(segment => string.Equals(segment, "latest", StringComparison.OrdinalIgnoreCase)))
            return new UnpinnedSource(UnpinnedKind.Latest, node, path);
        return segments.Take(segments.Length - 1).Append(file.Split('.')[0]).Any(segment => segment.ToLowerInvariant() is "temp" or "tmp") ? new UnpinnedSource(UnpinnedKind.Temporary, node, path) : null;
    }

    private static bool IsAddress(string text) =>
        (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("ftp://", StringComparison.OrdinalIgnoreCase)) && !Pinned.IsMatch(text);

    /// <summary>Rows that code fills from what it reads out of a database or the web.</summary>
    private static IEnumerable<UnpinnedSource> OfRows(LoadInfo load, ProgramModel program)
    {
        var seen = new HashSet<Body>();
        foreach (var write in FilledRows.Of(load).SelectMany(row => row.Writes.Select(write => new RowWrite(row.Type, write.Member, write.Node))))
        {
            var index = TreeIndex.Of(write.Node.SyntaxTree);
            if (write.Node.AncestorsAndSelf().Select(index.Find).FirstOrDefault(entry => entry is not null) is not { } entry || program.Code.BodyOf(entry) is not { } body || !seen.Add(body))
                continue;
            var code = program.OperationOf(body)?.DescendantsAndSelf().ToList() ?? new List<IOperation>();
            foreach (var found in Queries(code, load, program))
                yield return found;
            foreach (var found in Addresses(program.SourcesOf(write)))
                yield return found;
        }
    }

    private static IEnumerable<UnpinnedSource> Queries(IReadOnlyList<IOperation> code, LoadInfo load, ProgramModel program)
    {
        foreach (var literal in code.OfType<ILiteralOperation>())
        {
            if (literal.ConstantValue is { HasValue: true, Value: string query } && Select.IsMatch(query + " "))
                yield return new UnpinnedSource(UnpinnedKind.AllColumns, literal.Syntax, query.Trim(), ColumnsOf(literal, code, load, program));
        }
    }

    /// <summary>Answers of web addresses that become data.</summary>
    private static IEnumerable<UnpinnedSource> Addresses(IReadOnlyList<IOperation> sources)
    {
        foreach (var call in sources.OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.ContainingType.Name is "HttpClient" or "WebClient" or "HttpClientJsonExtensions"
                && call.Arguments.Select(argument => argument.Value.ConstantValue).FirstOrDefault(constant => constant is { HasValue: true, Value: string address } && IsAddress(address)) is { HasValue: true, Value: string url })
                yield return new UnpinnedSource(UnpinnedKind.Address, call.Syntax, url);
        }
    }

    /// <summary>Downloads into the file that is loaded. Who looks at what came by its hash has pinned it.</summary>
    private static IEnumerable<UnpinnedSource> Downloads(FlowRoot root, ProgramEvent load, IReadOnlyList<IOperation> sources, ProgramModel program)
    {
        HashSet<object>? names = null;
        foreach (var body in root.Visited.Where(body => Fetching.Any(body.Entry.Mentions) && !Hashing.Any(body.Entry.Mentions)))
        {
            foreach (var call in program.OperationOf(body)?.Descendants().OfType<IInvocationOperation>() ?? Enumerable.Empty<IInvocationOperation>())
            {
                if (!call.TargetMethod.Name.StartsWith("DownloadFile", StringComparison.Ordinal) || call.Arguments.Length < 2 || call.TargetMethod.ContainingType.Name != "WebClient")
                    continue;
                names ??= new HashSet<object>(sources.SelectMany(NamesIn));
                var address = ValueSources.Of(call.Arguments[0].Value, program).Select(part => part.ConstantValue).FirstOrDefault(constant => constant is { HasValue: true, Value: string url } && IsAddress(url));
                if (address is { HasValue: true, Value: string text } && call.Arguments[1].Value.DescendantsAndSelf().SelectMany(NamesIn).Any(names.Contains))
                    yield return new UnpinnedSource(UnpinnedKind.Address, call.Syntax, text);
            }
        }
    }

    /// <summary>What tells that two expressions mean the same file: a variable, a member, a text with a file's ending.</summary>
    private static IEnumerable<object> NamesIn(IOperation part)
    {
        if (part.ConstantValue is { HasValue: true, Value: string text } && System.IO.Path.GetExtension(text).Length > 1)
            yield return text;
        switch (part)
        {
            case ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_String } local }:
                yield return local;
                break;
            case IMemberReferenceOperation { Member: { } member } reference when reference.Type?.SpecialType == SpecialType.System_String && !member.ContainingAssembly.Name.StartsWith("System", StringComparison.Ordinal):
                yield return member.OriginalDefinition;
                break;
        }
    }

    /// <summary>The columns that the code reads by name; null where it counts them, or some name would have to be quoted.</summary>
    private static string? ColumnsOf(IOperation query, IReadOnlyList<IOperation> code, LoadInfo load, ProgramModel program)
    {
        var names = load.Api == Api.LoadEnumerable ? ReadByName(query, code) : LoadedByName(load, program.Symbols);
        return names is { Count: > 0 } && names.All(name => Identifier.IsMatch(name) && !Reserved.Contains(name)) ? string.Join(", ", names) : null;
    }

    /// <summary>What a reader is asked for by name, or the members of the class that a mapper fills.</summary>
    private static IReadOnlyList<string>? ReadByName(IOperation query, IReadOnlyList<IOperation> code)
    {
        for (var parent = query.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IInvocationOperation { TargetMethod.TypeArguments: { Length: 1 } types } && types[0] is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None, IsAnonymousType: false } row)
                return row.GetMembers().OfType<IPropertySymbol>().Where(property => property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, SetMethod: not null } && property.GetAttributes().IsEmpty).Select(property => property.Name).ToList();
        }

        var names = new List<string>();
        foreach (var part in code)
        {
            var (index, owner) = part switch
            {
                IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments } indexer => (arguments[0].Value, indexer.Property.ContainingType),
                IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type }, Arguments: { Length: 1 } arguments } when name.StartsWith("Get", StringComparison.Ordinal) || name == "IsDBNull" => (arguments[0].Value, type),
                _ => (null, null),
            };
            if (index is null || owner is null || !(owner.Name.EndsWith("Reader", StringComparison.Ordinal) || owner.Name is "IDataRecord" or "DataRow"))
                continue;
            if (index.ConstantValue is { HasValue: true, Value: string column })
                names.Add(column);
            else if (index is not IInvocationOperation { TargetMethod.Name: "GetOrdinal" })
                return null;
        }

        return names.Distinct().ToList();
    }

    private static IReadOnlyList<string>? LoadedByName(LoadInfo load, MlNetSymbols ml)
    {
        if (load.RowType is not INamedTypeSymbol row)
            return null;
        var names = new List<string>();
        foreach (var column in RowType.ColumnsOf(row, ml))
        {
            if (column.Member.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "LoadColumnNameAttribute") is not { ConstructorArguments: { Length: > 0 } arguments } || arguments[0].Value is not string name)
                return null;
            names.Add(name);
        }

        return names;
    }
}
