"""A Spark standalone cluster on loopback, of separate processes: one master and two workers, whose executors are theirs.

    import engines

    with engines.open("spark-cluster", "people.csv") as cluster:
        rows = cluster.query(sql)
        again = cluster.query_while_killing(sql, worker=0)     # kills the worker with its executor once a task of the statement is done
        assert rows == again
        print(cluster.killed)                                  # what was done by then: a dict for each kill

`.query` runs a statement as in engines.py. The table is read from about `tasks` files, a task each, so that a worker can be lost between two of them.
`start_worker()` brings a new worker in the place of one that was killed.
"""

import os
import pathlib
import signal
import socket
import subprocess
import threading
import time

import engines


class SparkCluster(engines.Spark):
    TASKS = 16
    WORKERS = 2
    processes = ()
    # Whether a pass of a fit was made.
    passed = False
    SETTINGS = engines.Spark.SETTINGS | {
        "spark.driver.memory": "1g",
        "spark.executor.memory": "1g",
        "spark.executor.cores": "1",
        "spark.executor.extraJavaOptions": "-XX:-DontCompileHugeMethods",
        # A lost executor is a lost machine: its task is run again at once.
        "spark.task.maxFailures": "8",
    }

    def start(self, csv, table):
        import pyspark

        self.home = pathlib.Path(pyspark.__file__).parent
        self.processes, self.workers, self.killed = [], [], []
        port = free_port()
        self.master = f"spark://127.0.0.1:{port}"
        self.launch("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", "0")
        self.wait_for("master", "I have been elected leader")
        for _ in range(self.WORKERS):
            self.start_worker()
        self.session = self.open_session(self.master, self.SETTINGS)
        rows = sum(1 for _ in csv.open("rb"))
        self.register(csv, table, rows_a_file=max(rows // self.TASKS, 1))
        largest = max(file.stat().st_size for file in (self.folder / "table").iterdir())
        self.session.conf.set("spark.sql.files.maxPartitionBytes", str(largest))
        self.session.conf.set("spark.sql.files.openCostInBytes", "0")

    def start_worker(self):
        """Starts a worker with one core and waits until the master knows it; gives its number."""
        number = len(self.workers)
        name, folder = f"worker-{number}", self.folder / f"worker-{number}"
        arguments = ["--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", folder, self.master]
        self.workers.append(self.launch(name, "org.apache.spark.deploy.worker.Worker", *arguments))
        self.wait_for(name, "Successfully registered with master")
        return number

    def launch(self, name, program, *arguments):
        environment = os.environ | {
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_HOME": str(self.home),
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        }
        with (self.folder / f"{name}.log").open("w") as log:
            command = [self.home / "bin/spark-class", program, *arguments]
            # A group of its own, so that a worker's executors end with it.
            process = subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
            )
        self.processes.append(process)
        return process

    def wait_for(self, name, words, seconds=300):
        log, end = self.folder / f"{name}.log", time.monotonic() + seconds
        while words not in log.read_text():
            if time.monotonic() > end or self.processes[-1].poll() is not None:
                raise RuntimeError(f"{name} did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.2)

    def kill_worker(self, number):
        """Ends a worker and its executors at once, as a machine that loses its power."""
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
        tracker, end, killed = self.session.sparkContext.statusTracker(), time.monotonic() + seconds, None
        while thread.is_alive() and killed is None and time.monotonic() < end:
            for stage in map(tracker.getStageInfo, tracker.getActiveStageIds()):
                if stage and stage.numTasks > after + 1 and after <= stage.numCompletedTasks < stage.numTasks - 1:
                    self.kill_worker(worker)
                    killed = {"worker": worker, "done": stage.numCompletedTasks, "tasks": stage.numTasks}
                    break
            time.sleep(0.01)
        thread.join()
        if "error" in answer:
            raise answer["error"]
        if killed is None:
            raise RuntimeError("the statement ended before a worker could be killed")
        self.killed.append(killed)
        return answer["rows"]

    def log(self, name):
        """What a process said: `master`, `worker-0` and so on."""
        return (self.folder / f"{name}.log").read_text()

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
