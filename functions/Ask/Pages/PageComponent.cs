using Microsoft.AspNetCore.Components;

namespace Survey.Ask.Pages;

/// <summary>A part of a page in the view's language.</summary>
public abstract class PageComponent : ComponentBase
{
    [Parameter, EditorRequired]
    public View View { get; set; } = null!;
}
