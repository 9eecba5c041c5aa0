"""The desk of whoever is on call: the clock, the SLO, what was seen and done, and buttons to look and to act.

    from lablib.pictures.game_day import desk
    at_work = desk(game)     # in a cell of its own, last line: at_work

Each button does what a plain call does: `game.look(...)`, `game.act(...)`, `game.wait(...)`. Whatever a cell
does beside the desk is on it after `at_work.redraw()`, or with the next button. If a cell ends the game, the
score is on the desk at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any

from lablib.pictures.game_day.conclusion_form import ConclusionForm
from lablib.pictures.game_day.desk_form import Form, Parameter
from lablib.pictures.game_day.desk_parameters import of_act, of_source
from lablib.pictures.game_day.desk_status import DeskStatus
from lablib.pictures.game_day.kernel_thread import in_the_kernels_thread
from lablib.pictures.game_day.refusal_card import refusal_card
from lablib.pictures.game_day.score_card import score_in_two
from lablib.pictures.widgets.sliders import VIEW
from lablib.scenarios.incidents import Evidence, Game, costs
from lablib.scenarios.incidents.headlines import headline
from lablib.simulator import limits
from lablib.simulator.call_forms import called_as, require_a
from lablib.simulator.network.ipython_shell import somebody_watches
from lablib.teaching.checks.cards import Said, Tone, card_html, paragraph, show
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.game_day.kept_games import folder
from lablib.teaching.game_day.record import as_text, record_of

WITHOUT_KERNEL = "The desk: run this cell to use its buttons."
PANEL = {"flex": "1 1 380px", "min_width": "0", "max_width": "100%", "overflow": "auto"}
BUTTON = {"width": "auto", "height": "26px", "margin": "1px 2px", "padding": "0 8px"}
WHOLE = {"width": "auto", "margin": "0 2px"}
SEEN = (
    "max-height: 420px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; "
    "font-size: 90%; line-height: 1.3; "
    "color: var(--jp-content-font-color1, inherit); background: var(--jp-layout-color2, transparent); "
    "padding: 0.5em 0.7em;"
)
WAITS_MIN = (1, 5, 15)
Tell = Callable[[str], None]
"""What puts HTML on the desk."""


class Desk:
    """`box` is the desk as ipywidgets has it."""

    def __init__(self, game: Game) -> None:
        import ipywidgets as widgets

        self.game = game
        self.facts = widgets.HTML(layout=WHOLE)
        """Pager and clock, which don't grow, so that no button moves under the mouse."""
        self.status = widgets.HTML(layout=WHOLE)
        self.shown = widgets.HTML(layout=WHOLE)
        self.score, self.why = widgets.HTML(layout=WHOLE), widgets.HTML(layout=WHOLE)
        """Empty until the game is over."""
        self.next = _button("What now?", self._say_what_now)
        self.next.layout.display = "none"
        self.form = widgets.VBox([])
        self._open: Form | None = None
        """The form of a look or an act that is open."""
        looks = {name: partial(self._open_look, name) for name in game.sources()}
        acts = {name: partial(self._open_act, name) for name in game.acts()}
        waits = {f"Wait {minutes} min": partial(self._wait, minutes) for minutes in WAITS_MIN}
        self.buttons = {name: _button(name, do) for name, do in (looks | acts | waits).items()}
        self.buttons["Conclude"] = _button("Conclude", self._open_conclusion)
        rows = [self._row("Look", looks), self._row("Act", acts), self._row("Or", [*waits, "Conclude"])]
        left = widgets.VBox([*rows, self.form], layout=PANEL)
        right = widgets.VBox([self.shown], layout=PANEL)
        self.conclusion = widgets.VBox([], layout={"width": "100%"})
        """As wide as the desk, because twelve causes need the room."""
        wide = {"flex_flow": "row wrap", "width": "100%"}
        self.work = widgets.VBox([widgets.HBox([left, right], layout=wide), self.conclusion])
        self.box = widgets.VBox([self.facts, self.work, self.next, self.score, self.why, self.status])
        self.redraw()
        game.when_concluded.append(self._show_score)
        if game.outcome is not None:
            self._show_score(game)

    def redraw(self) -> None:
        """Show the game as it is now; no time passes."""
        status = status_of(self.game)
        self.facts.value = _in_the_width(status.facts_html())
        self.status.value = _in_the_width(status.lists_html())

    # --- what the buttons do -------------------------------------------------------------------------

    def _open_look(self, source: str, _: Any = None) -> None:
        """The form of a look; one without fields is taken at once. (An act never is.)"""
        self.redraw()
        parameters = of_source(self.game, source)
        if not parameters:
            self.form.children, self._open = (), None
            self._look(source, {})
            return
        minutes = self.game.sources()[source]
        self._ask(
            f"Look at {source}", parameters, f"Look at {source}, {minutes} min", partial(self._look, source)
        )

    def _open_act(self, name: str, _: Any = None) -> None:
        self.redraw()
        told = f"{name}: {self.game.acts()[name]}"
        button = f"Act: {name}, {costs.told(name)}"
        self._ask(told, of_act(self.game, name), button, partial(self._act, name))

    def _ask(
        self,
        title: str,
        parameters: Mapping[str, Parameter],
        button: str,
        done: Callable[[dict[str, Any]], None],
    ) -> None:
        """Open a form."""
        self.conclusion.children = ()
        self._open = Form(title, parameters, button, done)
        self.form.children = (self._open.box,)

    def _look(self, source: str, which: dict[str, Any]) -> None:
        self._do(lambda: _seen(self.game.look(source, **which)), self._show, self._answer)

    def _act(self, name: str, params: dict[str, Any]) -> None:
        self._do(lambda: str(self.game.act(name, **params)), self._answer, self._answer)

    def _wait(self, minutes: int, _: Any = None) -> None:
        def wait() -> str:
            self.game.wait(minutes)
            return f"{minutes} minutes later."

        self._do(wait, self._show, self._show)

    def _do(self, what: Callable[[], str], tell: Tell, refuse: Tell) -> None:
        """Look or act. A conclusion that was open would lack this look, so it closes."""
        self.conclusion.children = ()
        self._attempt(what, tell, refuse)

    def _attempt(self, what: Callable[[], str], tell: Tell, refuse: Tell) -> None:
        """Show what comes of it; what the game or AWS refuses is a card."""
        before_us = self.game.now_us
        try:
            text = what()
        except Exception as error:  # noqa: BLE001 - a button's error would be nowhere on the page
            minutes = (self.game.now_us - before_us) / 60 / limits.US_PER_S
            refuse(_in_the_width(refusal_card(error, minutes).html))
        else:
            tell(f'<pre tabindex="0" role="status" style="{SEEN}">{escape(text)}</pre>')
        self.redraw()

    def _show(self, html: str) -> None:
        """Beside the buttons, where the tables of a look have room."""
        self.shown.value = html

    def _answer(self, html: str) -> None:
        """At the button of the open form. What the last look showed stays."""
        if self._open is None:
            self._show(html)
        else:
            self._open.tell(html)

    def _open_conclusion(self, _: Any = None) -> None:
        """The choice of causes and of evidence."""
        self.redraw()
        self._close()
        self.conclusion.children = (ConclusionForm(self.game, self._conclude, self._close).box,)

    def _close(self) -> None:
        """Take away the forms and what the last look showed."""
        self.form.children = self.conclusion.children = ()
        self._open = None
        self.shown.value = ""

    def _conclude(self, causes: list[str], because: list[str]) -> None:
        """End the game."""
        self._attempt(
            lambda: str(self.game.conclude(*causes, because=tuple(because))), self._show, self._show
        )
        if self.game.outcome is not None:
            self._close()
            self.next.focus()  # the page scrolls there: what stood here was much higher

    def _show_score(self, game: Game) -> None:
        """The score takes the place of the buttons, which would do nothing any more, and is scrolled to."""
        self._close()
        self.score.value, self.why.value = map(_in_the_width, score_in_two(record_of(game)))
        self.work.layout.display, self.next.layout.display = "none", ""
        self.redraw()

    def _say_what_now(self, _: Any = None) -> None:
        """Above everything else that is told of the game."""
        said = _what_now(self.game).html
        if said not in self.score.value:
            self.score.value = _in_the_width(said) + self.score.value

    # --- how it looks --------------------------------------------------------------------------------

    def _row(self, name: str, of: Any) -> Any:
        import ipywidgets as widgets

        head = widgets.HTML(
            f"<strong>{name}</strong>", layout={"width": "44px", "height": "28px", "margin": "0"}
        )
        return widgets.HBox([head, *(self.buttons[each] for each in of)], layout={"flex_flow": "row wrap"})

    def _ipython_display_(self) -> None:
        """Show the desk to whoever can press its buttons, and to anybody else what stands on it."""
        if not somebody_watches():
            show(status_of(self.game).said())
            return
        from IPython.display import display

        view = {VIEW: self.box._repr_mimebundle_()[VIEW], "text/plain": WITHOUT_KERNEL}
        display(view, raw=True)


