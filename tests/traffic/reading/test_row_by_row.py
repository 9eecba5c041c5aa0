"""Reading a CSV as a trace: what is understood, and for every way to be wrong the line and the remedy."""

import csv
import gzip
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.teaching.course import repo_root
from lablib.traffic import TraceError, read_trace
from lablib.traffic.trace import Understood

REAL = repo_root() / "../shared/data/llm-1h.csv.gz"


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a text (or bytes) to a file and reads it as a trace."""

    def write_and_read(content, name="trace.csv", **columns):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_trace(path, **columns)

    return write_and_read


@pytest.mark.parametrize(
    ("column", "first", "second", "gap_us"),
    [
        ("t_us", "5", "12", 7),
        ("t_us", "0", "7.0", 7),
        ("t_ms", "5", "5.5", 500),
        ("event_time_s", "1.25", "3", 1_750_000),
        ("ts_ns", "1700000000000000000", "1700000000000007000", 7),
        ("timestamp", "1700031600.680590", "1700031601.680591", 1_000_001),
        ("TIMESTAMP", "2023-11-16 18:15:46.6805900", "2023-11-16 18:15:47.6805910", 1_000_001),
        ("time", "2026-11-02T00:00:00Z", "2026-11-02T02:00:00+01:00", 3_600_000_000),
        ("at", "2026-11-02", "2026-11-03", 86_400_000_000),
        ("t", "20260228", "20260229", 1_000_000),
        ("t", "20260228.5", "20260229.0", 500_000),
        ("t_days", "46083.375", "46083.37638889", 120_000_096),
        ("@timestamp", "2026-03-02 09:00:00.007", "2026-03-02 09:00:00.013", 6_000),
        ("event_time", "2026-03-02 09:00:00.007 UTC", "2026-03-02 09:00:00.013 UTC", 6_000),
        ("time_local", "02/Mar/2026:09:00:00 +0000", "02/Mar/2026:10:00:01 +0100", 1_000_000),
        ("time_local", "[02/Mar/2026:09:00:00 +0000]", "[02/Mar/2026:09:00:02 +0000]", 2_000_000),
        ("date", "Mon, 02 Mar 2026 09:00:00 GMT", "Mon, 02 Mar 2026 09:00:03 GMT", 3_000_000),
        ("timestamp", "02.03.2026 23:59:59", "03.03.2026 00:00:00", 1_000_000),
    ],
)
def test_a_time_stamp_is_read_by_the_name_of_its_column(read, column, first, second, gap_us):
    assert list(read(f'{column}\n"{first}"\n"{second}"\n').times_us) == [0, gap_us]


def test_the_time_column_can_be_named_and_its_ending_tells_the_unit(read):
    trace = read("time,sent_ms\n9,1\n8,4\n", time="sent_ms")
    assert list(trace.times_us) == [0, 3_000]
    assert trace.fields(1) == {"time": 8}


@pytest.mark.parametrize(
    ("unit", "gap_us"), [("ns", 0), ("us", 1), ("ms", 1_500), ("s", 1_500_000), ("days", 129_600_000_000)]
)
def test_the_unit_can_be_said_whatever_the_name_tells(read, unit, gap_us):
    assert list(read("t_us\n1\n2.5\n", unit=unit).times_us) == [0, gap_us]


def test_the_format_of_the_dates_can_be_said(read):
    trace = read("t_us\n03/02/2026 11:59 PM\n03/03/2026 12:01 AM\n", time_format="%m/%d/%Y %I:%M %p")
    assert list(trace.times_us) == [0, 120_000_000]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"unit": "weeks"}, "'weeks' isn't a unit of time. Remedy: --time-unit takes ns, us, ms, s, days."),
        ({"unit": "s", "time_format": "%Y"}, "leave --time-unit or --time-format out."),
    ],
)
def test_what_makes_no_sense_about_the_time_is_refused(read, said, message):
    with pytest.raises(TraceError, match=re.escape(message)):
        read("t\n1\n", **said)


def test_a_trace_tells_what_it_was_understood_as(read):
    assert read("ts,time,tenant,bytes\n0,1,a,5\n").understood == Understood(
        "ts", "seconds", True, "bytes", ("time",)
    )
    assert read("t_ms\n0\n").understood == Understood("t_ms", "milliseconds", False, None)
    assert read("t\n0\n", unit="s").understood == Understood("t", "seconds", False, None)
    assert read("at\n2026-11-02\n").understood == Understood("at", "dates", False, None)
    newest_first = Understood("at", "dates", False, None, newest_first=True)
    assert read("at\n2026-11-03\n2026-11-02\n").understood == newest_first


def test_rows_with_the_newest_first_are_turned_round(read):
    trace = read("t_s,key,size\n9,a,1\n7,b,2\n7,c,3\n4,d,4\n")
    assert list(trace.times_us) == [0, 3_000_000, 3_000_000, 5_000_000]
    assert [trace.key(row) for row in range(4)] == ["d", "c", "b", "a"]
    assert list(trace.sizes_bytes) == [4, 3, 2, 1]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_than_the_comma_are_found_in_the_header(read, delimiter):
    rows = [["t_s", "tenant", "note, with a comma"], ["1", "ann", "x,y"], ["2", '"bob"', ""]]
    trace = read("".join(delimiter.join(row) + "\n" for row in rows))
    assert [trace.fields(row) for row in (0, 1)] == [
        {"tenant": "ann", "note, with a comma": "x,y"},
        {"tenant": "bob", "note, with a comma": ""},
    ]


def test_json_lines_have_the_fields_of_their_first_object(read):
    trace = read('\n{"t_s": 1, "tenant": "ann", "n": 7, "x": {"a": [1, 2.5]}}\n{"t_s": 2.5, "tenant": "é"}\n')
    assert list(trace.times_us) == [0, 1_500_000]
    assert [trace.fields(row) for row in (0, 1)] == [
        {"tenant": "ann", "n": 7, "x": '{"a":[1,2.5]}'},
        {"tenant": "é", "n": "", "x": ""},
    ]


def test_without_a_header_columns_are_numbered_and_the_first_is_the_time(read):
    usual, named = read("1,ann,5\n2,bob,6\n", header=False), read("ann,1\nbob,2\n", time="2", header=False)
    assert (list(usual.times_us), usual.fields(1)) == ([0, 1_000_000], {"2": "bob", "3": 6})
    assert (list(named.times_us), named.fields(0)) == ([0, 1_000_000], {"1": "ann"})


def test_key_and_size_are_recognised_by_name_or_given(read):
    text = "t_s,tenant,size,host,length\n0,ann,10,h1,99\n"
    usual, given_ = read(text), read(text, key="host", size="length")
    assert (usual.key(0), list(usual.sizes_bytes)) == ("ann", [10])
    assert (given_.key(0), list(given_.sizes_bytes)) == ("h1", [99])


def test_without_key_and_size_there_are_none(read):
    trace = read("t_s,host\n0,h1\n")
    assert (trace.key(0), trace.sizes_bytes, trace.fields(0)) == (None, None, {"host": "h1"})


def test_gzip_byte_order_mark_quotes_empty_lines_and_windows_line_ends_are_fine(read):
    text = '\ufefft_s,note\r\n0,"two\r\nlines, one ""field"""\r\n\r\n1,é\r\n'
    for trace in (read(text), read(gzip.compress(text.encode()), name="trace.csv.gz")):
        assert list(trace.times_us) == [0, 1_000_000]
        assert [trace.fields(row)["note"] for row in (0, 1)] == ['two\r\nlines, one "field"', "é"]


