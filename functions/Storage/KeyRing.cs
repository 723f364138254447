using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Survey.Storage;

/// <summary>Keeps the keys that ASP.NET Core's data protection makes, in the order they were made, as blobs <c>1</c>,
/// <c>2</c>, ... of container <c>key-ring</c>: every instance reads the same.</summary>
internal sealed class KeyRing(IBlobs blobs) : IXmlRepository
{
    private const string Container = "key-ring";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        // The repository of the framework does not wait.
        ReadAsync().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        WriteAsync(element).GetAwaiter().GetResult();

    private async Task<ImmutableArray<XElement>> ReadAsync()
    {
        var elements = ImmutableArray.CreateBuilder<XElement>();
        while (
            await blobs.OpenReadAsync(Container, Name(elements.Count + 1), 0, null, default)
                is { } blob
        )
            await using (blob)
                elements.Add(await XElement.LoadAsync(blob, LoadOptions.None, default));
        return elements.ToImmutable();
    }

    private async Task WriteAsync(XElement element)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(element.ToString());
        var number = (await ReadAsync()).Length + 1;
        // Another instance may take a number first.
        while (!await blobs.CreateAsync(Container, Name(number), bytes, "application/xml", default))
            number++;
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
