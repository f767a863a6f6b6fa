using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>The contracts that a command line named.</summary>
internal sealed record ContractSet(
    ContractSource[] Files, ContractSource[] Models, IReadOnlyList<ProjectContracts> Projects, IReadOnlyList<Problem> Problems)
{
    public IEnumerable<ContractSource> Code => Projects.SelectMany(project => project.Trained).Select(trained => trained.Source);

    public bool Failed => Problems.Any(problem => problem.IsFailure);
}
