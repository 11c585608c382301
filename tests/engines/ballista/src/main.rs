//! The processes of a Ballista cluster on loopback, and the one that asks it.
//!
//! `cluster scheduler PORT`, `cluster executor SCHEDULER PORT GRPC FOLDER`, and `cluster ask
//! SCHEDULER TABLE FILES`, which reads a statement a line as JSON texts and answers each with a
//! line of JSON: `{"rows": […]}` or `{"error": "…"}`.

use std::error::Error;
use std::io::{BufRead as _, Write as _};
use std::sync::Arc;

use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use persona_synthesis::warehouse::{DataFusion, Engine as _};
use tokio::runtime::{Builder, Runtime};

const HOST: &str = "127.0.0.1";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["scheduler", port] => schedule(port.parse()?),
        ["executor", scheduler, port, grpc, folder] => {
            execute(scheduler.parse()?, port.parse()?, grpc.parse()?, folder)
        }
        ["ask", scheduler, table, files] => ask(scheduler, table, files),
        _ => {
            Err("scheduler PORT, executor SCHEDULER PORT GRPC FOLDER, or ask SCHEDULER TABLE FILES"
                .into())
        }
    }
}

/// Threads with room for deep plans.
fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().thread_stack_size(32 << 20).enable_all().build()
}

fn schedule(bind_port: u16) -> Result<(), Box<dyn Error>> {
    let config = SchedulerConfig {
        bind_host: HOST.into(),
        bind_port,
        // An executor that is gone is missed after seconds.
        executor_timeout_seconds: 5,
        expire_dead_executor_interval_seconds: 1,
        ..SchedulerConfig::default()
    };
    runtime()?.block_on(async {
        let cluster = BallistaCluster::new_from_config(&config).await?;
        start_server(cluster, format!("{HOST}:{bind_port}").parse()?, Arc::new(config)).await?;
        Ok(())
    })
}

fn execute(
    scheduler_port: u16,
    port: u16,
    grpc_port: u16,
    folder: &str,
) -> Result<(), Box<dyn Error>> {
    let config = ExecutorProcessConfig {
        scheduler_host: HOST.into(),
        scheduler_port,
        scheduler_connect_timeout_seconds: 30,
        bind_host: HOST.into(),
        external_host: Some(HOST.into()),
        port,
        grpc_port,
        vcores: 1,
        work_dir: Some(folder.to_owned()),
        executor_heartbeat_interval_seconds: 1,
        ..ExecutorProcessConfig::default()
    };
    Ok(runtime()?.block_on(start_executor_process(Arc::new(config)))?)
}

fn ask(scheduler: &str, table: &str, files: &str) -> Result<(), Box<dyn Error>> {
    let mut engine =
        DataFusion::ballista(&format!("df://{HOST}:{scheduler}"))?.parquet(table, files)?;
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let statement: String = serde_json::from_str(&line?)?;
        let answer = match engine.query(&statement) {
            Ok(rows) => serde_json::json!({ "rows": rows }),
            Err(error) => serde_json::json!({ "error": error.to_string() }),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}
