"""A PostgreSQL server of the tests' own: made in a fresh folder, on a socket and a port of loopback, gone at the end."""

import itertools
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import quote, urlencode

import psycopg

from warledger.ledger import Ledger
from warledger.ledger.where import server_address

OWNER: Final = "warledger"
PASSWORD: Final = "s3cret/w@rd"
LEDGERS: Final = "ledgers"
_LANGUAGE: Final = ("--no-sync", "--locale-provider=icu", "--icu-locale=en")
_PATIENCE_S: Final = 30
LEAST: Final = 15
"""The version that first had an order of text of its own for a whole server."""
_COPY: Final = """
DO $$
DECLARE name text;
BEGIN
  SET LOCAL session_replication_role = replica;  -- no foreign keys: the tables come in any order
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '{source}' LOOP
    EXECUTE format('DELETE FROM {target}.%I', name);
    EXECUTE format('INSERT INTO {target}.%I SELECT * FROM {source}.%I', name, name);
  END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = '{source}' LOOP
    EXECUTE format('SELECT setval(''{target}.%I'', last_value, is_called) FROM {source}.%I', name, name);
  END LOOP;
END $$
"""


def programs() -> Path | None:
    """Find the folder of the server's programs, of version 15 or later; Debian keeps them off the path."""
    if os.geteuid() == 0 and not any(user.pw_name == "postgres" for user in pwd.getpwall()):
        return None
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in [*known, *map(Path, os.get_exec_path())]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            said = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True).stdout
            if int(re.findall(r"\d+", said)[0]) >= LEAST:
                return folder
    return None


class ServerHere:
    """A running server with as many databases as tests ask for. It orders text by the rules of English, not by bytes."""

    def __init__(self, folder: Path, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.folder, self.port, self._process = folder, port, process
        self._numbers = itertools.count(1)
        self._empty: str | None = None
        self._spare: list[str] = []

    @classmethod
    def started(cls, bin_: Path) -> Self:
        """Make and start it; root, as whom no server runs, becomes the user of Debian's package for that."""
        folder = Path(tempfile.mkdtemp(prefix="wl-pg-"))
        user: dict[str, Any] = {}
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        env = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
        made = subprocess.run(
            [bin_ / "initdb", "-D", folder / "data", "-U", OWNER, "-E", "UTF8", "--auth=trust", *_LANGUAGE],
            env=env,
            capture_output=True,
            cwd=folder,
            **user,
        )
        assert made.returncode == 0, made.stderr.decode()
        rules = f"local all all trust\nhost all {OWNER} 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (folder / "data" / "pg_hba.conf").write_text(rules)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": folder,
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "max_connections": 100,
            "shared_buffers": "64MB",
            "autovacuum_naptime": "5s",
        }
        asked = [f"-c{name}={value}" for name, value in settings.items()]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [bin_ / "postgres", "-D", folder / "data", *asked],
                env=env,
                stdout=log,
                stderr=log,
                cwd=folder,
                **user,
            )
        server = cls(folder, port, process)
        server._await()
        return server

    def _await(self) -> None:
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                self.run("SELECT 1")
            except psycopg.OperationalError:
                assert self._process.poll() is None, (self.folder / "log").read_text()
                assert time.monotonic() < until
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        """End it at once and remove all that it kept."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(_PATIENCE_S)
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, statement: str, database: str = "postgres", **given: Any) -> list[tuple[Any, ...]]:
        """Run one statement as the owner and give its rows."""
        with psycopg.connect(
            host=str(self.folder), port=self.port, user=OWNER, dbname=database, autocommit=True
        ) as connection:
            cursor = connection.execute(statement.encode(), given or None)
            return cursor.fetchall() if cursor.description else []

    def address(self, database: str, **query: str) -> str:
        """Write the address of a ledger through the socket."""
        where = urlencode({"host": str(self.folder), "port": str(self.port), **query}, safe="/")
        return f"postgresql://{OWNER}@/{database}?{where}"

    def over_loopback(self, database: str, user: str = OWNER, password: str = "") -> str:
        """Write the address of a ledger through the port, where all but the owner sign in."""
        secret = f":{quote(password, safe='')}" if password else ""
        return f"postgresql://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """Make an empty database and name it."""
        name = f"d{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return name

    # --------------------------------------------------------------------------- ledgers, a schema each

    def new_ledger(self) -> str:
        """Give the address of an empty ledger."""
        if self._empty is None:
            self._empty = self._made()
        return self.copied(self._empty)

    def copied(self, where: str) -> str:
        """Copy a ledger and give the copy's address: to make its tables anew would take half a second each time."""
        copy = self._spare.pop() if self._spare else self._made()
        self.run(
            _COPY.format(source=server_address(where).schema, target=server_address(copy).schema), LEDGERS
        )
        return copy

    def drop(self, where: str) -> None:
        """Give a ledger back, to be another one."""
        self._spare.append(where)

    def _made(self) -> str:
        """Have the program make a ledger."""
        if not self.run(f"SELECT 1 FROM pg_database WHERE datname = '{LEDGERS}'"):
            self.run(f"CREATE DATABASE {LEDGERS}")
        where = self.address(LEDGERS, schema=f"ledger{next(self._numbers)}")
        Ledger.create_or_open(where).close()
        return where
