using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace TaxiFare.Data;

/// <summary>Writes comma-separated files: invariant culture, <c>\n</c> line ends, quotes only where a field holds a comma.</summary>
internal static class CsvFile
{
    public static void Write(string path, string header, IEnumerable<string[]> rows)
    {
        // Written beside its name and moved into place, so that a run that is stopped leaves no half file.
        string temporary = path + ".tmp";
        using (var writer = new StreamWriter(temporary) { NewLine = "\n" })
        {
            writer.WriteLine(header);
            foreach (string[] row in rows)
                writer.WriteLine(string.Join(',', row.Select(Quote)));
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The number with <paramref name="decimals"/> decimals, or an empty field for a missing one.</summary>
    public static string Number(double? value, int decimals = 2) =>
        value?.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) ?? "";

    public static string Time(DateTime value) => value.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Quote(string field) => field.Contains(',') ? $"\"{field}\"" : field;
}
