namespace RawSockets.PowerShell.Tests.Package;

/// <summary>The tests that open the packages share them, since making them takes long.</summary>
[CollectionDefinition]
public sealed class PackagesCollection : ICollectionFixture<Packages>;
