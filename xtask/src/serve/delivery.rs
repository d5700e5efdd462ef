//! Answers as hyper sends them: at once, late, never, a byte at a time, or without end.

use std::convert::Infallible;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{self, Stream, StreamExt as _};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper::body::{Bytes, Frame};
use hyper::ext::ReasonPhrase;
use hyper::{Response, http};
use tokio::time::sleep;

use super::answer::{Answer, Delivery, ENDLESS};
use super::log::{Entry, lock};

/// A body that comes as its answer says.
pub type Body = UnsyncBoxBody<Bytes, Infallible>;

/// An endless body comes in pieces of at least this: three bytes at a time would take minutes.
const PIECE: usize = 1 << 14;

type Piece = Result<Frame<Bytes>, Infallible>;

/// Makes an answer what hyper sends. Waits first, where the answer is late; the bytes of the body are counted as they go.
pub async fn deliver(answer: Answer, entry: &Entry) -> http::Result<Response<Body>> {
    match answer.delivery {
        Delivery::Never => pending().await,
        Delivery::Slow { after } => sleep(after).await,
        _ => {}
    }
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    if answer.delivery != Delivery::Endless && answer.status != 304 {
        response = response.header("Content-Length", answer.body.len());
    }
    let response = response
        .header("Connection", "close")
        // No test may read the words behind a status.
        .extension(ReasonPhrase::from_static(b"-"));

    let body = Bytes::from(answer.body);
    let body = match answer.delivery {
        Delivery::Drip { every } => StreamBody::new(drip(body, every)).boxed_unsync(),
        Delivery::Endless => StreamBody::new(endless(&body)).boxed_unsync(),
        _ => Full::new(body).boxed_unsync(),
    };
    let entry = Arc::clone(entry);
    let counted = body.map_frame(move |piece| {
        lock(&entry).sent += piece.data_ref().map_or(0, Bytes::len);
        piece
    });
    response.body(counted.boxed_unsync())
}

fn drip(body: Bytes, every: Duration) -> impl Stream<Item = Piece> {
    stream::iter(body).then(move |byte| async move {
        sleep(every).await;
        Ok(Frame::data(Bytes::from_owner([byte])))
    })
}

fn endless(body: &[u8]) -> impl Stream<Item = Piece> + use<> {
    let times = PIECE
        .checked_div(body.len())
        .map_or(0, |times| times.max(1));
    let piece = Bytes::from(body.repeat(times));
    let pieces = ENDLESS.checked_div(piece.len()).unwrap_or(0);
    let again = stream::repeat_with(move || Ok(Frame::data(piece.clone())));
    again.take(pieces).chain(stream::pending())
}
