using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;

namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>
/// The child process: it takes compiled programs on standard input, one a line, runs each in a load context and a directory of its own, and answers
/// with one line each. One process runs many programs, because to start one and to load ML.NET takes longer than the programs themselves.
/// </summary>
internal static class ProgramHost
{
    public const string Switch = "--host";

    /// <summary>What an answer starts with. Native libraries write to the same stream, and not in whole lines.</summary>
    public const string Marker = "\u0001answer:";

    /// <summary>A program to run, as it travels in a line of JSON.</summary>
    public sealed record Request(byte[] Image, byte[] Symbols);

    /// <summary>How it ended.</summary>
    /// <param name="Output">What it wrote.</param>
    /// <param name="ExceptionType">The full name of the exception that ended it, or null.</param>
    /// <param name="Message">Its message.</param>
    /// <param name="Line">The line of the program's own code, from one, that the exception passed through first; zero when there is none.</param>
    public sealed record Answer(string Output, string? ExceptionType, string? Message, int Line);

    public static int Run()
    {
        using var answers = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var requests = new StreamReader(Console.OpenStandardInput());
        Console.SetIn(TextReader.Null);
        var home = Environment.CurrentDirectory;
        while (requests.ReadLine() is { } line)
        {
            var directory = Directory.CreateTempSubdirectory("mlap-program-");
            try
            {
                Environment.CurrentDirectory = directory.FullName;
                // Where a program of its own would be deployed: files beside it are found by AppContext.BaseDirectory.
                AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", directory.FullName + Path.DirectorySeparatorChar);
                var answer = RunOne(JsonSerializer.Deserialize<Request>(line)!);
                answers.Write("\n" + Marker + JsonSerializer.Serialize(answer with { Message = answer.Message?.Replace(directory.FullName, ".") }) + "\n");
            }
            finally
            {
                Environment.CurrentDirectory = home;
                Delete(directory);
            }
        }

        return 0;
    }

    /// <summary>What a program that threw half-way still holds open cannot be deleted on Windows; the temporary directory is the system's to clean.</summary>
    private static void Delete(DirectoryInfo directory)
    {
        try
        {
            directory.Delete(recursive: true);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }

    private static Answer RunOne(Request request)
    {
        // Not collectible: ML.NET loads the assembly that a saved model names by its name, and may not be given a collectible one.
        var context = new AssemblyLoadContext("program");
        var output = new StringWriter();
        Console.SetOut(output);
        Console.SetError(output);
        var assembly = context.LoadFromStream(new MemoryStream(request.Image), new MemoryStream(request.Symbols));
        AssemblyLoadContext.Default.Resolving += Own;
        try
        {
            var entryPoint = assembly.EntryPoint ?? throw new InvalidOperationException("The program has no entry point.");
            object?[] arguments = entryPoint.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
            entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            return new Answer(output.ToString(), null, null, 0);
        }
        catch (Exception exception)
        {
            // The program's exceptions are what is measured here: whatever it threw is the answer.
            var innermost = Unwrapped(exception);
            return new Answer(output.ToString(), innermost.GetType().FullName, innermost.Message, LineOf(exception, assembly));
        }
        finally
        {
            AssemblyLoadContext.Default.Resolving -= Own;
        }

        Assembly? Own(AssemblyLoadContext _, AssemblyName name) => name.Name == assembly.GetName().Name ? assembly : null;
    }

    private static Exception Unwrapped(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Unwrapped(first),
        TargetInvocationException { InnerException: { } inner } => Unwrapped(inner),
        TypeInitializationException { InnerException: { } inner } => Unwrapped(inner),
        // What a cursor of ML.NET's own threads says of an exception on one of them.
        InvalidOperationException { InnerException: { } inner } when exception.Message.StartsWith("Splitter/consolidator worker", StringComparison.Ordinal) => Unwrapped(inner),
        _ => exception,
    };

    private static int LineOf(Exception exception, Assembly program)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            var frame = new StackTrace(current, fNeedFileInfo: true).GetFrames()
                .FirstOrDefault(candidate => candidate.GetMethod()?.Module.Assembly == program && candidate.GetFileLineNumber() > 0);
            if (frame is not null)
                return frame.GetFileLineNumber();
        }

        return 0;
    }
}
