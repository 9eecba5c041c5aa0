"""Every message reads right with none, one and many of whatever it counts."""

import re
from datetime import UTC, datetime
from string import Formatter

import pytest

from lablib.teaching.checks.message_catalogue import fill_in, machine_texts, texts_of
from lablib.teaching.course import labs, read_lab, repo_root

MANY = 1_000
ALWAYS_MANY = {"trials"}
"""Numbers that no run of a grader can make 0 or 1."""
EXAMPLE = read_lab(repo_root() / "docs/example-lab")
FILES = {"shared by every lab": machine_texts()} | {
    exercise.id: texts_of(exercise) for lab in (*labs(), EXAMPLE) for exercise in lab.exercises
}
NOT_PLURAL = "is|was|has|does|this|us|its|as|less|always|plus|minus|process|status|across|unless"
"""Words in s that may follow a single one of something."""
PLURALS = (
    "events|records|calls|copies|messages|items|shards|seconds|minutes|hours|times|attempts|batches|tries|tokens|"
    "tenants|keys|lines|answers|results|bytes|invocations|deliveries|pauses|streams|days|words|errors|positions"
)
ONE = r"(?<![\d,.])1 "
THE_ONE = r"(?:(?<![\d,.])(?<!of )1|\b[Tt]he one) "
WRONG = {
    "one and a plural": rf"{ONE}(?:(?!of|in|to|for|and|s )[a-z-]+ ){{0,2}}(?:{PLURALS})\b",
    "one and a word in s": rf"{ONE}(?!(?:{NOT_PLURAL})\b)[a-z]+[a-rt-z]s\b",
    "one and a verb for many": (
        rf"{THE_ONE}(?:of [\d,]+ )?(?:[a-z-]+ ){{0,2}}(?:of 'x' that )?(?:are|were|have|do)\b"
    ),
    "a word for many": r"\b(?:[Tt]hese|[Tt]hose|[Aa]ll|[Bb]oth|others?|last|first|next) [01](?![\d,.])",
    "the none": r"\b[Tt]he 0(?![\d,.])",
}


def places(text):
    """The name and the format of each place, those inside of another place's words too."""
    for _, name, spec, _ in Formatter().parse(text):
        if name is not None:
            yield name, spec
            yield from places(spec)


def is_count(spec):
    return "/" in spec or spec in (",", "d", ",d")


def sample(spec):
    """A value that the format takes."""
    if re.search(r"%[A-Za-z]", spec):
        return datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
    return "x" if re.fullmatch(r"([<>^]?\d+)?|\.\d+", spec) else MANY


def wordings(parts):
    """Each text, with every number that it counts 0, 1 and many in turn, and the others many."""
    specs = dict(place for text in parts.values() for place in places(text) if place[1])
    counts = {name for text in parts.values() for name, spec in places(text) if is_count(spec)} - ALWAYS_MANY
    facts = {name: sample(specs.get(name, "")) for text in parts.values() for name, _ in places(text)}
    for varied in [{}, *({name: number} for name in sorted(counts) for number in (0, 1))]:
        for part, text in parts.items():
            yield varied, part, fill_in(text, facts | varied)


def mistakes(texts):
    """What reads wrong: the message, what was counted, and the words."""
    for id_, parts in texts.items():
        for varied, part, said in wordings(parts):
            for kind, pattern in WRONG.items():
                if found := re.search(pattern, said):
                    yield f"{id_} {part}, {varied}: {kind}: '{found[0]}'"


@pytest.mark.parametrize("texts", FILES.values(), ids=FILES)
def test_every_message_reads_right_with_none_one_and_many(texts):
    assert sorted(set(mistakes(texts))) == []


@pytest.mark.parametrize(
    ("text", "none", "one", "many"),
    [
        ("{n:event/events}", "events", "event", "events"),
        (
            "{n:, event/events} {n:is/are} lost",
            "0 events are lost",
            "1 event is lost",
            "1,204 events are lost",
        ),
        ("{n:nothing/one/{n:,} of them}", "nothing", "one", "1,204 of them"),
        ("{n:,}{n:/st/th}", "0", "1st", "1,204th"),
    ],
)
def test_a_number_chooses_its_word(text, none, one, many):
    assert [fill_in(text, {"n": number}) for number in (0, 1, 1_204)] == [none, one, many]


@pytest.mark.parametrize(
    "text",
    [
        "it lost {n:,} events",
        "it lost {n:,} of the 500 events, and {n:,} were copies",
        "the {n:,} throttled records",
        "those {n:,} are booked again",
        "{n:, event/events} are lost",
        "it was called {n:,} times",
    ],
)
def test_a_text_that_reads_wrong_with_none_or_one_is_found(text):
    assert list(mistakes({"any": {"did": text}}))


@pytest.mark.parametrize(
    "text",
    [
        "it lost {n:, event/events}, {n:, copy/copies}",
        "{n:,} of {m:, event/events} {n:is/are} lost",
        "after {s:,.0f} s and in trial {trial}, it raised {error!r} at {at:%H:%M:%S}",
        "at attempt {n:,} it gave up {m:, event/events}",
    ],
)
def test_a_text_that_reads_right_is_let_through(text):
    assert list(mistakes({"any": {"did": text}})) == []
