using Microsoft.AspNetCore.Components;

namespace Survey.Ask.Pages;

/// <summary>A part of a page in the view's language.</summary>
public abstract class PageComponent<TView> : ComponentBase
{
    [Parameter, EditorRequired]
    public TView View { get; set; } = default!;
}
