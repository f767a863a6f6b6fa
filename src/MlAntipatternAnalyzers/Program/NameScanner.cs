using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Collects the names in a piece of text, without parsing it: comments and strings count too.</summary>
internal sealed class NameScanner
{
    private static readonly int Library = TreeIndex.Hash("ML");
    private static readonly int New = TreeIndex.Hash("new");

    /// <summary>Hashes of the identifiers.</summary>
    public HashSet<int> Names { get; } = new();

    /// <summary>Hashes of the simple names of the types that stand behind a <c>new</c>.</summary>
    public HashSet<int> Constructed { get; } = new();

    /// <summary>Whether there is a <c>new</c> that does not say of what.</summary>
    public bool ConstructsUnnamed { get; private set; }

    /// <summary>Whether it names one of ML.NET's namespaces; the two letters alone stand in many a comment.</summary>
    public bool NamesLibrary { get; private set; }

    public void Scan(char[] text, TextSpan span)
    {
        var position = span.Start;
        while (position < span.End)
        {
            if (!IsStart(text[position]))
            {
                position++;
                continue;
            }

            var start = position;
            var hash = ReadName(text, ref position, span.End);
            Names.Add(hash);
            NamesLibrary |= hash == Library && start > 0 && text[start - 1] == '.';
            if (hash == New)
                ReadConstructed(text, position, span.End);
        }
    }

    /// <summary>Reads on behind a <c>new</c>; what it reads is scanned again as names.</summary>
    private void ReadConstructed(char[] text, int position, int end)
    {
        SkipSpace(text, ref position, end);
        if (position == end || text[position] is '[' or '{')
            return;
        if (!IsStart(text[position]))
        {
            ConstructsUnnamed = true;
            return;
        }

        var last = ReadName(text, ref position, end);
        while (SkipToNextPart(text, ref position, end))
            last = ReadName(text, ref position, end);
        Constructed.Add(last);
    }

    /// <summary>From the end of one part of a qualified name to the start of the next, over type arguments; false where there is none.</summary>
    private static bool SkipToNextPart(char[] text, ref int position, int end)
    {
        SkipSpace(text, ref position, end);
        if (position < end && text[position] == '<')
        {
            var depth = 0;
            do
            {
                depth += text[position] switch { '<' => 1, '>' => -1, _ => 0 };
                position++;
            }
            while (position < end && depth > 0);
            SkipSpace(text, ref position, end);
        }

        if (position == end || text[position] is not '.' and not ':')
            return false;
        while (position < end && (text[position] is '.' or ':' || char.IsWhiteSpace(text[position])))
            position++;
        return position < end && IsStart(text[position]);
    }

    private static void SkipSpace(char[] text, ref int position, int end)
    {
        while (position < end && char.IsWhiteSpace(text[position]))
            position++;
    }

    private static int ReadName(char[] text, ref int position, int end)
    {
        // As TreeIndex.Hash does.
        var hash = 2166136261u;
        while (position < end && IsPart(text[position]))
            hash = (hash ^ text[position++]) * 16777619u;
        return (int)hash;
    }

    private static bool IsStart(char unit) => unit is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' || (unit > 127 && char.IsLetter(unit));

    private static bool IsPart(char unit) => IsStart(unit) || unit is >= '0' and <= '9' || (unit > 127 && char.IsLetterOrDigit(unit));
}
