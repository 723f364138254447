using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Survey.Ask.Pages;

/// <summary>Components to HTML, on the server only.</summary>
internal static class Html
{
    // Letters with accents stay letters: shorter, and legible in the source.
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    /// <param name="view">The component's, a <see cref="PageComponent{TView}"/>.</param>
    public static async Task<string> RenderAsync<TComponent>(
        object view,
        params (string Name, object? Value)[] parameters
    )
        where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TComponent>(
                ParameterView.FromDictionary(
                    parameters
                        .Append((Name: "View", Value: view))
                        .ToDictionary(parameter => parameter.Name, parameter => parameter.Value)
                )
            );
            return root.ToHtmlString();
        });
    }
}
