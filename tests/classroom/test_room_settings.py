"""A room without isolation stays on this computer; settings travel whole; memory is shared out."""

import socket
import stat
import tempfile

import pytest

from lablib.classroom.isolation import no_isolation, plain_text_doubt, refuse_other_computers
from lablib.classroom.rehearsal import free_ports
from lablib.classroom.room_settings import RoomSettings
from lablib.classroom.what_it_holds import Machine, kernel_memory_mb, memory_doubts


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "[::1]"])
def test_without_isolation_a_hub_on_loopback_is_fine(host):
    refuse_other_computers(f"http://{host}:8000")


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]", "192.0.2.7", "classroom.example", ""])
def test_without_isolation_a_hub_for_others_is_refused_with_the_remedy(host):
    with pytest.raises(ValueError, match="--isolation accounts"):
        refuse_other_computers(f"http://{host}:8000")


def test_settings_travel_in_the_environment(tmp_path):
    room = RoomSettings(7, "::1", 9000, "accounts", "grace", tmp_path, 900, 0.5, "/opt/proxy")
    assert RoomSettings.from_environment(room.as_environment() | {"PATH": "/bin"}) == room
    assert room.bind_url == "http://[::1]:9000"
    with pytest.raises(ValueError, match="LABLIB_CLASSROOM_USER"):
        RoomSettings.from_environment({"LABLIB_CLASSROOM_USER": "7"})
    with pytest.raises(ValueError, match="none, accounts, systemd"):
        RoomSettings(isolation="some")


@pytest.mark.parametrize("name", ["Ada Smith", "Ada", "", "root", "../ada", "ada\n"])
def test_an_instructor_who_could_not_log_in_is_refused_before_the_hub_starts(name):
    with pytest.raises(ValueError, match="such as ada, and not root"):
        RoomSettings(instructor=name)


@pytest.mark.parametrize(
    ("address", "has_certificate", "warned"),
    [
        ("http://0.0.0.0:8000", False, True),
        ("http://[::]:8000", False, True),
        ("http://192.0.2.7:8000", False, True),
        ("http://192.0.2.7:8000", True, False),
        ("http://127.0.0.1:8000", False, False),
        ("http://[::1]:8000", False, False),
    ],
)
def test_passwords_that_cross_the_network_in_plain_text_are_said(address, has_certificate, warned):
    doubt = plain_text_doubt(address, has_certificate=has_certificate)
    assert ("plain text" in doubt, address in doubt) == (warned, warned)


def test_learners_who_would_be_root_are_mentioned_and_others_are_not():
    assert "is root" in no_isolation(is_root=True)
    assert "root" not in no_isolation(is_root=False)


def listening(port=0):
    one = socket.socket()
    one.bind(("127.0.0.1", port))
    one.listen()
    return one


def test_a_port_that_another_program_has_is_named_but_not_those_of_a_killed_hubs_proxy(tmp_path):
    first = free_ports()
    room = RoomSettings(port=first, kept=tmp_path)
    room.refuse_taken_ports()
    for more in range(4):
        with listening(first + more), pytest.raises(ValueError, match=rf"has port {first + more}\. Remedy: "):
            room.refuse_taken_ports()
    room.proxy_pid_file.write_text("1")
    with listening(first), listening(first + 2):
        room.refuse_taken_ports()
        with listening(first + 3), pytest.raises(ValueError, match=f"has port {first + 3}"):
            room.refuse_taken_ports()


def test_what_a_hub_leaves_in_the_temporary_folder_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    room = RoomSettings(kept=tmp_path / "kept")
    room.make_folders()
    room.kernel_socket.touch()
    room.remove_sockets()
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(("isolation", "mode"), [("none", 0o700), ("accounts", 0o711), ("systemd", 0o711)])
def test_another_user_of_the_computer_gets_no_kernel_where_all_kernels_are_the_hubs_user(
    isolation, mode, tmp_path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("lablib.classroom.room_settings.OF_ALL_UNITS", str(tmp_path))
    room = RoomSettings(isolation=isolation, kept=tmp_path / "kept")
    for _ in range(2):
        room.make_folders()
        assert stat.S_IMODE(room.kernel_socket.parent.stat().st_mode) == mode
        room.kernel_socket.parent.chmod(0o755)  # as another hub may have left it


@pytest.mark.parametrize(("isolation", "is_there"), [("none", True), ("accounts", True), ("systemd", False)])
def test_the_queue_of_turns_is_not_in_a_tmp_that_systemd_gives_to_each_learner(isolation, is_there):
    queue = RoomSettings(isolation=isolation).turns_socket
    assert queue.is_relative_to(tempfile.gettempdir()) == is_there


def test_secrets_are_made_once_for_the_owner_only_and_the_instructors_is_long(tmp_path):
    room = RoomSettings(kept=tmp_path)
    first = room.password("learners"), room.password("instructor")
    assert (room.password("learners"), room.password("instructor")) == first
    assert len(first[0]) >= 8  # what JupyterHub asks for
    assert len(first[1]) >= 32
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_memory_is_shared_out_and_too_little_is_said_with_how_many_it_holds():
    large, small = Machine(2, 24_000), Machine(2, 8_000)
    assert kernel_memory_mb(large, 10) == 2030
    assert memory_doubts(large, 30) == []
    [doubt] = memory_doubts(small, 30)
    assert doubt.endswith("Remedy: more memory, or --users 18")
    [doubt] = memory_doubts(Machine(2, 500), 30)
    assert doubt.endswith("Remedy: more memory")
    assert kernel_memory_mb(small, 30) == 1500
