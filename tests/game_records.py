"""A finished game as its record, for tests of what is made of it."""

from __future__ import annotations

from lablib.teaching.game_day.record import GameRecord, Look, Moment, Run, ScorePart, Step

EVIDENCE = [("look 1", "alarms", 60.0), ("look 2", "books", 180.0), ("look 3", "logs", 300.0)]


def game_record(**changed: object) -> GameRecord:
    """Paged at 02:15, a quarter of an hour after its trigger. The learner is worse than the reference."""
    timeline = [
        Moment(-900.0, "happened", "v42 is deployed"),
        Moment(0.0, "visible", "02:15 PAGE usage-billing"),
        *(Moment(at_s, "looked", source) for _, source, at_s in EVIDENCE),
        Moment(600.0, "acted", "deploy book-usage v41"),
        Moment(4_500.0, "happened", "the night is over"),
    ]
    facts: dict[str, object] = {
        "seed": 7,
        "level": 1,
        "paged": "2026-11-02T02:15:00+00:00",
        "pager": "02:15 PAGE usage-billing\nAlarms: none fires.",
        "causes": {"errors-swallowed": "the function catches its errors"},
        "named": ["errors-swallowed"],
        "because": ["look 3"],
        "points": 71,
        "evidence_before_acts": 1.0,
        "parts": [
            ScorePart("outcome", 46.3, 70, "Your harm is 382 dollars."),
            ScorePart("cause named", 20, 20, "Nothing is missing."),
            ScorePart("proof", 5, 10, "When you conclude, give a look."),
        ],
        "runs": {
            "nothing": Run(761, 0, 80, 0.09),
            "reference": Run(0, 0, 17, 0.10),
            "yours": Run(251, 3, 25, 0.09, late=12),
        },
        "looks": [
            Look(id_, source, "", at_s, f"{source} said <b>this</b> | that") for id_, source, at_s in EVIDENCE
        ],
        "steps": [Step("deploy", "version=previous", 600.0, 300.0, "book-usage v41")],
        "timeline": timeline,
        "explanation": ["look 3 (logs), 5 minutes after the page, shows errors-swallowed."],
    }
    return GameRecord(**(facts | changed))  # type: ignore[arg-type]
