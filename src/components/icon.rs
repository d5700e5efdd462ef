//! Shapes: each level has its own, so that it does not depend on a colour; each kind of route has one
//! beside its word.

use yew::prelude::*;

use crate::feed::vocabulary::{Level, RouteKind, Vocabulary as _};

/// Draws the shape of a level.
pub fn level_shape(level: Level) -> Html {
    let path = match level {
        Level::Ok => "M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 1 0 8 1.2M4.8 8.2l2.3 2.3 4.2-4.6",
        Level::Limited => "M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 1 0 8 1.2",
        Level::Elsewhere => "M1 8h13M9 3l5 5-5 5",
        Level::Down => "M1.5 1.5h13v13h-13zM5 5l6 6M11 5l-6 6",
        Level::Unknown => {
            "M8 .8 15.2 8 8 15.2.8 8zM6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2M8 11v.6"
        }
    };
    // One half of the circle is filled, which a line alone cannot draw.
    let filled = (level == Level::Limited).then_some("M8 1.2a6.8 6.8 0 0 1 0 13.6z");
    html! {
        <span class="amts-shape" data-level={level.name()}>{ drawing(path, filled) }</span>
    }
}

/// Draws the shape of a kind of route; an arrow if the kind is unknown.
pub fn route_icon(kind: Option<RouteKind>) -> Html {
    icon(match kind {
        Some(RouteKind::Phone) => {
            "M3.2 1.6 5.6 1l1.6 3.6-1.7 1.5c.8 1.7 2.1 3 3.8 3.9L11 8.6l3.6 1.7-.7 2.6c-.2.8-.9 1.3-1.7 1.2C6.6 13.5 2.4 9 1.9 3.5c0-.9.5-1.7 1.3-1.9z"
        }
        Some(RouteKind::Counter | RouteKind::Neighbour) => {
            "M8 15S3 9.6 3 6a5 5 0 0 1 10 0c0 3.6-5 9-5 9zM8 4.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 1 0 0-3.4"
        }
        Some(RouteKind::Post | RouteKind::EMail) => "M1.5 3.5h13v9h-13zM1.5 4 8 9l6.5-5",
        Some(RouteKind::DropOff) => "M2 6h12v8H2zM5 9h6M8 1v4M6 3.5 8 5.5l2-2",
        Some(RouteKind::App) => "M4.5 1.2h7v13.6h-7zM7.5 12.5h1",
        Some(RouteKind::Website) => "M6 3H2.5v10.5H13V10M9 2h5v5M14 2 7.5 8.5",
        Some(RouteKind::Automatic | RouteKind::Contacted) => "M2.5 8.5 6.5 12.5 13.5 4",
        Some(RouteKind::Later) => "M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 1 0 8 1.2M8 4v4.3l3 1.7",
        Some(RouteKind::Fax) => "M4 6V1.5h8V6M4 12H2V6h12v6h-2M4 9.5h8v5H4z",
        None => "M2 8h11M9 4l4 4-4 4",
    })
}

/// Draws the clock beside the age.
pub fn clock_icon() -> Html {
    route_icon(Some(RouteKind::Later))
}

/// Draws the globe beside the language.
pub fn globe_icon() -> Html {
    icon(
        "M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 1 0 8 1.2M1.2 8h13.6M8 1.2c-4 4-4 9.6 0 13.6c4-4 4-9.6 0-13.6",
    )
}

/// Draws the magnifying glass in the search field.
pub fn glass_icon() -> Html {
    icon("M6.5 1.5a5 5 0 1 0 0 10a5 5 0 1 0 0-10M10.2 10.2l4.3 4.3")
}

/// Draws the chain beside an entry, for its link.
pub fn link_icon() -> Html {
    icon(
        "M6.5 9.5a3 3 0 0 0 4.2 0l2.8-2.8a3 3 0 0 0-4.2-4.2l-1 1M9.5 6.5a3 3 0 0 0-4.2 0L2.5 9.3a3 3 0 0 0 4.2 4.2l1-1",
    )
}

fn icon(path: &'static str) -> Html {
    html! { <span class="amts-icon">{ drawing(path, None) }</span> }
}

/// Draws a shape from one path of lines and perhaps a filled one. Width and height are attributes: without the
/// stylesheet the drawing would fill the page.
fn drawing(path: &'static str, filled: Option<&'static str>) -> Html {
    html! {
        <svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16">
            if let Some(path) = filled {
                <path d={path} fill="currentColor" />
            }
            <path d={path} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}
