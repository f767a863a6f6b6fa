using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>A column of a contract, or of a data schema, as a member of a row class.</summary>
internal static class ContractColumn
{
    /// <summary>The type of a member that holds one value of the column; null for keys and vectors, which take attributes, and for what is not known.</summary>
    public static string? TypeOf(string text)
    {
        if (ContractType.TryParse(text) is not { IsVector: false, KeyCount: null } type)
            return null;
        var items = ContractTypes.ToColumnType(type).Items;
        return MemberTypes.KeywordOf(items) ?? items switch
        {
            Items.DateTime => "System.DateTime",
            Items.DateTimeOffset => "System.DateTimeOffset",
            Items.TimeSpan => "System.TimeSpan",
            _ => null,
        };
    }

    /// <summary>The property of a column; null where its name is none, or its type no simple one.</summary>
    public static string? PropertyOf(string name, string type, bool isNullable)
    {
        if (TypeOf(type) is not { } written || !SyntaxFacts.IsValidIdentifier(name))
            return null;
        var identifier = SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
        return $"public {written} {identifier} {{ get; set; }}" + (written == "string" && isNullable ? " = \"\";" : "");
    }

    /// <summary>Where a member more goes, behind the last one; null where the class has none, or another with its name.</summary>
    public static MemberDeclarationSyntax? LastOf(TypeDeclarationSyntax type) => type.Members.LastOrDefault(member => !member.IsMissing && member.GetLastToken() is { IsMissing: false });
}
