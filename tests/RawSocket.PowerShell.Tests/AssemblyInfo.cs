using RawSockets.PowerShell.Tests.Harness;
using Xunit.Sdk;
using Xunit.v3;

// Descriptors, threads and standard input belong to the process, so tests that measure them can't run side by side.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(EmptyStandardInput))]
[assembly: AssemblyFixture(typeof(SocketEngineOfDotNet))]
