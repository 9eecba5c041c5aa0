"""The form that ends a game: the causes to choose from, the looks that show them, and the button.

The causes stand in two columns where there is room, and they and the looks scroll in boxes of their own, so
that all of it is on the page at once. A shade at a box's edge says that there is more beyond it.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from lablib.pictures.game_day.desk_form import AUTO
from lablib.pictures.game_day.kernel_thread import in_the_kernels_thread
from lablib.scenarios.incidents import Evidence, Game
from lablib.scenarios.incidents.game import MOST_CAUSES
from lablib.scenarios.incidents.headlines import headline

CAUSES = "The cause is (one, or two):"
LOOKS = "because of (the looks that show it):"
NO_LOOKS = "Nothing has been looked at, so there is no proof to give."
NO_CAUSE = "Tick the cause that you name, or two, and the looks that show it. The game goes on until then."
TOO_MANY = "{many} causes are ticked, and a night has one or two. Leave only those that your looks show."
ENDING = "The night is played to its end, and twice more: without you, and by the reference. Some seconds."
SENTENCE = "font-size: 90%; line-height: 1.25; padding-left: 20px;"
GRID = {
    "grid_template_columns": "repeat(auto-fill, minmax(min(100%, 212px), 1fr))",
    "grid_gap": "2px 12px",
    "max_height": "310px",
    "overflow": "auto",
}
ROW = {"height": "24px", "width": "auto", "margin": "0"}
SCROLLED = {"max_height": "132px", "overflow": "auto", "display": "block", "flex": "0 0 auto"}
SCROLLS = "lablib-scrolls"
SHADE = """<style>
.lablib-scrolls {
  --paper: var(--jp-layout-color0, Canvas);
  --shade: rgb(128 128 128 / 55%);
  background:
    linear-gradient(var(--paper) 40%, transparent) top / 100% 30px no-repeat local,
    linear-gradient(transparent, var(--paper) 60%) bottom / 100% 30px no-repeat local,
    linear-gradient(var(--shade), transparent) top / 100% 12px no-repeat scroll,
    linear-gradient(transparent, var(--shade)) bottom / 100% 12px no-repeat scroll;
}
</style>"""
"""Two shades that stay at the edges, and over them two patches of paper that scroll along with the ends."""
AS_WIDE = "display: grid; grid-template-columns: minmax(0, 1fr);"
ONE_LINE = "white-space: nowrap; overflow: hidden; text-overflow: ellipsis; line-height: 24px;"


class ConclusionForm:
    """`box` is the form. `done` gets the ids of the causes and of the looks; `closed` takes the form away."""

    def __init__(
        self, game: Game, done: Callable[[list[str], list[str]], None], closed: Callable[[], None]
    ) -> None:
        import ipywidgets as widgets

        self._done = done
        self.causes = {id_: _box(id_) for id_ in game.causes()}
        self.looks = {each.id: _box(f"{each.id}, {each.source}") for each in game.evidence}
        self.said = widgets.HTML(layout={"flex": "1 1 200px"})
        """What is missing, or what goes on."""
        for box in (*self.causes.values(), *self.looks.values()):
            box.observe(lambda _: self._say(""), "value")
        self.end = widgets.Button(description="End the game", button_style="primary", layout=AUTO)
        self.end.on_click(lambda _: in_the_kernels_thread(self._pressed))
        not_yet = widgets.Button(description="Not yet", layout=AUTO)
        not_yet.on_click(lambda _: in_the_kernels_thread(closed))
        cells = [_cause(box, game.causes()[id_]) for id_, box in self.causes.items()]
        rows = [_look(self.looks[each.id], each) for each in game.evidence]
        causes = widgets.GridBox(cells, layout=GRID)
        looks = widgets.VBox(rows or [widgets.HTML(NO_LOOKS)], layout=SCROLLED)
        for box in (causes, looks):
            box.add_class(SCROLLS)
        heads = [
            widgets.HTML(f"<strong>{text}</strong>", layout={"height": "24px"}) for text in (CAUSES, LOOKS)
        ]
        buttons = widgets.HBox([self.end, not_yet, self.said], layout={"flex_flow": "row wrap"})
        shade = widgets.HTML(SHADE, layout={"display": "none"})
        self.box = widgets.VBox([shade, heads[0], causes, heads[1], looks, buttons])

    def _pressed(self) -> None:
        named = [id_ for id_, box in self.causes.items() if box.value]
        if not named or len(named) > MOST_CAUSES:
            self._say(TOO_MANY.format(many=len(named)) if named else NO_CAUSE)
        else:
            self._say(ENDING)
            self._done(named, [id_ for id_, box in self.looks.items() if box.value])

    def _say(self, text: str) -> None:
        self.said.value = f'<div role="status" style="line-height: 1.3;">{text}</div>'


def _box(name: str) -> Any:
    import ipywidgets as widgets

    return widgets.Checkbox(description=name, indent=False, layout=ROW)


def _cause(box: Any, says: str) -> Any:
    import ipywidgets as widgets

    said = widgets.HTML(f'<div style="{SENTENCE}">{escape(says)}</div>', layout={"margin": "0"})
    return widgets.VBox([box, said], layout={"overflow": "hidden"})


def _look(box: Any, evidence: Evidence) -> Any:
    import ipywidgets as widgets

    text = escape(headline(evidence), quote=True)
    said = widgets.HTML(
        f'<div style="{AS_WIDE}"><div style="{ONE_LINE}" title="{text}">{text}</div></div>',
        layout={"flex": "1 1 0", "min_width": "0", "margin": "0", "height": "24px"},
    )
    box.layout.width = "180px"
    box.layout.flex = "0 0 auto"
    return widgets.HBox([box, said], layout={"overflow": "hidden", "height": "25px"})
