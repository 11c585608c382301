"""A Ballista cluster, which is DataFusion on many machines: a scheduler and two executors, asked by the crate's own engine. All are the program of
tests/engines/ballista, which `.ci/ballista` builds."""

import json
import os
import pathlib
import subprocess

import cluster
import engines

PROGRAM = pathlib.Path(os.environ.get("BALLISTA_CLUSTER", "target/ballista/release/cluster"))


class DataFusionCluster(cluster.Cluster):
    def start(self, csv, table):
        files = engines.files_of(csv, self.folder / "table", self.TASKS)
        self.port = cluster.free_port()
        self.launch("scheduler", [PROGRAM, "scheduler", self.port])
        self.wait_for("scheduler", lambda: cluster.is_open(self.port))
        for _ in range(self.WORKERS):
            self.start_worker()
        command = [PROGRAM, "ask", self.port, table, files[0].parent]
        self.asking = self.launch("ask", command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start_worker(self):
        """Starts an executor with one core and waits until it takes tasks; gives its number."""
        number, port, grpc = len(self.workers), cluster.free_port(), cluster.free_port()
        name, folder = f"executor-{number}", self.folder / f"executor-{number}"
        folder.mkdir()
        self.workers.append(self.launch(name, [PROGRAM, "executor", self.port, port, grpc, folder]))
        self.wait_for(name, lambda: cluster.is_open(port))
        return number

    def rows(self, sql):
        self.asking.stdin.write(json.dumps(sql) + "\n")
        self.asking.stdin.flush()
        answer = json.loads(self.asking.stdout.readline() or '{"error": "the client ended"}')
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["rows"]

    def progress(self):
        """By the files that executors keep of the first stage of the newest statement: a task's answer each."""
        stages = self.folder.glob("executor-*/*/0")
        newest = max((stage.parent.name for stage in stages), default=None)
        answers = self.folder.glob(f"executor-*/{newest}/0/*/data*.arrow") if newest else []
        return [(len(list(answers)), self.TASKS)]
