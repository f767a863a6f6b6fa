using System;
using System.Collections.Generic;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>The contracts of one project.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Trained">Of each model that its code trains and saves.</param>
/// <param name="Served">Of each model that its code serves and does not train.</param>
internal sealed record ProjectContracts(string Project, IReadOnlyList<TrainedContract> Trained, IReadOnlyList<ServedClasses> Served);

/// <summary>The contract that code has for a model that it saves.</summary>
/// <param name="Committed">The project's own file for it; null where there is none.</param>
/// <param name="NewFile">Where a new file would go.</param>
internal sealed record TrainedContract(ContractSource Source, string? Committed, string NewFile);

/// <summary>The classes that code serves a model with.</summary>
/// <param name="Place">The file and the line that make the engine.</param>
/// <param name="Name">The contract that the code names, or the name of the model's file; null where neither is known.</param>
/// <param name="Committed">The project's own file for the model; null where there is none.</param>
/// <param name="Compare">In what they break a contract.</param>
internal sealed record ServedClasses(string Project, string Place, string? Name, string? Committed, Func<Contract, IReadOnlyList<ContractDifference>> Compare);
