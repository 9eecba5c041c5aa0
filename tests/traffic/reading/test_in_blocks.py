"""Reading a CSV as an outline, block by block, is reading it row by row, only sooner: mistakes included."""

import csv
import gzip
import io
from datetime import UTC, datetime
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lablib.simulator.kinesis.state.routing import hash_of
from lablib.traffic import Event, TraceError, fleet, read_trace
from lablib.traffic.event_sizes import record_bytes
from lablib.traffic.gateways import USAGE_EVENTS
from lablib.traffic.key_hashes import KnownHashes, key_hashes
from lablib.traffic.reading import in_blocks, plain_csv
from lablib.traffic.reading.in_blocks import outline_of, read_outline
from lablib.traffic.reading.plain_csv import columns_of
from lablib.traffic.reading.stamp_arrays import stamps_us
from lablib.traffic.reading.timestamps import form_of
from lablib.traffic.trace import Understood

COLUMNS = ("times_us", "understood", "key_column", "json_bytes", "sizes_bytes", "key_bytes", "key_hashes")


def told(read, path, **columns):
    """All that an outline says, or the words in which the file is refused."""
    try:
        outline = read(path, **columns)
    except TraceError as error:
        return str(error)
    return said_by(outline) | {"rows": [outline.fields(row) for row in range(len(outline))]}


def said_by(outline):
    said = {name: getattr(outline, name) for name in COLUMNS}
    return {
        name: each if isinstance(each, str | Understood | None) else list(each) for name, each in said.items()
    }


def row_by_row(path, **columns):
    return outline_of(read_trace(path, **columns))


def agree(path, content, block_bytes=plain_csv.BLOCK_BYTES, **columns):
    """Write the file, and hold the two ways of reading against each other."""
    path.write_bytes(content)
    with patch.object(plain_csv, "BLOCK_BYTES", block_bytes):
        assert told(read_outline, path, **columns) == told(row_by_row, path, **columns)


def must_not_be_needed(*_):
    raise AssertionError("the file was read row by row")


@pytest.fixture
def only_in_blocks(monkeypatch):
    monkeypatch.setattr(in_blocks, "trace_of", must_not_be_needed)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("outline") / "trace.csv"


def csv_of(names, rows, end="\n", quoting=csv.QUOTE_MINIMAL):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end, quoting=quoting).writerows([names, *rows])
    return text.getvalue()


# --- any file ----------------------------------------------------------------------------------------

values = st.one_of(
    st.integers(-(10**16), 10**16).map(str),
    st.text("0123456789-+.a é", max_size=20),
    st.text(st.characters(codec="utf-8"), max_size=5),
)
names = st.lists(st.sampled_from(["a", "key", "size", "event_id", "at_x", "é"]), max_size=3, unique=True)


@given(data=st.data(), names=names, end=st.sampled_from(["\n", "\r\n"]), block_bytes=st.integers(1, 200))
def test_any_table_is_read_alike(file, data, names, end, block_bytes):
    times = sorted(data.draw(st.lists(st.integers(0, 10**15), max_size=8)))
    columns = [data.draw(st.lists(values, min_size=len(times), max_size=len(times))) for _ in names]
    rows = list(zip(times, *columns, strict=True))
    agree(file, csv_of(["t_us", *names], rows, end).encode(), block_bytes)


@given(
    st.text(st.sampled_from('t_s,key\n0129.-"\\\r\ufeff é\x00;\t|{}:'), max_size=60),
    st.booleans(),
    st.integers(1, 80),
)
@example("t_s\n\n\n1\n\n2", False, 3)
@example("\n\r\nt_s,key\n1,é\n", True, 1)
@example("t_s\n1\r2\n", False, 80)
@example("t_s,key\n2,a\n1,a\n", False, 80)
@example("\ufefft_s,\ufeffkey\n1,\ufeffa", False, 2)
@example("t_s;key\n1;a,b\n", False, 80)
@example("t_s,key\n1,a\tb\n", False, 80)
@example("t_s\tkey\t\n1\ta\t\n", False, 4)
@example('{"t_s": 1, "key": "a"}\n', False, 80)
def test_any_text_is_read_or_refused_alike(file, text, packed, block_bytes):
    content = text.encode()
    agree(file, gzip.compress(content) if packed else content, block_bytes)
    agree(file, b"t_us,key\n" + content, block_bytes)