@called_as("desk(lablib.incident(seed=7, level=1))")
def desk(game: Game) -> Desk:
    """The desk of a game; put it on the last line of a cell. Raises TypeError for what is no game."""
    require_a(Game, game, "desk", "a game, as in desk(lablib.incident(seed=7, level=1))")
    return Desk(game)


def status_of(game: Game) -> DeskStatus:
    """What stands on the desk now. No time passes."""
    left = max(0.0, game.left_min)
    return DeskStatus(
        title=f"On call, level {game.incident.level}, seed {game.incident.seed}",
        clock=f"{game.now} UTC, {left:.0f} minutes of the game are left"
        if left
        else f"{game.now} UTC: it's over",
        pager=" ".join(game.pager.splitlines()),
        slo=f"{game.slo} minutes outside the objective, as far as the dashboards know at {game.now}",
        alarms=_alarms(game),
        looks=[
            (_in_one(each.id), _after_pager(each.at_s), _named(each), headline(each))
            for each in game.evidence
        ],
        acts=[
            (_after_pager(each.at_s), f"{each.name} {as_text(each.params)}".strip(), each.text)
            for each in game.done
        ],
    )


def _alarms(game: Game) -> str:
    """What fires, as far as the learner has looked."""
    seen = [each for each in game.evidence if each.source == "alarms"]
    if not seen:
        return "those of the pager; a look shows what fires now"
    return f"{headline(seen[-1])}, as of {seen[-1].id}, {_after_pager(seen[-1].at_s)}"


