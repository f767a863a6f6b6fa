using System;
using System.Runtime.CompilerServices;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests.PostgreSql;

/// <summary>A test that needs PostgreSQL. Left out, with the reason, on a machine that has none; a failure there in continuous integration.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public const string WhyNot =
        "PostgreSQL is not installed, so its SQL was not tried. Install it (Debian: apt-get install postgresql), or name the folder of initdb and pg_ctl by MLAP_POSTGRES.";

    public PostgreSqlFactAttribute([CallerMemberName] string test = "")
    {
        if (PostgreSqlBinaries.Folder is not null || PostgreSqlBinaries.IsRequired)
            return;
        Skip = WhyNot;
        // `dotnet test` lists the names of what it leaves out, and not the reasons.
        DisplayName = $"{test}: left out, PostgreSQL is not installed";
    }
}
