using System.Collections.Immutable;

namespace Survey.Ask.Pages;

/// <summary>Items that are on one screen together: one, or a battery.</summary>
/// <param name="Text">Above them; null: nothing.</param>
public sealed record Screens(ImmutableArray<Item> Items, Texts? Text)
{
    /// <param name="items">Of one section, in the order of asking.</param>
    public static IEnumerable<Screens> Of(PageTexts texts, IEnumerable<Item> items)
    {
        var left = items.ToImmutableArray();
        while (!left.IsEmpty)
        {
            var battery = texts.Batteries.FirstOrDefault(one => one.Items.Contains(left[0].Id));
            var count = battery is null
                ? 1
                : left.TakeWhile(item => battery.Items.Contains(item.Id)).Count();
            yield return new Screens(left[..count], battery?.Text);
            left = left[count..];
        }
    }
}
