//! Answers that break HTTP itself, written on the bare connection: no library of HTTP would send them.

use std::io;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::answer::{Answer, Delivery};
use super::log::{Entry, lock};

/// Tells whether an answer is one of these.
pub fn is_broken(delivery: Delivery) -> bool {
    matches!(delivery, Delivery::Cut | Delivery::Mislabelled { .. })
}

/// Says as much of an answer as comes of it, and closes the connection.
pub async fn say(mut to: TcpStream, answer: &Answer, entry: &Entry) -> io::Result<()> {
    match answer.delivery {
        Delivery::Cut => {
            let head = head(answer, answer.body.len());
            to.write_all(&head.as_bytes()[..head.len() / 2]).await?;
            // Closed like this, it ends by a reset.
            to.set_zero_linger()
        }
        Delivery::Mislabelled { length } => {
            to.write_all(head(answer, length).as_bytes()).await?;
            to.write_all(&answer.body).await?;
            lock(entry).sent = answer.body.len();
            to.shutdown().await
        }
        _ => Ok(()),
    }
}

fn head(answer: &Answer, length: usize) -> String {
    let mut head = format!("HTTP/1.1 {} -\r\n", answer.status);
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    head + &format!("Content-Length: {length}\r\nConnection: close\r\n\r\n")
}
