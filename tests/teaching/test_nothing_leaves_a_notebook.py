"""Nothing of a notebook reaches AWS without a world, unless it says so. A recorder stands in for AWS."""

import subprocess
import sys

import pytest
from aws_recorder import Recorder
from notebook_kernel import running_kernel

CONNECT = "CONNECT kinesis.eu-west-1.amazonaws.com:443"
LIST = "boto3.client('kinesis').list_streams()['StreamNames']"
REMEDY = "run the start cell (lablib.start), or call lablib.real_aws() if you mean your own AWS account."
REFUSED = (
    "NetworkRefused: lablib blocked a request to kinesis.eu-west-1.amazonaws.com: no world is open, and "
    f"boto3 doesn't reach AWS without one. Remedy: {REMEDY}"
)
NO_WORLD = f"NoWorldOpen: this needs an open world, and none is open. Remedy: {REMEDY}"
START = "world = lablib.start('02')"
STILL_ON = "lablib: REAL AWS IS ON. lablib.stop() turns it off."
OFF = "lablib: real AWS is off. boto3 doesn't reach AWS any more."


@pytest.fixture(scope="module")
def recorder(tmp_path_factory):
    with Recorder(tmp_path_factory.mktemp("aws")) as running:
        yield running


@pytest.fixture(scope="module")
def kernel(recorder):
    """With lablib imported, and no world."""
    with running_kernel(env=recorder.environment()) as notebook:
        notebook.run(
            "import lablib, boto3, threading\nfrom lablib.scenarios.replay.incident import make_stream"
        )
        yield notebook


@pytest.fixture
def notebook(kernel, recorder):
    kernel.run("lablib.stop()")
    recorder.forget()
    return kernel


def test_before_lablib_is_imported_a_request_leaves_and_after_that_none(recorder):
    """The first half is the control: a notebook like any other, whose requests the recorder sees."""
    recorder.forget()
    with running_kernel(warm=False, env=recorder.environment()) as notebook:
        notebook.run("import boto3\nearly = boto3.client('kinesis')")
        assert notebook.run("early.list_streams()").startswith("ProxyConnectionError")
        assert recorder.seen == [CONNECT]
        notebook.run("import lablib")
        assert notebook.run("early.list_streams()") == REFUSED
        assert notebook.run(LIST) == REFUSED
        assert notebook.run("boto3.Session().resource('s3').Bucket('b').create()").startswith(
            "NetworkRefused"
        )
    assert recorder.seen == [CONNECT]


@pytest.mark.nightly
def test_importing_any_part_of_lablib_is_enough_and_brings_nothing_that_is_slow(recorder):
    recorder.forget()
    with running_kernel(warm=False, env=recorder.environment()) as notebook:
        notebook.run("import sys\nfrom lablib.simulator import limits")
        slow = "('boto3', 'moto', 'numpy', 'simpy', 'lablib.simulator.world')"
        assert notebook.run(f"[name for name in {slow} if name in sys.modules]") == "[]"
        assert notebook.run(f"import boto3; {LIST}") == REFUSED
    assert recorder.seen == []


def test_a_helper_without_a_world_raises_with_the_remedy(notebook, recorder):
    assert notebook.run("make_stream(4)") == NO_WORLD
    assert recorder.seen == []


def test_after_stop_a_client_says_which_world_it_belonged_to(notebook, recorder):
    notebook.run(START)
    assert notebook.run(f"kinesis = boto3.client('kinesis'); {LIST}") == "[]"
    notebook.run("lablib.stop()")
    assert notebook.run("kinesis.list_streams()") == (
        "NetworkRefused: lablib blocked a request to kinesis.us-east-1.amazonaws.com: its client belongs to "
        f"a world that is closed (lab 02, seed 7). Remedy: {REMEDY}"
    )
    assert notebook.run(LIST) == REFUSED
    assert notebook.run("make_stream(4)") == NO_WORLD
    assert recorder.seen == []


def test_an_old_client_talks_to_the_world_that_is_open_now(notebook):
    notebook.run(START)
    notebook.run("kinesis = boto3.client('kinesis')")
    notebook.run("lablib.stop()")
    notebook.run(START)
    assert notebook.run("kinesis.list_streams()['StreamNames']") == "[]"


def test_after_a_world_of_one_s_own_has_closed(notebook, recorder):
    assert notebook.run(f"with lablib.World(3): print({LIST})") == "[]"
    assert notebook.run(LIST) == REFUSED
    assert recorder.seen == []


def test_the_next_cell_puts_back_what_somebody_has_replaced(notebook, recorder):
    notebook.run(
        "from unittest import mock\nfrom botocore.httpsession import URLLib3Session\n"
        "patched = mock.patch.object(URLLib3Session, 'send'); patched.start()"
    )
    assert notebook.run(LIST) == REFUSED
    notebook.run("URLLib3Session.send = URLLib3Session.close; del patched")
    assert notebook.run(LIST) == REFUSED
    assert recorder.seen == []


def test_a_thread_is_refused_too(notebook, recorder):
    notebook.run(
        "told = []\n"
        "def calls():\n"
        "    try: boto3.client('kinesis').list_streams()\n"
        "    except Exception as error: told.append(str(error))\n"
        "thread = threading.Thread(target=calls); thread.start(); thread.join()"
    )
    assert notebook.run("print(*told)") == REFUSED.removeprefix("NetworkRefused: ")
    assert recorder.seen == []


def test_real_aws_is_said_at_the_start_of_every_cell_until_it_is_over(notebook, recorder):
    assert notebook.run("lifted = lablib.real_aws()").startswith("lablib: REAL AWS IS ON. boto3 reaches")
    told = notebook.run(LIST)
    assert told.startswith(f"{STILL_ON}\nProxyConnectionError")
    assert notebook.run("1 + 1") == f"{STILL_ON}\n2"
    assert recorder.seen == [CONNECT]
    assert notebook.run("lifted.close()") == f"{STILL_ON}\n{OFF}"
    assert notebook.run(LIST) == REFUSED
    assert recorder.seen == [CONNECT]


@pytest.mark.parametrize("cell", [START, "lablib.stop()"])
def test_the_start_cell_and_stop_end_real_aws(notebook, recorder, cell):
    notebook.run("lablib.real_aws()")
    assert notebook.run(cell).startswith(f"{STILL_ON}\n{OFF}")
    notebook.run("lablib.stop()")
    assert notebook.run(LIST) == REFUSED
    assert recorder.seen == []


def test_a_world_answers_while_real_aws_is_on(notebook, recorder):
    notebook.run(START)
    notebook.run("lifted = lablib.real_aws()")
    assert notebook.run(LIST) == (
        f"{STILL_ON} A world is open, and boto3 talks to that world until it closes.\n[]"
    )
    assert recorder.seen == []


@pytest.mark.nightly
def test_a_terminal_with_ipython_is_guarded_like_a_notebook(recorder):
    """`ipython -c`, where the shell is there before the first line runs."""
    recorder.forget()
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", "--colors=NoColor", "-c",
         "import lablib, boto3\nboto3.client('kinesis').list_streams()"],
        env=recorder.environment(), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert REFUSED in done.stdout.replace("\n", " ")
    assert recorder.seen == []
