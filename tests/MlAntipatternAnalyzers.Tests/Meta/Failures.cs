using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>Asserts something of many things at once, and reports all that fail, not the first.</summary>
internal static class Failures
{
    /// <param name="check">What is wrong with a thing, or null.</param>
    public static void None<T>(IEnumerable<T> things, Func<T, string?> check) => Report(things.Select(check));

    /// <inheritdoc cref="None{T}(IEnumerable{T}, Func{T, string?})"/>
    public static async Task NoneAsync<T>(IEnumerable<T> things, Func<T, Task<string?>> check) =>
        Report(await Task.WhenAll(things.Select(thing => Task.Run(() => check(thing)))));

    private static void Report(IEnumerable<string?> failures)
    {
        var found = failures.Where(failure => failure != null).ToArray();
        if (found.Length > 0)
            Assert.Fail(string.Join("\n", found));
    }
}
