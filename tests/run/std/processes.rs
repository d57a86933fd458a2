// Processes: streams, environment, working directory, ends, and how a command is shown.
use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitStatus, Stdio};

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(script);
    command
}

fn main() {
    println!("{:?}", shell("echo out; echo err >&2; exit 3").output().unwrap());
    let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"through cat").unwrap();
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    println!("{text} {}", child.wait().unwrap());
    println!("{:?}", child.try_wait().unwrap());

    let output = shell("echo $A-$B-$HOME").env_clear().env("A", "1").env("B", "2").env_remove("B").output().unwrap();
    println!("{}", String::from_utf8_lossy(&output.stdout));
    println!("{}", String::from_utf8_lossy(&shell("pwd").current_dir("/").output().unwrap().stdout));
    println!("{}", String::from_utf8_lossy(&Command::new("sh").arg0("called").args(["-c", "echo $0"]).output().unwrap().stdout));
    // Both large streams are read at once.
    let both = shell("i=0; while [ $i -lt 3000 ]; do echo 'a line on standard output, long enough'; echo 'and one on standard error, likewise' >&2; i=$((i+1)); done").output().unwrap();
    println!("{} {}", both.stdout.len(), both.stderr.len());
    let joined = shell("echo one; echo two >&2").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap().wait_with_output().unwrap();
    println!("{joined:?}");

    println!("{:?}", Command::new("no such program").spawn().unwrap_err().kind());
    println!("{:?}", Command::new("/").status().unwrap_err().kind());
    println!("{:?}", shell("true").current_dir("/nonexistent").status().unwrap_err().kind());
    println!("{}", shell("\0").status().unwrap_err());

    let mut sleeper = Command::new("sleep").arg("1000").spawn().unwrap();
    println!("{:?}", sleeper.try_wait().unwrap());
    sleeper.kill().unwrap();
    let status = sleeper.wait().unwrap();
    println!("{status} {:?} {:?}", status.signal(), status.code());
    // Ignored here, but not in the child.
    println!("{:?}", shell("kill -PIPE $$").status().unwrap().signal());
    // A new group and a closure in the child.
    let group = shell("ps -o pgid= -p $$ | tr -d ' ' | grep -qx $$").process_group(0).status().unwrap();
    println!("{group}");
    let failed = unsafe { shell("true").pre_exec(|| Err(std::io::Error::from_raw_os_error(7))).spawn() };
    println!("{:?}", failed.unwrap_err().raw_os_error());
    println!("{}", unsafe { shell("exit 4").pre_exec(|| Ok(())).status().unwrap() });
    for raw in [0, 0x100, 9, 0x86, 0x137f, 0xffff] {
        let status = ExitStatus::from_raw(raw);
        println!("{status:?} {status} {:?} {:?} {}", status.code(), status.stopped_signal(), status.core_dumped());
    }

    let mut command = shell("a b");
    println!("{command:?}");
    command.env("K", "v w").env_remove("L").current_dir("/x");
    println!("{command:?} {:?} {:?}", command.get_args(), command.get_envs());
    command.env_clear().arg0("other");
    println!("{command:?}\n{command:#?}");
}
