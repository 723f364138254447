using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace Survey.Ask;

/// <summary>Answers as they were sent, read, with everything that is wrong with them.</summary>
public sealed partial class ReadAnswers
{
    /// <summary>Stands for the answers together, where a fault is no item's.</summary>
    public const string Together = "answers";

    private readonly Instrument _instrument;
    private readonly Dictionary<string, List<AnswerFault>> _faults = [];

    private ReadAnswers(Instrument instrument)
    {
        _instrument = instrument;
        Readable = new Answers(instrument);
    }

    /// <summary>What could be read, to show a form again with what was chosen; not to be kept.</summary>
    public Answers Readable { get; }

    /// <summary>To be kept; null when something is wrong.</summary>
    public Answers? Valid => _faults.Count == 0 ? Readable : null;

    /// <summary>Nothing needs mending and nothing is to be kept: the survey is not for this person, or no item is
    /// answered.</summary>
    public bool IsNothingToKeep =>
        _faults.Count > 0
        && _faults
            .Values.SelectMany(found => found)
            .All(fault => fault is AnswerFault.Outside or AnswerFault.Nothing);

    /// <summary>Item id, or <see cref="Together"/>, to what is wrong there.</summary>
    public IReadOnlyDictionary<string, List<AnswerFault>> Faults => _faults;

    /// <summary><see cref="Faults"/> in the API's words.</summary>
    public IReadOnlyDictionary<string, string[]> Errors =>
        _faults.ToDictionary(
            fault => fault.Key,
            fault => fault.Value.Select(AnswerFaults.InWords).ToArray()
        );

    /// <summary>Reads an object of item id to option id, or to a list of them for a multi-choice item. Null and an empty
    /// list are the same as leaving the item out. An answer to an item that routing leaves out is a fault, as is an option
    /// that is not offered.</summary>
    public static ReadAnswers FromJson(Instrument instrument, JsonElement answers)
    {
        var read = new ReadAnswers(instrument);
        if (answers.ValueKind != JsonValueKind.Object)
        {
            read.Fault(Together, AnswerFault.NotAnObject);
            return read;
        }
        var seen = new HashSet<int>();
        foreach (var member in answers.EnumerateObject())
        {
            var place = read.PlaceOf(NameOf(member));
            if (place < 0)
                continue;
            if (!seen.Add(place))
                read.Fault(place, AnswerFault.GivenTwice);
            read.Read(place, member.Value);
        }
        foreach (var place in read.LeftOut())
            if (read.Readable[place] != 0)
            {
                read.Readable[place] = 0;
                read.Fault(place, AnswerFault.NotAsked);
            }
        foreach (var place in read.WithOptionsNotOffered())
            read.Fault(place, AnswerFault.NotOffered);
        read.FaultNothingToKeep();
        return read;
    }

    /// <summary>Reads the fields of a form: item id to option ids; an empty one is none. What routing leaves out is
    /// dropped, and so are options that are not offered, as a form without script shows them all.</summary>
    /// <param name="fields">Only those that stand for items.</param>
    public static ReadAnswers FromForm(
        Instrument instrument,
        IEnumerable<KeyValuePair<string, StringValues>> fields
    )
    {
        var read = new ReadAnswers(instrument);
        foreach (var (name, values) in fields)
        {
            var place = read.PlaceOf(name);
            if (place < 0)
                continue;
            var options = values.Where(value => !string.IsNullOrEmpty(value)).ToList();
            if (instrument.Items[place].Kind == ItemKind.Single && options.Count > 1)
                read.Fault(place, AnswerFault.NotOneOption);
            else
                read.Mark(place, options);
        }
        foreach (var place in read.LeftOut())
        {
            read.Readable[place] = 0;
            read._faults.Remove(instrument.Items[place].Id);
        }
        foreach (var place in read.WithOptionsNotOffered())
            read.Readable[place] &= read.Readable.Offered(place);
        read.FaultNothingToKeep();
        return read;
    }

