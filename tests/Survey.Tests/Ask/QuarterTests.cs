using FsCheck;
using FsCheck.Fluent;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

public sealed class QuarterTests
{
    private static readonly Arbitrary<DateTimeOffset> Instants = Gen.Choose(0, 100 * 366 * 24 * 60)
        .Select(minutes =>
            new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes)
        )
        .ToArbitrary();

    [Fact]
    public void Every_instant_belongs_to_exactly_one_quarter() =>
        Prop.ForAll(
                Instants,
                instant =>
                {
                    var quarter = Quarter.Of(instant);
                    var holding = Enumerable
                        .Range(-3, 7)
                        .Select(quarter.Plus)
                        .Where(near => near.Opens <= instant && instant < near.Closes);
                    return holding.Single() == quarter;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Ids_sort_as_quarters_do_and_are_read_back() =>
        Prop.ForAll(
                Instants,
                Instants,
                (one, other) =>
                {
                    var (a, b) = (Quarter.Of(one), Quarter.Of(other));
                    return Math.Sign(string.CompareOrdinal(a.Id, b.Id)) == Math.Sign(a.Since(b))
                        && Math.Sign(a.Opens.CompareTo(b.Opens)) == Math.Sign(a.Since(b))
                        && Quarter.Parse(a.Id) == a
                        && b.Plus(a.Since(b)) == a;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_quarter_opens_when_the_one_before_closes() =>
        Prop.ForAll(
                Instants,
                instant =>
                    Quarter.Of(instant).Opens == Quarter.Of(instant).Plus(-1).Closes
                    && LisbonTime.IsMidnight(Quarter.Of(instant).Opens)
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Summer time, one hour before UTC's midnight, holds on 1 April, July and October; not on 1 January.</summary>
    [Theory]
    [InlineData("2026-Q1", "2026-01-01T00:00:00Z", "2026-03-31T23:00:00Z")]
    [InlineData("2026-Q2", "2026-03-31T23:00:00Z", "2026-06-30T23:00:00Z")]
    [InlineData("2026-Q3", "2026-06-30T23:00:00Z", "2026-09-30T23:00:00Z")]
    [InlineData("2026-Q4", "2026-09-30T23:00:00Z", "2027-01-01T00:00:00Z")]
    public void Quarters_begin_at_midnight_in_Lisbon(string id, string opens, string closes)
    {
        var quarter = Quarter.Parse(id)!.Value;
        Assert.Equal(opens, LisbonTime.Iso(quarter.Opens));
        Assert.Equal(closes, LisbonTime.Iso(quarter.Closes));
        Assert.Equal(id, Quarter.Of(quarter.Opens).Id);
        Assert.Equal(quarter.Plus(-1), Quarter.Of(quarter.Opens.AddTicks(-1)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026-q4")]
    [InlineData("1999-Q4")]
    [InlineData("2026-Q4 ")]
    [InlineData("２026-Q4")]
    public void Other_texts_are_no_quarter(string? id) => Assert.Null(Quarter.Parse(id));

    [Theory]
    [InlineData("2026-10-01T00:00:00+01:00", "2026-09-30T23:00:00Z")]
    [InlineData("2026-09-30T23:00Z", "2026-09-30T23:00:00Z")]
    [InlineData("2026-09-30T23:00:00.000Z", "2026-09-30T23:00:00Z")]
    public void Times_are_read_with_their_zone(string text, string utc) =>
        Assert.Equal(utc, LisbonTime.Iso(LisbonTime.ParseIso(text)!.Value));

    [Theory]
    [InlineData("2026-10-01")]
    [InlineData("2026-10-01T00:00:00")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("01/10/2026 00:00:00Z")]
    [InlineData("")]
    public void Times_without_a_zone_are_not_guessed(string text) =>
        Assert.Null(LisbonTime.ParseIso(text));
}