def _named(evidence: Evidence) -> str:
    return f"{evidence.source} {as_text(evidence.which)}".strip()


def _seen(evidence: Evidence) -> str:
    """A look with its table below its head, where the columns stand above each other."""
    return f"{evidence.id}, {_named(evidence)}, at {evidence.clock}:\n{evidence.text}"


def _after_pager(at_s: float) -> str:
    return _in_one(f"{at_s / 60:+.0f} min")


def _in_the_width(html: str) -> str:
    """As wide as the desk and no wider: a table that needs more room scrolls. A widget's lines are apart."""
    return (
        f'<div style="display: grid; grid-template-columns: minmax(0, 1fr); line-height: 1.4;">{html}</div>'
    )


def _in_one(text: str) -> str:
    """Not to be broken over two lines."""
    return text.replace(" ", "\u00a0")


def _what_now(game: Game) -> Said:
    """Where the game has kept itself, and how to play another."""
    where = folder()
    file = where / f"{record_of(game).name}.json" if where is not None else None
    kept = line("game-day.kept", file=file) if file is not None else line("game-day.not-kept")
    seed, level = game.incident.seed + 1, game.incident.level
    told = [kept, f"Another night: desk(lablib.incident(seed={seed}, level={level})), in a cell of its own."]
    return Said("\n".join(told), card_html(Tone.TOLD, "What now?", *map(paragraph, told)))


def _button(name: str, do: Callable[[Any], None]) -> Any:
    import ipywidgets as widgets

    made = widgets.Button(description=name, layout=BUTTON)
    made.on_click(lambda pressed: in_the_kernels_thread(partial(do, pressed)))
    return made
