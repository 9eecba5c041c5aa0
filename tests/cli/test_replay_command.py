"""`lablib replay` as a newcomer meets it: a verdict in a sentence, and every mistake with its remedy."""

import gzip
import os
import re
import signal
import subprocess
import sys

import pytest
from one_in import one_in
from terminal import shown_on_a_terminal
from typer.testing import CliRunner

from lablib.cli import replay as replay_command
from lablib.cli import replay_input, telling
from lablib.cli.app import app
from lablib.pictures.plots import Picture
from lablib.simulator.network.aws_guard import a_world_answers
from lablib.teaching.course import repo_root
from lablib.traffic.gateways import USAGE_EVENTS

REAL_TRACE = repo_root() / ".." / "shared" / "data" / "llm-1h.csv.gz"
TWO_ROWS = "t_s,tenant\n0,a\n1,b\n"


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch):
    monkeypatch.setattr(telling.console, "width", 80)


def replay(*arguments):
    return CliRunner().invoke(app, ["replay", *map(str, arguments)])


def counted(output, what):
    """The number in the row of a table that begins with `what`."""
    return int(re.search(rf"{re.escape(what)} +│ +([\d,]+) │", output)[1].replace(",", ""))


def test_naive_loses_records_and_the_verdict_says_how_many_and_what_cloudwatch_said():
    ran = replay(USAGE_EVENTS, "--seconds", 30)
    assert ran.exit_code == 0
    offered, stored, lost = (
        counted(ran.output, what) for what in ("offered by the gateways", "stored", "lost")
    )
    assert offered == stored + lost
    assert lost > 0
    assert counted(ran.output, "WriteProvisionedThroughputExceeded, sum") == lost
    assert f"{lost:,} of {offered:,} records ({lost / offered:.2%}) are gone. CloudWatch's" in ran.output
    assert "The first lost record: {" in ran.output
    assert "ProvisionedThroughputExceededException from shardId-" in ran.output
    assert "Traceback" not in ran.output


def test_careful_loses_none():
    ran = replay(USAGE_EVENTS, "--seconds", 30, "--producer", "careful")
    assert ran.exit_code == 0
    offered = counted(ran.output, "offered by the gateways")
    assert counted(ran.output, "stored") == offered
    assert counted(ran.output, "lost") == 0
    throttled = counted(ran.output, "PutRecords.ThrottledRecords, sum")
    assert throttled > 0
    told = " ".join(ran.output.split())
    assert (
        f"None of the {offered:,} records is lost: {throttled:,} times one was throttled and retried." in told
    )


def test_of_a_producer_that_gives_up_all_the_time_three_lines_are_shown(tmp_path, caplog):
    file = tmp_path / "own.csv"
    file.write_text("t_s,tenant,size\n" + "".join(f"{n / 100},a,60000\n" for n in range(400)))
    ran = replay(file, "--shards", 1, "--fleet", 4, "--producer", "careful")
    assert counted(ran.output, "given up by the producer, which logs it") > 0
    assert [record.message.partition(" of ")[0][:8] for record in caplog.records] == ["gave up "] * 3
    assert re.search(r"^\.\.\. and [\d,]+ more lines that the producer logged\.$", ran.stderr, re.MULTILINE)


