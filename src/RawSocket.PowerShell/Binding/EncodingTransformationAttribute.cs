using System.Management.Automation;
using System.Text;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes an encoding by the names that PowerShell's own cmdlets use, by its IANA name, by its code page, or as an object; what it gives reads bytes that are no text as U+FFFD.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object plain = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return Encodings.Reading(plain switch
        {
            Encoding encoding => encoding,
            string name => Encodings.Find(name),
            int codePage => Encodings.Find(codePage),
            _ => throw new ArgumentTransformationMetadataException(Encodings.NoEncoding(plain)),
        });
    }
}
