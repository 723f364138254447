using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Template;

namespace Survey.Tests.Http;

/// <summary>Routes as the Functions host matches them: ASP.NET Core's routing from before endpoints.</summary>
internal static partial class HostRoutes
{
    public static bool Matches(string route, string path)
    {
        var template = TemplateParser.Parse(route);
        var defaults = new RouteValueDictionary();
        foreach (var parameter in template.Parameters)
            if (parameter.DefaultValue is { } value)
                defaults[parameter.Name!] = value;
        var values = new RouteValueDictionary();
        if (!new TemplateMatcher(template, defaults).TryMatch(new PathString(path), values))
            return false;
        return template.Parameters.All(parameter =>
            parameter.InlineConstraints.All(constraint =>
                IsMet(constraint.Constraint, parameter, values)
            )
        );
    }

    public static IEnumerable<string> Parameters(string route) =>
        TemplateParser.Parse(route).Parameters.Select(parameter => parameter.Name!);

    /// <summary>Lower is more precise.</summary>
    public static decimal Precedence(string route) =>
        RoutePrecedence.ComputeInbound(TemplateParser.Parse(route));

    /// <summary>A path of the route with <paramref name="text"/> in one parameter and <c>x</c> in the others.</summary>
    public static string Fill(string route, string parameter, string text) =>
        Parameter().Replace(route, match => match.Groups[1].Value == parameter ? text : "x");

    private static bool IsMet(
        string constraint,
        TemplatePart parameter,
        RouteValueDictionary values
    )
    {
        if (parameter.IsOptional && values.GetValueOrDefault(parameter.Name!) is null)
            return true;
        var pattern = Constraint().Match(constraint);
        if (!pattern.Success)
            throw new InvalidOperationException($"Unknown constraint {constraint}.");
        return new RegexRouteConstraint(pattern.Groups[1].Value).Match(
            null,
            null,
            parameter.Name!,
            values,
            RouteDirection.IncomingRequest
        );
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^regex\((.*)\)$")]
    private static partial Regex Constraint();
}
