using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>Damages programs as typing and merging do: tokens are deleted, doubled and swapped. The same seed makes the same damage.</summary>
internal static class Damage
{
    private const int MaximumChanges = 4;

    public static string To(string text, Random random)
    {
        // With their spaces, so that what is not damaged stays as it was.
        var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Select(token => token.ToFullString()).Where(token => token.Length > 0).ToList();
        for (var changes = random.Next(1, MaximumChanges + 1); changes > 0 && tokens.Count > 1; changes--)
            Change(tokens, random);
        return string.Concat(tokens);
    }

    private static void Change(List<string> tokens, Random random)
    {
        var at = random.Next(tokens.Count);
        switch (random.Next(5))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                var other = random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                var next = Math.Min(at + 1, tokens.Count - 1);
                (tokens[at], tokens[next]) = (tokens[next], tokens[at]);
                break;
            default:
                // Half a line is gone, or the rest of a file that is being typed.
                tokens.RemoveRange(at, random.Next(20) == 0 ? tokens.Count - at : Math.Min(random.Next(1, 12), tokens.Count - at));
                break;
        }
    }
}
