using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Checks the header of a text file. ML.NET's text loader binds columns by position and skips the header unread: a file whose columns were reordered is
/// loaded without an error, and a model learns one column under the name of another.
/// </summary>
public static class HeaderCheck
{
    /// <summary>Checks that the columns of a file stand where a row class loads them from. Reads the first line only.</summary>
    /// <typeparam name="TRow">
    /// The row class. A field of the header has to be the name of the member that is loaded from there, or its <c>[ColumnName]</c>, or, where it has one, its
    /// <c>[LoadColumnName]</c> (for arrays one name a field). Upper and lower case and all that is no letter or digit make no difference: <c>trip_time</c> is
    /// <c>TripTime</c>. The fields of an array without <c>[LoadColumnName]</c> may have any names but those of other members.
    /// </typeparam>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="path">As the loader takes it: a file, or a pattern such as <c>data/*.csv</c>, of which each file is checked.</param>
    /// <param name="separatorChar">As the loader is given it.</param>
    /// <param name="allowQuoting">As the loader is given it.</param>
    /// <returns><paramref name="path"/>, so that the check can stand where the path does.</returns>
    /// <exception cref="HeaderMismatchException">A header is another one. The message lists each position with what was expected and what is there.</exception>
    /// <exception cref="ArgumentException">No member of the class has a <c>[LoadColumn]</c>.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <example>
    /// <code>
    /// var trips = mlContext.Data.LoadFromTextFile&lt;Trip&gt;(mlContext.Data.VerifyHeader&lt;Trip&gt;("trips.csv", ','), separatorChar: ',', hasHeader: true);
    /// </code>
    /// </example>
    public static string VerifyHeader<TRow>(this DataOperationsCatalog catalog, string path, char separatorChar = '\t', bool allowQuoting = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Verify(path, HeaderExpectation.Of(typeof(TRow)), new HeaderLine([separatorChar], allowQuoting, false));
    }

    /// <summary>Checks that the columns of a file stand where a row class loads them from. Reads the first line only.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="path">As the loader takes it.</param>
    /// <param name="options">The loader's; of them the separators, quoting and <c>HeaderFile</c> matter here.</param>
    /// <inheritdoc cref="VerifyHeader{TRow}(DataOperationsCatalog, string, char, bool)"/>
    /// <exception cref="ArgumentException">No member of the class has a <c>[LoadColumn]</c>, or the options say that there is no header.</exception>
    public static string VerifyHeader<TRow>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Verify(path, HeaderExpectation.Of(typeof(TRow)), options);
    }

    /// <summary>Checks that the columns of a file stand where the options load them from, by the columns' names. Reads the first line only.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="path">As the loader takes it.</param>
    /// <param name="options">The loader's, with its columns.</param>
    /// <returns><paramref name="path"/>, so that the check can stand where the path does.</returns>
    /// <exception cref="HeaderMismatchException">A header is another one. The message lists each position with what was expected and what is there.</exception>
    /// <exception cref="ArgumentException">The options have no columns, or say that there is no header.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string VerifyHeader(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return Verify(path, HeaderExpectation.Of(options.Columns), options);
    }

    private static string Verify(string path, HeaderExpectation expectation, TextLoader.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var line = new HeaderLine(options.Separators ?? ['\t'], options.AllowQuoting, options.ReadMultilines);
        if (!string.IsNullOrEmpty(options.HeaderFile))
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            Verify(options.HeaderFile, expectation, line);
            return path;
        }
        if (!options.HasHeader)
            throw new ArgumentException("The options say that the file has no header: set HasHeader, or do not verify it.", nameof(options));
        return Verify(path, expectation, line);
    }

    private static string Verify(string path, HeaderExpectation expectation, HeaderLine line)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // What the loader makes of the path: patterns and all.
        var files = new MultiFileSource(path);
        if (files.Count == 0)
            throw new FileNotFoundException($"There is no file '{path}' to verify the header of.", path);
        for (var i = 0; i < files.Count; i++)
        {
            using var reader = files.OpenTextReader(i);
            var name = files.GetPathOrNull(i) ?? path;
            IReadOnlyList<string> fields = line.Read(reader, name);
            var mismatches = expectation.Compare(fields);
            if (mismatches.Count > 0)
                throw new HeaderMismatchException(name, expectation.Source, mismatches);
        }
        return path;
    }
}
