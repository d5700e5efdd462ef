//! The command line's only contact with the world: arguments, standard streams, the terminal, the
//! clock, and chance.

use std::io::{stderr, stdin, stdout};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use amtsstatus::cli::{self, Http, Io, MessageLang, OsRng};
use amtsstatus::feed::time::Moment;

fn main() -> ExitCode {
    let mut io = Io {
        out: &mut stdout(),
        err: &mut stderr(),
        input: &mut stdin(),
        secret: &mut |question| rpassword::prompt_password(question),
        random: &mut OsRng,
        web: &mut Http::new(),
        now: now(),
        lang: MessageLang::De,
    };
    ExitCode::from(cli::run(std::env::args_os().skip(1), &mut io))
}

/// Returns the system's time. A clock before 1970 is broken, and 1970 is as good as any other wrong answer.
fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Moment(since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }))
}
