"""What a newcomer installs: the ranges, the locks, conda's file and the README agree with one another."""

import re
import subprocess
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lablib.teaching.course import repo_root

ROOT = repo_root()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LAB_LOCK, DEV_LOCK = "requirements.txt", "requirements-dev.txt"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = (("linux", "posix", "x86_64"), ("darwin", "posix", "arm64"), ("win32", "nt", "AMD64"))


def lines_of(lock):
    lines = (line.partition("#")[0].strip() for line in (ROOT / lock).read_text().splitlines())
    return [line for line in lines if line]


def pins_of(lock):
    return [Requirement(line) for line in lines_of(lock) if not line.startswith("-")]


def ranges_of(*extras):
    return [Requirement(text) for extra in extras for text in PROJECT["optional-dependencies"][extra]] + [
        Requirement(text) for text in PROJECT["dependencies"]
    ]


def environment(python, platform, os_name, machine):
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": platform,
        "os_name": os_name,
        "platform_machine": machine,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


@pytest.mark.parametrize(("lock", "extras"), [(LAB_LOCK, ["lab"]), (DEV_LOCK, ["lab", "test"])])
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_range_has_exactly_one_pin_inside_it_on_every_python_and_platform(
    lock, extras, python, platform
):
    here = environment(python, *platform)
    pins = {}
    for pin in pins_of(lock):
        if pin.marker is None or pin.marker.evaluate(here):
            assert canonicalize_name(pin.name) not in pins, f"{pin.name} has two versions"
            pins[canonicalize_name(pin.name)] = pin.specifier
    for wanted in ranges_of(*extras):
        [pinned] = pins[canonicalize_name(wanted.name)]
        assert pinned.operator == "=="
        assert wanted.specifier.contains(pinned.version), f"{wanted} and {pinned}"


def test_what_tests_need_is_not_in_a_learners_lock():
    pinned = {canonicalize_name(pin.name) for pin in pins_of(LAB_LOCK)}
    only_tests = {
        canonicalize_name(Requirement(each).name) for each in PROJECT["optional-dependencies"]["test"]
    }
    assert not pinned & only_tests


def test_both_locks_pin_the_same_versions():
    assert {str(pin) for pin in pins_of(LAB_LOCK)} <= {str(pin) for pin in pins_of(DEV_LOCK)}


@pytest.mark.parametrize("lock", [LAB_LOCK, DEV_LOCK])
def test_a_lock_holds_pins_and_the_project_and_no_address_of_a_registry(lock):
    others = [line for line in lines_of(lock) if line.startswith("-")]
    assert others == ["-e ."]
    assert all(re.fullmatch(r"==[^*]+", str(pin.specifier)) and pin.url is None for pin in pins_of(lock))
    assert "://" not in (ROOT / lock).read_text()


def test_moto_comes_without_its_server_and_without_everything():
    [moto] = [wanted for wanted in ranges_of() if wanted.name == "moto"]
    assert moto.extras == {"dynamodb", "s3", "sns", "sqs"}
    heavy = {"cfn-lint", "flask", "flask-cors", "networkx", "sympy", "openapi-spec-validator", "joserfc"}
    assert {canonicalize_name(pin.name) for pin in pins_of(DEV_LOCK)} & heavy == set()


def test_every_range_has_a_floor_and_a_ceiling_or_says_why_not():
    without_ceiling = {
        wanted.name
        for wanted in ranges_of("lab", "test")
        if not any(each.operator == "<" for each in wanted.specifier)
    }
    assert without_ceiling == {"packaging"}  # its versions are years, and its interface is a standard's
    assert all(any(each.operator == ">=" for each in wanted.specifier) for wanted in ranges_of("lab", "test"))


def test_conda_installs_just_python_pip_and_the_lock():
    conda = yaml.safe_load((ROOT / "environment.yml").read_text())
    [python, *others] = conda["dependencies"]
    assert re.fullmatch(r"python=3\.1[1-4]", python)
    assert others == ["pip", {"pip": ["-r requirements.txt"]}]
    assert set(conda) == {"name", "channels", "dependencies"}


def test_the_licence_is_apache_2_0_wherever_it_is_named():
    licence = (ROOT / "LICENSE").read_text()
    assert licence.split()[:4] == ["Apache", "License", "Version", "2.0,"]
    assert "END OF TERMS AND CONDITIONS" in licence
    assert (PROJECT["license"], PROJECT["license-files"]) == ("Apache-2.0", ["LICENSE"])
    assert "Apache-2.0" in (ROOT / "README.md").read_text()


def code_blocks(page):
    blocks = re.findall(r"^```(?:sh|bash|console)\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]


PAGES = ("README.md", "CONTRIBUTING.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_make_command_of_a_page_is_a_target(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    called = {line.split()[1] for line in code_blocks(ROOT / page) if line.startswith("make ")}
    assert called
    assert called <= targets


def lablib_commands(text):
    """Each call of lablib in a block of commands or between backticks, as words."""
    blocks = re.findall(r"^ *```(?:sh|bash|console|powershell)\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    lines = [line.partition(" #")[0].removeprefix("$ ") for block in blocks for line in block.splitlines()]
    calls = lines + re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
    found = (re.fullmatch(r"(?:sudo )?(?:\S*[/\\])?lablib ([a-z].*)", call.strip()) for call in calls)
    return [match[1].split() for match in found if match]


def options_of(words):
    """What the command that these words call takes, and whether it hands the rest on."""
    import typer.main

    from lablib.cli.app import app

    command = typer.main.get_command(app)
    for word in words:
        if not hasattr(command, "commands"):
            break
        command = command.commands[word]
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    return known | {"--help"}, command.ignore_unknown_options


EVERY_PAGE = [
    str(page.relative_to(ROOT)) for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
]


def test_commands_are_found_in_blocks_and_in_sentences_of_nearly_every_page():
    assert lablib_commands("```sh\n.venv/bin/lablib verify x.json  # why\n```\nor `lablib lint 02`.") == [
        ["verify", "x.json"],
        ["lint", "02"],
    ]
    silent = {page for page in EVERY_PAGE if not lablib_commands((ROOT / page).read_text())}
    assert not silent & {"README.md", "CONTRIBUTING.md", "docs/onboarding.md", "docs/instructor/desk.md"}


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_lablib_command_of_a_page_exists_with_its_options(page):
    calls = lablib_commands((ROOT / page).read_text())
    wrong = []
    for words in calls:
        known, hands_on = options_of(words)
        given = {word.partition("=")[0] for word in words if re.match(r"--[a-z]", word)}
        wrong += [] if hands_on or given <= known else [" ".join(words)]
    assert wrong == []


@pytest.mark.parametrize(
    "page", [*PAGES, "docs/architecture.md", "docs/fidelity.md", "docs/writing-a-lab.md"]
)
def test_every_link_inside_the_project_leads_to_a_file(page):
    text = (ROOT / page).read_text()
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert targets
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


def test_no_tracked_file_names_a_folder_of_an_authors_machine():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git clone")
    folders = re.compile(rb"(?<![\w.:/-])/(?:home/(?!ada\b)\w+|root|Users/\w+|work|tmp)/\w")
    texts = (
        ROOT / name for name in tracked.stdout.split("\0") if name and not name.endswith((".gz", ".png"))
    )
    assert [path for path in texts if path.is_file() and folders.search(path.read_bytes())] == []
