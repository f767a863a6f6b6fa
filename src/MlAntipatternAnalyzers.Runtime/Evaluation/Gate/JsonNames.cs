using System;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How files spell the members of an enumeration.</summary>
internal static class JsonNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
