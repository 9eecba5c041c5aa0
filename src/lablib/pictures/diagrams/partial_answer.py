"""One call of PutRecords that stores a part of its records: lab 02."""

from __future__ import annotations

from lablib.pictures.diagrams.diagram import Diagram, arrow, box, new_sheet, says
from lablib.pictures.plots.sheet import FAILED, Rect, Sheet

ALT = (
    "Your code gives 500 records to boto3, which sends one HTTP request to Kinesis. Kinesis decides "
    "about every record separately: records 0 and 2 go to shards with capacity and are stored, and record 1 "
    "goes to a full shard and is throttled. The response is HTTP 200, with FailedRecordCount 1 and one "
    "result per record, in order. boto3 has nothing to retry, and your code sees a call that returned."
)
CAPTION = "1 of 500 records is throttled, and the call is answered with HTTP 200"
CODE, BOTO3, KINESIS = Rect(8, 44, 130, 176), Rect(208, 44, 130, 176), Rect(408, 44, 284, 176)


def partial_answer() -> Diagram:
    """Draw it."""
    sheet = new_sheet(
        232,
        "A call that returns may not have stored everything",
        CAPTION,
    )
    for place in (CODE, BOTO3, KINESIS):
        box(sheet, place)
    for place, name in ((CODE, "your code"), (BOTO3, "boto3"), (KINESIS, "Kinesis")):
        says(sheet, place.x + place.wide / 2, 62, name, anchor="middle", bold=True)
    says(sheet, 73, 96, "500 records", anchor="middle")
    says(sheet, 273, 96, "1 HTTP request", anchor="middle")
    _say_fates(sheet)
    says(sheet, KINESIS.x + 20, 170, "... Kinesis decides per record")
    says(sheet, KINESIS.x + 20, 200, "FailedRecordCount: 1, and a result for each")
    says(sheet, 273, 192, "HTTP 200:", anchor="middle")
    says(sheet, 273, 208, "nothing to retry", anchor="middle")
    says(sheet, 73, 192, "it returned,", anchor="middle")
    says(sheet, 73, 208, "so it worked?", anchor="middle")
    for begin, end in ((142, 204), (342, 404)):
        arrow(sheet, (begin, 92), (end, 92))
        arrow(sheet, (end, 196), (begin, 196))
    return Diagram("partial-answer", sheet, ALT)


def _say_fates(sheet: Sheet) -> None:
    """What Kinesis decides on three of the records."""
    free, full = ("a shard with capacity", "stored"), ("a full shard", "throttled")
    for number, (shard, fate) in enumerate((free, full, free)):
        y = 92 + 26 * number
        if fate == "throttled":
            sheet.area(FAILED, Rect(KINESIS.x + 4, y - 15, 8, 20))
        says(sheet, KINESIS.x + 20, y, f"record {number}: {shard}")
        says(sheet, KINESIS.x + 274, y, fate, anchor="end", bold=fate == "throttled")
