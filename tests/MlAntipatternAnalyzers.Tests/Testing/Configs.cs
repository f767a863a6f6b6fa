using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>The analyzer config files of a <see cref="Setup"/>.</summary>
internal static class Configs
{
    public static IEnumerable<(string Name, string Text)> Of(Setup setup)
    {
        if (setup.GlobalConfig.Length > 0)
            yield return ("/.globalconfig", "is_global = true\n" + Sources.Normalize(setup.GlobalConfig) + "\n");
        if (setup.EditorConfig.Length > 0)
            yield return ("/0/.editorconfig", Sources.Normalize(setup.EditorConfig) + "\n");
    }
}
