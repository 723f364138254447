namespace Survey.Http;

/// <summary>The cookie beside the token of a form behind a key. It goes with the addresses that begin like the page's, so
/// with no student's page; a form is sent to one of them.</summary>
internal sealed class FormCookie : CookieBuilder
{
    public FormCookie()
    {
        Name = "survey-form";
        HttpOnly = true;
        SameSite = SameSiteMode.Strict;
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
        IsEssential = true;
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Path = $"/{context.Request.Path.ToUriComponent().Split('/')[1]}";
        return options;
    }
}
