"""One environment, two clones: a command in the other clone does nothing, and says where it belongs."""

import pytest

from lablib.cli.which_clone import course_here
from lablib.teaching.course import CourseError


@pytest.fixture
def clones(tmp_path):
    """Two of them; the environment's lablib is the first one's."""
    for name in ("one", "two"):
        (tmp_path / name / "src/lablib").mkdir(parents=True)
        (tmp_path / name / "pyproject.toml").write_text('[project]\nname = "lablib"\n')
    return tmp_path / "one", tmp_path / "two"


def test_in_its_own_clone_and_outside_of_any_a_command_is_about_that_clone(clones, tmp_path):
    one, _ = clones
    for here in (one, one / "src", tmp_path):
        assert course_here(one / "src/lablib/__init__.py", here) == one


def test_in_another_clone_nothing_is_done_and_both_are_named(clones):
    one, two = clones
    with pytest.raises(CourseError) as caught:
        course_here(one / "src/lablib/__init__.py", two / "src")
    assert str(caught.value) == (
        f"You are in the clone {two}, and this lablib belongs to the clone {one}. Nothing was done. "
        f"Remedy: work in {one}, or give the clone here an environment of its own: make lab"
    )
