using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Publish.Pages;

namespace Survey.Manage;

/// <summary>Pages of the desk as answers. They show what admins alone may see, so that none is kept anywhere.</summary>
public sealed class DeskPages(Definition definition, IServiceProvider services)
{
    internal PageContext Of(HttpRequest request) => PageContext.Of(request, definition);

    internal static Task<IResult> WriteAsync<TPage>(
        PageContext view,
        int status,
        params (string, object?)[] parameters
    )
        where TPage : PageComponent<PageContext> =>
        AnalystPages.WriteAsync<TPage>(view, status, parameters);

    /// <summary>Goes with every form of the desk.</summary>
    internal AntiforgeryTokenSet TokenFor(HttpContext context) =>
        services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);

    /// <summary>A moment in the survey's country, to the minute.</summary>
    internal static string Moment(PageContext view, DateTimeOffset instant) =>
        TimeZoneInfo
            .ConvertTime(instant, view.Definition.Calendar.Zone)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>As fields of forms have days.</summary>
    internal static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Words of the desk are named by the values of the program's enums: <c>state-closed</c>.</summary>
    internal static string Word<T>(PageContext view, string kind, T value)
        where T : struct, Enum => view[$"desk-{kind}-{value.ToString().ToLowerInvariant()}"];

    /// <summary>What a timer does.</summary>
    internal static string TimerName(PageContext view, string timer) =>
        view[$"desk-timer-{timer.ToLowerInvariant()}"];
}