    private void Read(int place, JsonElement value)
    {
        var isSingle = _instrument.Items[place].Kind == ItemKind.Single;
        if (
            value.ValueKind == JsonValueKind.Null
            || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
        )
            return;
        if (isSingle && value.ValueKind == JsonValueKind.String)
            Mark(place, [TextOf(value)]);
        else if (
            !isSingle
            && value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(option => option.ValueKind == JsonValueKind.String)
        )
            Mark(place, value.EnumerateArray().Select(TextOf));
        else
            Fault(place, isSingle ? AnswerFault.NotOneOption : AnswerFault.NotAList);
    }

    private void Mark(int place, IEnumerable<string?> chosen)
    {
        var options = _instrument.Items[place].Options;
        var exclusive = 0UL;
        var marks = 0UL;
        foreach (var id in chosen)
        {
            var bit = 0;
            while (bit < options.Length && options[bit].Id != id)
                bit++;
            if (bit == options.Length)
                Fault(place, AnswerFault.UnknownOption);
            else if ((marks & (1UL << bit)) != 0)
                Fault(place, AnswerFault.Repeated);
            else
            {
                marks |= 1UL << bit;
                exclusive |= options[bit].Exclusive ? 1UL << bit : 0;
            }
        }
        if (exclusive != 0 && BitOperations.PopCount(marks) > 1)
            Fault(place, AnswerFault.NotAlone);
        Readable[place] = marks;
    }

    /// <summary>Items that routing leaves out, first item first, as each may route later ones. A condition on an answer
    /// that has a fault gets the benefit of the doubt.</summary>
    private IEnumerable<int> LeftOut()
    {
        var unclear = _faults.Keys.ToHashSet();
        bool Fails(Condition? condition) =>
            condition is not null
            && !unclear.Contains(condition.Item)
            && !Readable.Holds(condition);
        bool HasNoChoice(int place) =>
            _instrument.Items[place].OptionsFrom is { } source
            && !unclear.Contains(source)
            && BitOperations.PopCount(Readable.Offered(place)) < 2;
        for (var place = 0; place < _instrument.Items.Length; place++)
            if (
                !Readable.IsAsked(place)
                && (
                    unclear.Count == 0
                    || Fails(_instrument.SectionOf(place).AskIf)
                    || Fails(_instrument.Items[place].AskIf)
                    || HasNoChoice(place)
                )
            )
                yield return place;
    }

    private IEnumerable<int> WithOptionsNotOffered() =>
        Enumerable
            .Range(0, _instrument.Items.Length)
            .Where(place =>
                (Readable[place] & ~Readable.Offered(place)) != 0
                && !_faults.ContainsKey(_instrument.Items[place].OptionsFrom!)
            );

    private void FaultNothingToKeep()
    {
        if (Readable.IsOutside)
            for (var place = 0; place < _instrument.Items.Length; place++)
                if ((Readable[place] & _instrument.Items[place].Outside) != 0)
                    Fault(place, AnswerFault.Outside);
        if (_faults.Count == 0 && Readable.IsEmpty)
            Fault(Together, AnswerFault.Nothing);
    }

    /// <summary>-1, and a fault, when no item has that name.</summary>
    private int PlaceOf(string? name)
    {
        var place = name is null ? -1 : _instrument.PlaceOf(name);
        if (place < 0)
            if (name is not null && SafeName().IsMatch(name))
                Fault(name, AnswerFault.UnknownItem);
            else
                Fault(Together, AnswerFault.UnknownNames);
        return place;
    }

    private void Fault(int place, AnswerFault fault) => Fault(_instrument.Items[place].Id, fault);

    private void Fault(string at, AnswerFault fault)
    {
        if (!_faults.TryGetValue(at, out var found))
            _faults[at] = found = [];
        if (!found.Contains(fault))
            found.Add(fault);
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null when it is not text: half of a surrogate pair, or bytes that are not UTF-8.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Names that look like an item's may be said back; others are whatever a client sent.</summary>
    [GeneratedRegex(@"^[a-z0-9_]{1,40}\z")]
    private static partial Regex SafeName();
}
