"""JupyterHub for a room on one machine. `make classroom` and `lablib classroom` run a hub with this file.

You may change this file. The command passes a few settings as environment variables (LABLIB_CLASSROOM_...),
which docs/instructor/classroom.md lists; everything else is here. Decide about the parts marked 1, 2 and 3.
"""

import os
import sys
from pathlib import Path

from lablib.classroom.isolation import no_isolation, plain_text_doubt, refuse_other_computers
from lablib.classroom.room_settings import NAMES, RoomSettings
from lablib.teaching.kernels.with_parent import PARENT

c = get_config()  # noqa: F821 - JupyterHub defines it
room = RoomSettings.from_environment()
room.make_folders()

# --- Where ------------------------------------------------------------------------------------------
# The hub answers only on this computer (loopback), unless --ip says otherwise. The address that learners'
# servers use is on loopback in any case. Everything that the hub stores is in one folder, which only its user
# may read.
c.JupyterHub.bind_url = room.bind_url
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{room.port + 1}"
c.JupyterHub.db_url = f"sqlite:///{room.kept / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(room.kept / "cookie_secret")

# The proxy is a Node program, which `make classroom` installs. If the hub is killed, the proxy and the
# learners' servers keep running, and a new hub takes them over. So no kernel is lost.
c.ConfigurableHTTPProxy.command = room.proxy_command
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{room.port + 2}"
c.ConfigurableHTTPProxy.auth_token = room.proxy_token()
c.ConfigurableHTTPProxy.pid_file = str(room.proxy_pid_file)
c.JupyterHub.cleanup_servers = True  # when the hub is stopped; not when it is killed
c.JupyterHub.cleanup_proxy = True

# Pages that are easier to read than JupyterHub's own.
c.JupyterHub.template_paths = [str(Path(__file__).parent / "templates")]

# --- 1. TLS -----------------------------------------------------------------------------------------
# You need TLS as soon as other computers use the hub: without it, passwords cross the room in plain text.
# Use a certificate of your company's, or one from Let's Encrypt, and start the hub with --ip 0.0.0.0.
# c.JupyterHub.ssl_key = "/etc/ssl/private/classroom.key"
# c.JupyterHub.ssl_cert = "/etc/ssl/certs/classroom.pem"
if doubt := plain_text_doubt(room.bind_url, has_certificate="ssl_cert" in c.JupyterHub):
    sys.stderr.write(f"{doubt}\n")

# --- 2. Who may log in (the authenticator) ----------------------------------------------------------
c.Authenticator.allow_all = True  # everybody who has a password
c.Authenticator.admin_users = {room.instructor}
c.Authenticator.blocked_users = {"root"}  # a notebook of root could change the course
c.Authenticator.username_pattern = NAMES
if room.has_accounts:
    # Learners log in with an account of this system. Make one for each: `useradd --create-home ada` and
    # `passwd ada`. The instructor needs an account, too. For your company's login, see
    # https://oauthenticator.readthedocs.io
    c.JupyterHub.authenticator_class = "pam"
    c.PAMAuthenticator.open_sessions = False
else:
    # The learners share one password, and the instructor has another one; the command prints both. Anybody
    # with the learners' password can log in under any name.
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = room.password("learners")
    c.SharedPasswordAuthenticator.admin_password = room.password("instructor")
    c.JupyterHub.template_vars = {
        "announcement_login": "Pick a name for the room, such as ada: lower case, no spaces. Use the same "
        "name each time. Your instructor tells you the password."
    }

# --- 3. How a learner's server starts (the spawner) -------------------------------------------------
# accounts: under the learner's own account, so no learner can read another's files. The hub must run as root.
# systemd:  the same, and systemd limits the memory and CPU of each server with all its kernels.
# none:     all servers run as the hub's user, without isolation. So the hub answers only on this computer.
if room.isolation == "systemd":
    c.JupyterHub.spawner_class = "systemd"
    c.SystemdSpawner.mem_limit = f"{room.server_memory_mb + room.kernel_memory_mb}M"
    c.SystemdSpawner.cpu_limit = room.kernel_cpus
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.disable_user_sudo = True
elif room.isolation == "accounts":
    c.JupyterHub.spawner_class = "localprocess"
else:
    sys.stderr.write(f"{no_isolation(is_root=os.geteuid() == 0)}\n")
    refuse_other_computers(room.bind_url)
    c.JupyterHub.spawner_class = "lablib.classroom.spawners.SharedAccountSpawner"
    c.SimpleLocalProcessSpawner.home_dir_template = str(room.kept / "learners" / "{username}")

c.Spawner.cmd = [sys.executable, "-m", "lablib.cli.seat"]
c.Spawner.default_url = "/lab/tree/00_start_here.ipynb"
c.Spawner.poll_interval = (
    5  # so many seconds after a server was killed, the hub knows it and can start another
)
c.Spawner.start_timeout = 180  # thirty servers may start at once, on two cores
c.Spawner.http_timeout = 120
c.Spawner.environment = {
    "LABLIB_DESK": f"http://127.0.0.1:{room.port + 3}/services/desk/tell",
    # Long simulations take turns on each processor, and a check goes before a cell.
    "LABLIB_TURNS": str(room.turns_socket),
    **room.numbers_in_one_thread,
}
if room.isolation != "systemd":
    # One process forks all servers of the room, and another one all kernels, so they share memory. Not under
    # systemd: there a kernel has to be in the unit of its server, or the limits wouldn't hold.
    c.Spawner.environment["LABLIB_WARM_KERNELS"] = str(room.kernel_socket)
    c.Spawner.environment["LABLIB_WARM_SEATS"] = str(room.seat_socket)

# --- How many, and for how long ---------------------------------------------------------------------
c.JupyterHub.active_server_limit = room.users + 1  # the learners and the instructor
c.JupyterHub.concurrent_spawn_limit = (
    room.users + 1
)  # the whole room logs in at once, and the hub tells nobody to try again later
IDLE_S = 3600  # a server stops if its browser is closed and nothing has run for so long

c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [
            *room.python("lablib.teaching.kernels.with_parent"),
            "jupyterhub_idle_culler",
            f"--timeout={IDLE_S}",
        ],
    },
    {
        "name": "desk",
        "url": f"http://127.0.0.1:{room.port + 3}",
        "command": [*room.python("lablib.classroom.hub_desk"), str(room.kept / "desk.json")],
        "oauth_no_confirm": True,
    },
    {
        "name": "turns",
        "command": [
            *room.python("lablib.classroom.turns"),
            str(room.turns_socket),
            str(len(os.sched_getaffinity(0))),
        ],
        "display": False,
    },
    {
        "name": "warm-kernels",
        "command": [
            *room.python("lablib.teaching.kernels.room_template"),
            str(room.kernel_socket),
            str(room.kernel_memory_mb),
        ],
        "display": False,
    },
    {
        "name": "warm-seats",
        "command": [*room.python("lablib.cli.warm_seats"), str(room.seat_socket)],
        "display": False,
    },
]
if room.isolation == "systemd":
    c.JupyterHub.services = c.JupyterHub.services[:3]
for service in c.JupyterHub.services:  # none outlives a hub that ends while it still starts
    service["environment"] = {PARENT: str(os.getpid())}
c.JupyterHub.load_groups = {"instructors": {"users": [room.instructor]}}
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    },
    {"name": "instructor", "scopes": ["access:services!service=desk"], "groups": ["instructors"]},
]
