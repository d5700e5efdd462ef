//! All entries, and what belongs to the whole feed: drawn anew only when it says something else.

use std::rc::Rc;

use yew::prelude::*;

use super::aside::Aside;
use super::context::RenderContext;
use super::groups::entry_groups;
use crate::feed::Feed;

/// The properties of an [`Overview`].
#[derive(Clone, Properties)]
pub struct OverviewProps {
    /// In what context.
    pub context: Rc<RenderContext>,
    /// The feed.
    pub feed: Rc<Feed>,
}

impl PartialEq for OverviewProps {
    /// Compares by identity: what was not replaced is the same.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.context, &other.context) && Rc::ptr_eq(&self.feed, &other.feed)
    }
}

/// Shows everything of a feed that stands below the search.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let OverviewProps { context, feed } = props;
    html! {
        <>
            <div class="amts-main">{ entry_groups(context, feed) }</div>
            <div class="amts-aside"><Aside {context} {feed} /></div>
        </>
    }
}
