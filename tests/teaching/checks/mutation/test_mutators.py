"""A tiny function in, the list of its mutants out."""

import ast

import pytest
from mutation.mutators import MUTATORS, mutants_of

from lablib.teaching.course import labs

SOLUTIONS = [exercise for lab in labs() for exercise in lab.exercises]


def changes(source):
    """Each change, as `before -> after` of the lines that differ."""
    return [f"{mutant.before} -> {mutant.after}" for mutant in mutants_of(source)]


@pytest.mark.parametrize(
    ("source", "mutants"),
    [
        ("send(x)", ["send(x) -> pass"]),
        ("send(x, y, z)", ["-> pass", "-> send(y, x, z)", "-> send(x, z, y)"]),
        ("min(x, y)", ["-> pass", "-> max(x, y)"]),
        ("send(to=x)", ["-> pass", "-> send()"]),
        ("x = y == z", ["-> pass", "-> x = y != z"]),
        ("x = y < z <= w", ["-> pass", "y >= z <= w", "y < z > w", "y <= z <= w", "y < z < w"]),
        ("x = 1", ["-> pass", "-> x = 2", "-> x = 0"]),
        ("x = 0.5", ["-> pass", "-> x = 1.5", "-> x = -0.5"]),
        ("x = True", ["-> pass", "-> x = False"]),
        ("x = y and z", ["-> pass", "-> x = y or z", "-> x = z", "-> x = y"]),
        ("x = not y", ["-> pass", "-> x = y"]),
        ("x = y - z", ["-> pass", "-> x = y + z"]),
        ("x += y", ["-> pass", "-> x -= y"]),
        ("x = math.ceil(y)", ["-> pass", "-> x = math.floor(y)"]),
        ("x = {y: z}", ["-> pass", "-> x = {}"]),
        ("x = [y, z]", ["-> pass", "-> x = [z]", "-> x = [y]"]),
        ("x, y = z", ["-> pass"]),
        ("x = y[z:w]", ["-> pass", "-> x = y[:w]", "-> x = y[z:]"]),
        (
            "x = [y for y in z if y]",
            ["-> pass", "-> x = [y for y in z if not y]", "-> x = [y for y in z]"],
        ),
        ("x = y if z else w", ["-> pass", "-> x = y if not z else w"]),
        ("import x\nclass Y:\n    pass\ndef z():\n    'what it does'", []),
    ],
)
def test_a_statement_is_changed_in_every_way_that_there_is(source, mutants):
    found = changes(source)
    assert [found[place].endswith(end) for place, end in enumerate(mutants)] == [True] * len(found), found


def test_a_function_is_changed_line_by_line_and_conditions_are_turned_around():
    source = "def wait(n):\n    while n:\n        sleep(n)\n        if n > 3:\n            break\n"
    whole = "while n:\n    sleep(n)\n    if n > 3:\n        break"
    assert changes(source) == [
        f"{whole} -> pass",
        "while n: -> while not n:",
        "sleep(n) -> pass",
        "if n > 3:\n    break -> pass",
        "if n > 3: -> if n <= 3:",
        "if n > 3: -> if n >= 3:",
        "if n > 3: -> if n > 4:",
        "if n > 3: -> if n > 2:",
        "break -> pass",
        "break -> continue",
    ]


def test_a_change_is_known_by_its_lines_and_by_its_place_among_those_that_look_the_same():
    first, second = mutants_of("send()\nx\nsend()")[::2]
    assert (first.before, first.after, first.nth, first.line) == ("send()", "pass", 1, 1)
    assert (second.before, second.after, second.nth, second.line) == ("send()", "pass", 2, 3)
    assert (first.source, second.source) == ("pass\nx\nsend()", "send()\nx\npass")


@pytest.mark.parametrize("exercise", SOLUTIONS, ids=lambda exercise: exercise.id)
def test_every_mutant_of_a_solution_compiles_and_is_another_program(exercise):
    mutants = mutants_of(exercise.solution)
    sources = [ast.unparse(ast.parse(exercise.solution)), *(mutant.source for mutant in mutants)]
    assert len(set(sources)) == len(sources)
    assert len({(mutant.before, mutant.after, mutant.nth) for mutant in mutants}) == len(mutants)
    for mutant in mutants:
        compile(mutant.source, "<mutant>", "exec")


def test_every_mutator_changes_some_solution():
    changed = {mutant.change for exercise in SOLUTIONS for mutant in mutants_of(exercise.solution)}
    assert set(MUTATORS) - changed == set()
