"""Clusters on loopback, of separate processes, which lose workers in the middle of a statement.

    import engines

    with engines.open("spark-cluster", "people.csv") as cluster:
        rows = cluster.query(sql)
        again = cluster.query_while_killing(sql, worker=0)     # kills the worker once a task of the statement is done
        assert rows == again
        print(cluster.killed)                                  # what was done by then: a dict for each kill

`.query` runs a statement as in engines.py. The table is read from about `TASKS` files, a task each, so that a worker can be lost between two of them.
`start_worker()` brings a new worker in the place of one that was killed.
"""

import os
import signal
import socket
import subprocess
import threading
import time

import engines


class Cluster(engines.Engine):
    """What clusters have in common; `start_worker` adds a worker with one core to `workers`, `progress` tells of each stage that runs how many of how
    many tasks are done."""

    TASKS = 16
    WORKERS = 2
    # Whether a pass of a fit was made.
    passed = False

    def __init__(self, name, csv, table):
        self.processes, self.workers, self.killed = [], [], []
        super().__init__(name, csv, table)

    def launch(self, name, command, environment=None, **options):
        """Starts a process that writes into `name.log`, in a group of its own, so that its own processes end with it."""
        with (self.folder / f"{name}.log").open("w") as log:
            options = {"stdin": subprocess.DEVNULL, "stdout": log, **options}
            environment = os.environ | (environment or {})
            process = subprocess.Popen([str(part) for part in command], stderr=log, env=environment, start_new_session=True, **options)
        self.processes.append(process)
        return process

    def wait_for(self, name, ready, seconds=300):
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end or self.processes[-1].poll() is not None:
                raise RuntimeError(f"{name} did not start:\n{self.log(name)[-2000:]}")
            time.sleep(0.1)

    def log(self, name):
        """What a process said."""
        return (self.folder / f"{name}.log").read_text()

    def kill_worker(self, number):
        """Ends a worker and all its processes at once, as a machine that loses its power."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()

    def query_while_killing(self, sql, worker, after=1, seconds=1800):
        """Runs a statement and kills a worker as soon as so many tasks of a stage are done while others are not; notes in `killed` how far it was.
        Raises an error if the statement ended first."""
        answer = {}

        def run():
            try:
                answer["rows"] = self.query(sql)
            except Exception as cause:
                answer["error"] = cause

        thread = threading.Thread(target=run)
        thread.start()
        end, killed = time.monotonic() + seconds, None
        while thread.is_alive() and killed is None and time.monotonic() < end:
            for done, tasks in self.progress():
                if tasks > after + 1 and after <= done < tasks - 1:
                    self.kill_worker(worker)
                    killed = {"worker": worker, "done": done, "tasks": tasks}
                    break
            time.sleep(0.01)
        thread.join()
        if "error" in answer:
            raise answer["error"]
        if killed is None:
            raise RuntimeError("the statement ended before a worker could be killed")
        self.killed.append(killed)
        return answer["rows"]

    def end(self):
        super().end()
        for process in reversed(self.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def is_open(port):
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
