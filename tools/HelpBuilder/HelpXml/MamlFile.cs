using System.Text;
using System.Xml;
using System.Xml.Linq;
using RawSockets.HelpBuilder.Commands;

namespace RawSockets.HelpBuilder.HelpXml;

/// <summary>Writes the help file of some commands.</summary>
internal static class MamlFile
{
    internal static string Write(IEnumerable<CommandHelp> commands)
    {
        XElement root = new(
            MamlNames.Root + "helpItems",
            new XAttribute("schema", "maml"),
            MamlNames.Prefixes,
            commands.Select(MamlCommand.Write));
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        using MemoryStream stream = new();
        using (XmlWriter writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = utf8, Indent = true, NewLineChars = "\n" }))
        {
            new XDocument(root).Save(writer);
        }

        return utf8.GetString(stream.ToArray()) + "\n";
    }
}
