using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads the fields of a text file's first line as ML.NET's text loader would, and no more of the file.</summary>
/// <param name="Separators">The characters that separate fields.</param>
/// <param name="AllowsQuoting">Whether a field that begins with a quote ends with one, whatever is between.</param>
/// <param name="ReadsMultilines">Whether a quoted field may go on in the next line.</param>
internal sealed record HeaderLine(char[] Separators, bool AllowsQuoting, bool ReadsMultilines)
{
    // A million columns of sixteen characters; guards against a binary file, which may have no line end.
    private const int MostCharacters = 16 << 20;

    /// <exception cref="InvalidDataException">The file is empty, or its first line has no end.</exception>
    public IReadOnlyList<string> Read(TextReader reader, string path)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        var count = 0;
        for (int read; (read = reader.Read()) >= 0; count++)
        {
            if (count == MostCharacters)
                throw new InvalidDataException($"'{path}' has no line end in its first {MostCharacters >> 20} million characters: expected a text file with a header.");
            var character = (char)read;
            if (character is '\r' or '\n' && !(isQuoted && ReadsMultilines))
                break;
            if (isQuoted && character == '"')
            {
                // Two of them are one that belongs to the field.
                isQuoted = reader.Peek() == '"';
                if (isQuoted)
                    field.Append((char)reader.Read());
            }
            else if (AllowsQuoting && !isQuoted && character == '"' && field.ToString().Trim().Length == 0)
            {
                isQuoted = true;
                field.Clear();
            }
            else if (!isQuoted && System.Array.IndexOf(Separators, character) >= 0)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(character);
            }
        }

        if (count == 0)
            throw new InvalidDataException($"'{path}' has no header: it is empty, or its first line is.");
        fields.Add(field.ToString());
        return fields;
    }
}