@given(st.binary(max_size=30))
def test_any_bytes_are_refused_alike(file, content):
    agree(file, b"t_us,key\n1,a\n" + content)
    agree(file, gzip.compress(b"t_us,key\n1,a\n")[:-9] + content)


@pytest.mark.parametrize(
    "content",
    [
        "t_us,size,key\n1,1048574,kk\n",
        "t_us,size,key\n1,1048575,kk\n",
        "t_us,size\n1,1048560\n",
        "t_us,size\n1,1048561\n",
        "t_us,key\n1," + "k" * 256,
        "t_us,key\n1," + "é" * 256,
        "t_us,key\n1," + "k" * 257,
        "t_us,key\n1,a\n2,\n",
        "t_us,a\n1," + "x" * 1_048_000,
        "t_us,a\n1," + "x" * 1_049_000,
        "t_us\n" + "1" * 61 + "\n",
    ],
)
def test_at_the_limits_of_a_record_both_say_the_same(file, content):
    agree(file, content.encode())
    agree(file, content.encode(), block_bytes=100)


# --- plain files -------------------------------------------------------------------------------------

plain_values = st.one_of(
    st.integers(-(10**17), 10**17).map(str),
    st.sampled_from(["", "0", "-0", "00", "-", "007", "1.5", "+1", "9" * 15, "9" * 16, "-" + "9" * 15]),
    st.text("abcé0", max_size=12),
)


@given(
    rows=st.lists(st.tuples(st.integers(0, 10**15), plain_values, plain_values), min_size=1),
    end=st.sampled_from(["\n", "\r\n"]),
    block_bytes=st.integers(1, 200),
)
def test_a_plain_file_is_read_in_blocks(file, rows, end, block_bytes):
    text = "".join(f"{at},{key}k,{value}{end}" for at, key, value in sorted(rows))
    file.write_bytes(f"t_us,key,a{end}{text}".encode())
    expected = told(row_by_row, file)
    with (
        patch.object(plain_csv, "BLOCK_BYTES", block_bytes),
        patch.object(in_blocks, "trace_of", must_not_be_needed),
    ):
        assert told(read_outline, file) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("header", [True, False])
def test_any_delimiter_with_or_without_a_header_is_read_in_blocks(only_in_blocks, file, delimiter, header):
    lines = ["at,who", "2026-03-02T09:00:00Z,ann", "2026-03-02T09:00:01.5Z,bob"][0 if header else 1 :]
    file.write_text("".join(f"{line}\n".replace(",", delimiter) for line in lines))
    outline = read_outline(file, key="who" if header else "2", header=header)
    assert list(outline.times_us) == [0, 1_500_000]
    assert [outline.key(row) for row in (0, 1)] == ["ann", "bob"]
    assert said_by(outline) == said_by(row_by_row(file, key="who" if header else "2", header=header))


def test_the_incident_s_hour_is_read_in_blocks(only_in_blocks):
    trace, outline = read_trace(USAGE_EVENTS), read_outline(USAGE_EVENTS)
    assert said_by(outline) == said_by(outline_of(trace))
    assert outline.fields(28_219) == trace.fields(28_219)


def test_a_row_is_read_again_from_the_file_and_a_file_that_changed_is_noticed(file):
    file.write_text("t_us,key\n1,a\n2,b\n3,c\n")
    outline = read_outline(file)
    assert [outline.key(row) for row in (2, 0, 1)] == ["c", "a", "b"]
    for now in ("t_us,key\n1,a\n", "t_us,key\n1\n2\n3\n", 't_us,key\n1,"a"\n'):
        file.write_text(now)
        with pytest.raises(
            TraceError, match=r"the file changed while it was replayed\. Remedy: run it again"
        ):
            outline.fields(2)


def test_progress_is_told_in_bytes_of_the_file(file):
    file.write_text("t_us\n" + "".join(f"{at}\n" for at in range(200_000)))
    told = []
    read_outline(file, progress=lambda done, total: told.append((done, total)))
    size = file.stat().st_size
    assert told == [(min(done, size), size) for done in range(2**18, size + 2**18, 2**18)] + [(size, size)]


# --- stamps ------------------------------------------------------------------------------------------

