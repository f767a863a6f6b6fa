using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Texts of a column with which nothing was wrong: most columns have few, and need not judge them again.</summary>
internal sealed class PassedTexts
{
    private const int Most = 1024;
    private const int Longest = 64;

    // Null when looking texts up is in vain.
    private TextTable? _texts = new(Most);
    private long _found;
    private long _notFound;

    public bool Contains(ReadOnlySpan<char> text)
    {
        if (_texts is null || text.Length > Longest)
            return false;
        if (_texts.Contains(text))
        {
            _found++;
            return true;
        }
        _notFound++;
        // A column of names or identifiers: nearly every text is another one.
        if (_notFound > 4 * Most && _notFound > _found)
            _texts = null;
        return false;
    }

    public void Add(ReadOnlySpan<char> text)
    {
        if (text.Length <= Longest)
            _texts?.NumberOf(text);
    }
}
