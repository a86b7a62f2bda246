using RawSockets.ModuleBuilder;

if (args.Length is not (3 or 4))
{
    Console.Error.WriteLine("usage: ModuleBuilder <folder with the module's sources> <output folder> <version> [<repository URL>]");
    return 2;
}

try
{
    ModuleSource source = new(args[0]);
    ModuleVersion version = ModuleVersion.Parse(args[2]);
    Manifest manifest = source.ReadManifest();
    OutputFile.Write(args[1], ModuleSource.ManifestFile, manifest.Stamped(version, args.ElementAtOrDefault(3) ?? ""));
    OutputFile.Write(args[1], ModuleSource.ScriptFile, ScriptModule.Join(source.Functions));
    OutputFile.Write(args[1], ModuleSource.ViewFile, ViewFile.Join(manifest.ViewFiles.Select(source.PathOf)));
    OutputFile.Write(args[1], ModuleSource.TagFile, string.Join(' ', manifest.GalleryTags) + "\n");
    return 0;
}
catch (Exception exception) when (exception is FormatException or IOException or System.Xml.XmlException)
{
    Console.Error.WriteLine($"{args[0]}: error: {exception.Message}");
    return 1;
}