stamps = st.one_of(
    st.integers(0, 10**11).map(str),
    st.integers(0, 10**20).map(str),
    st.text("0123456789", min_size=1, max_size=20),
    st.from_regex(r"[0-9]{1,12}\.[0-9]{0,9}", fullmatch=True),
    st.floats(0, 10**11).map(repr),
    st.datetimes().map(str),
    st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat),
    st.from_regex(
        r"20[0-9]{2}-[01][0-9]-[0-3][0-9][T _][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{0,9})?(Z|)",
        fullmatch=True,
    ),
    st.sampled_from(["2026-03-02 09:00:00.007 UTC", "02/Mar/2026:09:00:00 +0100", "02.03.2026 09:00"]),
    st.sampled_from(["", "soon", "-1", "1e3", " 5", "1_0", "٣", ".5", "5.", ".", "20261102", "NaN", "1..2"]),
)


def parsed(parse, texts):
    try:
        return list(parse(texts))
    except ValueError:
        return "refused"


@given(
    st.sampled_from(["t", "t_s", "t_ms", "t_us", "t_ns", "t_days"]), st.lists(stamps, min_size=1, max_size=5)
)
@example("t_days", ["106751992.0"])  # more microseconds than an int64 takes
def test_a_column_of_stamps_is_read_as_each_of_them_is(column, texts):
    block = "".join(f"{text}\n" for text in texts).encode()
    one_by_one = parsed(lambda texts: map(form_of(column).parse, texts), texts)
    assert parsed(lambda _: stamps_us(columns_of(block, 1)[0], form_of(column)), texts) == one_by_one


@given(st.from_regex(r"[0-9]{1,11}(\.[0-9]{1,6})?", fullmatch=True))
@example("20260229")  # as a date this is none
@example("2026061")
def test_what_looks_like_a_number_is_a_number_of_seconds_however_many_digits_it_has(text):
    column = columns_of(text.encode() + b"\n", 1)[0]
    (at_us,) = stamps_us(column, form_of("t")).tolist()
    assert at_us == form_of("t").parse(text) == round(float(text) * 1_000_000)


# --- what is said of a row ---------------------------------------------------------------------------


@given(
    names=names,
    row=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=9),
        min_size=3,
        max_size=3,
    ),
    size=st.integers(0, 60),
    number=st.integers(0, 10**8),
)
def test_an_event_is_as_long_as_its_outline_says(file, names, row, size, number):
    values = [str(size) if name == "size" else value for name, value in zip(names, row, strict=False)]
    # Where lines end in a line feed, a carriage return is quoted from Python 3.13 on only.
    quoting = csv.QUOTE_ALL if "\r" in "".join(values) else csv.QUOTE_MINIMAL
    file.write_text(csv_of(["t_us", *names], [("1", *values)], quoting=quoting), newline="")
    outline = read_outline(file)
    event = fleet(outline, 1)[0].event(number)
    expected = len(event.payload()) + len(event.key.encode())
    assert record_bytes(outline, slice(0, 1), len(event.event_id)).tolist() == [expected]


@given(st.lists(st.text(max_size=8)))
def test_hashes_are_those_of_the_keys_and_in_their_order(keys):
    packed = [key.encode() for key in keys]
    known = KnownHashes()
    numbers = [hash_of(key) for key in keys]
    for found in (
        key_hashes(packed),
        key_hashes(b"") if not keys else np.array([known[key] for key in packed]),
    ):
        assert [int.from_bytes(each.ljust(16, b"\0")) for each in found.tolist()] == numbers
    assert np.argsort(key_hashes(packed), stable=True).tolist() == sorted(
        range(len(keys)), key=numbers.__getitem__
    )


def test_known_hashes_forget_rather_than_grow_for_ever():
    known = KnownHashes()
    with patch("lablib.traffic.key_hashes.MOST_KNOWN", 3):
        for number in range(10):
            assert known[b"%d" % number] == key_hashes([b"%d" % number]).tobytes()
            assert len(known) <= 3


def test_a_gateway_sends_an_outline_as_it_sends_the_trace():
    trace = read_trace(USAGE_EVENTS)
    for gateway, other in zip(
        fleet(trace, 2, seconds=20), fleet(outline_of(trace), 2, seconds=20), strict=True
    ):
        sent, same = gateway.due(gateway.end_us), other.due(other.end_us)
        assert [Event.payload(event) for event in sent] == [Event.payload(event) for event in same]
        assert [(each.event_id, each.at_us, each.key) for each in sent] == [
            (each.event_id, each.at_us, each.key) for each in same
        ]
