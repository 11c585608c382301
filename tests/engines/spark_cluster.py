"""A Spark standalone cluster: one master and two workers, whose executors are theirs."""

import pathlib

import cluster
import engines


class SparkCluster(cluster.Cluster, engines.Spark):
    SETTINGS = engines.Spark.SETTINGS | {
        "spark.driver.memory": "1g",
        "spark.executor.memory": "1g",
        "spark.executor.cores": "1",
        "spark.executor.extraJavaOptions": "-XX:-DontCompileHugeMethods",
        # A lost executor is a lost machine: its task is run again at once.
        "spark.task.maxFailures": "8",
    }

    def start(self, csv, table):
        port = cluster.free_port()
        self.master = f"spark://127.0.0.1:{port}"
        self.launch_class("master", "master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", "0")
        self.wait_for("master", lambda: "I have been elected leader" in self.log("master"))
        for _ in range(self.WORKERS):
            self.start_worker()
        self.session = self.open_session(self.master, self.SETTINGS)
        files = self.register(csv, table, tasks=self.TASKS)
        self.session.conf.set("spark.sql.files.maxPartitionBytes", str(max(file.stat().st_size for file in files)))
        self.session.conf.set("spark.sql.files.openCostInBytes", "0")

    def start_worker(self):
        """Starts a worker with one core and waits until the master knows it; gives its number."""
        number = len(self.workers)
        name, folder = f"worker-{number}", self.folder / f"worker-{number}"
        arguments = ["--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", folder, self.master]
        self.workers.append(self.launch_class(name, "worker.Worker", *arguments))
        self.wait_for(name, lambda: "Successfully registered with master" in self.log(name))
        return number

    def launch_class(self, name, program, *arguments):
        import pyspark

        home = pathlib.Path(pyspark.__file__).parent
        environment = {
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_HOME": str(home),
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        }
        return self.launch(name, [home / "bin/spark-class", f"org.apache.spark.deploy.{program}", *arguments], environment)

    def progress(self):
        tracker = self.session.sparkContext.statusTracker()
        stages = map(tracker.getStageInfo, tracker.getActiveStageIds())
        return [(stage.numCompletedTasks, stage.numTasks) for stage in stages if stage]