def test_one_of_each_is_said_in_the_singular_and_no_refusal_is_no_refusal(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("t_s,tenant\n0,a\n")
    told = " ".join(replay(file, "--fleet", 1, "--shards", 1, "--seconds", 1).output.split())
    assert "own.csv: 1 row over 0 s; time column t_s, in seconds; no size column, so a record" in told
    assert "1 gateway, a flush every 5 s, 1 shard, producer naive, key tenant." in told
    assert "None of the 1 record is lost: none was ever throttled." in told


def test_the_real_trace_runs_too():
    if not REAL_TRACE.is_file():
        pytest.skip("the real trace is not at ../shared/data/llm-1h.csv.gz")
    lost = [
        counted(
            replay(REAL_TRACE, "--seconds", 30, "--flush-every", 10, "--producer", producer).output, "lost"
        )
        for producer in ("naive", "careful")
    ]
    assert lost[0] > 0
    assert lost[1] == 0


def test_the_defaults_are_four_shards_sixty_gateways_and_the_naive_producer():
    ran = replay(USAGE_EVENTS, "--seconds", 1)
    assert "60 gateways, a flush every 5 s, 4 shards, producer naive, key tenant." in ran.output


def test_no_row_of_a_table_is_wider_than_the_terminal():
    output = replay(USAGE_EVENTS, "--seconds", 30).output
    assert max(len(line) for line in output.splitlines() if line[:1] in "┏┃┡│└") <= 80


def test_a_narrow_terminal_cuts_no_name_of_a_metric(monkeypatch):
    monkeypatch.setattr(telling.console, "width", 40)
    output = replay(USAGE_EVENTS, "--fleet", 1, "--seconds", 30).output
    assert "…" not in output
    first_cells = "".join(line.split("│")[1].strip() for line in output.splitlines() if line[:1] == "│")
    assert "WriteProvisionedThroughputExceeded" in first_cells


@pytest.mark.nightly
def test_the_same_seed_prints_the_same(tmp_path):
    runs = [replay(USAGE_EVENTS, "--seconds", 20, "--fleet", 20, "--seed", seed).output for seed in (3, 3, 4)]
    assert runs[0] == runs[1] != runs[2]


@pytest.mark.nightly
@pytest.mark.parametrize("producer", ["naive", "careful"])
def test_exact_says_the_same_and_draws_the_same(tmp_path, producer):
    settings = ["--seconds", 11, "--fleet", 20, "--producer", producer]
    arguments = [USAGE_EVENTS, *settings, "--picture", tmp_path / "out.png"]
    quick, quick_picture = replay(*arguments).output, (tmp_path / "out.png").read_bytes()
    assert replay(*arguments, "--exact").output == quick
    assert (tmp_path / "out.png").read_bytes() == quick_picture


@pytest.mark.nightly
def test_exact_says_the_same_of_what_is_given_up(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("t_s,tenant,size\n" + "".join(f"{n / 100},a,60000\n" for n in range(100)))
    arguments = [file, "--shards", 1, "--fleet", 2, "--producer", "careful"]
    quick = replay(*arguments).output
    assert replay(*arguments, "--exact").output == quick
    assert counted(quick, "given up by the producer, which logs it") > 0


def test_a_file_with_quotes_runs_as_the_same_file_without(tmp_path):
    plain, quoted = tmp_path / "a" / "own.csv", tmp_path / "b" / "own.csv"
    for file, quote in ((plain, ""), (quoted, '"')):
        file.parent.mkdir()
        rows = "".join(f"{n / 100},{quote}u{n % 3}{quote}\n" for n in range(300))
        file.write_text(f"t_s,tenant\n{rows}")
    assert replay(quoted).output == replay(plain).output


def test_a_file_that_changes_meanwhile_is_an_error(tmp_path, monkeypatch):
    file = tmp_path / "own.csv"
    file.write_text("t_s,tenant\n" + "".join(f"{n / 100},a\n" for n in range(300)))
    monkeypatch.setattr(replay_command, "check_length", lambda *_: file.write_text(TWO_ROWS))
    ran = replay(file, "--shards", 1)
    assert ran.exit_code == 1
    assert "the file changed while it was replayed. Remedy: run it again" in ran.stderr


def test_a_picture_is_drawn_and_summed_up(tmp_path):
    picture = tmp_path / "out.png"
    ran = replay(USAGE_EVENTS, "--seconds", 30, "--picture", picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert f"{picture}: 4 shards," in ran.output
    assert [file.name for file in tmp_path.iterdir()] == ["out.png"]


def test_shards_that_got_no_record_are_counted_beside_the_picture(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(TWO_ROWS)
    arguments = [file, "--fleet", 1, "--picture", tmp_path / "out.png"]
    told = " ".join(replay(*arguments, "--shards", 40).output.split())
    assert "out.png: 2 shards," in told
    assert "Not drawn: 38 shards of 40 that got no record." in told
    assert "Not drawn" not in replay(*arguments, "--shards", 1).output


def test_columns_can_be_named(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("when,who,length\n" + "".join(f"{n},u{n % 3},500\n" for n in range(20)))
    ran = replay(file, "--time", "when", "--key", "who", "--size", "length", "--fleet", 2)
    assert ran.exit_code == 0
    assert "key who." in ran.output
    assert counted(ran.output, "offered by the gateways") == 40


def test_a_file_s_name_is_no_markup(tmp_path):
    file = tmp_path / "a[bold]b.csv"
    file.write_text(TWO_ROWS)
    assert "a[bold]b.csv: 2 rows over 1 s;" in replay(file, "--fleet", 1).output


def test_a_huge_record_is_not_printed_whole(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("t_s,note\n" + "".join(f"{n / 100},{'x' * 30_000}\n" for n in range(100)))
    ran = replay(file, "--fleet", 4, "--shards", 1, "--flush-every", 1)
    assert "The first lost record: {" in ran.output
    assert max(map(len, ran.output.splitlines())) < 500


def test_records_of_a_mebibyte_fill_the_stream_by_bytes_and_the_verdict_says_so(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("t_s,k,size\n" + "".join(f"{n},a,{2**20 - 1}\n" for n in range(20)))
    ran = replay(file, "--key", "k", "--fleet", 1, "--shards", 1, "--flush-every", 1)
    stored, lost = counted(ran.output, "stored"), counted(ran.output, "lost")
    assert stored + lost == 20
    assert lost > 0
    full = f"{stored / 60:.2%}"
    assert re.search(rf"IncomingBytes, busiest minute, share of capacity +│ +{full} │", ran.output)
    assert f"and its busiest minute {full} of capacity." in " ".join(ran.output.split())


@pytest.mark.parametrize("exact", [[], ["--exact"]])
@pytest.mark.parametrize("step", [1, -1])
def test_the_first_lost_record_is_found_in_the_file_by_its_row(tmp_path, step, exact):
    file = tmp_path / "own.csv"
    rows = [
        f"{n},{2**20 - 4 if n == 5 else 10},a" for n in range(12)
    ]  # only row 5 doesn't fit beside another
    file.write_text("t_s,size,key\n" + "\n".join(rows[::step]) + "\n")
    ran = replay(file, "--fleet", 1, "--shards", 1, "--flush-every", 12, *exact)
    assert counted(ran.output, "lost") == 1
    row = 6 if step == 1 else 7
    assert f"(row {row} of the file; ProvisionedThroughputExceeded" in " ".join(ran.output.split())


# --- what a file was understood as ------------------------------------------------------------------


@pytest.fixture
def own(tmp_path):
    """Return a function that writes rows to a file: times by a format, one tenant."""

    def write(times, header="t,tenant,bytes"):
        file = tmp_path / "own.csv"
        file.write_text(f"{header}\n" + "".join(f"{at},hot,200\n" for at in times))
        return file

    return write


def first_lines(ran, count):
    """What is said before the tables, as sentences."""
    return " ".join(ran.output.partition("┏")[0].split()).split(". ")[:count]


@pytest.mark.parametrize(
    ("header", "times", "options", "told"),
    one_in(
        3,
        [
            ("t,k,bytes", range(120), [], "t, in seconds (assumed; --time-unit says otherwise); size column"),
            ("t,k,bytes", [f"{n:.2e}" for n in range(120)], [], "t, in seconds (assumed; --time-unit says"),
            ("t,k,bytes", range(10**9, 10**9 + 120), [], "t, in seconds; size column"),
            ("t_ms,k,bytes", range(0, 120_000, 1_000), [], "t_ms, in milliseconds; size column bytes"),
            (
                "t_ms,k,n",
                range(120),
                ["--time-unit", "s"],
                "t_ms, in seconds; no size column, so a record is its",
            ),
            (
                "k,note,n",
                range(120),
                ["--time", "k", "--time-unit", "s"],
                "k, in seconds; no size column, so",
            ),
            (
                "at,k,bytes",
                [f"2026-03-02 09:0{n // 60}:{n % 60:02} UTC" for n in range(119, -1, -1)],
                [],
                "at, as dates, newest first; size column bytes",
            ),
            (
                "at,k,bytes",
                [f"03/02/2026 9:0{n // 60}:{n % 60:02} AM" for n in range(120)],
                ["--time-format", "%m/%d/%Y %I:%M:%S %p"],
                "at, as dates; size column bytes",
            ),
        ],
    ),
)
def test_the_first_line_says_rows_span_time_unit_and_size(own, header, times, options, told):
    ran = replay(own(times, header), "--fleet", 1, *options)
    assert ran.exit_code == 0
    assert first_lines(ran, 1)[0].startswith(f"own.csv: 120 rows over 119 s; time column {told}")


DAYS = [f"{46_083.375 + n / 864_000:.8f}" for n in range(600)]
"""Excel's serial days: ten rows per second."""


@pytest.mark.parametrize(
    ("times", "rate", "unit", "told"),
    [
        (DAYS, "600 rows at 864,", "days", "600 rows over 59.9 s; time column t, in days;"),
        (range(0, 1_200_000, 20_000), "60 rows at 0.18 per hour", "ms", "60 rows over 19.7 minutes;"),
        ([5] * 20, "20 rows at one moment", "s", "20 rows over 0 s;"),
    ],
)
def test_an_absurd_rate_without_a_unit_is_refused_and_the_option_is_named(own, times, rate, unit, told):
    file = own(times)
    refused(replay(file), f"if 't' is in seconds, these are {rate}", "--time-unit: ns, us, ms, s, days")
    assert told in first_lines(replay(file, "--time-unit", unit), 1)[0]


@pytest.mark.parametrize(("answer", "span"), [("days\n", "59.9 s"), ("\n", "0.000693 s")])
def test_on_a_terminal_it_asks_for_the_unit_and_believes_the_answer(own, monkeypatch, answer, span):
    monkeypatch.setattr(replay_input, "can_ask", lambda: True)
    file = own(DAYS)
    ran = CliRunner().invoke(app, ["replay", str(file), "--fleet", "1"], input=answer)
    assert ran.exit_code == 0
    assert "The unit of its times [ns/us/ms/s/days] (s):" in ran.output
    assert f"own.csv: 600 rows over {span}; time column t, in" in " ".join(ran.output.split())


def test_a_rate_that_somebody_vouches_for_is_noted_and_runs(own):
    told = first_lines(replay(own(range(600), "t_us,tenant,bytes"), "--fleet", 1), 2)
    assert told[1].startswith("Note: these are 600 rows at 1,000,000 per second from every gateway")


def test_seconds_since_1970_tell_their_unit_however_rare_or_frequent_the_rows_are(own):
    for step_s in (0.00001, 30):
        file = own([f"{1_793_577_600 + n * step_s:.5f}" for n in range(60)])
        told = first_lines(replay(file, "--fleet", 1), 2)
        assert "time column t, in seconds; size column bytes" in told[0]
        assert told[1].startswith("Note: these are 60 rows at")


def test_a_total_at_the_end_is_named(own):
    told = first_lines(replay(own([*range(120), 999_999]), "--fleet", 1), 2)
    assert told[1] == "Note: the last row is 11.6 days from the others, 99.99% of the span"


FAR_APART = [0, *range(90_000, 90_120)]


@pytest.mark.parametrize(
    ("times", "named"),
    [
        (FAR_APART, "the first row is 25.0 hours from the others, 99.87% of the span"),
        (FAR_APART[::-1], "the last row is 25.0 hours from the others, 99.87% of the span"),
        ([0, 1, *FAR_APART[1:]], "between row 2 and the next are 25.0 hours"),
        ([*FAR_APART[:0:-1], 1, 0], "between row 120 and the next are 25.0 hours"),
    ],
)
def test_rows_far_from_all_others_are_named_as_the_file_counts_them(own, times, named):
    told = first_lines(replay(own(times), "--fleet", 1), 2)
    assert told[1].startswith(f"Note: {named}")


def test_a_row_from_1970_is_named_and_no_part_of_the_file_is_the_remedy(own):
    file = own([0, *range(1_793_577_600, 1_793_577_720)])
    refused(replay(file), "this run takes", "Remedy: the first row is 20,759.0 days from the others")
    file = own([*range(1_793_577_719, 1_793_577_599, -1), 0])
    refused(replay(file), "Remedy: the last row is 20,759.0 days from the others")


def test_times_cut_off_at_the_minute_are_named_as_what_makes_the_bursts(own):
    file = own([f"2026-03-02 09:{n // 30:02}" for n in range(300)])
    told = first_lines(replay(file, "--fleet", 1), 4)
    assert told[1] == "Note: the times differ by whole minutes, and the gateways flush every 5 s"
    assert told[2:] == [
        "So rows that share a time are sent in one burst",
        "If your traffic has no such bursts, export finer times",
    ]
    assert "Note" not in replay(file, "--fleet", 1, "--flush-every", 60).output


def test_further_columns_with_a_time_are_named(own):
    told = first_lines(replay(own(range(120), "ts,time,at"), "--fleet", 1), 3)
    assert told[1] == "Note: also named like a time: time, at"
    assert told[2].startswith("To run by that column, say --time time")


@pytest.mark.parametrize(
    ("name", "content"),
    one_in(
        3,
        {
            "semicolons": "\ufefftimestamp;tenant;bytes\n02.03.2026 09:00:00;a;1\n02.03.2026 09:00:18;b;2\n",
            "tabs": "timestamp\ttenant\tbytes\n2026-03-02T09:00:00Z\ta\t1\n2026-03-02T09:00:18Z\tb\t2\n",
            "JSON lines": """\
{"timestamp": 0, "tenant": "a", "bytes": 1}
{"timestamp": 18, "tenant": "b", "bytes": 2}
""",
            "nginx": """\
time_local,tenant,bytes
[02/Mar/2026:09:00:00 +0000],a,1
[02/Mar/2026:09:00:18 +0000],b,2
""",
            "Logs Insights": """\
@timestamp,tenant,bytes
2026-03-02 09:00:18.000,b,2
2026-03-02 09:00:00.000,a,"1"
""",
            "Athena": """\
"event_time","tenant","bytes"
"2026-03-02 09:00:00.000 UTC","a","1"
"2026-03-02 09:00:18.000 UTC","b","2"
""",
        }.items(),
    ),
)
def test_what_tools_write_is_read_as_it_is_and_by_both_engines_alike(tmp_path, name, content):
    file = tmp_path / "own"
    file.write_text(content)
    ran = replay(file, "--fleet", 2)
    assert first_lines(ran, 1)[0].startswith("own: 2 rows over 18 s; time column"), name
    assert "size column bytes" in ran.output
    assert "key tenant." in ran.output
    assert replay(file, "--fleet", 2, "--exact").output == ran.output


def test_without_a_header_columns_go_by_numbers(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("2026-03-02T09:00:00Z,a,1\n2026-03-02T09:00:18Z,b,2\n")
    refused(replay(file), "line 1: the first line is data and no header", "--no-header")
    told = replay(file, "--no-header", "--key", 2, "--size", 3, "--fleet", 1).output
    assert "2 rows over 18 s; time column 1, as dates; size column 3." in " ".join(told.split())
    assert "key 2." in told


def test_milliseconds_since_1970_are_recognised_and_the_option_is_named(own):
    file = own(range(1_772_442_000_007, 1_772_442_120_007, 1_000))
    refused(
        replay(file), "is too large for seconds", "these look like milliseconds; say so with --time-unit ms"
    )
    assert "own.csv: 120 rows over 119 s" in replay(file, "--time-unit", "ms", "--fleet", 1).output


# --- how far it is ---------------------------------------------------------------------------------


@pytest.mark.nightly
def test_each_long_step_is_shown_on_a_terminal_with_its_share_and_nowhere_else(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text('t_s,tenant\n0,"a"\n' + "".join(f"{n / 100},a\n" for n in range(300)))
    command = [sys.executable, "-c", "from lablib.cli.app import app; app()", "replay", str(file)]
    shown, said, _ = shown_on_a_terminal(
        [*command, "--picture", str(tmp_path / "out.png")], stdout=subprocess.PIPE
    )
    for step in ("reading", "replaying", "drawing", "100%"):
        assert step in shown, step
    assert b"replaying" not in said
    assert said.startswith(b"own.csv: 301 rows")


def test_the_bar_begins_outside_the_world_or_it_would_be_drawn_ten_times_per_virtual_second(
    tmp_path, monkeypatch
):
    file, in_a_world = tmp_path / "own.csv", {}
    file.write_text(TWO_ROWS)

    def watched(what, again=""):
        in_a_world[what] = a_world_answers()
        return telling.step(what, again)

    monkeypatch.setattr(replay_command, "step", watched)
    assert replay(file, "--fleet", 1).exit_code == 0
    assert in_a_world == {"replaying": False}


# --- mistakes --------------------------------------------------------------------------------------

MISTAKES = {
    "malformed row": ("t_s,tenant\n0,a\n1\n", "line 3: malformed row: 1 fields where the header has 2"),
    "unsorted times": ("t_s,tenant\n5,a\n6,b\n4,b\n", "line 4: out of order"),
    "no number": ("t_s,tenant\n0,a\nsoon,b\n", "line 3: in the time column 't_s' 'soon' is not"),
    "missing column": ("tenant,tokens\na,1\n", "line 1: no column is named like a time stamp"),
    "empty file": ("", "line 1: the file is empty"),
    "header alone": ("t_s,tenant\n", "line 1: there is a header and nothing below it"),
    "not a CSV": ("\x00\x01\x02 binary", "line 1: "),
    "open quote": ('t_s,tenant\n0,"a\n', "line 2: malformed row"),
}


@pytest.mark.parametrize(("content", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_file_that_cannot_be_replayed_is_refused_with_line_and_remedy(tmp_path, content, message):
    file, picture = tmp_path / "own.csv", tmp_path / "out.png"
    file.write_text(content)
    refused(replay(file, "--picture", picture), f"lablib: {file}, {message}")
    assert [each.name for each in tmp_path.iterdir()] == ["own.csv"]


def refused(ran, *words):
    assert ran.exit_code == 1
    assert isinstance(ran.exception, SystemExit)
    assert ran.stdout == ""
    for each in (*words, "Remedy: "):
        assert each in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_a_key_column_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(TWO_ROWS)
    refused(replay(file, "--key", "who"), "line 1: there is no column 'who'", "the file has: t_s, tenant")


def test_bytes_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "own.csv"
    file.write_bytes(b"t_s,tenant\n0,\xff\n")
    refused(replay(file), "line 2: the byte 0xff is not UTF-8")


def test_a_gzip_file_that_is_cut_off_is_refused(tmp_path):
    file = tmp_path / "own.csv.gz"
    file.write_bytes(gzip.compress(TWO_ROWS.encode() * 100)[:-12])
    refused(replay(file), "gzip data is cut off or damaged")


def test_a_format_that_is_not_read_is_refused_by_its_name(tmp_path):
    file = tmp_path / "hour.parquet"
    file.write_bytes(b"PAR1\x15\x04\x15")
    refused(replay(file), "this is Parquet. Remedy: write its rows as CSV")


def test_a_missing_file_is_refused(tmp_path):
    refused(replay(tmp_path / "none.csv"), "there is no such file")


@pytest.mark.parametrize("place", ["-", "/dev/null"])
def test_what_can_be_read_only_once_is_refused_and_a_file_is_the_remedy(place):
    refused(replay(place), "it's read more than once", "write it into a file first")


def test_a_folder_is_refused(tmp_path):
    refused(replay(tmp_path), f"{tmp_path}: ", "folder")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("out.jpg", "does not end in .png"),
        ("none/out.png", "does not exist"),
        ("folder.png", "it is a folder. Remedy: name a file in it"),
        ("", "it is a folder. Remedy: name a file in it"),
    ],
)
def test_a_picture_that_cannot_be_written_is_refused_before_the_run(tmp_path, name, message):
    (tmp_path / "folder.png").mkdir()
    refused(replay(USAGE_EVENTS, "--picture", tmp_path / name), message)


def test_a_folder_without_write_access_is_refused_before_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    refused(replay(USAGE_EVENTS, "--picture", tmp_path / "out.png"), "may not be written to")


def test_without_matplotlib_a_picture_is_refused_before_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(replay_command, "find_spec", lambda name: None)
    refused(replay(USAGE_EVENTS, "--picture", tmp_path / "out.png"), "Remedy: pip install matplotlib")


def test_a_disk_that_is_full_at_the_end_is_an_error_and_not_a_traceback(tmp_path, monkeypatch):
    def full(picture, path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Picture, "save", full)
    ran = replay(USAGE_EVENTS, "--seconds", 30, "--picture", tmp_path / "out.png")
    assert ran.exit_code == 1
    assert ran.stderr == "lablib: [Errno 28] No space left on device\n"


def test_seconds_in_which_nothing_happens_are_an_error(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("t_s,tenant\n0,a\n100000,b\n")
    ran = replay(file, "--fleet", 1, "--seconds", 1)
    assert ran.exit_code == 1
    assert "no row of the file falls into these seconds. Remedy: " in ran.stderr


def test_a_file_of_a_month_is_refused_with_a_part_as_the_remedy(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("t_s,tenant\n0,a\n2592000,b\n")
    refused(replay(file, "--fleet", 1), "CloudWatch keeps single minutes for 15", "--seconds 86400")
    refused(replay(file, "--seconds", 1e300), "this run takes 1.1574e+295 days")


def test_a_file_of_three_days_runs_and_counts_expired_records_as_stored(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("t_s,tenant\n" + "".join(f"{hour * 3_600},a\n" for hour in range(73)))
    ran = replay(file, "--fleet", 1, "--flush-every", 600)
    assert counted(ran.output, "stored") == counted(ran.output, "offered by the gateways") == 73


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--shards", 0, "0 is not a number from 1 to 20,000"),
        ("--shards", 20_001, "20,001 is not a number from 1 to 20,000"),
        ("--shards", "many", "'many' is not a whole number from 1 to 20,000"),
        ("--fleet", 0, "0 is not a number from 1 to 100,000"),
        ("--fleet", 100_001, "100,001 is not a number from 1 to 100,000"),
        ("--seed", 1.5, "'1.5' is not a whole number"),
        ("--producer", "lucky", "'lucky' is not one of: naive, careful"),
        ("--seconds", 0, "0.0 is not a number of at least 1"),
        ("--seconds", "nan", "nan is not a number of at least 1"),
        ("--seconds", "long", "'long' is not a number of at least 1"),
        ("--flush-every", "inf", "inf is not a number from 0.1 to 3,600"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_by_name_and_in_our_words(option, value, message):
    ran = replay(USAGE_EVENTS, option, value)
    assert ran.exit_code == 2
    told = " ".join(ran.stderr.split())
    assert f"Invalid value for '{option}': {message}" in told


def test_ctrl_c_ends_with_a_sentence_and_leaves_nothing(tmp_path):
    picture = tmp_path / "out.png"
    command = [sys.executable, "-c", "from lablib.cli.app import app; app()", "replay", str(USAGE_EVENTS)]
    with subprocess.Popen(
        [*command, "--picture", str(picture)],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout.readline().startswith("usage-events.csv.gz: ")
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told == "lablib: stopped before the end; nothing was written.\n"
    assert list(tmp_path.iterdir()) == []


def test_help_says_what_each_option_is_for():
    told = replay("--help").output
    for option in (
        "--shards",
        "--fleet",
        "--producer",
        "--key",
        "--time",
        "--time-unit",
        "--time-format",
        "--no-header",
        "--size",
        "--seconds",
        "--picture",
        "--exact",
    ):
        assert option in told
    assert "Say which records of your own traffic a stream would lose." in told
