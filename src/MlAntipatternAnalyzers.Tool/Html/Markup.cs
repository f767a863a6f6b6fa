using System;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MlAntipatternAnalyzers.Tool.Html;

/// <summary>Writes HTML and SVG. What stands in braces is always text: slices and columns are named by data, and data may hold markup.</summary>
internal sealed class Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    public Markup Add(FormattableString line)
    {
        var arguments = line.GetArguments().Select(argument => (object)Encoder.Encode(FormattableString.Invariant($"{argument}"))).ToArray();
        _text.AppendFormat(null, line.Format, arguments).Append('\n');
        return this;
    }

    /// <summary>What is no data, and stands in the page as it is.</summary>
    public Markup AddRaw(string text)
    {
        _text.Append(text);
        return this;
    }

    public override string ToString() => _text.ToString();
}
