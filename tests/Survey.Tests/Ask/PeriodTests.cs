using FsCheck;
using FsCheck.Fluent;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

public sealed class PeriodTests
{
    private static readonly WaveCalendar Calendar = Shipped.Definition.Calendar;

    private static readonly Arbitrary<DateTimeOffset> Instants = Gen.Choose(0, 100 * 366 * 24 * 60)
        .Select(minutes =>
            new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes)
        )
        .ToArbitrary();

    [Fact]
    public void Every_instant_belongs_to_exactly_one_period() =>
        Prop.ForAll(
                Instants,
                instant =>
                {
                    var period = Calendar.PeriodAt(instant);
                    var holding = Enumerable
                        .Range(-3, 7)
                        .Select(period.Plus)
                        .Where(near => near.Opens <= instant && instant < near.Closes);
                    return holding.Single() == period;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Ids_sort_as_periods_do_and_are_read_back() =>
        Prop.ForAll(
                Instants,
                Instants,
                (one, other) =>
                {
                    var (a, b) = (Calendar.PeriodAt(one), Calendar.PeriodAt(other));
                    return Math.Sign(string.CompareOrdinal(a.Id, b.Id)) == Math.Sign(a.Since(b))
                        && Math.Sign(a.Opens.CompareTo(b.Opens)) == Math.Sign(a.Since(b))
                        && Calendar.Find(a.Id) == a
                        && b.Plus(a.Since(b)) == a;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_period_opens_when_the_one_before_closes() =>
        Prop.ForAll(
                Instants,
                instant =>
                    Calendar.PeriodAt(instant).Opens == Calendar.PeriodAt(instant).Plus(-1).Closes
                    && Calendar.IsMidnight(Calendar.PeriodAt(instant).Opens)
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Summer time, one hour before UTC's midnight, holds on 1 April, July and October; not on 1 January.</summary>
    [Theory]
    [InlineData("2026-Q1", "2026-01-01T00:00:00Z", "2026-03-31T23:00:00Z")]
    [InlineData("2026-Q2", "2026-03-31T23:00:00Z", "2026-06-30T23:00:00Z")]
    [InlineData("2026-Q3", "2026-06-30T23:00:00Z", "2026-09-30T23:00:00Z")]
    [InlineData("2026-Q4", "2026-09-30T23:00:00Z", "2027-01-01T00:00:00Z")]
    public void Periods_begin_at_midnight_in_the_country(string id, string opens, string closes)
    {
        var period = Calendar.Find(id)!;
        Assert.Equal(opens, UtcTime.Iso(period.Opens));
        Assert.Equal(closes, UtcTime.Iso(period.Closes));
        Assert.Equal(id, Calendar.PeriodAt(period.Opens).Id);
        Assert.Equal(period.Plus(-1), Calendar.PeriodAt(period.Opens.AddTicks(-1)));
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
    public void Other_texts_are_no_period(string? id) => Assert.Null(Calendar.Find(id));

    /// <summary>Three school terms, the last of which reaches into the next year.</summary>
    [Theory]
    [InlineData("2026-01-10T12:00:00Z", "2025-T3", "2025-09-14T22:00:00Z", "2026-01-14T23:00:00Z")]
    [InlineData("2026-02-01T12:00:00Z", "2026-T1", "2026-01-14T23:00:00Z", "2026-04-19T22:00:00Z")]
    [InlineData("2026-09-14T22:00:00Z", "2026-T3", "2026-09-14T22:00:00Z", "2027-01-14T23:00:00Z")]
    public void Another_calendar_has_other_periods(
        string instant,
        string id,
        string opens,
        string closes
    )
    {
        var terms = new WaveCalendar(
            TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"),
            'T',
            [new(1, 15), new(4, 20), new(9, 15)]
        );
        var period = terms.PeriodAt(UtcTime.ParseIso(instant)!.Value);
        Assert.Equal(
            (id, opens, closes),
            (period.Id, UtcTime.Iso(period.Opens), UtcTime.Iso(period.Closes))
        );
        Assert.Equal(period, terms.Find(id));
        Assert.Null(terms.Find("2026-T4"));
        Assert.Null(terms.Find("2026-Q1"));
    }

    [Theory]
    [InlineData("2026-10-01T00:00:00+01:00", "2026-09-30T23:00:00Z")]
    [InlineData("2026-09-30T23:00Z", "2026-09-30T23:00:00Z")]
    [InlineData("2026-09-30T23:00:00.000Z", "2026-09-30T23:00:00Z")]
    public void Times_are_read_with_their_zone(string text, string utc) =>
        Assert.Equal(utc, UtcTime.Iso(UtcTime.ParseIso(text)!.Value));

    [Theory]
    [InlineData("2026-10-01")]
    [InlineData("2026-10-01T00:00:00")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("01/10/2026 00:00:00Z")]
    [InlineData("")]
    public void Times_without_a_zone_are_not_guessed(string text) =>
        Assert.Null(UtcTime.ParseIso(text));
}
