using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Counts of a column of many different texts, by a server: with regular expressions that say what the same counts say that are made of the texts themselves.</summary>
internal static class SqlTextTally
{
    // Without a cast: it would be an error beyond 64 bits, and no other server's PostgreSQL is asked for one.
    private static readonly string Integer = $"^([+]?0*([0-9]{{1,18}}|{UpTo("9223372036854775807")})|-0*([0-9]{{1,18}}|{UpTo("9223372036854775808")}))$";

    private const string Real = "^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$";
    private const string Special = "^[-+]?([Nn][Aa][Nn]|[Ii][Nn][Ff][Ii][Nn][Ii][Tt][Yy])$";

    // What a cast takes without an error.
    private const string ModestReal = "^[-+]?([0-9]{1,100}[.]?[0-9]{0,100}|[.][0-9]{1,100})([eE][-+]?[0-9]{1,2})?$";

    /// <param name="scope">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="some">Some of the texts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<TextTally> ReadAsync(SqlScope scope, SqlColumn column, string purpose, IEnumerable<string> some, CancellationToken cancellationToken)
    {
        var (tally, dialect, text) = (new TextTally(), scope.Dialect, scope.PresentText(column));
        var aggregates = new SqlAggregates(scope, $"{purpose},");
        var length = dialect.Utf16Length(text);
        aggregates.Add($"COUNT({text})", value => tally.Count = SqlAggregates.ToLong(value));
        aggregates.Add($"SUM({length})", value => tally.Length = SqlAggregates.ToLong(value));
        aggregates.Add($"MIN({length})", value => tally.MinLength = (int)SqlAggregates.ToLong(value));
        aggregates.Add($"MAX({length})", value => tally.MaxLength = (int)SqlAggregates.ToLong(value));
        aggregates.Count($"{text} LIKE {dialect.Text("%\uFFFD%")}", count => tally.Damaged = count);
        aggregates.Count($"LOWER({text}) IN ('true', 'false')", count => tally.Booleans = count);
        aggregates.Count(dialect.Matches(text, Integer), count => tally.Integers = count);
        aggregates.Count($"{dialect.Matches(text, Real)} OR {dialect.Matches(text, Special)}", count => tally.Reals = count);
        for (var i = 0; i < TextTally.Sentinels.Length; i++)
        {
            var at = i;
            aggregates.Count($"{text} = {dialect.Text(TextTally.Sentinels[i])}", count => tally.SentinelCounts[at] = count);
        }
        await aggregates.RunAsync(cancellationToken).ConfigureAwait(false);
        if (tally.Reals > 0)
            await ReadNumbersAsync(scope, text, purpose, tally, cancellationToken).ConfigureAwait(false);

        foreach (var value in some)
            tally.Times.Add(value);
        // Texts that could all be dates are read one by one: only that tells whether they are.
        if (tally.Times.Possible != 0)
            await scope.Runner.ReadAsync(purpose, $"SELECT DISTINCT {text}\n{scope.FromIf(scope.IsPresent(column))}", reader => tally.Times.Add(reader.GetString(0)), cancellationToken).ConfigureAwait(false);
        return tally;
    }

    private static Task ReadNumbersAsync(SqlScope scope, string text, string purpose, TextTally tally, CancellationToken cancellationToken)
    {
        // The condition alone would not keep other texts out of the cast: an engine is free to cast first.
        var number = $"CASE WHEN {scope.Dialect.Matches(text, ModestReal)} THEN CAST({text} AS {scope.Dialect.DoubleType}) END";
        var numbers = new SqlAggregates(scope.If(scope.Dialect.Matches(text, ModestReal), scope.Name), $"{purpose}, the numbers");
        numbers.Number($"MIN({number})", value => tally.MinNumber = double.IsNaN(value) ? double.PositiveInfinity : value);
        numbers.Number($"MAX({number})", value => tally.MaxNumber = double.IsNaN(value) ? double.NegativeInfinity : value);
        return numbers.RunAsync(cancellationToken);
    }

    // Numbers of as many digits that are not above one.
    private static string UpTo(string most) => string.Join("|", Enumerable.Range(0, most.Length).Where(i => most[i] > '0')
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"{most[..i]}[0-{(char)(most[i] - 1)}][0-9]{{{most.Length - 1 - i}}}")).Append(most));
}
