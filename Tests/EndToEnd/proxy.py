"""Stands between a worker and PostgreSQL, notes which statements each transaction runs, and loses answers if it is asked to."""

import contextlib
import os
import socket
import struct
import threading


class Proxy:
    """Listens on a port of its own. `transactions` has the names of the statements, transaction by transaction."""

    def __init__(self, database):
        self.upstream = self.find(database)
        self.transactions, self.lock = [], threading.Lock()
        self.lost_statement = self.meanwhile = None
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    @staticmethod
    def find(database):
        """TCP if the tests come so, else the socket that they use."""
        address, port, folders = database.psql(
            "select host(inet_server_addr()), current_setting('port'), current_setting('unix_socket_directories')")[0]
        return (address, int(port)) if address else os.path.join(folders.split(",")[0], f".s.PGSQL.{port}")

    def connect(self):
        if isinstance(self.upstream, tuple):
            return socket.create_connection(self.upstream)
        upstream = socket.socket(socket.AF_UNIX)
        upstream.connect(self.upstream)
        return upstream

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = self.connect()
            loses = threading.Event()
            threading.Thread(target=self.copy, args=(server, client, loses), daemon=True).start()
            threading.Thread(target=self.watch, args=(client, server, loses), daemon=True).start()

    def lose_answer(self, statement, meanwhile=lambda: None):
        """The next transaction with this statement happens, and its connection breaks before anybody is told: once others have done what
        they do meanwhile."""
        self.lost_statement, self.meanwhile = statement, meanwhile

    def copy(self, source, target, loses):
        try:
            while data := source.recv(65536):
                # Committed once it says that it is ready for more.
                if loses.is_set():
                    if data.endswith(b"Z\0\0\0\5I"):
                        self.meanwhile()
                        break
                    continue
                target.sendall(data)
        except OSError:
            pass
        finally:
            # Whoever waits for data of it is woken, too.
            with contextlib.suppress(OSError):
                target.shutdown(socket.SHUT_RDWR)
            target.close()

    def watch(self, client, server, loses):
        """The start-up packet has no type; all that follows has one."""
        stream, names, started = client.makefile("rb"), [], False
        try:
            while True:
                kind = b"" if not started else stream.read(1)
                header = stream.read(4)
                if len(header) < 4:
                    break
                body = stream.read(struct.unpack("!i", header)[0] - 4)
                if kind == b"B":
                    names.append(body.split(b"\0")[1].decode())
                elif kind == b"S":
                    with self.lock:
                        self.transactions.append(names)
                        if self.lost_statement in names:
                            self.lost_statement = None
                            loses.set()
                    names = []
                server.sendall(kind + header + body)
                started = True
        except OSError:
            pass
        finally:
            server.close()

    def taken(self):
        """The transactions since the last time."""
        with self.lock:
            taken, self.transactions = self.transactions, []
        return taken

    def close(self):
        self.listener.close()