def test_numbers_are_numbers_only_when_nothing_is_lost(read):
    texts = ["12", "-12", "0", "007", "+1", "1.50", "-0", "1_000", "٣", "", "12345678901234567890"]
    trace = read("t_s,v\n" + "".join(f"0,{text}\n" for text in texts))
    values = [12, -12, 0, "007", "+1", "1.50", "-0", "1_000", "٣", "", "12345678901234567890"]
    assert [trace.fields(row)["v"] for row in range(len(texts))] == values


def test_equal_times_are_in_order(read):
    assert list(read("t_s,v\n3,a\n3,b\n").times_us) == [0, 0]


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 10**15), st.text(st.characters(codec="utf-8"), min_size=1, max_size=256)),
        min_size=1,
    )
)
def test_what_was_written_is_what_is_read(tmp_path_factory, rows):
    rows = sorted(rows)
    path = tmp_path_factory.mktemp("trace") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("t_us", "key"), *rows])
    trace = read_trace(path)
    first_us = rows[0][0]
    assert [(at_us + first_us, trace.key(row)) for row, at_us in enumerate(trace.times_us)] == rows


KIB = 1_024
WRONG = {
    "line ends of old Macs": ("t_us,key\r1,a\r2,b\r", {}, 1, "malformed row (new-line", "tr '\\r' '\\n'"),
    "a quote that swallows the file": (
        't_us,key\n1,a\n2,"b\n' + "3,c\n" * 600_000,
        {},
        3,
        "field larger than field limit",
        "a quote that is never closed?",
    ),
    "an empty file": ("", {}, 1, "the file is empty", "give it a header and at least one row"),
    "only empty lines": ("\n\n", {}, 1, "the file is empty", "give it a header"),
    "a header only": ("t_us,key\n", {}, 1, "a header and nothing below it", "add at least one row"),
    "no time column": (
        "when,key\n1,a\n",
        {},
        1,
        "the file has: when, key",
        "name the time column with --time",
    ),
    "a missing key column": (
        "t_us,tenant\n1,a\n",
        {"key": "tennant"},
        1,
        "no column 'tennant' to take the key from; the file has: t_us, tenant",
        "name one of them with --key",
    ),
    "a missing time column": (
        "t_us\n1\n",
        {"time": "at"},
        1,
        "no column 'at' to take the time from",
        "name one of them with --time",
    ),
    "a missing size column": (
        "t_us\n1\n",
        {"size": "n"},
        1,
        "no column 'n' to take the size from",
        "name one of them with --size",
    ),
    "one column twice": ("t_us,a,a\n1,2,3\n", {}, 1, "the column 'a' is there twice", "rename one"),
    "time as key": ("t_us\n1\n", {"key": "t_us"}, 1, "both the time and the key", "name another column"),
    "too few fields": (
        "t_us,a\n1,2\n3\n",
        {},
        3,
        "1 fields where the header has 2",
        "add or remove delimiters",
    ),
    "too many fields": ("t_us,a\n1,2,3\n", {}, 2, "3 fields where the header has 2", "in quotes"),
    "an open quote": (
        't_us,a\n1,b\n2,"c\n3,d\n',
        {},
        3,
        "malformed row (unexpected end of data)",
        "check the quotes",
    ),
    "a time that is text": (
        "t_us\n1\nsoon\n",
        {},
        3,
        "'soon' is not a number of microseconds",
        "mend or remove the row",
    ),
    "a time that is neither": (
        "ts\nsoon\n",
        {},
        2,
        "'soon' is not a date or a number of seconds",
        "say how its times are written: --time-unit ms, or --time-format '%m/%d/%Y",
    ),
    "a time with underscores": ("t_us\n1_000\n", {}, 2, "'1_000' is not a number of microseconds", "mend"),
    "no time": ("t_us,a\n,1\n", {}, 2, "'' is not a number of microseconds", "mend or remove the row"),
    "a negative time": ("t_us\n1\n-5\n", {}, 3, "'-5' is negative", "mend or remove the row"),
    "a time that is NaN": ("t_us\nNaN\n", {}, 2, "'NaN' is not a finite number", "mend or remove the row"),
    "an infinite time": ("t_us\n1\ninf\n", {}, 3, "'inf' is not a finite number", "mend or remove the row"),
    "milliseconds read as seconds": (
        "ts\n1700000000000\n",
        {},
        2,
        "is too large for seconds",
        "these look like milliseconds; say so with --time-unit ms",
    ),
    "a time past all units": (
        "t_us\n1e300\n",
        {},
        2,
        "'1e300' is too large",
        "say the unit with --time-unit: ns, us, ms, s, days",
    ),
    "a size that is text": (
        "t_us,size\n1,big\n",
        {},
        2,
        "'big' is not a whole number of bytes",
        "as digits only, 0 or more, or name another column with --size",
    ),
    "a negative size": ("t_us,size\n1,5\n2,-5\n", {}, 3, "'-5' is not a whole number of bytes", "0 or more"),
    "half a byte": (
        "t_us,size\n1,1.5\n",
        {},
        2,
        "'1.5' is not a whole number of bytes",
        "as digits only, 0 or more, or name another column with --size",
    ),
    "a size over 1 MiB": (
        "t_us,key,size\n1,kk,1048575\n",
        {},
        2,
        "1048575 bytes and a key of 2",
        "split the record",
    ),
    "a row over 1 MiB": (
        f"t_us,a\n1,x\n2,{'x' * KIB * KIB}\n",
        {},
        3,
        "Kinesis takes 1048576 bytes",
        "split",
    ),
    "an empty key": (
        "t_us,key\n1,a\n2,\n",
        {},
        3,
        "the key has 0 characters, and a partition key has 1 to 256",
        "--key",
    ),
    "a key of 257": (
        f"t_us,key\n1,{'k' * 257}\n",
        {},
        2,
        "the key has 257 characters, and a partition key has 1 to 256",
        "write the key that your producer sends, or name another column with --key",
    ),
    "not UTF-8": (b"t_us,key\n1,a\n2,\xe9\n", {}, 3, "the byte 0xe9 is not UTF-8", "iconv -t UTF-8"),
    "no header": (
        "2026-03-02 09:00:00,ann\n",
        {},
        1,
        "the first line is data and no header: the file has: 2026-03-02 09:00:00, ann",
        "say --no-header; the columns are then named 1, 2, 3, as in --time 1 --key 2",
    ),
    "a day that nobody knows": (
        "time\n03/02/2026 09:00\n",
        {},
        2,
        "'03/02/2026 09:00' is not a date",
        "--time-format '%m/%d/%Y %H:%M:%S'",
    ),
    "a format that does not fit": (
        "time\n03/02/2026\n",
        {"time_format": "%Y"},
        2,
        "'03/02/2026' is not written as --time-format '%Y' says",
        "mend or remove the row",
    ),
    "an array in JSON": ("[\n{}]", {}, 1, "this is an array in JSON", "jq -c '.[]'"),
    "an array in one line": ('[{"t_s": 1}]', {}, 1, "this is an array in JSON", "one object per line"),
    "broken JSON": ('{"t_s": 1}\n{"t_s": ', {}, 2, "this line is not JSON (Expecting value", "jq -c"),
    "JSON without fields": ('{"t_s": 1}\n7\n', {}, 2, "this line is JSON, but it isn't an object", "jq -c"),
    "a field too many": (
        '{"t_s": 1}\n{"t_s": 2, "b": 3}\n',
        {},
        2,
        "the field 'b' isn't in the first object",
        """jq -c '.b //= ""'""",
    ),
    "newest first, but for one": (
        "t_s\n5\n3\n4\n",
        {},
        4,
        "the time '4' is 1 s after '3' of line 3, and the rows above run from newest to oldest",
        "sort the rows by 't_s'",
    ),
    "the end of summer time": (
        "at\n2026-10-25 02:59:57\n2026-10-25 02:59:58\n2026-10-25 02:00:01\n",
        {},
        4,
        "is 3597 s before '2026-10-25 02:59:58' of line 3",
        "if summer time ended here, export the times in UTC. If not, sort the rows by 'at'",
    ),
    "the end of summer time, newest first": (
        "at\n2026-10-25 02:00:01\n2026-10-25 02:00:00\n2026-10-25 02:59:58\n",
        {},
        4,
        "is 3598 s after '2026-10-25 02:00:00' of line 3",
        "if summer time ended here, export the times in UTC",
    ),
    "JSON nested without end": (
        '{"t_s": 1, "a": ' + "[" * 100_000 + "\n",
        {},
        1,
        "nested too deeply",
        "leave that field out",
    ),
    "half of a character as the key": (
        '{"t_s": 1, "key": "a"}\n{"t_s": 2, "key": "\\ud800"}\n',
        {},
        2,
        "'\\ud800' in this line is half of a character",
        "leave it out",
    ),
    "half of a character in a text": ('{"t_s": 1, "a": "\\uD800x"}\n', {}, 1, "half of a character", "leave"),
    "a date of another age": (
        "at\n9999-12-31T23:59:59\n",
        {},
        2,
        "'9999-12-31T23:59:59' is too late: the year 5138 is the last",
        "mend or remove the row",
    ),
    "a whole file in the first line": ("x" * 10**6, {}, 1, "the file has: " + "x" * 60 + "...", "--time"),
    "a thousand columns": (
        ",".join(map(str.__add__, "a" * 1000, map(str, range(1000)))),
        {},
        1,
        ", a29 and 970 more",
        "--time",
    ),
    "UTF-16": ("t_us\n1\n".encode("utf-16"), {}, 1, "is not UTF-8", "save the file in UTF-8"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_no_trace_is_refused_with_its_line_and_the_remedy(read, case):
    content, columns, line, wrong, remedy = WRONG[case]
    with pytest.raises(TraceError) as refused:
        read(content, **columns)
    error = refused.value
    assert error.line == line
    assert wrong in error.wrong
    assert remedy in error.remedy
    assert str(error) == f"{error.path}, line {line}: {error.wrong}. Remedy: {error.remedy}."


def test_unsorted_times_name_both_lines_and_both_values(read):
    with pytest.raises(TraceError) as refused:
        read("t_ms,a\n5,x\n2500,y\n1000,z\n")
    assert refused.value.line == 4
    assert "the time '1000' is 1.5 s before '2500' of line 3" in refused.value.wrong
    assert refused.value.remedy == "sort the rows by 't_ms'"


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(
        TraceError, match=r"nowhere\.csv: there is no such file\. Remedy: check the path"
    ) as refused:
        read_trace(tmp_path / "nowhere.csv")
    assert refused.value.line is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_by_what_it_is(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(TraceError, match=r"no file on a disk.*Remedy: write it into a file first"):
        read_trace(tmp_path / "pipe")


def test_both_halves_of_a_character_are_one(read):
    assert read('{"t_s": 1, "key": "\\ud83d\\ude00"}\n').columns["key"][0] == "\N{GRINNING FACE}"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(TraceError, match="this is a folder"):
        read_trace(tmp_path)


def test_a_gzip_file_that_is_cut_off_is_refused_after_its_last_whole_line(read):
    text = "t_us,a\n" + "".join(f"{at},{at * 7919 % 10_007}\n" for at in range(20_000))
    packed = gzip.compress(text.encode())
    with pytest.raises(TraceError) as refused:
        read(packed[: len(packed) // 2], name="trace.csv.gz")
    assert "cut off or damaged" in refused.value.wrong
    assert "gzip -t" in refused.value.remedy
    assert 2 < refused.value.line < 20_000


def test_a_file_that_only_claims_to_be_gzip_is_refused(read):
    with pytest.raises(TraceError, match="line 1: the gzip data is cut off or damaged"):
        read("t_us\n1\n", name="trace.csv.gz")


def test_gzip_is_known_by_its_first_bytes_whatever_the_file_is_called(read):
    packed = gzip.compress(b"t_us\n1\n9\n")
    assert list(read(packed, name="trace.csv").times_us) == [0, 8]


@pytest.mark.parametrize(
    "content", ["t_us\n" + "9" * 5_000, "t_us,size\n1," + "9" * 5_000, "t_us,size\n1," + "x" * 5_000]
)
def test_a_value_of_thousands_of_characters_is_not_printed_whole(read, content):
    with pytest.raises(TraceError, match="line 2: ") as refused:
        read(content)
    assert len(refused.value.wrong) < 200


def test_a_file_that_may_not_be_read_is_refused_with_the_remedy(tmp_path, monkeypatch):
    path = tmp_path / "trace.csv"
    path.write_text("t_us\n1\n")

    def forbidden(path, mode):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(
        TraceError, match=r"it cannot be opened \(Permission denied\)\. Remedy: allow yourself"
    ):
        read_trace(path)


def test_a_long_field_is_refused_by_its_size_and_the_csv_module_is_left_as_it_was(read):
    before = csv.field_size_limit()
    assert len(read(f"t_us,a\n1,{'x' * 200 * KIB}\n")) == 1
    with pytest.raises(TraceError, match="too large"):
        read(f"t_us,a\n1,{'x' * KIB * KIB}\n")
    assert csv.field_size_limit() == before


def test_a_row_just_under_the_limit_still_fits_with_its_id_time_and_key(read):
    assert len(read(f"t_us,a\n1,{'x' * (KIB * KIB - 200)}\n")) == 1


def test_progress_is_told_up_to_the_whole_file(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("t_us\n" + "".join(f"{at}\n" for at in range(12_000)), encoding="utf-8")
    told = []
    read_trace(path, progress=lambda done, total: told.append((done, total)))
    size = path.stat().st_size
    assert told[-1] == (size, size)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) == 3  # at lines 5,000 and 10,000, and at the end


@pytest.mark.skipif(not REAL.is_file(), reason="needs the real trace beside the repository")
def test_the_real_trace_reads():
    trace = read_trace(REAL, key="service")
    assert len(trace) == 28_185
    assert trace.times_us[-1] == 3_513_247_426
    assert trace.fields(0) == {"service": "conv", "context_tokens": 374, "generated_tokens": 44}
    assert {trace.key(row) for row in range(len(trace))} == {"code", "conv"}
